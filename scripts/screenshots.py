"""Write the pictures of docs/review.md: the screen of `hrdcorpus review`, with the invented pages of tests/review.

Usage: screenshots.py
"""

import asyncio
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hrdcorpus.corpus.files import find_pages
from hrdcorpus.corpus.settings import Settings
from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.screen.app import ReviewScreen
from hrdcorpus.screen.session import Session

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "tests" / "review" / "pages"
IMAGES = ROOT / "docs" / "images"
SHOTS = {  # a picture's name: columns, lines, and the keys pressed before
    "review.svg": (130, 40, ("1",)),
    "review-narrow.svg": (80, 24, ("e", "down", "down")),
    "review-items.svg": (80, 24, ("k",)),
}
_FONTS = re.compile(r"(?s)@font-face \{.*?\}\s*")  # from the network


async def take_shot(folder: Path, columns: int, lines: int, keys: Sequence[str]) -> str:
    """The screen after these keys, as SVG that needs nothing from elsewhere."""
    knowledge, settings = load_knowledge(), Settings()
    session = Session(find_pages([folder]).files, settings, knowledge)
    session.read_all()
    screen = ReviewScreen(session)
    async with screen.run_test(size=(columns, lines)) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return _FONTS.sub("", screen.export_screenshot(title="hrdcorpus review"))


def main() -> int:
    """Take them all."""
    IMAGES.mkdir(exist_ok=True)
    for name, (columns, lines, keys) in SHOTS.items():
        with TemporaryDirectory() as folder:
            pages = Path(folder) / "data" / "raw"
            shutil.copytree(PAGES, pages)
            picture = asyncio.run(take_shot(pages, columns, lines, keys))
            (IMAGES / name).write_text(picture + "\n", "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
