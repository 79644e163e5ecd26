"""What is published: the sdist and the wheel are whole, and hold no testimony."""

import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from casebook import ROOT
from hrdcorpus.cli.help import TOPICS
from hrdcorpus.text.folding import fold_words

RUN = 8  # words in a row that are somebody's own; single answers of fewer words are left aside


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both packages."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return folder


@pytest.fixture(scope="module")
def packages(built: Path) -> Mapping[str, bytes]:
    """The files of both, by package and name."""
    held: dict[str, bytes] = {}
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        held |= {f"wheel/{name}": wheel.read(name) for name in wheel.namelist()}
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        for member in sdist:
            file = sdist.extractfile(member)
            held[f"sdist/{member.name.partition('/')[2]}"] = file.read() if file else b""
    return held


def _list_runs(text: str) -> set[str]:
    words = fold_words(text).split()
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def test_no_testimony_is_published(packages: Mapping[str, bytes]) -> None:
    records = [json.loads(path.read_text("utf-8")) for path in (ROOT / "data" / "normalized").rglob("*.json")]
    answers = [text for record in records for exchange in record["exchanges"] for text in exchange["answer"]]
    said = {run for text in answers for run in _list_runs(text)}
    assert len(said) > 1000
    assert [name for name, raw in packages.items() if said & _list_runs(raw.decode("utf-8", "replace"))] == []
    assert [name for name in packages if name.startswith(("sdist/data/", "sdist/tests/"))] == []


def test_what_is_needed_is_there(packages: Mapping[str, bytes]) -> None:
    needed = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*") if path.is_file()}
    needed = {name for name in needed if "__pycache__" not in name}
    assert needed | {f"hrdcorpus/docs/{topic}.md" for topic in TOPICS} <= {
        name.removeprefix("wheel/") for name in packages if name.startswith("wheel/")
    }
    assert {f"src/{name}" for name in needed} | {f"docs/{topic}.md" for topic in TOPICS} | {"LICENSE", "README.md"} <= {
        name.removeprefix("sdist/") for name in packages if name.startswith("sdist/")
    }


@pytest.mark.index
def test_a_wheel_needs_no_clone(built: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True)
    wheel, limits = str(next(built.glob("*.whl"))), str(ROOT / "constraints.txt")
    pip = [sys.executable, "-m", "pip", "--python", str(tmp_path / "venv/bin/python"), "install", "--no-compile"]
    subprocess.run([*pip, "--quiet", "-c", limits, wheel], check=True)
    (tmp_path / "data").symlink_to(ROOT / "data")
    for arguments in (["help", "corrections"], ["ingest", "--check"]):
        subprocess.run([tmp_path / "venv/bin/hrdcorpus", *arguments], cwd=tmp_path, capture_output=True, check=True)
