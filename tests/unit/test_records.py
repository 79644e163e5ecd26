"""A record has one form on disk; what breaks it is refused with its place and without its text."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hrdcorpus.corpus import find_records, read_records
from hrdcorpus.corpus.store import read_record
from hrdcorpus.errors import RecordError
from hrdcorpus.records import Record, dump_record, load_record

Value = dict[str, Any]


def build_value(identifier: str = "page") -> Value:
    """A record as JSON, about a person who does not exist."""
    return {
        "schema_version": "1.0",
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
        "tags": [],
        "language": {"content": "en", "interface": "pt", "available": ["en", "ru"]},
        "interviewee": {"name": "Anna Lind", "role": "lawyer", "organisation": None, "place": None, "country": None},
        "introduction": [],
        "questionnaire": {"id": "hrd-kz-2021", "version": "1"},
        "exchanges": [
            {
                "number": 1,
                "question": {"id": "work", "text": "What do you do?", "match": "exact", "score": 1.0},
                "answer": ["SECRET \u2028\u0085\u202e =1+1 «да»"],
                "lines": [3, 5],
            }
        ],
        "removed": {"sprite": 1},
        "findings": [{"code": "HRD203", "name": "name-differs", "detail": "Lind, Lindt", "line": 5}],
    }


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


BROKEN = {
    "unknown key": (change("note", to="SECRET"), "note: "),
    "missing key": (drop("title"), "title: "),
    "other version": (change("schema_version", to="2.0"), "schema_version: "),
    "number as text": (change("exchanges", 0, "number", to="1"), "exchanges.0.number: "),
    "number as fraction": (change("exchanges", 0, "number", to=1.5), "exchanges.0.number: "),
    "boolean as number": (change("source", "bytes", to=True), "source.bytes: "),
    "text as list": (change("introduction", to="SECRET"), "introduction: "),
    "no exchange": (change("exchanges", to=[]), "exchanges: "),
    "empty paragraph": (change("exchanges", 0, "answer", 0, to=""), "exchanges.0.answer.0: "),
    "key without match": (change("exchanges", 0, "question", "match", to="none"), "exchanges.0.question: "),
    "score beyond 1": (change("exchanges", 0, "question", "score", to=1.5), "exchanges.0.question.score: "),
    "score not a number": (change("exchanges", 0, "question", "score", to=float("nan")), "NaN"),
    "language by name": (change("language", "content", to="English"), "language.content: "),
    "country by name": (change("interviewee", "country", to="Kazakhstan"), "interviewee.country: "),
    "hash cut": (change("source", "sha256", to="00"), "source.sha256: "),
    "date in words": (change("published", to="7 April 2021"), "published: "),
}


@pytest.mark.parametrize(("apply", "place"), BROKEN.values(), ids=BROKEN)
def test_a_record_edited_by_hand_is_refused_with_its_place(apply: Callable[[Value], None], place: str) -> None:
    value = build_value()
    apply(value)
    assert place in _refusal(dump(value))


NO_JSON = {
    "empty": (b"", "not JSON"),
    "cut": (dump(build_value())[:-40], "not JSON"),
    "two values": (dump(build_value()) * 2, "not JSON"),
    "not an object": (b'["SECRET"]', "record: "),
    "not utf-8": (b'{"id": "SECRET \xff"}', "not UTF-8"),
    "a key twice": (b'{"id": "SECRET", "id": "SECRET"}', "a key stands twice"),
    "too deep": (b"[" * 100_000, "nested too deeply"),
    "lone surrogate": (dump(build_value()).replace(b"=1+1", b"\\ud800"), ""),
}


@pytest.mark.parametrize(("raw", "reason"), NO_JSON.values(), ids=NO_JSON)
def test_what_is_no_record_is_refused(raw: bytes, reason: str) -> None:
    assert reason in _refusal(raw)


def test_records_come_by_id_and_a_bad_one_in_its_place(tmp_path: Path) -> None:
    for name in ("b", "a", "d"):
        (tmp_path / f"{name}.json").write_bytes(dump(build_value(name)))
    (tmp_path / "c.json").write_text("{}")
    (tmp_path / "e.json").write_bytes(dump(build_value("a")))
    results = list(read_records(find_records([tmp_path]).files))
    assert [result.id if isinstance(result, Record) else type(result) for result in results] == [
        "a",
        "b",
        RecordError,
        "d",
        RecordError,
    ]
    assert "the same as in" in str(results[4])


def test_a_file_that_cannot_be_read_is_a_record_error(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"a\.json: does not exist"):
        read_record(tmp_path / "a.json")


def _refusal(raw: bytes) -> str:
    with pytest.raises(RecordError) as refused:
        load_record(raw, "page.json")
    assert str(refused.value).startswith("page.json:")
    assert "SECRET" not in str(refused.value)
    return str(refused.value)
