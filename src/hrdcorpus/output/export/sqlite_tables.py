"""What the SQLite database holds: its tables and their columns, the search index, the views."""

from collections.abc import Iterator
from dataclasses import dataclass

from hrdcorpus.output.export.tables import ANSWERS, INTERVIEWEES, INTERVIEWS, QUESTIONS, Column

_TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL", "paragraphs": "TEXT"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what a row is, its columns, the keys as SQL writes them, and the columns that an index is for."""

    name: str
    description: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    index: str | None = None


_INTERVIEW = Column("interview_id", "string", "The interview's id")
_REFERS_TO_INTERVIEW = "FOREIGN KEY (interview_id) REFERENCES interviews (id)"

TABLES = (
    Table(
        "interviews",
        "One interview a row",
        tuple(column for column in INTERVIEWS if column.type != "list"),  # lists have tables of their own
        ("PRIMARY KEY (id)",),
    ),
    Table(
        "questions",
        "One standard question a row, asked or not",
        QUESTIONS,
        ("PRIMARY KEY (questionnaire_id, question_id)",),
    ),
    Table(
        "answers",
        "One question that was asked a row, with its answer: NULL where the question was not answered",
        (
            Column("id", "integer", "Number of the row in this file; interview_id and number stay the same in others"),
            *(column for column in ANSWERS if column.type != "list"),
        ),
        (
            "PRIMARY KEY (id)",  # a number, because the search index refers to it
            "UNIQUE (interview_id, number)",
            _REFERS_TO_INTERVIEW,
            "FOREIGN KEY (questionnaire_id, question_id) REFERENCES questions (questionnaire_id, question_id)",
        ),
        "questionnaire_id, question_id",
    ),
    Table(
        "interviewees",
        "One of those who are interviewed a row",
        INTERVIEWEES,
        ("PRIMARY KEY (interview_id, number)", _REFERS_TO_INTERVIEW),
        "country",
    ),
    Table(
        "speakers",
        "Who says one paragraph of an answer a row, where the page tells",
        (
            _INTERVIEW,
            Column("number", "integer", "Place of the question in the interview, counted from 1"),
            Column("paragraph", "integer", "Place of the paragraph in the answer, counted from 1"),
            Column("speaker", "string", "The label of who says it, verbatim"),
        ),
        (
            "PRIMARY KEY (interview_id, number, paragraph)",
            "FOREIGN KEY (interview_id, number) REFERENCES answers (interview_id, number)",
        ),
        "speaker",
    ),
    Table(
        "available_languages",
        "One language in which the page says that an interview exists a row",
        (_INTERVIEW, Column("language", "string", "The language's BCP 47 tag")),
        ("PRIMARY KEY (interview_id, language)", _REFERS_TO_INTERVIEW),
    ),
    Table(
        "findings",
        "One thing that a reviewer should look at a row",
        (
            _INTERVIEW,
            Column("number", "integer", "Place among the interview's findings, counted from 1"),
            Column("code", "string", "Stable code of the finding, as `hrdcorpus validate` explains it"),
            Column("name", "string", "Readable name of the code"),
            Column("detail", "string", "What exactly was seen"),
            Column("line", "integer", "Line of the raw text page, counted from 1; NULL where unknown"),
        ),
        ("PRIMARY KEY (interview_id, number)", _REFERS_TO_INTERVIEW),
        "code",
    ),
    Table(
        "removed",
        "What one rule left out of an interview's page a row",
        (
            _INTERVIEW,
            Column("rule", "string", "The rule"),
            Column("blocks", "integer", "How many blocks of the page, such as paragraphs"),
        ),
        ("PRIMARY KEY (interview_id, rule)", _REFERS_TO_INTERVIEW),
    ),
    Table(
        "dictionary",
        "What one column of this database holds a row",
        (
            Column("table_name", "string", "The table"),
            Column("column_name", "string", "The column"),
            Column("type", "string", "What its values are: a date in ISO 8601, paragraphs with a blank line between"),
            Column("description", "string", "What it means"),
        ),
        ("PRIMARY KEY (table_name, column_name)",),
    ),
)

VIEWS = {
    "answers_by_question": "The answers in the order of the standard questions, with who, where and when; answers to "
    "other questions come last",
    "coverage": "What an interview has of a standard question of its questionnaire: answered, unanswered (asked, but "
    "not answered) or not-asked",
}

# The text is kept once, in `answers`. Datasette finds the index by content="answers", with these quotes.
SEARCH = """
CREATE VIRTUAL TABLE answers_fts USING fts5 (
  question, answer, content="answers", content_rowid="id", tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO answers_fts (answers_fts) VALUES ('rebuild');
INSERT INTO answers_fts (answers_fts) VALUES ('optimize');
"""

CREATE_VIEWS = """
CREATE VIEW answers_by_question AS
SELECT
  answers.questionnaire_id, questions.position, answers.question_id, questions.description,
  answers.asker, answers.question, answers.answer, answers.match, answers.score, answers.interview_id, answers.number,
  interviews.title, interviews.published, interviews.published_text, interviews.language, interviews.interviewee,
  interviews.anonymity, interviews.role, interviews.organisation, interviews.place, interviews.country,
  interviews.source_url, answers.id
FROM answers
JOIN interviews ON interviews.id = answers.interview_id
LEFT JOIN questions USING (questionnaire_id, question_id)
ORDER BY
  answers.questionnaire_id NULLS LAST, questions.position NULLS LAST, answers.question_id,
  answers.interview_id, answers.number;

CREATE VIEW coverage AS
SELECT
  interviews.id AS interview_id, questions.questionnaire_id, questions.question_id,
  CASE
    WHEN count(answers.id) = 0 THEN 'not-asked'
    WHEN count(answers.answer) = 0 THEN 'unanswered'
    ELSE 'answered'
  END AS state
FROM interviews
JOIN questions USING (questionnaire_id)
LEFT JOIN answers ON answers.interview_id = interviews.id
  AND answers.questionnaire_id = questions.questionnaire_id AND answers.question_id = questions.question_id
GROUP BY interviews.id, questions.questionnaire_id, questions.question_id
ORDER BY interviews.id, questions.questionnaire_id, questions.position NULLS LAST, questions.question_id;
"""


def list_statements() -> Iterator[str]:
    """SQL that makes the empty tables and their indexes."""
    for table in TABLES:
        columns = (f'"{column.name}" {_TYPES[column.type]}' for column in table.columns)
        inside = ",\n  ".join((*columns, *table.keys))
        yield f"CREATE TABLE {table.name} (\n  {inside}\n);"
        if table.index:
            yield f"CREATE INDEX {table.name}_index ON {table.name} ({table.index});"
