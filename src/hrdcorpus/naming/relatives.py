"""Whether the name behind a role is somebody else's: "widow of the miner Juan Ejemplo", «вдовой Ивана Примерова»."""

import re

from hrdcorpus.knowledge.titles import CaseEndings
from hrdcorpus.naming.stretches import ROLES, Stretch

# A role inside an "of", right before the name: "lawyer of jailed miner". What several are is the interviewee's: "leader
# of the miners".
_WORDS = "[adfgnsux]*[rims]"
_OBJECT = re.compile(f"(?<=[A-Za-z])[@~]+#?(?:{_WORDS}(?:&{_WORDS})*[dn]*|[A-EG-NP-Zdn]*[RIMS])$")
_OF = re.compile("[@~]+#?[^x0]")  # not "mother of three"


def is_of_another(name: Stretch, before: Stretch) -> bool:
    """Whether the words before a name relate the interviewee to its bearer, or may do so.

    A word for a relation is enough unless the name is surely in the interviewee's own case.
    """
    found, cases = _OBJECT.search(before.marks), before.language.file.cases
    if found and not before.cut(found.start()).list_plurals():
        return True
    kinds = [before.language.find_word(word.key) for word in before.words]
    if any(kind == "relations" and _OF.match(before.marks, i + 1) for i, kind in enumerate(kinds)):
        return True
    return cases is not None and _is_in_other_case(name, before, cases, is_relation="relations" in kinds)


def _is_in_other_case(name: Stretch, before: Stretch, cases: CaseEndings, *, is_relation: bool) -> bool:
    """Whether the name is in the genitive behind a role in the instrumental; with a relation also where none tells."""
    roles = [word.key for word, mark in zip(before.words, before.marks, strict=True) if mark.upper() in ROLES]
    first, *others = [word.key for word in name.words if len(word.key) > 1] or [""]  # without initials
    own = (*cases.given, *cases.instrumental)
    if not roles or first.endswith(own) or any(key.endswith(cases.instrumental) for key in others):
        return False
    last = [key for key in roles[1:] if key == before.words[-1].key]  # «адвокатом активистки»
    return is_relation or (roles[0].endswith(own) and any(key.endswith(cases.genitive) for key in (first, *last)))
