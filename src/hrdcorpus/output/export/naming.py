"""Ids -> names of files that every disk can hold: whatever stands in an id, it leads to no other folder."""

import re
from collections.abc import Iterable
from itertools import chain, count

_LONGEST = 60  # characters; with four bytes each, a number and a suffix a name has less than 255 bytes
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)  # no names of files on Windows


def name_files(ids: Iterable[str], taken: str) -> list[str]:
    """A name for each id, without suffix; no two differ by case alone, and none is `taken`.

    >>> name_files(["2021/page", "2021 page", "../../etc", "Index", "nul"], taken="index")
    ['2021-page', '2021-page-2', '------etc', 'Index-2', 'nul-']
    """
    seen = {taken.casefold()}
    plain = ("".join(c if c.isalnum() or c in "-_" else "-" for c in identifier)[:_LONGEST] for identifier in ids)
    return [take_name(f"{name}-" if _DEVICE.fullmatch(name) else name, seen, "-{}") for name in plain]


def take_name(name: str, taken: set[str], form: str) -> str:
    """The name, with the first number from 2 in this form behind it that makes it none of those `taken`.

    Case makes no difference. It is one of them then.
    """
    names = chain([name], (name + form.format(number) for number in count(2)))
    free = next(each for each in names if each.casefold() not in taken)
    taken.add(free.casefold())
    return free
