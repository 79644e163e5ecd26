"""`hrdcorpus review`: what a person says of a page, what is written of it, and the command."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest
from msgspec.structs import replace
from scripts.keystrokes import build_corpus, measure_effort
from textual.pilot import Pilot

from commands import Run
from hrdcorpus.corpus.files import find_pages
from hrdcorpus.corpus.marks import put_facts
from hrdcorpus.corpus.settings import Settings
from hrdcorpus.errors import CorrectionError
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.records.findings import Finding
from hrdcorpus.screen.app import ReviewScreen
from hrdcorpus.screen.narrowing import Filter, parse_filter
from hrdcorpus.screen.panes import find_acceptable, render_choices
from hrdcorpus.screen.session import Session
from hrdcorpus.screen.view import Line
from reviewing import EDITED, PAGE, TOLD, build_session, drive, go_to, read_screen, read_sidecar, say_none, type_in


def press(house: Path, *keys: str, **settings: Any) -> tuple[dict[str, Any], ReviewScreen]:
    """What stands in the sidecar of page.txt, which is opened first, when these keys were pressed."""

    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        screen.open_page("page")
        await type_in(screen, pilot, *keys)

    screen = drive(build_session(house, **settings), act)
    return read_sidecar(house), screen


ACTS: dict[str, tuple[list[str], dict[str, Any]]] = {
    "a candidate": (["1"], {"question": [{"line": 9, "id": ANY}]}),
    "none": (["0"], {"question": [{"line": 9, "id": "none"}]}),
    "on to the next": (["0", "0"], {"question": [{"line": 9, "id": "none"}, {"line": 13, "id": "none"}]}),
    "of all items": (["k", "=threats", "enter"], {"question": [{"line": 9, "id": "threats"}]}),
    "by its number": (["k", "=2", "enter"], {"question": [{"line": 9, "id": "risks"}]}),
    "with the arrows": (["k", "down", "enter"], {"question": [{"line": 9, "id": "risks"}]}),
    "nothing chosen": (["k", "escape"], {}),
    "question": ([*go_to(11), "q"], {"block": [{"line": 11, "label": "question"}]}),
    "answer": (["w"], {"block": [{"line": 9, "label": "answer"}]}),
    "introduction": ([*go_to(1), "i"], {"block": [{"line": 1, "label": "introduction"}]}),
    "the site's": (["s"], {"block": [{"line": 9, "label": "chrome"}]}),
    "contradiction": ([*go_to(1), "w"], {}),
    "date": (["d", "=2021-05-01", "enter"], {"facts": {"published": "2021-05-01"}}),
    "no date": (["d", "=yesterday", "enter"], {}),
    "name": (["n", "=none", "enter"], {"facts": {"interviewee": {"name": "none"}}}),
    "URL": (["u", "=https://example.org", "enter"], {"facts": {"url": "https://example.org"}}),
    "no fact": (["d", "escape"], {}),
    "exclude": (["x"], {"exclude": True}),
    "accept": (["a"], {"accept": ["HRD101"]}),
    "undo": (["0", "z"], {}),
    "undo the last": (["0", "w", "z"], {"question": [{"line": 9, "id": "none"}]}),
    "nothing to undo": (["z"], {}),
    "no item yet": (["v"], {}),
    "no question there": ([*go_to(1), "0", "1", "k"], {}),
}


def test_each_act_is_one_entry_of_the_sidecar(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        for name, (keys, _) in ACTS.items():
            screen.session = build_session(house)
            screen.open_page("page")
            await type_in(screen, pilot, *keys)
            written[name] = read_sidecar(house)
            (house / "data/raw/page.toml").unlink(missing_ok=True)

    written: dict[str, dict[str, Any]] = {}
    drive(build_session(house), act)
    for sidecar in written.values():
        entries = [each for table in ("block", "question") for each in sidecar.get(table, ())]
        told = [sidecar] if {"accept", "exclude"} & sidecar.keys() else []
        assert all(
            each.pop("reason") for each in (*entries, *told, *([sidecar["facts"]] if "facts" in sidecar else []))
        )
        assert [len(each.pop("sha256")) for each in entries] == [12] * len(entries)
    assert _plain(written) == {name: expected for name, (_, expected) in ACTS.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return (
        [_plain(each) for each in value] if isinstance(value, list) else value if isinstance(value, int) else str(value)
    )


def test_the_record_is_shown_as_it_now_is(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        assert "key: open" in read_screen(screen)
        await type_in(screen, pilot, "k", "=threats", "enter", "up", "up")
        shown = read_screen(screen)
        assert "key: threats" in shown
        assert "HRD101" not in shown.partition("What do you do when")[0].partition("And what do you gain")[2]
        await pilot.press("e")
        assert "corrected: chosen in review" in read_screen(screen)

    drive(build_session(house), act, (110, 30))


def test_what_was_done_has_a_reason_of_ones_own(house: Path, run: Run) -> None:
    sidecar, _ = press(house, "0", "c", "=asks twice", "enter", "d", "=2021-05-01", "tab", "end", "!", "enter")
    assert [entry["reason"] for entry in sidecar["question"]] == ["asks twice"]
    assert sidecar["facts"]["reason"] == "known in review!"
    assert b"corrected: asks twice" in run("explain", "data/raw/page.txt", cwd=house).stdout


def test_a_page_is_reviewed_until_it_or_its_record_changes(house: Path, run: Run) -> None:
    sidecar, screen = press(house, "m")
    assert list(sidecar) == ["reviewed"]
    assert screen.session.view is not None
    assert screen.session.view.file.id == "other"  # the next one that is open
    assert run("ingest", cwd=house).returncode == 0
    assert run("coverage", "--review", cwd=house).stdout.split(b"\n")[:3] == [b"open: 1", b"reviewed: 1", b"changed: 0"]
    exported = run("export", "--reviewed-only", "--format", "csv", "--shape", "interviews", cwd=house)
    assert [line.split(b",")[0] for line in exported.stdout.splitlines()] == [b"id", b"page"]
    assert b"reviewed: 1 of 2 interviews" in exported.stderr
    session = build_session(house)
    assert {page.file.id: page.state for page in session.pages.values()} == {"other": "open", "page": "reviewed"}
    (house / "data/raw/page.txt").write_text(PAGE + "\nAnd I sleep.\n", "utf-8")
    assert run("coverage", "--review", "--format", "csv", cwd=house).stdout == b"id,state\nother,open\npage,changed\n"
    filtered = run("export", "--reviewed-only", cwd=house)
    assert filtered.stdout == b""
    assert b"exported, though" in run("export", cwd=house).stderr  # the page has changed
    assert b"exported, though" not in filtered.stderr
    assert build_session(house).pages["page"].state == "changed"
    press(house, "m")
    assert build_session(house).pages["page"].state == "reviewed"


def test_an_excluded_page_has_no_record(house: Path, run: Run) -> None:
    press(house, "x")
    done = run("ingest", "--strict", cwd=house)
    assert (done.returncode, b"not interviews: 1" in done.stdout) == (0, True)
    assert not (house / "data/normalized/page.json").exists()
    assert (
        b"excluded by its sidecar: no interview, as seen in review"
        in run("explain", "data/raw/page.txt", cwd=house).stderr
    )
    assert b"page.txt" not in run("validate", cwd=house).stdout
    assert build_session(house).pages["page"].state == "excluded"


def test_a_page_that_was_edited_is_corrected_again(house: Path, run: Run) -> None:
    say_none(build_session(house), 21)
    (house / "data/raw/page.txt").write_text(PAGE.replace("How do you sleep at night", "How do you sleep"), "utf-8")
    session = build_session(house)
    assert session.pages["page"].codes.count("HRD412") == 1
    assert "no longer the one that was corrected" in session.pages["page"].trouble
    say_none(session, 21)
    session.give_reason("again")
    assert [(entry["line"], entry["reason"]) for entry in read_sidecar(house)["question"]] == [(21, "again")]
    assert build_session(house).pages["page"].codes.count("HRD412") == 0
    assert b"corrected: again" in run("explain", "data/raw/page.txt", cwd=house).stdout


def test_a_changed_page_is_left_while_it_is_read_again(house: Path) -> None:
    session = build_session(house)
    session.open("page")
    session.review()
    (house / "data/raw/page.txt").write_text(PAGE + "\nWhy?\n", "utf-8")
    session.open("page")
    session.forget("and what do you gain by that")
    assert (session.pages["page"].is_read, session.pages["page"].is_left) == (False, True)


def test_what_was_found_out_too_late_is_not_listed(house: Path) -> None:
    session = build_session(house)
    assert session.forget("and what do you gain by that") == 1
    found = session.find_out(session.list_unread())
    known = session.knowledge
    session.knowledge = copy(known)  # as after an act that adds a variant
    session.put(found)
    assert [file.id for file in session.list_unread()] == ["page"]
    session.knowledge = known
    session.open("page")
    session.exclude()
    session.put(found)
    assert session.pages["page"].state == "excluded"


def test_what_urls_csv_says_is_not_forgotten_when_an_act_is_taken_back(house: Path) -> None:
    """In any folder of pages; only of data/raw does a page's own place tell which it is."""
    (house / "pages/2021").mkdir(parents=True)
    (house / "pages/2021/page.txt").write_text(PAGE, "utf-8")
    (house / "pages/urls.csv").write_text("path,url\n2021/page.txt,https://example.org/1\n", "utf-8")
    session = Session(find_pages([house / "pages"]).files, Settings(), load_knowledge())
    view = session.open("2021/page")
    say = [lambda: session.key(view.lines[4], None), lambda: session.give_reason("asks twice"), session.refit]
    for act in (*say, session.undo, session.undo):
        act()
        assert session.find_fact("url") == "https://example.org/1"
        assert [record.id for record in session.get_view().explanation.records] == ["2021/page"]


