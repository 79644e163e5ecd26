"""The words in a part of a title that lead from a role to an organisation or a place."""

from typing import NamedTuple

from hrdcorpus.knowledge.title_files import WordKind
from hrdcorpus.naming.grammar import PARTS, ROLES, Grammar, Words
from hrdcorpus.naming.looks import Grade, grade_words, is_attribute, is_capitalised, is_described


class Lead(NamedTuple):
    """A word such as "of", and the words `before` it; `stretch` are those up to the next lead, `rest` all that follow.

    `kind` is that of the join; `genitive` where a Russian name follows without any; `start` for the part's beginning.
    """

    before: Words
    kind: str
    stretch: Words
    rest: Words
    grade: Grade

    def follows(self, grammar: Grammar, *kinds: WordKind) -> bool:
        """Whether the word before is of these kinds."""
        return grammar.has(self.before[-1:], *kinds)


def list_leads(part: Words, grammar: Grammar) -> list[Lead]:
    """The part's own beginning, and every "of", "at" or "from" in it; in Russian also where a name follows a role."""
    found: list[tuple[int, int, str]] = []  # where the word begins and ends, and its kind
    i = 0
    while i < len(part):
        length, kind = _find_join(part, i, grammar)
        if length:
            found.append((i, i + length, kind))
        elif i and _follows_directly(part, i, grammar) and not (found and found[-1][1] == i):
            found.append((i, i, "genitive"))
        i += length or 1
    if not found or found[0][0]:
        found.insert(0, (0, 0, "start"))
    ends = [left for left, _, _ in found[1:]] + [len(part)]
    return [
        Lead(part[:left], kind, part[right:end], part[right:], _grade(part[:left], part[right:end], grammar))
        for (left, right, kind), end in zip(found, ends, strict=True)
    ]


def _grade(before: Words, stretch: Words, grammar: Grammar) -> Grade:
    """A board is always an organisation's: "Board of Echo Legal Aid" names one, "Director of Legal Aid" none."""
    if before and is_described(stretch, grammar):
        return "named"
    is_of_board = grammar.has(before[-3:], "boards") and is_capitalised(stretch, grammar)
    if is_of_board and grammar.is_unlisted(grammar.cut_article(stretch)[0]):
        return "named"
    return grade_words(stretch, grammar)


def _find_join(part: Words, i: int, grammar: Grammar) -> tuple[int, str]:
    for length in (2, 1):
        kind = grammar.language.joins.get(tuple(token.key for token in part[i : i + length]))
        if kind and i + length < len(part):
            return length, kind
    return 0, ""


def _follows_directly(part: Words, i: int, grammar: Grammar) -> bool:
    """Whether a Russian name begins here: «Председатель Совета Союза "Эхо"», «жительница города Алматы»."""
    before = part[i - 1]
    if not grammar.language.genitive:
        return False
    if grammar.is_a(before, "locals"):
        return True
    was_name, is_name = (
        token.is_name_like or grammar.is_a(token, "organisations", "bodies") or is_attribute(token, grammar)
        for token in part[i - 1 : i + 1]
    )
    return is_name and (not was_name or grammar.is_a(before, *ROLES, *PARTS, "bodies"))
