"""What a team says of its corpus as a whole: `[dataset]` in its settings."""

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, AliasChoices, Field, StringConstraints, model_validator

from hrdcorpus.knowledge.loading import NonEmpty, Resource
from hrdcorpus.records.values import Url

TITLE = "Interviews with human rights defenders"  # of a corpus that nobody has given another


def _check_orcid(text: str) -> str:
    """ISO 7064, MOD 11-2: one digit that is mistyped gives another last sign."""
    total = 0
    for digit in text[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    if text[-1] != "0123456789X"[(12 - total % 11) % 11]:
        raise ValueError("no ORCID: its last sign does not fit the others")
    return text


Orcid = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-){3}[0-9]{3}[0-9X]$"), AfterValidator(_check_orcid)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.+-]+$")]  # as the SPDX list has them


class Creator(Resource):
    """A person, by the `family` name, or else a group by its `name`."""

    name: NonEmpty | None = None
    given: NonEmpty | None = None
    family: NonEmpty | None = None
    orcid: Orcid | None = None
    affiliation: NonEmpty | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.name is None) == (self.family is None) or (self.given and not self.family):
            raise ValueError("a person has a family name, and perhaps a given one; a group has a name")
        return self

    @property
    def shown(self) -> str:
        """The whole name."""
        return self.name or " ".join(filter(None, (self.given, self.family)))


class Origin(Resource):
    """Where the pages come from."""

    title: NonEmpty
    url: Url | None = None


class Dataset(Resource):
    """A corpus as one that is published: `licence` is an identifier of the SPDX list, such as `CC-BY-4.0`."""

    title: NonEmpty = TITLE
    description: NonEmpty | None = None
    creators: tuple[Creator, ...] = ()
    version: NonEmpty | None = None
    released: date | None = None
    licence: Annotated[Identifier | None, Field(validation_alias=AliasChoices("licence", "license"))] = None
    url: Url | None = None
    doi: Annotated[str, StringConstraints(pattern=r"^10\.[0-9]{4,9}/\S+$")] | None = None
    sources: tuple[Origin, ...] = ()
    keywords: tuple[NonEmpty, ...] = ()
    funding: tuple[NonEmpty, ...] = ()

    @property
    def licence_url(self) -> str | None:
        """Where the licence can be read."""
        return f"https://spdx.org/licenses/{self.licence}.html" if self.licence else None
