"""Copies and translations among records: what shows them, and what must not."""

import random
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import count_calls
from hrdcorpus.corpus.relations.relating import Relation, find_relations
from hrdcorpus.naming.comparing import compare_names, read_name
from hrdcorpus.naming.rules import load_name_rules
from hrdcorpus.reading.pages import build_page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.records import form as records

TALK = (
    "We meet the inspectors every month. They write our complaints down and file them.",
    "Two of my colleagues were fined in spring, and one of them has left the town since.",
    "Nobody from the company came to the hearing. We shall go on with or without them.",
)
OTHER_TALK = (
    "I have kept bees for nine years, and I count what is left of them after each spraying.",
    "The plant says that its smoke is harmless. The doctors of our valley say nothing at all.",
    "My neighbours bring me their letters. I answer all of them in the evening.",
)
CORRECTED = (TALK[0].replace("write", "wrote"), *TALK[1:])
SHORTENED = (TALK[0], "", "")
RUSSIAN = (
    "Мы встречаемся с инспекторами каждый месяц. Они записывают наши жалобы и кладут их в папку.",
    "Двух моих коллег весной оштрафовали, и один из них с тех пор уехал из города.",
    "Никто из компании не пришёл на заседание. Мы продолжим с ними или без них.",
)
SPANISH = (
    "Nos reunimos con los inspectores cada mes. Anotan nuestras quejas y las archivan.",
    "Dos de mis colegas fueron multados en primavera, y uno de ellos se fue del pueblo.",
    "Nadie de la empresa vino a la audiencia. Seguiremos con ellos o sin ellos.",
)
ITEMS = ("situation", "work", "motivation")

EN: Mapping[str, Any] = {
    "answers": TALK, "name": "Pavel Lobachev", "published": "2021-04-14", "country": "KZ", "language": "en",
}  # fmt: skip
RU: Mapping[str, Any] = {**EN, "answers": RUSSIAN, "name": "Павлом Лобачевым", "language": "ru"}
ES: Mapping[str, Any] = {**EN, "answers": SPANISH, "language": "es"}
BARE: Mapping[str, Any] = {"name": None, "published": None, "country": None}
X = "https://example.org/"


def build(
    identifier: str,
    *,
    answers: Sequence[str] = TALK,
    items: Sequence[str | None] = ITEMS,
    name: str | None = None,
    published: str | None = None,
    country: str | None = None,
    language: str = "en",
    interface: str | None = None,
    url: str | None = None,
    questionnaire: str = "hrd-kz-2021",
) -> records.Record:
    source = records.Source(
        path=f"{identifier}.html", sha256="0" * 64, bytes=1, media_type="text/html", encoding="utf-8", url=url,
        retrieved=None,
    )  # fmt: skip
    exchanges = tuple(
        records.Exchange(
            number=number,
            question=records.Question(id=item, text="?", match="exact" if item else "none", score=None),
            asker=None,
            speakers=None,
            answer=(answer,) if answer else (),
            lines=None,
            path=None,
        )
        for number, (item, answer) in enumerate(zip(items, answers, strict=True), 1)
    )
    return records.Record(
        schema_version="2.0",
        id=identifier,
        source=source,
        title=None,
        published=published,
        published_text=None,
        author=None,
        language=records.Language(content=language, interface=interface, available=(language,)),
        interviewees=(records.build_interviewee(name=name, country=country),),
        introduction=(),
        questionnaire=records.QuestionnaireUsed(id=questionnaire, version="1") if any(items) else None,
        exchanges=exchanges,
        removed=(),
        findings=(),
    )


def tell(found: Relation | None) -> tuple[str, str, str, str] | None:
    return (found.kind, found.id, found.other, found.evidence) if found else None


def relate(a: Mapping[str, Any], b: Mapping[str, Any], links: Collection[str] = ()) -> Relation | None:
    """What the two are to each other, whichever comes first; `links` are the alternates of the first."""
    pair = [build("a", **a), build("b", **b)]
    found = find_relations(pair, {"a": links})
    assert found == find_relations(pair[::-1], {"a": links})
    assert [(relation.id, relation.other) for relation in found] == [("b", "a")] * len(found)
    assert len(found) <= 1
    return found[0] if found else None


