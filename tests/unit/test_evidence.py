"""What speaks for an interview, clue by clue: each table row is a small page and what one clue makes of it."""

import pytest

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import build_page
from hrdcorpus.text.folding import fold_words

KNOWLEDGE = load_knowledge()
SPEECH = {speech.language: speech for speech in KNOWLEDGE.speech}
TURNS = (
    "What do you mend in winter?",
    "I mend nets, and my brother mends the boats that we sold.",
    "Who taught you to do that?",
    "My aunt did, when I was nine years old.",
)
CALLED = ("Ana Ejemplo mends nets for Kofi. Pat does not, nor does Captain Lind.", *TURNS)


def _find_value(clue: str, *paragraphs: str) -> float:
    page = build_page("\n\n".join(paragraphs).encode(), "page.txt", "text/plain")
    return float(trace_page(page, KNOWLEDGE).weighed.values[clue])


@pytest.mark.parametrize(
    ("paragraphs", "is_announced"),
    [
        (("Nets", "Our reporter talked with a woman who mends nets.", *TURNS), True),
        (("Nets", "In the harbour a woman mends nets.", *TURNS), False),
        (("Nets", "In the harbour a woman mends nets.", *TURNS, "The interview was led by Ana Ejemplo."), True),
        (("Nets", "In the harbour a woman mends nets.", *TURNS, "She was driven home by Ana Ejemplo."), False),
    ],
)
def test_a_page_says_that_somebody_was_talked_with(paragraphs: tuple[str, ...], is_announced: bool) -> None:
    assert _find_value("announced", *paragraphs) == is_announced


@pytest.mark.parametrize(
    ("question", "is_called"),
    [
        ("Ms Ejemplo, what do you mend in winter?", True),
        ("What do you mend in winter, Ana?", True),
        ("Ms Other, what do you mend in winter?", False),
        ("In winter, what do you mend?", False),
        ("Pat, what do you mend in winter?", False),
        ("Captain Lind, what do you mend in winter?", True),
    ],
)
def test_the_guest_is_called_by_name(question: str, is_called: bool) -> None:
    assert _find_value("called-by-name", "Nets", CALLED[0], question, *TURNS[1:]) == is_called


@pytest.mark.parametrize(
    ("first", "second", "share"),
    [
        ("Was holt euch aus dem Bett?", "Wer von euch füttert ihn?", 1.0),
        ("Ist eure Scheune warm genug?", "Erschreckt er eurer Meinung nach die Katze?", 1.0),
        ("Was tut er im Winter?", "Wer füttert ihn?", 0.0),
    ],
)
def test_two_people_are_spoken_to_in_german(first: str, second: str, share: float) -> None:
    page = ("Der Hahn von Brack", first, "Der Hahn. Ich höre ihn im Traum.", second, "Meine Tante. Er mag sie nicht.")
    assert _find_value("questions-address", *page) == share


@pytest.mark.parametrize(
    ("label", "above", "is_unknown"),
    [
        ("Ana Ejemplo", "In the harbour Ana Ejemplo mends nets.", False),
        ("EJEMPLO", "In the harbour Ana Ejemplo mends nets.", False),
        ("A. E.", "In the harbour Ana Ejemplo mends nets.", False),
        ("Пример", "В порту чинит сети Анна Пример.", False),
        ("Пример", "В порту мы говорили с Анной Примером.", False),
        ("王小明", "王小明补网。", False),
        ("Witness", "In the harbour Ana Ejemplo mends nets.", True),
        ("Ms Other", "In the harbour Ana Ejemplo mends nets.", True),
        ("ANA", "Enter ANA. EJEMPLO mends nets by the harbour wall.", True),
        ("Answer", "In the harbour a woman mends nets.", False),
    ],
)
def test_nobody_knows_who_answers(label: str, above: str, is_unknown: bool) -> None:
    turns = [f"{who}: {turn}" for who, turn in zip(("Host", label) * 2, TURNS, strict=True)]
    assert _find_value("unknown-voices", "Nets", above, *turns) == is_unknown


