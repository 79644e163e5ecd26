"""Records of invented people for the tests of exports, with texts built to hurt the programs that read them."""

from collections.abc import Sequence

from casebook import list_pages, locate_expected
from hrdcorpus.knowledge.questionnaires import Item, Questionnaire
from hrdcorpus.records.findings import Finding, record_finding
from hrdcorpus.records.form import (
    Exchange,
    Language,
    Question,
    QuestionnaireUsed,
    Record,
    Removed,
    Source,
    build_interviewee,
)
from hrdcorpus.records.serialising import load_record

ITEMS = tuple(Item(id=name, description=f"About the {name}") for name in ("situation", "risks", "work", "threats"))
QUESTIONNAIRES = (Questionnaire("hrd-kz-2021", "1", "Invented questions", ITEMS, (), ()),)

DATASET = """
[dataset]
title = "Voices of the river"
description = "Interviews <b>about</b> water."
version = "1.2"
released = 2026-03-01
licence = "CC-BY-4.0"
url = "https://river.example/corpus"
doi = "10.1234/river"
keywords = ["water", "reka: река"]
funding = ["The Invented Fund, grant 7"]
sources = [{title = "The site", url = "https://river.example"}, {title = "Letters"}]

[[dataset.creators]]
given = "Dana"
family = "Nobodyeva"
orcid = "0000-0002-1825-0097"
affiliation = "River Watch"

[[dataset.creators]]
name = "The Archive"
"""

HOSTILE = {
    "formula": "=1+1",
    "command": "@SUM(A1:A9)|cmd",
    "signs": "+7 or -7",
    "dash": "- No.",
    "tab": "\tindented\tby tabs",
    "carriage return": "one\rtwo",
    "line ends": "one\r\ntwo\nthree\n\nfour",
    "blanks": "  two  blanks  ",
    "blank": " ",
    "nul": "a\0b",
    "controls": "\x1b[31mred\x07\x85\x7f",
    "separators": "a\u2028b\u2029c",
    "marks": "\ufeffa\u200bb\u00adc\u202edcba",
    "noncharacters": "a\ufffeb\uffffc",
    "right to left": "مرحبا، كيف الحال؟ שלום עולם",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 𝕬",
    "decomposed": "cafe\u0301",
    "quotes": 'He said: "no", \'never\'; and, "" then',
    "markdown": "# *bold* _it_ [a](http://b.example) ![c](d) `e` ~~f~~ | g | $h$ :smile: #12 @name www.i.example",
    "lists": "1. one",
    "another list": "+ one",
    "fence": "```python",
    "rule": "---",
    "setext": "===",
    "markup": "<script>alert(1)</script> &amp; <!-- x --> <b>bold</b>",
    "opened comment": "<!-- open",
    "opened tag": "<div id=x",
    "backslashes": "C:\\new\\table \\* \\x1b",
    "escapes": "_x0041_ _x0041_x0042_x0043_ _x005F_ _x000D_",
    "rich text": "<r><t>text</t></r>",
    "numbers": "007",
    "long": "Nobody came to the river that day. " * 1200,
    "long without blanks": "ж" * 40_000,
    "long in emoji": "😀" * 40_000,
}


def build_record(identifier: str, exchanges: Sequence[Exchange], **changes: object) -> Record:
    """An interview with an invented person, and with what is changed of it; no record that is read can be so odd."""
    record = Record(
        schema_version="2.0",
        id="page",
        source=Source(path="page.txt", sha256="a" * 64, bytes=7, media_type="text/plain", encoding="utf-8",
                      url="https://example.org/page", retrieved=None),
        title="HRD Interview: Aigul Nobodyeva, chair of River Watch, Kazakhstan",
        published="2021-04-07",
        published_text="7 Abr 2021",
        author=None,
        language=Language(content="en", interface="pt", available=("en", "ru")),
        interviewees=(
            build_interviewee(name="Aigul Nobodyeva", role="chair", organisation="River Watch", country="KZ"),
        ),
        introduction=("We met in May.", "It rained."),
        questionnaire=QuestionnaireUsed(id="hrd-kz-2021", version="1"),
        exchanges=(ask(1, None, "Why?"),),
        removed=(Removed(rule="sprite", count=1),),
        findings=(record_finding(Finding("empty-answer", "question 2 has no answer", 9)),),
    )  # fmt: skip
    named = {"id": identifier, "source": record.source.model_copy(update={"path": f"{identifier}.txt"})}
    return record.model_copy(update=named | {"exchanges": tuple(exchanges)} | changes)


