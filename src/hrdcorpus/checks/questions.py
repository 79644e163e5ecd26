"""Findings on questions and answers: HRD1xx."""

from collections import Counter
from collections.abc import Iterator
from math import exp, log
from statistics import median

from hrdcorpus.checks.draft_record import DraftRecord, count_characters
from hrdcorpus.interview.keyed import is_part
from hrdcorpus.keying.matching import REWORDED
from hrdcorpus.records.findings import Finding

_FEWEST_ANSWERS = 6  # with fewer, no length is unusual
_MOST_WORDS = 6  # of a question that may be the interviewer's
_FAR = 12  # times as long, or as short, as the middle answer; in real interviews some answers are a tenth of it
_DEVIATIONS = 3.5  # robust ones, of the logarithm of the length: the usual bound for the modified z-score
_TO_SIGMA = 1.4826  # from the median absolute deviation, were the logarithms distributed normally


def check_keys(draft: DraftRecord) -> Iterator[Finding]:
    """Questions without a key, with a doubtful one, with two, or with one that was given before."""
    seen = Counter[str]()
    for number, (exchange, match) in enumerate(draft.keyed.exchanges, start=1):
        line = exchange.question[0].block.line
        if match.item is None:
            if match.kind != "corrected":  # else a person has looked at it
                is_begun = is_part(exchange, draft.keyed.interview.ledger)
                best = ", ".join(f"{found.item} {found.score:g}" for found in match.candidates)
                why = f"matches no item; most like {best}" if best else "matches no item"
                why = "begins within a sentence" if is_begun else why
                yield Finding("unmatched-question", f"question {number} {why}", line)
            continue
        if match.kind in REWORDED:
            how = f"score {match.score}" if match.kind == "similar" else "by what it says"
            yield Finding("similar-question", f"question {number} keyed to {match.item}, {how}", line)
        if match.kind == "order" and match.score < 1:  # else it goes on with what was asked before
            detail = f"question {number} keyed to {match.item} by its place, likeness {match.score:g}"
            yield Finding("placed-question", detail, line)
        for other in match.others:
            yield Finding("second-question", f"question {number} also asks {other}", line)
        seen[match.item] += match.kind != "order"
        if seen[match.item] == 2 and match.kind != "order":
            yield Finding("repeated-question", f"question {number} is keyed to {match.item} again", line)


def check_answers(draft: DraftRecord) -> Iterator[Finding]:
    """Questions without an answer."""
    for number, (exchange, _) in enumerate(draft.keyed.exchanges, start=1):
        if not exchange.answer:
            yield Finding("empty-answer", f"question {number} has no answer", exchange.question[0].block.line)


def check_asides(draft: DraftRecord) -> Iterator[Finding]:
    """Short questions inside answers that bear no name: the interviewer's, or the speaker's own."""
    for number, (exchange, _) in enumerate(draft.keyed.exchanges, start=1):
        for row in exchange.answer[1:-1]:
            is_short = len(row.clues.words) <= _MOST_WORDS and len(row.clues.spans) == 1
            if is_short and row.clues.is_interrogative and row.speaker is None:
                yield Finding("possible-question", f"in the answer to question {number}", row.block.line)


def check_lengths(draft: DraftRecord) -> Iterator[Finding]:
    """Answers far longer or shorter than the others: by the median, which no single answer moves."""
    lengths = {
        number: (exchange.answer[0].block.line, count_characters(exchange.answer))
        for number, (exchange, _) in enumerate(draft.keyed.exchanges, start=1)
        if exchange.answer
    }
    if len(lengths) < _FEWEST_ANSWERS:
        return
    middle = median(log(length) for _, length in lengths.values())
    spread = _TO_SIGMA * median(abs(log(length) - middle) for _, length in lengths.values())
    bound = max(log(_FAR), _DEVIATIONS * spread)
    for number, (line, length) in lengths.items():
        if abs(log(length) - middle) > bound:
            detail = f"the answer to question {number} has {length} characters, the middle one {exp(middle):.0f}"
            yield Finding("answer-length", detail, line)
