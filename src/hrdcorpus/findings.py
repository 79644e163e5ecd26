"""What a reviewer should look at: the codes, in one table, and the value that carries one.

HRD1xx are about questions, HRD2xx about metadata, HRD3xx about chrome and text, HRD4xx about the corpus.
A code is never given a second meaning; one that is no longer used is not used again.
"""

from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

Level = Literal["error", "warning", "note"]


class Rule(NamedTuple):
    """One kind of finding. `what` says what was seen, `do` what a reviewer can do."""

    code: str
    name: str
    level: Level
    what: str
    do: str


_RULES = (
    Rule("HRD101", "unmatched-question", "warning", "The question matches no item of the questionnaire.",
         "Read it: if it is a drift of a standard question, add the wording as a variant; if not, leave it."),
    Rule("HRD102", "similar-question", "note", "The question was keyed by similarity, not by a known wording.",
         "Check the key; if it is right, add the wording as a variant."),
    Rule("HRD103", "repeated-question", "warning", "The same standard question was asked more than once.",
         "Check that both are questions and that neither is keyed wrongly."),
    Rule("HRD104", "empty-answer", "warning", "The question has no answer.",
         "Check on the page whether the answer is missing or was taken for something else."),
    Rule("HRD201", "no-date", "note", "The page shows no date of publication.",
         "Find the date at the source."),
    Rule("HRD202", "ambiguous-date", "warning", "The date of publication can be read in more than one way.",
         "Find the date at the source; it is kept as text only."),
    Rule("HRD203", "name-differs", "note", "The text spells a name of the title differently.",
         "Check which spelling is right; nothing was corrected."),
    Rule("HRD204", "no-interviewee", "warning", "No interviewee could be read from the title.",
         "Find out who is interviewed."),
    Rule("HRD205", "country-unknown", "note", "The title names no country that is known.",
         "Find out the interviewee's country."),
    Rule("HRD206", "language-differs", "warning", "The content is not in the language the page says it shows.",
         "Check the content's language."),
    Rule("HRD207", "metadata-differs", "note", "The page's markup says something else than its visible text.",
         "Compare the two; the record holds what is visible."),
    Rule("HRD301", "badly-decoded", "warning", "Some characters of the page could not be decoded.",
         "Download the page again; what is missing stands as U+FFFD."),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.name: rule for rule in _RULES}


class Finding(BaseModel):
    """One thing to look at on one page."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    code: str = Field(description="Stable code of the finding, as in HRD101", pattern=r"^HRD[1-4][0-9]{2}$")
    name: str = Field(description="Readable name of the code, as in unmatched-question")
    detail: str = Field(description="What exactly was seen; never a sentence of testimony")
    line: int | None = Field(description="Line of the raw text page, counted from 1; null where unknown", ge=1)


def build_finding(name: str, detail: str, line: int | None = None) -> Finding:
    """A finding by its name; `KeyError` for a name that is not in the table."""
    return Finding(code=RULES[name].code, name=name, detail=detail, line=line)
