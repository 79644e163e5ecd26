"""One page for each finding that shows it, and one that comes near and does not."""

import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from commands import Run
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import trace_page
from hrdcorpus.reading.pages import build_page
from hrdcorpus.reading.saving import UNSAID, Saved
from hrdcorpus.records.findings import Finding, RecordedFinding, record_finding
from hrdcorpus.records.form import MediaType
from hrdcorpus.records.rules import RULES, find_rules
from hrdcorpus.records.sidecar import NO_SIDECAR, Facts, Sidecar

ROOT = Path(__file__).parents[2]

TITLE = "HRD Interview: Botagoz Exemplarova, Head of White Willow NGO, Kazakhstan"
DATE = "27/04/2021"
WORK = "Can you tell us more about your work on business and human rights?"
ROLE = (
    "What role does the government play? Is it supportive of human rights defenders? "
    "Or do you feel pressure from the government?"
)
SUPPORT = "Have any investors or companies supported human rights defenders beyond their operations?"
DRIVES = (
    "What drives you to do your work? How do you think it contributes to achieving corporate accountability "
    "for human rights abuses?"
)
COOPERATION = (
    "Are businesses cooperating with civil society when concerns are raised about their operations? "
    "Can you share some positive examples, if there are any?"
)
PROTECTION = (
    "What can international organizations and community do to help protect human rights defenders on the ground?"
)
ANSWER = "I grew up beside the smelter, and my father worked there for thirty years."
REPLY = "We meet the inspectors every month. They write our complaints down."
PAGE = "\n\n".join(
    [
        TITLE,
        DATE,
        "Business & Human Rights Resource Centre",
        *[WORK, "White Willow is a small group. There are four of us."],
        *[COOPERATION, "Some of them invite us, and others lock their gates when we come."],
        *[SUPPORT, "Two buyers wrote letters. We were grateful for both of them."],
        *[ROLE, REPLY],
        *[PROTECTION, "They could come and see. Nobody has come since the spring."],
        *[DRIVES, ANSWER],
        "",
    ]
)
BANNER = "Cette page n’est pas disponible en Français et est affichée en {}"
PROSE = "The company said on Monday that it would look into the matter and answer all letters by the end of May. "
HEAD = f"{TITLE}\n\n{DATE}\n\nBusiness & Human Rights Resource Centre"
TOLD = "Botagoz Exemplarova has lived beside the smelter all her life."
CALLED = "Botagoz, when did you first see the smoke over your street?\n\nI was six years old."

