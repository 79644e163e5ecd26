"""Record -> what it is compared by."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit

from msgspec import Struct

from hrdcorpus.naming.comparing import PersonName, read_name
from hrdcorpus.records.form import Record, tell_interviewees
from hrdcorpus.text.folding import fold

_TAG = re.compile("([a-z]{2,3})(?:[-_][a-z]{2,4})?")
_STOPS = re.compile(r"[.!?…。؟۔।։]")
_NO_WORD = re.compile(r"[\W_]+")
_SHORTEST = 15  # characters of a sentence that does not stand in any interview


class Sketch(Struct, frozen=True, array_like=True):
    """One interview; None where the record does not tell.

    `address` is folded, `neutral` also without its language, `alternates` are folded addresses of translations.
    `items` are the standard questions asked, in order, and `asked` is how many questions there are.
    `sentences` are digests of the answers' sentences, with their lengths in characters, and `length` is that of all:
    those that no other interview has may be left out.
    """

    id: str
    language: str | None
    country: str | None
    published: date | None
    name: PersonName | None
    address: str | None
    neutral: str | None
    alternates: frozenset[str]
    questionnaire: str | None
    items: tuple[str, ...]
    asked: int
    sentences: Mapping[int, int]
    length: int


def build_sketch(record: Record, alternates: Collection[str]) -> Sketch:
    """`alternates` are the addresses that the page's own markup gives for its translations."""
    language = record.language
    languages = {language.content, *language.available, *([language.interface] if language.interface else [])}
    address = fold_address(record.source.url or "")
    items = [exchange.question.id for exchange in record.exchanges]
    sentences = _digest(record)
    return Sketch(
        id=record.id,
        language=None if language.content == "und" else language.content,
        country=tell_interviewees(record.interviewees, "country"),
        published=_read_date(record.published),
        name=read_name(tell_interviewees(record.interviewees, "name") or ""),
        address=address,
        neutral=cut_language(address, languages) if address else None,
        alternates=frozenset(folded for url in alternates if (folded := fold_address(url))),
        questionnaire=record.questionnaire.id if record.questionnaire else None,
        items=tuple(dict.fromkeys(item for item in items if item)),
        asked=len(items),
        sentences=sentences,
        length=sum(sentences.values()),
    )


def _read_date(text: str | None) -> date | None:
    """The record's form lets a day pass that is in no calendar."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _digest(record: Record) -> dict[int, int]:
    """Answers only: the questions are the same in every interview. Case, punctuation and paragraphs do not count."""
    text = fold(" ".join(paragraph for exchange in record.exchanges for paragraph in exchange.answer))
    sentences = {_NO_WORD.sub(" ", sentence).strip() for sentence in _STOPS.split(text)}
    return {_hash(sentence): len(sentence) for sentence in sentences if len(sentence) >= _SHORTEST}


def _hash(sentence: str) -> int:
    return int.from_bytes(blake2b(sentence.encode("utf-8", "surrogatepass"), digest_size=8).digest())


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
