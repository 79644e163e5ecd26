"""What words of a title look like: a role's, an organisation's, a place's, or nothing certain."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from hrdcorpus.cldr import find_country
from hrdcorpus.knowledge.titles import TitleLanguage, WordKind
from hrdcorpus.names.tokens import Token

# named: marked as an organisation's name; generic: "the trade union"; body: "the Council"; plain: part of a role;
# unmarked: capitalised, and could be anything.
Grade = Literal["named", "generic", "body", "plain", "unmarked"]
Words = Sequence[Token]

ROLES: tuple[WordKind, ...] = ("roles", "members", "locals", "subjects")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a title is read by. Where it `is_upper`, all in capitals, a word in capitals is no abbreviation."""

    language: TitleLanguage
    is_upper: bool

    def is_a(self, token: Token, *kinds: WordKind) -> bool:
        """Whether it is a word of these kinds; "vice-chairwoman" is one where "chairwoman" is."""
        words = self.language.words
        kind = words.get(token.key) or words.get(token.key.rpartition("-")[2])
        return token.kind == "word" and kind in kinds

    def has(self, tokens: Words, *kinds: WordKind) -> bool:
        """Whether one of them is a word of these kinds."""
        return any(self.is_a(token, *kinds) for token in tokens)

    def cut_article(self, tokens: Words) -> Words:
        """The tokens without an article at their beginning."""
        return tokens[1:] if tokens and tokens[0].key in self.language.articles else tokens

    def find_core(self, tokens: Words) -> Token:
        """The word that says what the others are about: "trade union lawyer", «юрист профсоюза»."""
        return tokens[0 if self.language.genitive else -1]


def find_country_in(text: str, tokens: Words, grammar: Grammar) -> str | None:
    """The country that the tokens, whole and without an article, are the name of."""
    tokens = grammar.cut_article(tokens)
    return find_country(text[tokens[0].start : tokens[-1].end]) if tokens else None


def grade_words(tokens: Words, grammar: Grammar) -> Grade:
    """What a stretch without "of", "at" or "from" in it looks like; brackets and an article do not count."""
    tokens = grammar.cut_article([token for token in tokens if token.kind in ("word", "quoted")])
    if not tokens:
        return "plain"
    core, has_organisation = grammar.find_core(tokens), grammar.has(tokens, "organisations")
    has_capital = any(token.is_capital for token in tokens)
    if any(_is_marked(token, grammar) for token in tokens) or (has_capital and has_organisation):
        return "named" if _is_marked_name(tokens, core, grammar) else "plain"
    if grammar.is_a(core, *ROLES, "parts"):
        return "plain"
    if has_organisation:
        return "generic"
    if has_capital and grammar.has(tokens, "bodies"):
        return "body"
    return "unmarked" if tokens[0].is_capital and not _is_about_work(tokens, core, grammar) else "plain"


def is_capitalised(tokens: Words, grammar: Grammar) -> bool:
    """Whether they are a name by their capitals, as in "Collectif Terre et Eau", and hold nothing but a name."""
    tokens = grammar.cut_article(tokens)
    if not tokens or not tokens[0].is_name_like or grammar.has(tokens, "places"):
        return False
    if grammar.language.genitive:  # only the first word is capitalised, so nothing shows where the name ends
        return len(tokens) <= 3
    if tokens[-1].kind == "word" and not tokens[-1].is_capital:
        return False
    small = grammar.language.small
    return all(t.kind != "word" or t.is_capital or t.key in small or grammar.is_a(t, "ordinary") for t in tokens)


def is_place(tokens: Words, grammar: Grammar) -> bool:
    """Whether they are marked as a place, as in "Karaganda region"."""
    tokens = grammar.cut_article(tokens)
    proper = [token for token in tokens if token.is_capital and not grammar.is_a(token, "places")]
    if not 1 <= len(proper) <= 3 or grammar.has(tokens, *ROLES, "organisations"):
        return False
    small = grammar.language.small
    return grammar.has(tokens, "places") and all(
        token.is_capital or token.key in small or grammar.is_a(token, "places") for token in tokens
    )


def is_bare_place(tokens: Words, grammar: Grammar) -> bool:
    """Whether they can be a place without any mark, where one is due: "Almaty", "East Kazakhstan", "San Rafael"."""
    if not tokens or not all(token.is_capital for token in tokens) or grammar.has(tokens, "fields", *ROLES):
        return False
    return len(tokens) == 1 or grammar.language.genitive or grammar.is_a(tokens[0], "areas")


def is_attribute(token: Token, grammar: Grammar) -> bool:
    """Whether it belongs to the name of the organisation that follows: «шахтёрского профсоюза»."""
    endings = grammar.language.attribute_endings
    return token.kind == "word" and (grammar.is_a(token, "attributes") or token.key.endswith(endings))


def is_role(tokens: Words, grammar: Grammar) -> bool:
    """Whether they begin as a role does, without a capital, or hold a word for one; an "and" before does not count."""
    first = next((token for token in tokens if token.key not in grammar.language.conjunctions), None)
    return first is not None and (first.text[0].islower() or grammar.has(tokens, *ROLES))


def adds_role(tokens: Words, grammar: Grammar) -> bool:
    """Whether a second role is added: "Echo Foundation and board member of Dust Watch"."""
    after = [i + 1 for i, token in enumerate(tokens) if token.key in grammar.language.conjunctions]
    added = [token for i in after for token in tokens[i : i + 3]]
    if grammar.has(added, "members"):
        return True
    # In Russian other roles may be part of one name: «Союз писателей и журналистов».
    return not grammar.language.genitive and any(grammar.is_a(t, *ROLES) and not t.is_capital for t in added)


def _is_about_work(tokens: Words, core: Token, grammar: Grammar) -> bool:
    """Whether they are what somebody works on, and no name: "Communications", "Rights and Gender"."""
    conjunctions = grammar.language.conjunctions
    befores = [before for before, token in pairwise(tokens) if token.key in conjunctions]
    return grammar.is_a(core, "fields") or grammar.has(befores, "fields")


def _is_marked_name(tokens: Words, core: Token, grammar: Grammar) -> bool:
    """Whether words that hold the mark of a name are one: "Echo Union", and not "Echo Union lawyer"."""
    if grammar.is_a(core, *ROLES, "parts"):
        return adds_role(tokens, grammar)  # "Echo Union and member": a name, and more
    if _is_marked(core, grammar) or grammar.is_a(core, "organisations", "bodies"):
        return True
    # English names are capitalised to their end; a Russian capital may also be that of an unknown role.
    return is_attribute(core, grammar) if grammar.language.genitive else core.is_capital


def _is_marked(token: Token, grammar: Grammar) -> bool:
    """Whether it can only be a name's: quoted, an abbreviation, or capitalised Latin among Russian words."""
    if token.kind == "quoted":
        return True
    if grammar.is_a(token, "fields", *ROLES):
        return False
    letters = token.text.replace("-", "")
    is_abbreviation = not grammar.is_upper and letters.isupper() and letters.isalpha() and len(letters) > 1
    return is_abbreviation or (grammar.language.script == "Cyrillic" and token.is_capital and token.text.isascii())