# finding, what stands in the page instead of what, and what comes near
CASES: list[tuple[str, str, str, str]] = [
    ("unmatched-question", SUPPORT, "Why do the rivers in your region run so slowly now?", SUPPORT.upper()),
    ("similar-question", ROLE, ROLE.replace("Or do you feel", "Do you feel any"), ROLE.replace("?", " ?")),
    ("placed-question", SUPPORT, "Have any buyers or companies backed defenders and paid for it?", SUPPORT.upper()),
    ("repeated-question", SUPPORT, COOPERATION, SUPPORT),
    ("second-question", SUPPORT, f"{SUPPORT} {ROLE}", f"{SUPPORT} Why not?"),
    ("empty-answer", f"\n\n{REPLY}", "", "\n\nNo."),
    ("possible-question", REPLY, f"{REPLY}\n\nAnd then?\n\nNothing.", f"{REPLY}\n\nAnd then? Nothing."),
    ("answer-length", ANSWER, 16 * f"{ANSWER} ", 8 * f"{ANSWER} "),
    ("answer-length", ANSWER, "No.", "No, not really."),
    ("no-date", f"\n\n{DATE}", "", "\n\n4 Apr 2021"),
    ("ambiguous-date", DATE, "07/04/2021", "07/07/2021"),
    ("name-differs", "White Willow is", "White Wilow is", "Willow is"),
    ("no-interviewee", f"{TITLE}\n\n", "", "HRD Interview: Botagoz Exemplarova, Kazakhstan\n\n"),
    ("interviewee-from-text", HEAD, HEAD.replace(TITLE, "Smoke") + f"\n\n{TOLD}\n\n{CALLED}", HEAD + f"\n\n{TOLD}"),
    ("country-unknown", ", Kazakhstan", "", ", Uzbekistan"),
    ("anonymous-interviewee", TITLE, "HRD Interview: Anonymous, miner, Kazakhstan", TITLE.replace(": ", ": A. ")),
    ("language-differs", TITLE, BANNER.format("Русский") + f"\n\n{TITLE}", BANNER.format("English") + f"\n\n{TITLE}"),
    (
        "unknown-banner",
        TITLE,
        f"Ukurasa huu haupo kwa Kiswahili bali kwa English\n\n{TITLE}",
        f"Kiswahili English\n\n{TITLE}",
    ),
    ("text-left-out", DATE, f"{DATE}\n\nThe well behind the school", f"{DATE}\n\nThe well"),
    ("text-left-out", TITLE, f"The wells are dry this year.\n\n{TITLE}", f"The wells are dry\n\n{TITLE}"),
    ("improbable-date", DATE, "31 December 1999", "1 January 2000"),
    ("badly-decoded", "the smelter", "the sm\ufffdlter", "the sm\u0451lter"),
    ("badly-decoded", "my father", "my father\u00e2\u20ac\u2122s brother", "my father\u2019s brother"),
    (
        "chrome-residue",
        f"{REPLY}\n",
        f"{REPLY}\n\nSee all tags\n\nThat is all.\n",
        f"{REPLY}\n\nOpinion\n\nThat is all.\n",
    ),
    ("chrome-residue", f"{REPLY}\n", f"{REPLY}\n\nAuthor:\n\nThat is all.\n", f"{REPLY}\n\nAuthor: nobody signed.\n"),
    ("mixed-script-word", "my father", "my f\u0430ther", "my SMS\u043a\u0430"),
    ("lost-break", "every month. They", "every month.They", "every month... They"),
    ("lost-break", f"{ROLE}\n\n", f"{ROLE} ", f"{ROLE}\n"),
    ("control-characters", "my father", "my \u202efather\u202c", "my \u200ffather"),
    ("control-characters", "my father", "my \x1b[31mfather", "my\tfather"),
    (
        "text-left-out",
        ANSWER,
        f"{ANSWER}\n\nRelated stories\n\n{12 * PROSE}",
        f"{ANSWER}\n\nRelated stories\n\n{PROSE}",
    ),
]
ADDRESS = Saved("https://example.org/white-willow")
MARKUP = "<title>{}</title><h1>{}</h1><p>{}<p>{}<p>{}<p>{}<p>{}"


def list_findings(
    text: str, media_type: MediaType = "text/plain", sidecar: Sidecar = NO_SIDECAR, listed: Saved = ADDRESS
) -> tuple[RecordedFinding, ...]:
    page = replace(build_page(text.encode(), "page.txt", media_type), sidecar=sidecar, listed=listed)
    (record,) = trace_page(page, load_knowledge()).records
    return record.findings


def test_the_page_itself_shows_nothing() -> None:
    assert list_findings(PAGE) == ()


@pytest.mark.parametrize(("name", "old", "new", "near"), CASES)
def test_finding_shows_at_its_line_and_not_in_what_comes_near(name: str, old: str, new: str, near: str) -> None:
    assert PAGE.count(old) == 1
    shown = [finding for finding in list_findings(PAGE.replace(old, new)) if finding.name == name]
    assert len(shown) == 1
    first = PAGE[: PAGE.index(old)].count("\n") + 1
    assert shown[0].line is None or first <= shown[0].line <= first + new.count("\n") + 2
    assert name not in [finding.name for finding in list_findings(PAGE.replace(old, near))]


def test_bytes_that_a_disk_lost_between_paragraphs_are_told_and_no_testimony() -> None:
    pages: dict[MediaType, str] = {
        "text/plain": PAGE.replace(REPLY, f"{REPLY}\n\0\0 \0\n{REPLY}"),
        "text/html": MARKUP.format(TITLE, TITLE, DATE, WORK, f"{REPLY}</p>\0\0 \0<p>{REPLY}", DRIVES, ANSWER),
    }
    for media_type, text in pages.items():
        (record,) = trace_page(build_page(text.encode(), "page.txt", media_type), load_knowledge()).records
        assert (REPLY, REPLY) in [exchange.answer for exchange in record.exchanges]
        assert "badly-decoded" in [finding.name for finding in record.findings]


