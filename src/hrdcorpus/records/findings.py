"""The value that carries one finding; what each kind means is in the table of `rules.py`."""

from pydantic import BaseModel, ConfigDict, Field

from hrdcorpus.records.rules import RULES


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
