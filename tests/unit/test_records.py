"""A record has one form on disk; what breaks it is refused with its place and without its text."""

import json
from collections.abc import Callable
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from hrdcorpus.corpus.files import find_records
from hrdcorpus.corpus.store import Entry, read_entries, read_record
from hrdcorpus.errors import RecordError
from hrdcorpus.records.schema import build_schema
from hrdcorpus.records.serialising import dump_record, load_record
from hrdcorpus.records.values import COUNTRIES, build_id

Value = dict[str, Any]


def build_person(**fields: str) -> Value:
    return dict.fromkeys(("name", "anonymity", "role", "organisation", "place", "country")) | fields


def build_value(identifier: str = "page") -> Value:
    """A record as JSON, about a person who does not exist."""
    return {
        "schema_version": "2.0",
        "id": identifier,
        "source": {
            "path": f"{identifier}.txt",
            "sha256": "0" * 64,
            "bytes": 100,
            "media_type": "text/plain",
            "encoding": "utf-8",
            "url": None,
            "retrieved": None,
        },
        "title": "HRD Interview: Anna Lind, lawyer",
        "published": "2021-04-07",
        "published_text": "7 Abr 2021",
        "author": None,
        "language": {"content": "en", "interface": "pt", "available": ["en", "ru"]},
        "interviewees": [
            build_person(name="Anna Lind", role="lawyer"),
            build_person(role="clerk", anonymity="withheld"),
        ],
        "introduction": [],
        "questionnaire": {"id": "hrd-kz-2021", "version": "1"},
        "exchanges": [
            {
                "number": 1,
                "asker": "HRW",
                "question": {"id": "work", "text": "What do you do?", "match": "similar", "score": 0.75},
                "speakers": ["Anna Lind"],
                "answer": ["SECRET \u2028\u0085\u202e =1+1 «да»"],
                "lines": [3, 5],
                "path": None,
            }
        ],
        "removed": [{"rule": "sprite", "count": 1}, {"rule": "tags-line", "count": 2}],
        "findings": [{"code": "HRD203", "name": "name-differs", "detail": "Lind, Lindt", "line": 5}],
    }


def asked(match: str) -> Value:
    return {"id": "work", "text": "What do you do?", "match": match, "score": None}


def dump(value: Value) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def test_one_form() -> None:
    raw = dump(build_value())
    assert dump_record(load_record(raw, "page.json")) == raw


def change(*path: Any, to: Any) -> Callable[[Value], None]:
    def apply(value: Value) -> None:
        target: Any = value
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = to

    return apply


def drop(key: str) -> Callable[[Value], None]:
    def apply(value: Value) -> None:
        del value[key]

    return apply


def put(*path: Any) -> Callable[[Value], None]:
    """Put a second exchange, like the first but for what `path` leads to."""

    def apply(value: Value) -> None:
        value["exchanges"].append(deepcopy(value["exchanges"][0]))
        change("exchanges", 1, *path[:-1], to=path[-1])(value)

    return apply


