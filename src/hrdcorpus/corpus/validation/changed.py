"""What git says changed -> the ids to validate. Git is asked as a program; names come with NUL ends, as they are."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from hrdcorpus.corpus.places import RECORD_SUFFIX, build_file, is_in_corpus
from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.reading.pages import SUFFIXES
from hrdcorpus.records.sidecar import SUFFIX as SIDECAR_SUFFIX
from hrdcorpus.text.showing import escape

_KINDS = (*SUFFIXES, RECORD_SUFFIX, SIDECAR_SUFFIX)


def find_changed(paths: Sequence[Path], since: str) -> frozenset[str] | None:
    """The ids of pages in the folders `paths` that differ from the commit `since`, with their records and sidecars.

    A file that is removed, or that git does not know yet, differs, too. None where every page may be concerned: a TOML
    file changed that lies in no corpus (a questionnaire, the settings), a file of another kind among the pages, or any
    file of folders in which a page and its record do not find each other. `HrdcorpusError` where git cannot tell.
    """
    changed = _list_changed(since)
    folders = [os.path.abspath(path) for path in paths]
    within = [path for path in changed if any(path.is_relative_to(folder) for folder in folders)]
    if any(path.suffix == SIDECAR_SUFFIX and not is_in_corpus(path) for path in changed):
        return None
    if not all(is_in_corpus(path) and path.suffix.lower() in _KINDS for path in within):
        return None
    return frozenset(build_file(path).id for path in within)


def _list_changed(since: str) -> list[Path]:
    """The files, by absolute paths; a renamed one by both its names. What git is told to ignore is none of them."""
    top = os.path.abspath(os.fsdecode(_ask_git("rev-parse", "--show-cdup").removesuffix(b"\n")))
    commit = _ask_git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}").strip()
    differing = _ask_git("diff", "--name-only", "--no-renames", "--no-relative", "-z", commit, "--")
    unknown = _ask_git("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", top)
    return [Path(top, os.fsdecode(name)) for name in (differing + unknown).split(b"\0") if name]


def _ask_git(*arguments: str | bytes) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S603, S607 - the user's git
    except OSError as error:
        raise HrdcorpusError(f"git cannot be run: {error.strerror}; install it, or name paths instead") from None
    if done.returncode:
        said = escape(done.stderr.decode("utf-8", "replace").partition("\n")[0]) or "no such commit"
        raise HrdcorpusError(f"git says: {said}; fetch it first (in CI with fetch-depth: 0), or name paths instead")
    return done.stdout
