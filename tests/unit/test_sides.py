"""What is the site's and what the interview's: lines above, between or below the turns."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from hrdcorpus.clues.clues import read_clues
from hrdcorpus.interview.boilerplate import is_farewell
from hrdcorpus.keying.matching import compile_matcher
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.blocks import Block
from hrdcorpus.reading.pages import build_page
from hrdcorpus.records.form import MediaType, Record

SURROUNDED = [
    page
    for name in ("sides.toml", "interviews.toml")
    for page in tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))["page"]
]
TITLE = "HRD Interview: Ana Ejemplo, nurse, Chad"
WORK = "Can you tell us more about your work on business and human rights?"
DRIVE = "What drives you?"
PROSE = "We count the wells of the valley every spring, and write down which of them are dry."
MOTHER = "My mother did."

# what stands below the last answer (or, where told, between two) and is nobody's testimony
OUTSIDE = {
    "arrows to other parts": ["← Part one: Goats", "Part three: What the well knew →"],
    "an arrow of two brackets": ["Part three: What the well knew »"],
    "a caption and who made it": ["Ana Ejemplo beside the well. Photo: Valley Post"],
    "a caption with a sign": ["The well in May. © Valley Post"],
    "an editor's note": ["[Editor's note: the company did not answer our letter.]"],
    "a note in brackets without a label": ["[The well has been closed since.]"],
    "buttons, in Russian": ["Поделиться", "Скопировать ссылку", "Подписаться на новости долины"],
    "buttons nobody listed, beside one that is": ["Facebook", "Valleygram"],
    "an appeal": ["Every Monday we send our newsletter free of charge."],
    "a translator and a disclaimer": [
        "Translated from Spanish by Mary Example",
        "The views expressed here are those of the speaker.",
    ],
    "a disclaimer in Spanish": ["Las opiniones expresadas aquí son de la entrevistada."],
    "a line of marks": ["* * *"],
    "a note that says at its end who made it": ["(The court closed the case in May of this year. — Прим. ред.)"],
    "who owns the text": ["Copyright 2021 Valley Post. All rights reserved."],
    "a note in round brackets": ["(Editor's note: the court closed the case in May.)"],
    "a company's own name": ["Example Mining's response", "We take great care. Our wells are full."],
    "a picture's maker in brackets": ["Ana Ejemplo beside the well. (Photo: Valley Post)"],
    "a share button of a site nobody knows": ["Поделиться в Долинаграм"],
    "a company's answer": ["Company response", "Example Mining rejects all that was said. Our wells are full."],
    "related stories": ["Related stories", "Who drank the river?", "A goat walks home"],
}
# what is testimony though it looks like something else
INSIDE = {
    "short sentences in brackets": ["(They never came back.)", "(Nobody was ever punished.)"],
    "a verse": ["The well is dry", "the goat is old", "and still we sing"],
    "an arrow inside": ["They went from the well → to the court, and back."],
    "a note of one's own in brackets": ["[I would rather not name him.]"],
    "a year before a word": ["2019 was the worst of all years for us."],
    "a sentence that says you, above buttons": ["You do not walk away from such people.", "Share"],
    "an omission": ["[...]", "And so it went on."],
    "round brackets": ["(My brother was there, too.)", "(The guard said: not today.)"],
    "a number inside a name": ["Then came COVID-19.", "19 of us were left."],
    "a number without a mark": ["3 of us are left, and we go on."],
    "testimony below a heading of the foot": ["Related stories", "That is what they called us. We are the story."],
}
FOOTNOTES = (
    f"We won one case.1 They lost it.[2] Aida* saw it(3) twice[4]. {PROSE}",
    *("1 Decision of May 2020.", "[2] The file.", "* Name changed.", "(3) In court.", "4. The second time in May."),
)

# lines between the title and the first question -> the introduction
INTRODUCED = {
    "no full stop": (["Ana Ejemplo, a nurse from the valley, spoke to us about wells and goats"], 1),
    "a bracket at the end": (["Ana Ejemplo counts wells in the valley and beyond (and some of the goats)"], 1),
    "a footnote's mark": (["Ana Ejemplo counts wells in the valley, as her mother did before her.[1]"], 1),
    "a quotation": (["“We count every well,” says Ana Ejemplo, who “will never cease to do so”"], 1),
    "more than a line": ([f"{PROSE[:-1]}, and {PROSE.lower()[:-1]}"], 1),
    "a short quotation": (["“We count every well”"], 1),
    "a name": (["Jan Park"], 0),
    "who made the picture": (["Photo: Jan Park"], 0),
    "a sign": (["© Jan Park"], 0),
    "the title again": ([TITLE, PROSE], 1),
    "by-line, share words, another story": (["By Jan Park", "Share", "Read also: Who drank the river?", PROSE], 1),
    "in Chinese": (["安娜在山谷裡數井，她的母親從前也數井，她把每一口乾井都寫下來，寄給法院和公司，等他們回答"], 1),
}
HEADS = {  # lines of the head -> published, interface, author
    "a change is no publication": (["Published on 7 April 2021", "Updated: 9 May 2021"], "2021-04-07"),
    "a change above": (["Обновлено: 9 мая 2021", "7 April 2021"], "2021-04-07"),
    "a change alone": (["Обновлено: 9 мая 2021"], None),
}


def _read(paragraphs: list[str], media_type: MediaType = "text/plain") -> Record:
    page = build_page("\n\n".join(paragraphs).encode(), "page.txt", media_type)
    (record,) = trace_page(page, load_knowledge()).records
    return record


def _build_page(head: list[str], between: list[str], below: list[str]) -> list[str]:
    return [TITLE, *head, WORK, PROSE, *between, DRIVE, MOTHER, *below]


@pytest.mark.parametrize("lines", OUTSIDE.values(), ids=OUTSIDE)
def test_what_is_nobodys_testimony(lines: list[str]) -> None:
    record = _read(_build_page([], [], lines))
    assert [exchange.answer for exchange in record.exchanges] == [(PROSE,), (MOTHER,)]


@pytest.mark.parametrize("name", ["a caption and who made it", "an editor's note", "an arrow of two brackets"])
def test_what_is_nobodys_testimony_between_two_turns(name: str) -> None:
    record = _read(_build_page([], OUTSIDE[name], []))
    assert [exchange.answer for exchange in record.exchanges] == [(PROSE,), (MOTHER,)]


@pytest.mark.parametrize("lines", INSIDE.values(), ids=INSIDE)
def test_what_is_testimony(lines: list[str]) -> None:
    said = [line for line in lines if line not in ("Related stories", "Share")]
    answer = _read(_build_page([], [], lines)).exchanges[-1].answer
    assert [line for line in answer if line != "Related stories"] == [MOTHER, *said]


def test_footnotes_are_kept_apart_and_known_by_their_marks() -> None:
    said, *notes = FOOTNOTES
    page = build_page("\n\n".join([TITLE, WORK, said, DRIVE, MOTHER, *notes]).encode(), "page.txt", "text/plain")
    trace = trace_page(page, load_knowledge())
    assert [exchange.answer for exchange in trace.records[0].exchanges] == [(said,), (MOTHER,)]
    assert [row.rule for row in trace.ledger if row.block.text in notes] == 5 * ["site.note"]


@pytest.mark.parametrize(("lines", "count"), INTRODUCED.values(), ids=INTRODUCED)
def test_what_introduces(lines: list[str], count: int) -> None:
    record = _read(_build_page(["7 April 2021", *lines], [], []))
    assert record.introduction == tuple(lines[len(lines) - count :])


def test_what_introduces_in_an_html_page() -> None:
    box = "<div><p>Anna</p><p>Valleygram</p><p>41 likes</p></div>"
    shared = '<p><a href="/s">Send to a goat</a></p>'
    turns = f"<h3>{WORK}</h3><p>{PROSE}</p><h3>{DRIVE}</h3><p>{MOTHER}</p>"
    listed = "<ul><li>the wells of the valley</li><li>the goats</li></ul>"
    page = f"<h1>{TITLE}</h1><p>7 April 2021</p>{box}<div><p>{PROSE}</p><p>{PROSE}</p>{shared}{listed}{turns}</div>"
    assert _read([page], "text/html").introduction == (PROSE, PROSE, "the wells of the valley", "the goats")


def _read_marked(lines: str) -> tuple[Record, dict[str, list[str]]]:
    """The record of a page of `sides.toml`, and its texts by their letters."""
    marked = [(line[0], line[2:]) for line in lines.strip().split("\n")]
    is_html = any(text.startswith("<") for _, text in marked)
    record = _read([text for _, text in marked], "text/html" if is_html else "text/plain")
    texts: dict[str, list[str]] = {"Q": [], "A": [], "I": [], "S": []}
    for letter, text in marked:
        texts[letter].append(re.sub("<[^>]*>", "", text))
    return record, texts


@pytest.mark.parametrize("page", SURROUNDED, ids=[page["name"] for page in SURROUNDED])
def test_what_stands_around_an_interview(page: dict[str, str]) -> None:
    record, texts = _read_marked(page["lines"])
    assert list(record.introduction) == texts["I"]
    assert [exchange.question.text for exchange in record.exchanges] == texts["Q"]
    said = [paragraph for exchange in record.exchanges for paragraph in exchange.answer]
    assert said == texts["A"]


def _list_thanks(kind: str) -> list[tuple[Speech, str]]:
    return [(speech, text) for speech in load_knowledge().speech for text in getattr(speech, kind)]


def _thanks(text: str, speech: Speech) -> bool:
    (clues,) = read_clues([Block(text)], load_knowledge(), compile_matcher([]))
    return is_farewell(clues, speech)


@pytest.mark.parametrize(("speech", "text"), _list_thanks("thanked"))
def test_thanks_of_the_interviewer(speech: Speech, text: str) -> None:
    assert _thanks(text, speech)


@pytest.mark.parametrize(("speech", "text"), _list_thanks("thankful"))
def test_thanks_of_whoever_answers(speech: Speech, text: str) -> None:
    assert not _thanks(text, speech)


TITLES = {
    "the site's name is a link": ('<header><h1><a href="/">Wells</a></h1></header><h2>Ana Park</h2>', "Ana Park"),
    "a by-line reads like a title": ("<h1>The Well / Dry</h1><p>Interview: Jan Park</p>", "The Well / Dry"),
}


@pytest.mark.parametrize(("heading", "title"), TITLES.values(), ids=TITLES)
def test_the_title_that_the_markup_names(heading: str, title: str) -> None:
    declared = f"<title>Wells / {title}</title>" if title == "Ana Park" else f"<title>{title} | Site</title>"
    turns = f"<h3>{WORK}</h3><p>{PROSE}</p><h3>{DRIVE}</h3><p>{MOTHER}</p>"
    record = _read([f"{declared}{heading}<p>7 April 2021</p>{turns}"], "text/html")
    assert (record.title, record.published) == (title, "2021-04-07")


def test_a_paragraph_that_tells_of_the_interview_is_no_title() -> None:
    told = f"This interview with Vera Ejemplo, lawyer, Chad, speaks of hope. {PROSE}"
    record = _read(["Blog", "Hope on the river", told, WORK, PROSE, DRIVE, MOTHER])
    assert (record.title, record.introduction) == ("Hope on the river", (told,))


@pytest.mark.parametrize(("lines", "published"), HEADS.values(), ids=HEADS)
def test_dates_of_publication_and_of_change(lines: list[str], published: str | None) -> None:
    record = _read(_build_page(lines, [], []))
    assert (record.title, record.published, record.introduction) == (TITLE, published, ())


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u200d", "\u2060", "\u200e", "\u202a", "\ufeff"])
def test_characters_that_nobody_sees_change_nothing(mark: str) -> None:
    def sprinkle(text: str) -> str:
        return mark.join([text[:3], text[3:9], text[9:]])

    banner = "Cette page n’est pas disponible en Français et est affichée en English"
    lines = ["7 April 2021", "Business & Human Rights Resource Centre"]
    seen, plain = (
        _read(list(map(change, [banner, TITLE, *lines, WORK, PROSE, DRIVE, MOTHER]))) for change in (sprinkle, str)
    )
    fields: Any = ("published", "language", "interviewees")
    assert [getattr(seen, field) for field in fields] == [getattr(plain, field) for field in fields]
    assert [each.question.id for each in seen.exchanges] == ["work", "motivation"]


def test_buttons_that_ask_show_their_answers() -> None:
    pairs = ((WORK, PROSE), ("Who walks with you?", "A goat."), (DRIVE, MOTHER))
    turns = "".join(f"<button>{asked}</button><div><p>{said}</p></div>" for asked, said in pairs)
    head, foot = f"<h1>{TITLE}</h1><p>7 April 2021</p>", "<button>Forgot?</button><button>Share</button>"
    record = _read([head + turns + foot], "text/html")
    assert [(each.question.text, each.answer) for each in record.exchanges] == [(a, (b,)) for a, b in pairs]


def test_a_banner_in_a_language_nobody_described() -> None:
    record = _read(["Ukurasa huu haupo kwa Kiswahili bali kwa English", *_build_page(["7 April 2021"], [], [])])
    assert (record.title, record.language.interface, record.published) == (TITLE, None, "2021-04-07")
