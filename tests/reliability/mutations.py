"""Pages, records and sidecars changed at random, as disks, editors and programs change them, or people who mean harm.

Number N is always changed in the same way, by `random.Random(N)`. Each must be taken whole or refused by an error of
the program's own, whose message holds no name and no four words of an interview.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import tomli
from msgspec.structs import replace

from accuracy.generate import generate_pages
from casebook import list_pages
from exporting import export
from hrdcorpus.errors import HrdcorpusError, InternalError, attempt
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.output.export import FORMATS, Options
from hrdcorpus.pipeline import Trace, trace_page
from hrdcorpus.reading.pages import SUFFIXES, Page, build_page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.records.form import Record
from hrdcorpus.records.serialising import dump_record, load_record
from hrdcorpus.records.sidecar import parse_sidecar, shorten_hash
from hrdcorpus.text.folding import fold
from invented import HOSTILE

_PAGES = 40
_EXPORTED = 20  # of so many records that are taken, one is put into every format
_PRIVATE_WORDS = 4
_IN_RECORD = ("introduction", "question", "answer")
_TOKENS = (
    *(text.encode()[:200] for text in HOSTILE.values()),
    *(b"<!--", b"-->", b"<script>", b"</script>", b"<nav>", b"</div>", b"<template>", b"</body></html>", b"<b>"),
    *(
        b"<p>" * 50,
        b"<div>" * 300,
        b"&#x110000;",
        b"&#0;",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xd1",
        b"\x00",
        b"\x1b]52;c;",
    ),
    *(
        b"\xed\xa0\x80",
        b"\n\n\n",
        b"\r",
        b"\x85",
        b"\xe2\x80\xa8",
        b"Q:",
        b"- ",
        b"?",
        b"7.",
        b"[" * 500,
        b"{",
        b"}",
        b'"',
    ),
    *(b"\\ud800", b"\\u0000", b"= ", b"'''", b"1e999", b"-1", b"9" * 400, b"null", b"NaN", b"1979-05-27T07:32:00Z"),
    *(b"a.b.c = 1\n", b"e\xcc\x81" * 120),
)
_VALUES: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**31, 2**63, 10**30, 1e308, 0.5, "", " ", "none", "x" * 10_000, [], {}, [[]], [None], "a\nb"),
    *(
        "\x00",
        "../../x",
        "=1+1",
        "\u202e",
        "2021-02-30",
        "0001-01-01",
        "9999-12-31",
        "und",
        "zz-Zzzz",
        *HOSTILE.values(),
    ),
)

Change = Callable[[bytes, Random, bytes], bytes]


@dataclass(slots=True)
class Tally:
    """What became of changed files of one kind. `faults` are those that break a promise: its name, number and what."""

    kind: str
    taken: int = 0
    refused: int = 0
    faults: list[tuple[str, int, str]] = field(default_factory=list)

    def judge(self, number: int, found: object, material: "Material") -> bool:
        """Whether a file was taken; both are counted."""
        is_taken = not isinstance(found, HrdcorpusError)
        self.taken += is_taken
        self.refused += not is_taken
        self.judge_error(number, found, material)
        return is_taken

    def judge_error(self, number: int, found: object, material: "Material") -> None:
        """What is wrong with an error, if it is one."""
        message = str(found) if isinstance(found, HrdcorpusError) else ""
        if isinstance(found, InternalError):
            self.faults.append(("broken", number, message))
        if any(name in message for name in material.names) or not material.runs.isdisjoint(_list_runs(message)):
            self.faults.append(("leaked", number, "a message quotes the interview"))

    def note_losses(self, number: int, found: "tuple[Page, Trace] | HrdcorpusError") -> None:
        """What a page's ledger or records lack."""
        if not isinstance(found, HrdcorpusError):
            self.faults += [("lost", number, what) for what in _list_losses(*found)]


@dataclass(frozen=True, slots=True)
class Material:
    """What is changed, and what of it may be in no message."""

    pages: tuple[tuple[str, bytes], ...]  # with the suffix of their names
    records: tuple[bytes, ...]
    sidecars: tuple[tuple[Page, bytes], ...]
    names: frozenset[str]
    runs: frozenset[tuple[str, ...]]


