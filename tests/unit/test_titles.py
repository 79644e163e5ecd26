"""The wordings of titles, and what makes a file of them wrong."""

from importlib.resources import files
from pathlib import Path

import pytest

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.title_files import Keys, WordKind, fold_word, load_title_files, split_keys
from hrdcorpus.knowledge.titles import TitleLanguage, compile_titles
from hrdcorpus.naming import find_interviewees

FOLDER = files("hrdcorpus") / "resources" / "titles"
TITLES = compile_titles(load_title_files(FOLDER))
ENGLISH = (FOLDER / "en.toml").read_text(encoding="utf-8")
RUSSIAN = next(each for each in TITLES if each.file.language == "ru")
LEADS = [(language.file.language, lead) for language in TITLES for lead in sorted(language.file.leads.phrases)]
LISTS = [(language, kind) for language in TITLES for kind in language.file.words]

# Russian words that a stem with an ending must be, and such as it must not be.
INFLECTED = {
    "organisations": ("фонда", "Союзом", "движении", "организациями", "ОО", "объединения", "центру", "Совета"),
    "fields": ("правления", "филиалами"),
    "members": ("председателем", "председательницей", "члены", "вице-президентом", "директоров"),
    "roles": ("правозащитницей", "юристу", "активистки", "шахтёром"),
    "locals": ("жительницей", "гражданином"),
    "places": ("области", "городом", "посёлке", "г."),
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


@pytest.mark.parametrize(("tag", "lead"), LEADS, ids=str)
def test_leads(tag: str, lead: Keys) -> None:
    leads = next(language.file.leads for language in TITLES if language.file.language == tag)
    titles = (" ".join((*lead, text)) for text in (leads.example, leads.counterexample))
    found, other = (find_interviewees(title, TITLES) for title in titles)
    assert found
    assert found[0].name
    assert found[0].role
    assert other is None


@pytest.mark.parametrize("language", TITLES, ids=lambda language: language.file.language)
def test_no_word_stands_twice(language: TitleLanguage) -> None:
    words = [word for listed in language.file.words.values() for word in listed.spell_out(language.file.endings)]
    assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize(("language", "kind"), LISTS, ids=lambda each: each if isinstance(each, str) else "")
def test_examples_of_words(language: TitleLanguage, kind: WordKind) -> None:
    listed = language.file.words[kind]
    words = listed.spell_out(language.file.endings)
    assert not words.isdisjoint(split_keys(listed.example))
    assert words.isdisjoint(split_keys(listed.counterexample))


@pytest.mark.parametrize("language", TITLES, ids=lambda language: language.file.language)
def test_examples_of_anonymity(language: TitleLanguage) -> None:
    for kind, listed in language.file.anonymity.items():
        found = find_interviewees(listed.example, TITLES)
        assert found
        assert found[0].anonymity == kind
        assert found[0].role
        assert (found[0].name is None) == (kind == "withheld")
        lead = " ".join(min(language.file.leads.phrases))
        again = find_interviewees(f"{lead} {found[0].name}, {found[0].role}", TITLES)
        assert again
        assert again[0].anonymity is None


@pytest.mark.parametrize(("said", "kind"), [("", None), (" (name changed)", "changed"), (" (an old hand)", None)])
def test_no_pattern_is_made_for_a_title_that_holds_none_of_its_words(said: str, kind: str | None) -> None:
    titles = compile_titles(load_title_files(FOLDER))
    found = find_interviewees(f"Interview with Asel Omarova{said}, miner, Kazakhstan", titles)
    assert found
    assert found[0].anonymity == kind
    assert ("anonymity" in vars(titles[0].common)) == (kind is not None)


@pytest.mark.parametrize(
    "language", [each for each in TITLES if each.file.nationalities], ids=lambda language: language.file.language
)
def test_examples_of_nationalities(language: TitleLanguage) -> None:
    nationalities = language.file.nationalities
    assert nationalities is not None
    found = find_interviewees(nationalities.example, TITLES)
    assert found
    assert found[0].name
    assert found[0].country in {language.find_nationality(word) for word in split_keys(found[0].role or "")}
    assert found[0].country


OF_COUNTRIES: dict[str, set[tuple[str, str | None]]] = {
    "de": {
        *(("kasachischen", "KZ"), ("rumänische", "RO"), ("bosnischen", "BA"), ("moldawische", "MD")),
        *(("mazedonische", "MK"), ("birmanische", "MM"), ("holländische", "NL"), ("tschechische", "CZ")),
        *(("romanischen", None), ("germanischen", None), ("polemisch", None)),
    },
    "ru": {
        *(("казахстанским", "KZ"), ("белорусским", "BY"), ("киргизская", "KG"), ("кыргызская", "KG")),
        *(("молдавский", "MD"), ("боснийский", "BA"), ("македонская", "MK"), ("голландский", "NL")),
        *(("туркменский", "TM"), ("палестинский", "PS"), ("румынская", "RO"), ("романский", None)),
    },
    "uk": {("українською", "UA"), ("казахстанський", "KZ"), ("молдовська", "MD"), ("грузинська", "GE")},
    "pl": {("ukraińską", "UA"), ("kazachska", "KZ"), ("mołdawski", "MD"), ("romański", None), ("germańska", None)},
}


@pytest.mark.parametrize(
    ("tag", "word", "code"), [(tag, *pair) for tag, pairs in OF_COUNTRIES.items() for pair in sorted(pairs, key=str)]
)
def test_a_country_is_told_by_its_name_in_the_language_itself(tag: str, word: str, code: str | None) -> None:
    language = next(each for each in TITLES if each.file.language == tag)
    assert language.find_nationality(fold_word(word)) == code


@pytest.mark.parametrize(
    "language", [each for each in TITLES if each.file.cases], ids=lambda language: language.file.language
)
def test_examples_of_cases(language: TitleLanguage) -> None:
    cases = language.file.cases
    assert cases is not None
    own, others = (find_interviewees(title, TITLES) for title in (cases.example, cases.counterexample))
    assert own
    assert own[0].name
    assert others
    assert others[0].name is None
    assert others[0].role


def test_languages() -> None:
    languages = [language.file.language for language in TITLES]
    assert languages == ["de", "en", "es", "fr", "id", "it", "pl", "pt", "ru", "tr", "uk", "ar", "ja", "ko", "zh"]
    assert sorted(languages) == sorted(path.name.removesuffix(".toml") for path in FOLDER.iterdir())


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, words in INFLECTED.items() for word in words])
def test_stems(kind: str, word: str) -> None:
    assert RUSSIAN.find_word(fold_word(word)) == kind


