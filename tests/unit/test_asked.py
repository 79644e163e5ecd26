"""What is asked: standard questions in pieces, in two languages, two at once; what is no answer; requests.

`#item` stands before what is asked, `#` alone where no item was; `|` before each paragraph of an answer.
"""

import pytest

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import build_page
from hrdcorpus.records.form import MediaType, Record

TITLE = "HRD Interview: Ana Ejemplo, nurse, Chad"
RISKS = (
    "What are the greatest risks human rights defenders are currently facing?",
    "Has the situation improved or worsened over the last five years?",
    "Has it changed during COVID-19, and if so how?",
)
WORK = "Can you tell us more about your work on business and human rights?"
WORK_RU = "Не могли бы вы рассказать нам больше о своей работе в сфере бизнеса и прав человека?"
WORK_KK = "Бизнес және адам құқықтары саласындағы жұмысыңыз туралы толығырақ айтып бере аласыз ба?"
ROLE = "What role does the government play? Is it supportive of human rights defenders? Or do you feel pressure from the government?"  # fmt: skip # noqa: E501
ROLE_RU = "Какую роль играет правительство? Поддерживает ли оно правозащитников? Или вы чувствуете давление со стороны правительства?"  # fmt: skip # noqa: E501
DRIVE = "What drives you to do your work? How do you think it contributes to achieving corporate accountability for human rights abuses?"  # fmt: skip # noqa: E501
LAST = f"{DRIVE}\nMy mother."
LAST_ASKED = f"#motivation {DRIVE} | My mother."
SURE = f"{ROLE}\nNone.\n{LAST}"  # with a third item, questions in other words are keyed, too
SURE_ASKED = f"#government-role {ROLE} | None. {LAST_ASKED}"

TEXTS = {  # the paragraphs of a page, and what its record holds
    "a question over three paragraphs": (
        "\n".join([*RISKS, "The river.", LAST]),
        f"#risks {' '.join(RISKS)} | The river. {LAST_ASKED}",
    ),
    "numbered, over three paragraphs": (
        "\n".join([f"1) {WORK}", "I count wells.", f"2) {RISKS[0]}", *RISKS[1:], "The river.", f"3) {LAST}"]),
        f"#work {WORK} | I count wells. #risks {' '.join(RISKS)} | The river. {LAST_ASKED}",
    ),
    "over two paragraphs, its first part reworded": (
        "\n".join(["What are the biggest risks defenders are facing now?", *RISKS[1:], "The river.", SURE]),
        f"#risks What are the biggest risks defenders are facing now? {' '.join(RISKS[1:])} | The river. {SURE_ASKED}",
    ),
    "its parts answered one by one": (
        "\n".join([RISKS[0], "The river.", RISKS[1], "Worse.", RISKS[2], "We fell ill.", SURE]),
        f"#risks {RISKS[0]} | The river. #risks {RISKS[1]} | Worse. #risks {RISKS[2]} | We fell ill. {SURE_ASKED}",
    ),
    "its parts answered one by one, beside one other question": (
        "\n".join([RISKS[0], "The river.", RISKS[1], "Worse.", LAST]),
        f"# {RISKS[0]} | The river. # {RISKS[1]} | Worse. {LAST_ASKED}",
    ),
    "its parts with their answers behind them": (
        "\n".join([f"{RISKS[0]} The river.", f"{RISKS[1]} Worse.", SURE]),
        f"#risks {RISKS[0]} | The river. #risks {RISKS[1]} | Worse. {SURE_ASKED}",
    ),
    "a part that follows no such question": (
        "\n".join([WORK, "I count wells.", RISKS[1], "Worse.", LAST]),
        f"#work {WORK} | I count wells. # {RISKS[1]} | Worse. {LAST_ASKED}",
    ),
    "two languages with a bar": (
        "\n".join([f"{WORK} / {WORK_RU}", "I count wells.", f"{ROLE} | {ROLE_RU}", "None.", LAST]),
        f"#work {WORK} / {WORK_RU} | I count wells. #government-role {ROLE} | {ROLE_RU} | None. {LAST_ASKED}",
    ),
    "two languages, one of them without wordings": (
        "\n".join([f"{WORK_KK} / {WORK_RU}", "Я считаю колодцы.", f"{WORK} / {WORK_KK}", "Я считаю их снова."]),
        f"#work {WORK_KK} / {WORK_RU} | Я считаю колодцы. #work {WORK} / {WORK_KK} | Я считаю их снова.",
    ),
    "a paragraph for each language": (
        "\n".join([WORK_RU, WORK, "Я считаю колодцы.", ROLE_RU, ROLE, "Никакой."]),
        f"#work {WORK_RU} {WORK} | Я считаю колодцы. #government-role {ROLE_RU} {ROLE} | Никакой.",
    ),
    "a paragraph for each language, one of them without wordings": (
        "\n".join([WORK_KK, WORK_RU, "Я считаю колодцы.", ROLE_RU, "Никакой."]),
        f"#work {WORK_KK} {WORK_RU} | Я считаю колодцы. #government-role {ROLE_RU} | Никакой.",
    ),
    "two questions in one paragraph": (
        "\n".join([f"{' '.join(RISKS)} {ROLE}", "The river. None.", LAST]),
        f"#risks {' '.join(RISKS)} {ROLE} | The river. None. {LAST_ASKED}",
    ),
    "two questions and their answer in one paragraph": (
        "\n".join([f"{WORK} {' '.join(RISKS)} I count wells.", LAST]),
        f"#work {WORK} {' '.join(RISKS)} | I count wells. {LAST_ASKED}",
    ),
    "two questions that lost the blank between them": (
        "\n".join([f"{WORK}{ROLE}", "None.", LAST]),
        f"#work {WORK} #government-role {ROLE} | None. {LAST_ASKED}",
    ),
    "requests in another language": (
        "Pouvez-vous nous en dire plus sur ce puits ?\nJe le compte.\nParlez-nous de lui.\nMon père l'a creusé.\n"
        "Vous êtes née au bord du fleuve. Racontez-nous.\nNous avions une barque.",
        "# Pouvez-vous nous en dire plus sur ce puits ? | Je le compte. # Parlez-nous de lui. | Mon père l'a creusé. "
        "# Vous êtes née au bord du fleuve. Racontez-nous. | Nous avions une barque.",
    ),
    "numbered, with labels, without question marks": (
        "\n".join([f"Question 1: {WORK[:-1]}", "Answer: I count wells.", f"Question 2: {DRIVE[:-1]}", "Answer: No."]),
        f"#work {WORK[:-1]} | I count wells. #motivation {DRIVE[:-1]} | No.",
    ),
}


