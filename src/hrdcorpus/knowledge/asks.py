"""What a question must say to ask an item, however it says it: combinations of terms, for the shortest wordings."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.loading import NonEmpty, Resource
from hrdcorpus.knowledge.wordings import wording_key

_OR = " / "
OPENS = "?"  # ends the term of an opener; no word has one


class AskEntry(Resource):
    """A combination as it stands in a language file: terms are named by the first of their line of `same`."""

    item: NonEmpty
    says: tuple[NonEmpty, ...]
    may: tuple[NonEmpty, ...] = ()
    example: NonEmpty
    counterexample: NonEmpty


class Ask(NamedTuple):
    """A question asks `item` if it has a term of each set of `says`, and besides these none but those it `may` have."""

    item: str
    says: tuple[frozenset[str], ...]
    allowed: frozenset[str]

    def is_said(self, terms: frozenset[str]) -> bool:
        """Whether these terms hold all that is needed."""
        return not any(group.isdisjoint(terms) for group in self.says)

    def fits(self, sentences: Sequence[frozenset[str]], follow_ups: frozenset[str], known: frozenset[str]) -> bool:
        """Whether sentences with these terms ask the item.

        What comes after the sentences that say all is needed may have `follow_ups` as well, and where it has any of
        those, one term that is not `known`.
        """
        said: frozenset[str] = frozenset()
        for number, terms in enumerate(sentences, 1):
            said |= terms
            if not said <= self.allowed:
                return False
            if self.is_said(said):
                return all(self._follows(rest, follow_ups, known) for rest in sentences[number:])
        return False

    def _follows(self, terms: frozenset[str], follow_ups: frozenset[str], known: frozenset[str]) -> bool:
        fitting = follow_ups | self.allowed
        new = terms - fitting
        return not new or (len(new) == 1 and new.isdisjoint(known) and not terms.isdisjoint(fitting))


def build_ask(entry: AskEntry, named: Container[str]) -> Ask:
    """A combination ready to be compared; `KnowledgeError` where it uses a term that is not `named`."""
    says = tuple(frozenset(map(_read_name, group.split(_OR))) for group in entry.says)
    may = frozenset(map(_read_name, entry.may))
    if not says:
        raise KnowledgeError("says nothing, so it would fit any text")
    unknown = next((term for term in sorted(may.union(*says)) if term not in named), None)
    if unknown is not None:
        raise KnowledgeError(f"{unknown!r} is not the first of a line of `same`, nor an opener; add a line for it")
    return Ask(entry.item, says, may.union(*says))


def _read_name(name: str) -> str:
    """A term by its name in a file; "why?" is the opener, "why" the word."""
    return wording_key(name) + (OPENS if name.endswith(OPENS) else "")
