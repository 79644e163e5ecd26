"""A title's line -> its language and the parts it is made of."""

import unicodedata
from collections.abc import Iterator, Sequence

from hrdcorpus.cldr import find_country
from hrdcorpus.knowledge.titles import TitleLanguage, Titles
from hrdcorpus.names.details import read_detail
from hrdcorpus.names.grammar import Grammar
from hrdcorpus.names.tokens import Token, mask_quotations, split_tokens
from hrdcorpus.text import ends_sentence


def match_wording(line: str, titles: Titles) -> tuple[TitleLanguage, str] | None:
    """The language of the title, and what stands after the words that make it one."""
    found = [
        (language, slots["interviewee"])
        for language in titles
        for wording in language.wordings
        if (slots := wording.template.match(line)) is not None
    ]
    # A template's last word must be a whole word: "Interview with" is not in "Interview withdrawn".
    found = [(language, text) for language, text in found if not line[: -len(text)][-1:].isalnum()]
    return min(found, key=lambda each: (len(each[1]), -_count_letters(each[1], each[0])), default=None)


def _count_letters(text: str, language: TitleLanguage) -> int:
    return sum(unicodedata.name(c, "").startswith(language.script.upper()) for c in text)


def split_parts(text: str, grammar: Grammar) -> list[list[Token]]:
    """What stands between commas, dashes and some brackets, up to a colon or, after the name, a topic."""
    parts: list[list[Token]] = [[]]
    for token in _list_tokens(text, grammar):
        if token.kind == "colon":
            break
        if token.kind == "comma":
            parts.append([])
        else:
            parts[-1].append(token)
    parts = [part for part in parts if part]
    topic = grammar.language.topics.search(mask_quotations(text[: parts[0][-1].end])) if parts else None
    if topic:
        parts = [before] if (before := [token for token in parts[0] if token.end <= topic.start()]) else []
    return parts


def _list_tokens(text: str, grammar: Grammar) -> Iterator[Token]:
    """The title's tokens; brackets around a country, or around what the interviewee is, count as commas."""
    is_name = True
    tokens = split_tokens(text)
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        is_name = is_name and token.kind != "comma"
        is_last = after is None or after.kind in ("comma", "colon")
        is_closed = before is not None and before.kind == "quoted"
        inner = token.text[1:-1]
        if token.kind == "bracket" and is_last and _tells_details(inner, grammar, is_name=is_name, is_closed=is_closed):
            at = token.start + 1
            yield Token("comma", "(", at - 1, at)
            yield from (t._replace(start=t.start + at, end=t.end + at) for t in split_tokens(inner))
            yield Token("comma", ")", token.end - 1, token.end)
        else:
            yield token


def _tells_details(inner: str, grammar: Grammar, *, is_name: bool, is_closed: bool) -> bool:
    """Whether a bracket holds a country; after the name, an organisation; after a quotation, what may be a place."""
    tokens = split_tokens(inner)
    commas = [token for token in tokens if token.kind == "comma"]
    ends = [0, *(at for token in commas for at in (token.start, token.end)), len(inner)]
    details = [read_detail(inner, start, end, grammar) for start, end in zip(ends[::2], ends[1::2], strict=True)]
    is_organisation = is_name and len(tokens) > 1 and any(detail.organisation for detail in details)
    return is_organisation or any(detail.country or (is_closed and detail.lone) for detail in details)


def is_sentence(text: str, parts: Sequence[Sequence[Token]]) -> bool:
    """Whether it ends as no title does; a full stop after a country or an initial is no end of a sentence."""
    first, last = parts[-1][0], parts[-1][-1]
    colon = next((token.start for token in split_tokens(text) if token.kind == "colon"), len(text))
    is_stop = text[last.end : colon].strip() == "." and find_country(text[first.start : last.end]) is not None
    return ends_sentence(text[:colon]) and not is_stop and not last.text.endswith(".")
