"""What speaks against a key, though the terms would give it: a second question, roles exchanged, rhetoric."""

from collections.abc import Sequence

from hrdcorpus.keying.terms import Lexicon, list_terms, split_words
from hrdcorpus.knowledge.vocabulary import Role, Vocabulary

Words = tuple[str, ...]


def split_questions(sentence: str, vocabulary: Vocabulary) -> list[Words]:
    """The words of each question in a sentence: a joint begins a further one."""
    said = " ".join(split_words(sentence))
    for joint in vocabulary.common.joints:
        said = f" {said} ".replace(f" {joint} ", f"\n{joint} ").strip(" ")
    return [tuple(part.split()) for part in said.split("\n") if part.strip()]


def is_rhetoric(sentences: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a text holds what one says who wants no answer ("Who if not the state?")."""
    said = [f" {' '.join(split_words(sentence))} " for sentence in sentences]
    return any(f" {phrase} " in each for phrase in vocabulary.common.rhetoric for each in said)


def list_swapped(sentences: Sequence[str], vocabulary: Vocabulary, lexicon: Lexicon) -> frozenset[str]:
    """The items that a text does not ask, since in one of its clauses the wrong one does to the other what they say."""
    questions = [words for sentence in sentences for words in split_questions(sentence, vocabulary)]
    swapped = (role for words in questions for role in vocabulary.roles if _is_swapped(words, role, lexicon))
    return frozenset(item for role in swapped for item in role.items)


def _is_swapped(words: Words, role: Role, lexicon: Lexicon) -> bool:
    if any(_holds(words, phrase) for phrase in role.unless):
        return False
    is_done, is_doer = False, not role.doers
    for term, run in list_terms(words, lexicon):
        if is_done and is_doer and term in role.to:
            return True
        is_done = is_done or term in role.does
        is_doer = is_doer or (term not in lexicon.light and any(_holds(run, doer) for doer in role.doers))
    return False


def _holds(words: Sequence[str], phrase: str) -> bool:
    return f" {phrase} " in f" {' '.join(words)} "
