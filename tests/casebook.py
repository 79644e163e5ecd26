"""The folders of cases: where they are, and what the program makes of a page today."""

from pathlib import Path

from hrdcorpus.knowledge.base import load_knowledge
from hrdcorpus.pipeline import Trace, trace_page
from hrdcorpus.reading.pages import read_page
from hrdcorpus.records.serialising import dump_record

ROOT = Path(__file__).parent.parent
REGENERATE = "if the change is meant: `make cases`, then read the difference by eye"


def list_pages(*kinds: str) -> list[Path]:
    """The pages of these kinds of cases, by name."""
    return sorted(page for kind in kinds for page in (ROOT / "tests" / "cases" / kind).glob("*/page.*"))


def trace_case(page: Path) -> Trace:
    """What the program makes of the page, its folder being the raw folder."""
    return trace_page(read_page(page, page.parent), load_knowledge())


def locate_expected(page: Path) -> Path:
    """The file beside the page that says what is right: a record, or the reason why there is none."""
    return page.with_name("reason.txt" if page.parent.parent.name == "not-interviews" else "record.json")


def render_trace(trace: Trace) -> bytes:
    """The bytes of the records, or the reason."""
    return b"".join(map(dump_record, trace.records)) or f"{trace.reason}\n".encode()
