"""Pictures of the reader for the documentation: docs/images, from interviews with invented people.

Usage: pictures.py, in an environment with the extra `browser` and a Chromium; `make pictures` sees to the first.
"""

import sys
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import exporting
from browser.conftest import CHROMIUM
from voices import OPTIONS, build_talks

IMAGES = Path(__file__).parent.parent / "docs" / "images"


class Picture(NamedTuple):
    """What is shown, on a screen of this size in pixels, and in which scheme of colours."""

    state: dict[str, str]
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"


PICTURES = {
    "overview": Picture({}, 1100, 1320),
    "question": Picture({"view": "question", "question": "hrd-kz-2021/situation", "columns": "1"}, 1100, 820),
    "two-languages": Picture({"view": "interview", "id": "2021/dana-en", "beside": "2021/dana-ru"}, 1100, 820, "dark"),
    "search-on-a-phone": Picture({"view": "search", "q": "letters"}, 390, 820),
}


def main() -> None:
    """Take them all."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        reader = Path(folder, "corpus.html")
        reader.write_bytes(exporting.export("html", build_talks(), OPTIONS).content)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name in PICTURES:
            take(browser, reader, name)
        browser.close()


def take(browser: Browser, reader: Path, name: str) -> None:
    """One picture."""
    picture = PICTURES[name]
    page = browser.new_page(viewport={"width": picture.width, "height": picture.height}, color_scheme=picture.scheme)
    page.goto(f"{reader.as_uri()}#{urlencode(picture.state)}")
    page.wait_for_selector("main h1")
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
