"""An interviewer who does not always ask: each of his turns is found by its sign, in every language."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import build_page
from hrdcorpus.records.form import MediaType

Talk = Mapping[str, Any]
Layout = Callable[[Talk], str]

TALKS = {talk["language"]: talk for talk in tomllib.loads((Path(__file__).parent / "talks.toml").read_text())["talk"]}


def _lay_out(asked: str, told: str, more: str = "<p>{text}</p>", extra: Mapping[int, str] = {}) -> Layout:
    """Each turn, the first paragraph of its answer and the others in these forms; `extra` stands above a turn."""

    def build(talk: Talk) -> str:
        lines = []
        for number, (question, first, *others) in enumerate(talk["turns"], start=1):
            names = {"number": number, "asker": talk["asker"], "guest": talk["guest"]}
            lines += [extra.get(number, ""), asked.format(text=question, **names), told.format(text=first, **names)]
            lines += [more.format(text=text) for text in others]
        return "\n\n".join(filter(None, lines))

    return build


def _alternate(odd: Layout, even: Layout) -> Layout:
    """The turns in two forms by turns."""

    def build(talk: Talk) -> str:
        single = ({**talk, "turns": [turn]} for turn in talk["turns"])
        return "".join((even if number % 2 else odd)(each) for number, each in enumerate(single))

    return build


HTML: Mapping[str, Layout] = {
    "bold": _lay_out("<p><b>{text}</b></p>", "<p>{text}</p>"),
    "headings": _lay_out("<h3>{text}</h3>", "<p>{text}</p>"),
    "bold, and replies behind a dash": _lay_out("<p><b>{text}</b></p>", "<p>– {text}</p>"),
    "bold in one paragraph with the answer": _lay_out("<p><strong>{text}<br></strong>", "{text}</p>"),
    "bold, here in one paragraph with the answer, there not": _alternate(
        _lay_out("<p><b>{text}</b> ", "{text}</p>"), _lay_out("<p><b>{text}</b></p>", "<p>{text}</p>")
    ),
    "italics in one paragraph with the answer": _lay_out("<p><em>{text}</em> ", "{text}</p>"),
    "bold made with two elements, among bold lines of the page": _alternate(
        _lay_out("<p><b>{text}</b></p>", "<p>{text}</p>", extra={1: "<p><b>Watch: Ten letters</b></p>"}),
        _lay_out("<p><strong>{text}</strong></p>", "<p>{text}</p>"),
    ),
    "a bold line above a bold turn": _lay_out("<p><b>{text}</b></p>", "<p>{text}</p>", extra={4: "<p><b>1998</b></p>"}),
    "a class": _lay_out("<p class='ask'>{text}</p>", "<p>{text}</p>"),
    "a second class": _lay_out("<p class='s ask'>{text}</p>", "<p class='s'>{text}</p>", "<p class='s'>{text}</p>"),
    "a data attribute": _lay_out("<div data-turn>{text}</div>", "<div>{text}</div>", "<div>{text}</div>"),
    "values of a data attribute": _lay_out(
        "<div data-by='{asker}'>{text}</div>", "<div data-by='{guest}'>{text}</div>", "<div data-by=''>{text}</div>"
    ),
    "a colour": _lay_out("<p style='color: #a00'>{text}</p>", "<p>{text}</p>"),
    "an element inside the paragraph": _lay_out("<p><span class='f2'>{text}</span></p>", "<p>{text}</p>"),
    "italics for the answers": _lay_out("<p>{text}</p>", "<p><i>{text}</i></p>", "<p><i>{text}</i></p>"),
    "an element that begins the paragraph": _lay_out("<p><span class=f2>{text}</span><br>", "{text}</p>"),
    "names in bold above, in one paragraph": _lay_out(
        "<p><b>{asker}</b><br>{text}</p>", "<p><b>{guest}</b><br>{text}</p>"
    ),
    "names above, in one paragraph": _lay_out("<p>{asker}<br>{text}</p>", "<p>{guest}<br>{text}</p>"),
    "names in elements of their own": _lay_out(
        "<p><span>{asker}</span> <span>{text}</span></p>", "<p><span>{guest}</span> <span>{text}</span></p>"
    ),
    "only who asks is named, in bold with the turn": _lay_out("<p><b>{asker}: {text}</b></p>", "<p>{text}</p>"),
    "a list of definitions": _lay_out("<dt>{text}</dt>", "<dd>{text}</dd>", "<dd>{text}</dd>"),
}

TEXT: Mapping[str, Layout] = {
    "a dash for each turn": _lay_out("— {text}", "— {text}", "{text}"),
    "a dash for each question": _lay_out("— {text}", "{text}", "{text}"),
    "arrows there and back": _lay_out("► {text}", "◄ {text}", "{text}"),
    "a dash for each turn but the first": lambda talk: TEXT["a dash for each turn"](talk).removeprefix("— "),
    "a number and a full stop": _lay_out("{number}. {text}", "{text}", "{text}"),
    "a number of two parts": _lay_out("1.{number}. {text}", "{text}", "{text}"),
    "a number and a dash": _lay_out("{number} – {text}", "{text}", "{text}"),
    "a number and a hyphen": _lay_out("{number}- {text}", "{text}", "{text}"),
    "a number with stop and hyphen": _lay_out("{number}.-{text}", "{text}", "{text}"),
    "names": _lay_out("{asker}: {text}", "{guest}: {text}", "{text}"),
    "only who asks is named": _lay_out("{asker}: {text}", "{text}", "{text}"),
    "names on lines of their own": _lay_out("{asker}\n\n{text}", "{guest}\n\n{text}", "{text}"),
    "names from a recorder": _lay_out("[SPEAKER_00]: {text}", "[SPEAKER_01]: {text}", "{text}"),
    "names in braces": _lay_out("{{{asker}}} {text}", "{{{guest}}} {text}", "{text}"),
    "names in angles": _lay_out("<{asker}> {text}", "<{guest}> {text}", "{text}"),
    "names before a bar": _lay_out("{asker} | {text}", "{guest} | {text}", "{text}"),
    "names and times above": _lay_out("{asker}  00:0{number}:10\n{text}", "{guest}  00:0{number}:20\n{text}", "{text}"),
    "times and names above": _lay_out("00:0{number}:10 {asker}\n{text}", "00:0{number}:20 {guest}\n{text}", "{text}"),
    "times below names": _lay_out("{asker}\n00:0{number}:10\n{text}", "{guest}\n00:0{number}:20\n{text}", "{text}"),
    "times above names": _lay_out("0:0{number}\n{asker}\n{text}", "0:0{number}\n{guest}\n{text}", "{text}"),
    "numbered speakers with a time": _lay_out(
        "Speaker 1 (0:{number}0): {text}", "Speaker 2 (0:{number}5): {text}", "{text}"
    ),
    "from when to when": _lay_out(
        "0:{number}0 --> 0:{number}4 [S1] {text}", "0:{number}5 --> 0:{number}9 [S2] {text}", "{text}"
    ),
}


def _read(talk: Talk, body: str, *, is_html: bool) -> list[tuple[str, ...]]:
    title, lead = talk["title"], talk["introduction"]
    text = f"<main><h1>{title}</h1><p>{lead}</p>{body}</main>" if is_html else f"{title}\n\n{lead}\n\n{body}"
    media_type: MediaType = "text/html" if is_html else "text/plain"
    (record,) = trace_page(build_page(text.encode(), "page.txt", media_type), load_knowledge()).records
    return [(exchange.question.text, *exchange.answer) for exchange in record.exchanges]


@pytest.mark.parametrize("language", TALKS)
@pytest.mark.parametrize("layout", HTML)
def test_a_sign_of_the_markup(layout: str, language: str) -> None:
    talk = TALKS[language]
    assert _read(talk, HTML[layout](talk), is_html=True) == list(map(tuple, talk["turns"]))


@pytest.mark.parametrize("language", TALKS)
@pytest.mark.parametrize("layout", TEXT)
def test_a_sign_of_the_text(layout: str, language: str) -> None:
    talk = TALKS[language]
    assert _read(talk, TEXT[layout](talk), is_html=False) == list(map(tuple, talk["turns"]))


RESERVED = {
    "who asks once, in bold with the answer": ((1, 3, 2, 5), HTML["bold in one paragraph with the answer"]),
    "who asks once, named": ((1, 3, 2, 1, 3), TEXT["names"]),
    "who asks once, named by a recorder": ((1, 3, 2, 1, 3), TEXT["names from a recorder"]),
    "whose first turn asks nothing, with a class": ((1, 2, 3, 4, 5, 6), HTML["a second class"]),
    "whose first turn asks nothing, in bold": ((1, 2, 3, 4, 5, 6), HTML["bold"]),
    "whose first turns ask nothing, in headings": ((1, 3, 2, 4), HTML["headings"]),
}


@pytest.mark.parametrize("language", TALKS)
@pytest.mark.parametrize("name", RESERVED)
def test_an_interviewer(name: str, language: str) -> None:
    places, layout = RESERVED[name]
    talk = {**TALKS[language], "turns": [TALKS[language]["turns"][place] for place in places]}
    exchanges = _read(talk, layout(talk), is_html=layout in HTML.values())
    assert exchanges == list(map(tuple, talk["turns"]))


def test_many_bold_sentences_above_one_that_asks_are_no_turns() -> None:
    facts = "".join(f"<p><b>The wall has {n} doors.</b></p><p>I counted.</p>" for n in ("six", "nine", "two", "no"))
    page = f"{facts}<p><b>Will you come and see?</b></p><p>I hope you will, and we do.</p>"
    assert len(_read(TALKS["en"], page, is_html=True)) == 1


RUN_ON = {
    "en": "What made you stay? I had a key. And when did you leave? I left in May, when the lock was changed.",
    "ru": "Почему вы остались? У меня был ключ. А когда вы уехали? Я уехал в мае, когда сменили замок.",
    "de": "Warum sind Sie geblieben? Ich hatte einen Schlüssel. Und wann sind Sie gegangen? Ich ging im Mai.",
    "fr": "Pourquoi êtes-vous resté ? J’avais une clé du moulin. Quand êtes-vous parti ? Je suis parti en mai.",
    "es": "¿Por qué se quedó usted? Yo tenía una llave. ¿Y cuándo se fue usted? Yo me fui en mayo, sin ella.",
    "zh": "您为什么留下来？我有一把钥匙。您是什么时候离开的？我五月走的，那时换了锁。",
}


@pytest.mark.parametrize("language", RUN_ON)
def test_a_talk_that_runs_on_in_one_paragraph(language: str) -> None:
    exchanges = _read(TALKS[language], RUN_ON[language], is_html=False)
    assert len(exchanges) == 2
    assert all(len(exchange) == 2 for exchange in exchanges)
    joined = "".join(part for exchange in exchanges for part in exchange)
    assert joined.replace(" ", "") == RUN_ON[language].replace(" ", "")


@pytest.mark.parametrize(("told", "is_asked"), [("<p>{}</p>", True), ("<p><i>{}</i></p>", False)])
def test_follow_ups_may_bear_a_second_sign(told: str, *, is_asked: bool) -> None:
    """It tells nothing where answers bear it, too."""
    parts = [
        "<p><b>How do you keep the well?</b></p><p>With a rope and a list.</p>",
        "<p><i>And who reads the list?</i></p>",
        told.format("I do, on Fridays."),
        "<p><b>What do you tell the company?</b></p><p>What the list says.</p>",
        "<p><i>How do they take it?</i></p>",
        told.format("Standing."),
        "<p><b>What would help you most?</b></p><p>A second rope.</p>",
    ]
    talk = {"title": "Interview with Asel Omarova", "introduction": "She keeps a well.", "turns": []}
    asked = [text for text, *_ in _read(talk, "".join(parts), is_html=True)]
    assert ("And who reads the list?" in asked, "How do they take it?" in asked) == (is_asked, is_asked)
    assert len(asked) == 3 + 2 * is_asked


def test_a_remark_to_the_guest_above_others_may_be_the_first_turn() -> None:
    talk = TALKS["en"]
    (_, *told), *turns = talk["turns"]
    opening = ["Good that you came, and in this rain.", *told], ["That I did not know.", "We knew it, all of us."]
    page = _lay_out("<h3>{text}</h3>", "<p>{text}</p>")({**talk, "turns": [*opening, *turns]})
    assert [question for question, *_ in _read(talk, page, is_html=True)][:2] == [each[0] for each in opening]


def test_a_number_of_comments_above_remarks_is_no_end() -> None:
    turns = [
        ["The lake, then.", "I grew up on it. We had a boat."],
        ["And the strike.", "We stood there for ten days."],
    ]
    page = _lay_out("<p>Q: {text}</p>", "<p>A: {text}</p>", extra={1: "<p>12 comments</p>"})(
        {**TALKS["en"], "turns": turns * 2}
    )
    assert len(_read(TALKS["en"], page, is_html=True)) == 2 * len(turns)


def test_a_speaker_who_asks_in_his_answer_goes_on() -> None:
    answer = "Do you know the old mill? It stood there. Would you go back to it? Nobody would."
    others = "What did you do after that?\n\nI went.\n\nWho went with you?\n\nMy sister did, and I carried our lamp."
    exchanges = _read(TALKS["en"], f"What did you see there?\n\n{answer}\n\n{others}", is_html=False)
    assert exchanges[0] == ("What did you see there?", answer)


@pytest.mark.parametrize("language", TALKS)
def test_chance_labels_are_no_voices_and_no_part_of_a_turn(language: str) -> None:
    talk = TALKS[language]
    body = TEXT["names"](talk).split("\n\n")
    body[1:1] = ["Podcast: 10"]
    body += ["Ferry: no boats after eight.", "Weather: rain until Thursday."]
    exchanges = _read(talk, "\n\n".join(body), is_html=False)
    assert [question for question, *_ in exchanges] == [question for question, *_ in talk["turns"]]


LEADS = {  # some of the questions have a statement before them, some say "you"
    "en": """
