"""The story of a corpus over ten commits, with git and its hooks: at each, ingest, validate, hooks and export agree."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from casebook import ROOT
from commands import Run
from hrdcorpus.knowledge import base
from hrdcorpus.knowledge.base import load_knowledge

PAGE = """HRD Interview: {name}, beekeeper of the Blue Hives NGO, Kazakhstan

7 Apr 2021

Can you tell us more about your work on business and human rights?

{answer}

What role does the government play? Is it supportive of human rights defenders? Or do you feel pressure from the \
government?

We are asked for papers every month.

How are the bees today?

They are, and so are we.
"""
OWN = """HRD Interview: Zarina Nigde, beekeeper from Semei, Kazakhstan

7 Apr 2021

Where do you keep your hives in winter?

In the cellar of the school.

How are the bees today?

They are, and so are we.
"""
ANSWER = "".join(
    f"In the year {year} we counted {year // 7} hives along the river, and wrote it down. "
    for year in range(2000, 2021)
)
LIST = "Interviews of this year\n\nFour interviews were published.\n"
ITEMS = """id = "bees"
version = "1"
title = "Bees"
[[item]]
id = "winter"
description = "The hives in winter"
[[item]]
id = "health"
description = "Whether they are well"
"""
WORDINGS = """[[wording]]
item = "winter"
text = "Where do you keep your hives in winter?"
[[wording]]
item = "health"
text = "How is the health of your hives?"
"""
VARIANT = '[[variant]]\nitem = "health"\ntext = "How are the bees today?"\n'
SETTINGS = 'questionnaires = "questionnaires"\n'
EXCLUDE = '\n[exclude]\npatterns = ["index.*"]\nreason = "Lists of interviews"\n'
URLS = "path,url\nmarat.txt,https://example.org/marat\nzarina.txt,https://example.org/zarina\n"
# One process for all: each takes a second to start
HOOK = """#!{python}
import sys
from hrdcorpus.cli import main
failed = 0
for entry in {entries}:
    sys.argv = ["hrdcorpus", *entry.split()]
    try:
        main()
    except SystemExit as ended:
        failed |= ended.code
sys.exit(failed)
"""


@dataclass
class Project:
    """A repository with a corpus, its hooks, and the commands as people run them there."""

    folder: Path
    run: Run
    is_hooked: bool = True

    def git(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [
            "git",
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
            "-c",
            "commit.gpgsign=false",
            *arguments,
        ]
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        return subprocess.run(command, cwd=self.folder, env=clean, capture_output=True, text=True, check=False)

    def commit(self) -> "subprocess.CompletedProcess[str]":
        self.git("add", "--all")
        return self.git("commit", "--quiet", "--message", "change", *(() if self.is_hooked else ("--no-verify",)))

    def write(self, place: str, text: str) -> None:
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def move(self, old: str, new: str) -> None:
        (self.folder / new).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / old).rename(self.folder / new)

    def do(self, *arguments: str) -> str:
        """A command of ours that must end well; what it said."""
        done = self.run(*arguments, cwd=self.folder)
        assert done.returncode == 0, done.stderr.decode()
        return done.stderr.decode()

    def assert_refused(self, *told: str) -> None:
        """The hooks refuse the commit and say why; so do `validate` or `ingest --check`."""
        checks = [self.run(*check, cwd=self.folder) for check in (["validate"], ["ingest", "--check"])]
        assert any(check.returncode for check in checks)
        shown = [b"".join(check.stdout + check.stderr for check in checks).decode()]
        if self.is_hooked:
            done = self.commit()
            assert done.returncode == 1
            shown.append(done.stdout + done.stderr)
        for text in shown:
            assert [word for word in told if word not in text] == []

    def assert_settled(self, *exported: str) -> None:
        """The hooks let the commit pass, all checks agree, nothing is left to write, and just these are exported."""
        done = self.commit()
        assert done.returncode == 0, done.stdout + done.stderr
        for check in (["validate"], ["ingest", "--check"], ["ingest", "--prune"], ["validate", "--since", "HEAD"]):
            checked = self.run(*check, cwd=self.folder)
            assert checked.returncode == 0, checked.stdout + checked.stderr
        if self.count() > 1:
            assert self.run("validate", "--since", "HEAD~1", cwd=self.folder).returncode == 0
        assert self.git("status", "--porcelain").stdout == ""
        lines = self.run("export", cwd=self.folder).stdout.decode().splitlines()
        assert [json.loads(line)["id"] for line in lines] == sorted(exported)

    def count(self) -> int:
        return int(self.git("rev-list", "--count", "HEAD").stdout)


@pytest.fixture
def project(tmp_path: Path, run: Run) -> Project:
    """An empty repository, whose commits pass the hooks that this project offers."""
    project = Project(tmp_path, run)
    project.git("init", "--quiet")
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entries = re.findall(r"entry: hrdcorpus ((?:validate|ingest).*)", hooks)
    assert entries == ["validate", "ingest --check"]
    project.write(".git/hooks/pre-commit", HOOK.format(python=sys.executable, entries=entries))
    (tmp_path / ".git/hooks/pre-commit").chmod(0o755)
    return project


def read_keys(project: Project, identifier: str) -> Sequence[str | None]:
    record = json.loads((project.folder / f"data/normalized/{identifier}.json").read_text("utf-8"))
    return [exchange["question"]["id"] for exchange in record["exchanges"]]


def add_first_pages(project: Project) -> None:
    """The first pages, and a questionnaire of the team's own."""
    project.write("hrdcorpus.toml", SETTINGS)
    project.write("questionnaires/bees/items.toml", ITEMS)
    project.write("questionnaires/bees/en.toml", WORDINGS)
    project.write("data/raw/aigul.txt", PAGE.format(name="Aigul Nobodyeva", answer=ANSWER))
    project.write("data/raw/marat.txt", PAGE.format(name="Marat Nikto", answer="We read what the mine publishes."))
    project.assert_refused("HRD407", "to write: data/normalized/aigul.json")
    project.do("ingest")
    project.assert_settled("aigul", "marat")


