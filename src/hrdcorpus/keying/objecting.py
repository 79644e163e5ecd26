"""What speaks against a key, though the terms would give it: a second question, roles exchanged, rhetoric."""

from collections.abc import Iterable, Sequence

from hrdcorpus.keying.terms import Lexicon, list_terms, split_words
from hrdcorpus.knowledge.vocabulary import Role, Vocabulary

Words = tuple[str, ...]


def pad_words(sentence: str) -> str:
    """The words of a sentence, in which phrases are looked for."""
    return f" {' '.join(split_words(sentence))} "


def split_questions(said: str, vocabulary: Vocabulary) -> list[Words]:
    """The words of each question in the padded words of a sentence: a joint begins a further one."""
    for joint in vocabulary.common.joints:
        said = said.replace(f" {joint} ", f" \n{joint} ")
    return [tuple(part.split()) for part in said.split("\n") if part.strip()]


def is_rhetoric(said: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether sentences hold what one says who wants no answer ("Who if not the state?")."""
    return any(f" {phrase} " in each for phrase in vocabulary.common.rhetoric for each in said)


def list_swapped(questions: Sequence[Words], vocabulary: Vocabulary, lexicon: Lexicon) -> frozenset[str]:
    """The items that questions do not ask, since in one of them the wrong one does to the other what they say."""
    read = [(words, list(list_terms(words, lexicon))) for words in questions]
    swapped = (role for words, terms in read for role in vocabulary.roles if _is_swapped(words, terms, role, lexicon))
    return frozenset(item for role in swapped for item in role.items)


def _is_swapped(words: Words, terms: Iterable[tuple[str, Words]], role: Role, lexicon: Lexicon) -> bool:
    named = {term for term, _ in terms}
    if role.to.isdisjoint(named) or role.does.isdisjoint(named) or any(_holds(words, each) for each in role.unless):
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
