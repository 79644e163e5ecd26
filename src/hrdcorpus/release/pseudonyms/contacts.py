"""What leads to a person without a name: e-mail addresses, addresses on the web, handles, phone numbers."""

import re
from collections.abc import Iterator
from functools import cache

from phonenumbers import SUPPORTED_REGIONS, PhoneNumberMatcher

from hrdcorpus.release.pseudonyms.finding import Span
from hrdcorpus.release.pseudonyms.rules import load_pseudonym_rules

# Each begins where the run of its characters does, so that a long run is read once.
_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]++(?:\s?[\[(]\s?(?:at|@)\s?[\])]\s?|[@＠])[\w-]++(?:\.[\w-]++)+", re.IGNORECASE
)
_SCHEME = re.compile(r"(?<!\w)(?:(?:https?|ftp)://|www\.)[^\s<>\"«»“”]+", re.IGNORECASE)
_DOMAIN = re.compile(r"(?<![\w.@-])(?:[a-z0-9][a-z0-9-]*+\.)+([a-z]{2,12})(?![\w-])(?:/[^\s<>\"«»“”]*)?")
_HANDLE = re.compile(r"(?<![\w.@])[@＠][\w.]*\w")
_TRAILING = ".,;:!?…)]}»”’'\"*_"
_SHORTEST_HOST = 2  # letters: "e.g.as" is no address
_EUROPE = frozenset({"uk", "eu", "su"})


def find_contacts(text: str, country: str | None) -> Iterator[Span]:
    """The spans, in no order; they may overlap. `country` (ISO 3166-1) is where numbers without `+` are dialled."""
    if "@" in text or "＠" in text or "at" in text:
        yield from ((*match.span(), "[e-mail]") for match in _EMAIL.finditer(text))
        yield from ((*match.span(), "[handle]") for match in _HANDLE.finditer(text))
    for match in _SCHEME.finditer(text):
        yield match.start(), match.start() + len(match.group().rstrip(_TRAILING)), "[address]"
    for match in _DOMAIN.finditer(text):
        host = match.group().partition("/")[0].split(".")[-2]
        if match[1] in _list_domains() and (len(host) >= _SHORTEST_HOST or "/" in match.group()):
            yield match.start(), match.start() + len(match.group().rstrip(_TRAILING)), "[address]"
    yield from ((found.start, found.end, "[phone]") for found in PhoneNumberMatcher(text, country))


def blank_contacts(text: str, country: str | None) -> str:
    """The text with a space for each character of a contact."""
    for start, end, _ in find_contacts(text, country):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@cache
def _list_domains() -> frozenset[str]:
    countries = {region.lower() for region in SUPPORTED_REGIONS}
    return frozenset(load_pseudonym_rules().contacts.domains.split()) | countries | _EUROPE
