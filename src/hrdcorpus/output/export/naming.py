"""Ids -> names of files that every disk can hold: whatever stands in an id, it leads to no other folder."""

import re
from itertools import count

_LONGEST = 60  # characters; with four bytes each, a number and a suffix a name has less than 255 bytes
_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)  # no names of files on Windows


def name_file(identifier: str, taken: dict[str, int]) -> str:
    """A name for the id, without suffix: none of those `taken`, as in `take_name`.

    >>> taken = {"index": 1}
    >>> [name_file(each, taken) for each in ("2021/page", "2021 page", "../../etc", "Index", "nul")]
    ['2021-page', '2021-page-2', '------etc', 'Index-2', 'nul-']
    """
    name = "".join(c if c.isalnum() or c in "-_" else "-" for c in identifier)[:_LONGEST]
    return take_name(f"{name}-" if _DEVICE.fullmatch(name) else name, taken, "-{}")


def take_name(name: str, taken: dict[str, int], form: str) -> str:
    """The name, with the first number from 2 in this form behind it that makes it none of those `taken`.

    Case makes no difference. It is one of them then. Beside each stands the last number that was tried behind it: the
    next of many that have one name does not try them all anew.
    """
    free, first = name, taken.get(name.casefold(), 0)
    if first:
        number = next(n for n in count(first + 1) if (name + form.format(n)).casefold() not in taken)
        free, taken[name.casefold()] = name + form.format(number), number
    taken[free.casefold()] = 1
    return free
