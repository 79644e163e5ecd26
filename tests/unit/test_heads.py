"""What the head of a page of any site tells: title, date, author, and who is interviewed."""

import re

import pytest

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import build_page_records
from hrdcorpus.reading.pages import build_page
from hrdcorpus.records.form import Record

TURNS = (
    "<p><b>{0}How did you come to the harbour?</b></p><p>{1}I came with my uncle. He had a boat.</p>"
    "<p><b>What do you do there today?</b></p><p>I mend nets, and I teach my nieces to mend them.</p>"
    "<p><b>Why do you stay?</b></p><p>I know every stone of the mole. I would miss the gulls.</p>"
)


def read_head(head: str, called: str = "", label: str = "") -> Record:
    markup = f"<title>x</title><main><article>{head}{TURNS.format(called, label)}</article></main>"
    (record,) = build_page_records(build_page(markup.encode(), "page.html", "text/html"), load_knowledge())
    return record


@pytest.mark.parametrize(
    ("line", "published", "text", "author"),
    [
        ("7. Apr. 2021 Anna Beispiel", "2021-04-07", "7. Apr. 2021", "Anna Beispiel"),
        ("Anna Beispiel am 7. April 2021", "2021-04-07", "7. April 2021", "Anna Beispiel"),
        ("Apr 7, 2021 4:15 AM EST", "2021-04-07", "Apr 7, 2021 4:15 AM EST", None),
        ("Anna Example | 7 April 2021 | 4 min read", "2021-04-07", "7 April 2021", "Anna Example"),
        ("14/04/2021 Views: 1204", "2021-04-14", "14/04/2021", None),
        ("Por: Ana Ejemplo | 7 de abril de 2021", "2021-04-07", "7 de abril de 2021", "Ana Ejemplo"),
        ("07.04.21", None, "07.04.21", None),
        ("Anna Example | Gulls and Nets | 7 April 2021", "2021-04-07", "7 April 2021", "Anna Example"),
        ("By Anna Example Harbour reporter 7 April 2021", "2021-04-07", "7 April 2021", None),
        ("Mittwoch, 14.04.2021", "2021-04-14", "14.04.2021", None),
        ("Published 11:10 PM EST Apr 7, 2021", "2021-04-07", "Apr 7, 2021", None),
        ("7. April 2021 7. April 2021", "2021-04-07", "7. April 2021", None),
        ("No 12 – 7 April 2021", "2021-04-07", "7 April 2021", None),
        ("Опубліковано: 7 квітня 2021 року", "2021-04-07", "7 квітня 2021 року", None),
        ("Anna Exemple Publié le 7 avril 2021", "2021-04-07", "7 avril 2021", "Anna Exemple"),
        ("Story7 Apr 2021", "2021-04-07", "7 Apr 2021", None),
        ("7 Nisan 2021, 10:45", "2021-04-07", "7 Nisan 2021, 10:45", None),
        ("di Anna Esempio – 7 aprile 2021", "2021-04-07", "7 aprile 2021", "Anna Esempio"),
        ("Publié le 7 avril 2021 par Anna Exemple", "2021-04-07", "7 avril 2021", "Anna Exemple"),
        ("Anna Example 7 April 2021, 10:15 Views: 1 204", "2021-04-07", "7 April 2021, 10:15", "Anna Example"),
        ("By Anna Example, jailed 7 April 2021", None, "7 April 2021", None),
        ("By Anna Example | Arrested 7 April 2021", None, "7 April 2021", None),
        ("Killed 7 April 2021, Port Example", None, "7 April 2021", None),
        ("Nothing at all happened before 7 April 2021", None, None, None),
        ("The women in front of the gate, 7 April 2021", None, None, None),
    ],
)
def test_dates_with_something_beside(line: str, published: str | None, text: str | None, author: str | None) -> None:
    record = read_head(f"<h1>The net mender</h1><p>{line}</p>")
    assert (record.published, record.published_text, record.author) == (published, text, author)