def test_a_number_names_nobody_and_makes_nobody_unknown() -> None:
    turns = [f"{who}: {turn}" for who, turn in zip(("SPEAKER_00", "SPEAKER_01") * 2, TURNS, strict=True)]
    assert not _find_value("unknown-voices", "Nets", "In the harbour Ana Ejemplo mends nets.", *turns)


def test_a_host_may_introduce_who_answers() -> None:
    turns = [f"{who}: {turn}" for who, turn in zip(("Host", "Ana") * 2, TURNS, strict=True)]
    turns[0] += " Ana Ejemplo mends nets."
    assert not _find_value("unknown-voices", "Nets", "A talk in the harbour, on a Monday.", *turns)


def test_where_nothing_stands_above_nobody_is_unknown() -> None:
    turns = [f"{who}: {turn}" for who, turn in zip(("Host", "Ana") * 2, TURNS, strict=True)]
    assert not _find_value("unknown-voices", *turns)


@pytest.mark.parametrize(
    ("title", "above", "is_addressed"),
    [
        ("Nets", "You know how nets smell. I had to learn it.", True),
        ("Nets", "Everybody knows how nets smell.", False),
        ("Nets", "You know Ana Ejemplo by her nets.", False),
        ("How Ana Ejemplo mends nets", "You know how nets smell.", False),
        ("The Nets", "You know how the nets smell.", True),
        ("Nets and What They Need", "The Nets are red. You know how the nets smell, and they need you.", True),
    ],
)
def test_a_writer_speaks_to_readers(title: str, above: str, is_addressed: bool) -> None:
    assert _find_value("readers-addressed", title, above, *TURNS) == is_addressed


@pytest.mark.parametrize(
    ("above", "question", "answer"),
    [
        ("Heute wohnt sie am Hafen.", "Was flicken Sie im Winter?", "Ich flicke Netze, und mein Bruder flickt Boote."),
        (
            "Su hermano vende la barca.",
            "¿Qué hace usted en invierno?",
            "Yo remiendo redes, y mi hermano vende la barca.",
        ),
        (
            "Suo fratello vende la barca.",
            "Che cosa fa lei d’inverno?",
            "Io riparo le reti, e mio fratello vende la barca.",
        ),
        ("O seu irmão vende o barco.", "O que você faz no inverno?", "Eu remendo redes, e o meu irmão vende o barco."),
        ("Stara pani siedzi w porcie.", "Co pani robi zimą?", "Ja naprawiam sieci, a mój brat sprzedaje łodzie."),
    ],
)
def test_a_word_for_others_speaks_to_no_readers(above: str, question: str, answer: str) -> None:
    assert not _find_value("readers-addressed", "1998", above, question, answer, question, answer)


@pytest.mark.parametrize(
    ("sign", "answers", "is_reported"),
    [
        ("— ", ("I mend nets, says Ejemplo.", "My aunt did, answers Ejemplo, and looks away."), True),
        ("— ", ("I mend nets.", "My aunt did, answers Ejemplo, and looks away."), False),
        ("— ", ("I mend nets, and my brother mends the boats.", "My aunt did, when I was nine."), False),
        ("Q: ", ("I mend nets, says Ejemplo.", "My aunt did, answers Ejemplo, and looks away."), False),
    ],
)
def test_who_answers_in_a_report_is_told_of(sign: str, answers: tuple[str, str], is_reported: bool) -> None:
    reply = sign.replace("Q", "A")
    turns = (f"{sign}{TURNS[0]}", f"{reply}{answers[0]}", f"{sign}{TURNS[2]}", f"{reply}{answers[1]}")
    assert _find_value("reported", "Nets", "In the harbour Ana Ejemplo mends nets.", *turns) == is_reported


