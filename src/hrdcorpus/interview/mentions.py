"""Where the full names of people stand on a page, and which of them a label, a question or another line means, too."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.knowledge.templates import is_name
from hrdcorpus.knowledge.title_files import fold_word
from hrdcorpus.knowledge.titles import Titles

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ENDS = re.compile(r"[^\w\s]|\s[^\w\s]|$")  # behind a name in a title: "Mary Example: why I stay"
_MOST_WORDS = 4  # of a full name
_MOST_PARAGRAPHS = 2  # in which the introduction names whom it introduces
_SHORT = 3  # letters of a name in which one more tells; of a label that is initials
_ENDING = 2  # letters of a name that may differ in another case


def find_full_name(called: str, texts: Sequence[str], titles: Titles) -> str | None:
    """The full name of who is called so, as one of the texts has it; the label itself where it is one.

    Whoever is called "Nadio" may be Nadia: a language may have a case for that.
    """
    runs = [text[start:end] for text in texts for start, end in list_capitalised(text, titles)]
    initials = list(called) if called.isupper() and len(called) <= _SHORT else called.replace(".", " ").split()
    if all(len(word) == 1 for word in initials):
        return next((run for run in runs if [word[0] for word in run.split()] == initials), called)
    if is_name(called):
        return (
            None
            if _holds_listed(called, titles)
            else next((run for run in runs if _is_abbreviated(called, run)), called)
        )
    if called.upper() == called.lower():  # of a script without capitals
        before = "" if " " in called else r"(?:^|[^\w\s])\s*"
        is_told = any(re.search(before + re.escape(called), text) for text in texts)
        return called if is_told and not _holds_listed(called, titles) else None
    key = fold_word(called.rsplit(maxsplit=1)[-1])
    full = [run for run in runs if 1 < len(run.split()) <= _MOST_WORDS]
    ends = {run: {fold_word(run.split()[0]), fold_word(run.split()[-1])} for run in full}
    alike = (run for run in reversed(full) if len(key) > _SHORT and any(end[:-1] == key[:-1] for end in ends[run]))
    return next((run for run in full if key in ends[run]), None) or next(alike, None)


def _is_abbreviated(called: str, run: str) -> bool:
    """Whether it is the run with initials: "M. EXAMPLE" for "Mary Example"."""
    pairs = list(zip(called.split(), run.split(), strict=False))
    is_whole = len(called.split()) == len(run.split())
    return is_whole and all(fold_word(a) == fold_word(b) or (a[1:] == "." and a[0] == b[0]) for a, b in pairs)


def find_introduced(above: Sequence[Labelled], page: Sequence[Labelled], author: str, titles: Titles) -> str | None:
    """The first name in the title, or with which a sentence above begins, by a part of which somebody is called, too.

    As good is that it stands again, whole, in what nobody answers, unless the title only ends with it, as with the name
    of a thing. What stands anywhere in small letters or behind an article is none.
    """
    everything = "".join(row.clues.padded for row in page)
    others = [row.clues.plain for row in page if row.label not in ("answer", "author") and not row.block.region]
    words = {word for row in page for word in _WORD.findall(row.clues.text)}
    articles = {article for each in titles for article in each.file.articles}
    titled = {row.clues.place for row in above if row.label == "title"}
    for name in _list_leading(above, titles):
        full, parts = f" {' '.join(name.words)} ", [f" {name.words[0]} ", f" {name.words[-1]} "]
        is_called = sum(map(everything.count, parts)) > 2 * everything.count(full)
        is_thing = any(f" {article}{full}" in everything for article in articles)
        is_small = not words.isdisjoint(word.lower() for word in (name.text.split()[0], name.text.split()[-1]))
        is_told = not name.span[0] or name.place not in titled
        is_again = is_told and sum(1 for _ in _list_forms(name.text, others, titles)) > 1
        if (is_called or is_again) and not (is_thing or is_small or name.folded in author):
            return name.text
    return None


def find_shown_form(name: str, page: Sequence[Labelled], labels: Iterable[str], titles: Titles) -> str | None:
    """The name in another case, as a label has it, or a sentence above the interview that begins with it.

    None where the title does not have the name behind another word, which may be what its case is for.
    """
    governed = (
        row.clues.plain for row in page if row.label in ("title", "other", "chrome") and name in row.clues.plain
    )
    if not any(text[: text.index(name)].rstrip(" ")[-1:].isalpha() for text in governed):
        return None
    first = next((i for i, row in enumerate(page) if row.label == "question"), len(page))
    leading = (shown.text for shown in _list_leading(page[:first], titles))
    return next((shown for shown in (*labels, *leading) if shown != name and _is_form(shown, name)), None)


def _list_forms(name: str, texts: Iterable[str], titles: Titles) -> Iterator[str]:
    """Where the texts have the full name, in any case."""
    runs = (text[start:end] for text in texts for start, end in list_capitalised(text, titles))
    return (run for run in runs if _is_form(run, name))


def _is_form(run: str, name: str) -> bool:
    """Whether the words differ by no more than their endings."""
    pairs = [(fold_word(a), fold_word(b)) for a, b in zip(run.split(), name.split(), strict=False)]
    is_whole = len(run.split()) == len(name.split())
    return is_whole and all(a == b or _is_inflected(a, b) for a, b in pairs)


def _is_inflected(word: str, other: str) -> bool:
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False)))
    return shared >= max(_SHORT, min(len(word), len(other)) - _ENDING)


def _list_leading(above: Sequence[Labelled], titles: Titles) -> Iterator[Clues]:
    """The full names with which the title, or a sentence of a caption or of the first paragraphs, begins, or a part of
    the title ends.
    """
    paragraphs = [row for row in above if row.label == "introduction"][:_MOST_PARAGRAPHS]
    for row in above:
        is_line = row.rule in ("before-title", "caption") or (row.label == "chrome" and row.is_weighed_out)
        if row.label == "title" or is_line or row in paragraphs:
            begins = {start for start, _ in row.clues.spans}
            runs = list_capitalised(row.clues.text, titles)
            if row.label == "title":
                runs = [run for run in runs if run[0] == 0 or _ENDS.match(row.clues.text, run[1])]
            else:
                runs = [run for run in runs if run[0] in begins]
            names = (row.clues.part(*run) for run in runs)
            yield from (name for name in names if 1 < len(name.text.split()) <= _MOST_WORDS)


def list_capitalised(text: str, titles: Titles) -> list[tuple[int, int]]:
    """Where words with capitals stand side by side; a role or another listed word before a name is no part of it."""
    runs: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        is_next = bool(runs) and text[runs[-1][1] : word.start()].isspace()
        if is_next and word.group() in titles[0].common.particles:
            runs[-1] = (runs[-1][0], word.end())
        elif word.group()[0].isupper() and not _is_listed(word.group(), titles):
            start = runs.pop()[0] if is_next else word.start()
            runs.append((start, word.end()))
    return runs


def _holds_listed(called: str, titles: Titles) -> bool:
    return any(_is_listed(word, titles) for word in called.split())


def _is_listed(word: str, titles: Titles) -> bool:
    return any(each.find_kind(fold_word(word)) is not None for each in titles)
