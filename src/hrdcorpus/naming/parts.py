"""What is left of a title -> the parts between its commas, dashes and brackets; and the persons that a part names."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hrdcorpus.naming.details import Detail, read_detail
from hrdcorpus.naming.forms import is_patronymic
from hrdcorpus.naming.stretches import ROLES, Stretch, mark_words
from hrdcorpus.naming.tokens import is_han, split_tokens

SIGNS = ",;:|-"  # between parts
_MOST_WORDS = 4  # of one person's name, the father's not counted

# On the marks of a stretch: words that a name can consist of, and what may stand before.
_WORD = "[NQHFU]"
_RUN = re.compile(rf'{_WORD}(?:(?:["_~]|(?<=~)#)*(?:{_WORD}|A))*M?(?:~$)?')
_BEFORE = re.compile('[#~]?(?:[ndx]*[nd])?|(?=.*[RIMSrims]).*[RIMSOBPTEDG"a-z]')
_CUT = re.compile("H*[NQ]~+#?[DGIMRSX]")  # where a surname may be cut off: "Juan del Pastor"
# A role inside an "of", right before the name: "lawyer of jailed miner".
_WORDS = "[adfgnsux]*[rims]"
_OBJECT = re.compile(f"(?<=[A-Za-z])[@~]+#?(?:{_WORDS}(?:&{_WORDS})*[dn]*|[A-EG-NP-Zdn]*[RIMS])$")
_OF = re.compile("[@~]+#?[^x0]")  # not "mother of three"
_LONGEST_HAN = 4  # characters of a Chinese name: what is longer holds a word that is not listed
_TOWN = re.compile(".*[RIMSrims].*>|.*[Ii]")  # "activist from", and behind it "Almaty Asel Omarova"

Part = tuple[str, Stretch]  # words between two commas, dashes or brackets, and which is before them, `,` for a bracket


def split_parts(title: Stretch) -> list[Part]:
    """The parts up to a headline, a topic or the site's name after them; none where it is a sentence, and no title."""
    opened = _open_brackets(title)
    body = opened.cut(0, len(opened.marks.split(".")[0]))
    *_, (sign, last) = body.split(SIGNS)
    # a title may end so behind a dash or a colon, before a quotation or after a country
    if re.match(r'\.(?!")', opened.marks[len(body) :]) and sign in ",;" and last.country is None:
        return []
    starts = [*range(len(re.split("[,;|-]", body.marks)[0])), *(m.end() for m in re.finditer("[,;|-]", body.marks))]
    topic = next((i for i in starts if body.begins_topic(i)), None)
    parts = [(sign, words) for sign, words in body.cut(0, topic).split(SIGNS) if words.without_article]
    return parts[: next((i for i in range(1, len(parts)) if not _is_told(parts, i)), None)]


def _is_told(parts: Sequence[Part], i: int) -> bool:
    """Whether the part is no headline, and no site's name: behind a comma, or if it tells who the interviewee is."""
    sign, words = parts[i]
    detail = read_detail(words)
    is_group = any(word.is_capital for word in detail.first.list_plurals())  # "Front Line Defenders"
    is_role = detail.first.has(ROLES) and not is_group and (sign == "-" or words.marks[0].islower())
    is_name = (
        i == 1 and re.fullmatch("#[A-Za-z]+|[a-z]*[rims]", parts[0][1].marks) and re.match("[NQH]{2}", words.marks)
    )
    is_before_country = any(words.country for _, words in parts[i:])
    return sign in ",;" or is_before_country or is_role or bool(is_name)


def _open_brackets(title: Stretch) -> Stretch:
    """The title; a bracket counts as a comma, but not inside a name, or around an abbreviation."""
    words, marks, is_upper = list(title.words), title.marks, title.marks and title.text.isupper()
    for i in [m.start() for m in re.finditer("_(?![NQ])", marks)][::-1]:
        tokens = split_tokens(words[i].text[1:-1], title.language.parted, words[i].start + 1)
        inner = mark_words(title.line, tokens, title.language, is_upper=bool(is_upper))
        if inner.marks != "Q":
            words[i : i + 1] = [words[i], *inner.words, words[i]]
            marks = f"{marks[:i]},{inner.marks},{marks[i + 1 :]}"
    return Stretch(title.line, title.language, tuple(words), marks)


