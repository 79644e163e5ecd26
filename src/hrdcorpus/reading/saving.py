"""Marks that saving programs leave in a page -> where and when it was downloaded."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

_URL = re.compile(r"https?://[^\s\ufffd]+", re.IGNORECASE)
_BROWSER = re.compile(r"\s*saved from url=\(\d+\)(\S+)")
_MONOLITH = re.compile(r"\s*Saved from (\S+) at (.+) using monolith\b")
_WAYBACK = re.compile(r"https?://web\.archive\.org/web/(\d{14})[a-z_]*/(.+)")


class Saved(NamedTuple):
    """`url` begins with http:// or https://, `retrieved` is ISO 8601; None where the page does not say for certain."""

    url: str | None = None
    retrieved: str | None = None


UNSAID = Saved()


def read_saved(comments: Iterable[str], archived: Mapping[str, str], metas: Mapping[str, Sequence[str]]) -> Saved:
    """What the first mark among the comments says. `archived` are the fields of the Wayback Machine's toolbar, `metas`
    the contents of <meta> by name.

    >>> read_saved([" saved from url=(0015)https://x.org/a "], {}, {})
    Saved(url='https://x.org/a', retrieved=None)
    """
    if archived.get("date"):
        return Saved(find_url(archived.get("url")), _read_digits(archived["date"]))
    if "savepage-url" in metas:  # Save Page WE
        return Saved(find_url(metas["savepage-url"][0]), _read_script_date(metas.get("savepage-date", [""])[0]))
    for comment in comments:
        if "Page saved with SingleFile" in comment:
            return _read_singlefile(comment)
        if " by HTTrack Website Copier" in comment:
            return _read_httrack(comment)
        if found := _BROWSER.match(comment):
            return Saved(find_url(found[1]))
        if found := _MONOLITH.match(comment):
            return Saved(find_url(found[1]), read_date(found[2]))
    return Saved()


def read_address(address: str | None) -> Saved:
    """An address that the page gives as its own, without what the Wayback Machine puts before it.

    >>> read_address("https://web.archive.org/web/20210407102030/https://x.org/a")
    Saved(url='https://x.org/a', retrieved='2021-04-07T10:20:30+00:00')
    """
    found = _WAYBACK.fullmatch(address.strip()) if address else None
    return Saved(find_url(found[2]), _read_digits(found[1])) if found else Saved(find_url(address))


def find_url(text: str | None) -> str | None:
    """The text, if it is an absolute address of the web."""
    text = (text or "").strip()
    return text if _URL.fullmatch(text) else None


def _read_singlefile(comment: str) -> Saved:
    lines = (line.partition(":") for line in comment.splitlines())
    fields = {name.strip(): value.strip() for name, _, value in lines}
    return Saved(find_url(fields.get("url")), _read_script_date(fields.get("saved date", "")))


def _read_httrack(comment: str) -> Saved:
    address, _, rest = comment.partition("Mirrored from ")[2].partition(" by HTTrack Website Copier")
    if "://" not in address:
        address = f"http://{address}"  # HTTrack leaves out the scheme
    return Saved(find_url(address), read_date(rest.partition(", ")[2].strip()))


def read_date(text: str | None) -> str | None:
    """A date as in e-mail or as in ISO 8601, where its zone is known.

    >>> read_date("Wed, 07 Apr 2021 10:20:30 -0000"), read_date("2021-04-07T10:20:30Z"), read_date("2021-04-07")
    ('2021-04-07T10:20:30+00:00', '2021-04-07T10:20:30+00:00', None)
    """
    text = re.sub(r" -0000$", " +0000", text or "")  # of a sender whose own zone nobody is to know
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            date = read(text)
        except (ValueError, OverflowError):  # of a zone that is no number of hours
            continue
        return date.isoformat() if date.tzinfo else None
    return None


def _read_script_date(text: str) -> str | None:
    """A date as scripts write it: Wed Apr 07 2021 10:20:30 GMT+0200 (Central European Summer Time)."""
    words = text.split()
    if len(words) < 6:
        return None
    _, month, day, year, time, zone = words[:6]
    return read_date(f"{day} {month} {year} {time} {zone.removeprefix('GMT')}")


def _read_digits(text: str) -> str | None:
    """The 14 digits of the Wayback Machine, in UTC."""
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat() if len(text) == 14 else None
    except ValueError:
        return None
