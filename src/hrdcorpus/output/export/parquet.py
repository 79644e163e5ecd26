"""Parquet: one answer a row, or one interview a row with everything its record holds. Typed, with descriptions."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel

from hrdcorpus.output.export import FILE, Built, Options
from hrdcorpus.output.export.tables import LONG
from hrdcorpus.records.form import Record

_TYPES = {
    "string": pa.string(),
    "date": pa.date32(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "list": pa.list_(pa.string()),
    "paragraphs": pa.list_(pa.string()),
}
_ROWS = {"answers": 10_000, "interviews": 1_000}  # of a row group, which is held as a whole
_SCALARS = {str: pa.string(), int: pa.int64(), float: pa.float64()}


def build(records: Collection[Record], options: Options, folder: Path) -> Built:
    """Each field's description is in its metadata."""
    rows: Iterator[dict[str, Any]]
    if options.shape == "interviews":
        fields = [_build_field(name, Record) for name in Record.model_fields]
        rows = (record.model_dump() for record in records)
    else:
        fields = [_describe(pa.field(column.name, _TYPES[column.type]), column.description) for column in LONG.columns]
        rows = map(dict, LONG.list_rows(records, options))
    schema = pa.schema(fields)
    with pq.ParquetWriter(folder / FILE, schema) as writer:
        while group := list(islice(rows, _ROWS[options.shape or "answers"])):
            for row in group:
                row["published"] = row["published"] and date.fromisoformat(row["published"])
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
    return Built()


def _build_field(name: str, model: type[BaseModel]) -> pa.Field:
    field = model.model_fields[name]
    kind = pa.date32() if (model, name) == (Record, "published") else _find_type(field.annotation)
    return _describe(pa.field(name, kind), field.description or "")


def _describe(field: pa.Field, description: str) -> pa.Field:
    return field.with_metadata({"description": description})


def _find_type(annotation: Any) -> pa.DataType:
    """The type of a value in a record: every value may be null in a column."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct([_build_field(name, annotation) for name in annotation.model_fields])
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return _SCALARS[type(parts[0])]
    if origin is tuple:
        return pa.list_(_find_type(parts[0]))
    if origin in (Annotated, Union, UnionType):
        return _find_type(parts[0])
    raise TypeError(f"no column for {annotation}")
