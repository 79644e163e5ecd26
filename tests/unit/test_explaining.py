"""Explanations: of a page and of a record, as text, JSON and a page of HTML in which nothing is active."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree, html
from msgspec.structs import replace

from casebook import list_pages, trace_case
from commands import Run, read_explained
from hrdcorpus.interview.weighing import Weighed
from hrdcorpus.output.explaining import explanation
from hrdcorpus.output.explaining.explanation import Explained, Explanation, describe_page, list_notes, list_reasons
from hrdcorpus.records.form import Label

ASKED = "Can you tell us more about your work on business and human rights?"
GOVERNMENT = (
    "What role does the government play? Is it supportive of human rights defenders? Or do you feel pressure from the "
    "government?"
)
HOSTILE = (
    "<script>alert(1)</script> </td></table><img src=x onerror=alert(2)>",
    'We said: ]]> --> "quoted" & <a href="javascript:alert(3)">so</a>.',
    "Turned \u202eround\u2069 and hidden\u200b and red\x1b[31m.",
    "Я ремонтирую вентиляцию; &lt;b&gt; stays as it is. </style><style>*{display:none}</style>",
)
PAGE = f"HRD Interview: Aigul <b onclick=x>Nobodyeva</b>, nurse, Kazakhstan\n\n7 Apr 2021\n\n{ASKED}\n\n" + "\n\n".join(
    (*HOSTILE[:3], GOVERNMENT, HOSTILE[3])
)
ACTIVE = {"script", "img", "a", "link", "iframe", "object", "embed", "form", "input", "base", "svg", "math", "video"}


@pytest.fixture
def corpus(tmp_path: Path, run: Run) -> Path:
    """A folder with a hostile page, ingested."""
    (tmp_path / "data/raw").mkdir(parents=True)
    (tmp_path / "data/raw/page.txt").write_text(PAGE)
    assert run("ingest", cwd=tmp_path).returncode == 0
    return tmp_path


def read_html(corpus: Path, run: Run) -> "tuple[bytes, html.HtmlElement]":
    done = run("explain", "data/raw/page.txt", "--format", "html", cwd=corpus)
    assert done.returncode == 0, done.stderr
    return done.stdout, html.document_fromstring(done.stdout)


def test_nothing_in_the_page_is_active(corpus: Path, run: Run) -> None:
    raw, tree = read_html(corpus, run)
    tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert tags.isdisjoint(ACTIVE)
    names = {name for element in tree.iter(etree.Element) for name in element.attrib}
    assert names <= {"lang", "charset", "http-equiv", "content", "name", "class", "dir"}
    assert not list(tree.iter(etree.Comment, etree.ProcessingInstruction))
    (style,) = tree.iter("style")
    digest = b64encode(sha256(str(style.text).encode()).digest()).decode()
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"url\(|@import|https?:", str(style.text))
    assert not set(raw.decode()) & set("\u202e\u2069\u200b\x1b")


def test_the_page_says_what_it_is_and_what_its_labels_mean(corpus: Path, run: Run) -> None:
    tree = read_html(corpus, run)[1]
    assert tree.xpath("//h1/text()") == tree.xpath("//title/text()") == ["How page.txt was read"]
    assert sorted(tree.xpath("//dl[@class='legend']//dt/text()")) == sorted(get_args(Label))


def test_the_blocks_stand_in_order_with_label_and_record(corpus: Path, run: Run) -> None:
    tree = read_html(corpus, run)[1]
    rows = tree.xpath("//tbody/tr")
    assert [row.get("class") for row in rows] == ["title", "date", "question", *["answer"] * 3, "question", "answer"]
    assert [row.xpath("string(td[@class='label'])") for row in rows] == [row.get("class") for row in rows]
    texts = [row.xpath("string(.//div[@class='text'])") for row in rows]
    assert texts[3:5] == list(HOSTILE[:2])
    assert texts[5] == r"Turned \u202eround\u2069 and hidden\u200b and red\x1b[31m."
    assert texts[7] == HOSTILE[3]
    assert rows[2].xpath("string(.//div[@class='why'])").endswith("key: work (exact); most like: work 1")
    record = tree.xpath("string(//aside)")
    assert "2021-04-07" in record
    assert f"1. {ASKED}" in record
    assert all(text in record for text in texts[3:])


def test_what_is_corrected_is_marked_with_its_reason(corpus: Path, run: Run) -> None:
    arguments = ("--line", "9", "--label", "other", "--reason", "<i>an advertisement</i>")
    assert run("correct", "data/raw/page.txt", *arguments, cwd=corpus).returncode == 0
    row = read_html(corpus, run)[1].xpath("//tbody/tr")[4]
    assert row.get("class") == "other corrected"
    assert row.xpath("string(.//div[@class='why'])") == "corrected: <i>an advertisement</i>"
    done = run("explain", "data/raw/page.txt", "--format", "json", cwd=corpus)
    rows, _ = read_explained(done.stdout)
    assert rows[4]["reasons"] == ["<i>an advertisement</i>"]
    assert [bool(row["reasons"]) for row in rows] == [number == 5 for number in range(1, len(rows) + 1)]


def test_questions_that_are_no_known_wording_have_their_three_best_candidates(tmp_path: Path, run: Run) -> None:
    (tmp_path / "page.txt").write_text(
        PAGE.replace(
            GOVERNMENT, "What drives your work on business and human rights, and what role do governments play?"
        )
    )
    done = run("explain", "page.txt", "--format", "json", cwd=tmp_path)
    known, other = [row["candidates"] for row in read_explained(done.stdout)[0] if row["candidates"]]
    assert known == [{"id": "work", "score": 1.0}]
    scores = [candidate["score"] for candidate in other]
    assert (len(scores), scores) == (3, sorted(scores, reverse=True))


def test_the_score_that_decided_is_among_the_candidates(tmp_path: Path, run: Run) -> None:
    third = "What risks do human rights defenders face?\n\nMany."
    (tmp_path / "page.txt").write_text(PAGE.replace(GOVERNMENT, f"{third}\n\nAnd now, a word on this: {GOVERNMENT}"))
    done = run("explain", "page.txt", cwd=tmp_path).stdout.decode()
    keyed = re.findall(r"key: (\S+) \((\w+)(?:, (\S+))?\); most like: (\S+) ([^,\s]+)", done)
    assert [(kind, score) for _, kind, score, _, _ in keyed][2:] == [("similar", "0.99")]
    assert all((key, score or best) == (like, best) for key, _, score, like, best in keyed)


ENDED = next(page for page in list_pages("interviews") if page.parent.name == "trailer-and-consent")
WEIGHTS = {"last": 2.5, "link": 3.5, "line": 1.49, "footnote": 3.0, "addresses": 0.5, "question": -1.0}


def weigh(**values: float) -> Weighed:
    return Weighed(values, WEIGHTS, 5.5)


ROWS: Mapping[str, tuple[Weighed | None, list[str]]] = {
    "nobody asked": (None, []),
    "far from it": (weigh(last=1.0), []),
    "just too far": (weigh(line=1.0, last=1.0, addresses=-1.0), []),
    "nearly": (weigh(link=1.0, footnote=0.0), ["the speaker's, 3.5 where 5.5 is needed: link +3.5"]),
    "exactly": (weigh(last=1.0, footnote=1.0), ["the site's, 5.5 where 5.5 is needed: footnote +3, last +2.5"]),
    "against it": (
        weigh(link=1.0, footnote=1.0, question=1.0),
        ["the site's, 5.5 where 5.5 is needed: link +3.5, footnote +3, question -1"],
    ),
    "many": (
        weigh(link=1.0, footnote=1.0, question=1.0, last=1.0, line=1.0, addresses=1.0),
        ["the site's, 9.99 where 5.5 is needed: link +3.5, footnote +3, last +2.5, line +1.49, 2 more -0.5"],
    ),
}


@pytest.mark.parametrize(("weighed", "notes"), ROWS.values(), ids=ROWS)
def test_a_row_shows_the_clues_that_made_it_the_sites_or_nearly(weighed: Weighed | None, notes: list[str]) -> None:
    row = replace(trace_case(ENDED).ledger[0], weighed=weighed)
    assert list_notes(Explained(1, row, None, ())) == notes


@pytest.mark.parametrize(
    ("weighed", "reason", "line"),
    [
        (weigh(link=1.0, footnote=1.0), None, "an interview, 6.5 where 5.5 is needed"),
        (weigh(link=1.0), "too little", "no interview, 3.5 where 5.5 is needed"),
        (weigh(), "its questions have no answers", "no interview: its questions have no answers"),
        (weigh(), None, "an interview, since a person says what is asked: nothing was weighed"),
        (weigh(link=1.0), None, "an interview, since a person says what is asked, 3.5 where 5.5 is needed"),
    ],
)
def test_the_page_shows_by_which_sum_it_is_an_interview(weighed: Weighed, reason: str | None, line: str) -> None:
    trace = replace(trace_case(ENDED), weighed=weighed, reason=reason)
    assert describe_page(Explanation((), trace, None)) == line


REASONS: Mapping[str, tuple[Mapping[str, float], list[str]]] = {
    "nothing was weighed": ({}, []),
    "three of each": (
        {"sign": 1.0, "form": 0.5, "title": 0.25, "coverage": 1.0, "long": 1.0, "name": 1.0},
        [
            "for it, 2 of +2: coverage",
            "for it, 1.5 of +1.5: sign",
            "for it, 1 of +4: title",
            "against it, -2.5 of -5: form",
            "against it, -0.5 of -0.5: long",
            "missing, 1 of +4: title",
        ],
    ),
    "all that is lacking": ({"sign": 1.0, "title": 1.0, "coverage": 1.0, "name": 0.0}, ["missing, 0 of +0.4: name"]),
}


@pytest.mark.parametrize(("values", "reasons"), REASONS.values(), ids=REASONS)
def test_the_strongest_reasons_for_a_page_and_against_it(
    values: Mapping[str, float], reasons: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = {"sign": 1.5, "form": -5.0, "title": 4.0, "coverage": 2.0, "long": -0.5, "name": 0.4}
    monkeypatch.setattr(explanation, "load_meanings", lambda _: {name: name for name in weights})
    assert list_reasons(Weighed(values, weights, 4.5))[-len(reasons) or None :] == reasons


@pytest.mark.parametrize("page", [ENDED, next(iter(list_pages("not-interviews")))], ids=["taken", "refused"])
def test_every_format_shows_what_weighed(run: Run, page: Path) -> None:
    trace = trace_case(page)
    rows, last = read_explained(run("explain", page.name, "--format", "json", cwd=page.parent).stdout)
    reasons = list_reasons(trace.weighed)
    assert last["reasons"] == [*filter(None, [trace.reason]), *reasons]
    assert last["rule"] == ("interview" if trace.records else "no-interview")
    assert (last["clues"], last["margin"]) == (dict(trace.weighed.clues), trace.weighed.margin)
    told = [(dict(row.weighed.clues), row.weighed.margin) if row.weighed else ({}, None) for row in trace.ledger]
    assert [(row["clues"], row["margin"]) for row in rows] == told
    notes = [
        note for number, row in enumerate(trace.ledger, 1) for note in list_notes(Explained(number, row, None, ()))
    ]
    assert bool(notes) == bool(trace.records)  # the lines below the interview
    verdict = describe_page(Explanation((), trace, None))
    text = run("explain", page.name, cwd=page.parent).stdout.decode()
    assert [line.strip() for line in text.splitlines() if "the site's" in line] == notes
    assert " ".join(text.split()).endswith(" ".join([verdict, *reasons]))
    tree = html.document_fromstring(run("explain", page.name, "--format", "html", cwd=page.parent).stdout)
    assert tree.xpath("//header/p[@class='why']/text()") == [verdict]
    assert tree.xpath("//header/ul[@class='why']/li/text()") == reasons
    assert tree.xpath("//td/div[@class='why' and starts-with(., \"the site's\")]/text()") == notes


def test_a_page_that_is_no_interview_has_no_record(tmp_path: Path, run: Run) -> None:
    (tmp_path / "page.txt").write_text("Ten companies were asked.\n\nNone of them did.\n")
    done = run("explain", "page.txt", "--format", "html", cwd=tmp_path)
    tree = html.document_fromstring(done.stdout)
    assert str(tree.xpath("string(//p[@class='warning'])")).startswith("Not an interview: ")
    assert not tree.xpath("//aside")


def test_a_record_finds_its_page(corpus: Path, run: Run) -> None:
    page, record = corpus / "data/raw/page.txt", "data/normalized/page.json"
    expected = run("explain", "data/raw/page.txt", cwd=corpus)
    assert run("explain", record, cwd=corpus) == expected
    (corpus / "elsewhere").mkdir()
    assert run("explain", f"../{record}", cwd=corpus / "elsewhere") == expected
    (corpus / "data/raw/page.toml").write_text('[facts]\nreason = "x"\nlanguage = "fr"\n')
    stale = run("explain", record, cwd=corpus)
    assert (stale.returncode, stale.stderr) == (
        0,
        b"note: data/normalized/page.json: out of date; run: hrdcorpus ingest\n",
    )
    page.write_text(PAGE + "\n\nOne paragraph more.")
    changed = run("explain", record, cwd=corpus)
    assert changed.returncode == 1
    assert b"One paragraph more." in changed.stdout
    assert b"error: data/normalized/page.json: its page has changed since" in changed.stderr
    page.unlink()
    gone = run("explain", record, cwd=corpus)
    assert (gone.returncode, gone.stdout) == (1, b"")
    assert b"page.txt: does not exist" in gone.stderr


@pytest.mark.parametrize("path", ["../../secret.txt", "/etc/hostname.txt", "a/../../../secret.txt"])
def test_a_record_leads_to_no_file_outside_its_corpus(corpus: Path, run: Run, path: str) -> None:
    (corpus / "secret.txt").write_text(PAGE)
    record = json.loads((corpus / "data/normalized/page.json").read_text("utf-8"))
    record["source"]["path"] = path
    (corpus / "data/normalized/page.json").write_text(json.dumps(record))
    done = run("explain", "data/normalized/page.json", cwd=corpus)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"source.path: no path below a folder" in done.stderr
