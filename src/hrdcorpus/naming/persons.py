"""Names of persons in a part of a title, with what the part says before and after each."""

import re
from typing import NamedTuple

from hrdcorpus.naming.details import Detail, read_detail
from hrdcorpus.naming.forms import is_patronymic
from hrdcorpus.naming.stretches import ROLES, Stretch

_MOST_WORDS = 4  # of one person's name, the father's not counted

# On the marks of a stretch: words that a name can consist of ("Dean Smith" begins with a role, "Anthony Head" ends with
# one, "José Ruiz y López" holds an "and"), and what may stand before and after them.
_WORD = "[NQHFU]"
_RUN = re.compile(
    rf'{_WORD}(?:["_~]*(?:{_WORD}|A))*M?(?:_|~$|(?<=[A-Z]{{2}})&N(?![A-Z]))?|[{ROLES}]{_WORD}(?!{_WORD}|A)'
)
_BEFORE = re.compile('[#~]?[nd]*|(?=.*[RIMSrims]).*[RIMSrimsOBPTEDGobptedg"L]n?')
_TOWN = re.compile(".*[RIMSrims].*>")  # "activist from", and behind it "Almaty Asel Omarova"
_AFTER = re.compile("$|[@>~]")


class Person(NamedTuple):
    """A person's name as it stands, or none, and what is said of them: `own` before the name, `after` behind it."""

    name: Stretch | None
    own: Detail | None = None
    after: tuple[Detail, ...] = ()


def find_persons(part: Stretch) -> list[Person]:
    """The persons that the part names: alone, after a role, before an organisation or place, several joined by "and".

    Empty where it may say anything else.
    """
    pieces = [_find_person(words) for _, words in part.split("&")]
    named = [person for person in pieces if person]
    clear = [person for person in named if person.own or (person.name and len(person.name) > 1)]
    if len(pieces) in (sum(bool(person.after) for person in named), sum(not person.after for person in clear)):
        return named
    if person := _find_person(part):
        return [person]
    count = next((k for k, person in enumerate(pieces) if not person or person.after), 0)
    ends = [i for i, mark in enumerate(part.marks) if mark == "&"]
    last = _find_person(part.cut(ends[count - 1] + 1)) if count else None
    return [*named[:count], last] if last else []


def _find_person(part: Stretch) -> Person | None:
    for run in _RUN.finditer(part.marks):
        start, end = run.span()
        if _TOWN.fullmatch(part.marks, 0, start) and run.group() in ("NNN", "ANNN"):
            start = end - 2
        elif not _BEFORE.fullmatch(part.marks, 0, start):
            continue
        before, name, after = part.cut(0, start), part.cut(start, end), part.cut(end)
        if _AFTER.match(part.marks, end) and _is_name(name, before):
            person = Person(name, read_detail(before.without_article) if _is_role(before) else None)
            detail = read_detail(after) if after else None
            if detail is None or detail.has_object:
                return person._replace(after=(detail,) if detail else ())
    return None


def _is_role(before: Stretch) -> bool:
    """Whether the words before a name are what its bearer is, also by their ending alone: "beekeeper Lars Holt"."""
    is_like = before.marks.endswith("n") and before.words[-1].key.endswith(before.language.file.role_endings)
    return before.has(ROLES) or is_like


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