NOT_PUBLISHED = [
    *("Arrested 7 April 2021", "Sentenced: 7 April 2021", "Arrested | 7 April 2021", "Hearing 7 April 2021, 10:15"),
    *("Arrested 7 April 2021 | Freed 9 May 2021", "Sentenced | 7 April 2021 | 7 years", "Арестована 7 апреля 2021"),
]
NOT_PUBLISHED_BUT_TOLD = [
    *("Arrested in Ekho on 7 April 2021", "Arrested in Ekho 7 April 2021", "Born in Ekho, 7 April 2021"),
    *("Nadia Example, born 7 April 2021", "7 April 2021: the strike", "In prison since 7 April 2021"),
    *("The Flood of 7 April 2021 in Ekho", "Festgenommen am 7. April 2021", "Née le 7 avril 2021"),
]


@pytest.mark.parametrize("line", [*NOT_PUBLISHED, *NOT_PUBLISHED_BUT_TOLD])
def test_a_date_beside_words_that_may_say_what_else_happened_is_none_of_publication(line: str) -> None:
    record = read_head(f"<h1>The net mender</h1><p>{line}</p>")
    assert (record.published, record.introduction) == (None, (line,) if line in NOT_PUBLISHED_BUT_TOLD else ())
    assert {"HRD201", "HRD202"} & {finding.code for finding in record.findings}


def test_the_date_of_a_picture_is_none_of_publication() -> None:
    record = read_head("<h1>The net mender</h1><p>Photo: Anna Example, 7 April 2021</p>")
    assert (record.published, record.author) == (None, None)


@pytest.mark.parametrize(
    "facts", ["<dl><dt>Born</dt><dd>7 April 2021</dd></dl>", "<p>Arrested:</p><p>7 April 2021</p>"]
)
def test_a_date_below_a_label_is_that_of_what_the_label_says(facts: str) -> None:
    assert read_head(f"<h1>The net mender</h1>{facts}").published is None
    assert read_head(f"<h1>The net mender</h1>{facts}<p>9 May 2021</p>").published == "2021-05-09"
    told = facts.replace("Born", "Date").replace("Arrested", "Published")
    assert read_head(f"<h1>The net mender</h1>{told}").published == "2021-04-07"


def test_a_date_that_the_markup_gives_too_is_that_of_publication() -> None:
    meta = '<meta property="article:published_time" content="2021-04-07">'
    shown = read_head(f"{meta}<h1>The net mender</h1><p>Gulls 7 April 2021</p>")
    other = read_head(f"{meta}<h1>The net mender</h1><p>Arrested 9 May 2021</p>")
    assert (shown.published, shown.published_text) == ("2021-04-07", "7 April 2021")
    assert (other.published, other.published_text) == ("2021-04-07", "2021-04-07")


@pytest.mark.parametrize(
    ("line", "text", "author"),
    [
        ("7 April 2021", "7 April 2021", None),
        ("By Anna Example", None, "Anna Example"),
        ("Anna Example | 7 April 2021", "7 April 2021", "Anna Example"),
        ("Interview by Anna Example | Published on 7 April 2021", "7 April 2021", "Anna Example"),
        ("Das Gespräch führte Anna Beispiel | Veröffentlicht am 7. April 2021", "7. April 2021", "Anna Beispiel"),
        ("Propos recueillis par Anna Exemple | Publié le 7 avril 2021 à 7h02", "7 avril 2021 à 7h02", "Anna Exemple"),
        ("Par Anna Exemple, publié le 7 avril 2021", "7 avril 2021", "Anna Exemple"),
        ("Беседовала Анна Примерова", None, "Анна Примерова"),
    ],
)
def test_who_wrote_it_and_when_stand_below_the_standfirst(line: str, text: str | None, author: str | None) -> None:
    standfirst = "She was born beside the harbour, and never left it."
    record = read_head(f"<h1>The net mender</h1><p>{standfirst}</p><p>{line}</p>")
    assert (record.published_text, record.author, record.introduction) == (text, author, (standfirst,))


def test_who_asked_wrote_it_where_nobody_else_is_named() -> None:
    asked = "Interview by Anna Example"
    assert read_head(f"<h1>The net mender</h1><p>{asked}</p>").author == "Anna Example"
    assert read_head(f"<h1>The net mender</h1><p>{asked}</p><p>By Olga Example</p>").author == "Olga Example"