def test_it_begins_where_nobody_has_been_yet(house: Path) -> None:
    session = build_session(house)
    session.open("other")
    session.review()
    assert Session(find_pages([house / "data/raw"]).files, Settings(), load_knowledge()).find_first() == "page"
    session.open("page")
    session.exclude()
    assert Session(find_pages([house / "data/raw"]).files, Settings(), load_knowledge()).find_first() == "other"


def test_a_wording_is_keyed_on_all_pages_at_once(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        (house / "data/raw/third.txt").write_text(PAGE, "utf-8")
        screen.session = build_session(house, questionnaires=house / "questionnaires")
        screen.session.open("page")
        await type_in(screen, pilot, "comma", "k", "=threats", "enter")
        assert "v keys 1 more with this wording" in read_screen(screen)
        await pilot.press("v")
        assert "wordings added to threats: 1" in read_screen(screen)

    drive(build_session(house), act, (110, 30))
    assert "And what do you gain by that?" in (house / "questionnaires/hrd-kz-2021/en.toml").read_text("utf-8")


def test_what_somebody_else_has_changed_since_is_not_undone(house: Path) -> None:
    session = build_session(house)
    session.open("page")
    session.exclude()
    sidecar = house / "data/raw/page.toml"
    sidecar.write_text(sidecar.read_text("utf-8") + "# theirs\n", "utf-8")
    with pytest.raises(Exception, match="changed by somebody else since"):
        session.undo()
    assert sidecar.read_text("utf-8").endswith("# theirs\n")


UNSEEN: dict[str, Callable[[Session, Line], object]] = {
    "reviewed": lambda session, _: session.review(),
    "key": lambda session, line: session.key(line, "risks"),
    "label": lambda session, line: session.label(line, "answer"),
    "date": lambda session, _: session.give_fact("published", "2021-05-01"),
    "accept": lambda session, line: session.accept(line.findings[0]),
    "exclude": lambda session, _: session.exclude(),
}


@pytest.mark.parametrize("act", UNSEEN.values(), ids=UNSEEN)
@pytest.mark.parametrize("name", ["page.txt", "page.toml"])
def test_of_a_text_that_nobody_saw_nothing_is_said(
    house: Path, name: str, act: Callable[[Session, Line], object]
) -> None:
    session = build_session(house)
    view = session.open("page")
    line = view.lines[view.find_place({"line": 9})]
    changed = house / "data/raw" / name
    changed.write_text(EDITED if name == "page.txt" else 'release = "internal"\n', "utf-8")
    before = read_sidecar(house)
    with pytest.raises(CorrectionError, match="has changed since it was shown; open it again"):
        act(session, line)
    assert read_sidecar(house) == before


def test_a_wording_that_nobody_saw_is_added_to_none(house: Path) -> None:
    session = build_session(house, questionnaires=house / "questionnaires")
    view = session.open("page")
    line = view.lines[view.find_place({"line": 5})]  # keyed by its wording
    (house / "data/raw/page.txt").write_text(PAGE.replace("Can you tell us more", "What do they say"), "utf-8")
    with pytest.raises(CorrectionError, match="another question stands there"):
        session.add_variant(line)
    assert list((house / "questionnaires").iterdir()) == []


def test_accepting_says_how_many_it_settles(house: Path) -> None:
    """One finding of a line that is two blocks counts once; what cannot be accepted is passed over."""
    (house / "data/raw/page.txt").write_text(TOLD, "utf-8")
    session = build_session(house)
    view = session.open("page")
    line = view.lines[view.find_place({"line": 3})]
    assert "a accept all HRD101 of this page: 2" in dict(render_choices(view, line, (), {}))["a"].plain
    broken = Finding("broken-correction", "-")
    assert find_acceptable(replace(view, findings=(broken,)), replace(line, findings=())) is None
    session.accept(line.findings[0])
    assert "HRD101" not in session.pages["page"].codes


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("already read", "read", "already read; read"),
        ("read; twice", "twice", "read; twice"),
        ("read", "read; twice", "read; twice"),
    ],
)
def test_reasons_are_gathered_each_once(old: str, new: str, expected: str) -> None:
    text = f'accept = ["HRD101"]\nreason = "{old}"\n'
    assert tomllib.loads(put_facts(text, None, {"accept": ["HRD201"], "reason": new}))["reason"] == expected


