"""The page's foot: from its last block back to the last prose."""

from dataclasses import replace

from hrdcorpus.interview.chrome.clues import Clues, Rows, label_line
from hrdcorpus.knowledge.lines import SiteLine


def label_foot(rows: Rows, clues: Clues) -> Rows:
    """The trailers after the last prose; from the consent text's heading on, everything."""
    matches = {i: clues.knowledge.lines.find_line(row.block.text) for i, row in enumerate(rows) if row.is_content}
    end = _find_consent(matches, len(rows))
    if any(clues.is_wording(row.block.text) for row in rows[end:]):
        end = len(rows)
    for i in range(end, len(rows)):
        if rows[i].is_content:
            rows[i] = replace(rows[i], label="chrome", rule="consent")
    for i in reversed(range(end)):
        match = matches.get(i)
        if match is not None and "foot" in match.kind.places:
            rows[i] = label_line(rows[i], match)
        elif rows[i].is_content or rows[i].is_fixed:
            break
    return rows


def _find_consent(matches: dict[int, SiteLine | None], end: int) -> int:
    """Where the consent text begins: its heading, with a switch of the cookie banner below it; else the end."""
    switches = [i for i, match in matches.items() if match is not None and match.kind.name == "consent.switch"]
    headings = [i for i, match in matches.items() if match is not None and match.kind.name == "consent"]
    return max((i for i in headings if switches and i < switches[-1]), default=end)
