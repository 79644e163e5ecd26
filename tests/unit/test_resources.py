"""Every example in the program's resources holds, and no counterexample does: the program itself never looks."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hrdcorpus.keying.matching import compile_matcher, find_wording, match_question
from hrdcorpus.keying.ordering import list_forbidden, rank_likely
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.knowledge.language import detect_language
from hrdcorpus.knowledge.sentences import asks_without_mark, split_sentences

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "src/hrdcorpus/resources"
KNOWLEDGE = load_knowledge()
MATCHER = compile_matcher(KNOWLEDGE.questionnaires)


Proofs = Iterator[tuple[str, bool]]  # an example or counterexample, and whether it is what it should be


def _prove_kinds(_: Path) -> Proofs:
    for kind in KNOWLEDGE.lines.kinds:
        line = KNOWLEDGE.lines.find_line(kind.example)
        yield kind.example, line is not None and line.kind == kind and bool(line.languages) == kind.tells_interface


def _prove_lines(file: Path) -> Proofs:
    interface = tomllib.loads(file.read_text("utf-8"))
    rules = [*interface["rule"]]
    for entry in interface.get("lines", ()):
        rules += [{**entry, "template": line, "example": line} for line in entry["lines"]]
    for rule in rules:
        line = KNOWLEDGE.lines.find_line(rule["example"])
        tells = line is not None and (file.stem in line.languages) == line.kind.tells_interface
        yield rule["example"], line is not None and line.kind.name == rule["kind"] and tells
        yield rule["example"], line is not None and list(line.slots) == re.findall(r"\{(\w+)\}", rule["template"])
        if "counterexample" in rule:
            yield rule["counterexample"], KNOWLEDGE.lines.find_line(rule["counterexample"]) is None


def _prove_sprite(_: Path) -> Proofs:
    yield KNOWLEDGE.sprite.example, KNOWLEDGE.sprite.is_sprite(KNOWLEDGE.sprite.example)
    yield KNOWLEDGE.sprite.counterexample, not KNOWLEDGE.sprite.is_sprite(KNOWLEDGE.sprite.counterexample)


def _prove_scripts(file: Path) -> Proofs:
    for script in tomllib.loads(file.read_text("utf-8"))["script"]:
        for rule in (script, *script.get("alphabet", ())):
            if "language" in rule:
                yield rule["example"], detect_language(rule["example"]) == rule["language"]


def _prove_abbreviations(file: Path) -> Proofs:
    for listed in tomllib.loads(file.read_text("utf-8"))["before_capitals"]:
        yield listed["example"], len(split_sentences(listed["example"])) == 1


def _prove_endings(file: Path) -> Proofs:
    for rule in tomllib.loads(file.read_text("utf-8"))["ending"]:
        yield rule["example"], asks_without_mark(rule["example"])
        yield rule["counterexample"], not asks_without_mark(rule["counterexample"])


def _prove_questionnaire(file: Path) -> Proofs:
    questionnaire = next(q for q in KNOWLEDGE.questionnaires if q.id == file.parent.name)
    for wording in (wording for wording in questionnaire.wordings if wording.language == file.stem):
        match = find_wording(wording.example, MATCHER)
        yield wording.example, match is not None and (match.item, match.language) == (wording.item, file.stem)
        if wording.counterexample is not None:
            yield wording.counterexample, find_wording(wording.counterexample, MATCHER) is None
    for ask in tomllib.loads(file.read_text("utf-8")).get("asks", ()):
        yield ask["example"], match_question(ask["example"], MATCHER).item == ask["item"]
        yield ask["counterexample"], match_question(ask["counterexample"], MATCHER).item is None
    for role in tomllib.loads(file.read_text("utf-8")).get("roles", ()):
        for text, fits in ((role["example"], False), (role["counterexample"], True)):
            best, *_ = rank_likely(text, match_question(text, MATCHER).candidates, MATCHER.parts[0]).candidates
            forbidden = list_forbidden(text, role["items"], MATCHER.parts[0])
            yield text, best.item in role["items"] and (best.item in forbidden) != fits


def _prove_words(file: Path) -> Proofs:
    lists = tomllib.loads(file.read_text("utf-8"))
    for rule in (*lists["joints"], *lists["rhetoric"]):
        yield rule["example"], match_question(rule["example"], MATCHER).item is None
        yield rule["counterexample"], match_question(rule["counterexample"], MATCHER).item is not None


PROOFS: dict[str, Callable[[Path], Proofs]] = {
    "lines.toml": _prove_kinds,
    "interface/": _prove_lines,
    "sprite.toml": _prove_sprite,
    "language/scripts.toml": _prove_scripts,
    "language/abbreviations.toml": _prove_abbreviations,
    "language/endings.toml": _prove_endings,
    "questionnaires/": _prove_questionnaire,
    "words/": _prove_words,
}
# What several examples must show together, or only with the rooms above, is proven beside the other tests of these.
ELSEWHERE = {
    "titles/": "test_titles.py",
    "speech/": "test_asking.py",
    "pseudonyms.toml": "test_pseudonyms.py",
    "language/letters.toml": "test_export_sqlite.py",
    "names.toml": "test_relations.py",
}


def _has_examples(value: object) -> bool:
    if isinstance(value, list):
        return any(map(_has_examples, value))
    names = {"example", "counterexample", "examples"}
    return isinstance(value, dict) and (not names.isdisjoint(value) or any(map(_has_examples, value.values())))


FILES = sorted(
    str(file.relative_to(RESOURCES))
    for file in RESOURCES.rglob("*.toml")
    if _has_examples(tomllib.loads(file.read_text("utf-8")))
)


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith(tuple(ELSEWHERE))])
def test_every_example_holds(name: str) -> None:
    proofs = [prove for prefix, prove in PROOFS.items() if name.startswith(prefix)]
    assert len(proofs) == 1, "say above how the examples of this file are proven"
    assert [text for text, holds in proofs[0](RESOURCES / name) if not holds] == []


@pytest.mark.parametrize(("prefix", "test"), ELSEWHERE.items())
def test_other_examples_are_proven_elsewhere(prefix: str, test: str) -> None:
    assert any(name.startswith(prefix) for name in FILES)
    assert "example" in Path(__file__).with_name(test).read_text("utf-8")