def test_what_cannot_be_done_again_stays_done(house: Path) -> None:
    session = build_session(house)
    say_none(session, 9)
    before = read_text(house)
    for reason in ("x" * 501, "asks twice"):
        with pytest.raises(CorrectionError):
            session.give_reason(reason)
        assert read_text(house) == before
        (house / "data/raw/page.txt").write_text(EDITED, "utf-8")
    session.undo()
    assert read_sidecar(house) == {}


@pytest.mark.parametrize("act", [Session.review, Session.refit])
def test_what_has_no_reason_is_given_none(house: Path, act: Callable[[Session], str]) -> None:
    session = build_session(house)
    say_none(session, 9)
    act(session)
    before = read_text(house)
    with pytest.raises(CorrectionError, match="has no reason; z takes it back"):
        session.give_reason("asks twice")
    assert read_text(house) == before


def test_it_needs_a_terminal(house: Path, run: Run) -> None:
    done = run("review", cwd=house)
    assert (done.returncode, b"needs a terminal" in done.stderr) == (2, True)


def test_it_says_what_to_install(house: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "hrdcorpus.screen.app")
    monkeypatch.setitem(sys.modules, "textual.app", None)
    done = run("review", cwd=house)
    assert (done.returncode, b"pip install 'hrdcorpus[review]'" in done.stderr) == (2, True)


