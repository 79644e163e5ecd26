"""What a team says of its corpus reaches every description of it: a data package, Datasette, a citation."""

import json
from pathlib import Path

import pytest

from commands import Run
from exporting import export
from hrdcorpus.corpus.settings import load_settings
from hrdcorpus.corpus.store import write_record
from hrdcorpus.errors import KnowledgeError
from hrdcorpus.output.dataset import list_facts
from hrdcorpus.output.export import Options
from hrdcorpus.records.dataset import Dataset
from hrdcorpus.records.serialising import dump_record
from invented import DATASET, QUESTIONNAIRES, build_corpus


def load(folder: Path, text: str = DATASET) -> Dataset:
    (folder / "hrdcorpus.toml").write_text(text, "utf-8")
    dataset = load_settings(folder).dataset
    assert dataset is not None
    return dataset


def test_a_data_package_tells_it(tmp_path: Path) -> None:
    options = Options(questionnaires=QUESTIONNAIRES, dataset=load(tmp_path))
    exported = export("datapackage", build_corpus(), options)
    package = json.loads(exported.files["datapackage.json"])
    assert {name: value for name, value in package.items() if name not in ("$schema", "name", "resources")} == {
        "title": "Voices of the river",
        "description": "Interviews <b>about</b> water.",
        "version": "1.2",
        "created": "2026-03-01T00:00:00Z",
        "id": "https://doi.org/10.1234/river",
        "homepage": "https://river.example/corpus",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://spdx.org/licenses/CC-BY-4.0.html"}],
        "contributors": [
            {"title": "Dana Nobodyeva", "givenName": "Dana", "familyName": "Nobodyeva", "roles": ["creator"],
             "path": "https://orcid.org/0000-0002-1825-0097", "organization": "River Watch"},
            {"title": "The Archive", "roles": ["creator"]},
        ],
        "sources": [{"title": "The site", "path": "https://river.example"}, {"title": "Letters"}],
        "keywords": ["water", "reka: река"],
        "funding": ["The Invented Fund, grant 7"],
    }  # fmt: skip
    readme = exported.files["README.md"].decode()
    assert readme.startswith(
        "# Voices of the river\n\nInterviews \\<b\\>about\\</b\\> water.\n\n- By: Dana Nobodyeva ("
    )
    assert "CITATION.cff" in exported.descriptors


def test_datasette_tells_it(tmp_path: Path) -> None:
    exported = export("datasette", build_corpus(), Options(questionnaires=QUESTIONNAIRES, dataset=load(tmp_path)))
    told = json.loads(exported.files["metadata.json"])
    assert told["description_html"].startswith("Interviews &lt;b&gt;about&lt;/b&gt; water. Begin with <a")
    del told["databases"], told["description_html"]
    assert told == {
        "title": "Voices of the river",
        "license": "CC-BY-4.0",
        "license_url": "https://spdx.org/licenses/CC-BY-4.0.html",
        "source": "The site",
        "source_url": "https://river.example",
        "about": "Voices of the river",
        "about_url": "https://river.example/corpus",
    }


def test_nobody_is_cited_who_is_not_named() -> None:
    assert "CITATION.cff" not in export("datapackage", build_corpus(), Options(dataset=Dataset(title="Talks"))).files


def test_a_title_page_has_facts(tmp_path: Path) -> None:
    assert list_facts(Dataset()) == []
    facts = dict(list_facts(load(tmp_path)))
    assert facts["By"] == "Dana Nobodyeva (https://orcid.org/0000-0002-1825-0097); The Archive"
    assert (facts["Released"], facts["Sources"]) == ("2026-03-01", "The site (https://river.example); Letters")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ('orcid = "0000-0002-1825-0098"', "no ORCID: its last sign does not fit"),
        ('orcid = "0000"', "has a form that is not allowed here"),
        ('name = "Both"', "a person has a family name"),
    ],
)
def test_a_creator_that_is_wrong(wrong: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=message):
        load(tmp_path, f'[[dataset.creators]]\nfamily = "Nobodyeva"\n{wrong}\n')


@pytest.mark.parametrize("wrong", ['"2026"', "2026", '"in March"', "true", "2026-03-01T10:00:00"])
def test_a_date_that_is_wrong(wrong: str, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="released: must be a date, such as 2021-04-07"):
        load(tmp_path, f"[dataset]\nreleased = {wrong}\n")


def test_a_licence_may_be_spelt_either_way(tmp_path: Path) -> None:
    spelt = [load(tmp_path, f'[dataset]\n{key} = "CC0-1.0"\n').licence for key in ("licence", "license")]
    assert spelt == ["CC0-1.0", "CC0-1.0"]


def test_an_export_takes_it_from_the_settings(tmp_path: Path, run: Run) -> None:
    load(tmp_path)
    write_record(tmp_path / "data/normalized", "boris", dump_record(build_corpus()[1]))
    assert run("export", "--format", "datapackage", "--output", "package", cwd=tmp_path).returncode == 0
    assert json.loads((tmp_path / "package/datapackage.json").read_text())["version"] == "1.2"
    (tmp_path / "package/README.md").write_text("Ours.\n")
    done = run("export", "--format", "datapackage", "--output", "package", cwd=tmp_path)
    told = b"README.md is as somebody changed it; what this export says instead stands in README.generated.md"
    assert (done.returncode, told in done.stderr) == (0, True)
