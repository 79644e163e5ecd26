"""The wordings of titles, and what makes a file of them wrong."""

from importlib.resources import files
from pathlib import Path

import pytest

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.title_files import fold_word
from hrdcorpus.knowledge.titles import TitleLanguage, TitleWording, load_titles
from hrdcorpus.naming import find_interviewee

FOLDER = files("hrdcorpus") / "resources" / "titles"
TITLES = load_titles(FOLDER)
ENGLISH = (FOLDER / "en.toml").read_text(encoding="utf-8")
WORDINGS = [(language, wording) for language in TITLES for wording in (*language.wordings, *language.closings)]

# Russian words that a stem with an ending must be, and such as it must not be.
INFLECTED = {
    "organisations": ("фонда", "Союзом", "движении", "организациями", "ОО", "объединения", "центру", "профсоюзов"),
    "bodies": ("Совета", "комитетом"),
    "parts": ("правления", "филиалами"),
    "members": ("председателем", "председательницей", "члены", "вице-президентом", "директоров"),
    "roles": ("правозащитницей", "юристу", "активистки", "шахтёром"),
    "locals": ("жительницей", "гражданином"),
    "places": ("области", "городом", "посёлке", "г."),
    "attributes": ("независимого", "общественной"),
}
OTHERS = (
    "союзник",
    "центральный",
    "общественник",
    "журналистика",
    "советник",
    "членский",
    "сельский",
    "правило",
    "Шахтинск",
)


@pytest.mark.parametrize(("language", "wording"), WORDINGS, ids=lambda each: getattr(each, "example", ""))
def test_examples(language: TitleLanguage, wording: TitleWording) -> None:
    found = find_interviewee(wording.example, TITLES)
    assert found is not None
    assert found.name is not None
    assert find_interviewee(wording.example, (language,)) == found
    assert wording.counterexample is None or find_interviewee(wording.counterexample, TITLES) is None


def test_languages() -> None:
    assert [language.tag for language in TITLES] == ["de", "en", "es", "fr", "pt", "ru"]


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, words in INFLECTED.items() for word in words])
def test_stems(kind: str, word: str) -> None:
    russian = TITLES[-1].words
    assert russian[fold_word(word)] == kind


@pytest.mark.parametrize("word", OTHERS)
def test_stems_do_not_reach_further(word: str) -> None:
    russian = TITLES[-1].words
    assert fold_word(word) not in russian


def test_words_of_other_languages_are_known() -> None:
    english, russian = (next(each for each in TITLES if each.tag == tag) for tag in ("en", "ru"))
    assert russian.words["ngo"] == "organisations"
    assert english.words["нпо"] == "organisations"
    assert english.words["sindicato"] == "organisations"
    assert "red" not in english.words
    assert "abogada" not in english.words


BROKEN = {
    "unknown key": ('script = "Latin"', 'script = "Latin"\nmood = "calm"', "mood"),
    "unknown kind of words": ("[words.places]", "[words.moods]", "words.moods"),
    "no example": ('example = "Echo Foundation"\n', "", "organisations.example"),
    "no example of a lead": ('example = "Q&A with Asel Omarova, lawyer, Kazakhstan"\n', "", "wording.10.example"),
    "example without a word": ('example = "Echo Foundation"', 'example = "Echo"', "organisations: the example"),
    "counterexample with a word": (
        'counterexample = "Union of Lawmakers"',
        'counterexample = "a lawyer"',
        "roles: the counterexample",
    ),
    "word in two lists": (
        'words = "council ',
        'words = "union council ',
        "'union' is also one of organisations",
    ),
    "lead twice": ('lead = "Interview of"', 'lead = "Interview:"', "stands twice"),
    "lead without words": ('lead = "Interview of"', 'lead = "- :"', "has no word of its own"),
    "example of another lead": ('lead = "Q&A with"', 'lead = "A talk with"', "does not begin with the lead"),
    "example of another tail": ('tail = "talks to us"', 'tail = "tells us"', "does not end with the tail"),
    "another file's language": ('language = "en"', 'language = "ru"', "must bear its name"),
    "a list for words": ('articles = "the an a"', 'articles = ["the", "an"]', "articles: .* white space between"),
    "a topic without words": ('  "about", "on", ', '  " ", "about", "on", ', "topics.0: .* white space between"),
    "an unknown join": ('at = ["at", "with"]', 'near = ["at", "with"]', "joins.near"),
    "another script": ('script = "Latin"', 'script = "Runic"', "script"),
}


@pytest.mark.parametrize(("old", "new", "message"), BROKEN.values(), ids=BROKEN)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert ENGLISH.count(old) == 1
    (tmp_path / "en.toml").write_text(ENGLISH.replace(old, new), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message) as refusal:
        load_titles(tmp_path)
    assert "en.toml" in str(refusal.value)