It was one room. How did it start?|With a stove.
What did you burn?|I burned old doors.
The roof came later. Who paid for it?|We did.
And what do you burn now?|I burn new doors.
""",
    "ru": """
Это была одна комната. С чего всё началось?|С печки, её мы купили сами.
Чем вы топили там зимой?|Я топил старыми дверями.
Крыша была потом. Кто за неё платил?|Мы сами.
А чем вы топите её теперь?|Я топлю новыми дверями.
""",
    "de": """
Es war ein Zimmer. Wie fing es an?|Mit einem Ofen.
Was haben Sie damals verheizt?|Ich nahm alte Türen.
Das Dach kam später. Wer hat es bezahlt?|Wir selbst.
Und was verheizen Sie heute dort?|Ich nehme neue.
""",
    "fr": """
C’était une chambre. Comment tout a-t-il commencé ?|Par un poêle.
Que brûliez-vous dedans alors ?|J’y mettais des portes.
Le toit est venu après. Qui l’a payé ?|Nous.
Et que brûlez-vous dedans maintenant ?|J’y mets du neuf.
""",
    "es": """
Era un cuarto. ¿Cómo empezó todo?|Con una estufa.
¿Qué quemaba usted en ella?|Yo quemaba puertas viejas.
El techo vino después. ¿Quién lo pagó?|Nosotros.
¿Y qué quema usted ahora?|Yo quemo puertas nuevas.
""",
    "zh": """