def load_material() -> Material:
    """Generated pages and the pages of the cases, all invented; their records; and a sidecar for each text page."""
    cases = [(page.suffix, page.read_bytes()) for page in list_pages("interviews", "not-interviews")]
    made = [(".html" if page.media_type == "text/html" else ".txt", page.raw) for page in generate_pages(range(_PAGES))]
    read = [build_page(raw, f"page{suffix}", SUFFIXES[suffix]) for suffix, raw in (*cases, *made)]
    records = [(page, record) for page in read for record in trace_page(page, load_knowledge()).records]
    texts = [text for _, r in records for e in r.exchanges for text in e.answer]
    names = {p.name for _, record in records for p in record.interviewees if p.name and " " in p.name}
    noted = [(page, _write_sidecar(record)) for page, record in records if page.media_type == "text/plain"]
    return Material(
        pages=(*cases, *made),
        records=tuple(dump_record(record) for _, record in records),
        sidecars=tuple((page, raw) for page, raw in noted if not isinstance(_read_noted(page, raw), HrdcorpusError)),
        names=frozenset({*names, "Nobodyeva"}),
        runs=frozenset(run for text in texts for run in _list_runs(text)),
    )


def _write_sidecar(record: Record) -> bytes:
    first, last = record.exchanges[0], record.exchanges[-1]
    where = [(exchange.lines or (1, 1))[0] for exchange in (first, last)]
    return f"""\
release = "withheld"

[facts]
reason = "The list of Aigul Nobodyeva"
published = 2021-07-09
language = "{record.language.content}"
url = "https://example.org/interview"

[facts.interviewee]
name = "Aigul Nobodyeva"
country = "KZ"
place = "none"

[[block]]
line = {where[0]}
label = "question"
sha256 = "{shorten_hash(first.question.text)}"
reason = "Asked, said Aigul Nobodyeva"

[[question]]
line = {where[1]}
id = "none"
sha256 = "{shorten_hash(last.question.text)}"
reason = "Asks something else"
""".encode()


def _list_runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return zip(*(words[at:] for at in range(_PRIVATE_WORDS)), strict=False)