class Person(NamedTuple):
    """A person's name as it stands, or none, and what is said of them: `own` before the name, `after` behind it."""

    name: Stretch | None
    own: Detail | None = None
    after: tuple[Detail, ...] = ()


def find_persons(part: Stretch) -> list[Person]:
    """The persons that the part names, alone or joined by "and"; none where it may say anything else."""
    pieces = [_find_person(words) for _, words in part.split("&")]
    named = [each for each in pieces if each] if all(pieces) else [_find_person(part)]
    return [each for each in named if each]


def _find_person(part: Stretch) -> Person | None:
    for run in _RUN.finditer(part.marks):
        start, end = run.span()
        if _TOWN.fullmatch(part.marks, 0, start) and run.group() in ("NNN", "ANNN"):
            start = end - 2
        elif not _BEFORE.fullmatch(part.marks, 0, start) or _CUT.match(part.marks, start):
            continue
        before, name, after = part.cut(0, start), part.cut(start, end), part.cut(end)
        if part.marks[end : end + 1] in ("", "@", ">", "~", "_") and _is_name(name, before):
            is_role = before.has(ROLES) or before.marks.endswith("n")  # "beekeeper Lars Holt"
            own = read_detail(before.without_article) if is_role else None
            return Person(name, own, (read_detail(after),) if after else ())
    return None


def _is_name(name: Stretch, before: Stretch) -> bool:
    """Whether the words can be the name of a person, after these."""
    file, words = name.language.file, [word for word in name.words if word.form == "word"]
    counted = [word for word in words if word.key not in name.language.particles and not is_patronymic(word.text)]
    is_other = re.fullmatch("Q|H+", name.marks) or (is_han(name.text) and len(name.text) > _LONGEST_HAN) or name.country
    is_thing = before.last == "T" or (before.marks in ("#", "~") and name.marks[0] != "H")  # "the Company"
    is_whole = before.last in "OB" and len(counted) == 1  # "Radio Asel"
    is_part = file.genitive and (name.has(ROLES) or re.match("[^RIMSrims]*[Oo]", before.marks))  # «Союз рыбаков Арала»
    # In «директором Экомузея Асель Омаровой» nothing shows where the organisation ends.
    least, most = 2 if before.marks[-1:] == "n" else 1, 2 if before and file.genitive else _MOST_WORDS
    is_due = not (is_other or is_thing or is_whole or is_part or _is_of_another(name, before))
    return is_due and least <= len(counted) <= most


def _is_of_another(name: Stretch, before: Stretch) -> bool:
    """Whether the words before a name relate the interviewee to its bearer, or may do so: "widow of the miner".

    A word for a relation is enough unless the name is surely in the interviewee's own case.
    """
    kinds = [before.language.find_word(word.key) for word in before.words]
    is_of = [kind in ("relations", "honorifics") and _OF.match(before.marks, i + 1) for i, kind in enumerate(kinds)]
    if _OBJECT.search(before.marks) or any(is_of):
        return True
    cases, is_relation = before.language.file.cases, "relations" in kinds
    roles = [word.key for word, mark in zip(before.words, before.marks, strict=True) if mark.upper() in ROLES]
    first, *others = [word.key for word in name.words if len(word.key) > 1] or [""]  # without initials
    if cases is None or not roles:
        return False
    own = (*cases.given, *cases.instrumental)
    if first.endswith(own) or any(key.endswith(cases.instrumental) for key in others):
        return False
    last = [key for key in roles[1:] if key == before.words[-1].key]  # «адвокатом активистки»
    return is_relation or (roles[0].endswith(own) and any(key.endswith(cases.genitive) for key in (first, *last)))