def add_pages_and_addresses(project: Project) -> None:
    """Pages are added, one of them under the name that wget gave it."""
    project.write("data/raw/zarina.txt.1", OWN)
    project.write("data/raw/urls.csv", URLS)
    project.assert_refused("data/raw/zarina.txt.1: ")
    project.move("data/raw/zarina.txt.1", "data/raw/zarina.txt")
    project.do("ingest")
    project.assert_settled("aigul", "marat", "zarina")
    assert read_keys(project, "zarina") == ["winter", None]


def exclude_a_list(project: Project) -> None:
    """A list of interviews is excused for good."""
    project.write("data/raw/index.txt", LIST)
    project.assert_refused("data/raw/index.txt: HRD403")
    project.write("hrdcorpus.toml", SETTINGS + EXCLUDE)
    project.assert_settled("aigul", "marat", "zarina")


def correct_a_page(project: Project) -> None:
    """A page is corrected; its record must follow."""
    project.do("correct", "data/raw/aigul.txt", "--line", "13", "--id", "none", "--reason", "her own question")
    project.do("correct", "data/raw/aigul.txt", "--date", "2021-04-09", "--reason", "the Centre's list")
    project.assert_refused("data/normalized/aigul.json: HRD405")
    project.do("ingest")
    project.assert_settled("aigul", "marat", "zarina")


def withhold_a_page(project: Project) -> None:
    """She asks to be left out; no record changes for that."""
    project.do("correct", "data/raw/aigul.txt", "--release", "withheld")
    project.assert_settled("marat", "zarina")


def rename_pages(project: Project) -> None:
    """Two pages are renamed; a sidecar that withholds is moved by a person alone."""
    project.move("data/raw/aigul.txt", "data/raw/2021/a.n.txt")
    project.move("data/raw/marat.txt", "data/raw/2021/marat.txt")
    project.assert_refused("data/raw/aigul.toml: HRD413", "to move: data/normalized/marat.json")
    project.move("data/raw/aigul.toml", "data/raw/2021/a.n.toml")
    project.assert_refused("to move: data/normalized/aigul.json", "to move: data/normalized/marat.json")
    assert "data/raw/2021/a.n.txt: has the bytes of data/raw/aigul.txt" in project.do("ingest")
    project.assert_settled("2021/marat", "zarina")


def change_the_questionnaire(project: Project) -> None:
    """The questionnaire learns a wording."""
    project.write("questionnaires/bees/en.toml", WORDINGS + VARIANT)
    for load in (base.load_knowledge, load_knowledge):  # what this process has read before is kept, in the tests twice
        load.cache_clear()
    project.assert_refused("data/normalized/zarina.json: HRD405")
    project.do("ingest")
    project.assert_settled("2021/marat", "zarina")
    assert read_keys(project, "zarina") == ["winter", "health"]


def excuse_a_page(project: Project) -> None:
    """A page was taken down, and what is left of it is accepted as no interview."""
    project.write("data/raw/2021/marat.txt", LIST)
    project.assert_refused("data/raw/2021/marat.txt: HRD403", "to remove: data/normalized/2021/marat.json")
    project.write("data/raw/2021/marat.toml", 'accept = ["HRD403"]\nreason = "Taken down by the Centre"\n')
    project.assert_refused("to remove: data/normalized/2021/marat.json")
    project.do("ingest", "--prune")
    project.assert_settled("zarina")


def copy_and_replace_pages(project: Project) -> None:
    """A copy of the page that is withheld comes back under another name, is told, and goes again."""
    project.write("data/raw/copy.txt", (project.folder / "data/raw/2021/a.n.txt").read_text("utf-8"))
    project.do("ingest")
    assert b"HRD410 duplicate-page" in project.run("validate", cwd=project.folder).stdout
    (project.folder / "data/raw/copy.txt").unlink()
    project.assert_refused("data/normalized/copy.json: HRD406", "to remove: data/normalized/copy.json")
    project.do("ingest", "--prune")
    project.write("data/raw/zarina.txt", OWN.replace("7 Apr 2021", "9 Apr 2021"))
    project.assert_refused("data/normalized/zarina.json: HRD408")
    project.do("ingest")
    project.assert_settled("zarina")


def remove_a_page(project: Project) -> None:
    """Her page is removed for good: what belongs to it goes, too."""
    (project.folder / "data/raw/2021/a.n.txt").unlink()
    project.assert_refused("data/raw/2021/a.n.toml: HRD413", "data/normalized/2021/a.n.json: HRD406")
    (project.folder / "data/raw/2021/a.n.toml").unlink()
    project.assert_refused("data/normalized/2021/a.n.json: HRD406", "to remove: data/normalized/2021/a.n.json")
    project.do("ingest", "--prune")
    project.assert_settled("zarina")


STORY = (
    add_first_pages,
    add_pages_and_addresses,
    exclude_a_list,
    correct_a_page,
    withhold_a_page,
    rename_pages,
    change_the_questionnaire,
    excuse_a_page,
    copy_and_replace_pages,
    remove_a_page,
)


def test_the_story_of_a_corpus(project: Project) -> None:
    for number, change in enumerate(STORY, start=1):
        project.is_hooked = number in (1, 7)  # else what hooks do is done in this process alone, which is quicker
        change(project)
        assert project.count() == number
    assert project.git("grep", "--quiet", "Nobodyeva").returncode == 1