def _read(text: str, media_type: MediaType = "text/plain") -> Record:
    (record,) = trace_page(build_page(text.encode(), f"page.{media_type[5:]}", media_type), load_knowledge()).records
    return record


def _show(record: Record) -> str:
    exchanges = ([f"#{e.question.id or ''} {e.question.text}", *(f"| {p}" for p in e.answer)] for e in record.exchanges)
    return " ".join(line for exchange in exchanges for line in exchange)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_page(name: str) -> None:
    text, expected = TEXTS[name]
    assert _show(_read("\n\n".join([TITLE, *text.split("\n")]))) == expected


@pytest.mark.parametrize("template", ["<h3>{}<br>{}</h3>", "<p><b>{}</b><br><i>{}</i></p>", "<h3>{}</h3><h3>{}</h3>"])
def test_two_languages_in_an_html_page(template: str) -> None:
    questions = [template.format(WORK_RU, WORK), template.format(ROLE_RU, ROLE)]
    page = f"<h1>{TITLE}</h1>{questions[0]}<p>Я считаю колодцы.</p>{questions[1]}<p>Никакой.</p>"
    assert _show(_read(page, "text/html")) == TEXTS["a paragraph for each language"][1]


def test_a_second_standard_question_gives_a_finding() -> None:
    text, _ = TEXTS["two questions in one paragraph"]
    record = _read("\n\n".join([TITLE, *text.split("\n")]))
    found = [finding.detail for finding in record.findings if finding.code == "HRD106"]
    assert found == ["question 1 also asks government-role"]


def test_parts_of_one_question_are_no_repetition() -> None:
    text, _ = TEXTS["its parts answered one by one"]
    record = _read("\n\n".join([TITLE, *text.split("\n")]))
    assert [e.question.match for e in record.exchanges] == ["similar", "order", "order", "exact", "exact"]
    assert "HRD103" not in {finding.code for finding in record.findings}


