"""`hrdcorpus review`: what is shown, and the ways between pages."""

import re
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList
from textual.worker import WorkerFailed

from hrdcorpus.corpus.files import find_pages
from hrdcorpus.corpus.settings import Settings
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.output.explaining import explanation
from hrdcorpus.pipeline import trace_page
from hrdcorpus.screen import desk
from hrdcorpus.screen.app import ReviewScreen
from hrdcorpus.screen.keys import HELP
from hrdcorpus.screen.listing import Listed, list_page
from hrdcorpus.screen.narrowing import Filter
from hrdcorpus.screen.session import Session
from reviewing import (
    EDITED,
    OTHER,
    PAGE,
    TOLD,
    build_session,
    drive,
    go_to,
    read_drawn,
    read_screen,
    read_sidecar,
    say_none,
    type_in,
)


@pytest.mark.parametrize("size", [(80, 24), (140, 45)])
@pytest.mark.parametrize("colour", ["", "1"])
def test_labels_stand_as_words_at_any_size_and_without_colour(
    house: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], colour: str
) -> None:
    monkeypatch.setenv("NO_COLOR", colour)

    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        shown = await read_drawn(screen, pilot)
        for words in (
            "> 9 ! question: And what do you gain",
            "HRD101",
            "key: open",
            "0 none",
            "q question",
            "? help",
        ):
            assert words in shown
        await pilot.press("question_mark")
        assert "show the rules behind the labels" in read_screen(screen)

    drive(build_session(house), act, size)


