"""Several interviews on one page: where each further one begins, by its title, or by a questionnaire asked anew."""

import re
from collections.abc import Sequence

from hrdcorpus.interview.labels import CONTENT, Labelled
from hrdcorpus.interview.parting import Interview
from hrdcorpus.knowledge.templates import is_name
from hrdcorpus.records.form import Interviewee
from hrdcorpus.text.folding import fold_words

_PARTS = re.compile(r"\s*[,:：]\s+|\s+[–—|-]\s+")
_QUOTES = "\"'“‘«„"
_LONGEST_TITLE = 150  # characters
_FEWEST_AGAIN = 2  # standard questions asked a second time; one alone may be repeated


def find_bounds(interview: Interview) -> list[int]:
    """Places of the blocks with which a further interview on the page may begin; `interview` is the page read as one.

    Each is the title of an interview with somebody else, a headline that begins with another name and looks like the
    title, or the headline above a questionnaire that is asked anew.
    """
    ledger = interview.ledger
    asked = [i for i, row in enumerate(ledger) if row.label == "question"]
    if not asked:
        return []
    above = [row for row in ledger[: asked[0]] if row.label == "title"]  # sections of one title are one interview
    known = {person for row in above for person in row.clues.interviewees or ()}
    forms = {_read_form(row) for row in above} - {None}
    tops: list[int] = []
    for i, row in enumerate(ledger[: asked[-1]]):
        if i < asked[0] or not _is_headline(row):
            continue
        people = set(row.clues.interviewees or ())
        is_other = bool(people) and not any(_is_same(a, b) for a in people for b in known)
        if is_other or (_read_form(row) in forms and not _is_told(row, above)):
            tops.append(i)
            known |= people
            above.append(row)
    again = find_repetition(interview)
    if not tops and again is not None:
        before = max(i for i in asked if i < again)
        tops += [i for i in range(again - 1, before, -1) if _is_headline(ledger[i])][:1]
    return [ledger[_find_head(ledger, top)].clues.place for top in tops]


def find_repetition(interview: Interview) -> int | None:
    """Place in the ledger of the question with which a questionnaire is asked anew; None where it is asked once."""
    rows = [(i, row.clues.wording) for i, row in enumerate(interview.ledger) if row.label == "question"]
    asked = [(i, wording.item) for i, wording in rows if wording is not None]
    items = [item for _, item in asked]
    at = next((k for k, item in enumerate(items) if item in items[: max(k - 1, 0)]), len(items))
    again = [item for item in items[at:] if item in items[:at]]
    is_anew = len(again) >= _FEWEST_AGAIN and 2 * len(again) >= len(items[at:])
    return asked[at][0] if is_anew else None


def _is_headline(row: Labelled) -> bool:
    """Whether it is a block of its own that could be a title: short, no sentence, no link, nobody's turn."""
    clues = row.clues
    is_whole = clues.span == (0, len(clues.whole.text))
    is_out = row.weighed is not None and row.is_weighed_out and not row.weighed.values.get("elsewhere")
    is_free = row.label in ("answer", "question") or row.rule in ("heading", CONTENT) or is_out
    is_short = len(clues.text) <= _LONGEST_TITLE and not clues.ends_sentence
    return is_whole and is_free and is_short and bool(clues.words) and not clues.whole.is_linked


def _is_same(person: Interviewee, other: Interviewee) -> bool:
    return person == other or (person.name is not None and person.name == other.name)


def _read_form(row: Labelled) -> tuple[object, ...] | None:
    """How a headline that begins with a name looks; in plain type a name needs what a caption seldom has.

    That is a role and a country ("Mary Example, baker, Chad"), or a quotation ("Mary Example: 'We bake'").
    """
    name, *more = _PARTS.split(row.block.text)
    is_shown = row.block.heading > 0 or bool(row.block.bold)
    is_full = len(more) > 1 or any(part[0] in _QUOTES for part in more if part)
    return (row.block.heading, row.block.tag, is_shown) if is_name(name) and (is_shown or is_full) else None


def _is_told(row: Labelled, above: Sequence[Labelled]) -> bool:
    """Whether the name it begins with stands in a headline above."""
    name = fold_words(_PARTS.split(row.block.text)[0])
    return any(f" {name} " in other.clues.padded for other in above)


def _find_head(ledger: Sequence[Labelled], top: int) -> int:
    """Where the head of a title begins: dates, lines of the site and rules may stand above it."""
    while ledger[top - 1].clues.dates or ledger[top - 1].clues.is_line("head") or not ledger[top - 1].clues.words:
        top -= 1
    return top
