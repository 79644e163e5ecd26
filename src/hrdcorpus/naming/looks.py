"""What words of a title look like: a role's, an organisation's, a place's, or nothing certain."""

from itertools import pairwise
from typing import Literal

from hrdcorpus.naming.grammar import PARTS, ROLES, Grammar, Words
from hrdcorpus.naming.tokens import Token

# named: marked as an organisation's name; generic: "the trade union"; body: "the Council"; plain: part of a role;
# unmarked: capitalised, and could be anything.
Grade = Literal["named", "generic", "body", "plain", "unmarked"]


def grade_words(tokens: Words, grammar: Grammar) -> Grade:
    """What a stretch without "of", "at" or "from" in it looks like; brackets and an article do not count."""
    tokens = grammar.cut_article([token for token in tokens if token.kind in ("word", "quoted")])
    if not tokens:
        return "plain"
    core, has_organisation = grammar.find_core(tokens), grammar.has(tokens, "organisations")
    has_capital = any(token.is_capital for token in tokens)
    if any(_is_marked(token, grammar) for token in tokens) or (has_capital and has_organisation):
        return "named" if _is_marked_name(tokens, core, grammar) else "plain"
    if grammar.is_a(core, *ROLES, *PARTS):
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


def is_described(tokens: Words, grammar: Grammar) -> bool:
    """Whether they tell which one an organisation is without naming it: "the phosphate widows' committee"."""
    if len(tokens) < 4 or tokens[0].key != "the" or not grammar.is_a(tokens[-1], "organisations", "bodies"):
        return False
    return tokens[-2].is_possessive and all(token.kind == "word" for token in tokens)


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


def is_aside(tokens: Words, grammar: Grammar) -> bool:
    """Whether they say nothing of the interviewee: "part 2"."""
    return all(grammar.is_a(token, "ordinary") or token.key.isdecimal() for token in tokens)


def is_abbreviation(token: Token, grammar: Grammar) -> bool:
    """Whether it is a word in capitals where others are not."""
    letters = token.text.replace("-", "")
    return not grammar.is_upper and letters.isupper() and letters.isalpha() and len(letters) > 1


def is_lone_sign(tokens: Words, grammar: Grammar) -> bool:
    """Whether they are but a quotation or an abbreviation, which can hide a person's name or be an organisation's."""
    tokens = [token for token in tokens if token.kind != "bracket"]
    return len(tokens) == 1 and (tokens[0].kind == "quoted" or is_abbreviation(tokens[0], grammar))


def is_headline(tokens: Words, grammar: Grammar) -> bool:
    """Whether words that hold a role may be a headline: "Company Sues Activist", but not "Anonymous Activist"."""
    return all(token.is_capital for token in tokens) and any(grammar.is_unlisted(token) for token in tokens)


def is_role(tokens: Words, grammar: Grammar) -> bool:
    """Whether they begin as a role does, without a capital, or hold a word for one; an "and" before does not count."""
    first = next((token for token in tokens if token.key not in grammar.language.conjunctions), None)
    if first is None or is_aside(tokens, grammar):
        return False
    return first.text[0].islower() or grammar.has(tokens, *ROLES)


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
    if any(token.is_possessive for token in tokens[1:]) and grammar.is_unlisted(tokens[0]):
        return False  # "Zharyk Workers' Aid"
    conjunctions = grammar.language.conjunctions
    befores = [before for before, token in pairwise(tokens) if token.key in conjunctions]
    return grammar.is_a(core, "fields", "peoples") or grammar.has(befores, "fields")


def _is_marked_name(tokens: Words, core: Token, grammar: Grammar) -> bool:
    """Whether words that hold the mark of a name are one: "Echo Union", and not "Echo Union lawyer"."""
    if grammar.is_a(core, *ROLES, *PARTS):
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
    is_latin_name = grammar.language.script == "Cyrillic" and token.is_capital and token.text.isascii()
    return is_latin_name or is_abbreviation(token, grammar)
