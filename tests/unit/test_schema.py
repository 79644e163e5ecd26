"""The JSON Schema says what the models say, and the committed file is this version's."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from commands import Run
from hrdcorpus.records.schema import build_schema

ROOT = Path(__file__).parents[2]
RECORDS = sorted((ROOT / "tests" / "cases" / "interviews").glob("*/record.json"))


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = build_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_committed_schema_is_current() -> None:
    committed = json.loads((ROOT / "schemas" / "interview.schema.json").read_text("utf-8"))
    assert committed == build_schema(), "run `make schema`"


@pytest.mark.parametrize("place", ["data/normalized/s.json", "data/raw/s.json", "link/s.json", "mine/s.json"])
def test_it_is_not_written_among_records(place: str, tmp_path: Path, run: Run) -> None:
    """There it would be taken for a record that breaks the form, and stop each later export."""
    for folder in ("data/normalized", "data/raw", "pages"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "link").symlink_to("data/normalized")
    (tmp_path / "pages/a.txt").write_text(
        "HRD Interview: Rosa Omarova\n\nWhat is your work?\n\nI sue.\n\nWhy?\n\nI must.\n"
    )
    assert run("ingest", "pages", "--output", "mine", cwd=tmp_path).returncode == 0
    done = run("schema", "--output", place, cwd=tmp_path)
    assert (done.returncode, (tmp_path / place).exists()) == (2, False)
    assert b"must not lie among pages or records" in done.stderr
    assert run("schema", "--output", "s.json", cwd=tmp_path).returncode == 0


def test_every_key_is_explained() -> None:
    schema = build_schema()
    parts = [schema, *schema["$defs"].values()]
    assert all("description" in key for part in parts for key in part.get("properties", {}).values())


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.parent.name)
def test_expected_records_are_valid(validator: Any, path: Path) -> None:
    for record in path.read_text("utf-8").split("\n}\n")[:-1]:  # one page may have several
        validator.validate(json.loads(f"{record}}}"))


@pytest.mark.parametrize("key", ["schema_version", "id", "source", "exchanges", "findings"])
def test_keys_are_required_and_no_others_allowed(validator: Any, key: str) -> None:
    record = json.loads(RECORDS[0].read_text("utf-8"))
    del record[key]
    assert not validator.is_valid(record)
    record = json.loads(RECORDS[0].read_text("utf-8")) | {f"{key}_": None}
    assert not validator.is_valid(record)
