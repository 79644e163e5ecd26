"""The record's form for other programs."""

from typing import Any

from hrdcorpus.records.form import SCHEMA_VERSION, Record

SCHEMA_ID = f"urn:hrdcorpus:schema:interview:{SCHEMA_VERSION}"


def build_schema() -> dict[str, Any]:
    """The record's JSON Schema, draft 2020-12.

    It lets pass what it cannot express: days that no month has, numbers out of order, lines that end before they
    begin, an id that is not its page's; and codes of findings, which are in a table that grows.
    """
    schema = Record.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