@pytest.mark.parametrize("word", OTHERS)
def test_stems_do_not_reach_further(word: str) -> None:
    assert RUSSIAN.find_word(fold_word(word)) is None


def test_words_of_other_languages_are_known() -> None:
    english, russian = (next(each for each in TITLES if each.file.language == tag) for tag in ("en", "ru"))
    assert russian.find_word("foundation") == "organisations"
    assert english.find_word("sindicato") == "organisations"
    assert english.find_word("red") is None
    assert english.find_word("abogada") is None


BROKEN = {
    "unknown key": ('script = "Latin"', 'script = "Latin"\nmood = "calm"', "unknown field `mood`"),
    "unknown kind of words": ("[words.places]", "[words.moods]", r"\'moods\' - at `key` in `\$.words"),
    "no example": ('example = "Echo Foundation"\n', "", r"required field `example` - at `\$.words"),
    "no example of leads": (
        'example = "Asel Omarova, lawyer"\n',
        "",
        r"required field `example` - at `\$.leads",
    ),
    "a list for words": (
        'articles = "the an a our my"',
        'articles = ["the", "an"]',
        r"white space between - at `\$.articles",
    ),
    "a topic without words": (
        '  "about", "on", ',
        '  " ", "about", "on", ',
        r"white space between - at `\$.topics\[1\]",
    ),
    "an unknown join": ('at = "at with"', 'near = "at with"', r"\'near\' - at `key` in `\$.joins"),
    "another script": ('script = "Latin"', 'script = "Runic"', "script"),
}


@pytest.mark.parametrize(("old", "new", "message"), BROKEN.values(), ids=BROKEN)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert ENGLISH.count(old) == 1
    (tmp_path / "en.toml").write_text(ENGLISH.replace(old, new), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message) as refusal:
        load_title_files(tmp_path)
    assert "en.toml" in str(refusal.value)
