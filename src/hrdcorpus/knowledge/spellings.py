"""Text -> its words in the other spellings that readers search for, as `resources/language/letters.toml` tells."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from hrdcorpus.knowledge.loading import LanguageTag, NonEmpty, Shipped, load_shipped

_MOST = 8  # spellings of one word; a word with more places for such letters is none that anybody looks for
_REMEMBERED = 50_000  # words, for the next text

_WORD = re.compile(r"\w+")


class _Letter(Shipped, frozen=True, kw_only=True):
    letter: NonEmpty
    plain: NonEmpty
    both: bool = False
    languages: tuple[LanguageTag, ...]
    example: tuple[NonEmpty, NonEmpty]
    counterexample: tuple[NonEmpty, NonEmpty]

    def list_forms(self) -> set[str]:
        """The letter and its capital; not of ß and ı, whose capitals are other letters."""
        return {form for form in (self.letter, self.letter.upper()) if form.lower() == self.letter}


class _Letters(Shipped, frozen=True, kw_only=True):
    letters: tuple[_Letter, ...]


def spell_out(text: str) -> list[str]:
    """The text, and texts that have in place of its words their other spellings: the plain one, then the marked.

    Each has as many words as the text, in order: an index that holds them all finds a word by any of its spellings.

    >>> spell_out("Ещё чай и елка")
    ['Ещё чай и елка', 'Еще чай и елка', 'ёще чай и ёлка']
    >>> spell_out("Nobody came.")
    ['Nobody came.']
    """
    plain = text.translate({ord(form): letter for form, letter in list_plain_letters().items()})
    marked = {word: _list_marked(word) for word in set(_WORD.findall(plain))}
    most = max(map(len, marked.values()), default=0)
    others = (
        _WORD.sub(lambda word, at=at: next(iter(marked[word[0]][at:]), word[0]), plain)  # type: ignore[misc]
        for at in range(most)
    )
    return list(dict.fromkeys([text, plain, *others]))


def list_plain_letters() -> dict[str, str]:
    """What people write for a letter, by that letter and its capital."""
    return {form: letter.plain for letter in _load().letters for form in sorted(letter.list_forms())}


@lru_cache(_REMEMBERED)
def _list_marked(word: str) -> list[str]:
    """The word with a letter in place of a plain one, each time of another: two are hardly ever in one word."""
    places = (
        (place, letter.letter)
        for letter in _load().letters
        if letter.both
        for place in re.finditer(letter.plain, word, re.IGNORECASE)
    )
    return [word[: place.start()] + letter + word[place.end() :] for place, letter in islice(places, _MOST)]


@cache
def _load() -> _Letters:
    return load_shipped(files("hrdcorpus") / "resources/language/letters.toml", _Letters)
