"""CITATION.cff is YAML, and a data package with all that is told of it is one for frictionless."""

import tomllib
from datetime import date
from pathlib import Path

import frictionless
import yaml

from exporting import export, write_files
from hrdcorpus.output.dataset import format_citation
from hrdcorpus.output.export import Options
from hrdcorpus.records.dataset import Dataset
from invented import DATASET, QUESTIONNAIRES, build_corpus

RIVER = Dataset.model_validate(tomllib.loads(DATASET)["dataset"])


def test_a_citation_is_in_its_format() -> None:
    assert yaml.safe_load(format_citation(RIVER)) == {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": "If you use these interviews, please cite them as this file says.",
        "title": "Voices of the river",
        "abstract": "Interviews <b>about</b> water.",
        "version": "1.2",
        "date-released": "2026-03-01",
        "doi": "10.1234/river",
        "url": "https://river.example/corpus",
        "license": "CC-BY-4.0",
        "keywords": ["water", "reka: река"],
        "authors": [
            {"given-names": "Dana", "family-names": "Nobodyeva", "orcid": "https://orcid.org/0000-0002-1825-0097",
             "affiliation": "River Watch"},
            {"name": "The Archive"},
        ],
    }  # fmt: skip


def test_any_text_can_be_cited() -> None:
    text = 'a "b": #c\n- d \x07 \u2028 😀'
    dataset = Dataset.model_validate({"title": text, "creators": [{"name": text}], "released": date(2026, 1, 2)})
    read = yaml.safe_load(format_citation(dataset))
    assert (read["title"], read["authors"]) == (text, [{"name": text}])


def test_a_data_package_is_valid(tmp_path: Path) -> None:
    exported = export("datapackage", build_corpus(), Options(questionnaires=QUESTIONNAIRES, dataset=RIVER))
    list(write_files(tmp_path, exported.files, exported.descriptors))
    package = frictionless.Package(str(tmp_path / "datapackage.json"))
    report = package.validate()
    assert (report.valid, package.title, package.version) == (True, "Voices of the river", "1.2"), report.flatten()
