"""Reviewing in tests: two pages, a session over them, and its screen driven by keys as in a terminal."""

import asyncio
import re
import tomllib
from collections.abc import Awaitable, Callable
from html import unescape
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from hrdcorpus.corpus.files import find_pages
from hrdcorpus.corpus.settings import Settings
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.screen.app import ReviewScreen
from hrdcorpus.screen.session import Session

PAGE = """HRD Interview: Aigul Nobodyeva, civic activist from Semei, Kazakhstan

7 Apr 2021

Can you tell us more about your work on business and human rights?

We meet the inspectors every month.

And what do you gain by that?

Nothing, the plant goes on.

What do you do when you are tired of it all?

I walk along the river.

What is your motivation to continue your work?

The children who drink there.

How do you sleep at night?

The director asked me that, and I laughed.
"""
OTHER = """HRD Interview: Dana Nemo, lawyer, Uganda

Can you tell us more about your work on business and human rights?

We count the wells. بئر واحدة تكفي. 井戸を数えます。

What do you do when you are [bold]tired[/bold] \x1b[31mof\u202e it all?

I walk.
"""

Drive = Callable[[ReviewScreen, Pilot[None]], Awaitable[None]]


def build_session(house: Path, **settings: Any) -> Session:
    knowledge, own = load_knowledge(), Settings(**settings)
    session = Session(find_pages([house / "data/raw"]).files, own, knowledge)
    session.read_all()
    return session


def drive(session: Session, act: Drive, size: tuple[int, int] = (30, 8)) -> ReviewScreen:
    """Do it on a screen of this many columns and lines."""
    screen = ReviewScreen(session)

    async def run() -> None:
        async with screen.run_test(size=size) as pilot:
            for _ in range(1000):  # a busy machine builds it late
                if screen.query("#blocks"):
                    break
                await pilot.pause(0.01)
            await act(screen, pilot)

    asyncio.run(run())
    return screen


async def type_in(screen: ReviewScreen, pilot: Pilot[None], *keys: str) -> None:
    """Press these keys; what begins with "=" is put into the line of text, which takes less time."""
    for key in keys:
        if key.startswith("="):
            screen.screen.query(Input).first().value = key[1:]
            await pilot.pause()
        else:
            await pilot.press(key)


def go_to(line: int) -> list[str]:
    """The keys that highlight a block by the number of its line: search for its first words."""
    return ["slash", f"={PAGE.splitlines()[line - 1][:12]}", "enter"]


def read_screen(screen: ReviewScreen) -> str:
    """All that stands on the screen, line by line."""
    svg = re.sub(r"(?s)<style.*?</style>", "", screen.export_screenshot())
    return " ".join(unescape(re.sub(r"<[^>]*>", "", svg)).replace("\xa0", " ").split())


async def read_drawn(screen: ReviewScreen, pilot: Pilot[None]) -> str:
    """The same, when the keys below the page are there, which are drawn last; or without them, if they never are."""
    for _ in range(100):
        if "? help" in read_screen(screen):
            break
        await pilot.pause(0.05)
    return read_screen(screen)


def read_sidecar(house: Path, name: str = "page") -> dict[str, Any]:
    path = house / f"data/raw/{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


EDITED = PAGE.replace("And what do you gain by that?", "What do you say to the inspectors?")


TOLD = """HRD Interview: Aigul Nobodyeva, nurse, Kazakhstan

Interviewer: What do you gain by that?

Aigul: I walk along the river.

Interviewer: How do you sleep at night?

Aigul: Well.
"""


def say_none(session: Session, line: int) -> None:
    """Say that the question at this line of page.txt asks no item."""
    view = session.open("page")
    session.key(view.lines[view.find_place({"line": line})], None)
