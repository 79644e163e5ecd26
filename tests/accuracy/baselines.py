"""What a user would get today: an extractor, and the best short script on top of its text.

The script: a line that ends in a question mark is a question, the lines after it are its answer, what stands before
the first question is the introduction, and a question is keyed when its wording is one of the questionnaire's. A page
with two questions or more is an interview. Text pages go to the script as they are: there is nothing to extract.
"""

from collections.abc import Callable, Mapping

import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import bytes_to_str, detect_encoding
from trafilatura.settings import Document

from accuracy.cases import Asked, Case, load_known_wordings
from accuracy.outcomes import Outcome
from accuracy.score import fold

Extracted = tuple[str, Mapping[str, object]]


def run_trafilatura(case: Case) -> Outcome:
    """trafilatura with its metadata, set to prefer recall; the script on top."""
    return _run(case, _extract_with_trafilatura)


def run_resiliparse(case: Case) -> Outcome:
    """resiliparse's main content, which has no metadata; the script on top."""
    return _run(case, _extract_with_resiliparse)


def _run(case: Case, extract: Callable[[bytes], Extracted]) -> Outcome:
    if case.media_type == "text/html":
        text, fields = extract(case.raw)
    else:
        text, fields = case.raw.decode(case.truth.encoding), {}
    exchanges, introduction = _split_lines(text)
    return Outcome(exchanges, introduction, fields) if len(exchanges) > 1 else Outcome()


def _extract_with_trafilatura(raw: bytes) -> Extracted:
    found = trafilatura.bare_extraction(raw, favor_recall=True, include_comments=False, with_metadata=True)
    if not isinstance(found, Document):
        return "", {}
    fields = {"title": found.title, "published": found.date, "author": found.author}
    return found.text or "", fields


def _extract_with_resiliparse(raw: bytes) -> Extracted:
    html = bytes_to_str(raw, detect_encoding(raw) or "utf-8")
    return extract_plain_text(html, main_content=True, alt_texts=False, links=False), {}


def _split_lines(text: str) -> tuple[tuple[Asked, ...], tuple[str, ...]]:
    known = load_known_wordings()
    introduction: list[str] = []
    asked: list[tuple[str, list[str]]] = []
    for line in filter(None, (fold(line) for line in text.splitlines())):
        if line.endswith("?"):
            asked.append((line, []))
        else:
            (asked[-1][1] if asked else introduction).append(line)
    exchanges = (Asked(question=text, id=known.get(text), answer=tuple(answer)) for text, answer in asked)
    return tuple(exchanges), tuple(introduction)
