"""Answers and interviews as rows with typed fields, for programs in Python: pandas and polars take them as they are."""

from datetime import date
from typing import NamedTuple


class AnswerRow(NamedTuple):
    """One question with its answer, and who, where and when: the columns of `export --format csv`.

    None is no value. Paragraphs are one text, with blank lines between; other lists are JSON.
    """

    answer_id: str
    interviewee: str | None
    country_name: str | None
    published: date | None
    language: str
    question_id: str | None
    question: str
    answer: str | None
    interview_id: str
    number: int
    title: str | None
    anonymity: str | None
    role: str | None
    organisation: str | None
    place: str | None
    country: str | None
    published_text: str | None
    source_path: str
    source_url: str | None
    source_sha256: str
    work_id: str
    translation_of: str | None
    interviewee_elsewhere: str | None
    questionnaire_id: str | None
    asker: str | None
    match: str
    score: float | None
    speakers: str | None
    paragraphs: int
    first_line: int | None
    last_line: int | None
    path: str | None


class InterviewRow(NamedTuple):
    """One interview: the columns of `export --format csv --shape interviews`, without those of questions.

    None is no value. Paragraphs are one text, with blank lines between; other lists are JSON.
    """

    id: str
    title: str | None
    published: date | None
    language: str
    interviewee: str | None
    anonymity: str | None
    role: str | None
    organisation: str | None
    place: str | None
    country: str | None
    country_name: str | None
    published_text: str | None
    author: str | None
    interface_language: str | None
    available_languages: str | None
    introduction: str | None
    questionnaire_id: str | None
    questionnaire_version: str | None
    source_path: str
    source_url: str | None
    source_retrieved: str | None
    source_sha256: str
    source_bytes: int
    source_media_type: str
    source_encoding: str
    work_id: str
    translation_of: str | None
    interviewee_elsewhere: str | None
    exchanges: int
    findings: str | None