def test_a_name_above_the_title_may_be_the_papers() -> None:
    text = "Harbour Post\n\nThe net mender\n\n7 April 2021 | Anna Example\n\n" + re.sub(
        "<[^>]+>", "\n\n", TURNS.format("", "")
    )
    (record,) = build_page_records(build_page(text.encode(), "page.txt", "text/plain"), load_knowledge())
    assert (record.title, record.author) == ("The net mender", "Anna Example")


def test_a_role_beside_an_author_whom_the_markup_names_is_no_part_of_the_name() -> None:
    meta = '<meta name="author" content="Anna Example"><h1>The net mender</h1>'
    assert read_head(f"{meta}<p>By Anna Example Harbour Editor 7 April 2021</p>").author == "Anna Example"


def test_a_box_about_the_guest_is_no_title_of_the_page_and_no_further_interview() -> None:
    box = "</p><div><section><h3>Interview with Nadia Example</h3><p>Born in 1967, mends nets.</p></section></div><p>"
    standfirst = "<p>Nadia Example was born beside the harbour.</p>"
    record = read_head(f"<h1>The mole of stones</h1>{standfirst}", label=f"I like gulls.{box}")
    assert (record.title, len(record.exchanges)) == ("The mole of stones", 3)


def test_the_main_heading_that_the_markup_names_with_other_marks_is_the_title() -> None:
    head = '<meta property="og:title" content="Mole: “Stones and gulls” - Harbour Post">'
    record = read_head(f"{head}<h2>Mole “Stones and gulls”</h2><h2>Interview with Nadia Example</h2>")
    assert record.title == "Mole “Stones and gulls”"


@pytest.mark.parametrize(
    "title", ["Who mends the nets?", "Mole: Who mends the nets? - Harbour Post", "Harbour Post | Who mends the nets?"]
)
def test_a_heading_that_the_markup_names_is_the_title_though_it_ends_as_a_sentence(title: str) -> None:
    head = f'<meta property="og:title" content="{title}"><h2>Harbour Post</h2><p>This site needs cookies.</p>'
    record = read_head(f"{head}<h1>Who mends the nets?</h1><p>Nobody knew.</p>")
    assert (record.title, record.introduction) == ("Who mends the nets?", ("Nobody knew.",))


def test_the_main_heading_is_no_byline() -> None:
    assert read_head("<h1>Interview: Why Gulls Matter</h1>").title == "Interview: Why Gulls Matter"


STORY = "<p>The net mender Nadia Example was born beside the harbour, and never left it.</p>"
MOLE = '<meta property="og:title" content="The mole">'
BEGUN = "<p>Nadia Example was born beside the harbour. She never left it.</p>"


