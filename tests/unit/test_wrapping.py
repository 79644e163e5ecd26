"""Pages whose lines were wrapped: put together again, and no others."""

import re
import textwrap
from itertools import product

import pytest

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.columns import measure
from hrdcorpus.reading.pages import build_page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.records.form import MediaType, Record

QUESTIONS = {
    "situation": (
        "What is the situation like for human rights defenders, working on business-related human rights issues in "
        "Kazakhstan? Are there sufficient protections for HRDs?"
    ),
    "response": (
        "What has been the response of other NGOs to the attacks you have been experiencing? How about the general "
        "public? The international community, including buyers from and investors in Kazakhstan?"
    ),
    "government-role": (
        "What role does the government play? Is it supportive of human rights defenders? Or do you feel "
        "pressure from the government?"
    ),
}
ANSWERS = [
    "We are few, and the river is long. In winter nobody comes to us but the postman, who is also the inspector, and "
    "he brings the summons together with the bill for the water that we are not allowed to drink, and then he sits "
    "down at our stove and tells us what he has seen on his way through the villages.",
    "They wrote one letter. Then the ice broke, the road was closed for a month, and we wrote to them that we were "
    "still alive, and that the well behind the school had gone bitter, so that the children carried their water in "
    "bottles from the station, which is an hour away for them.",
    "It forwards our letters to the next office, which sends them back to us unopened, in spring.",
]
TITLE = "HRD Interview: Mary Example, Chairwoman of the White Willow NGO, Kazakhstan"
PARAGRAPHS = [TITLE, *(text for pair in zip(QUESTIONS.values(), ANSWERS, strict=True) for text in pair)]
SEPARATORS = {"no blank lines": "\n", "blank lines between paragraphs": "\n\n"}


def build(text: str, media_type: MediaType = "text/plain") -> Record:
    (record,) = trace_page(build_page(text.encode(), "a.txt", media_type), load_knowledge()).records
    return record


