"""The JSON Schema says what the models say, and the committed file is this version's."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

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
