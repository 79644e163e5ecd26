"""Captions of a recording (WebVTT, SRT): cues -> turns and sounds. Times, numbers, notes and styles are markup.

https://www.w3.org/TR/webvtt1/; SRT has no norm, but the same cues with a comma in the times.
"""

import re
from collections import Counter
from collections.abc import Sequence

from hrdcorpus.reading.columns import Line
from hrdcorpus.text.folding import ends_sentence
from hrdcorpus.text.patterns import compile_later

_TIMING = re.compile(r"(?:\d+:)?\d\d:\d\d[.,]\d{3}\s*-->\s*(?:\d+:)?\d\d:\d\d[.,]\d{3}\b")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>\s*")  # <v Mary Example>
_TAG = compile_later(r"</?(?:[a-z]+(?:\.[^>]*)?|\d[\d:.]*)(?:\s[^>]*)?>", re.IGNORECASE)
_LABEL = compile_later(r"([^\W\d_][^:：?!…]{0,40})[:：]\s+(?=\S)")
_DASH = re.compile(r"[-–—]\s*(?=\w)")
# "[Music]", "(Applause)", "♪ la la ♪"; in brackets people speak, too: "(They never came back.)"
_SOUND = compile_later(r"\[[^\[\].?!。？！]{1,40}\]|\([^().?!。？！]{1,40}\)|（[^（）.?!。？！]{1,40}）|[♪♫].*[♪♫]")
SOUND = "sound"  # the region of a cue that tells what is heard, and is said by nobody
_FEWEST_CUES = 0.8  # of the stretches between blank lines, where no first line says what the file is


def split_captions(groups: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Line]] | None:
    """The turns in captions, each with the lines it stands in, and the sounds between; None where the text is none.

    `groups` are the lines between blank ones. A turn goes on until another voice is named, or a dash begins one; where
    nobody is named, to the end of a sentence. A label that is said again in the next cue is left out.
    """
    cues = [cue for group in groups if (cue := _find_cue(group)) is not None]
    is_named = bool(groups) and groups[0][0].text.startswith("WEBVTT")
    if not cues or not (is_named or len(cues) >= _FEWEST_CUES * len(groups)):
        return None
    shown = (line._replace(text=_TAG.sub("", _VOICE.sub(r"\1: ", line.text)).strip()) for cue in cues for line in cue)
    said = [line for line in shown if line.text]
    sounds = [line for line in said if _SOUND.fullmatch(line.text)]
    lines = [line for line in said if not _SOUND.fullmatch(line.text)]
    labels = Counter(found[1] for line in lines if (found := _LABEL.match(line.text)))
    turns: list[list[Line]] = []
    voice = ""
    for line in lines:
        found = _LABEL.match(line.text)
        named = found[1] if found and labels[found[1]] > 1 else ""
        is_dash = _DASH.match(line.text) is not None
        is_other = is_dash or (named and named != voice)
        if not turns or is_other or (not voice and ends_sentence(turns[-1][-1].text)):
            turns.append([line])
            voice = "-" if is_dash else named
        else:
            turns[-1].append(line._replace(text=line.text[found.end() :]) if found and named else line)
    return turns, sounds


def _find_cue(group: Sequence[Line]) -> Sequence[Line] | None:
    """What is said in a cue: the lines below its times, which stand first, or below its number or name."""
    at = next((i for i, line in enumerate(group[:2]) if _TIMING.match(line.text)), None)
    return None if at is None else group[at + 1 :]
