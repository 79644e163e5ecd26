"""Names of persons in a part of a title, alone or after a role."""

from collections.abc import Iterator
from typing import NamedTuple

from hrdcorpus.knowledge.titles import WordKind
from hrdcorpus.naming.details import Detail, read_detail, split_joins
from hrdcorpus.naming.forms import is_patronymic
from hrdcorpus.naming.stretches import ROLES, Stretch, Token

_MOST_WORDS = 4  # of one person's name, the father's not counted
_NO_NAMES: tuple[WordKind, ...] = ("organisations", "bodies", "parts", "places", "peoples", "adjectives")

_LONGEST = 30  # words of all that names persons


class Person(NamedTuple):
    """A person's name as it stands, and what the same part says of them."""

    name: Stretch
    detail: Detail | None = None


def find_persons(part: Stretch) -> list[Person]:
    """The persons that the part names and nothing else: alone, after roles, several joined by "and"; else none."""
    if len(part) > _LONGEST:
        return []
    for before, after in split_at_conjunctions(part):
        first = _find_person(before) if before else None
        rest = find_persons(after) if first else []
        if first and rest and (len(rest[0].name) > 1 or len(first.name) == 1):  # "Ruiz y López" is one person's
            return [first, *rest]
    person = _find_person(part)
    return [person] if person else []


def split_at_conjunctions(part: Stretch) -> Iterator[tuple[Stretch, Stretch]]:
    """The words before and after every "and"."""
    for i, word in enumerate(part.words):
        if word.key in part.language.file.conjunctions:
            yield part.cut(0, i), part.cut(i + 1)


def _find_person(part: Stretch) -> Person | None:
    """The name that the part is, alone or after a role, as in "human rights defender Asel Omarova"."""
    if part.without_article is not part and part.words[1:] and part.words[1].kind == "honorifics":
        part = part.cut(1)  # «la Dra. Ana Ejemplo»
    split = _find_end_of_role(part)
    role, name = part.cut(0, split).without_article, part.cut(split)
    # "Dean Smith" is a name; in «директором Экомузея Асель Омаровой» nothing shows where the organisation ends.
    least = 2 if role and role.words[0].is_capital else 1
    is_short = part.language.file.genitive or role.cut(-1).has(*_NO_NAMES)
    if role.has(*ROLES) and least <= len(name) and is_name(name, 2 if is_short else _MOST_WORDS):
        return Person(name, read_detail(role))
    start = _find_end_of_unlisted(part)
    if start and len(part) > start + 1 and is_name(part.cut(start)):
        return Person(part.cut(start))
    is_titled = part.language.file.genitive and part.has(*ROLES)  # «Министром Энергетики»
    return Person(part) if not is_titled and is_name(part) else None


def _find_end_of_role(part: Stretch) -> int:
    """Where a name after a role would begin: after the last word that is in no name, or "from" a country."""
    ends = [i + 1 for i, word in enumerate(part.words) if word.form == "quoted" or word.kind in (*ROLES, *_NO_NAMES)]
    origins = [len(part) - len(join.rest) for join in split_joins(part) if join.kind == "origin"]
    ends += [k for i in origins for k in range(i + 1, min(i + 4, len(part))) if part.cut(i, k).country]
    end = max(ends, default=0)
    while 0 < end < len(part) and _goes_on(part, part.words[end]):
        end += 1
    return end


def _find_end_of_unlisted(part: Stretch) -> int:
    """Where a name would begin after words in lower case that could be a role, or not: "the late", "beekeeper"."""
    first = next((i for i, word in enumerate(part.words) if word.is_capital), 0)
    words = part.cut(0, first).without_article.words
    return first if words and all(_goes_on(part, word) and word.kind is None for word in words) else 0


def _goes_on(part: Stretch, word: Token) -> bool:
    """Whether it says more of the role before it: «líder wayuu Ana Ejemplo»."""
    return word.form == "word" and word.text[0].islower() and word.key not in part.language.small


def is_name(part: Stretch, most: int = _MOST_WORDS) -> bool:
    """Whether the words can be the name of a person."""
    known, words = part.language, [word for word in part.words if word.form == "word"]
    if not words or not part.words[0].is_capital or part.is_lone_mark or part.country is not None:
        return False
    first, last = words[0], words[-1]
    is_role = last.kind in ROLES and (len(words) == 1 or last.kind != "members")  # Head is also a surname
    is_place = first.kind == "areas" and first.key not in known.particles  # "Rio Tinto", but "El Hadj Diop"
    is_owner = any(map(part.is_possessive, words))  # "Peru's Rosa Quillay"
    is_of_many = any(part.find_singular(word) in ("organisations", "bodies") for word in words) or part.has(
        *_NO_NAMES, "ordinary"
    )  # "Trade Unions"
    if is_role or is_place or is_owner or is_of_many or first.text.lower() in known.file.articles:
        return False
    small = {*known.particles, *known.file.conjunctions}
    counted = [word for word in words if word.key not in small and not is_patronymic(word.text)]
    return all(word.is_capital or word.key in small for word in words) and 1 <= len(counted) <= most
