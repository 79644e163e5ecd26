"""Who is interviewed: by the title, or by what else names them: a line, a label, the name by which they are called.

A label or a question names somebody only where one of the two, or what stands above the interview, has the full name.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from hrdcorpus.clues.clues import Clues
from hrdcorpus.clues.prefixes import could_name
from hrdcorpus.interview.head import list_titles
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.knowledge.templates import is_name
from hrdcorpus.knowledge.titles import Titles, fold_word
from hrdcorpus.naming import find_interviewees
from hrdcorpus.records.form import Interviewee, build_interviewee

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_MOST_WORDS = 4  # of a full name
_CALLED = re.compile(r"((?:[^\W\d_][\w.'’-]*\s+){0,3}[^\W\d_][\w'’-]*)\s?(?:,|[–—-]\s|!)")  # "Ms Example, who ..."


def choose_interviewees(ledger: Sequence[Labelled], titles: Titles) -> tuple[tuple[Interviewee, ...], bool]:
    """The people who are interviewed, and whether only other lines than the title tell who they are."""
    headed = list_titles(ledger)
    told = next(filter(None, (row.clues.interviewees for row in headed)), ())
    if not any(person.name or person.anonymity for person in told):
        likely = (find_interviewees(row.clues.plain, titles, is_interview=True) for row in headed)
        told = next(filter(None, likely), told)
    if any(person.name or person.anonymity for person in told):
        return told, False
    first = next((i for i, row in enumerate(ledger) if row.label == "question"), len(ledger))
    above = [row for row in ledger[:first] if not row.block.region and not row.block.is_linked]
    lines = (_read_line(row.clues, titles) for row in above if row.label in ("other", "introduction"))
    if found := next((people for people in lines if people and people[0].name), None):
        return found, True
    texts = [row.clues.plain for row in above if row.label != "author"]
    titled = [row.clues.plain for row in ledger if row.label == "title" and is_name(row.clues.plain)]
    asked = [row.clues.plain for row in ledger if row.label == "question"]
    alone = [text for text in titled if _is_called_by_part(text, [*texts, *asked], titles)]
    called = list(dict.fromkeys(_list_labels(ledger))) or alone
    names = [_find_full_name(name, texts, titles) for name in called]
    if not called:
        likeliest = (_find_full_name(word, texts, titles) for word in _list_called(ledger[first:]))
        names = [next(filter(None, likeliest), None)]
    people = [build_interviewee(name=name) for name in dict.fromkeys(filter(None, names))]
    return (tuple(people), True) if people else (told, False)


def _read_line(clues: Clues, titles: Titles) -> tuple[Interviewee, ...] | None:
    """Who is interviewed by a line above the questions, which may be one sentence: "A talk with Mary Example."."""
    if clues.ends_sentence and len(clues.sentences) == 1:
        return find_interviewees(clues.plain.removesuffix("."), titles)
    return clues.interviewees


def _list_labels(ledger: Sequence[Labelled]) -> Iterator[str]:
    """The labels of those who answer and never ask."""
    asking = {row.speaker for row in ledger if row.label == "question"}
    for i, row in enumerate(ledger):
        if row.label == "answer" and row.speaker and row.speaker not in asking:
            yield row.speaker
        prefix = row.clues.prefix if row.label == "answer" and ledger[i - 1].label == "question" else None
        if prefix is not None and prefix.kind == "label" and not row.speaker and could_name(prefix.shown):
            yield prefix.shown


def _list_called(rows: Sequence[Labelled]) -> Iterator[str]:
    """The words of the name by which the first question calls somebody, the last first: "Ms Example, who ..."."""
    asked = next((row.clues.plain for row in rows if row.label == "question"), "")
    called = _CALLED.match(asked.rpartition(": ")[2])
    if called and called[1].split()[-1][0].isupper():
        yield from (word for word in called[1].split()[::-1] if word[0].isupper())


def _find_full_name(called: str, texts: Sequence[str], titles: Titles) -> str | None:
    """The full name of who is called so, as one of the texts has it; the label itself where it is one."""
    initials = [word[0] for word in called.split() if _INITIAL.fullmatch(word)]
    if initials and len(initials) == len(called.split()):
        runs = (text[start:end] for text in texts for start, end in list_runs(text, titles))
        return next((run for run in runs if [word[0] for word in run.split()] == initials), called)
    if is_name(called):
        return None if any(map(partial(_is_listed, titles=titles), called.split())) else called
    key = fold_word(called.rsplit(maxsplit=1)[-1])
    for text in texts:
        for start, end in list_runs(text, titles):
            words = text[start:end].split()
            if 1 < len(words) <= _MOST_WORDS and key in (fold_word(words[0]), fold_word(words[-1])):
                return text[start:end]
    return None


def _is_called_by_part(title: str, texts: Sequence[str], titles: Titles) -> bool:
    """Whether a title that may be a name is one: a text has its last word without the first, as of no book."""
    words = title.split()
    named = (text[start:end].split() for text in texts for start, end in list_runs(text, titles))
    is_whole = list_runs(title, titles) == [(0, len(title))]  # "A House full of Lamps" is none
    return is_whole and any(name[-1] == words[-1] and name[0] != words[0] for name in named)


def list_runs(text: str, titles: Titles) -> list[tuple[int, int]]:
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


def _is_listed(word: str, titles: Titles) -> bool:
    return any(each.find_kind(fold_word(word)) is not None for each in titles)