def test_a_questionnaire_of_ones_own_takes_few_key_strokes(tmp_path: Path) -> None:
    effort = measure_effort(tmp_path, build_corpus(4), with_variants=False)
    assert (effort.left >= 20, effort.wrong) == (True, 0)
    assert effort.share <= 1.5


HTML = """<html><body><main><h1>HRD Interview: Aigul Nobodyeva, nurse, Kazakhstan</h1>
<p>Can you tell us more about your work on business and human rights?</p><p>We count the wells.</p>
<p>What do you do when you are tired of it all?</p><p>I walk.</p></main></body></html>"""


def test_corrections_go_to_where_their_texts_are(house: Path, run: Run) -> None:
    for line in (13, 21):
        say_none(build_session(house), line)
    edited = PAGE.replace("What do you do when you are tired of it all?\n\n", "").replace(
        "We meet", "One line.\n\n" * 3 + "We meet"
    )
    (house / "data/raw/page.txt").write_text(edited, "utf-8")
    (house / "data/raw/page.toml").write_text(read_text(house) + "# the end\n", "utf-8")
    session = build_session(house)
    session.open("page")
    assert session.refit() == "corrections where their texts are: 1; taken out, their texts being gone: 1"
    assert re.findall(r"line.*|#.*", read_text(house)) == ["# line 25", "line = 25", "# the end"]
    assert not build_session(house).pages["page"].trouble
    session.undo()
    assert len(read_sidecar(house)["question"]) == 2


