"""Record -> what it is compared by."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from hrdcorpus.corpus.relations.addresses import cut_language, fold_address
from hrdcorpus.naming.romanising import Name, read_name
from hrdcorpus.records.form import Record, tell_interviewees
from hrdcorpus.text.folding import fold

_STOPS = re.compile(r"[.!?…。؟۔।։]")
_NO_WORD = re.compile(r"[\W_]+")
_SHORTEST = 15  # characters of a sentence that does not stand in any interview


@dataclass(frozen=True, slots=True)
class Sketch:
    """One interview; None where the record does not tell.

    `address` is folded, `neutral` also without its language, `alternates` are folded addresses of translations.
    `items` are the standard questions asked, in order, and `asked` is how many questions there are.
    `sentences` are digests of the answers' sentences, with their lengths in characters.
    """

    id: str
    language: str | None
    country: str | None
    published: date | None
    name: Name | None
    address: str | None
    neutral: str | None
    alternates: frozenset[str]
    questionnaire: str | None
    items: tuple[str, ...]
    asked: int
    sentences: Mapping[int, int]


def build_sketch(record: Record, alternates: Collection[str]) -> Sketch:
    """`alternates` are the addresses that the page's own markup gives for its translations."""
    language = record.language
    languages = {language.content, *language.available, *([language.interface] if language.interface else [])}
    address = fold_address(record.source.url or "")
    items = [exchange.question.id for exchange in record.exchanges]
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
        sentences=_digest(record),
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
