"""Several interviews on one page are as many records, each with its own head, people and introduction; or none."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import Trace, trace_page
from hrdcorpus.reading.pages import build_page, read_page
from hrdcorpus.records.form import MediaType
from hrdcorpus.records.sidecar import shorten_hash

TITLES = {
    "en": ("HRD Interview: Ada Pell, baker, Kazakhstan", "HRD Interview: Boris Reed, miller, Kyrgyzstan"),
    "ru": (
        "Интервью с правозащитником: Ада Пелль, пекарь, Казахстан",
        "Интервью с правозащитником: Борис Рид, мельник, Кыргызстан",
    ),
}
SAID = {"en": "I carry sack number {}.", "ru": "Я ношу мешок номер {}."}
ABOUT = {"en": "We met in the old mill in May.", "ru": "Мы встретились в мае на старой мельнице."}
(HRD, *_) = load_knowledge().questionnaires


def _ask(language: str) -> list[str]:
    """Wordings of three items."""
    texts = {wording.item: wording.text for wording in HRD.wordings[::-1] if wording.language == language}
    return [text for text in texts.values() if "{" not in text][:3]


def _write(language: str, titles: tuple[str, str], above: tuple[str, str] = ("", "")) -> list[tuple[str, str]]:
    """Two interviews with a title, a paragraph of introduction and the same questions: each line with its kind."""
    lines = []
    for k, title in enumerate(titles):
        lines += [("head", above[k]), ("title", title), ("p", ABOUT[language])]
        for n, question in enumerate(_ask(language)):
            lines += [("question", question), ("p", SAID[language].format(10 * k + n))]
    return [line for line in lines if line[1]]


LAYOUTS: dict[str, tuple[MediaType, Callable[[str, str], str]]] = {
    "text": ("text/plain", lambda _, text: f"{text}\n\n"),
    "text without blank lines": ("text/plain", lambda _, text: f"{text}\n"),
    "headings": ("text/html", lambda kind, text: f"<h1>{text}</h1>" if kind == "title" else f"<p>{text}</p>"),
    "headings for everything": (
        "text/html",
        lambda kind, text: {"title": f"<h2>{text}</h2>", "question": f"<h3>{text}</h3>"}.get(kind, f"<p>{text}</p>"),
    ),
    "bold": ("text/html", lambda kind, text: f"<p>{text}</p>" if kind == "p" else f"<p><b>{text}</b></p>"),
}


def _trace(media_type: MediaType, text: str) -> Trace:
    return trace_page(build_page(text.encode(), f"pair.{media_type[5:]}", media_type), load_knowledge())


@pytest.mark.parametrize("language", TITLES)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "cut", [0, 1], ids=["with titles of interviews", "the second titled with name, role and country alone"]
)
def test_two_interviews(layout: str, language: str, cut: int) -> None:
    media_type, markup = LAYOUTS[layout]
    first, second = TITLES[language]
    titles = (first, second.split(": ")[1] if cut else second)
    lines = _write(language, titles, ("12 May 2021", "13 May 2021") if language == "en" else ("", ""))
    records = _trace(media_type, "".join(markup(*line) for line in lines)).records
    assert [record.id for record in records] == ["pair", "pair-2"]
    assert tuple(record.title for record in records) == titles
    if not cut:
        assert [[person.country for person in record.interviewees] for record in records] == [["KZ"], ["KG"]]
    if language == "en":
        assert [record.published for record in records] == ["2021-05-12", "2021-05-13"]
    for k, record in enumerate(records):
        assert record.introduction == (ABOUT[language],)
        assert [e.answer for e in record.exchanges] == [(SAID[language].format(10 * k + n),) for n in range(3)]
        assert all(e.question.match == "exact" for e in record.exchanges)


OWN = (
    (
        "How did you begin to bake in the old mill?",
        "What do you do when the mill stands still?",
        "Who helps you there?",
    ),
    (
        "When did you first see the river rise?",
        "What would you tell the owner of the dam?",
        "How do you sleep at night?",
    ),
)


@pytest.mark.parametrize(
    ("titles", "layouts"),
    [
        (("HRD Interview: Anonymous, baker, Chad", "HRD Interview: Anonymous, miller, Chad"), LAYOUTS),
        (("Ada Pell, baker, Chad", "Boris Reed, miller, Chad"), LAYOUTS),
        (("Ada Pell: “We bake at night”", "Boris Reed: “The river took my cow”"), LAYOUTS),
        (("Ada Pell", "Boris Reed"), ("headings", "headings for everything", "bold")),
    ],
)
def test_two_interviews_with_questions_of_their_own(titles: tuple[str, str], layouts: Iterable[str]) -> None:
    for layout in layouts:
        media_type, markup = LAYOUTS[layout]
        lines = [
            line
            for k in range(2)
            for line in (
                ("title", titles[k]),
                *(
                    (kind, text)
                    for q in OWN[k]
                    for kind, text in (
                        ("question", q),
                        ("p", f"I carried it up the hill, and I carried it down {len(q)} times."),
                    )
                ),
            )
        ]
        records = _trace(media_type, "".join(markup(*line) for line in lines)).records
        assert [(record.title, len(record.exchanges)) for record in records] == [(title, 3) for title in titles], layout


def test_a_caption_is_no_title() -> None:
    lines = ["HRD Interview: Ada Pell, baker, Chad"]
    for n, question in enumerate(OWN[0]):
        lines += [question, SAID["en"].format(n), *(["Boris Reed, the miller"] if n == 1 else [])]
    (record,) = _trace("text/plain", "\n\n".join(lines)).records
    assert record.title == lines[0]


def test_people_in_sections_under_one_title_are_one_interview() -> None:
    asked = ["".join(f"<p><b>{q}</b></p><p>{SAID['en'].format(1)}</p>" for q in questions) for questions in OWN]
    page = f"<h1>Two voices from the mill</h1><h2>Ada Pell</h2>{asked[0]}<h2>Boris Reed</h2>{asked[1]}"
    (record,) = _trace("text/html", page).records
    assert len(record.exchanges) == 6


def test_names_above_turns_are_no_titles() -> None:
    turns = "".join(
        f"<p><b>Zoya Lind</b></p><p>{question}</p><p><b>Ada Pell</b></p><p>{SAID['en'].format(n)}</p>"
        for n, question in enumerate((*OWN[0], *OWN[1]))
    )
    (record,) = _trace("text/html", f"<h1>Bread from the old mill</h1>{turns}").records
    assert len(record.exchanges) == 6


def test_a_page_that_asks_its_questionnaire_twice_without_a_title_between_is_refused() -> None:
    lines = [line for line in _write("en", TITLES["en"]) if line[1] not in (TITLES["en"][1], ABOUT["en"])]
    trace = _trace("text/plain", "\n\n".join(text for _, text in lines))
    assert (trace.records, trace.reason) == (
        (),
        "its questionnaire is asked twice: it seems to hold two interviews; save each as a page of its own",
    )


@pytest.mark.parametrize(
    "below",
    [
        TITLES["en"][1],  # of an interview that stands elsewhere
        f"{TITLES['en'][1]}\n\nHow did he come to the mill?",
        _ask("en")[0],  # one question repeated
    ],
)
def test_one_interview_and_a_line_below(below: str) -> None:
    lines = _write("en", TITLES["en"])
    text = "\n\n".join(text for _, text in lines[: len(lines) // 2])
    (record,) = _trace("text/plain", f"{text}\n\n{below}\n\n{SAID['en'].format(9)}").records
    assert record.title == TITLES["en"][0]


def test_a_key_of_the_second_interview_is_corrected(tmp_path: Path) -> None:
    text = "\n\n".join(text for _, text in _write("en", TITLES["en"]))
    line = text.splitlines().index(TITLES["en"][1]) + 5
    question = text.splitlines()[line - 1]
    (tmp_path / "pair.txt").write_text(text, "utf-8")
    (tmp_path / "pair.toml").write_text(
        '[facts]\nreason = "they said so"\n[[facts.interviewee]]\nrole = "cook"\n'
        '[[facts.interviewee]]\nrole = "carter"\n'
        f'[[question]]\nline = {line}\nsha256 = "{shorten_hash(question)}"\nid = "none"\nreason = "else"\n',
        "utf-8",
    )
    records = trace_page(read_page(tmp_path / "pair.txt", tmp_path), load_knowledge()).records
    matches = [[exchange.question.match for exchange in record.exchanges] for record in records]
    assert matches == [["exact"] * 3, ["corrected", "exact", "exact"]]
    assert [person.role for record in records for person in record.interviewees] == ["cook", "carter"]
