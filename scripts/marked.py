"""A document of which a script writes a part, between two marks."""

from pathlib import Path


def put_part(document: Path, begin: str, end: str, part: str, *, check: bool) -> bool:
    """Put `part` between the lines `begin` and `end`; with `check` write nothing, and say whether it stands there."""
    text = document.read_text("utf-8")
    before, _, rest = text.partition(begin)
    fresh = f"{before}{begin}\n{part}\n{end}{rest.partition(end)[2]}"
    if not check:
        document.write_text(fresh, "utf-8", newline="\n")
    return not check or fresh == text