BROKEN = {
    "unknown key": (change("SECRET key", to="SECRET"), "record: holds a key"),
    "unknown key within": (change("exchanges", 0, "SECRET", to=1), "exchanges.0: holds a key"),
    "missing key": (drop("title"), "title: "),
    "older version": (change("schema_version", to="1.0"), "made by an older version: run `hrdcorpus ingest` again"),
    "newer version": (change("schema_version", to="2.1"), "of the form 2.1, and this version reads 2.0: update"),
    "no version": (change("schema_version", to="SECRET"), "schema_version: "),
    "number as text": (change("exchanges", 0, "number", to="1"), "exchanges.0.number: "),
    "number as fraction": (change("exchanges", 0, "number", to=1.5), "exchanges.0.number: "),
    "boolean as number": (change("source", "bytes", to=True), "source.bytes: "),
    "text as list": (change("introduction", to="SECRET"), "introduction: "),
    "no exchange": (change("exchanges", to=[]), "exchanges: "),
    "empty paragraph": (change("exchanges", 0, "answer", 0, to=""), "exchanges.0.answer.0: "),
    "key without match": (change("exchanges", 0, "question", "match", to="none"), "exchanges.0.question: "),
    "score beyond 1": (change("exchanges", 0, "question", "score", to=1.5), "exchanges.0.question.score: "),
    "language by name": (change("language", "content", to="English"), "language.content: "),
    "country by name": (change("interviewees", 0, "country", to="Kazakhstan"), "interviewees.0.country: "),
    "hash cut": (change("source", "sha256", to="00"), "source.sha256: "),
    "date in words": (change("published", to="7 April 2021"), "published: "),
    "month 13": (change("published", to="2021-13-45"), "published: "),
    "date in other digits": (change("published", to="٢٠٢١-٠٤-٠٧"), "published: "),
    "no country": (change("interviewees", 0, "country", to="ZZ"), "interviewees.0.country: "),
    "key of no item": (change("exchanges", 0, "question", "id", to=""), "exchanges.0.question.id: "),
    "match without key": (change("exchanges", 0, "question", "id", to=None), "exchanges.0.question: "),
    "key without questionnaire": (change("questionnaire", to=None), "record: a question is keyed"),
    "line 0": (change("exchanges", 0, "lines", to=[0, 9]), "exchanges.0.lines.0: "),
    "one line": (change("exchanges", 0, "lines", to=[3]), "exchanges.0.lines"),
    "line beyond any page": (change("exchanges", 0, "lines", 1, to=2**31), "exchanges.0.lines.1: "),
    "line of a finding beyond any page": (change("findings", 0, "line", to=2**63), "findings.0.line: "),
    "size beyond any page": (change("source", "bytes", to=2**70), "source.bytes: "),
    "more removed than any page has": (change("removed", 0, "count", to=10**400), "removed.0.count: "),
    "number beyond any interview": (change("exchanges", 0, "number", to=2**63), "exchanges.0.number: "),
    "score of 400 digits": (change("exchanges", 0, "question", "score", to=10**400), "exchanges.0.question.score: "),
    "number 0": (change("exchanges", 0, "number", to=0), "exchanges.0.number: "),
    "none removed": (change("removed", 0, "count", to=0), "removed.0.count: "),
    "removed by no rule": (change("removed", 0, "rule", to=""), "removed.0.rule: "),
    "removed as in 1.0": (change("removed", to={"SECRET": 1}), "removed: "),
    "anonymous somehow": (change("interviewees", 0, "anonymity", to="SECRET"), "interviewees.0.anonymity: "),
    "one interviewee": (change("interviewees", to=build_person()), "interviewees: "),
    "likeness unmeasured": (change("exchanges", 0, "question", "score", to=None), "exchanges.0.question: score is a"),
    "exact and measured": (change("exchanges", 0, "question", "match", to="exact"), "exchanges.0.question: score is a"),
    "no asker's name": (change("exchanges", 0, "asker", to=""), "exchanges.0.asker: "),
    "nobody speaks": (change("exchanges", 0, "speakers", 0, to=None), "exchanges.0.speakers.0: "),
    "path upwards": (change("source", "path", to="../../etc/SECRET"), "source.path: "),
    "path upwards within": (change("source", "path", to="a/../SECRET"), "source.path: "),
    "path that ends upwards": (change("source", "path", to="a/.."), "source.path: "),
    "path from here": (change("source", "path", to="./page.txt"), "source.path: "),
    "path with a gap": (change("source", "path", to="a//page.txt"), "source.path: "),
    "absolute path": (change("source", "path", to="/etc/SECRET"), "source.path: "),
    "path of another system": (change("source", "path", to="a\\SECRET.txt"), "source.path: "),
    "no path": (change("source", "path", to=""), "source.path: "),
    "a script for an address": (change("source", "url", to="javascript:SECRET"), "source.url: "),
    "an address and more": (change("source", "url", to="https://x.example/ SECRET"), "source.url: "),
    "retrieved some time": (change("source", "retrieved", to="SECRET in May"), "source.retrieved: "),
    "retrieved at a bare hour": (change("source", "retrieved", to="2021-04-07T10"), "source.retrieved: "),
    "code of no finding": (change("findings", 0, "code", to="HRD"), "findings.0.code: "),
}
# What JSON Schema cannot express, or must not: a table that grows.
BROKEN_IN_SENSE = {
    "no such day": (change("published", to="2021-02-30"), "published: there is no such day"),
    "no such hour": (change("source", "retrieved", to="2021-04-07T25:00Z"), "source.retrieved: there is no such"),
    "numbers out of order": (put("number", 1), "record: exchanges are not numbered"),
    "a number left out": (put("number", 3), "record: exchanges are not numbered"),
    "numbers from 2": (change("exchanges", 0, "number", to=2), "record: exchanges are not numbered"),
    "more speakers than paragraphs": (change("exchanges", 0, "speakers", to=["a", "b"]), "exchanges.0: speakers are"),
    "rules out of order": (change("removed", 0, "rule", to="the SECRET"), "removed: rules are not sorted"),
    "a rule twice": (change("removed", 0, "rule", to="tags-line"), "removed: rules are not sorted"),
    "id of no interview": (change("id", to="page-1"), "record: id is not source.path"),
    "lines backwards": (change("exchanges", 0, "lines", to=[11, 9]), "exchanges.0.lines: "),
    "finding by another's name": (change("findings", 0, "name", to="no-date"), "findings.0: code and name"),
    "finding of no rule": (change("findings", 0, to={"code": "HRD199", "name": "SECRET", "detail": "", "line": None}),
                           "findings.0: code and name"),
    "id of another page": (change("id", to="SECRET"), "record: id is not source.path"),
    "id with a suffix": (change("id", to="page.txt"), "record: id is not source.path"),
    "accents without end": (change("title", to="SECRET" + "\u0301\u0323" * 100), "title: more than 100 accents"),
}  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> Any:
    return jsonschema.Draft202012Validator(build_schema())


