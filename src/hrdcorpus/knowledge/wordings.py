"""One wording of a standard question, and its `{slots}` for what changes from interview to interview."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.knowledge.loading import NonEmpty, Resource
from hrdcorpus.text.folding import fold_words

_MAX_SLOT = 60  # characters of a slot's value; the longest name of a country has fewer
_SLOT = re.compile(r"\{([^{}]*)\}")


def _is_country(value: str) -> bool:
    return find_country(value.title()) is not None  # keys have no capitals, names must


SLOTS: dict[str, Callable[[str], bool]] = {
    "country": _is_country,  # in any language and grammatical case
}


def wording_key(text: str) -> str:
    """What two texts share when they are the same wording: the words, in order, and nothing else.

    No punctuation counts, so a heading that lost its question mark keeps its key. The dots of the Russian letter
    io are a habit of printing and do not count either.

    >>> wording_key("И всё\\u2011таки: как?")
    'и все таки как'
    """
    return fold_words(text).replace("ё", "е")


class WordingEntry(Resource):
    """A wording as it stands in a language file."""

    item: NonEmpty
    text: NonEmpty
    seen: bool = True
    example: NonEmpty | None = None
    counterexample: NonEmpty | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of asking an item. `seen` is false as long as no page has shown it; `pattern` is None without slots."""

    item: str
    language: str
    text: str
    is_variant: bool
    seen: bool
    example: str
    counterexample: str | None
    key: str
    slots: tuple[str, ...]
    pattern: re.Pattern[str] | None

    def fits(self, key: str) -> bool:
        """Whether a text with this key is this wording, its slots filled."""
        if self.pattern is None:
            return key == self.key
        found = self.pattern.fullmatch(key)
        return found is not None and all(
            SLOTS[name](value.strip()) for name, value in zip(self.slots, found.groups(), strict=True)
        )

    @property
    def opening(self) -> str:
        """The key of the words before the first slot; of all words where there is none."""
        return wording_key(_SLOT.split(self.text, maxsplit=1)[0])

    @property
    def plain(self) -> str:
        """The text without its slots."""
        return _SLOT.sub(" ", self.text)


def build_wording(entry: WordingEntry, language: str, *, is_variant: bool) -> Wording:
    """A wording ready to be compared; `KnowledgeError` for a wrong slot, no words, or an example that is none."""
    parts = _SLOT.split(entry.text)
    literals, slots = [wording_key(part) for part in parts[0::2]], tuple(parts[1::2])
    unknown = next((name for name in slots if name not in SLOTS), None)
    if unknown is not None:
        raise KnowledgeError(f"unknown slot {{{unknown}}}; known are {', '.join(SLOTS)}")
    if not any(literals):
        raise KnowledgeError("has no words of its own, so it would fit any text")
    if slots and entry.example is None:
        raise KnowledgeError("has a slot but no example; add one with the slot filled")
    wording = Wording(
        item=entry.item,
        language=language,
        text=entry.text,
        is_variant=is_variant,
        seen=entry.seen,
        example=entry.example or entry.text,
        counterexample=entry.counterexample,
        key=wording_key(entry.text),
        slots=slots,
        pattern=re.compile(rf"(.{{1,{_MAX_SLOT}}}?)".join(map(re.escape, literals))) if slots else None,
    )
    if not wording.fits(wording_key(wording.example)):
        raise KnowledgeError("the example is not this text with its slots filled")
    if wording.counterexample and wording.fits(wording_key(wording.counterexample)):
        raise KnowledgeError("the counterexample fits this text")
    return wording
