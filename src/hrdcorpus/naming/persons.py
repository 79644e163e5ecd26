"""Names of persons in a part of a title, with what the part says before and after each."""

import re
from typing import NamedTuple

from hrdcorpus.naming.details import Detail, read_detail
from hrdcorpus.naming.forms import is_patronymic
from hrdcorpus.naming.stretches import ROLES, Stretch

_MOST_WORDS = 4  # of one person's name, the father's not counted

# On the marks of a stretch: words that a name can consist of ("Dean Smith" begins with a role, "Anthony Head" ends with
# one), and what may stand before and after them.
_WORD = "[NQHFU]"
_RUN = re.compile(rf'{_WORD}(?:["_~]*(?:{_WORD}|A))*M?(?:_|~$)?|[{ROLES}]{_WORD}(?!{_WORD}|A)')
_BEFORE = re.compile('[#~]?n*|(?=.*[RIMSrims]).*[RIMSrimsOBPTEDGobptedg"L]')
_TOWN = re.compile(".*[RIMSrims].*>")  # "activist from", and behind it "Almaty Asel Omarova"
_AFTER = re.compile("$|[&@>~]")


class Person(NamedTuple):
    """A person's name as it stands, or none, and what is said of them: `own` before the name, `after` behind it."""

    name: Stretch | None
    own: Detail | None = None
    after: tuple[Detail, ...] = ()


def find_persons(part: Stretch) -> list[Person]:
    """The persons that the part names: alone, after a role, before an organisation or place, several joined by "and".

    Empty where it may say anything else.
    """
    for run in _RUN.finditer(part.marks):
        start, end = run.span()
        if _TOWN.fullmatch(part.marks, 0, start) and run.group() in ("NNN", "ANNN"):
            start = end - 2
        elif not _BEFORE.fullmatch(part.marks, 0, start):
            continue
        before, name, after = part.cut(0, start), part.cut(start, end), part.cut(end)
        if _AFTER.match(part.marks, end) and _is_name(name, before):
            person = Person(name, read_detail(before.without_article) if before.has(ROLES) else None)
            if not after:
                return [person]
            if after.marks[0] == "&":
                return _add_others(person, part, start, end)
            if (detail := read_detail(after)).has_object:
                return [person._replace(after=(detail,))]
    return []


def _add_others(first: Person, part: Stretch, start: int, end: int) -> list[Person]:
    """The person, whose name stands there in the part, and those after an "and".

    "José Ruiz y López" is one person's name.
    """
    rest = part.cut(end + 1)
    others = find_persons(rest)
    if others and rest.marks.startswith("N") and others[0].name and len(others[0].name) == 1 < end - start:
        return [others[0]._replace(name=part.cut(start, end + 2), own=first.own), *others[1:]]
    return [first, *others] if others or rest.has(ROLES) else []  # "Asel Omarova and her lawyer"


def _is_name(name: Stretch, before: Stretch) -> bool:
    """Whether the words can be the name of a person, after these."""
    words, is_genitive = [word for word in name.words if word.form == "word"], name.language.file.genitive
    counted = [word for word in words if word.key not in name.language.particles and not is_patronymic(word.text)]
    if name.marks == "Q" or name.country is not None or (before.marks in ("#", "~") and name.marks[0] != "H"):
        return False
    if is_genitive and name.has(ROLES):  # «Министром Энергетики»
        return False
    # In «директором Экомузея Асель Омаровой» nothing shows where the organisation ends.
    most = 2 if before.last in 'OBPTEDG"' or (before and is_genitive) else _MOST_WORDS
    return (2 if before.marks[-1:] == "n" else 1) <= len(counted) <= most
