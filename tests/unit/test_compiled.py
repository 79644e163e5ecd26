"""What the program keeps of its own resources is what they come to, and is taken from no other program."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from hrdcorpus.keying.matching import compile_matcher, match_terms
from hrdcorpus.knowledge import base, compiled


class _Words(Struct, frozen=True):
    words: frozenset[str]


_MANY, _FEW = _Words(frozenset({"Gate", "Kiln"})), _Words(frozenset())


def _build_none() -> _Words:
    return _FEW


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in which compiled modules are kept, and what is kept with them."""
    base.load_all_questionnaires(None)  # it is kept elsewhere, whichever test comes first
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    yield tmp_path
    compiled.hash_program.cache_clear()


def _list_files(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file() and not path.name.startswith("program.")]


def test_it_is_worked_out_once(place: Path) -> None:
    assert compiled.load_compiled("words", _Words, lambda: _MANY) == _MANY
    assert compiled.load_compiled("words", _Words, _build_none) == _MANY
    assert [path.suffix for path in _list_files(place)] == [".msgpack"]


def test_the_knowledge_of_the_program_can_be_kept(place: Path) -> None:
    built = base._compile_shipped()
    compiled.load_compiled("resources", base._Shipped, lambda: built)
    assert compiled.load_compiled("resources", base._Shipped, pytest.fail) == built


def test_each_part_is_kept_by_its_name(place: Path) -> None:
    compiled.load_compiled("words", _Words, lambda: _MANY)
    assert compiled.load_compiled("others", _Words, _build_none) == _FEW
    words, others = sorted(_list_files(place), reverse=True)
    others.write_bytes(words.read_bytes())
    assert compiled.load_compiled("others", _Words, _build_none) == _FEW


def test_what_wordings_of_the_program_come_to_is_kept_and_of_others_is_not(place: Path) -> None:
    (shipped,) = base.load_all_questionnaires(None)
    own = shipped._replace(id="own", wordings=shipped.wordings[:2])
    known, others = (part.likeness for part in compile_matcher([shipped, own]).parts)
    assert known.rate_items("Who helped you?") != others.rate_items("Who helped you?")
    (file,) = _list_files(place)
    assert shipped.id in file.name
    again = compile_matcher([shipped]).parts[0].likeness
    assert again.rate_items("Who helped you?") == known.rate_items("Who helped you?")


def test_the_terms_of_the_programs_wordings_are_kept_and_key_as_they_did(place: Path) -> None:
    (shipped,) = base.load_all_questionnaires(None)
    text = "Which problems do human rights defenders have to face where you live, and who causes them?"
    built, own, kept = (
        match_terms(text, compile_matcher([each])) for each in (shipped, shipped._replace(id="own"), shipped)
    )
    assert built == kept
    assert built.candidates == own.candidates != ()
    assert [file.name.split(".")[0] for file in _list_files(place)] == [f"terms-{shipped.id}-en"]


@pytest.mark.parametrize(
    "damage",
    [lambda raw: raw[:9], lambda raw: raw[:-1], lambda raw: raw.replace(b"Gate", b"Fate"), lambda raw: raw * 2],
)
def test_what_is_damaged_is_worked_out_anew(place: Path, damage: Callable[[bytes], bytes]) -> None:
    compiled.load_compiled("words", _Words, lambda: _MANY)
    (file,) = _list_files(place)
    file.write_bytes(damage(file.read_bytes()))
    assert compiled.load_compiled("words", _Words, _build_none) == _FEW
    assert compiled.load_compiled("words", _Words, lambda: _MANY) == _FEW


@pytest.mark.parametrize("what", ["a resource", "a library"])
def test_what_another_program_kept_is_not_taken(what: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled.load_compiled("words", _Words, lambda: _MANY)
    compiled.hash_program.cache_clear()
    if what == "a library":
        (place / "lib/msgspec-9.0.dist-info").mkdir(parents=True)
        monkeypatch.syspath_prepend(place / "lib")
    else:
        (place / "program").mkdir()
        (place / "program/words.toml").write_text("words = []")
        monkeypatch.setattr(compiled, "files", lambda _: place / "program")
    assert compiled.load_compiled("words", _Words, _build_none) == _FEW


@pytest.fixture
def rules(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one file of another program."""
    (place / "other").mkdir()
    monkeypatch.setattr(compiled, "files", lambda _: place / "other")
    file = place / "other/rules.toml"
    file.write_text("one")
    return file


def _hash_anew() -> str:
    compiled.hash_program.cache_clear()
    return compiled.hash_program()


def test_a_program_that_did_not_change_is_not_read_again(rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_TICK", 0)
    read, before = list[object](), _hash_anew()
    monkeypatch.setattr(compiled, "open", lambda *told: read.append(told), raising=False)
    assert (_hash_anew(), read) == (before, [])


def test_a_link_to_nowhere_is_no_file_of_the_program(rules: Path) -> None:
    before = _hash_anew()
    (rules.parent / ".#rules.toml").symlink_to("somebody@nowhere.1")  # as an editor locks what it has open
    assert _hash_anew() == before


@pytest.mark.parametrize("how", ["in place", "by another file"])
def test_a_change_of_the_program_is_seen_that_leaves_size_and_time(
    how: str, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "_TICK", 0)
    before, told = _hash_anew(), rules.stat()
    if how == "in place":
        rules.write_text("two")
    else:
        rules.with_name("draft").write_text("two")
        rules.with_name("draft").replace(rules)
    os.utime(rules, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert _hash_anew() != before


@pytest.mark.parametrize(("age", "is_seen"), [(0, True), (compiled._TICK, False)])
def test_a_second_change_within_one_tick_of_the_clock_is_seen(
    age: int, is_seen: bool, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = time.time_ns() - age
    stamp = compiled._Stamp("/rules.toml", 3, changed, changed, 1)
    monkeypatch.setattr(compiled, "_stamp_files", lambda _: [stamp])
    before = _hash_anew()
    rules.write_text("two")
    assert (_hash_anew() != before) is is_seen


def test_nothing_is_kept_where_no_module_would_be(
    place: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled.load_compiled("words", _Words, lambda: _MANY) == _MANY
    assert _list_files(place) == []
    file = tmp_path_factory.mktemp("other") / "file"
    file.touch()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(file))  # no folder can be made in it
    assert compiled.load_compiled("words", _Words, lambda: _MANY) == _MANY


def test_what_cannot_be_kept_leaves_no_draft(place: Path) -> None:
    compiled.load_compiled("words", _Words, lambda: _MANY)
    (file,) = _list_files(place)
    file.unlink()
    file.mkdir()  # nothing can be put in its place
    assert compiled.load_compiled("words", _Words, lambda: _MANY) == _MANY
    assert _list_files(place) == []
