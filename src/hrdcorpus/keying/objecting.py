"""What speaks against a key, though the terms would give it: a second question, roles exchanged, rhetoric."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from hrdcorpus.keying.terms import Lexicon, list_terms
from hrdcorpus.knowledge.vocabulary import Role, Vocabulary

Words = tuple[str, ...]


def split_questions(said: Words, lexicon: Lexicon) -> list[Words]:
    """The words of each question in a sentence: a joint begins a further one."""
    cuts = dict.fromkeys((0, *_find_runs(said, lexicon.joints), len(said)))
    return [said[start:end] for start, end in pairwise(cuts)]


def is_rhetoric(said: Sequence[Words], lexicon: Lexicon) -> bool:
    """Whether sentences hold what one says who wants no answer ("Who if not the state?")."""
    return any(True for words in said for _ in _find_runs(words, lexicon.rhetoric))


def _find_runs(words: Words, runs: Mapping[str, Sequence[Words]]) -> Iterator[int]:
    """The places at which one of the runs, which are told by their first word, begins."""
    return (at for at, word in enumerate(words) for run in runs.get(word, ()) if words[at : at + len(run)] == run)


def list_swapped(questions: Sequence[Words], vocabulary: Vocabulary, lexicon: Lexicon) -> frozenset[str]:
    """The items that questions do not ask, since in one of them the wrong one does to the other what they say."""
    items: set[str] = set()
    for words in questions:
        terms = list(list_terms(words, lexicon))
        named = {term for term, _ in terms}
        likely = (role for role in vocabulary.roles if not (role.to.isdisjoint(named) or role.does.isdisjoint(named)))
        items.update(item for role in likely if _is_swapped(words, terms, role, lexicon) for item in role.items)
    return frozenset(items)


def _is_swapped(words: Words, terms: Iterable[tuple[str, Words]], role: Role, lexicon: Lexicon) -> bool:
    """Whether it is so in a question that names what the role does, and to whom."""
    if any(_holds(words, each) for each in role.unless):
        return False
    is_done, is_doer = False, not role.doers
    for term, run in terms:
        if is_done and is_doer and term in role.to:
            return True
        is_done = is_done or term in role.does
        is_doer = is_doer or (term not in lexicon.light and any(_holds(run, doer) for doer in role.doers))
    return False


def _holds(words: Sequence[str], phrase: str) -> bool:
    return f" {phrase} " in f" {' '.join(words)} "