COPIES = [
    ("another frame", EN, {**EN, **BARE}, "the same answers"),
    ("other marks and case", EN, {**EN, "answers": [f"{text.upper()}…" for text in TALK]}, "the same answers"),
    ("lost paragraph break", EN, {**EN, "answers": ("".join(TALK[:2]), "", TALK[2])}, "the same answers"),
    ("a question unmatched", EN, {**EN, "items": ("situation", None, "motivation")}, "the same answers"),
    ("a word corrected", EN, {**EN, "answers": CORRECTED}, "81 % of the answers' text is the same"),
    ("same address", {**EN, "url": X + "a"}, {**EN, "url": X.replace("https://", "http://www.") + "a/"},
     "the same answers; the same address"),
    ("same address, shortened", {**EN, "url": X + "a"}, {**EN, "answers": SHORTENED, "url": X + "a"},
     "32 % of the answers' text is the same; the same address"),
    ("two interfaces", {**EN, "url": X + "es/a", "interface": "es"}, {**EN, "url": X + "pt/a", "interface": "pt"},
     "the same answers; addresses that differ only by the language"),
    ("two names", EN, {**EN, "name": "Rosa Quillay", "country": "PE"},
     "the same answers; but the names differ; but the countries differ"),
    ("language told wrongly", EN, {**EN, "language": "nl"}, "the same answers"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "evidence"), [case[1:] for case in COPIES], ids=[case[0] for case in COPIES])
def test_copies(a: Mapping[str, Any], b: Mapping[str, Any], evidence: str) -> None:
    assert tell(relate(a, b)) == ("same_as", "b", "a", evidence)


REST = "the same country; the same standard questions in the same order"
FAR: Mapping[str, Any] = {"published": "2021-06-20"}
UNKEYED: Mapping[str, Any] = {"items": (None, None, None)}
TRANSLATIONS = [
    ("Russian name inflected", EN, RU, (), f"the same name; the same date; {REST}"),
    ("English and Spanish", EN, ES, (), f"the same name; the same date; {REST}"),
    ("days apart", EN, {**RU, "published": "2021-04-17"}, (), f"the same name; dates 3 days apart; {REST}"),
    ("no date", EN, {**RU, "published": None}, (), f"the same name; {REST}"),
    ("no questionnaire", {**EN, **UNKEYED}, RU, (), "the same name; the same date; the same country"),
    ("a question unmatched", EN, {**RU, "items": ("situation", None, "motivation")}, (),
     "the same name; the same date; the same country"),
    ("a father's name", EN, {**RU, "name": "Павлом Андреевичем Лобачевым"}, (),
     f"the same name; the same date; {REST}"),
    ("link", {**EN, **BARE, **UNKEYED}, {**RU, **BARE, **UNKEYED, "url": X + "ru/b"}, (X + "ru/b/",),
     "an hreflang link from one to the other"),
    ("link, weeks later", EN, {**RU, **FAR, "url": X + "ru/b"}, (X + "ru/b",),
     f"an hreflang link from one to the other; the same name; {REST}"),
    ("link, name in a script without capitals", {**EN, "name": "Wang Xiaoming"},
     {**RU, "name": "王小明", "language": "zh-Hans", "url": X + "zh/b"}, (X + "zh/b",),
     f"an hreflang link from one to the other; the same date; {REST}"),
    ("link, names that no rule brings together", {**EN, "name": "Yuri Tsoy"},
     {**RU, "name": "Jurij Zoj", "language": "de", "url": X + "de/b"}, (X + "de/b",),
     f"an hreflang link from one to the other; the same date; {REST}"),
    ("one address", {**EN, "url": X + "a"}, {**RU, **BARE, "url": X + "a"}, (),
     "the same address; the same standard questions in the same order"),
    ("language in the path", {**EN, **BARE, "url": X + "en/a"}, {**RU, **BARE, "url": X + "ru/a"}, (),
     "addresses that differ only by the language; the same standard questions in the same order"),
    ("language only in one path", {**EN, **BARE, "url": X + "a"}, {**RU, **BARE, "url": X + "ru/a"}, (),
     "addresses that differ only by the language; the same standard questions in the same order"),
    ("language in the query", {**EN, **BARE, "url": X + "?p=7"}, {**RU, **BARE, "url": X + "?p=7&lang=ru"}, (),
     "addresses that differ only by the language; the same standard questions in the same order"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "links", "evidence"), [case[1:] for case in TRANSLATIONS], ids=[case[0] for case in TRANSLATIONS]
)
def test_translations(a: Mapping[str, Any], b: Mapping[str, Any], links: Collection[str], evidence: str) -> None:
    assert tell(relate(a, b, links)) == ("translation_of", "b", "a", evidence)


