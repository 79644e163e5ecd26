"""What the rows of an interview say of who asks and who speaks is in the record."""

from dataclasses import replace

import pytest

from hrdcorpus import pipeline
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.reading.pages import build_page

PAGE = """HRD Interview: Dana Serik, nurse, Kazakhstan

Can you tell us more about your work on business and human rights?

We count wells.

Nobody else does.
"""


@pytest.mark.parametrize(
    ("labels", "asker", "speakers"),
    [
        ((None, None, None), None, None),
        (("Zoya", "Dana Serik", "Dana Serik"), "Zoya", ("Dana Serik", "Dana Serik")),
        ((None, "Dana Serik", "Erlan"), None, ("Dana Serik", "Erlan")),
        (("Zoya", "Dana Serik", None), "Zoya", None),  # whose the second paragraph is, nobody knows
    ],
)
def test_labels_of_speakers(
    labels: tuple[str | None, ...], asker: str | None, speakers: tuple[str, ...] | None
) -> None:
    keyed = pipeline.trace_page(build_page(PAGE.encode(), "page.txt", "text/plain"), load_knowledge()).keyed
    assert keyed is not None
    ((parted, match),) = keyed.exchanges
    rows = zip((*parted.question, *parted.answer), labels, strict=True)
    question, *answer = (replace(row, speaker=label) for row, label in rows)
    exchange = pipeline._build_exchange(1, replace(parted, question=(question,), answer=tuple(answer)), match)
    assert (exchange.asker, exchange.speakers, exchange.lines, exchange.path) == (asker, speakers, (3, 7), None)


def test_an_exchange_of_an_html_page_has_the_path_of_its_question() -> None:
    lines = [line for line in PAGE.splitlines() if line]
    markup = f"<h1>{lines[0]}</h1>" + "".join(f"<p>{line}</p>" for line in lines[1:])
    (record,) = pipeline.build_page_records(build_page(markup.encode(), "page.html", "text/html"), load_knowledge())
    assert [(exchange.path, exchange.lines) for exchange in record.exchanges] == [("/html/body/p[1]", None)]