@pytest.mark.parametrize(
    ("head", "called", "label", "names"),
    [
        # a line above the interview
        ("<h1>The mole</h1><p>She never left.</p><h2>Q&amp;A with Nadia Example, founder of Net House</h2>", "", "", 1),
        ("<h1>The mole</h1><p>In conversation with Nadia Example</p>", "", "", 1),
        ("<h1>The mole</h1><p>Rencontre avec la couturière Nadia Example.</p>", "", "", 1),
        ("<h1>The mole</h1><p>Olga never left the harbour. She talked to Nadia Example.</p>", "", "", 0),
        # a label, in full or not, and how a question calls somebody
        ("<h1>The mole</h1>", "", "Nadia Example: ", 1),
        (f"<h1>The mole</h1>{STORY}", "", "Nadia: ", 1),
        ("<h1>The mole, and Nadia Example</h1>", "", "Nadia: ", 1),
        (f"<h1>The mole</h1>{STORY}", "", "N. E.: ", 1),
        (f"<h1>The mole</h1>{STORY}", "Nadia, ", "", 1),
        (f"<h1>The mole</h1>{STORY}", "Ms Example, ", "", 1),
        (f"<h1>The mole</h1>{STORY}", "Nadia Petrovna, ", "", 1),
        # a title that is only a name, where a text calls somebody by it; and a title with other words before the name
        ("<h1>Nadia Example</h1><p>Example was born beside the harbour, and never left it.</p>", "", "", 1),
        ("<h1>Nadia Example</h1>", "", "", 0),
        ("<h1>Silent Orchard</h1><p>Silent Orchard opened in May, and nobody came.</p>", "", "", 0),
        ("<h1>Neighbour of the month: Nadia Example, lawyer</h1>", "", "", 1),
        ("<h1>The mole</h1><p>Nadia Example was born there. Interview: Vera Otherone.</p>", "", "N.E.: ", 1),
        (f"<h1>The mole</h1>{STORY}", "Nadio, ", "", 1),
        (f"<h1>The mole</h1>{STORY}", "Nadia, one thing: ", "", 1),
        ("<h1>INTERVIEW WITH A WITNESS OF THE HARBOUR UNION</h1><p>Nadia Example</p>", "Nadia, ", "", 1),
        # where a sentence or a caption begins, or in the title, and by a part elsewhere, or at two such places
        (f"<h1>The mole</h1>{BEGUN}<p>Example on the mole, last week</p>", "", "", 1),
        (f"<h1>The mole</h1>{BEGUN}", "", "As Nadia told me. ", 1),
        (f"<h1>The mole</h1><p>Nadia Example with a net</p>{BEGUN}", "", "", 1),
        (f"{MOLE}<h2>Harbour</h2><p>Nadia Example | net mender</p><h1>The mole</h1>{BEGUN}", "", "", 1),
        ("<h1>The mole. A talk of nets, Nadia Example</h1><p>Example was born there.</p>", "", "", 1),
        (f"<h1>The mole</h1><p>By Nadia Example</p>{BEGUN}<p>Example is a reporter.</p>", "", "", 0),
        (f"<h1>The mole</h1>{BEGUN}", "", "It was a bad example. ", 0),
        (f"<h1>The mole</h1>{BEGUN}", "", "Nadia was a ship, the Nadia Example. ", 0),
        # again in full, in what nobody answers
        (f"<h1>The mole</h1>{BEGUN}<p>The cup of Nadia Example stands on the table.</p>", "", "", 1),
        ("<h1>Nadia Example: why I stay</h1><p>A net mender, Nadia Example, tells.</p>", "", "", 1),
        ("<h1>How Nadia Example fled the town</h1><p>She never left.</p>", "", "Nadia never came back. ", 0),
        (f"<h1>The mole</h1>{BEGUN}", "", "It was Nadia Example who left. ", 0),
        ("<h1>A boat for all: Nadia Example</h1><p>There is one Nadia Example for each of us.</p>", "", "", 0),
        # a line right below the title, where another wrote the page
        ("<h1>The mole</h1><p>Nadia Example, net weaver</p><p>By Vera Otherone</p>", "", "", 1),
        ("<h1>The mole</h1><p>Nadia Example, net weaver</p>", "", "", 0),
        ("<h1>The mole</h1><p>Nadia Example, net weaver</p><p>By Nadia Example</p>", "", "", 0),
        ("<h1>The mole</h1><p>Nadia Example, Lower Quay</p><p>By Vera Otherone</p>", "", "", 0),
        # a sentence of the introduction in which whoever writes says "I" or "we"
        ("<h1>The mole</h1><p>It rained. I spoke with co-founder Nadia Example in the yard.</p>", "", "", 1),
        ("<h1>The mole</h1><p>It rained. She spoke to Nadia Example in the yard.</p>", "", "", 0),
        # what stands before a first name
        ("<h1>The mole</h1><p>She never left. There the Revd Nadia Example sat.</p>", "Nadia, ", "", 1),
        # initials
        (f"<h1>The mole</h1>{STORY}", "", "NE: ", 1),
        (f"<h1>The mole</h1>{STORY}", "", "N. EXAMPLE: ", 1),
        # named once, or by what is no name
        (f"<h1>The mole</h1>{STORY}", "", "", 0),
        ("<h1>The mole</h1>", "Nadia, ", "", 0),
        ("<h1>The mole</h1>", "", "Harbour Union: ", 0),
        ("<h1>Ein Haus voller Lampen</h1><p>Lampen gab es genug.</p>", "", "", 0),
        (f"<h1>The mole</h1>{STORY}", "First, ", "", 0),
    ],
)
def test_who_is_interviewed(head: str, called: str, label: str, names: int) -> None:
    assert [person.name for person in read_head(head, called, label).interviewees] == ["Nadia Example"] * names


