"""What a text shows by itself of being the site's: a known line, a credit, thanks, an arrow, an address, a note."""

import re

from hrdcorpus.clues.clues import Clues
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.reading.blocks import read_inner
from hrdcorpus.text.patterns import compile_later

_ARROW = compile_later(r"[←→⟵⟶⇐⇒◀▶◄►⇦⇨].*|.*[←→⟵⟶⇐⇒◀▶◄►⇦⇨]|[«‹<]+\s[^»›>]*|[^«‹<]*\s[»›>]+")
_ENDS_OF_ARROWS = frozenset("←→⟵⟶⇐⇒◀▶◄►⇦⇨«‹<»›>")
_ADDRESS = compile_later(r"https?://|\bwww\.|\b[\w-]+\.[a-z]{2,}(?:/\S*)?$")
_NUMBER, _DECIMAL = re.compile(r"\d+(?:[.,]\d+)*"), re.compile(r"\d[.,]\d")
_MOST_RATED = 16  # words and numbers of a line that says how readers rated it
_ROW = re.compile(r"(?:[^\w.…]|_){3,}")
_BRACKETED = re.compile(r"\[[^\[\]]+\]|\([^()]+\)")
_LONGEST_DIRECTION = 8  # words: "(gets up, and opens the lock)"; a sentence may be testimony: "(They never came back.)"
_CALL = re.compile(r"(?:[^\s,，:：]++ ?+){1,3}[,，]\s*")  # "Mrs Mary Example, thank you"
_SIGN = re.compile(r"[,–—-]\s+")  # before who made the note: "(It never opened. - Ed. note)"
_FOOTNOTE = re.compile(r"\[\d{1,3}\]\s|[\u00b9\u00b2\u00b3]\s?\w|©|\*{1,3}(?=\w)[^*]+$")


def is_row(clues: Clues) -> bool:
    """Whether it is a row of marks, such as "* * *"; "[...]" is an omission."""
    return _ROW.fullmatch(clues.text) is not None


def is_furniture(clues: Clues) -> bool:
    """Whether it is a line that stands among turns: one that is known, a row of marks, or the caption of a picture.

    The last sentence of a caption says who made the picture.
    """
    if clues.is_line("turns") or is_row(clues):
        return True
    if clues.ends_sentence:
        return False
    *before, last = clues.sentences
    return bool(before) and (last.unmarked.is_line("turns") or last.text.startswith("©"))


def is_farewell(clues: Clues, speech: Speech | None, names: frozenset[str] = frozenset()) -> bool:
    """Whether it thanks or takes leave, as an interviewer does: not for what was done for "me" or "us".

    Whoever is called by one of the `names`, folded words, is thanked for the interview.
    """
    if speech is None or clues.is_interrogative:
        return False
    call = _CALL.match(clues.text)
    if call is not None and not names.isdisjoint(clues.part(0, call.end()).words):
        return clues.part(call.end(), len(clues.text)).padded.startswith(speech.farewells)
    if not clues.padded.startswith(speech.farewells):
        return False
    first = clues.sentences[0]
    phrase = next((phrase for phrase in speech.farewells if first.padded.startswith(phrase)), None)
    return phrase is not None and (
        speech.first_person.isdisjoint(first.words[len(phrase.split()) :]) or _is_interviewers(first, speech)
    )


def is_own(clues: Clues, speech: Speech | None) -> bool:
    """Whether somebody says "I" or "we" in it who is not the interviewer."""
    return (
        speech is not None
        and not speech.first_person.isdisjoint(clues.words)
        and not _is_interviewers(clues, speech)
        and not is_farewell(clues, speech)
    )


def _is_interviewers(clues: Clues, speech: Speech) -> bool:
    return any(map(clues.padded.__contains__, speech.interviewer))


def weigh_link(clues: Clues) -> float:
    """How surely it leads elsewhere: 1 for a link or an arrow at an end, a half for an address, or links by half."""
    text = clues.text
    if clues.block.is_linked or (not _ENDS_OF_ARROWS.isdisjoint((text[0], text[-1])) and _ARROW.fullmatch(text)):
        return 1.0
    # Few texts need the search.
    may_be = "http" in text or "www." in text or "." in text.rsplit(maxsplit=1)[-1][:-1]
    return 0.5 if (may_be and _ADDRESS.search(text)) or _is_mostly_link(clues) else 0.0


def is_panel(clues: Clues) -> bool:
    """Whether it is a row of links or buttons with few words beside them, a rating, or a label before names alone.

    "Share on Facebook Print", "4.6 of 5 (38 votes)", "Photo: Example Press / Mary Example".
    """
    if clues.ends_sentence:
        return False
    links = _list_links(clues, "a", "button")
    is_row_of_links = len(links) > 1 and 2 * sum(map(len, links)) > len(clues.text)
    numbers = _NUMBER.findall(clues.text)
    is_rating = len(numbers) > 1 and any(map(_DECIMAL.fullmatch, numbers)) and len(clues.words) < _MOST_RATED
    prefix = clues.prefix if clues.prefix is not None and clues.prefix.is_plain else None
    named = clues.text[prefix.end :].split() if prefix is not None and " " not in prefix.shown else []
    is_credit = bool(named) and not any(word[0].islower() for word in named)
    return is_row_of_links or is_rating or is_credit


def _is_mostly_link(clues: Clues) -> bool:
    """Whether half of it is links, or its last sentence is one: "Do you mend nets? Write to the guild."."""
    links = _list_links(clues, "a")
    is_last = any(clues.text.endswith(text) and text == clues.sentences[-1].text for text in links)
    return is_last or 2 * sum(map(len, links)) >= len(clues.text)


def _list_links(clues: Clues, *tags: str) -> list[str]:
    """The texts of the elements of these names in it."""
    element = clues.block.element
    links = () if element is None or not len(element) else element.iter(*tags)
    texts = map(read_inner, links)
    return [text for text in texts if text and text in clues.text]


def is_note(clues: Clues, speech: Speech | None) -> bool:
    """Whether it begins as a footnote does, or is an editor's note in brackets.

    That asks nothing, and nobody says "I" in it but behind a colon. In round brackets people speak, too, unless it is
    short and no sentence, or editors begin like that; in a language that nobody described, a label is taken for an
    editor's.
    """
    if _FOOTNOTE.match(clues.text):
        return True
    if clues.is_interrogative or not clues.words or not _BRACKETED.fullmatch(clues.text):
        return False
    note = clues.part(1, len(clues.text) - 1)
    sign = " ".join(note.part(len(note.text) - len(_SIGN.split(note.text)[-1]), len(note.text)).words)
    if any(sign in each.notes for each in clues.knowledge.speech):
        return True
    if clues.text[0] == "(":
        is_short = len(note.words) <= _LONGEST_DIRECTION and not note.ends_sentence and ":" not in note.text
        is_direction = is_short and not note.is_line("answer") and not is_own(clues, speech)
        return note.is_line("closing") or is_direction or (speech is None and note.prefix is not None)
    return note.prefix is not None or not is_own(clues, speech)