def test_an_address_that_nobody_knows() -> None:
    assert [finding.name for finding in list_findings(PAGE, listed=UNSAID)] == ["no-url"]
    known = Sidecar(Path("page.toml"), Facts(reason="seen", url="https://example.org/white-willow"))
    assert [finding.name for finding in list_findings(PAGE, sidecar=known, listed=UNSAID)] == ["corrected"]


def test_markup_that_says_something_else() -> None:
    parts = [TITLE, DATE, WORK, REPLY, DRIVES, ANSWER]
    assert "metadata-differs" not in [f.name for f in list_findings(MARKUP.format(TITLE, *parts), "text/html")]
    assert "metadata-differs" in [f.name for f in list_findings(MARKUP.format("Weather", *parts), "text/html")]


def test_markup_that_breaks_off() -> None:
    page = MARKUP.format(TITLE, TITLE, DATE, WORK, REPLY, DRIVES, ANSWER)
    for source, is_cut in ((page, False), (f"<body><div>{page}", True), (f"<body>{page}</body>", False)):
        assert ("truncated" in [finding.name for finding in list_findings(source, "text/html")]) == is_cut


FRAMED = [
    ("<h3><nav>", "</nav></h3>"), ("<h3><noscript>", "</noscript></h3>"), ("<h3><template>", "</template></h3>"),
    ("<h3><span hidden>", "</span></h3>"), ("<h3><span style='display: none'>", "</span></h3>"),
    ("<aside><p>", "</p></aside>"), ("<h3 hidden>", "</h3>"),
]  # fmt: skip
PANEL = "<div hidden><p>{}</p><p>{}</p></div>"


@pytest.mark.parametrize(
    ("inside", "is_told"),
    [
        (PANEL.format(ROLE, 3 * PROSE), True),
        (PANEL.format("Related", 5 * PROSE), True),
        (PANEL.format("Related", 3 * PROSE), False),
        ("<nav><p>Forgot your password?</p></nav>", False),
        (f"<template><p>{ROLE}</p><p>{3 * PROSE}</p></template>", True),
        *[(f"{part}{SUPPORT}{end}<p>Two buyers wrote letters.", True) for part, end in FRAMED],
        (f"<nav>Back. {SUPPORT} Next.</nav>", True),
        (f"<nav>{DRIVES}</nav>", False),  # it is asked where it should be
        ("<button>Why do the rivers in your region run so slowly now?</button>", True),
    ],
)
def test_prose_in_a_region_among_the_turns(inside: str, is_told: bool) -> None:
    page = MARKUP.format(TITLE, TITLE, DATE, WORK, f"{REPLY}{inside}", DRIVES, ANSWER)
    assert ("text-left-out" in [finding.name for finding in list_findings(page, "text/html")]) == is_told


@pytest.mark.parametrize(
    ("old", "new", "is_told"),
    [
        (ANSWER, f"{ANSWER}<aside><p>Why do the rivers run so slowly?<p>{2 * PROSE}</aside>", True),
        (ANSWER, f"{ANSWER}<aside><p>Why do the rivers run so slowly?</aside>", False),
        (MARKUP.format(TITLE, TITLE, DATE, WORK, REPLY, DRIVES, ANSWER), "<header>{}</header>", False),
    ],
)
def test_regions_below_the_turns_and_around_them(old: str, new: str, is_told: bool) -> None:
    page = MARKUP.format(TITLE, TITLE, DATE, WORK, REPLY, DRIVES, ANSWER).replace(old, new.format(old))
    assert ("text-left-out" in [finding.name for finding in list_findings(page, "text/html")]) == is_told


@pytest.mark.parametrize(("part", "end"), FRAMED)
def test_a_standard_question_in_a_region_has_its_own_answer(part: str, end: str) -> None:
    inside = f"{part}{SUPPORT}{end}<p>Two buyers wrote letters.</p>{part}{SUPPORT}{end}{part}{DRIVES}{end}"
    page = MARKUP.format(TITLE, TITLE, DATE, WORK, f"{REPLY}{inside}", DRIVES, ANSWER)
    (record,) = trace_page(build_page(page.encode(), "page.html", "text/html"), load_knowledge()).records
    assert [(exchange.question.text, *exchange.answer) for exchange in record.exchanges] == [
        (WORK, REPLY),
        (SUPPORT, "Two buyers wrote letters."),
        (DRIVES, ANSWER),
    ]


