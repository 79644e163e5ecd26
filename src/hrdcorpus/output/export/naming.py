"""Ids -> names of files that every disk can hold: whatever stands in an id, it leads to no other folder."""

import re
from collections.abc import Iterable

_LONGEST = 60  # characters; with four bytes each, a number and a suffix a name has less than 255 bytes
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)  # no names of files on Windows


def name_files(ids: Iterable[str], taken: str) -> list[str]:
    """A name for each id, without suffix; no two differ by case alone, and none is `taken`.

    >>> name_files(["2021/page", "2021 page", "../../etc", "Index", "nul"], taken="index")
    ['2021-page', '2021-page-2', '------etc', 'Index-2', 'nul-']
    """
    seen = {taken.casefold()}
    names = []
    for identifier in ids:
        plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in identifier)[:_LONGEST]
        base = f"{plain}-" if _DEVICE.fullmatch(plain) else plain
        name, number = base, 1
        while name.casefold() in seen:
            number += 1
            name = f"{base}-{number}"
        seen.add(name.casefold())
        names.append(name)
    return names
