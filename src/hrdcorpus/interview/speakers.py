"""Turns that begin with a label: "Q:" and "A:", or the names of those who speak, before the text or above it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hrdcorpus.interview.reading import Reading, Units, asks
from hrdcorpus.interview.units import Unit
from hrdcorpus.knowledge.speech import Speech

_FEWEST_TURNS = 3
_NEARLY_ALL = 0.9
_OFTEN = 0.3  # of the turns of who asks


def read_speakers(units: Units, speech: Sequence[Speech]) -> Reading | None:
    """Turns labelled "Q:" and "A:", or with the names of those who speak; None where nobody is labelled as asking.

    A label above its text, without a colon, is one only where both who ask and who answer have such.
    """
    reading = _read_labels(units, [_find_label(unit) or _find_headline(unit) for unit in units], speech)
    if reading is not None and reading.has_both:
        return reading.reading
    reading = _read_labels(units, list(map(_find_label, units)), speech)
    return reading.reading if reading is not None else None


class _Labels(NamedTuple):
    reading: Reading
    has_both: bool


def _read_labels(units: Units, names: Sequence[str], speech: Sequence[Speech]) -> _Labels | None:
    roles = frozenset(name for s in speech for name in s.answerer)
    askers = _find_askers(units, names, frozenset(name for s in speech for name in s.asker)) - roles
    if not askers:
        return None
    turns = {i + 1 if units[i].is_bare_label else i for i, name in enumerate(names) if name in askers}
    turns = {i for i in turns if i < len(units) and not (names[i] and names[i] not in askers)}
    answerers = _find_answerers(names, turns, roles) - askers
    labelled = frozenset(i for i, name in enumerate(names) if name in askers | answerers)
    continued = _find_continued(turns, labelled, [name in answerers for name in names])
    has_voices = any(name not in roles for name in answerers)
    has_voices = has_voices and _is_one(askers) and _is_one(answerers)
    reading = Reading(
        "speaker", frozenset(turns | continued), prefixed=labelled, continued=continued, has_voices=has_voices
    )
    return _Labels(reading, has_both=bool(answerers))


def _is_one(names: Iterable[str]) -> bool:
    """Whether the labels of one side name one speaker: a panel or a court has more."""
    first, *others = sorted(names, key=len, reverse=True)
    return all(_is_same_voice(first, other) for other in others)


def _find_continued(turns: set[int], labelled: frozenset[int], answers: Sequence[bool]) -> frozenset[int]:
    """The further paragraphs of a question: what stands between it and the label of who answers."""
    continued: set[int] = set()
    for turn in turns:
        end = next((i for i in range(turn + 1, len(answers)) if i in labelled), len(answers))
        if end < len(answers) and answers[end]:
            continued.update(range(turn + 1, end))
    return frozenset(continued)


def _find_label(unit: Unit) -> str:
    return unit.prefix.name if unit.prefix and unit.prefix.kind == "label" and not unit.is_headline else ""


def _find_headline(unit: Unit) -> str:
    return unit.prefix.name if unit.prefix and unit.is_headline else ""


def _find_askers(units: Units, names: Sequence[str], roles: frozenset[str]) -> frozenset[str]:
    """Labels of who asks: a known role, one that recurs and mostly asks, or another form of such a name."""
    counts = Counter(filter(None, names))
    asking = Counter(name for i, name in enumerate(names) if name and _ends_asking(units, names, i))
    askers = {n for n in counts if counts[n] > 1 and (n in roles or asking[n] >= 0.6 * counts[n])}
    askers = askers or {n for n in counts if n in roles} or _find_main_asker(counts, asking)
    return frozenset(askers | {n for n in counts if asking[n] and any(_is_same_voice(n, other) for other in askers)})


def _find_main_asker(counts: Counter[str], asking: Counter[str]) -> set[str]:
    """Of the two voices that say nearly everything, the one that asks much more often."""
    main = [name for name, count in counts.most_common(2) if count >= _FEWEST_TURNS]
    if len(main) < 2 or sum(counts[name] for name in main) < _NEARLY_ALL * counts.total():
        return set()
    rare, often = sorted(main, key=lambda name: asking[name] / counts[name])
    is_clear = asking[often] / counts[often] >= max(_OFTEN, 2 * asking[rare] / counts[rare])
    return {often} if is_clear else set()


def _find_answerers(names: Sequence[str], turns: set[int], roles: frozenset[str]) -> frozenset[str]:
    """Labels of who answers: a known role, one that recurs right after questions, or another form of such a name."""
    counts = Counter(filter(None, names))
    replies = Counter(name for i, name in enumerate(names) if name and i - 1 in turns)
    answerers = {n for n in counts if n in roles or (counts[n] > 1 and replies[n] >= 0.5 * counts[n])}
    return frozenset(answerers | {n for n in replies if any(_is_same_voice(n, other) for other in answerers)})


def _is_same_voice(name: str, other: str) -> bool:
    """Whether two labels name one speaker: a word in common, or one is the other's initials."""
    words, others = name.split(), other.split()
    if not {word for word in words if len(word) > 2}.isdisjoint(others):
        return True
    return _join_initials(words) == "".join(others) or _join_initials(others) == "".join(words)


def _join_initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _ends_asking(units: Units, names: Sequence[str], i: int) -> bool:
    """Whether the turn that begins at `i` asks in its first paragraph or in its last."""
    end = next((j for j in range(i + 1, len(units)) if names[j]), len(units))
    return (
        asks(units[i]) or (i + 1 < len(units) and units[i].is_bare_label and asks(units[i + 1])) or asks(units[end - 1])
    )
