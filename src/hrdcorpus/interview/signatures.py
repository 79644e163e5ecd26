"""Guests who are named in brackets behind what they say: "We stay. (M. E.)", "Nobody came. [Mary]"."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from hrdcorpus.clues.clues import Clues
from hrdcorpus.interview.speakers import is_short_form
from hrdcorpus.interview.units import Turns, Unit, Units

_SIGNED = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]{1,40})[)\]）】]$")
_CLOSING = tuple(")]）】")


def name_signed(units: Units, turns: Turns, people: Sequence[str]) -> Turns:
    """The same turns with who signed an answer, where two of those introduced do; `people` are their folded names.

    What stands below a signed paragraph is not the same person's unless it says so.
    """
    first = min(turns.questions, default=len(units))
    texts = ((i, unit.clues.text) for i, unit in enumerate(units) if i > first)
    found = {i: _SIGNED.search(text) for i, text in texts if text.endswith(_CLOSING)}
    own = {
        i: (signed, _find_name(units[i].clues.part(*signed.span(1)), people))
        for i, signed in found.items()
        if signed and units[i].clues.part(_find_start(units[i]), signed.start()).words
    }
    signed = {i: each for i, (each, name) in own.items() if name and i not in turns.questions}
    if len({own[i][1] for i in signed}) < 2:
        return turns
    return replace(
        turns,
        voices={**turns.voices, **{i: each[1] for i, each in signed.items()}},
        signed={i: each.start() for i, each in signed.items()},
    )


def _find_start(unit: Unit) -> int:
    return unit.prefix.end if unit.prefix else 0


def _find_name(shown: Clues, people: Sequence[str]) -> str | None:
    label = " ".join(shown.words)
    names = [name for name in people if label == name or is_short_form(label, name)]
    return names[0] if len(names) == 1 else None
