"""Labelled rows -> what the page says of itself: title, date, author, languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hrdcorpus.blocks import Declared
from hrdcorpus.cldr import find_language
from hrdcorpus.dates import find_dates
from hrdcorpus.knowledge.templates import split_names
from hrdcorpus.labels import Labelled, list_labelled

_BANNER = "banner.not-available"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found, None where the page does not say. `dates` holds every date that `published_text` can mean.

    `shown` is the language the page says it is shown in, `interfaces` those its frame could be in.
    """

    title: Labelled | None
    published_text: str | None
    dates: frozenset[date]
    author: str | None
    shown: str | None
    interfaces: frozenset[str]
    has_banner: bool
    available: frozenset[str]


def read_metadata(rows: Sequence[Labelled], declared: Declared) -> Metadata:
    """The page's own statements; what is visible comes before what only the markup says."""
    slots = {row.rule: row.slots for row in reversed(rows) if row.slots}  # the first row of a rule counts
    banner = slots.get(_BANNER, {})
    interfaces = _find_interfaces(rows, declared)
    published_text = _find_date_text(rows, declared)
    listed = split_names(slots.get("banner.also-available", {}).get("languages", ""))
    shown = find_language(banner["shown"]) if banner else None
    available = {tag for name in listed if (tag := find_language(name))} or set(declared.languages)
    return Metadata(
        title=next(iter(list_labelled(rows, "title")), None),
        published_text=published_text,
        dates=_read_dates(published_text, interfaces),
        author=_find_author(rows, declared),
        shown=shown,
        interfaces=interfaces,
        has_banner=bool(banner),
        available=frozenset(available | ({shown} if shown else set())),
    )


def choose_interface(metadata: Metadata, content: str) -> str | None:
    """The interface's one language, if the page tells it.

    Where lines fit several languages, a page without the "not available" banner is shown in its own language.
    """
    if len(metadata.interfaces) == 1:
        return next(iter(metadata.interfaces))
    return content if not metadata.has_banner and content in metadata.interfaces else None


def _find_interfaces(rows: Sequence[Labelled], declared: Declared) -> frozenset[str]:
    """The languages that fit every line of the frame; where lines disagree a banner decides, then `html lang`."""
    votes = sorted((row for row in rows if row.interfaces), key=lambda row: not row.rule.startswith("banner."))
    interfaces = frozenset([declared.language]) if declared.language else frozenset()
    if votes and (votes[0].rule.startswith("banner.") or not interfaces & votes[0].interfaces):
        interfaces = votes[0].interfaces
    for vote in votes:
        interfaces = interfaces & vote.interfaces or interfaces
    return interfaces


def _find_date_text(rows: Sequence[Labelled], declared: Declared) -> str | None:
    for row in list_labelled(rows, "date"):
        return row.block.text
    return next((row.slots["date"] for row in rows if "date" in row.slots), declared.published)


def _read_dates(text: str | None, interfaces: frozenset[str]) -> frozenset[date]:
    """Every reading in the interface's languages; in any language where those know no such date."""
    if text is None:
        return frozenset()
    known = frozenset(day for language in interfaces for day in find_dates(text, language))
    return known or find_dates(text)


def _find_author(rows: Sequence[Labelled], declared: Declared) -> str | None:
    shown = [row.slots.get("author", row.block.text).strip(" ,，、") for row in list_labelled(rows, "author")]
    return ", ".join(dict.fromkeys(shown)) or declared.author
