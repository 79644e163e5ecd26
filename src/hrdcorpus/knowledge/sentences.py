"""Where sentences end, in any language. When in doubt, two sentences stay one."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from hrdcorpus.knowledge.loading import NonEmpty, Shipped, load_shipped
from hrdcorpus.text.folding import GREEK, is_small

_CLOSERS = "\"'”’»›)]』」】）"
_MARKS = ".?!…。．？！؟۔।։።፧။"
# It begins with one set of characters, so that the search can skip from one to the next.
_STOP = re.compile(rf"[{_MARKS};](?:(?<!;)|(?<={GREEK};))[{_MARKS}]*[{re.escape(_CLOSERS)}]*")
_FULL_STOPS = ".。．။"
_WITHOUT_BLANK = frozenset("。？！؟")  # of scripts that have no capitals and may put no blank after them
_WINDOW = 60  # characters looked at on either side of a stop: keeps the whole linear


class _Abbreviations(Shipped, frozen=True, kw_only=True):
    words: frozenset[NonEmpty]
    example: NonEmpty


class _Language(Shipped, frozen=True, kw_only=True):
    before_capitals: tuple[_Abbreviations, ...]


class _Ending(Shipped, frozen=True, kw_only=True):
    language: NonEmpty
    endings: tuple[NonEmpty, ...]
    example: NonEmpty
    counterexample: NonEmpty


class _Endings(Shipped, frozen=True, kw_only=True):
    ending: tuple[_Ending, ...]


def asks_without_mark(text: str) -> bool:
    """Whether the text's last sentence ends as one that asks does in a language that needs no question mark.

    >>> asks_without_mark("いつ始めたのですか。"), asks_without_mark("いつも始めます。")
    (True, False)
    """
    return text.rstrip(_CLOSERS).rstrip(_FULL_STOPS).endswith(_list_endings())


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence of `text`, in code points, without the white space between sentences.

    Splits after ? ! . … and their like in other scripts, also where the blank after them was lost; not after
    initials and common abbreviations, nor inside numbers and addresses. No character but white space is left out.

    >>> text = "Who pays the U.S. envoy?We do. From 2.5 to 3 per cent... or more."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Who pays the U.S. envoy?', 'We do.', 'From 2.5 to 3 per cent... or more.']
    """
    sentences: list[tuple[int, int]] = []
    start = last = 0
    worded = False
    for end in (*_find_ends(text), len(text)):
        worded = worded or any(map(str.isalnum, text[last:end]))
        last = end
        if worded:  # "..." alone is no sentence
            sentences.append(_trim(text, start, end))
            start, worded = end, False
    if text[start:].strip():  # a stray mark at the end belongs to the last sentence
        first = sentences.pop()[0] if sentences else start
        sentences.append(_trim(text, first, len(text)))
    return tuple(sentences)


def _find_ends(text: str) -> Iterator[int]:
    for stop in _STOP.finditer(text):
        before = text[max(0, stop.start() - _WINDOW) : stop.start()]
        after = text[stop.end() : stop.end() + _WINDOW]
        if not after.strip() or not _WITHOUT_BLANK.isdisjoint(stop.group()):
            ends = True
        elif after[0].isspace():
            ends = _ends_before_blank(stop.group(), before, after)
        else:
            ends = _ends_without_blank(stop.group(), before, after)
        if ends:
            yield stop.end()


def _ends_before_blank(marks: str, before: str, after: str) -> bool:
    following = next(filter(str.isalnum, after), "")
    if "?" in marks or "!" in marks:
        return not (is_small(following) and marks[-1] in _CLOSERS)  # "Why?" he asked.
    if is_small(following):
        return False
    return marks.count(".") != 1 or not _is_abbreviation(_last_token(before), following)


def _ends_without_blank(marks: str, before: str, after: str) -> bool:
    following = next(filter(str.isalnum, after[:2]), "")  # a quotation mark or dash may come first
    if not following.isalpha() or is_small(following):
        return False
    token = _last_token(before)
    if any(sign in token + after.split(maxsplit=1)[0] for sign in ("://", "www.", "@")):
        return False
    word = _last_word(token)
    if marks[0] != "." or marks.count(".") > 1:
        return bool(word)
    # "U.S.Government", "Ph.D", "A.Petrov" and "St.Petersburg" are one
    return len(word) >= (2 if word.islower() else 3) and word.casefold() not in _list_abbreviations()


def _is_abbreviation(token: str, following: str) -> bool:
    word = _last_word(token)
    if token.isdigit():
        return len(token) < 3  # "1. Who", "3. Mai"
    if following.isdigit():
        return len(word) <= 3 and word.isalpha()  # "No. 5"
    return (len(word) == 1 and word.isalpha()) or word.casefold() in _list_abbreviations()


def _last_token(before: str) -> str:
    return before.rsplit(maxsplit=1)[-1] if before and not before[-1].isspace() else ""


def _last_word(token: str) -> str:
    return re.split(r"[\W_]+", token)[-1]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


@cache
def _list_abbreviations() -> frozenset[str]:
    file = files("hrdcorpus") / "resources" / "language" / "abbreviations.toml"
    return frozenset[str]().union(*(listed.words for listed in load_shipped(file, _Language).before_capitals))


@cache
def _list_endings() -> tuple[str, ...]:
    file = files("hrdcorpus") / "resources" / "language" / "endings.toml"
    return tuple(ending for rule in load_shipped(file, _Endings).ending for ending in rule.endings)
