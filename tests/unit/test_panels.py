"""Panels of several guests in every form that labels take: each paragraph of an answer has its speaker."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import build_page

GUESTS: Mapping[str, tuple[str, ...]] = {
    "en": ("Vera Quince", "Tobias Harrow", "Ines Plover", "Omar Tull", "Greta Fenn", "Hugo Sarn"),
    "ru": ("Вера Айвова", "Тимур Боронов", "Инна Куликова", "Олег Тулин", "Галина Фёнова", "Юрий Сарнов"),
    "es": ("Vera Membrillo", "Tobías Grada", "Inés Chorlito", "Omar Tul", "Greta Helecho", "Hugo Sarna"),
    "fr": ("Véra Coing", "Tobie Herse", "Inès Pluvier", "Omar Tulle", "Gréta Fougère", "Hugo Sarment"),
}
ROLE = {"en": "baker", "ru": "пекарь", "es": "panadera", "fr": "boulanger"}
ASKER = {"en": "Interviewer", "ru": "Корреспондент", "es": "Entrevistadora", "fr": "Journaliste"}
TITLE = {
    "en": "HRD Interview: {}, bakers at the Old Mill, Chad",
    "ru": "Интервью с правозащитниками: {}, пекари, Чад",
    "es": "Entrevista: {}, panaderos, Chad",
    "fr": "Entretien avec {}, boulangers, Tchad",
}
QUESTIONS = {
    "en": ("How did you begin to bake in the old mill?", "What do you do when the mill stands still?"),
    "ru": ("Как вы начали печь хлеб на старой мельнице?", "Что вы делаете, когда мельница стоит?"),
    "es": ("¿Cómo empezaron ustedes a hornear en el molino viejo?", "¿Qué hacen ustedes cuando el molino se para?"),
    "fr": ("Comment avez-vous commencé à cuire au vieux moulin ?", "Que faites-vous quand le moulin s’arrête ?"),
}
SAID = {
    "en": ("I carried flour up the hill, sack number {}.", "Nobody helped me with sack number {}."),
    "ru": ("Я носил муку на гору, мешок номер {}.", "Никто мне не помог с мешком номер {}."),
    "es": ("Yo subí la harina al cerro, el saco número {}.", "Nadie me ayudó con el saco número {}."),
    "fr": ("J’ai monté la farine sur la colline, le sac numéro {}.", "Personne ne m’a aidé avec le sac numéro {}."),
}
WORD = {"en": "Note", "ru": "Примечание", "es": "Nota", "fr": "Note"}


class Turn(NamedTuple):
    """Who speaks, how often he has spoken before, and his first paragraph."""

    name: str
    role: str
    before: int
    text: str


def _cut_initials(name: str) -> str:
    return " ".join(f"{word[0]}." for word in name.split())


# How a turn begins, and what the record calls who speaks.
TEXT_LAYOUTS: Mapping[str, tuple[Callable[[Turn], str], Callable[[str], str]]] = {
    "full names": (lambda t: f"{t.name}: {t.text}", str),
    "initials after the full name": (
        lambda t: f"{_cut_initials(t.name) if t.before else t.name}: {t.text}",
        str,
    ),
    "initial and surname after the full name": (
        lambda t: f"{t.name[0] + '. ' + t.name.split()[1] if t.before else t.name}: {t.text}",
        str,
    ),
    "first names": (lambda t: f"{t.name.split()[0]}: {t.text}", lambda name: name.split()[0]),
    "surnames in capitals": (
        lambda t: f"{t.name.split()[1].upper()}: {t.text}",
        lambda name: name.split()[1].upper(),
    ),
    "surnames after the full name": (lambda t: f"{t.name.split()[1] if t.before else t.name}: {t.text}", str),
    "a role in brackets": (lambda t: f"{t.name} ({t.role}): {t.text}", str),
    "a dash": (lambda t: f"{t.name} — {t.text}", str),
    "names above": (lambda t: f"{t.name}\n\n{t.text}", str),
    "first names with a time above": (
        lambda t: f"{t.name.split()[0]}  00:0{t.before}:10\n{t.text}",
        lambda name: name.split()[0],
    ),
    "braces": (lambda t: f"{{{t.name}}} {t.text}", str),
}
HTML_LAYOUTS: Mapping[str, tuple[Callable[[Turn], str], Callable[[str], str]]] = {
    "bold names": (lambda t: f"<p><b>{t.name}:</b> {t.text}</p>", str),
    "bold names without a colon": (lambda t: f"<p><strong>{t.name}</strong> {t.text}</p>", str),
    "bold names above": (lambda t: f"<p><b>{t.name}</b></p><p>{t.text}</p>", str),
    "bold initials": (lambda t: f"<p><b>{_cut_initials(t.name)}:</b> {t.text}</p>", _cut_initials),
    "list": (lambda t: f"<dl><dt>{t.name}:</dt><dd>{t.text}</dd></dl>", str),
}


def _build(language: str, count: int, layout: Callable[[Turn], str], markup: Callable[[str], str], ask: str) -> str:
    names = GUESTS[language][:count]
    first, further = SAID[language]
    lines = [markup(TITLE[language].format(", ".join(names)))]
    for number, question in enumerate(QUESTIONS[language] * 2):
        lines.append(markup(ask.format(asker=ASKER[language], question=question)))
        for k, name in enumerate(names[:: -1 if number % 2 else 1]):
            lines.append(layout(Turn(name, ROLE[language], number, first.format(10 * number + k))))
            if k % 2 == 0:
                lines.append(markup(further.format(10 * number + k)))
    return "\n\n".join(lines)


def _expect(language: str, count: int, show: Callable[[str], str]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    names = GUESTS[language][:count]
    first, further = SAID[language]
    answers = []
    for number in range(4):
        said = []
        for k, name in enumerate(names[:: -1 if number % 2 else 1]):
            said += [(show(name), first.format(10 * number + k))]
            said += [(show(name), further.format(10 * number + k))] * (k % 2 == 0)
        answers.append((tuple(voice for voice, _ in said), tuple(text for _, text in said)))
    return answers


CASES = [
    (media, ask, name)
    for media, layouts in (("plain", TEXT_LAYOUTS), ("html", HTML_LAYOUTS))
    for ask in ("{asker}: {question}", "{question}", *(("<b>{question}</b>",) if media == "html" else ()))
    for name in layouts
]


@pytest.mark.parametrize("language", GUESTS)
@pytest.mark.parametrize(("media", "ask", "name"), CASES)
def test_every_paragraph_has_its_speaker(media: str, ask: str, name: str, language: str) -> None:
    layout, show = (TEXT_LAYOUTS if media == "plain" else HTML_LAYOUTS)[name]
    for count in (2, 3, 6):
        text = _build(language, count, layout, str if media == "plain" else lambda text: f"<p>{text}</p>", ask)
        page = build_page(text.encode(), "page.txt", "text/plain" if media == "plain" else "text/html")
        (record,) = trace_page(page, load_knowledge()).records
        assert [(e.speakers, e.answer) for e in record.exchanges] == _expect(language, count, show), count


def test_guests_that_were_introduced_need_no_name_before_each_answer() -> None:
    first, second = GUESTS["en"][:2]
    begun, still = QUESTIONS["en"]
    text = "\n\n".join([
        TITLE["en"].format(f"{first} and {second}"),
        *(begun, f"{first}: I carried the flour.", f"{second}: So did I."),
        *("And then?", f"{_cut_initials(second)}: I fell."),
        *(still, f"{_cut_initials(first)}: I wait for the water."),
        *("What do you wish for?", "We wish for rain."),
    ])  # fmt: skip
    (record,) = trace_page(build_page(text.encode(), "page.txt", "text/plain"), load_knowledge()).records
    assert [(exchange.question.text, exchange.speakers, exchange.answer) for exchange in record.exchanges] == [
        (begun, (first, second), ("I carried the flour.", "So did I.")),
        ("And then?", (second,), ("I fell.",)),
        (still, (first,), ("I wait for the water.",)),
        ("What do you wish for?", None, ("We wish for rain.",)),
    ]