def ask(number: int, item: str | None, question: str, *answer: str, match: str | None = None) -> Exchange:
    """One question, keyed to an item or to none, with its answer's paragraphs."""
    kind = match or ("exact" if item else "none")
    score = 0.9 if kind == "similar" else None
    asked = Question.model_validate({"id": item, "text": question, "match": kind, "score": score})
    place = (number, number + 1)
    return Exchange(number=number, asker=None, question=asked, speakers=None, answer=answer, lines=place, path=None)


def build_corpus() -> list[Record]:
    """Three interviews: repeated, unanswered and unkeyed questions; another country, language and date; no metadata."""
    aigul = build_record(
        "2021/aigul",
        [
            ask(1, "situation", "How is it?", "Bad.", "It was better."),
            ask(2, "risks", "What are the risks?"),
            ask(3, None, "And the weather?", "It rains."),
            ask(4, "situation", "How is it now?", "Worse.", match="similar"),
        ],
    )
    boris = build_record(
        "boris",
        [ask(1, "threats", "Вам угрожали?", "Да.", match="variant"), ask(2, None, "Почему?")],
        published="2022-12-31",
        language=Language(content="ru", interface=None, available=()),
        interviewees=(build_interviewee(name="Борис Никтоев", country="KG"),),
    )
    nobody = build_record(
        "nobody",
        [ask(1, None, "Who are you?", "Nobody.")],
        title=None,
        published=None,
        published_text=None,
        interviewees=(),
        introduction=(),
        questionnaire=None,
        findings=(),
    )
    return [aigul, boris, nobody]


def build_guests() -> Record:
    """Two guests, the second without a name, who are asked and answer by turns, under labels."""
    first, second = "Aigul Nobodyeva", "A. (lawyer)"
    asked = [
        ask(1, "risks", "What are the risks?", "Fines.", "And courts.", "Prison."),
        ask(2, None, "Why?", "Nobody knows."),
    ]
    return build_record(
        "guests",
        [
            asked[0].model_copy(update={"asker": "Zoya", "speakers": (first, first, second)}),
            asked[1].model_copy(update={"speakers": (second,)}),
        ],
        interviewees=(
            build_interviewee(name=first, role="chair", country="KZ"),
            build_interviewee(role="lawyer", anonymity="withheld", country="KG"),
        ),
    )


def build_hostile() -> list[Record]:
    """One interview, each of whose questions and answers is a hostile text, in its title and introduction the worst."""
    exchanges = [ask(n, None, text, text, "Then: " + text) for n, text in enumerate(HOSTILE.values(), start=1)]
    title = HOSTILE["formula"] + HOSTILE["markup"] + HOSTILE["controls"]
    return [build_record("../hostile\n=1", exchanges, title=title, introduction=(HOSTILE["quotes"], HOSTILE["nul"]))]


def load_cases() -> list[Record]:
    """The records that the cases of interviews expect, of each page the first, with the name of its case as its id."""
    pages = list_pages("interviews")
    firsts = [locate_expected(page).read_bytes().split(b"\n}\n")[0] + b"\n}\n" for page in pages]
    records = [load_record(first, page.parent.name) for page, first in zip(pages, firsts, strict=True)]
    return [record.model_copy(update={"id": page.parent.name}) for page, record in zip(pages, records, strict=True)]
