"""Labelled rows -> what the page says of itself; where a person knows otherwise, the person is right."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, product, zip_longest

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.interview.authors import find_author
from hrdcorpus.interview.datelines import DOUBTFUL, TOLD, claim_date
from hrdcorpus.interview.head import UNKNOWN_BANNER
from hrdcorpus.interview.labels import Labelled, list_labelled
from hrdcorpus.knowledge.cldr import find_language, shorten_tag
from hrdcorpus.knowledge.dates import find_dates
from hrdcorpus.knowledge.templates import split_names
from hrdcorpus.reading.blocks import Declared
from hrdcorpus.reading.saving import Saved
from hrdcorpus.records.form import Interviewee, build_interviewee
from hrdcorpus.records.sidecar import NONE, Facts
from hrdcorpus.text.folding import fold_words

_TIME_ZONES = 1  # days by which the markup's time in UTC may lie beside the date that is shown


class Metadata(Struct, frozen=True):
    """What was found, None where the page does not say. `dates` holds every date that `published_text` can mean.

    `shown` is the language the page says it is shown in, `interfaces` those its frame could be in. `url` and
    `retrieved` are where and when the page was downloaded. `differing` names what the markup says
    otherwise than the visible text.
    """

    url: str | None
    retrieved: str | None
    title: Labelled | None
    published_text: str | None
    dates: frozenset[date]
    author: str | None
    shown: str | None
    interfaces: frozenset[str]
    available: frozenset[str]
    differing: frozenset[str]


def read_metadata(rows: Sequence[Labelled], declared: Declared, address: Saved, facts: Facts | None) -> Metadata:
    """The page's own statements; what is visible comes before what only the markup says, and what a person knows before
    both, in `urls.csv` or, better, in the sidecar; but texts stay as shown.
    """
    interfaces = _find_interfaces(rows, declared)
    title = next(iter(list_labelled(rows, "title")), None)
    author = find_author(rows, declared.author)
    published_text = _find_date_text(rows)
    doubtful = None if published_text else _find_doubtful(rows)
    listed = split_names(_find_slot(rows, "banner.also-available", "languages"))
    shown = find_shown_language(rows)
    available = {tag for name in listed if (tag := find_language(name))} or set(map(shorten_tag, declared.languages))
    dates, declared_dates = _read_dates(published_text, interfaces), _read_dates(declared.published, interfaces)
    doubted = _read_dates(doubtful, interfaces)
    is_other = bool(declared_dates) and not (doubted and _find_distance(doubted, declared_dates) <= _TIME_ZONES)
    differing = {
        "title": title is not None and _differs(title.block.text, declared.title),
        "published": bool(dates and declared_dates) and _find_distance(dates, declared_dates) > _TIME_ZONES,
        "author": author is not None and _differs(author, declared.author),
        "interface": bool(declared.language and interfaces) and shorten_tag(declared.language or "") not in interfaces,
    }
    found = Metadata(
        url=declared.url,
        retrieved=declared.retrieved,
        title=title,
        published_text=published_text or (declared.published if is_other else doubtful or declared.published),
        dates=dates & declared_dates or dates or declared_dates,
        author=author or declared.author,
        shown=shown,
        interfaces=interfaces,
        available=frozenset(available | ({shown} if shown else set())),
        differing=frozenset(name for name, differs in differing.items() if differs),
    )
    published = facts and facts.published
    return replace(
        found,
        url=(facts and facts.url) or address.url or found.url,
        retrieved=(facts and facts.retrieved) or address.retrieved or found.retrieved,
        dates=frozenset([date.fromisoformat(published)]) if published else found.dates,
    )


def override_interviewees(shown: Sequence[Interviewee], facts: Facts | None) -> tuple[Interviewee, ...]:
    """Each interviewee with the fields that a person gave, and without those they say are none; and who is missing.

    Of whom nothing is left is no interviewee.
    """
    people: list[Interviewee] = []
    for person, known in zip_longest(shown, facts.interviewee if facts else ()):
        given = known.model_dump(exclude_none=True) if known else {}
        fields = {field: None if value == NONE else value for field, value in given.items()}
        people.append((person or build_interviewee()).model_copy(update=fields))
    return tuple(person for person in people if person != build_interviewee())


def find_shown_language(rows: Sequence[Labelled]) -> str | None:
    """The language that the page says it is shown in."""
    return find_language(_find_slot(rows, "banner.not-available", "shown"))


def choose_interface(metadata: Metadata, content: str) -> str | None:
    """The interface's one language, if the page tells it.

    Where lines fit several languages, a page without the "not available" banner is shown in its own language.
    """
    if len(metadata.interfaces) == 1:
        return next(iter(metadata.interfaces))
    return content if metadata.shown is None and content in metadata.interfaces else None


def _find_slot(rows: Sequence[Labelled], rule: str, slot: str) -> str:
    return next((row.slots[slot] for row in rows if row.rule == rule), "")


def _find_interfaces(rows: Sequence[Labelled], declared: Declared) -> frozenset[str]:
    """The languages that fit every line of the frame; where lines disagree a banner decides, then `html lang`.

    None where a banner is in a language that nobody described.
    """
    if any(row.rule == UNKNOWN_BANNER for row in rows):
        return frozenset()
    votes = sorted((row for row in rows if row.interfaces), key=lambda row: not row.rule.startswith("banner."))
    interfaces = frozenset([shorten_tag(declared.language)]) if declared.language else frozenset()
    if votes and (votes[0].rule.startswith("banner.") or not interfaces & votes[0].interfaces):
        interfaces = votes[0].interfaces
    for vote in votes:
        interfaces = interfaces & vote.interfaces or interfaces
    return interfaces


def _find_date_text(rows: Sequence[Labelled]) -> str | None:
    """The date of publication as shown: that of a last change is another."""
    others = ("update", DOUBTFUL, TOLD)
    certain = [row for row in rows if row.rule not in others]
    labelled = (row.slots.get("date", row.block.text) for row in list_labelled(certain, "date"))
    told = (row.slots["date"] for row in certain if "date" in row.slots)
    return next(chain(labelled, told), None)


def _find_doubtful(rows: Sequence[Labelled]) -> str | None:
    """A date above the turns that may be another than that of publication."""
    above = (claim_date(row, None) if row.label == "introduction" else row for row in rows)
    return next((row.slots.get("date", row.block.text) for row in above if row and row.label == "date"), None)


def _read_dates(text: str | None, interfaces: frozenset[str]) -> frozenset[date]:
    """Every reading in the interface's languages; in any language where those know no such date."""
    if text is None:
        return frozenset()
    known = frozenset(day for language in interfaces for day in find_dates(text, language))
    return known or find_dates(text)


def _find_distance(dates: Iterable[date], others: Iterable[date]) -> int:
    """Days between the two readings that are closest."""
    return min(abs((a - b).days) for a, b in product(dates, others))


def _differs(shown: str, declared: str | None) -> bool:
    """Whether the two are about something else; one may leave out a part, or add the site's name."""
    words, others = fold_words(shown), fold_words(declared or "")
    return bool(others) and words not in others and others not in words