INTERVIEWS = {
    "en": (
        "HRD Interview: Mary Example, keeper of the White Willow archive, Kazakhstan",
        ("How did you come to keep the archive of a village that nobody lives in any more, and who asked you to do it?",
         "Nobody asked me. When the last bus had left I went back for my mother's sewing machine, and I found the "
         "letters in the school, in a heap below the blackboard. Some of them were from 1931, and I took them home."),
        ("Were you ever threatened because of it?",
         "Yes, twice. The first time they sent me a cousin, who is a kind man and was ashamed of it; he drank his tea "
         "standing, and looked at the door while I told him what was in the letters and what was not."),
        ("What will you do when it is finished?", "Sleep."),
    ),
    "es": (
        "Entrevista a Rosa Quillay, tesorera del pozo, Perú",
        ("¿Cómo empezó usted a defender el pozo de la comunidad, y quién le ayudó en los primeros meses?",
         "Empecé sola, con una libreta. Apuntaba la hora en que llegaban los camiones y la hora en que se iban, y al "
         "cabo de un año la libreta decía lo que nadie quería decir en voz alta: que se llevaban el agua de noche."),
        ("¿La han amenazado a usted por su trabajo?",
         "Sí. Me dejaron una carta debajo de la puerta, sin firma, y la leí tres veces antes de entenderla, porque "
         "estaba escrita en el papel de la escuela y con la letra de alguien que había sido alumno de mi hermana."),
        ("¿Tiene usted miedo?", "Menos que antes."),
    ),
    "ru": (
        "Интервью с Мариной Ивовой, хранительницей архива, Казахстан",
        ("Как вы начали собирать письма людей, которые уехали из деревни, и кто вам тогда помогал?",
         "Никто не помогал. Когда ушёл последний автобус, я вернулась за швейной машинкой и нашла письма в школе, под "
         "доской, целую гору. Некоторые были написаны в 1931 году, и я унесла их домой в мешке из-под картошки."),
        ("Вам угрожали?",
         "Да, дважды. В первый раз прислали двоюродного брата, человека доброго, и ему было стыдно; он пил чай стоя и "
         "смотрел на дверь, пока я рассказывала ему, что написано в этих письмах и чего в них никогда не было."),
        ("А что вы будете делать, когда закончите?", "Спать."),
    ),
    "zh": (
        "专访王柳：白柳档案馆馆长，哈萨克斯坦",
        ("您是怎么开始收集那些离开村庄的人的信件的，当时又有谁从城里赶来帮助过您，他们现在还常常回来看望您和这些信吗？",
         "没有人帮助我。最后一班车开走以后，我回去拿母亲的缝纫机，在学校的黑板下面发现了一堆信，大概有三百多封，有些是祖父那一代人写的，"
         "我用装土豆的袋子把它们背回家，从那以后每天晚上坐在炉子旁边读一封，读完以后就把它放进父亲留下来的那个木头箱子里。"),
        ("您因为这件事受到过威胁吗？",
         "有过两次。第一次他们派来了我的表哥，他是个善良的人，觉得很惭愧，一直站着喝茶，眼睛看着门口，听我讲信里写了些什么又没有写什么，"
         "最后他把帽子戴上，一句话也没有说就走了，第二年春天从县城给我寄来了一张明信片。"),
        ("档案整理完以后您打算做什么？", "睡觉。"),
    ),
    "ko": (
        "인터뷰: 유미화, 흰버들 기록관 관장",
        ("마을을 떠난 사람들의 편지를 어떻게 모으기 시작하셨고, 그때 누가 당신을 도와주었습니까?",
         "아무도 도와주지 않았습니다. 마지막 버스가 떠난 뒤 저는 어머니의 재봉틀을 가지러 돌아갔다가 학교 칠판 밑에서 "
         "편지 더미를 찾았는데, 어떤 편지는 1931년에 쓴 것이었고 저는 그것을 감자 자루에 담아 집으로 가져왔습니다."),
        ("그 일 때문에 위협을 받으신 적이 있습니까?",
         "네, 두 번 있습니다. 처음에는 사촌을 보냈는데, 착한 사람이라 몹시 부끄러워하면서 선 채로 차를 마셨고, 제가 "
         "편지에 무엇이 적혀 있고 무엇이 없는지 이야기하는 동안 내내 문 쪽만 바라보았습니다."),
        ("기록이 끝나면 당신은 무엇을 하시겠습니까?", "잠을 자겠습니다."),
    ),
}  # fmt: skip
MARKS = {
    "dashes": ("- ", "- "),
    "dashes without a blank": ("—", "—"),
    "letters": ("Q: ", "A: "),
    "names": ("A. Park: ", "M. E.: "),
    "numbers": ("{}. ", ""),
    "numbers before dashes": ("{} – ", ""),
}


def wrap(text: str, width: int) -> str:
    """The text in lines of so many columns, as a browser breaks them: between words, or around any wide character."""
    lines = [""]
    for piece in re.findall(
        r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]|[^\s\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]+\s*|\s", text
    ):
        is_mark = lines[-1] and not any(map(str.isalnum, piece))
        if lines[-1] and measure(lines[-1] + piece.rstrip()) > width and not is_mark:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("language", INTERVIEWS)
def test_a_wrapped_interview_gives_the_record_of_the_same_unwrapped(language: str, marks: str) -> None:
    title, *pairs = INTERVIEWS[language]
    asks, tells = MARKS[marks]
    turns = [text for n, (q, a) in enumerate(pairs, 1) for text in (asks.format(n) + q, tells + a)]
    unwrapped = _list_turns("\n\n".join([title, *turns]))
    assert [answer for _, _, answer in unwrapped] == [(answer,) for _, answer in pairs]
    for separator, width in product(SEPARATORS.values(), range(40, 121, 10)):
        wrapped = separator.join(wrap(turn, width) for turn in turns)
        assert _list_turns(f"{title}\n\n{wrapped}") == unwrapped, f"{separator!r} at {width}:\n{wrapped}"


def _list_turns(text: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(exchange.question.text, exchange.question.id, exchange.answer) for exchange in build(text).exchanges]


