"""One thing to look at on a page: what the program holds, what a record does, and what of it is said to whom."""

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, Field

from hrdcorpus.records.rules import RULES
from hrdcorpus.records.values import LineNumber


class Finding(Struct, frozen=True):
    """What a check found, by the name of its rule, which is in the table of `rules.py`.

    `detail` holds our own words, at most with a name or a date that the page's head shows; what an answer says is the
    `quotation`, which only some rules have. `line` and `column` (0: unknown) of a text page count from 1.
    """

    name: str
    detail: str
    line: int | None = None
    column: int = 0
    quotation: str | None = None

    def __post_init__(self) -> None:
        if self.quotation is not None and not RULES[self.name].quotes:
            raise ValueError(f"the rule {self.name} does not say that its findings quote")

    def describe(self, *, quoting: bool) -> str:
        """The detail, and the quotation for who may read testimony; others learn what the rule says of all such."""
        if self.quotation is None:
            return self.detail
        return f"{self.detail}, text: {self.quotation!r}" if quoting else RULES[self.name].what


class RecordedFinding(BaseModel):
    """One thing to look at on one page."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)

    code: str = Field(description="Stable code of the finding, as in HRD101", pattern=r"^HRD[1-4][0-9]{2}$")
    name: str = Field(description="Readable name of the code, as in unmatched-question")
    detail: str = Field(description="What exactly was seen; never a sentence of testimony")
    line: LineNumber | None = Field(description="Line of the raw text page, counted from 1; null where unknown")

    def describe(self, *, quoting: bool) -> str:
        """The detail; what its rule says in place of one that may quote, for who may not read testimony."""
        rule = RULES[self.name]
        return rule.what if rule.quotes and not quoting else self.detail


def record_finding(finding: Finding) -> RecordedFinding:
    """A finding in a record, which holds the testimony itself; `KeyError` for a name that is not in the table."""
    detail = finding.describe(quoting=True)
    return RecordedFinding(code=RULES[finding.name].code, name=finding.name, detail=detail, line=finding.line)