@pytest.mark.parametrize("mark", ["(no answer)", "—", "N/A", "(нет ответа)", "(لا جواب)", "(sin respuesta)"])
def test_a_mark_of_no_answer_is_none(mark: str) -> None:
    record = _read("\n\n".join([TITLE, WORK, mark, ROLE, "None.", mark, " ".join(RISKS), "The river.", DRIVE, mark]))
    assert [exchange.answer for exchange in record.exchanges] == [(), ("None.", mark), ("The river.",), ()]
    assert [finding.code for finding in record.findings if finding.code == "HRD104"] == ["HRD104"] * 2


def test_a_mark_of_no_answer_behind_a_label() -> None:
    record = _read("\n\n".join([TITLE, f"Q: {WORK}", "A: —", f"Q: {DRIVE}", "A: My mother."]))
    assert [exchange.answer for exchange in record.exchanges] == [(), ("My mother.",)]


SCRIPTS = {  # no questionnaire has wordings in these languages: found as questions, and keyed to nothing
    "ar": """مقابلة مع سلمى المثال، ممرضة، تشاد
ما هو دور الحكومة؟ هل تدعم المدافعين عن حقوق الإنسان؟
الحكومة تكتب الرسائل. لا أحد يقرؤها عندنا.
هل يمكنك أن تحدثنا عن عملك؟
نحن نعد الآبار في القرية كل صباح.
ما الذي يدفعك إلى هذا العمل؟
أمي كانت تعد الآبار قبلنا.""",
    "kk": """Сұхбат: Ана Мысал, мейірбике, Чад
Үкімет қандай рөл атқарады? Ол құқық қорғаушыларды қолдай ма?
Үкімет хат жазады. Оны ешкім оқымайды.
Жұмысыңыз туралы толығырақ айтып бере аласыз ба?
Біз құдықтарды күн сайын санаймыз.
Сізді бұл жұмысқа не итермелейді?
Менің анам да құдықтарды санаған.""",
    "ko": """인터뷰: 아나 에헴플로, 간호사, 차드
정부는 어떤 역할을 합니까? 정부는 인권옹호자를 지원합니까?
정부는 편지를 씁니다. 아무도 그것을 읽지 않습니다.
귀하의 활동에 대해 더 말씀해 주시겠습니까?
우리는 매일 아침 마을의 우물을 셉니다.
무엇이 당신을 이 일로 이끌었습니까?
제 어머니도 매일 우물을 셌습니다.""",
    "ja": """インタビュー：アナ・エヘンプロ、看護師、チャド
政府はどのような役割を果たしていますか？政府は人権擁護者を支援していますか？
政府は手紙を書きます。それを読む人は誰もいません。
あなたの活動についてもう少し教えていただけますか？
私たちは毎朝、村の井戸を数えています。
あなたをこの仕事に向かわせるものは何ですか？
私の母も毎日井戸を数えていました。""",
    "zh-Hans": """访谈：安娜·埃亨普洛，护士，乍得
政府扮演什么角色？政府支持人权捍卫者吗？
政府只写信，没有人会读这些信。
您能否介绍一下您的工作？
我们每天早上数村里的水井。
是什么驱使您从事这项工作？
我母亲也数过水井。""",
}


@pytest.mark.parametrize("language", SCRIPTS)
def test_questions_of_other_scripts(language: str) -> None:
    title, *turns = SCRIPTS[language].split("\n")
    record = _read("\n\n".join([title, *turns]))
    assert [(e.question.text, *e.answer) for e in record.exchanges] == list(zip(turns[::2], turns[1::2], strict=True))
    assert (record.title, record.language.content) == (title, language)


def test_a_refusal_says_nothing_of_a_language_that_nobody_described() -> None:
    text = "Сиз качан баштадыңыз?\n\nТөрт жыл мурун.\n\nКудуктарды ким санайт?\n\nМенин апам."
    reason = trace_page(build_page(text.encode(), "page.txt", "text/plain"), load_knowledge()).reason
    assert reason == "too little speaks for an interview; missing: standard-questions, exchanges, title-of-an-interview"