OTHER: Mapping[str, Any] = {**EN, "answers": OTHER_TALK}
YES = ("Yes, very much so.", "Of course we have.", "No, not at all.")
STRANGERS = [
    ("one person, interviewed twice", EN, {**OTHER, "published": "2022-09-01"}, ()),
    ("one person, interviewed twice, in two languages", EN, {**RU, "published": "2022-09-01"}, ()),
    ("one person, one day, other questions", EN, {**RU, "items": ("risks", "threats", "response")}, ()),
    ("one person, one day, another order", EN, {**RU, "items": ITEMS[::-1]}, ()),
    ("one person, one day, another questionnaire", EN, {**RU, "questionnaire": "other"}, ()),
    ("one person, one day, a long talk and a short one", {**EN, **UNKEYED},
     {**RU, "items": (None,), "answers": RUSSIAN[:1]}, ()),
    ("one person, another country", EN, {**RU, "country": "KG"}, ()),
    ("name alone", {**EN, "published": None, **UNKEYED}, RU, ()),
    ("two people of one organisation, one day", EN, {**RU, "name": "Асель Омаровой"}, ()),
    ("sisters, one day", {**EN, "name": "Dina Omarova"}, {**RU, "name": "Даной Омаровой"}, ()),
    ("sister and brother, one day", {**EN, "name": "Aleksandr Omarov"}, {**RU, "name": "Александрой Омаровой"}, ()),
    ("one of two people, one day", EN, {**RU, "name": "Павлом Лобачевым и Асель Омаровой"}, ()),
    ("no names, one day", {**EN, "name": None}, {**RU, "name": None}, ()),
    ("initials only", {**EN, "name": "P. Lobachev"}, RU, ()),
    ("language unknown", EN, {**RU, "language": "und"}, ()),
    ("few short answers", {**EN, "answers": YES}, {**EN, "name": "Rosa Quillay", "answers": YES}, ()),
    ("empty answers", {**EN, "answers": ("", "", "")}, {**EN, "answers": ("", "", "")}, ()),
    ("address of the site's first page", {**EN, **BARE, "url": X}, {**RU, **BARE, "url": X}, ()),
    ("link to the site's first page", {**EN, **BARE}, {**RU, **BARE, "url": X + "ru/"}, (X,)),
    ("address of a section, one language", {**EN, "url": X + "talks"}, {**OTHER, "url": X + "talks"}, ()),
    ("address of a section, two people", {**EN, "url": X + "talks"},
     {**ES, "name": "Rosa Quillay", "url": X + "talks"}, ()),
    ("a country in the path", {**EN, **BARE, "url": X + "uk/a"}, {**RU, **BARE, "url": X + "us/a"}, ()),
    ("no address", {**EN, **BARE, "url": "https://[broken/a"}, {**RU, **BARE, "url": "https://[broken/a"}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "links"), [case[1:] for case in STRANGERS], ids=[case[0] for case in STRANGERS])
def test_strangers(a: Mapping[str, Any], b: Mapping[str, Any], links: Collection[str]) -> None:
    assert relate(a, b, links) is None


ALTERNATES = [
    ("<link rel=alternate hreflang=ru href=' https://example.org/ru/a '>", (X + "ru/a",)),
    ("<link rel=alternate hreflang=ru href=https://web.archive.org/web/20210407102030/https://example.org/ru/a>",
     (X + "ru/a",)),
    ("<link rel=alternate hreflang=x-default href=https://example.org/>", ()),
    ("<link rel=alternate hreflang=ru href=/ru/a><link rel=alternate hreflang=kk>", ()),
    ("<link rel=alternate href=https://example.org/feed><link rel=next hreflang=fr href=https://example.org/2>", ()),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), ALTERNATES)
def test_the_page_names_its_translations(html: str, expected: tuple[str, ...]) -> None:
    assert split_blocks(build_page(f"<p>x{html}".encode(), "a.html", "text/html")).declared.alternates == expected


def test_a_group_leads_to_its_first() -> None:
    group = [build("1-en", **EN), build("2-en", **EN), build("3-ru", **RU), build("4-ru", **RU), build("5-es", **ES)]
    found = [(relation.kind, relation.id, relation.other) for relation in find_relations(group)]
    assert found == [
        ("same_as", "2-en", "1-en"),
        ("translation_of", "3-ru", "1-en"),
        ("same_as", "4-ru", "3-ru"),
        ("translation_of", "4-ru", "1-en"),
        ("translation_of", "5-es", "1-en"),
        ("translation_of", "5-es", "3-ru"),
    ]


