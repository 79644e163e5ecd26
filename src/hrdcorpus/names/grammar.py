"""What words of a title look like: a role's, an organisation's, a place's, or nothing certain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hrdcorpus.knowledge.titles import TitleLanguage, TitleWords
from hrdcorpus.names.tokens import Token

# named: marked as an organisation's name; generic: "the trade union"; body: "the Council"; plain: part of a role;
# unmarked: capitalised, and could be anything.
Grade = Literal["named", "generic", "body", "plain", "unmarked"]


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a title is read by. Where it `is_upper`, all in capitals, a word in capitals is no abbreviation."""

    language: TitleLanguage
    is_upper: bool

    @property
    def words(self) -> TitleWords:
        """The language's words."""
        return self.language.words


def grade_words(tokens: Sequence[Token], grammar: Grammar) -> Grade:
    """What a stretch without "of", "at" or "from" in it looks like; brackets do not count."""
    known, tokens = grammar.words, [token for token in tokens if token.kind in ("word", "quoted")]
    has_capital = any(token.is_capital for token in tokens)
    has_organisation = any(token.is_any(known.organisations) for token in tokens)
    is_marked = any(_is_marked(token, grammar) for token in tokens)
    if is_marked or (has_capital and has_organisation):
        return "named" if _is_name(tokens, grammar) else "plain"
    if not tokens or _find_core(tokens, grammar).is_any(known.roles, known.parts):
        return "plain"
    if has_organisation:
        return "generic"
    if has_capital and any(token.is_any(known.bodies) for token in tokens):
        return "body"
    is_plain = any(token.is_any(known.roles, known.parts, known.fields) for token in tokens)
    return "plain" if is_plain or not tokens[0].is_capital else "unmarked"


def is_unmarked_name(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether they can be a name, if what stands before says that one follows."""
    known = grammar.words
    if any(token.is_any(known.parts, known.fields, known.places) for token in tokens):
        return False
    if grammar.language.genitive:  # only the first word is capitalised, so nothing shows where the name ends
        return len(tokens) <= 3
    return all(token.is_capital or token.key in known.small for token in tokens)


def is_place(tokens: Sequence[Token], grammar: Grammar, *, may_be_lone: bool) -> bool:
    """Whether they are marked as a place, as in "Karaganda region", or one capitalised word where that is enough."""
    known = grammar.words
    proper = [token for token in tokens if token.is_capital and token.key not in known.places]
    if not 1 <= len(proper) <= 3 or any(token.is_any(known.roles, known.organisations) for token in tokens):
        return False
    if not all(token.is_capital or token.key in known.places | known.small for token in tokens):
        return False
    is_marked = any(token.key in known.places for token in tokens)
    return is_marked or (may_be_lone and len(tokens) == 1 and not tokens[0].is_any(known.fields))


def is_attribute(token: Token, grammar: Grammar) -> bool:
    """Whether it belongs to the name of the organisation that follows: «шахтёрского профсоюза»."""
    return token.is_any(grammar.words.attributes) or token.key.endswith(grammar.language.attribute_endings)


def is_role(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether they begin as a role does, without a capital, or hold a word for one; an "and" before does not count."""
    first = next((token for token in tokens if not token.is_any(grammar.words.conjunctions)), None)
    return first is not None and (first.text[0].islower() or any(t.is_any(grammar.words.roles) for t in tokens))


def adds_role(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether a second role is added: "Echo Foundation and board member of Dust Watch"."""
    known = grammar.words
    after = [i + 1 for i, token in enumerate(tokens) if token.key in known.conjunctions]
    added = [token for i in after for token in tokens[i : i + 3]]
    if any(token.is_any(known.members) for token in added):
        return True
    # In Russian other roles may be part of one name: «Союз писателей и журналистов».
    return not grammar.language.genitive and any(t.is_any(known.roles) and not t.is_capital for t in added)


def _is_name(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether words that hold the mark of a name are one: "Echo Union", and not "Echo Union lawyer"."""
    known, core = grammar.words, _find_core(tokens, grammar)
    if core.is_any(known.roles, known.parts):
        return adds_role(tokens, grammar)  # "Echo Union and member": a name, and more
    if _is_marked(core, grammar) or core.is_any(known.organisations, known.bodies):
        return True
    # English names are capitalised to their end; a Russian capital may also be that of an unknown role.
    return is_attribute(core, grammar) if grammar.language.genitive else core.is_capital


def _find_core(tokens: Sequence[Token], grammar: Grammar) -> Token:
    """The word that says what the others are about: "trade union lawyer", «юрист профсоюза»."""
    return tokens[0 if grammar.language.genitive else -1]


def _is_marked(token: Token, grammar: Grammar) -> bool:
    """Whether it can only be a name's: quoted, an abbreviation, or capitalised Latin among Russian words."""
    if token.kind == "quoted":
        return True
    if token.is_any(grammar.words.fields, grammar.words.roles):
        return False
    letters = token.text.replace("-", "")
    is_abbreviation = not grammar.is_upper and letters.isupper() and letters.isalpha() and len(letters) > 1
    return is_abbreviation or (grammar.language.script == "Cyrillic" and token.is_capital and token.text.isascii())
