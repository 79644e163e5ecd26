"""Several interviews on one page: where each further one begins, by its title, or by a questionnaire asked anew."""

from collections.abc import Sequence

from hrdcorpus.interview.exchanges import Interview
from hrdcorpus.interview.labels import Labelled

_LONGEST_TITLE = 150  # characters
_FEWEST_AGAIN = 2  # standard questions asked a second time; one alone may be repeated


def find_bounds(interview: Interview) -> list[int]:
    """Places of the blocks with which a further interview on the page may begin; `interview` is the page read as one.

    Each is the title of an interview with somebody else, or the headline above a questionnaire that is asked anew.
    """
    ledger = interview.ledger
    asked = [i for i, row in enumerate(ledger) if row.label == "question"]
    if not asked:
        return []
    title = next((row.clues.interviewees for row in ledger if row.label == "title"), None) or ()
    known = {person.name for person in title}
    tops: list[int] = []
    for i in range(asked[0] + 1, asked[-1]):
        people = ledger[i].clues.interviewees if _is_headline(ledger[i]) else None
        names = {person.name for person in people or ()}
        if people is not None and names.isdisjoint(known):
            tops.append(i)
            known |= names
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
    is_free = row.label in ("answer", "other") or row.is_weighed_out
    is_short = len(clues.text) <= _LONGEST_TITLE and not clues.ends_sentence
    return is_whole and is_free and is_short and bool(clues.words) and not clues.whole.is_linked


def _find_head(ledger: Sequence[Labelled], top: int) -> int:
    """Where the head of a title begins: dates, lines of the site and rules may stand above it."""
    while ledger[top - 1].clues.dates or ledger[top - 1].clues.is_line("head") or not ledger[top - 1].clues.words:
        top -= 1
    return top
