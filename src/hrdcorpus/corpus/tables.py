"""A sidecar's text, cut where its tables begin: what is put into one leaves all others as their users laid them out.

tomlkit would gather the entries of a table that stand apart, each without the comment above it.
"""

import re

REVIEWED = "reviewed"  # the table that holds no entry

_TABLE = re.compile(r"(?m)^(?=[ \t]*\[)")


def split_tables(text: str) -> list[str]:
    """What stands above the first table, then each table with its header; joined they are the text."""
    return _TABLE.split(text)


def insert(part: str, text: str) -> str:
    """The part with the text in it, above the comments at its end, which are about what follows."""
    said, rest = split_end(part)
    return said + text + rest


def split_end(part: str) -> tuple[str, str]:
    """The part up to the last line that says anything, and the comments and blank lines at its end."""
    lines = part.splitlines(keepends=True)
    end = next((i for i in range(len(lines), 0, -1) if (lines[i - 1].split("#")[0].strip())), len(lines))
    gap = "" if not end or lines[end - 1].endswith("\n") else "\n"
    return "".join([*lines[:end], gap]), "".join(lines[end:])