def test_an_element_that_is_never_closed() -> None:
    turns = f"{REPLY}<aside><p>{DRIVES}<p>{ANSWER}"
    page = f"<main>{MARKUP.format(TITLE, TITLE, DATE, WORK, turns, SUPPORT, PROSE)}</main>"
    assert "unclosed-element" in [finding.name for finding in list_findings(page, "text/html")]


def test_only_rules_that_say_so_quote_and_only_who_may_read_it_is_shown() -> None:
    finding = Finding("name-differs", "title: 'White Willow'", 7, 3, "White Wilow")
    assert finding.describe(quoting=False) == RULES["name-differs"].what
    recorded = record_finding(finding)
    assert recorded.detail == finding.describe(quoting=True) == recorded.describe(quoting=True)
    assert recorded.detail == "title: 'White Willow', text: 'White Wilow'"
    assert recorded.describe(quoting=False) == RULES["name-differs"].what
    assert record_finding(Finding("no-date", "none")).describe(quoting=False) == "none"
    with pytest.raises(ValueError, match="no-date"):
        Finding("no-date", "none", quotation="She said so.")


def test_date_after_the_download() -> None:
    facts = Sidecar(Path("page.toml"), Facts(reason="seen", published="2021-04-07", retrieved="2021-04-06T10:00:00Z"))
    assert "improbable-date" in [finding.name for finding in list_findings(PAGE, sidecar=facts)]
    facts = Sidecar(Path("page.toml"), Facts(reason="seen", published="2021-04-07", retrieved="2021-04-07T10:00:00Z"))
    assert [finding.name for finding in list_findings(PAGE, sidecar=facts)] == ["corrected"]


def test_few_answers_have_no_usual_length() -> None:
    short = PAGE.replace(f"{SUPPORT}\n\nTwo buyers wrote letters. We were grateful for both of them.\n\n", "")
    assert list_findings(short.replace(ANSWER, 40 * f"{ANSWER} ")) == ()


def test_one_habit_is_no_lost_break() -> None:
    joined = PAGE
    for question in (WORK, ROLE, SUPPORT, COOPERATION, PROTECTION, DRIVES):
        joined = joined.replace(f"{question}\n\n", f"{question} ")
    assert list_findings(joined) == ()


def test_every_finding_of_a_page_has_its_case() -> None:
    cased = {name for name, *_ in CASES}
    cased |= {"metadata-differs", "corrected", "truncated", "no-url", "unclosed-element", "wrapped-lines"}
    assert cased == {rule.name for rule in RULES.values() if not rule.code.startswith("HRD4")}


def test_codes_and_names_are_each_given_once_and_in_order() -> None:
    codes = [rule.code for rule in RULES.values()]
    assert codes == sorted(set(codes))
    for rule in RULES.values():
        assert find_rules(rule.code) == find_rules(rule.name) == (rule,)
        assert rule.what.endswith(".")
        assert rule.do.endswith(".")


def test_rule_prints_the_table(tmp_path: Path, run: Run) -> None:
    done = run("rule", "HRD408", "no-date", "HRD408", cwd=tmp_path)
    assert [line.split(" (")[0] for line in done.stdout.decode().splitlines() if line.startswith("HRD")] == [
        "HRD408 source-differs",
        "HRD201 no-date",
    ]
    assert RULES["no-date"].do in done.stdout.decode()
    whole = run("rule", cwd=tmp_path).stdout.decode()
    assert all(rule.code in whole and rule.what in whole and rule.do in whole for rule in RULES.values())
    assert run("rule", "HRD9", cwd=tmp_path).returncode == 2


def test_documentation_is_up_to_date() -> None:
    command = [sys.executable, "-m", "hrdcorpus", "rule", "--format", "markdown"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.decode() == (ROOT / "docs" / "findings.md").read_text("utf-8"), (
        "write it anew: hrdcorpus rule --format markdown > docs/findings.md"
    )