def change_bytes(raw: bytes, rng: Random, other: bytes) -> bytes:
    """Up to four changes: bytes lost, doubled, moved, put in, or of another file; the end cut off; another encoding."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        raw = rng.choice(_CHANGES)(raw, rng, other)
    return raw


def _span(raw: bytes, rng: Random) -> slice:
    start = rng.randint(0, len(raw))
    return slice(start, start + int(rng.expovariate(1 / max(3, min(60, len(raw) / 50)))))


def _lose(raw: bytes, rng: Random, _: bytes) -> bytes:
    span = _span(raw, rng)
    return raw[: span.start] + raw[span.stop :]


def _double(raw: bytes, rng: Random, _: bytes) -> bytes:
    span = _span(raw, rng)
    return raw[: span.stop] + raw[span] * rng.choice((1, 1, 3, 40)) + raw[span.stop :]


def _move(raw: bytes, rng: Random, _: bytes) -> bytes:
    span, at = _span(raw, rng), rng.randint(0, len(raw))
    rest = raw[: span.start] + raw[span.stop :]
    return rest[:at] + raw[span] + rest[at:]


def _put_in(raw: bytes, rng: Random, _: bytes) -> bytes:
    at = rng.randint(0, len(raw))
    return raw[:at] + rng.choice(_TOKENS) + raw[at:]


def _borrow(raw: bytes, rng: Random, other: bytes) -> bytes:
    at = rng.randint(0, len(raw))
    return raw[:at] + other[_span(other, rng)] + raw[at:]


def _flip(raw: bytes, rng: Random, _: bytes) -> bytes:
    at = rng.randint(0, len(raw))
    return raw[:at] + bytes([rng.randrange(256)]) + raw[at + 1 :]


def _cut(raw: bytes, rng: Random, _: bytes) -> bytes:
    return raw[: rng.randint(0, len(raw))]


def _drop_line(raw: bytes, rng: Random, _: bytes) -> bytes:
    lines = raw.splitlines(keepends=True)
    return b"".join(line for line in lines if rng.random() > 1 / (len(lines) + 1))


def _encode(raw: bytes, rng: Random, _: bytes) -> bytes:
    encoding = rng.choice(("cp1251", "utf-16", "koi8-r", "cp1252", "utf-8-sig"))
    return raw.decode("utf-8", "replace").encode(encoding, "replace")


_OFTEN: tuple[Change, ...] = (_lose, _put_in, _flip)
_CHANGES = (*_OFTEN, *_OFTEN, _double, _move, _borrow, _cut, _drop_line, _encode)


def change_value(raw: bytes, rng: Random, other: bytes) -> bytes:
    """A record in which up to three values are others, or gone; or one whose bytes are changed."""
    if rng.random() < 0.2:
        return change_bytes(raw, rng, other)
    value = json.loads(raw)
    for _ in range(rng.choice((1, 1, 3))):
        places = list(_list_places(value))
        holder, key = rng.choice(places)
        way = rng.random()
        if way < 0.2 and isinstance(holder, dict):
            del holder[key]
        elif way < 0.3 and isinstance(holder, dict):
            holder[rng.choice(("note", key + "s", ""))] = holder[key]
        elif way < 0.7 and isinstance(holder[key], str):
            holder[key] = change_bytes(holder[key].encode(), rng, other).decode("utf-8", "replace")
        elif way < 0.8:
            there, name = rng.choice(places)
            holder[key] = deepcopy(there[name])
        else:
            holder[key] = deepcopy(rng.choice(_VALUES))
    return json.dumps(value, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")


def _list_places(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in pairs:
        yield value, key
        yield from _list_places(part)


def check_pages(material: Material, numbers: Sequence[int]) -> Tally:
    """Pages through all steps: their text is in the ledger, whole and in order, and what is said in the records."""
    tally = Tally("pages")
    for number in numbers:
        rng = Random(number)  # noqa: S311 - repeatable is what is wanted
        (suffix, raw), (_, other) = rng.choice(material.pages), rng.choice(material.pages)
        changed = change_bytes(raw, rng, other)
        found = attempt(lambda: _trace(build_page(changed, f"page{suffix}", SUFFIXES[suffix])), "page")  # noqa: B023
        if tally.judge(number, found, material):
            tally.note_losses(number, found)
    return tally


def _trace(page: Page) -> tuple[Page, Trace]:
    return page, trace_page(page, load_knowledge())


def _list_losses(page: Page, trace: Trace) -> Iterator[str]:
    ledger = "".join(row.block.text for row in trace.ledger)
    lines = page.text.splitlines(keepends=True) if page.media_type == "text/plain" else ()
    seen = (line for line in lines if fold(line))  # a line of marks that nobody sees is blank
    shown = "".join(seen if lines else (block.text for block in split_blocks(page).blocks))
    if _letters(ledger) != _letters(shown):
        yield "the ledger is not the page's visible text"
    rows = [row.block.text for row in trace.ledger if row.label in _IN_RECORD]
    said = [text for record in trace.records for text in _list_texts(record)]
    if trace.records and " ".join(said) != " ".join(rows):
        yield "the records do not hold what is said on the page"
    for record in trace.records:
        if load_record(dump_record(record), record.id) != record:
            yield "the record's bytes are not the record"


def _list_texts(record: Record) -> Iterator[str]:
    yield from record.introduction
    for exchange in record.exchanges:
        yield from (exchange.question.text, *exchange.answer)


def _letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def check_records(material: Material, numbers: Sequence[int]) -> Tally:
    """Records: what is taken has one form on disk, and every format can hold it or says that it cannot."""
    tally = Tally("records")
    for number in numbers:
        rng = Random(number)  # noqa: S311 - repeatable is what is wanted
        changed = change_value(rng.choice(material.records), rng, rng.choice(material.records))
        record = attempt(lambda: load_record(changed, "record"), "record")  # noqa: B023
        tally.judge(number, record, material)
        if not isinstance(record, HrdcorpusError):
            if load_record(dump_record(record), "record") != record:
                tally.faults.append(("lost", number, "the record's bytes are not the record"))
            for form in FORMATS.values() if tally.taken % _EXPORTED == 1 else ():
                for shape in form.shapes or (None,):
                    built = attempt(lambda: export(form.name, [record], Options(shape)), form.name)  # noqa: B023
                    tally.judge_error(number, built, material)
    return tally


def check_sidecars(material: Material, numbers: Sequence[int]) -> Tally:
    """Sidecars, with their pages: a mark that stands there is heeded, or the page is refused."""
    tally = Tally("sidecars")
    for number in numbers:
        rng = Random(number)  # noqa: S311 - repeatable is what is wanted
        (page, raw), (_, other) = rng.choice(material.sidecars), rng.choice(material.sidecars)
        changed = change_bytes(raw, rng, other)
        found = _read_noted(page, changed)
        if tally.judge(number, found, material):
            tally.note_losses(number, found)
            release = tomli.loads(changed.decode("utf-8-sig")).get("release")
            if not isinstance(found, HrdcorpusError) and found[0].sidecar.release != release:
                tally.faults.append(("leaked", number, "a mark is not heeded"))
    return tally


def _read_noted(page: Page, sidecar: bytes) -> tuple[Page, Trace] | HrdcorpusError:
    return attempt(lambda: _trace(replace(page, sidecar=parse_sidecar(sidecar, Path("page.toml")))), "page.toml")


CHECKS = (check_pages, check_records, check_sidecars)
