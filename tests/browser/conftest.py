"""A headless Chromium with the reader open in it: `make test-browser`."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import exporting
from voices import OPTIONS, build_voices

Open = Callable[..., Page]  # (fragment: str = "", path: Path = ..., **settings of the browser's context)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.exit("no Chromium is installed: apt-get install chromium, or name one in the variable CHROMIUM", 1)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that the voices are exported to."""
    path = tmp_path_factory.mktemp("reader") / "corpus.html"
    path.write_bytes(exporting.export("html", build_voices(), OPTIONS).content)
    return path


@pytest.fixture
def show(browser: Browser, reader: Path) -> Iterator[Open]:
    """Open the file at a fragment, without a network; at the end nothing was asked of one, and nothing complained."""
    asked, said = list[str](), list[str]()
    contexts = []

    def open_page(fragment: str = "", path: Path = reader, **settings: Any) -> Page:
        context = browser.new_context(offline=True, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(f"{path.as_uri()}{fragment}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file://", "blob:file://"))] == []
