"""The record: one interview as validated data, and its one way to and from bytes."""

from hrdcorpus.records.breaches import describe_breach, list_names
from hrdcorpus.records.form import (
    SCHEMA_VERSION,
    Exchange,
    Interviewee,
    Label,
    Language,
    MatchKind,
    MediaType,
    Question,
    QuestionnaireUsed,
    Record,
    Source,
)
from hrdcorpus.records.schema import SCHEMA_ID, build_schema
from hrdcorpus.records.serialising import dump_record, load_record
from hrdcorpus.records.values import COUNTRIES, ID_FORM, Day, Moment, Url, build_id

__all__ = [
    "COUNTRIES",
    "ID_FORM",
    "SCHEMA_ID",
    "SCHEMA_VERSION",
    "Day",
    "Exchange",
    "Interviewee",
    "Label",
    "Language",
    "MatchKind",
    "MediaType",
    "Moment",
    "Question",
    "QuestionnaireUsed",
    "Record",
    "Source",
    "Url",
    "build_id",
    "build_schema",
    "describe_breach",
    "dump_record",
    "list_names",
    "load_record",
]