RULES = load_name_rules()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *(line.example for line in RULES.sound),
        *(line.example for line in RULES.ending),
        RULES.fleeting.example,
        RULES.patronymic.example,
        RULES.possessive.example,
    ],
)
def test_examples_of_the_resource(first: str, second: str) -> None:
    names = read_name(f"{first} Омарова"), read_name(f"{second} Омарова")
    mixed = read_name(f"{first} Omarova"), read_name(f"{second} Omarova")
    a, b = mixed if first.isascii() and second.isascii() else names
    if a is None or b is None:  # the example is in two scripts
        a, b = read_name(f"{first} Omarova"), read_name(f"{second} Омаровой")
    assert a is not None
    assert b is not None
    assert compare_names(a, b) is True


NAMES = [
    ("Irina Chereneva", "Ириной Чернёвой", True),
    ("Yelena Shcherbakova", "Еленой Щербаковой", True),
    ("Juri Tsoy", "Юрием Цоем", None),  # a spelling that the resource does not know
    ("Yuri Tsoy", "Юрием Цоем", True),
    ("Alexander Khasanov", "Александром Хасановым", True),
    ("Zhanna Kim", "Жанной Ким", True),
    ("Irina \u0421herneva", "Irina Cherneva", True),  # a Cyrillic letter in a Latin word
    ("LOBACHEV Pavel", "Pavel Lobachev", True),
    ("Rosa Quillay Mamani", "Rosa Quillay", True),
    ("Petr Yavorsky", "Петра Яворского", True),
    ("Virsik Gevorgian", "Վիրսիկ Գևորգյան", True),
    ("Ainura Bekova", "Айнарой Бековой", None),
    ("Karim Bekov", "Karima Bekova", False),
    ("Rosa Quillay", "Dana Bekova", False),
]


@pytest.mark.parametrize(("name", "other", "expected"), NAMES)
def test_names(name: str, other: str, expected: bool | None) -> None:
    a, b = read_name(name), read_name(other)
    assert a is not None
    assert b is not None
    assert compare_names(a, b) is compare_names(b, a) is expected


KINDS = st.fixed_dictionaries(
    {
        "answers": st.sampled_from([TALK, RUSSIAN, SPANISH, OTHER_TALK, CORRECTED]),
        "items": st.sampled_from([ITEMS, (None, "work", None), (None, None, None)]),
        "name": st.sampled_from(["Pavel Lobachev", "Павлом Лобачевым", "Rosa Quillay", None]),
        "published": st.sampled_from(["2021-04-14", "2021-04-16", "2023-01-01", None]),
        "country": st.sampled_from(["KZ", "PE", None]),
        "language": st.sampled_from(["en", "ru", "es", "und"]),
        "url": st.sampled_from([X + "a", X + "ru/a", X + "en/a", X, None]),
    }
)


@given(st.lists(KINDS, max_size=6), st.randoms(use_true_random=False))
def test_order_of_the_records_does_not_matter(kinds: list[dict[str, Any]], chance: random.Random) -> None:
    corpus = [build(str(number), **kind) for number, kind in enumerate(kinds)]
    links = {record.id: [chance.choice([X + "a", X + "ru/a"])] for record in corpus[::2]}
    shuffled = chance.sample(corpus, len(corpus))
    found = find_relations(corpus, links)
    assert found == find_relations(shuffled, links)
    assert all(relation.other < relation.id for relation in found)
    assert all("\n" not in relation.evidence and relation.evidence for relation in found)


@given(st.text(), st.text())
def test_any_names_can_be_compared(name: str, other: str) -> None:
    a, b = read_name(name), read_name(other)
    if a is not None and b is not None:
        assert compare_names(a, b) is compare_names(b, a)
        assert compare_names(a, a) is True


@pytest.mark.parametrize("alike", [{}, {"answers": TALK}, {"name": "Pavel Lobachev"}, {"url": X + "a"}], ids=str)
def test_work_grows_with_the_number_of_records(alike: Mapping[str, Any]) -> None:
    def count(records: int) -> int:
        corpus = [
            build(
                str(number),
                **{"answers": [f"{text} {number}" for text in TALK], **BARE, **alike},
                language=("en", "ru")[number % 2],
            )
            for number in range(records)
        ]
        return count_calls(lambda: find_relations(corpus))

    assert count(400) < 4.5 * count(100)  # 4 if linear, 16 if quadratic
