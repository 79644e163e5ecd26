"""What is left of a title -> the parts between its commas, dashes and brackets; and the persons that a part names."""

import re
from typing import NamedTuple

from hrdcorpus.naming.details import Detail, read_detail
from hrdcorpus.naming.forms import is_patronymic
from hrdcorpus.naming.relatives import is_of_another
from hrdcorpus.naming.stretches import ROLES, Stretch, mark_words
from hrdcorpus.naming.tokens import split_tokens

_MOST_WORDS = 4  # of one person's name, the father's not counted

# On the marks of a stretch: words that a name can consist of ("Dean Smith" begins with a role, "Anthony Head" ends with
# one, "José Ruiz y López" holds an "and"), and what may stand before and after them.
_WORD = "[NQHFU]"
_RUN = re.compile(
    rf'{_WORD}(?:(?:["_~]|(?<=~)#)*(?:{_WORD}|A))*M?(?:_|~$|(?<=[A-Z]{{2}})&N(?![A-Z]))?|[{ROLES}]{_WORD}(?!{_WORD}|A)'
)
_BEFORE = re.compile('[#~]?[nd]*|(?=.*[RIMSrims]).*[RIMSOBPTEDG"a-z]')
_CUT = re.compile("H*[NQ]~+#?[DGIMRSX]")  # where a surname may be cut off: "Juan del Pastor"
_TOWN = re.compile(".*[RIMSrims].*>")  # "activist from", and behind it "Almaty Asel Omarova"

Part = tuple[str, Stretch]  # words between two commas, dashes or brackets, and which is before them, `,` for a bracket


def split_parts(title: Stretch) -> list[Part] | None:
    """The parts up to a headline, a topic or the site's name after them; None where it is a sentence, and no title."""
    if generic := re.match("(?:#[A-Za-z]+|[a-z]*[rims]):(?=[NQH]{2})", title.marks):  # "a Beekeeper: Lars Example"
        return [("", title.cut(0, generic.end() - 1)), *(split_parts(title.cut(generic.end())) or ())]
    opened = _open_brackets(title)
    body = opened.cut(0, len(re.split("[:|.]", opened.marks)[0]))
    *_, (lead, last) = body.split(",;-")
    # a headline may end so behind a dash, and a title before a quotation or after a country
    if re.match(r'\.(?!")', opened.marks[len(body) :]) and lead != "-" and last.country is None:
        return None
    starts = [*range(len(re.split("[,;-]", body.marks)[0])), *(m.end() for m in re.finditer("[,;-]", body.marks))]
    topic = next((i for i in starts if body.begins_topic(i)), None)
    return [(lead, words) for lead, words in body.cut(0, topic).split(",;-") if words.without_article]


def _open_brackets(title: Stretch) -> Stretch:
    """The title; brackets around a country, or around what the interviewee is, count as commas."""
    words, marks, is_upper = list(title.words), title.marks, title.marks and title.text.isupper()
    for i in [i for i, mark in enumerate(marks) if mark == "_"][::-1]:
        tokens = split_tokens(words[i].text[1:-1], title.language.elisions, words[i].start + 1)
        inner = mark_words(title.line, tokens, title.language, is_upper=bool(is_upper))
        if inner and _tells_details(inner, is_name=not re.search("[,;-]", marks[:i])):
            words[i : i + 1] = [words[i], *inner.words]
            marks = f"{marks[:i]},{inner.marks}{marks[i + 1 :]}"
    return Stretch(title.line, title.language, tuple(words), marks)


def _tells_details(inner: Stretch, *, is_name: bool) -> bool:
    """Whether a bracket holds a role, an organisation, a country or "part 2"; after a comma also perhaps a place."""
    details = [read_detail(words) for _, words in inner.split(",;") if words]
    is_told = any(d.country or (d.organisation and len(inner) > 1) or (d.lone and not is_name) for d in details)
    return is_told or inner.has(ROLES) or not inner.marks.strip("Xx0")


class Person(NamedTuple):
    """A person's name as it stands, or none, and what is said of them: `own` before the name, `after` behind it."""

    name: Stretch | None
    own: Detail | None = None
    after: tuple[Detail, ...] = ()


def find_persons(part: Stretch) -> list[Person]:
    """The persons that the part names, alone or joined by "and"; none where it may say anything else."""
    pieces = [_find_person(words) for _, words in part.split("&")]
    named = [each for each in pieces if each and (each.own or each.after or len(each.name or ()) > 1)]
    if len(named) == len(pieces) and (all(each.after for each in named) or not any(each.after for each in named[:-1])):
        return named
    person = _find_person(part)
    return [person] if person else []


def _find_person(part: Stretch) -> Person | None:
    for run in _RUN.finditer(part.marks):
        start, end = run.span()
        if _TOWN.fullmatch(part.marks, 0, start) and run.group() in ("NNN", "ANNN"):
            start = end - 2
        elif not _BEFORE.fullmatch(part.marks, 0, start) or _CUT.match(part.marks, start):
            continue
        before, name, after = part.cut(0, start), part.cut(start, end), part.cut(end)
        if part.marks[end : end + 1] in ("", "@", ">", "~") and _is_name(name, before):
            endings = before.language.file.role_endings  # "beekeeper Lars Holt"
            is_role = before.has(ROLES) or (before.marks.endswith("n") and before.words[-1].key.endswith(endings))
            own = read_detail(before.without_article) if is_role else None
            return Person(name, own, (read_detail(after),) if after else ())
    return None


def _is_name(name: Stretch, before: Stretch) -> bool:
    """Whether the words can be the name of a person, after these."""
    words, is_genitive = [word for word in name.words if word.form == "word"], name.language.file.genitive
    counted = [word for word in words if word.key not in name.language.particles and not is_patronymic(word.text)]
    if name.marks == "Q" or name.country is not None or (before.marks in ("#", "~") and name.marks[0] != "H"):
        return False
    if (is_genitive and name.has(ROLES)) or not name.marks.strip("H") or is_of_another(name, before):
        return False  # «Министром Энергетики», "Mme le Maire"
    # In «директором Экомузея Асель Омаровой» nothing shows where the organisation ends.
    most = 2 if before and is_genitive else _MOST_WORDS
    return (2 if before.marks[-1:] == "n" else 1) <= len(counted) <= most