那时只有一间屋。怎么开始的？|从一个炉子。
您当时烧什么？|我烧旧门。
屋顶是后来的。谁付的钱？|我们自己。
您现在烧什么？|我烧新门。
""",
}


@pytest.mark.parametrize("language", LEADS)
def test_paragraphs_in_turn_without_any_sign(language: str) -> None:
    lines = [line.split("|") for line in LEADS[language].strip().splitlines()]
    body = "\n\n".join(part for line in lines for part in line)
    assert _read(TALKS[language], body, is_html=False) == list(map(tuple, lines))


def test_an_answer_that_asks_and_a_note_in_a_language_that_nobody_described() -> None:
    turns = [
        ("Her şey nasıl başladı?", "Bir sobayla başladı. Sobayı kim verdi dersiniz?", "Komşular verdi."),
        ("Orada ne yakıyordunuz?", "Eski kapıları yakıyordum."),
        ("Çatının parasını kim ödedi?", "Köyün gençleri ödedi."),
        ("Komşular ne diyor?", "Komşular pazartesi günü gelip bakıyor."),
        ("Şimdi ne yakıyorsunuz?", "Yeni kapıları yakıyorum."),
    ]
    talk = {"title": "Interview with Ayla Sarı", "introduction": "Ayla Sarı köyde yaşıyor."}
    texts = [part for turn in turns for part in turn]
    texts.insert(5, "(Yayıncının notu: Ayla Sarı bu evde oturmuyor.)")  # an editor's note
    assert _read(talk, "\n\n".join(texts), is_html=False) == turns


@pytest.mark.parametrize(
    ("language", "remark", "reply"),
    [
        ("en", "Mr Okoth, they call you the clerk of the harbour.", "The net menders do. The port has other names."),
        ("de", "Herr Siebel, man nennt Sie den Feldschreiber.", "Das Wort stammt von einem Bauern. Es war Spott."),
        ("fr", "Yann Lemoal, vous arrivez de la carrière.", "Oui. La poussière était jusque dans le pain."),
    ],
)
def test_the_first_turn_may_call_the_guest_and_ask_nothing(language: str, remark: str, reply: str) -> None:
    talk = {**TALKS[language], "turns": [[remark, reply], *TALKS[language]["turns"]]}
    assert _read(talk, HTML["headings"](talk), is_html=True) == list(map(tuple, talk["turns"]))


def test_a_label_without_a_blank_behind_it_in_scripts_that_have_none() -> None:
    turns = "问:您烧什么?|答:3扇旧门。我烧了它们。|问:谁付的钱?|答:2020年我们自己付的。|问:您现在烧什么?|答:我烧新门。"
    exchanges = _read(TALKS["zh"], turns.replace("|", "\n\n"), is_html=False)
    assert exchanges == [
        ("您烧什么?", "3扇旧门。我烧了它们。"),
        ("谁付的钱?", "2020年我们自己付的。"),
        ("您现在烧什么?", "我烧新门。"),
    ]


def test_of_two_guests_who_ask_nothing_neither_is_the_interviewer() -> None:
    sober = (
        "The lock is old. The law is young.",
        "The port sold it. Nobody came.",
        "It has four gates.",
        "One is shut.",
    )
    moved = ("I was born there. My bed was a boat.", "We asked why. They sent us a stamp.", "I oil them.", "We wait.")
    told = [f"Ana Sample: {one}\n\nMary Example: {other}" for one, other in zip(sober, moved, strict=True)]
    text = "\n\n".join(["Two voices: Ana Sample and Mary Example", "Two keepers talk about the lock.", *told])
    assert trace_page(build_page(text.encode(), "page.txt", "text/plain"), load_knowledge()).records == ()


def test_a_quotation_in_the_look_of_the_questions_asks_nothing() -> None:
    asked = "<p><b>How did you learn it?</b></p><p>I watched my aunt.</p><p><b>Who pays you?</b></p><p>We all do.</p>"
    lead = "<p>Anna Example mends nets.</p><p><b>“They gave us a pipe.”</b></p><p>I travelled to meet her.</p>"
    html = f"<main><h1>Interview with Anna Example, net mender</h1>{lead}{asked}</main>"
    (record,) = trace_page(build_page(html.encode(), "page.html", "text/html"), load_knowledge()).records
    assert record.exchanges[0].question.text == "How did you learn it?"


def test_turns_in_a_class_that_speak_to_somebody_are_turns_though_few_ask() -> None:
    said = [
        ("You have counted the nets.", "Four hundred. I may have missed some."),
        ("What were you looking for?", "I looked for holes."),
        ("And yet every net was mended.", "Nearly every one. I left two."),
        ("Those must have been long nights.", "They were quiet. I had the radio."),
        ("Once you were wrong.", "Yes. I tied a knot that we never found again."),
        ("Was there a net that you were fond of?", "May I say so? I was."),
        ("Now you have tears in your eyes.", "That is the wind. I always do."),
        ("In the end you must tell me who mends yours.", "Gladly. My aunt does, and I hold the light."),
    ]
    turns = "".join(f"<p class='said'>{asked}</p><p class='told'>{told}</p>" for asked, told in said)
    box = "<div class='box'><h3>Do you like this text?</h3><p>Then write to us, and miss nothing.</p></div>"
    html = f"<main><h1>A talk with Anna Example</h1><p>She mends nets in a port.</p>{turns}{box}</main>"
    (record,) = trace_page(build_page(html.encode(), "page.html", "text/html"), load_knowledge()).records
    assert [exchange.question.text for exchange in record.exchanges] == [asked for asked, _ in said]