@pytest.mark.parametrize(
    ("title", "is_title"),
    [
        ("Nets and boats: an interview with a mender", True),
        ("HRD Interview: Ana Ejemplo, mender, Chad", True),
        ("Interview guide: HRD Interview with a mender", False),
        ("Nets and boats", False),
    ],
)
def test_a_title_names_an_interview(title: str, is_title: bool) -> None:
    assert _find_value("title-of-an-interview", title, *TURNS) == is_title


@pytest.mark.parametrize(
    ("answers", "share"),
    [
        (("I mend nets, and my brother helps me.", "My aunt did."), 5 / 6),
        (("You mend your nets before you sail.", "Your aunt will show you."), 1 / 7),
        (("We mend nets, and our brothers help us.", "Our aunt did."), 5 / 6),
        (("Nets are mended.", "Nobody did."), 1 / 2),
    ],
)
def test_answers_speak_of_the_speaker_rather_than_of_the_reader(answers: tuple[str, str], share: float) -> None:
    value = _find_value("answers-speak-as-i-or-we", "Nets", TURNS[0], answers[0], TURNS[2], answers[1])
    assert value == pytest.approx(share)


@pytest.mark.parametrize(
    ("lines", "is_other"),
    [
        (("Quiz", "Nets and boats"), True),
        (("Nets and boats", "Essay"), True),
        (("Nets and boats: a quiz",), False),
        (("Quiz: nets and boats",), True),
        (("Nets and boats – Transcript of proceedings of the harbour court",), True),
        (
            (
                "Nets and boats",
                "Essay is what she calls her notes on nets.",
            ),
            False,
        ),
        (("Essays and nets",), False),
        (("Nets and boats",), False),
    ],
)
def test_a_page_names_another_kind_of_text(lines: tuple[str, ...], is_other: bool) -> None:
    assert _find_value("genre", *lines, *TURNS) == is_other


@pytest.mark.parametrize(
    ("answers", "share"),
    [
        (("I mend nets, and my brother helps me.", "My aunt did."), 1.0),
        (("I mend nets, as you see.", "My aunt did."), 0.5),
        (("Nets are mended.", "Nobody did."), 0.0),
    ],
)
def test_answers_that_only_speak_of_the_speaker(answers: tuple[str, str], share: float) -> None:
    assert _find_value("own-answers", "Nets", TURNS[0], answers[0], TURNS[2], answers[1]) == share


@pytest.mark.parametrize(
    ("lines", "is_title"),
    [
        (("Interview of the month", "Nets and boats"), True),
        (("Nets and boats", "An interview with a mender"), True),
        (("Letters", "Nets and boats"), False),
        (("Nets and boats", "She mends nets.", "Talked about.", "The interview"), False),
    ],
)
def test_a_line_beside_the_title_names_an_interview(lines: tuple[str, ...], is_title: bool) -> None:
    html = "".join(f"<p>{line}</p>" if line != "Nets and boats" else f"<h1>{line}</h1>" for line in (*lines, *TURNS))
    page = build_page(html.encode(), "page.html", "text/html")
    assert trace_page(page, KNOWLEDGE).weighed.values["title-of-an-interview"] == is_title


def _list_lines(kind: str) -> list[tuple[str, str]]:
    return [(speech.language, text) for speech in SPEECH.values() for text in getattr(speech, kind)]


def _is_announcing(text: str, speech: Speech) -> bool:
    return any(f" {phrase} " in f" {fold_words(text)} " for phrase in speech.announcing | speech.interview)


@pytest.mark.parametrize(("language", "text"), _list_lines("announced"))
def test_announced_examples_say_that_somebody_was_talked_with(language: str, text: str) -> None:
    assert _is_announcing(text, SPEECH[language])


@pytest.mark.parametrize(("language", "text"), _list_lines("unannounced"))
def test_unannounced_examples_only_speak_of_talk(language: str, text: str) -> None:
    assert not _is_announcing(text, SPEECH[language])
