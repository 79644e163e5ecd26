"""Does a page say that somebody was talked with? By its title, its introduction, a line below, the name it calls."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from hrdcorpus.clues.prefixes import could_name, find_called
from hrdcorpus.interview.head import KICKER, list_titles
from hrdcorpus.interview.labels import SPOKEN, Labelled
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.knowledge.templates import is_name
from hrdcorpus.text.folding import fold_words

_MOST_BESIDE = 8  # words of a line beside the title
_LISTED = 2  # more titles of interviews: the page is a list of them
_ABOVE = 8  # rows above the first question, and below the last one: what is farther off is of other pages
_BELOW = 4
_MOST_WORDS = 25  # of a line below the turns
_CALLING = 2  # questions, within which a guest is called by name
_AROUND = '.,;:()"“”„«»'  # a word


def has_title(ledger: Sequence[Labelled], languages: Sequence[Speech]) -> bool:
    """Whether the title names an interview, or a line beside it does, and no titles of other interviews follow."""
    lines = [row for row in ledger if row.label in SPOKEN and not row.clues.ends_sentence]
    if sum(row.clues.interviewees is not None for row in lines) >= _LISTED:
        return False
    titles = list_titles(ledger)
    called = frozenset[str]().union(*(speech.interview for speech in languages))
    if any(row.rule in ("title.interview", KICKER) or row.clues.holds(called) for row in titles):
        return True
    at = next((i for i, row in enumerate(ledger) if row.label == "title"), None)
    if at is None:
        return False
    rubric = called.union(*(speech.announcing for speech in languages))
    beside = [*((row, rubric) for row in ledger[:at][-1:]), *((row, called) for row in ledger[at + 1 : at + 3])]
    return any(row.clues.holds(words) for row, words in beside if len(row.clues.words) <= _MOST_BESIDE)


def is_announced(ledger: Sequence[Labelled], languages: Sequence[Speech], *, is_titled: bool) -> bool:
    """Whether a title that names no interview, an introduction or a line below the turns says that somebody was talked
    with.
    """
    said = frozenset[str]().union(*(speech.interview | speech.announcing for speech in languages))
    spoken = [i for i, row in enumerate(ledger) if row.label in ("question", "answer")]
    if not spoken:
        return False
    above = [row for row in ledger[: spoken[0]] if row.label == "introduction" or row.is_weighed_out][-_ABOVE:]
    below = [row for row in ledger[spoken[-1] - 1 :] if row.label == "answer" or row.is_weighed_out]
    short = [row for row in below if len(row.clues.words) < _MOST_WORDS][: _BELOW + 2]
    titles = [] if is_titled else list_titles(ledger)  # else it counts as one already
    says_so = any(row.clues.holds(speech.announcing) for row in titles for speech in languages)
    return says_so or any(row.clues.holds(said) for row in (*above, *short) if not row.block.is_linked)


def calls_by_name(questions: Iterable[Sequence[Labelled]], ledger: Iterable[Labelled]) -> bool:
    """Whether one of the first questions calls somebody whose full name stands elsewhere on the page.

    Scripts without capitals tell no names.
    """
    texts = [" ".join(row.block.text for row in question) for question in questions][:_CALLING]
    names = {name for text in texts for name in find_called(text)}
    rows = [row.block.text for row in ledger if row.label != "question"]
    return any(_is_of_full_name(name, text) for name in names for text in rows)


def names_voice(ledger: Sequence[Labelled]) -> bool:
    """Whether the full name of whom an answer's label names stands in the title or in the introduction, too."""
    speakers = {row.speaker for row in ledger if row.label == "answer" and row.speaker}
    voices = [fold_words(name) for name in speakers if is_name(name)]
    short = [name for name in speakers if " " not in name and could_name(name)]
    above = [row for row in ledger if row.label in ("title", "introduction")]
    return any(
        row.clues.holds(voices) or any(_is_of_full_name(name, row.block.text) for name in short) for row in above
    )


def _is_of_full_name(name: str, text: str) -> bool:
    """Whether it stands in the text with a further name beside it."""
    if name not in text:
        return False
    words = [word.strip(_AROUND) for word in text.split()]
    return any(name in pair and all(len(word) > 1 and word[0].isupper() for word in pair) for pair in pairwise(words))
