"""What is left of a title -> the parts between its commas, dashes and brackets; and the persons that a part names."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hrdcorpus.naming.details import Detail, read_detail
from hrdcorpus.naming.forms import is_patronymic
from hrdcorpus.naming.stretches import ROLES, Stretch, mark_words
from hrdcorpus.naming.tokens import split_tokens

SIGNS = ",;:|-"  # between parts
_MOST_WORDS = 4  # of one person's name, the father's not counted

# On the marks of a stretch: words that a name can consist of, and what may stand before.
_WORD = "[NQHF]"
_RUN = re.compile(rf'{_WORD}(?:~[~#]?(?:T|[A-Z](?![\w~"]))|(?:["_~]|(?<=~)#)*{_WORD})*(?:~$)?')
_BEFORE = re.compile('[#~]?[nxh]*|"|(?=.*[RIMSKrimsk]).*[RIMSKOTG"a-z]')
# What relates the interviewee to the bearer of a name: "widow of", "lawyer of jailed miner"; not "mother of three".
_OF_ANOTHER = re.compile("[Kk][@~]+#?[^x0]|[A-Za-z][@~]+#?(?:[fgnxrimsk&]*[rimsk]n*|[F-NX]*[RIMSK])$")
_TOWN = re.compile(".*[RIMSKrimsk].*>|.*[Ii]")  # "activist from", and behind it "Almaty Asel Omarova"

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
    # no headline stands between a name and a country
    told = max((i for i, (_, words) in enumerate(parts) if words.country and find_persons(parts[0][1])), default=0)
    return parts[: next((i for i in range(max(told, 1), len(parts)) if not _is_told(parts, i)), None)]


def _is_told(parts: Sequence[Part], i: int) -> bool:
    """Whether the part is no headline, and no site's name: behind a comma, or if it tells who the interviewee is."""
    sign, words = parts[i]
    detail = read_detail(words)
    is_role = detail.first.has(ROLES) and re.match(rf"#?[a-z]|[{ROLES}](?!\w)", words.marks)
    is_name = (
        i == 1 and re.fullmatch("#[A-Za-z]+|[a-z]*[rimsk]", parts[0][1].marks) and re.match("[NQH]{2}", words.marks)
    )
    return sign in ",;" or words.country is not None or bool(is_role or is_name)


def _open_brackets(title: Stretch) -> Stretch:
    """The title; a bracket counts as a comma, but not inside a name."""
    words, marks = list(title.words), title.marks
    for i in [m.start() for m in re.finditer("_(?![NQ])", marks)][::-1]:
        tokens = split_tokens(words[i].text[1:-1], title.language.common.parted, words[i].start + 1)
        inner = mark_words(title.line, tokens, title.language)
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
        if _TOWN.fullmatch(part.marks, 0, start) and run.group() == "NNN":
            start = end - 2
        elif not _BEFORE.fullmatch(part.marks, 0, start):
            continue
        before, name, after = part.cut(0, start), part.cut(start, end), part.cut(end)
        if part.marks[end : end + 1] in ("", "@", ">", "~", "_") and _is_name(name, before):
            is_role = before.has(ROLES) or before.marks.endswith("n")  # "beekeeper Lars Holt"
            own = read_detail(before.without_article) if is_role else None
            return Person(name, own, (read_detail(after),) if after else ())
    return None


def _is_name(name: Stretch, before: Stretch) -> bool:
    """Whether the words can be the name of a person, after these."""
    particles = name.language.common.particles
    words = [word for word in name.words if word.form == "word" and word.key not in particles]
    counted = [word for word in words if not is_patronymic(word.text)]
    is_other = re.fullmatch("Q|.*H", name.marks) or name.country or _is_of_another(name, before)
    is_thing = before.last == "T" or (before.marks in ("#", "~") and name.marks[0] != "H")  # "the Company"
    is_part = before.last == "O" or (name.language.file.genitive and re.match(f"[^{ROLES}]*O", before.marks.upper()))
    least = 2 if before.marks[-1:] == "n" or name.line.isupper() else 1
    # In «директором Экомузея Асель Омаровой» nothing shows where the organisation ends.
    most = 2 if before and name.language.file.genitive else _MOST_WORDS
    return not (is_other or is_thing or is_part) and least <= len(counted) <= most


def _is_of_another(name: Stretch, before: Stretch) -> bool:
    """Whether the words before a name relate the interviewee to its bearer: by "of", or by the name's case."""
    if _OF_ANOTHER.search(before.marks):
        return True
    cases = before.language.file.cases
    roles = [word.key for word, mark in zip(before.words, before.marks, strict=True) if mark.upper() in ROLES]
    first, *others = [word.key for word in name.words if len(word.key) > 1] or [""]  # without initials
    if cases is None or not roles:
        return False
    own = (*cases.given, *cases.instrumental)
    if first.endswith(own) or any(key.endswith(cases.instrumental) for key in others):
        return False
    return before.has("K") or (roles[0].endswith(own) and first.endswith(cases.genitive))