def test_corrections_of_an_html_page_go_to_where_their_texts_are(house: Path) -> None:
    page = house / "data/raw/page.html"
    (house / "data/raw/page.txt").unlink()
    page.write_text(HTML, "utf-8")
    session = build_session(house)
    view = session.open("page")
    session.label(view.lines[4], "answer")
    session.key(view.lines[1], None)
    page.write_text(HTML.replace("</h1>", "</h1><p>7 Apr 2021</p>"), "utf-8")
    session.open("page")
    session.refit()
    sidecar = read_sidecar(house)
    assert [sidecar[table][0]["path"].rpartition("/")[2] for table in ("question", "block")] == ["p[2]", "p[5]"]
    assert not session.pages["page"].trouble


def test_of_a_page_that_cannot_be_read_nothing_is_said(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        assert "page.toml" in read_screen(screen)
        await pilot.press("0", "q", "space", "e", "m")
        assert screen.session.view is None
        await type_in(screen, pilot, "f", "=", "enter", "full_stop")
        assert screen.session.view is not None

    (house / "data/raw/page.toml").write_text("[[block]", "utf-8")
    (house / "data/raw/page.txt").write_text(PAGE.replace("tired", "worn"), "utf-8")
    session = build_session(house)
    session.narrow("page")
    drive(session, act, (110, 30))
    assert session.pages["page"].codes == ("HRD412",)


def read_text(house: Path) -> str:
    return (house / "data/raw/page.toml").read_text("utf-8")


def _git(*arguments: str) -> None:
    identity = ["-c", "user.name=n", "-c", "user.email=n@example.org"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.mark.parametrize("first", [[], [21]], ids=["no sidecar before", "one before"])
def test_two_reviewers_branches_merge(house: Path, run: Run, first: Sequence[int]) -> None:
    """Where they speak of different blocks; as the project's .gitattributes says."""
    lines = (Path(__file__).parents[2] / ".gitattributes").read_text("utf-8").splitlines()
    (house / ".gitattributes").write_text("\n".join(line for line in lines if "union" in line) + "\n")
    _git("init", "--quiet", "--initial-branch=main")
    for start, acts in ([], first), (["-b", "theirs"], [9, 17]), (["main"], [13, 5]):
        if start:
            _git("checkout", "--quiet", *start)
        session = build_session(house)
        for line in acts:
            say_none(session, line)
        if start:
            session.review()
        _git("add", "--all")
        _git("commit", "--quiet", "--message", "-")
    _git("merge", "--quiet", "theirs")
    sidecar = tomllib.loads((house / "data/raw/page.toml").read_text("utf-8"))
    assert sorted(entry["line"] for entry in sidecar["question"]) == [5, 9, 13, 17, *first]
    assert b"HRD412" not in run("validate", cwd=house).stdout
    assert build_session(house).pages["page"].state == "changed"  # neither has seen what the other said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Filter()),
        ("HRD1 hrd201", Filter(codes=(*(f"HRD10{n}" for n in range(1, 9)), "HRD201"))),
        ("reviewed changed Page", Filter(states=frozenset({"reviewed", "changed"}), parts=("page",))),
    ],
)
def test_what_is_typed_filters(text: str, expected: Filter) -> None:
    assert parse_filter(text) == expected
