"""Where sentences end: a table of texts, with | where a sentence is to end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrdcorpus.knowledge.sentences import split_sentences


@pytest.mark.parametrize(
    "marked",
    [
        "Who pays?| Nobody.| That is all!",
        'What now?!| "Nothing."| He left… | Then we left.',
        "They reacted violently... and left.| Nobody knew...| Then it rained.",
        # a blank was lost
        "мы довольны системой.|Когда вы начали?",
        "Who is facing?|Has it changed?|«Да».| Нет.",
        "Where are the investors/companies?|What do they say?|—Nothing.",
        "in the year 2018.|Then came the strike",
        "We believe in it.|What can they do?",
        # no end: abbreviations, initials, numbers, addresses
        "The U.S. envoy, e.g. Mr. Smith of St. Petersburg, left.| J. R. Doe stayed.",
        "т.е. в 2018 г. в г. Алматы на ул. Абая.| В. И. Иванов и А.Петров были там.",
        "It rose by 3.5 per cent, No. 5 of them.| COVID-19.| Then No. 6.",
        "See https://a.example/x?Id=3.Foo, www.b.Example?Yes and c.D@e.Example for more.| Thanks.",
        "1. Who pays?| 2. Who works?",
        "In the U.S.Senate and at a Ph.D.level in St.Petersburg",
        "Мы жили на ул.Абая, обл.Туркестанская",
        '"Why?" he asked.| "Because."| She laughed.',
        "what?| ever?| yes",
        # scripts without capitals
        "你好吗？|我很好。|「好。」|再见",
        "كيف حالك؟| أنا بخير.| شكرا",
        "ここですか。|はい！|そうです",
        # marks alone are no sentence
        "... ? ok",
        "Well. – ...",
        "? !",
        "",
        "  ",
    ],
)
def test_sentences_end_where_marked(marked: str) -> None:
    text = marked.replace("|", "")
    sentences = [sentence.strip() for sentence in marked.split("|") if sentence.strip()]
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@given(st.text(alphabet='aБ1 .?!…。"»(/@\n中-'))
def test_no_character_is_left_out(text: str) -> None:
    spans = split_sentences(text)
    assert list(spans) == sorted(spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
