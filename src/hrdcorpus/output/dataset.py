"""What a team says of its corpus as a whole -> how each format tells that to others."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hrdcorpus.records.dataset import Dataset
from hrdcorpus.text.showing import escape_json

CITATION = "CITATION.cff"

_ORCID = "https://orcid.org/"


def list_facts(dataset: Dataset) -> list[tuple[str, str]]:
    """What a title page tells below title and description: what each text is, in English, and the text."""
    creators = [each.shown + (f" ({_ORCID}{each.orcid})" if each.orcid else "") for each in dataset.creators]
    sources = [each.title + (f" ({each.url})" if each.url else "") for each in dataset.sources]
    told = {
        "By": "; ".join(creators),
        "Version": dataset.version,
        "Released": dataset.released and dataset.released.isoformat(),
        "Licence": dataset.licence,
        "Address": dataset.url,
        "DOI": dataset.doi,
        "Sources": "; ".join(sources),
        "Keywords": "; ".join(dataset.keywords),
        "Funded by": "; ".join(dataset.funding),
    }
    return [(name, text) for name, text in told.items() if text]


def describe_package(dataset: Dataset) -> dict[str, Any]:
    """The properties of a Data Package, version 2, that speak of the whole."""
    contributors = [
        _drop_empty({"title": each.shown, "givenName": each.given, "familyName": each.family,
                     "path": each.orcid and _ORCID + each.orcid, "organization": each.affiliation,
                     "roles": ["creator"]})
        for each in dataset.creators
    ]  # fmt: skip
    told = {
        "title": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        "created": dataset.released and f"{dataset.released.isoformat()}T00:00:00Z",
        "id": dataset.doi and f"https://doi.org/{dataset.doi}",
        "homepage": dataset.url,
        "licenses": [{"name": dataset.licence, "path": dataset.licence_url}] if dataset.licence else [],
        "contributors": contributors,
        "sources": [_drop_empty({"title": each.title, "path": each.url}) for each in dataset.sources],
        "keywords": list(dataset.keywords),
        "funding": list(dataset.funding),
    }
    return _drop_empty(told)


def describe_served(dataset: Dataset) -> dict[str, Any]:
    """The same as Datasette knows it, as far as it does."""
    first = dataset.sources[0] if dataset.sources else None
    told = {
        "title": dataset.title,
        "license": dataset.licence,
        "license_url": dataset.licence_url,
        "source": first and first.title,
        "source_url": first and first.url,
        "about": dataset.url and dataset.title,
        "about_url": dataset.url,
    }
    return _drop_empty(told)


def write_citation(dataset: Dataset, folder: Path) -> tuple[str, ...]:
    """Write `CITATION.cff`; its name, and none where nobody is named who made the corpus: the format must have one."""
    if not dataset.creators:
        return ()
    (folder / CITATION).write_bytes(format_citation(dataset).encode())
    return (CITATION,)


def format_citation(dataset: Dataset) -> str:
    """The Citation File Format, 1.2.0."""
    told = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": "If you use these interviews, please cite them as this file says.",
        "title": dataset.title,
        "abstract": dataset.description,
        "version": dataset.version,
        "date-released": dataset.released and dataset.released.isoformat(),
        "doi": dataset.doi,
        "url": dataset.url,
        "license": dataset.licence,
        "keywords": dataset.keywords,
        "authors": [
            _drop_empty({"name": each.name, "given-names": each.given, "family-names": each.family,
                         "orcid": each.orcid and _ORCID + each.orcid, "affiliation": each.affiliation})
            for each in dataset.creators
        ],
    }  # fmt: skip
    return "".join(f"{line}\n" for line in _write_yaml(_drop_empty(told)))


def _drop_empty(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}


def _write_yaml(told: Mapping[str, Any]) -> Iterator[str]:
    """A text is in quotes: so each that JSON has is one of YAML's, too."""
    for name, value in told.items():
        if isinstance(value, str):
            yield f"{name}: {_quote(value)}"
            continue
        yield f"{name}:"
        for part in value:
            lines = [_quote(part)] if isinstance(part, str) else list(_write_yaml(part))
            yield from (f"{'    ' if at else '  - '}{line}" for at, line in enumerate(lines))


def _quote(text: str) -> str:
    return escape_json(json.dumps(text, ensure_ascii=False))
