"""What stands before a turn and only marks it: "Q:", "Mary Example:", "M. E.:", "[00:12] Q:", "7.", a dash or a bullet.

A name in bold, with or without a colon, is a prefix too: `find_bold_prefix`.
"""

import re
from typing import Literal
from unicodedata import category

from msgspec import Struct

from hrdcorpus.text.folding import fold_words, is_small
from hrdcorpus.text.patterns import compile_later

_CLOCK = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?"
_SPAN = rf"{_CLOCK}(?:\s*(?:-->|[–—-])\s*{_CLOCK})?"  # of a recording
_TIME = re.compile(rf"{_SPAN}[\s–—-]*(?=\S)")
_ONLY_TIME = re.compile(_SPAN)
# "1.", "1.2.", "1a.", "1 –", "1.-", "1、"; also in a cell of its own
_NUMBER = re.compile(
    r"[(№]?(\d{1,3}(?:(?:\.\d{1,2}|[a-z])(?=[.)]\s))?)"
    r"(?:(?:[.)][–—-]?|\s*[–—-])\s+(?=\S)|[.)]-(?=[¿¡\w])|[、．]\s*(?=\S)|[.)]?$)"
)
_DASH = re.compile(r"(?:[-–—−―─]{1,2}|[•▪●■□◆◇○►▶◄◀▲△]|\*(?=\s))\s*(?=\w|[\"'«“„¿「『])")
_LABEL = compile_later(r"([^:：?!…;\n]{1,60}+)(?:[:：](?=\s|$|[^\x00-\x7f])|(?<=[\u3040-\u9fff])[:：])\s*")
# "Mary  00:01:10", "Mary [01:10]: Why?"
_TIMED = compile_later(rf"([^:：?!…;\n\[(]{{1,40}}?)\s+{_CLOCK}(?:[:：]\s*|$)")
_BRACKETED = re.compile(r"[\[{<]([^\W\d][^\]}>\n]{0,40})[\]}>]:?\s*")  # "[Interviewer] Why?", "{Mary Example} Why?"
_BARRED = re.compile(r"((?:[^\s―—–:?!…;|]+\s){1,4}?)[―—–|-]\s+(?=\S)")  # "M. EXAMPLE ― Why?", "Mary Example - Because"
_LETTER = re.compile(r"([^\W\d_]\d{0,3}|\w)(?:[.)/]-?|\s[–—-])\s+(?=\S)")  # "Q. Why?", "A12. Because", "P.- ¿Qué?"
_CAPITALS = compile_later(r"([^.:：?!…;\d\n]{4,40})\.(?:\s?[–—-])?\s+(?=\S)")  # "MARY EXAMPLE. Because"
_SHORT = re.compile(r"(?:[^\W\d_]{1,5}\.)+")  # "M.", "M.E.", "Dr.", "Корр.": a full stop that ends no sentence
_CALLED = (  # "Ms Example, why?", "Why, Mary?"
    re.compile(r"([^,،，:?!.]{2,40})[,،，]\s"),
    re.compile(r".*[,،，]\s*([^,،，]{2,40}?)\s*[?？؟]$"),
)
_DETAILS = re.compile(r"(?<=\S)\s*[(\[][^)\]]*[)\]]\s*$")  # "Mary Example (baker)"
_BARS, _COLONS = "―—–|-", ":："
_LONGEST = 120  # characters in which the sign stands that ends a label
_NO_LABEL = frozenset(":：?!…;。")
_MOST_WORDS = 6
_SHORTEST_BARRED = 3  # characters
_MOST_NAMES = 4  # words of a name


class Prefix(Struct, frozen=True):
    """`name` is the folded label, or the number, `shown` the label verbatim.

    `end` is where the turn's text begins. `is_plain`: a colon alone ends the label, as it does anywhere in prose.
    """

    kind: Literal["label", "number", "dash"]
    name: str
    end: int
    shown: str = ""
    is_plain: bool = False


