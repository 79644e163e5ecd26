"""The terms of a text: the words and phrases that say what it is about, whatever their form.

A lexicon levels endings, synonyms and small misspellings. Light words and the names of countries are no terms.
docs/keying.md tells why.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from itertools import groupby

from msgspec import Struct
from rapidfuzz import fuzz, process

from hrdcorpus.knowledge.asks import OPENS
from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.knowledge.vocabulary import Vocabulary
from hrdcorpus.knowledge.wordings import wording_key

_STEM = 4  # letters that two forms of a word begin with alike, at the least
_ENDING = 4  # letters at the end of the longer one that may differ
_FORM = 70  # per cent of letters that two forms of a word share, at the least
_MISSPELT = 85  # the same of a misspelling and the right word
_INFLECTED = 5  # letters of a light word that has other forms, at the least
_NOTHING = ""  # the term of a frame

_REMEMBERED = 10_000  # words and their bases, for the next text

Terms = frozenset[str]
_Run = tuple[str, ...]
_Index = Mapping[str, Sequence[str]]  # base words by their first letters


class Lexicon(Struct, frozen=True, dict=True):
    """What it takes to read the terms off a text of one language.

    `bases` gives each known word the one it is a form of. `phrases` are runs of base
    words with the term that each stands for, and `lengths` how long those with the same first word are, longest first.
    Runs of words by their first one: `openers` are a term besides at the head of a sentence, with `joints` a second
    question begins, `rhetoric` wants no answer. `light` terms do not count.
    """

    light: frozenset[str]
    bases: Mapping[str, str]
    phrases: Mapping[_Run, str]
    lengths: Mapping[str, Sequence[int]]
    openers: Mapping[str, Sequence[_Run]]
    joints: Mapping[str, Sequence[_Run]]
    rhetoric: Mapping[str, Sequence[_Run]]

    @cached_property
    def find_base(self) -> Callable[[str], str]:
        """What gives any word the one it is a form of."""
        stems: dict[str, list[str]] = defaultdict(list)
        initials: dict[str, list[str]] = defaultdict(list)
        for word in (word for word, base in self.bases.items() if word == base):
            stems[word[:_STEM]].append(word)
            initials[word[0]].append(word)
        return lru_cache(_REMEMBERED)(partial(_find_base, bases=self.bases, stems=stems, initials=initials))


def compile_lexicon(vocabulary: Vocabulary, texts: Sequence[str]) -> Lexicon:
    """A lexicon of a vocabulary's words and of those in `texts`, its language's wordings without their slots.

    A word that the vocabulary lists is a form of no other.
    """
    bases: dict[str, str] = {}
    stems: dict[str, list[str]] = defaultdict(list)
    for word, is_base in _list_words(vocabulary, texts):
        bases[word] = (None if is_base else _find_form(word, stems)) or word
        if bases[word] == word:
            stems[word[:_STEM]].append(word)
    phrases: dict[_Run, str] = {}
    lengths: dict[str, set[int]] = defaultdict(set)
    same = [(phrase, line[0]) for line in vocabulary.same for phrase in line]
    for phrase, term in (*same, *((frame, _NOTHING) for frame in vocabulary.common.frames)):
        run = tuple(bases.get(word, word) for word in phrase.split())
        phrases.setdefault(run, term)
        lengths[run[0]].add(len(run))
    longest = {first: sorted(found, reverse=True) for first, found in lengths.items()}
    common = vocabulary.common
    told = map(_sort_by_first, (common.openers, common.joints, common.rhetoric))
    return Lexicon(vocabulary.light | {_NOTHING}, bases, phrases, longest, *told)


def _sort_by_first(phrases: Iterable[str]) -> Mapping[str, Sequence[_Run]]:
    runs: dict[str, list[_Run]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        runs.setdefault(words[0], []).append(words)
    return runs


def _list_words(vocabulary: Vocabulary, texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The words to be known, and whether each is a base word; short light words have no other forms."""
    phrases = [phrase.split() for line in vocabulary.same for phrase in line]
    listed = dict.fromkeys((run[0] for run in phrases if len(run) == 1), True)
    listed |= dict.fromkeys(sorted(vocabulary.others), True)
    listed |= dict.fromkeys(sorted(vocabulary.light), True)
    keys = [*map(wording_key, texts), *map(" ".join, phrases), *vocabulary.common.frames]
    words = dict.fromkeys(word for key in keys for word in key.split())
    listed |= dict.fromkeys((word for word in words if word not in listed), False)
    short = {word for word in vocabulary.light if len(word) < _INFLECTED}
    return ((word, is_base) for word, is_base in listed.items() if word not in short)


def split_words(sentence: str) -> _Run:
    """The words of one sentence, folded, without the names of countries."""
    kept: list[str] = []
    for is_name, group in groupby(sentence.split(), key=_is_capitalised):
        words = list(group)
        if not is_name:
            kept += words
        elif find_country(" ".join(words)) is None:
            kept += [word for word in words if find_country(word) is None]
    return tuple(wording_key(" ".join(kept)).split())


def _is_capitalised(word: str) -> bool:
    return next(filter(str.isalnum, word), "").isupper()


def read_terms(words: Sequence[str], lexicon: Lexicon) -> Terms:
    """The terms that a sentence's words make; a word that nobody knows is a term too."""
    terms = {*_find_opener(words, lexicon), *(term for term, _ in list_terms(words, lexicon))}
    return frozenset(terms - lexicon.light)


def list_terms(words: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[str, _Run]]:
    """The term that each run of words makes, in order, light ones, too, with the words; no openers."""
    bases = tuple(word if word in lexicon.light else lexicon.find_base(word) for word in words)
    at = 0
    while at < len(bases):
        run = _find_run(bases, at, lexicon) if bases[at] in lexicon.lengths else bases[at : at + 1]
        yield lexicon.phrases.get(run, bases[at]), tuple(words[at : at + len(run)])
        at += len(run)


def _find_run(bases: _Run, at: int, lexicon: Lexicon) -> _Run:
    """The longest phrase that begins here, or the one word."""
    for length in lexicon.lengths[bases[at]]:
        if bases[at : at + length] in lexicon.phrases:
            return bases[at : at + length]
    return bases[at : at + 1]


def _find_opener(words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The term of what a sentence asks for, if it begins so, a word like "and" or "with" aside."""
    for at in range(2 if words and words[0] in lexicon.light else 1):
        for opener in lexicon.openers.get(words[at] if at < len(words) else "", ()):
            if tuple(words[at : at + len(opener)]) == opener:
                yield opener[0] + OPENS


def is_opener(term: str) -> bool:
    """Whether a term stands for the beginning of a question."""
    return term.endswith(OPENS)


def _find_base(word: str, bases: Mapping[str, str], stems: _Index, initials: _Index) -> str:
    return bases.get(word) or _find_form(word, stems) or _find_misspelt(word, initials) or word


def _find_form(word: str, stems: _Index) -> str | None:
    forms = (base for base in stems.get(word[:_STEM], ()) if _is_form(word, base))
    return max(forms, key=lambda base: (fuzz.ratio(word, base), base), default=None)


def _is_form(word: str, base: str) -> bool:
    alike = max(_STEM, max(len(word), len(base)) - _ENDING)
    return word[:alike] == base[:alike] and fuzz.ratio(word, base) >= _FORM


def _find_misspelt(word: str, initials: _Index) -> str | None:
    found = process.extractOne(word, initials.get(word[0], ()), scorer=fuzz.ratio, score_cutoff=_MISSPELT)
    return found[0] if found else None
