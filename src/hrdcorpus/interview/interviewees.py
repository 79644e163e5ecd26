"""Who is interviewed: by the title, or by what else names them: a line, a label, the name by which they are called.

A label or a question names somebody only where one of the two, or what stands above the interview, has the full name.
"""

from collections.abc import Iterator, Sequence

from hrdcorpus.clues.clues import Clues
from hrdcorpus.clues.prefixes import could_name, find_called
from hrdcorpus.interview.head import list_titles
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.interview.mentions import find_full_name, find_introduced, find_shown_form
from hrdcorpus.knowledge.titles import Titles
from hrdcorpus.naming import find_interviewees
from hrdcorpus.records.form import Interviewee, build_interviewee

_SUBJECT = 3  # words of a sentence in which whoever writes says "I" or "our"
_NEEDED = 2  # of a line right below the title: a name, and what could be a role


def choose_interviewees(
    ledger: Sequence[Labelled], author: str | None, titles: Titles
) -> tuple[tuple[Interviewee, ...], bool]:
    """The people who are interviewed, none of whom is the author, and whether only other lines than the title tell who
    they are.
    """
    told = read_titles(ledger, titles)
    if any(person.name or person.anonymity for person in told):
        return _show_forms(told, ledger, titles), False
    first = next((i for i, row in enumerate(ledger) if row.label == "question"), len(ledger))
    above = [row for row in ledger[:first] if not row.block.region and not row.block.is_linked]
    lines = (_read_line(row.clues, titles) for row in above if row.label in ("other", "introduction"))
    found = next((people for people in lines if people and people[0].name), ()) or _read_below(ledger, author, titles)
    texts = [row.clues.plain for row in above if row.label != "author"]
    asked = [row.clues.plain for row in ledger if row.label == "question"]
    labelled = (find_full_name(name, texts, titles) for name in dict.fromkeys(_list_labels(ledger)))
    names = list(filter(None, labelled))
    if found and not names:
        return _show_forms(found, ledger, titles), True
    if not names:
        called = (find_full_name(word, texts, titles) for text in asked for word in find_called(text)[::-1])
        likeliest = next(filter(None, called), None) or find_introduced(
            above, ledger, (author or "").casefold(), titles
        )
        names = [likeliest] if likeliest else []
    known = {person.name: person for person in found}
    people = [known.get(name) or build_interviewee(name=name) for name in dict.fromkeys(names)]
    return (tuple(people), True) if people else (told, False)


def _show_forms(people: Sequence[Interviewee], ledger: Sequence[Labelled], titles: Titles) -> tuple[Interviewee, ...]:
    """The people with their names as the page has them where no other word asks for a case, if it has."""
    labels = dict.fromkeys(_list_labels(ledger))
    shown = [each.name and find_shown_form(each.name, ledger, labels, titles) for each in people]
    return tuple(
        each.model_copy(update={"name": name}) if name else each for each, name in zip(people, shown, strict=True)
    )


def _read_below(ledger: Sequence[Labelled], author: str | None, titles: Titles) -> tuple[Interviewee, ...]:
    """Who a line right below the title is about, as "Mary Example, pipe mender", where another wrote the page."""
    place = next((i for i, row in enumerate(ledger) if row.label == "title"), len(ledger)) + 1
    below = ledger[place].clues if place < len(ledger) and ledger[place].label in ("other", "introduction") else None
    if below is None or below.ends_sentence or not author:
        return ()
    people = find_interviewees(below.plain, titles, is_interview=True, most=_NEEDED) or ()
    return people if all(each.name and each.name.casefold() not in author.casefold() for each in people) else ()


def _read_line(clues: Clues, titles: Titles) -> tuple[Interviewee, ...] | None:
    """Who is interviewed by a line above the questions: "A talk with Mary Example.", "It rains. We met Mary Ex."."""
    if not clues.ends_sentence:
        return clues.interviewees
    own = frozenset[str]().union(*(speech.first_person for speech in clues.knowledge.speech))
    sentences = clues.sentences
    told = [each for each in sentences if len(sentences) == 1 or not own.isdisjoint(each.words[:_SUBJECT])]
    found = (find_interviewees(each.plain.removesuffix("."), titles) for each in told)
    return next((people for people in found if people and people[0].name), None)


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
