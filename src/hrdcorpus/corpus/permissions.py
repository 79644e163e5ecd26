"""Who may read what: a file that is made of others is no more open than they are. Windows has no such modes."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

ANYBODY = 0o666  # less the umask, as all programs write files
_OWNER = 0o600
_SHUT = {stat.S_IXGRP: 0o060, stat.S_IXOTH: 0o006}  # what is lost where the group, or all others, may not enter


def find_mode(paths: Iterable[Path], root: Path) -> int:
    """The mode of a file that is made of these, which lie in the folder `root`: others may do with it what they may do
    with each of them. What stands in a folder that they may not enter, `root` included, they may not read either; a
    file that is not there counts for nothing.
    """
    mode = ANYBODY
    for path in paths:
        with suppress(OSError):
            mode &= os.stat(path).st_mode | _OWNER
            mode &= ~find_shut(path.parent, root)
    return mode


def find_shut(folder: Path, root: Path) -> int:
    """What others may not do in `folder`, as mode bits: they may not enter it or one above it, `root` included."""
    shut = 0
    whole, top = os.path.abspath(folder), os.path.abspath(root)
    for place in (Path(whole), *Path(whole).parents)[: len(Path(whole).relative_to(top).parts) + 1]:
        mode = place.stat().st_mode
        shut |= sum(lost for enter, lost in _SHUT.items() if not mode & enter)
    return shut
