"""Is the truth true? What a person says of a page stands on that page, in that order. `make accuracy` asks it first."""

import unicodedata
from collections.abc import Iterator

import lxml.html

from accuracy.cases import HANDWRITTEN, Case
from accuracy.score import list_fields

_PARSER = lxml.html.HTMLParser(encoding="utf-8")


def list_faults(case: Case) -> list[str]:
    """What is wrong with the truth of this page, in words that quote nothing of it."""
    return [f"{case.part} {case.name}: {fault}" for fault in (*_find_absent(case), *_find_unsaid(case))]


def _find_absent(case: Case) -> Iterator[str]:
    text, at = _show(case), 0
    turns = [part for asked in case.truth.exchange for part in (asked.question, *asked.answer)]
    for number, part in enumerate((*case.truth.introduction, *turns), start=1):
        found = text.find(_squeeze(part), at)
        if found < 0:
            yield f"text {number} of the truth does not stand on the page, after those before it"
            return
        at = found + len(_squeeze(part))
    for name in ("title", "published_text", "author"):
        value = list_fields(case.truth).get(name)
        if value is not None and _squeeze(str(value)) not in text:
            yield f"{name} does not stand on the page"


def _find_unsaid(case: Case) -> Iterator[str]:
    if bool(case.truth.exchange) != case.truth.interview:
        yield "an interview has exchanges, and nothing else has"
    if case.part.startswith("generated"):
        return
    if case.truth.interview == (case.part == "not-interviews"):
        yield "it is in the wrong folder"
    path = HANDWRITTEN / case.part.removeprefix("handwritten-") / f"{case.name}.truth.toml"
    if not path.read_text("utf-8").startswith("#"):
        yield "its first line is no comment that says what the page is"


def _show(case: Case) -> str:
    """The page's visible text without any white space, which no truth depends on."""
    text = case.raw.decode(case.truth.encoding)
    if case.media_type == "text/html":
        body = lxml.html.document_fromstring(text.encode(), _PARSER).find("body")
        text = "" if body is None else "".join(map(str, body.itertext()))
    return _squeeze(text)


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())
