"""Who is interviewed: by the title, or by what else names them: a line, a label, the name by which they are called.

A label or a question names somebody only where one of the two, or what stands above the interview, has the full name.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from hrdcorpus.clues.clues import Clues
from hrdcorpus.clues.prefixes import could_name, find_called
from hrdcorpus.interview.head import list_titles
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.knowledge.templates import is_name
from hrdcorpus.knowledge.titles import Titles, fold_word
from hrdcorpus.naming import find_interviewees
from hrdcorpus.records.form import Interviewee, build_interviewee

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MOST_WORDS = 4  # of a full name
_MOST_PARAGRAPHS = 2  # in which the introduction names whom it introduces
_SHORT = 3  # letters of a name in which one more tells


def choose_interviewees(
    ledger: Sequence[Labelled], author: str | None, titles: Titles
) -> tuple[tuple[Interviewee, ...], bool]:
    """The people who are interviewed, none of whom is the author, and whether only other lines than the title tell who
    they are.
    """
    told = read_titles(ledger, titles)
    if any(person.name or person.anonymity for person in told):
        return told, False
    first = next((i for i, row in enumerate(ledger) if row.label == "question"), len(ledger))
    above = [row for row in ledger[:first] if not row.block.region and not row.block.is_linked]
    lines = (_read_line(row.clues, titles) for row in above if row.label in ("other", "introduction"))
    found = next((people for people in lines if people and people[0].name), ())
    texts = [row.clues.plain for row in above if row.label != "author"]
    asked = [row.clues.plain for row in ledger if row.label == "question"]
    labelled = (_find_full_name(name, texts, titles) for name in dict.fromkeys(_list_labels(ledger)))
    names = list(filter(None, labelled))
    if found and not names:
        return found, True
    if not names:
        called = (_find_full_name(word, texts, titles) for text in asked for word in find_called(text)[::-1])
        likeliest = next(filter(None, called), None) or _find_introduced(
            above, ledger, (author or "").casefold(), titles
        )
        names = [likeliest] if likeliest else []
    known = {person.name: person for person in found}
    people = [known.get(name) or build_interviewee(name=name) for name in dict.fromkeys(names)]
    return (tuple(people), True) if people else (told, False)


def _read_line(clues: Clues, titles: Titles) -> tuple[Interviewee, ...] | None:
    """Who is interviewed by a line above the questions, which may be one sentence: "A talk with Mary Example."."""
    if clues.ends_sentence and len(clues.sentences) == 1:
        return find_interviewees(clues.plain.removesuffix("."), titles)
    return clues.interviewees


def read_titles(rows: Sequence[Labelled], titles: Titles) -> tuple[Interviewee, ...]:
    """The people whom the title or a line above it tells, if by any words."""
    headed = list_titles(rows)
    told = next(filter(None, (row.clues.interviewees for row in headed)), ())
    if any(person.name or person.anonymity for person in told):
        return told
    likely = (find_interviewees(row.clues.plain, titles, is_interview=True) for row in headed)
    return next(filter(None, likely), told)


def _list_labels(ledger: Sequence[Labelled]) -> Iterator[str]:
    """The labels of those who answer and never ask."""
    asking = {row.speaker for row in ledger if row.label == "question"}
    for i, row in enumerate(ledger):
        if row.label == "answer" and row.speaker and row.speaker not in asking:
            yield row.speaker
        prefix = row.clues.prefix if row.label == "answer" and ledger[i - 1].label == "question" else None
        if prefix is not None and prefix.kind == "label" and not row.speaker and could_name(prefix.shown):
            yield prefix.shown


def _find_full_name(called: str, texts: Sequence[str], titles: Titles) -> str | None:
    """The full name of who is called so, as one of the texts has it; the label itself where it is one.

    Whoever is called "Nadio" may be Nadia: a language may have a case for that.
    """
    runs = [text[start:end] for text in texts for start, end in list_runs(text, titles)]
    initials = called.replace(".", " ").split()
    if all(len(word) == 1 for word in initials):
        return next((run for run in runs if [word[0] for word in run.split()] == initials), called)
    if is_name(called):
        return None if any(map(partial(_is_listed, titles=titles), called.split())) else called
    key = fold_word(called.rsplit(maxsplit=1)[-1])
    full = [run for run in runs if 1 < len(run.split()) <= _MOST_WORDS]
    ends = {run: {fold_word(run.split()[0]), fold_word(run.split()[-1])} for run in full}
    alike = (run for run in reversed(full) if len(key) > _SHORT and any(end[:-1] == key[:-1] for end in ends[run]))
    return next((run for run in full if key in ends[run]), None) or next(alike, None)


def _find_introduced(above: Sequence[Labelled], page: Sequence[Labelled], author: str, titles: Titles) -> str | None:
    """The first name in the title, or with which a sentence above begins, by a part of which somebody is called, too.

    Two sentences that begin with it are as good. What stands anywhere in small letters or behind an article is none.
    """
    everything = "".join(row.clues.padded for row in page)
    words = {word for row in page for word in _WORD.findall(row.clues.text)}
    articles = {article for each in titles for article in each.file.articles}
    begun = set[str]()
    for row, name in _list_leading(above, titles):
        full, parts = f" {' '.join(name.words)} ", [f" {name.words[0]} ", f" {name.words[-1]} "]
        is_called = sum(map(everything.count, parts)) > 2 * everything.count(full)
        is_thing = any(f" {article}{full}" in everything for article in articles)
        is_small = not words.isdisjoint(word.lower() for word in (name.text.split()[0], name.text.split()[-1]))
        if (is_called or full in begun) and not (is_thing or is_small or name.folded in author):
            return name.text
        if row.label != "title":
            begun.add(full)
    return None


def _list_leading(above: Sequence[Labelled], titles: Titles) -> Iterator[tuple[Labelled, Clues]]:
    """The full names in the title, and those with which a sentence of a caption or of the first paragraphs begins."""
    paragraphs = [row for row in above if row.label == "introduction"][:_MOST_PARAGRAPHS]
    for row in above:
        is_line = row.rule in ("before-title", "caption") or (row.label == "chrome" and row.is_weighed_out)
        if row.label == "title" or is_line or row in paragraphs:
            begins = {start for start, _ in row.clues.spans}
            runs = [run for run in list_runs(row.clues.text, titles) if row.label == "title" or run[0] in begins]
            names = (row.clues.part(*run) for run in runs)
            yield from ((row, name) for name in names if 1 < len(name.text.split()) <= _MOST_WORDS)


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
