"""Pages -> what is known of each without opening it: how many findings are open, its state, its countries."""

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct

from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.corpus.reviewing import State, find_state
from hrdcorpus.errors import CorrectionError, HrdcorpusError, attempt
from hrdcorpus.interview.exchange import Exchange
from hrdcorpus.keying.known import Match
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.knowledge.wordings import wording_key
from hrdcorpus.output.explaining.explanation import Explanation, explain_page
from hrdcorpus.pipeline import Trace
from hrdcorpus.reading.pages import Page, read_page
from hrdcorpus.records.findings import Finding
from hrdcorpus.records.rules import RULES
from hrdcorpus.records.sidecar import Sidecar, load_sidecar


class Listed(Struct, frozen=True):
    """A page in the list: the `codes` of its open findings, one for each; why it has no record, if it has none.

    `wordings` are the keys of the questions that have no item and of which nobody has said that they ask none. Of one
    that is not `is_read` the rest is not known, or no longer sure.
    """

    file: CorpusFile
    is_read: bool = False
    state: State = "open"
    codes: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    wordings: tuple[str, ...] = ()
    release: str | None = None
    trouble: str = ""

    @property
    def is_left(self) -> bool:
        """Whether nobody has been through the page as it now is; of one that is unread, as its sidecar alone tells."""
        return self.state == "changed" or (self.state == "open" and (self.is_read or _is_untold(self.file)))

    @property
    def is_wanted(self) -> bool:
        """Whether somebody is to look at it: there are open findings, or nobody knows yet."""
        return self.is_left and (bool(self.codes) or not self.is_read)


def sort_pages(pages: Iterable[Listed]) -> list[Listed]:
    """Those with most open findings first; what somebody has been through, or excluded, last, as far as it is known."""
    return sorted(pages, key=lambda page: (page.state not in ("open", "changed"), -len(page.codes), page.file.id))


def read_explained(file: CorpusFile, knowledge: Knowledge) -> tuple[Page, Explanation]:
    """The page with its sidecar, explained; `PageError` or `OSError` where it cannot be read."""
    page = read_page(file.path, file.root)
    return page, explain_page(page, knowledge)


def list_page(file: CorpusFile, knowledge: Knowledge, accepted: frozenset[str]) -> Listed:
    """What is known of the page; findings with `accepted` codes are settled on every page."""
    try:
        page, explanation = read_explained(file, knowledge)
    except (HrdcorpusError, OSError) as error:
        return list_refused(file, error)
    return list_explained(file, page.sidecar, explanation, accepted)


def list_refused(file: CorpusFile, error: HrdcorpusError | OSError) -> Listed:
    """A page that cannot be read."""
    name = "broken-correction" if isinstance(error, CorrectionError) else "unreadable-page"
    reason = error.explanation if isinstance(error, HrdcorpusError) else error.strerror or "cannot be read"
    return Listed(file, is_read=True, codes=(RULES[name].code,), trouble=reason)


def list_explained(file: CorpusFile, sidecar: Sidecar, explanation: Explanation, accepted: frozenset[str]) -> Listed:
    """What is known of a page that is explained with its sidecar."""
    unheeded = explanation.unheeded
    codes = [RULES[finding.name].code for finding in list_open(explanation.trace, sidecar, accepted)]
    if unheeded is not None:
        codes.append(RULES["broken-correction"].code)
    no_interview = RULES["not-an-interview"].code
    if not explanation.records and no_interview not in accepted | sidecar.accept:
        codes.append(no_interview)
    people = [person for record in explanation.records for person in record.interviewees]
    return Listed(
        file=file,
        is_read=True,
        state=find_state(() if unheeded else explanation.records, sidecar),
        codes=tuple(codes),
        countries=frozenset(person.country for person in people if person.country),
        wordings=tuple(wording_key(exchange.text) for exchange, match in list_asked(explanation) if is_open(match)),
        release=sidecar.release,
        trouble=unheeded.explanation if unheeded else explanation.reason or "",
    )


def list_open(trace: Trace, sidecar: Sidecar, accepted: frozenset[str]) -> list[Finding]:
    """The findings that somebody is to look at: those that nobody accepted, and that tell more than a correction."""
    settled = accepted | sidecar.accept | {RULES["corrected"].code}
    return [finding for finding in trace.findings if RULES[finding.name].code not in settled]


def list_asked(explanation: Explanation) -> Iterator[tuple[Exchange, Match]]:
    """The exchanges of the page with their keys, in order."""
    return (pair for keyed in explanation.trace.keyed for pair in keyed.exchanges)


def is_open(match: Match) -> bool:
    """Whether nobody knows what the question asks, and nobody has said that it asks no standard question."""
    return match.item is None and match.kind != "corrected"


def _is_untold(file: CorpusFile) -> bool:
    sidecar = attempt(partial(load_sidecar, file.path), file.path)
    return isinstance(sidecar, HrdcorpusError) or not (sidecar.reviewed or sidecar.exclusion)
