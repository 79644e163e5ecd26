"""What a page costs grows with the page, whatever it has much of: counted in calls, since no test times anything."""

import pytest

from counting import count_calls
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import build_page_records
from hrdcorpus.reading.pages import build_page

HEAD = (
    "<article><h1>HRD Interview: Mary Example, Chairwoman of the White Willow NGO, Kazakhstan</h1>"
    "<p><b>Who came to you in winter?</b></p><p>Nobody came, and we waited for the river.</p>"
    "<p><b>What role does the government play?</b></p><p>None, and I told them so.</p>"
)
TEXT = (
    "HRD Interview: Mary Example, Chairwoman of the White Willow NGO, Kazakhstan\n\nWho came to you in winter?\n\n"
    "Nobody came, and we waited for the river.\n\nWhat role does the government play?\n\nNone, and I told them so.\n"
)
PARTS = {  # how a page begins, and what it then has much of
    "links below the last answer": (HEAD, '<p><a href="/{0}">Story {0} of the river</a></p>'),
    "links in a list": (f"{HEAD}<ul>", '<li><a href="/{0}">Story {0} of the river</a></li>'),
    "links in a line": (f"{HEAD}<p>", '<a href="/{0}">Story {0}</a> '),
    "cards of stories": (
        f"{HEAD}</article>",
        '<article><h3><a href="/{0}">Story {0}</a></h3><p>Long ago.</p></article>',
    ),
    "addresses below the last answer": (TEXT, "\nhttps://example.org/{0}\n"),
    "paragraphs of an answer": (HEAD, "<p>We waited for the river {0} days, and then it came.</p>"),
    "elements in a line": (f"{HEAD}<p>", "<b>word{0}</b> "),
    "elements in each other": (HEAD, "<div>We waited {0} days."),
    "questions": (HEAD, "<p><b>Who came to you on day {0}?</b></p><p>It rained.</p>"),
    "labels": (TEXT, "\nQ: Who came on day {0}?\n\nMary Example: Nobody came.\n"),
}


@pytest.mark.parametrize(("head", "part"), PARTS.values(), ids=PARTS)
def test_work_grows_with_the_page(head: str, part: str) -> None:
    knowledge = load_knowledge()

    def count(number: int) -> int:
        text = head + "".join(map(part.format, range(number)))
        page = build_page(text.encode(), "page", "text/html" if head.startswith("<") else "text/plain")
        return count_calls(lambda: build_page_records(page, knowledge))

    count(50)  # what is loaded once is loaded
    few, more, most = count(50), count(100), count(200)
    assert most - more < 2.2 * (more - few)
