"""Addresses of pages, ready to compare."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit

_TAG = re.compile("([a-z]{2,3})(?:[-_][a-z]{2,4})?")


def fold_address(url: str) -> str | None:
    """The address without what does not tell pages apart: scheme, `www.`, fragment, the last slash.

    None for the first page of a site, which stands for any page, and for what is no address.

    >>> fold_address("https://www.Example.org/ru/talk/?page=2#top"), fold_address("http://example.org/")
    ('example.org/ru/talk?page=2', None)
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not host or not (path or parts.query):
        return None
    return host.removeprefix("www.") + path + (f"?{parts.query}" if parts.query else "")


def cut_language(address: str, languages: Iterable[str]) -> str | None:
    """A folded address without the part that names one of the languages (BCP 47), wherever it stands, if it has one.

    None where nothing else is left.

    >>> cut_language("example.org/pt-br/talk", ["pt"]), cut_language("ru.example.org/talk?lang=ru", ["ru"])
    ('example.org/talk', 'example.org/talk')
    >>> cut_language("example.org/ru", ["ru"]), cut_language("example.org/it/talk", ["en"])
    (None, 'example.org/it/talk')
    """
    known = {tag.split("-")[0] for tag in languages}
    place, _, query = address.partition("?")
    host, *path = place.split("/")
    first, _, rest = host.partition(".")
    host = rest if _is_language(first, known) and "." in rest else host
    path = [segment for segment in path if not _is_language(segment, known)]
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _is_language(pair[1], known)]
    query = query if len(kept) == len(pairs) else urlencode(kept)
    return "/".join([host, *path]) + (f"?{query}" if query else "") if path or query else None


def _is_language(text: str, known: set[str]) -> bool:
    found = _TAG.fullmatch(text.lower())
    return found is not None and found[1] in known
