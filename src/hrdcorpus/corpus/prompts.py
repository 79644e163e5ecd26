"""Pages -> what each puts to whom it asks: its questions, and lines that may be questions without looking like one."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from urllib.parse import urlsplit

from hrdcorpus.clues.clues import Clues
from hrdcorpus.corpus.places import CorpusFile
from hrdcorpus.errors import HrdcorpusError, NotAnInterview, attempt
from hrdcorpus.interview.labels import Labelled
from hrdcorpus.keying.suggesting import Prompt, Prompts
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.knowledge.language import detect_language
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import read_page
from hrdcorpus.reading.splitting import split_blocks

_LONGEST = 100  # characters of a line that nothing but its place on many pages shows to be a question
_COLONS = ":："
_LABELS = ("introduction", "question", "answer", "other")


def list_prompts(files: Sequence[CorpusFile], knowledge: Knowledge) -> tuple[list[Prompts], list[HrdcorpusError]]:
    """What the pages without a questionnaire ask, refused ones too; and why pages have no record."""
    listed: list[Prompts] = []
    errors: list[HrdcorpusError] = []
    for file in files:
        found = attempt(partial(_read_prompts, file, knowledge), file.path)
        if isinstance(found, HrdcorpusError):
            errors.append(found)
        else:
            prompts, reason = found
            listed += prompts
            errors += [NotAnInterview(reason, file.path)] if reason is not None else []
    return listed, errors


def _read_prompts(file: CorpusFile, knowledge: Knowledge) -> tuple[list[Prompts], str | None]:
    """The prompts of each interview on the page, and why it holds none; then of the page as a whole."""
    page = read_page(file.path, file.root)
    trace = trace_page(page, knowledge)
    if trace.reason is not None:
        url = split_blocks(page, knowledge.limits).declared.url or page.listed.url
        language = detect_language("\n".join(row.block.text for row in trace.ledger if row.label in _LABELS))
        return [Prompts(file.id, language, find_host(url), tuple(_find_prompts(trace.ledger, {})))], trace.reason
    listed = []
    for record, keyed in zip(trace.records, trace.keyed, strict=True):
        if record.questionnaire is None:
            asked = {exchange.question[0].clues: exchange.text for exchange in keyed.interview.exchanges}
            prompts = tuple(_find_prompts(keyed.interview.ledger, asked))
            listed.append(Prompts(record.id, record.language.content, find_host(record.source.url), prompts))
    return listed, None


def find_host(url: str | None) -> str:
    """The host of an address, empty where there is none.

    >>> find_host("https://www.example.org/a"), find_host(None)
    ('example.org', '')
    """
    return (urlsplit(url or "").hostname or "").removeprefix("www.")


def _find_prompts(ledger: Sequence[Labelled], asked: Mapping[Clues, str]) -> Iterator[Prompt]:
    """The questions, by the clues of their first row, and other lines that may be one."""
    rows = [row for row in ledger if row.label in _LABELS and not row.rule.startswith(("prefix", "signature"))]
    for row, below in zip_longest(rows, rows[1:]):
        if row.clues in asked:
            yield Prompt(asked[row.clues], is_question=True)
        elif below is not None and below.clues not in asked and _may_ask(row.clues, below.clues):
            yield Prompt(row.block.text, is_question=False)


def _may_ask(clues: Clues, below: Clues) -> bool:
    """Whether it is a short line above prose, and asks, is set apart by its type, or ends as no sentence does."""
    if len(clues.text) > _LONGEST or not clues.words or clues.line is not None or clues.block.is_linked:
        return False
    is_set_apart = bool(clues.block.heading) or clues.block.bold == ((0, len(clues.text)),)
    is_open = not clues.ends_sentence or clues.text[-1] in _COLONS
    return below.ends_sentence and (clues.is_interrogative or is_set_apart or is_open)
