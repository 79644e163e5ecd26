"""Names of persons in a part of a title, alone or after a role."""

from collections.abc import Iterator
from typing import NamedTuple

from hrdcorpus.knowledge.titles import WordKind
from hrdcorpus.naming.details import Detail, read_detail, split_joins
from hrdcorpus.naming.forms import is_patronymic
from hrdcorpus.naming.stretches import ROLES, Stretch

_MOST_WORDS = 4  # of one person's name, the father's not counted
_NO_NAMES: tuple[WordKind, ...] = ("organisations", "bodies", "parts", "places", "peoples", "adjectives")

_LONGEST = 30  # words of all that names persons


class Person(NamedTuple):
    """A person's name as it stands, and what the same part says of them."""

    name: Stretch
    detail: Detail | None = None


def find_persons(part: Stretch) -> list[Person]:
    """The persons that the part names and nothing else: alone, after roles, several joined by "and"; else none."""
    for before, after in split_at_conjunctions(part) if len(part) <= _LONGEST else ():
        first = _find_person(before)
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
    start = next((i for i, word in enumerate(part.words) if word.is_capital), 0)
    unlisted = part.cut(0, start).without_article.words  # in lower case, a role or not: "the late", "beekeeper"
    is_unknown = all(w.form == "word" and w.kind is None and w.key not in part.language.small for w in unlisted)
    if unlisted and is_unknown:
        return Person(part.cut(start)) if len(part) > start + 1 and is_name(part.cut(start)) else None
    is_titled = part.language.file.genitive and part.has(*ROLES)  # «Министром Энергетики»
    return Person(part) if not is_titled and is_name(part) else None


def _find_end_of_role(part: Stretch) -> int:
    """Where a name after a role would begin: after the last word that is in no name, or "from" a country."""
    ends = [i + 1 for i, word in enumerate(part.words) if word.form == "quoted" or word.kind in (*ROLES, *_NO_NAMES)]
    origins = [len(part) - len(join.rest) for join in split_joins(part) if join.kind == "origin"]
    ends += [k for i in origins for k in range(i + 1, min(i + 4, len(part))) if part.cut(i, k).country]
    return max(ends, default=0)


def is_name(part: Stretch, most: int = _MOST_WORDS) -> bool:
    """Whether the words can be the name of a person."""
    known, words = part.language, [word for word in part.words if word.form == "word"]
    if not words or not part.words[0].is_capital or part.is_lone_mark or part.country is not None:
        return False
    first, last = words[0], words[-1]
    if (
        (last.kind in ROLES and (len(words) == 1 or last.kind != "members"))  # Head is also a surname
        or (first.kind == "areas" and first.key not in known.particles)  # "Rio Tinto", but "El Hadj Diop"
        or any(map(part.is_possessive, words))  # "Peru's Rosa Quillay"
        or any(part.find_singular(word) in ("organisations", "bodies") for word in words)  # "Trade Unions"
        or part.has(*_NO_NAMES, "ordinary")
        or first.text.lower() in known.file.articles
    ):
        return False
    small = {*known.particles, *known.file.conjunctions}
    counted = [word for word in words if word.key not in small and not is_patronymic(word.text)]
    return all(word.is_capital or word.key in small for word in words) and 1 <= len(counted) <= most
