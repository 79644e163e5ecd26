"""What git says changed -> the ids to validate; and whether it knows a file.

Git is asked as a program; names come with NUL ends, as they are.
"""

import os
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from hrdcorpus.corpus.places import RECORD_SUFFIX, build_file, find_root, is_in_corpus
from hrdcorpus.errors import HrdcorpusError
from hrdcorpus.reading.pages import SUFFIXES
from hrdcorpus.records.sidecar import SUFFIX as SIDECAR_SUFFIX
from hrdcorpus.text.showing import escape

_KINDS = (*SUFFIXES, RECORD_SUFFIX, SIDECAR_SUFFIX)


def find_changed(paths: Sequence[Path], since: str) -> frozenset[str] | None:
    """The ids of the pages that differ from the commit `since`, and of those whose records or sidecars do.

    A file that is removed, or that git does not know yet, differs, too. None where every page of `paths` may be
    concerned: a TOML file changed that lies in no corpus (a questionnaire, the settings), a file of another kind among
    the pages, or any file of folders in which a page and its record do not find each other; and where git does not see
    all that lies there. `HrdcorpusError` where git cannot tell.
    """
    top = Path(os.path.realpath(os.fsdecode(_ask_git("rev-parse", "--show-cdup").removesuffix(b"\n"))))
    commit = _ask_git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}").strip()
    changed = _list_files(top, "diff", "--name-only", "--no-renames", "--no-relative", "-z", commit, "--")
    changed += _list_files(top, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", str(top))
    folders = [find_root(path) for path in paths]
    if not all(_is_seen(folder, top) for folder in folders):
        return None
    pages = [path for path in changed if is_in_corpus(path)]
    others = [path for path in changed if not is_in_corpus(path)]
    if any(path.suffix == SIDECAR_SUFFIX or any(map(path.is_relative_to, folders)) for path in others):
        return None
    if not all(path.suffix.lower() in _KINDS for path in pages):
        return None
    return frozenset(build_file(path).id for path in pages)


def is_known(path: Path) -> bool:
    """Whether git has the file, or had it in any commit that it still knows; not where it cannot tell."""
    place = Path(os.path.realpath(path.parent), path.name)
    nearest = next(filter(os.path.isdir, place.parents))
    asked = (("ls-files", "--"), ("rev-list", "--all", "--full-history", "--max-count=1", "--"))
    for start in ((), ("-C", str(nearest))):  # a hook's git takes the folder it is called in for the repository's
        with suppress(HrdcorpusError):
            if any(_ask_git(*start, *command, str(place)) for command in asked):
                return True
    return False


def _is_seen(folder: Path, top: Path) -> bool:
    """Whether the repository at `top` has the folder's files, by our names for them: no link leads there or from there,
    no other repository holds them, and git was not told to ignore them all.
    """
    if os.path.realpath(folder) != str(folder) or not folder.is_relative_to(top):
        return False
    between = [folder, *folder.parents][: len(folder.relative_to(top).parts)]
    if any(os.path.lexists(each / ".git") for each in between):
        return False
    if any(os.path.islink(os.path.join(at, name)) for at, _, names in os.walk(folder) for name in names):
        return False
    how = "--others", "--ignored", "--exclude-standard", "--full-name", "--directory", "-z", "--"
    return not any(map(folder.is_relative_to, _list_files(top, "ls-files", *how, str(folder))))


def _list_files(top: Path, *arguments: str | bytes) -> list[Path]:
    """What git lists, by absolute paths."""
    return [top / os.fsdecode(name) for name in _ask_git(*arguments).split(b"\0") if name]


def _ask_git(*arguments: str | bytes) -> bytes:
    command = ["git", "--literal-pathspecs", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - the user's git
    except OSError as error:
        raise HrdcorpusError(f"git cannot be run: {error.strerror}; install it, or name paths instead") from None
    if done.returncode:
        said = escape(done.stderr.decode("utf-8", "replace").partition("\n")[0])
        said = said or "no such commit; fetch it first (in CI with fetch-depth: 0)"
        raise HrdcorpusError(f"git says: {said}; or name paths instead of --since")
    return done.stdout
