"""One page's outcome against its truth, as counts that add up over pages."""

import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from accuracy.cases import Asked, Case, Truth, load_known_wordings
from accuracy.outcomes import Outcome

PERSON = ("name", "role", "organisation", "place", "country")
FIELDS = (
    *("title", "published", "published_text", "author", "interface", "content", "available"),
    *(f"interviewee.{key}" for key in PERSON),
)


@dataclass
class Tally:
    """Counts by name, as in `questions.right`; `failures` are pages with the name of what went wrong on them."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[Case, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Adds the counts and failures of another tally to this one."""
        self.counts.update(other.counts)
        self.failures += other.failures


def fold(text: str) -> str:
    """What two texts must share to count as the same: NFC, with every run of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def score_page(case: Case, outcome: Outcome) -> Tally:
    """The counts of one page."""
    tally = Tally()
    tally.counts["pages"] = 1
    if outcome.error:
        _fail(case, tally, "error", f"error ({outcome.error})")
    _score_verdict(case, outcome, tally)
    _score_conservation(case, outcome, tally)
    if case.truth.interview:
        _score_exchanges(case, outcome, tally)
        _score_fields(case, outcome, tally)
    _score_text(case, outcome, tally)
    return tally


def _fail(case: Case, tally: Tally, count: str, name: str) -> None:
    tally.counts[count] += 1
    tally.failures.append((case, name))


def _check(case: Case, tally: Tally, name: str, right: bool) -> None:
    """Counts NAME.all, and NAME.right or a failure."""
    tally.counts[f"{name}.all"] += 1
    if right:
        tally.counts[f"{name}.right"] += 1
    else:
        tally.failures.append((case, name))


def _score_verdict(case: Case, outcome: Outcome, tally: Tally) -> None:
    accepted = bool(outcome.exchanges)
    if case.truth.interview and not accepted:
        _fail(case, tally, "refused wrongly", "refused wrongly")
    if accepted and not case.truth.interview:
        _fail(case, tally, "accepted wrongly", "accepted wrongly")


def _score_conservation(case: Case, outcome: Outcome, tally: Tally) -> None:
    if outcome.ledger is None or case.media_type != "text/plain":
        return
    text = case.raw.decode(case.truth.encoding).removeprefix("\ufeff")
    _check(case, tally, "conservation", _strip_space(outcome.ledger) == _strip_space(text))


def _strip_space(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def _score_exchanges(case: Case, outcome: Outcome, tally: Tally) -> None:
    """A question counts when its text is one of the other side; equal questions pair up in the order of the page."""
    known = load_known_wordings()
    counts = tally.counts
    waiting: dict[str, deque[Asked]] = defaultdict(deque)
    for asked in outcome.exchanges:
        waiting[fold(asked.question)].append(asked)
        counts["questions.found"] += 1
        counts["keys.given"] += asked.id is not None
    for number, true in enumerate(case.truth.exchange, 1):
        queue = waiting[fold(true.question)]
        found = queue.popleft() if queue else None
        _check(case, tally, "questions", found is not None)
        _check(case, tally, "answers", found is not None and _equal(found.answer, true.answer))
        if true.id is not None:
            kind = "known" if fold(true.question) in known else "reworded"
            _check(case, tally, f"keys.{kind}", found is not None and found.id == true.id)
        if found is not None and found.id not in (None, true.id):
            _fail(case, tally, "keys.wrong", f"wrong key {number}")
    for asked in (asked for queue in waiting.values() for asked in queue):
        tally.failures.append((case, "question that is none"))
        counts["keys.wrong"] += asked.id is not None
    shown, true_texts = _list_paragraphs(outcome.exchanges), _list_paragraphs(case.truth.exchange)
    counts["paragraphs.found"] += shown.total()
    counts["paragraphs.all"] += true_texts.total()
    counts["paragraphs.right"] += (shown & true_texts).total()
    if "introduction" not in case.truth.unscored:
        is_right = bool(outcome.exchanges) and _equal(outcome.introduction, case.truth.introduction)
        _check(case, tally, "introduction", is_right)


def _equal(found: Iterable[str], true: Iterable[str]) -> bool:
    return [fold(text) for text in found] == [fold(text) for text in true]


def _list_paragraphs(exchanges: Iterable[Asked]) -> Counter[str]:
    return Counter(fold(paragraph) for asked in exchanges for paragraph in asked.answer)


def _score_fields(case: Case, outcome: Outcome, tally: Tally) -> None:
    for name, true in list_fields(case.truth).items():
        found = outcome.fields.get(name)
        _check(case, tally, name, bool(outcome.exchanges) and _normalise(found) == _normalise(true))


def list_fields(truth: Truth) -> dict[str, object]:
    """The truth's scored fields by name, in the order of the table."""
    values: dict[str, object] = {name: getattr(truth, name) for name in FIELDS if "." not in name}
    values |= {f"interviewee.{key}": getattr(truth.interviewee, key) for key in PERSON}
    if truth.available is None:
        del values["available"]
    return {name: value for name, value in values.items() if not {name, name.partition(".")[0]} & set(truth.unscored)}


def _normalise(value: object) -> object:
    """An organisation counts with its article and without: `Head of the X` names `the X` and `X`."""
    if isinstance(value, tuple):
        return sorted(value)
    return fold(value).removeprefix("the ") if isinstance(value, str) else value


def _score_text(case: Case, outcome: Outcome, tally: Tally) -> None:
    """Words are compared as a whole, so that a paragraph cut elsewhere is neither lost nor leaked."""
    truth = case.truth
    introduction = () if "introduction" in truth.unscored else outcome.introduction
    spoken = _count_words([*truth.introduction, *(p for asked in truth.exchange for p in asked.answer)])
    questions = _count_words(asked.question for asked in truth.exchange)
    kept = _count_words([*introduction, *(p for asked in outcome.exchanges for p in asked.answer)])
    recorded = kept + _count_words(asked.question for asked in outcome.exchanges)
    tally.counts["characters"] += _measure(spoken)
    for name, words in (("leaked", recorded - spoken - questions), ("lost", spoken - kept)):
        tally.counts[name] += _measure(words)
        if words and truth.interview:
            tally.failures.append((case, f"{name} ({_measure(words)} characters)"))


def _count_words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in fold(text).split())


def _measure(words: Counter[str]) -> int:
    return sum(len(word) * count for word, count in words.items())
