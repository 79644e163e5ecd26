"""Generated pages: page NUMBER is always the same page, put together by `random.Random(NUMBER)`.

Numbers below `FIRST_EVALUATION` are for development, the others for evaluation: those use wordings of our own that the
first never show. The texts are in phrases.toml, people and the site's strings in parts.toml.
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from accuracy.cases import Case, Person, Truth
from accuracy.choosing import FIRST_EVALUATION, Draw, choose_interview
from accuracy.frames import PARTS, Head, frame_blog, frame_mirror, frame_site, frame_text
from accuracy.heads import choose_head, choose_other_head
from accuracy.layouts import STYLES
from accuracy.text_layouts import Interview

PAGES = 360
SINGLE_BREAKS = (3, 4, 6)  # dialects that part paragraphs by one line break
BLANK_LINES = (1, 1, 2, 2, 5, 6)
ENGLISH = (3, 7)  # dialects that only the English interface has


def generate_pages(numbers: Sequence[int] = range(PAGES)) -> list[Case]:
    """The pages of these numbers."""
    return [generate_page(number) for number in numbers]


def generate_page(number: int) -> Case:
    """The page of this number with its truth."""
    rng = Random(number)  # noqa: S311 - repeatable is what is wanted
    layout = list(STYLES)[number % len(STYLES)]
    language = rng.choice(["en", "en", "ru"])
    person = rng.choice([person for person in PARTS["person"] if person["language"] == language])
    draw = Draw(number, layout, STYLES[layout], language, person, rng)
    raw, truth = (_make_html if draw.style.is_html else _make_text)(draw, choose_interview(draw))
    return Case(
        name=f"{number:03}-{layout}-{language}",
        part="generated-development" if number < FIRST_EVALUATION else "generated-evaluation",
        media_type="text/html" if draw.style.is_html else "text/plain",
        raw=raw,
        truth=truth,
    )


def _make_text(draw: Draw, interview: Interview) -> tuple[bytes, Truth]:
    rng = draw.rng
    dialects = SINGLE_BREAKS if "single-breaks" in draw.layout else (*BLANK_LINES, *ENGLISH)
    dialect = rng.choice([d for d in dialects if draw.language == "en" or d not in ENGLISH])
    if dialect == 6:  # mirrors begin at the first question
        interview = replace(interview, introduction=())
    head = choose_head(draw, dialect)
    text = frame_text(dialect, head, draw.style.lay(interview), rng)
    if rng.random() < 0.1:
        text = text.replace("\n", "\r\n")
    encoding = "utf-8-sig" if rng.random() < 0.1 else "utf-8"
    truth = _build_truth(draw, interview, head, text, dialect=dialect, encoding=encoding)
    if dialect == 6:
        truth = _blank(truth, "title", "published", "published_text", "author", "interface", "available", "interviewee")
    if dialect == 4:
        truth = _blank(truth, "published", "published_text", "author", "available")
    if dialect in (4, 7):
        truth = truth.model_copy(update={"unscored": ("interface",)})
    return text.encode(encoding), truth


def _make_html(draw: Draw, interview: Interview) -> tuple[bytes, Truth]:
    rng = draw.rng
    kind = rng.choice(["site", "site", "site", "other", "other", "mirror"])
    head = choose_head(draw, rng.choice([1, 2])) if kind == "site" else choose_other_head(draw)
    frame = {"site": frame_site, "other": frame_blog, "mirror": frame_mirror}[kind]
    page = frame(head, draw.style.lay(interview), rng)
    encoding, charset = rng.choice(_list_encodings(draw.language, page))
    truth = _build_truth(draw, interview, head, page, encoding=encoding)
    if kind == "mirror":
        truth = _blank(truth, "title", "published", "published_text", "author", "interviewee")
    if kind != "site":  # whose interface is no language of the site, and whose author stands in the markup only
        truth = truth.model_copy(update={"unscored": ("interface", "author")})
    return page.replace("<head>", f"<head>{charset}", 1).encode(encoding), truth


def _list_encodings(language: str, page: str) -> list[tuple[str, str]]:
    """Python's name of an encoding with what the page says of it; most pages are UTF-8 and say so."""
    encodings = [("utf-8", '<meta charset="utf-8">')] * 4 + [("utf-8", ""), ("utf-8-sig", "")]
    old, said = ("windows-1251", "windows-1251") if language == "ru" else ("windows-1252", "iso-8859-1")
    try:
        page.encode(old)
    except UnicodeEncodeError:
        return encodings
    return [*encodings, (old, f'<meta charset="{said}">')]


def _build_truth(draw: Draw, interview: Interview, head: Head, page: str, **more: Any) -> Truth:
    keys = ("name", "role", "organisation", "place", "country")
    person = {key: draw.person[key] for key in keys if key in draw.person}
    called = draw.person["short"]
    if " " in called and called in page:  # a label has the name in the case that a Russian title does not
        person["name"] = called
    return Truth(
        interview=True,
        layout=draw.layout,
        title=head.title,
        published=head.published,
        published_text=head.date,
        author=head.author,
        interface=head.interface,
        content=head.language,
        available=head.available,
        interviewee=Person(**person),
        introduction=interview.introduction,
        exchange=interview.exchanges,
        **more,
    )


def _blank(truth: Truth, *fields: str) -> Truth:
    """The truth without what the page does not show."""
    return truth.model_copy(update={name: Person() if name == "interviewee" else None for name in fields})