def find_prefix(text: str) -> Prefix | None:
    """The prefix that the text could have; whether it marks a turn is for the whole page to tell.

    >>> find_prefix("Question 3: Why?"), find_prefix("They said: go.").name, find_prefix("Nobody came.")
    (Prefix(kind='label', name='question 3', end=12, shown='Question 3', is_plain=True), 'they said', None)
    >>> find_prefix("[0:12] M. E.: We did.").name, find_prefix("We left. Then: nothing.")
    ('m e', None)
    """
    start = find_time(text)
    if found := _NUMBER.match(text, start):
        return Prefix("number", found[1], found.end())
    if found := _DASH.match(text, start):
        return Prefix("dash", "-", found.end())
    head = text[start : start + _LONGEST]  # few texts need all the patterns
    barred = _BARRED.match(text, start) if any(map(head.__contains__, _BARS)) else None
    if (
        barred
        and len(barred[1]) > _SHORTEST_BARRED
        and (barred[1].isupper() or could_name(barred[1]))
        and is_label(barred[1])
    ):
        return _build_label(barred[1].rstrip(), barred.end())
    capitals = _CAPITALS.match(text, start) if head[:4] == head[:4].upper() else None
    if capitals and capitals[1].isupper() and is_label(capitals[1]):
        return _build_label(capitals[1], capitals.end())
    has_colon = any(map(head.__contains__, _COLONS))
    kinds = (_BRACKETED, _TIMED, _LABEL, _LETTER) if has_colon else (_BRACKETED, _LETTER)
    matches = ((kind, found) for kind in kinds if (found := kind.match(text, start)) and is_label(found[1]))
    kind, found = next(matches, (None, None))
    return _build_label(found[1], found.end(), is_plain=kind is _LABEL) if found else None


def find_bold_prefix(text: str, bold: tuple[tuple[int, int], ...]) -> Prefix | None:
    """The name in bold with which a text begins that goes on in plain type; `bold` are its stretches."""
    if not bold or bold[0][0] > 0 or bold[0][1] >= len(text):
        return None
    shown = text[: bold[0][1]].rstrip(" .:：—–-")
    end = bold[0][1] + len(text[bold[0][1] :]) - len(text[bold[0][1] :].lstrip(" .:：—–-"))
    return _build_label(shown, end) if shown and could_name(shown) and is_label(shown) else None


def is_time(text: str) -> bool:
    """Whether it is a time of a recording, or from when to when, and nothing else."""
    return _ONLY_TIME.fullmatch(text) is not None


def find_time(text: str) -> int:
    """Where the text begins behind the time of a recording; 0 where none stands before it."""
    time = _TIME.match(text)
    return time.end() if time else 0


def could_name(shown: str) -> bool:
    """Whether a label could be a name: each word with a capital, but for particles, or in a script without capitals.

    >>> could_name("Mary Example"), could_name("Speaker 2"), could_name("They said"), could_name("王小明")
    (True, True, False, True)
    """
    words = shown.split()
    capitals = sum(not is_small(word[0]) and word[0].isalpha() for word in words)
    is_plain = all(c.isalnum() or c in "-'’._" or category(c)[0] == "M" for word in words for c in word)
    return is_plain and len(words) <= _MOST_NAMES and 2 * capitals >= len(words) and not is_small(words[-1][0])


def find_called(text: str) -> list[str]:
    """The words of the name that a text calls.

    >>> find_called("Ms Example, why do you stay?"), find_called("Why stay, Mary?"), find_called("In summer, why?")
    (['Ms', 'Example'], ['Mary'], [])
    """
    shown = [found[1].strip() for called in _CALLED if (found := called.match(text))]
    return [word for name in shown if could_name(name) and name[-1].islower() for word in name.split()]


def _build_label(shown: str, end: int, *, is_plain: bool = False) -> Prefix:
    """A label, without the role behind a comma, and without what stands in brackets behind it."""
    name = _DETAILS.sub("", shown).strip()
    before, _, _ = name.partition(",")
    name = before if " " in before and could_name(before) else name
    return Prefix("label", fold_words(name), end, name, is_plain)


def is_label(text: str) -> bool:
    """Whether it could name who speaks; with full stops in it ("Dr. M. Example"), only in capitals."""
    words = text.split()
    if len(words) > _MOST_WORDS or not _NO_LABEL.isdisjoint(text) or not any(c.isalpha() for c in text):
        return False
    stops = [word for word in words if "." in word]
    return not stops or (all(map(_SHORT.fullmatch, stops)) and all(word[0].isupper() for word in words))