@pytest.mark.parametrize("markup", ["{}", "<pre>{}</pre>", "<div><p>{}</div>"])
@pytest.mark.parametrize("separator", SEPARATORS.values(), ids=SEPARATORS)
@pytest.mark.parametrize("width", [58, 76, 99, 118])
def test_wrapped_paragraphs_are_whole_again(width: int, separator: str, markup: str) -> None:
    text = separator.join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in PARAGRAPHS)
    if markup.startswith("<div"):
        text = text.replace("\n", "<br>")
    record = build(markup.format(text), "text/plain" if markup == "{}" else "text/html")
    assert {exchange.question.id: exchange.question.text for exchange in record.exchanges} == QUESTIONS
    assert [" ".join(exchange.answer) for exchange in record.exchanges] == ANSWERS


def test_a_part_of_a_question_has_no_key() -> None:
    """What stands between the halves is unknown, so that they stay apart; but nobody asked just that."""
    asked = QUESTIONS["government-role"].replace("Or do you", "Or do\n\n[an advertisement\n\nyou")
    record = build("\n\n".join([*PARAGRAPHS[:5], asked, PARAGRAPHS[6]]))
    part = record.exchanges[-1].question
    assert (part.text, part.id) == ("you feel pressure from the government?", None)
    assert "begins within a sentence" in record.findings[-1].detail


def test_a_question_that_opens_the_page_goes_on_with_nothing() -> None:
    """However the page ends."""
    asked = [text[0].lower() + text[1:] for text in QUESTIONS.values()]
    record = build(
        "\n\n".join([asked[0], "We count the wells, and we write them down.", asked[1], "I told them that I"])
    )
    assert [exchange.question.id for exchange in record.exchanges] == ["situation", "response"]


@pytest.mark.parametrize("mark", ["> ", ">", "> > ", ">> "])
@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_a_quoted_mail_is_read_without_its_marks(mark: str, separator: str) -> None:
    text = separator.join(textwrap.fill(paragraph, 72, break_on_hyphens=False) for paragraph in PARAGRAPHS)
    quoted = "".join(f"{mark}{line}".rstrip() + "\n" for line in text.splitlines())
    record = build(quoted)
    assert {exchange.question.id: exchange.question.text for exchange in record.exchanges} == QUESTIONS
    assert [" ".join(exchange.answer) for exchange in record.exchanges] == ANSWERS
    assert any(finding.detail.startswith("quoted mail") for finding in record.findings)


LINES = {
    "paragraphs on one line each": "Who came?\nNobody came, and we waited.\nWhy is that so?\nIt is far, and cold.",
    "questions that are quoted": "> Who came?\nNobody came, and we waited.\n> Why is that so?\nIt is far, and cold.",
    "a poem": "the river\nthe ice\nthe road\nthe river again\nthe ice again",
    "a list of unequal lines": "\n".join(f"- item {'of many words ' * (number % 5)}" for number in range(9)),
}


@pytest.mark.parametrize("text", LINES.values(), ids=LINES)
def test_lines_that_were_not_wrapped_stay(text: str) -> None:
    assert [block.text for block in split_blocks(build_page(text.encode(), "a.txt", "text/plain")).blocks] == [
        line.strip() for line in text.splitlines()
    ]


WRAPPED = """
We waited for the ice to break on the river that
winter, and the postman came to us on a sledge with
the summons and the bill, and said that it was the
last one he would bring. We believed him until the
{}
spring came."""


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("evening of that long day, which was short. - Yes.", 1),  # full: within a paragraph, perhaps
        ("evening.\nQ: Who came to you after that?\nA: The", 3),
        ("evening.\n- Who came to you after that?\n- The", 3),
        ("evening was there.\nThe", 2),
    ],
)
def test_a_turn_begins_a_paragraph(line: str, count: int) -> None:
    page = build_page(WRAPPED.format(line).encode(), "a.txt", "text/plain")
    assert len(split_blocks(page).blocks) == count


def test_what_was_guessed_is_told() -> None:
    text = "\n".join(textwrap.fill(paragraph, 80) for paragraph in PARAGRAPHS)
    assert "wrapped-lines" in [finding.name for finding in build(text).findings]
    assert "wrapped-lines" not in [finding.name for finding in build("\n".join(PARAGRAPHS)).findings]