@pytest.mark.parametrize(("apply", "place"), BROKEN.values(), ids=BROKEN)
def test_a_record_edited_by_hand_is_refused_with_its_place(
    apply: Callable[[Value], None], place: str, schema: Any
) -> None:
    value = build_value()
    apply(value)
    assert place in _refusal(dump(value))
    assert not schema.is_valid(value)


@pytest.mark.parametrize(("apply", "place"), BROKEN_IN_SENSE.values(), ids=BROKEN_IN_SENSE)
def test_what_only_the_model_refuses(apply: Callable[[Value], None], place: str, schema: Any) -> None:
    value = build_value()
    apply(value)
    assert place in _refusal(dump(value))
    assert schema.is_valid(value)


SOUND = {
    "Kosovo": change("interviewees", 0, "country", to="XK"),
    "any address of the web": change("source", "url", to="HTTPS://x.example/%D0%B0?b=c#d"),
    "the day it was retrieved": change("source", "retrieved", to="2021-04-07"),
    "the moment it was retrieved": change("source", "retrieved", to="2021-04-07T10:20:30.5+02:00"),
    "a local time": change("source", "retrieved", to="2021-04-07T10:20:30"),
    "one line": change("exchanges", 0, "lines", to=[3, 3]),
    "a questionnaire without a question": change(
        "exchanges", 0, "question", to={"id": None, "text": "Why?", "match": "none", "score": None}
    ),
    "two exchanges": put("number", 2),
    "nobody's label": change("exchanges", 0, "speakers", to=None),
    "a place in an HTML page": change("exchanges", 0, "path", to="/html/body/p[2]"),
    "nobody named": change("interviewees", to=[]),
    "the second interview on a page": change("id", to="page-2"),
    "the hundredth": change("id", to="page-100"),
    "what a person says": change("exchanges", 0, "question", to=asked("corrected")),
    "that a person says: none": change("exchanges", 0, "question", to=asked("corrected") | {"id": None}),
    "what must be said": change("exchanges", 0, "question", to=asked("said")),
    "the order": change("exchanges", 0, "question", to=asked("order")),
}


