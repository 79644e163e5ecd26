"""A title's line -> the words that make it the title of an interview, and what they leave to be read."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hrdcorpus.knowledge.cldr import find_country
from hrdcorpus.knowledge.title_files import Keys, fold_word
from hrdcorpus.knowledge.titles import TitleLanguage, Titles
from hrdcorpus.naming.grammar import Words
from hrdcorpus.naming.tokens import Token, split_tokens

LONGEST_TITLE = 600  # characters: a longer line is prose
# What ends a headline before the words "Interview with".
_BOUNDARY = re.compile(r"(?:[?!…:.,|»”“\"\])]|(?<=\s)[-–—]|[?!.,]['’])$")
_SEPARATORS = ("colon", "dash", "bar")
_LABEL = re.compile(r"\s*[\[(]([^\[\]()]+)[\])]")
_SENTENCE = re.compile(r"[.!?…]\W?$")


class Wording(NamedTuple):
    """A title's language, and its tokens without the words that make it one.

    `is_named` where only a person's name makes it one; `is_label` where those words are a label such as "Interview:",
    which may also stand before a headline. `country` is one before them, as in "Peru: Interview with".
    """

    language: TitleLanguage
    tokens: Words
    is_named: bool
    is_label: bool = True
    country: str | None = None


def list_wordings(line: str, titles: Titles) -> Iterator[Wording]:
    """Every way to read the line as an interview's title.

    The words that make it one stand at its beginning, after a headline or after the interviewee; or a quotation
    stands before, and what is talked about after: "“We stay”: Asel Omarova on dust in the mines".
    """
    folded = line.casefold() if len(line) <= LONGEST_TITLE else ""
    languages = tuple(each for each in titles if any(keyword in folded for keyword in each.keywords))
    tokens = _split_line(line) if languages or folded[:1] in tuple("\"'‘“„«»") else []
    for i, token in enumerate(tokens):
        before = line[: token.start].rstrip()
        if not i or _BOUNDARY.search(before[-2:]):
            yield from _find_lead(tokens, i, before, languages)
    for i in range(1, len(tokens)):
        yield from _find_closing(tokens, i, languages)
    after = _cut_quotation(tokens)
    if after is not tokens:
        about = [each for each in titles if any(begins_topic(after[k:], each) for k in range(1, len(after)))]
        if about:
            yield Wording(max(about, key=lambda each: _count_known(after, each)), after, is_named=True)


def begins_topic(tokens: Words, language: TitleLanguage) -> bool:
    """Whether it begins what is talked about, as "on dust in the mines" does."""
    keys = tuple(token.key for token in tokens[:4] if token.kind == "word")
    return tokens[0].kind == "word" and any(keys[:length] in language.topics for length in range(1, 5))


def _split_line(line: str) -> list[Token]:
    """The line's tokens; a bracket at its beginning counts as a label: "[Interview] Asel Omarova"."""
    label = _LABEL.match(line)
    if label is None:
        return split_tokens(line)
    end = label.end()
    colon = Token("colon", line[end - 1 : end], end - 1, end, ":")
    return [*split_tokens(label[1], label.start(1)), colon, *split_tokens(line[end:], end)]


def _find_lead(tokens: Sequence[Token], i: int, before: str, languages: Titles) -> Iterator[Wording]:
    found = [
        ((end, len(wording.keys), *_count_known(tokens[end:], language)), language, wording)
        for language in languages
        for wording in language.wordings
        if (end := _match(tokens, i, wording.keys, language))
    ]
    if found:
        (end, *_), language, wording = max(found, key=lambda each: each[0])
        after = tokens[end:]
        if [each.kind for each in after[:2]] in (["quoted", "dash"], ["quoted", "colon"]):
            after = after[2:]  # a headline: `HRD Interview: "We stay" - Asel Omarova`
        country = find_country(before.rstrip(" :|-–—"))
        yield Wording(language, after, wording.named or i > 0, wording.keys[-1] == ":", country)


def _find_closing(tokens: Sequence[Token], i: int, languages: Titles) -> Iterator[Wording]:
    """The words after the interviewee, at the end or before a headline; in brackets too: "Asel Omarova (interview)"."""
    inner = [tokens[i]._replace(kind="colon", key=":"), *split_tokens(tokens[i].text[1:-1])]
    run, begin = (inner, 0) if tokens[i].kind == "bracket" else (tokens, i)
    found = [
        language
        for language in languages
        for closing in language.closings
        if (end := _match(run, begin, closing.keys, language))
        and (end == len(run) or run[end].kind in (*_SEPARATORS, "stop"))
    ]
    if found:
        before = _cut_quotation(tokens[:i])
        yield Wording(max(found, key=lambda each: _count_known(before, each)), before, is_named=True)


def _cut_quotation(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without a quotation at their beginning that is a headline."""
    if len(tokens) < 2 or tokens[0].kind != "quoted":
        return tokens
    if tokens[1].kind in _SEPARATORS:
        return tokens[2:]
    return tokens[1:] if _SENTENCE.search(tokens[0].text) else tokens


def _match(tokens: Sequence[Token], i: int, keys: Keys, language: TitleLanguage) -> int:
    """Where a wording that begins at `i` ends, 0 where none does; "an exclusive" and "ten" may stand in between."""
    for key in keys:
        while i < len(tokens) and not _fits(tokens[i], key) and _is_qualifier(tokens[i], language):
            i += 1
        if i == len(tokens) or not _fits(tokens[i], key):
            return 0
        i += 1
    return i


def _fits(token: Token, key: str) -> bool:
    """Whether it is this word, also after a hyphen ("mini-interview"), or any separator where a colon is due."""
    return token.kind in (*_SEPARATORS, "stop") if key == ":" else key in (token.key, token.key.rpartition("-")[2])


def _is_qualifier(token: Token, language: TitleLanguage) -> bool:
    return token.kind == "word" and (token.key in language.qualifiers or token.key.isdecimal())


def _count_known(tokens: Sequence[Token], language: TitleLanguage) -> tuple[int, int]:
    """How many letters of the language's script there are, and how many of its words."""
    words = [word.strip("()") for token in tokens for word in token.text.split()]
    script = language.script.upper()
    return (
        sum(unicodedata.name(c, "").startswith(script) for word in words for c in word),
        sum(fold_word(word) in language.vocabulary for word in words),
    )