def test_the_mouse_chooses_and_opens(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await pilot.click("#choices", offset=(5, 0))
        await pilot.pause()
        assert "motivation" in (house / "data/raw/page.toml").read_text("utf-8")
        await pilot.click("#pages", offset=(5, 2))
        await pilot.pause()
        assert screen.session.view is not None
        assert screen.session.view.file.id == "other"

    drive(build_session(house), act, (110, 30))


def test_what_a_page_says_is_shown_and_never_obeyed(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await pilot.press("full_stop")
        shown = read_screen(screen)
        for words in ("[bold]tired[/bold]", r"\x1b[31mof\u202e", "井戸を数えます", "بئر واحدة تكفي"):
            assert words in shown

    drive(build_session(house), act, (110, 30))


def test_a_bug_quotes_nothing(house: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    session = build_session(house)

    def fail(*_: object) -> str:
        raise RuntimeError("the inspectors")

    monkeypatch.setattr(session, "exclude", fail)

    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        shown.append(screen)
        await pilot.press("x")

    shown: list[ReviewScreen] = []
    with pytest.raises(RuntimeError):
        drive(session, act)
    (screen,) = shown
    assert str(screen.failure).startswith("internal error: RuntimeError at hrdcorpus.screen.")
    assert "inspectors" not in str(screen.failure) + "".join(capfd.readouterr())


def test_filters_search_and_ways_between_pages(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        pages = screen.query_one("#pages", OptionList)
        assert pages.option_count == 2
        await type_in(screen, pilot, "f", "=UG", "enter", "full_stop", "comma")
        assert screen.session.filter == Filter(countries=frozenset({"UG"}))
        await type_in(screen, pilot, "f", "=HRD101", "enter")
        assert pages.option_count == 2
        screen.open_page("page")
        await type_in(screen, pilot, "slash", "=director", "enter")
        assert screen.query_one("#blocks", OptionList).highlighted == len(PAGE.split("\n\n")) - 1
        await type_in(screen, pilot, "slash", "=director!", "enter")
        assert "not on this page" in read_screen(screen)
        await pilot.press(*["space"] * 12)
        assert screen.session.get_view().file.id == "page"  # round all pages, since findings are open in each
        for page in ("page", "other"):
            screen.session.open(page)
            screen.session.exclude()
        screen.open_page("page")
        await pilot.press(*["space"] * 12)
        assert "nothing else is open in these pages" in read_screen(screen)

    drive(build_session(house), act, (110, 30))


def test_the_list_stands_at_once_and_fills(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While pages are read each key does what it does; then those with most open findings come first."""
    may_read = threading.Event()

    def wait(*arguments: Any) -> Listed:
        assert may_read.wait(600)  # for ever, but where the test fails
        return list_page(*arguments)

    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert list_shown(screen) == ["o  5 KZ a", ".  0 b", ".  0 other", ".  0 page", ".  0 z"]
        assert "4 unread" in read_screen(screen)
        await type_in(screen, pilot, "0", "full_stop", "x", "slash", "=walk", "enter")
        assert read_sidecar(house, "a")["question"]
        pages = screen.query_one("#pages", OptionList)
        pages.highlighted = 3
        may_read.set()
        await screen.workers.wait_for_complete()
        await pilot.pause()
        assert list_shown(screen) == ["o  4 KZ a", "x  0 b", "o  5 KZ page", "o  5 KZ z", "o  4 UG other"]
        assert "unread" not in read_screen(screen)
        assert pages.highlighted_option == pages.options[2]  # it stays on the same page
        assert screen.session.get_view().file.id == "b"

    for name in ("a", "b", "z"):
        (house / f"data/raw/{name}.txt").write_text(OTHER if name == "b" else PAGE, "utf-8")
    monkeypatch.setattr(desk, "list_page", wait)
    drive(Session(find_pages([house / "data/raw"]).files, Settings(), load_knowledge()), act, (110, 30))


def test_no_key_leads_to_what_is_reviewed_while_pages_are_unread(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    may_read = threading.Event()

    def wait(*arguments: Any) -> Listed:
        assert may_read.wait(600)  # for ever, but where the test fails
        return list_page(*arguments)

    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        assert screen.session.get_view().file.id == "a"
        await type_in(screen, pilot, "f", "=HRD101", "enter")
        assert "pages that fit: 1 of 5; still being read: 4" in read_screen(screen)
        await pilot.press(*["space"] * 12)
        shown = read_screen(screen)
        assert ("nothing else is open" in shown, "pages that are still being read: 4" in shown) == (False, True)
        await type_in(screen, pilot, "f", "=", "enter", *["space"] * 12)
        assert screen.session.get_view().file.id == "z"
        screen.open_page("a")
        await pilot.press("m")
        assert screen.session.get_view().file.id == "z"
        await pilot.press("m")
        shown = read_screen(screen)
        assert ("nobody has to" in shown, "pages that are still being read: 3" in shown) == (False, True)
        may_read.set()
        await screen.workers.wait_for_complete()
        await pilot.press("z", "m")
        assert "nobody has to go through another page" in read_screen(screen)

    for name in ("a", "b", "z"):
        (house / f"data/raw/{name}.txt").write_text(PAGE, "utf-8")
    before = build_session(house)
    for name, done in (("b", before.review), ("other", before.exclude), ("page", before.review)):
        before.open(name)
        done()
    monkeypatch.setattr(desk, "list_page", wait)
    drive(Session(find_pages([house / "data/raw"]).files, Settings(), load_knowledge()), act, (110, 30))


def list_shown(screen: ReviewScreen) -> list[str]:
    """The list of pages, as it stands on the screen."""
    return [str(option.prompt) for option in screen.query_one("#pages", OptionList).options]


def test_a_bug_in_the_thread_quotes_nothing(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Listed:
        raise RuntimeError("the inspectors")

    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        shown.append(screen)
        await pilot.pause()

    shown: list[ReviewScreen] = []
    monkeypatch.setattr(desk, "list_page", fail)
    session = Session(find_pages([house / "data/raw"]).files, Settings(), load_knowledge())
    with pytest.raises(WorkerFailed):
        drive(session, act)
    assert str(shown[0].failure).startswith("internal error: RuntimeError at hrdcorpus.screen.desk:")


def test_an_act_reads_the_page_once_and_draws_what_changed(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def count(*arguments: Any) -> Any:
        read.append(arguments)
        return trace_page(*arguments)

    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        screen.open_page("page")
        before = [option.prompt for option in screen.blocks.options]
        read.clear()
        await pilot.press("0")
        after = [option.prompt for option in screen.blocks.options]
        drawn = [str(new) for old, new in zip(before, after, strict=True) if new is not old]
        assert drawn == ["9 question: And what do you gain by that?"]
        assert len(read) == 1

    read: list[Any] = []
    monkeypatch.setattr(explanation, "trace_page", count)
    drive(build_session(house), act, (110, 30))


def test_the_last_question_of_a_page_is_told(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        screen.open_page("page")
        while any(page.wordings for page in screen.session.pages.values() if page.file.id == "page"):
            assert "no question is left" not in read_screen(screen)
            await pilot.press("0")
        assert "z takes it back; no question is left on this page, m goes on" in read_screen(screen)

    drive(build_session(house), act, (110, 30))


def test_a_page_begins_with_its_content(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        screen.open_page("page")
        view = screen.session.get_view()
        assert [view.lines[0].label, view.lines[screen.number].label, view.find_next(-1)] == ["chrome", "title", None]

    page = PAGE.replace("And what do you gain by that?\n\nNothing, the plant goes on.\n\n", "")
    (house / "data/raw/page.txt").write_text("Skip to content\n\nMenu\n\n" + page, "utf-8")
    session = build_session(house)
    session.open("page")
    for line in session.get_view().lines:
        if line.label == "question":
            session.key(line, None)
    for finding in session.get_view().findings:
        session.accept(finding)
    drive(session, act, (110, 30))


def test_what_comes_next_is_told(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await pilot.press("c")
        assert ("nothing was done yet" in read_screen(screen), len(screen.screen.query(Input))) == (True, 0)
        await pilot.press("m")
        assert "reviewed: page; z takes it back" in read_screen(screen)
        await pilot.press("c")
        assert ("has no reason" in read_screen(screen), len(screen.screen.query(Input))) == (True, 0)
        await pilot.press("m")
        assert "nobody has to go through another page" in read_screen(screen)
        say_none(screen.session, 9)
        (house / "data/raw/page.txt").write_text("One line.\n\n" + PAGE, "utf-8")
        screen.open_page("page")
        assert "r takes the corrections to where their texts are" in read_screen(screen)
        await pilot.press("r")
        assert "corrections where their texts are: 1" in read_screen(screen)

    drive(build_session(house), act, (110, 30))


def test_a_page_chosen_from_the_list_is_gone_through_at_once(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await pilot.press("shift+tab")
        width = screen.pages.size.width
        await pilot.press("down", "enter")
        assert screen.session.get_view().file.id == "other"
        assert screen.pages.size.width < width  # ids have more room while one chooses
        number = screen.number
        await pilot.press("down")
        assert screen.number == number + 1

    drive(build_session(house), act, (80, 24))


def test_candidates_are_described_whole_where_there_is_room(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        choices = screen.query_one("#choices", OptionList)
        lines = [str(choices.render_line(number).text).rstrip() for number in range(choices.size.height)]
        assert [line for line in lines if line.endswith("…")] == []
        assert lines[-1].startswith("  a accept")

    drive(build_session(house), act, (140, 45))


def test_what_is_listed_is_said_beside_the_list(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        await type_in(screen, pilot, "f", "=[x] ZZ", "enter")
        shown = read_screen(screen)
        assert ("pages that fit: 0 of 2" in shown, "[x] ZZ" in shown) == (True, True)
        await type_in(screen, pilot, "f", "=", "enter")
        shown = read_screen(screen)
        assert ("pages that fit: 2 of 2" in shown, "ZZ" in shown) == (True, False)

    drive(build_session(house), act, (110, 30))


def test_of_the_last_question_that_others_ask_both_are_told(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        screen.open_page("page")
        await pilot.press("0")
        while len(screen.session.pages["page"].wordings) > 1:
            await pilot.press("0")
        await type_in(screen, pilot, "k", "=threats", "enter")
        told = "z takes it back; v keys 1 more with this wording; no question is left on this page, m goes on"
        assert told in read_screen(screen)

    (house / "data/raw/third.txt").write_text(PAGE, "utf-8")
    drive(build_session(house), act, (140, 30))


def test_the_highlight_stays_on_a_question_beside_its_label(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        screen.open_page("page")
        for keys in (["d", "=2021-05-01", "enter"], ["a"]):
            await type_in(screen, pilot, *keys)
            assert "> 3 ! question: What do you gain" in read_screen(screen)
        await pilot.press("up", "1")
        assert "no question stands here; label it first" in read_screen(screen)

    (house / "data/raw/page.txt").write_text(TOLD, "utf-8")
    drive(build_session(house), act, (110, 30))


def test_messages_are_shown_whole(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        screen.open_page("page")
        await type_in(screen, pilot, *go_to(1), "w")
        shown = await read_drawn(screen, pilot)
        assert ("correct that one first" in shown, "? help" in shown) == (True, True)
        await pilot.press("full_stop")
        assert "no other page is listed there" in read_screen(screen)

    (house / "data/raw/other.txt").unlink()
    drive(build_session(house), act, (80, 24))


def test_what_could_not_be_done_again_shows_the_page_as_it_is(house: Path) -> None:
    async def act(screen: ReviewScreen, pilot: Pilot[None]) -> None:
        screen.open_page("page")
        await pilot.press("0")
        (house / "data/raw/page.txt").write_text(EDITED, "utf-8")
        await type_in(screen, pilot, "c", "=asks twice", "enter")
        shown = read_screen(screen)
        assert ("has changed since it was shown" in shown, "What do you say to the" in shown) == (True, True)

    drive(build_session(house), act, (110, 30))


def test_every_key_is_in_the_help() -> None:
    named = {"full_stop": ".", "comma": ",", "slash": "/", "question_mark": "?"}
    keys = [named.get(binding.key, binding.key) for binding in ReviewScreen.BINDINGS]  # type: ignore[union-attr]
    assert [key for key in keys if not re.search(rf"(?<!\S){re.escape(key)}(?!\S)", HELP)] == []
    assert [line for line in HELP.splitlines() if len(line) > 66] == []  # as wide as it is on 80 columns