@pytest.mark.parametrize("apply", SOUND.values(), ids=SOUND)
def test_what_a_record_may_say(apply: Callable[[Value], None], schema: Any) -> None:
    value = build_value()
    apply(value)
    load_record(dump(value), "page.json")
    schema.validate(value)


@pytest.mark.parametrize("path", ["..txt", "a b/é «да».html", "a...b/.c.txt", "2021.pages/page", "one\ntwo.txt"])
def test_paths_of_pages(path: str, schema: Any) -> None:
    value = build_value()
    value["source"]["path"], value["id"] = path, build_id(path)
    assert load_record(dump(value), "page.json").source.path == path
    schema.validate(value)


def test_the_countries_are_those_that_titles_can_name() -> None:
    named = json.loads((files("hrdcorpus") / "resources/cldr.json").read_text("utf-8"))["countries"]
    assert {code for code in named if code} <= set(COUNTRIES)
    assert len(COUNTRIES) == len(set(COUNTRIES)) == 250


NO_JSON = {
    "empty": (b"", "not JSON"),
    "cut": (dump(build_value())[:-40], "not JSON"),
    "two values": (dump(build_value()) * 2, "not JSON"),
    "not an object": (b'["SECRET"]', "record: "),
    "not utf-8": (b'{"id": "SECRET \xff"}', "not UTF-8"),
    "a key twice": (b'{"id": "SECRET", "id": "SECRET"}', "a key stands twice"),
    "too deep": (b"[" * 100_000, "nested too deeply"),
    "too many digits": (dump(build_value()).replace(b"100,", b"1" * 5_000 + b","), "too many digits"),
    "NaN": (dump(build_value()).replace(b'"score": 0.75', b'"score": NaN'), "NaN"),
    "lone surrogate": (dump(build_value()).replace("«да»".encode(), b"\\uD800\\n"), "page.json:62:26: not JSON: half"),
    "lone low surrogate": (b'{"id": "\\ud83d\\ude00 \\\\ud83d \\udE00"}', "page.json:1:30: not JSON: half"),
    "lone surrogate in a key": (b'{"SECRET\\ud800": 1}', "page.json:1:9: not JSON: half"),
    "not JSON at a place": (dump(build_value()).replace(b'"language"', b"language"), "page.json:17:3: not JSON"),
}


@pytest.mark.parametrize(("raw", "reason"), NO_JSON.values(), ids=NO_JSON)
def test_what_is_no_record_is_refused(raw: bytes, reason: str) -> None:
    assert reason in _refusal(raw)


def test_a_pair_of_surrogates_is_a_character() -> None:
    raw = dump(build_value()).replace("«да»".encode(), rb"\uD83D\uDE00 \\ud800")
    assert load_record(raw, "page.json").exchanges[0].answer[0].endswith("😀 \\ud800")


def test_records_come_by_id_and_a_bad_one_in_its_place(tmp_path: Path) -> None:
    for name in ("b", "a", "d"):
        (tmp_path / f"{name}.json").write_bytes(dump(build_value(name)))
    (tmp_path / "c.json").write_text("{}")
    (tmp_path / "e").mkdir()
    (tmp_path / "e/a.json").write_bytes(dump(build_value("a")))
    (tmp_path / "f.json").write_bytes(dump(build_value("a")))
    results = list(read_entries(find_records([tmp_path]).files))
    assert [result.id if isinstance(result, Entry) else type(result) for result in results] == [
        "a",
        "b",
        RecordError,
        "d",
        RecordError,
        RecordError,
    ]
    assert "the same as in" in str(results[4])
    assert str(results[5]).startswith(f"{tmp_path}/f.json: id: is not the place")


def test_a_file_that_cannot_be_read_is_a_record_error(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"a\.json: does not exist"):
        read_record(tmp_path / "a.json")


def _refusal(raw: bytes) -> str:
    with pytest.raises(RecordError) as refused:
        load_record(raw, "page.json")
    assert str(refused.value).startswith("page.json:")
    assert "SECRET" not in str(refused.value)
    return str(refused.value)