@pytest.mark.parametrize(
    ("head", "label", "name"),
    [
        ("<h1>Интервью с Верой Примеровой</h1><p>Вера Примерова чинит сети.</p>", "", "Вера Примерова"),
        ("<h1>Интервью с Петром Примеровым</h1>", "Пётр Примеров: ", "Пётр Примеров"),
        ("<h1>Rozmowa z Anną Przykładową</h1><p>Anna Przykładowa szyje sieci.</p>", "", "Anna Przykładowa"),
        ("<h1>Вера Примерова: «Я чиню сети»</h1><p>С Верой Примеровой мы встретились.</p>", "", "Вера Примерова"),
        ("<h1>Вера Примерова: «Я чиню сети»</h1><p>Вере Примеровой сорок лет.</p>", "", "Вера Примерова"),
        ("<h1>Интервью с Верой Примеровой</h1><p>Мы говорили с Верой Примеровой.</p>", "", "Верой Примеровой"),
        ("<h1>Интервью с Анной Примеровой</h1><p>Антон Примеров её не видел.</p>", "", "Анной Примеровой"),
    ],
)
def test_names_stand_in_the_case_that_no_other_word_asks_for(head: str, label: str, name: str) -> None:
    assert [person.name for person in read_head(head, "", label).interviewees] == [name]


@pytest.mark.parametrize(
    ("head", "label", "names"),
    [
        ("<h1>夜里的网</h1><p>范例明，五十岁，在码头补网。</p>", "范例明：", ["范例明"]),
        ("<h1>夜里的网</h1><p>码头上有人说范例明走了。</p>", "范例明：", []),
        ("<h1>夜里的网</h1><p>记者走进码头。</p>", "记者：", []),
        ("<h1>专访范例明：“网还在”</h1>", "", ["范例明"]),
        ("<h1>الشباك</h1><p>التقينا ندى مثال في الميناء.</p>", "ندى مثال: ", ["ندى مثال"]),
    ],
)
def test_names_of_scripts_without_capitals(head: str, label: str, names: list[str]) -> None:
    assert [person.name for person in read_head(head, "", label).interviewees] == names


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<p>di Anna Esempio</p>", "Anna Esempio"),
        ("<p>z Anną Przykładową</p>", None),
        ('<div><a rel="author">Anna Example</a> · <a>Follow</a></div>', "Anna Example"),
        ("<div><span>Par Anne Exemple</span> <b>Publié à midi</b></div>", "Anne Exemple"),
        ("<div><span>Anne Exemple</span> <b>Publié à midi</b></div>", None),
    ],
)
def test_who_wrote_it(line: str, author: str | None) -> None:
    assert read_head(f"<h1>The net mender</h1>{line}<p>She never left the harbour.</p>").author == author


@pytest.mark.parametrize(
    ("line", "is_introduction"),
    [
        ('<p>Condividi su <a href="#">Ponte</a> <a href="#">Invia per posta</a></p>', False),
        ("<p>Voto medio dei lettori: 4,6 su 5 (38 voti)</p>", False),
        ("<p>Fotoğraf: Örnek Ajansı / Nadia Example</p>", False),
        ("<p>Fünf Jahre, 38 Netze und 4 Boote</p>", True),
        ("<p>Von 4,6 Metern Tiefe und dem, was Netze sagen</p>", True),
        ('<p>A talk of <a href="#">nets</a>, boats and those who mend them</p>', True),
        ("<p>Her wish: a dry winter and a boat</p>", True),
    ],
)
def test_lines_that_introduce_nothing(line: str, *, is_introduction: bool) -> None:
    record = read_head(f"<h1>The net mender</h1><p>She never left the harbour.</p>{line}<p>She is sixty.</p>")
    assert len(record.introduction) == 2 + is_introduction


def test_a_headline_wins_over_the_line_above_it() -> None:
    head = '<meta property="og:title" content="The net mender"><h4>Interview: Nadia Example</h4><h2>The net mender</h2>'
    record = read_head(head)
    assert (record.title, [person.name for person in record.interviewees]) == ("The net mender", ["Nadia Example"])


def test_a_title_that_tells_wins() -> None:
    record = read_head(f"<h1>Interview with Vera Otherone</h1>{STORY}", "Nadia, ")
    assert [person.name for person in record.interviewees] == ["Vera Otherone"]
