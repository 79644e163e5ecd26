"""Turns that begin with a label: "Q:" and "A:", or the names of those who speak, before the text or above it."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from hrdcorpus.interview.units import Turns, Units
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.knowledge.templates import is_name

_FEWEST_TURNS = 3  # of each of two voices that alternate
_ALTERNATING = 0.8  # of their turns
_NEARLY_ALL = 0.9  # of all labels are theirs: chance labels ("Photo:") are few
_MOST_VOICES = 100  # each is held against each
_ASKING = 0.6  # of the turns of who asks, where the voices do not alternate

Names = Sequence[str]  # for each unit the voice that its label names; nothing without a label


def read_speakers(units: Units, languages: Sequence[Speech]) -> Turns | None:
    """Turns labelled "Q:" and "A:", or with the names of those who speak; None where nobody is labelled as asking.

    A label above its text, without a colon, is one only where both who ask and who answer have such.
    """
    turns = _read_labels(units, [unit.label for unit in units], languages)
    if turns is not None and turns.is_answered:
        return turns
    return _read_labels(units, ["" if unit.is_headline else unit.label for unit in units], languages)


def _read_labels(units: Units, labels: Sequence[str], languages: Sequence[Speech]) -> Turns | None:
    asking_roles = frozenset(role for speech in languages for role in speech.asker)
    roles = frozenset(role for speech in languages for role in speech.answerer)
    labels = [_drop_number(label, asking_roles | roles) for label in labels]
    full = _join_voices(Counter(filter(None, labels)), asking_roles | roles)
    names = [full.get(label, "") for label in labels]
    askers = _find_askers(units, names, asking_roles) - roles
    if not askers:
        return None
    turns = {i + 1 if units[i].is_bare_label else i for i, name in enumerate(names) if name in askers}
    turns = {i for i in turns if i < len(units) and (not names[i] or names[i] in askers)}
    shown = {label: unit.prefix.shown for label, unit in list(zip(labels, units, strict=True))[::-1] if unit.prefix}
    answerers = _find_answerers(names, turns, roles) - askers
    if answerers:  # of several guests, one may never be the first to reply
        answerers |= {n for n, count in Counter(names).items() if n and count > 1 and is_name(shown[n])} - askers
    labelled = frozenset(i for i, name in enumerate(names) if name in askers | answerers)
    continued = _find_continued(turns, labelled, [name in answerers for name in names])
    named = answerers - roles
    return Turns(
        "speaker",
        frozenset(turns | continued),
        prefixed=labelled,
        continued=continued,
        voices={i: shown[names[i]] for i in labelled if names[i] in askers | named},
        is_dialogue=bool(named) and len(askers) == len(answerers) == 1,
        is_answered=bool(answerers),
    )


def _drop_number(label: str, roles: frozenset[str]) -> str:
    """A role without the number of its turn ("Question 3"); a number may be all that tells two voices apart."""
    role = label.rstrip("0123456789 ")
    return role if role in roles else label


def _join_voices(counts: Counter[str], roles: frozenset[str]) -> dict[str, str]:
    """Each label with the fullest one of the same voice: "d s" is "dana serik", where nobody else could be."""
    full = {label: label for label in counts}
    main = [label for label, _ in counts.most_common(_MOST_VOICES)]
    for label in main:
        longer = [other for other in main if other not in roles and _is_short_form(label, other)]
        full[label] = longer[0] if len(longer) == 1 and label not in roles else label
    return full


def _is_short_form(label: str, name: str) -> bool:
    """Whether a label is some of a name's words, or its initials."""
    words, full = label.split(), name.split()
    initials = "".join(word[0] for word in full)
    return len(label) < len(name) and len(full) > 1 and (set(words) <= set(full) or "".join(words) == initials)


def _find_askers(units: Units, names: Names, roles: frozenset[str]) -> frozenset[str]:
    """Voices that recur and have a known role or mostly ask; else a known role, else one of two that alternate."""
    counts = Counter(filter(None, names))
    asking = Counter(name for i, name in enumerate(names) if name and _asks(units, names, i))
    recurring = (name for name in counts if counts[name] > 1)
    often = {name for name in recurring if name in roles or asking[name] >= _ASKING * counts[name]}
    return frozenset(often or counts.keys() & roles or _find_alternating(names, counts, asking))


def _find_alternating(names: Names, counts: Counter[str], asking: Counter[str]) -> set[str]:
    """Of two voices that speak in turn, and say nearly everything, the one that asks at least twice as often."""
    main = [name for name, count in counts.most_common(2) if count >= _FEWEST_TURNS]
    said = [name for name in names if name in main]
    if len(main) < 2 or len(said) < _NEARLY_ALL * counts.total():
        return set()
    changes = sum(a != b for a, b in pairwise(said))
    rare, often = sorted(main, key=lambda name: asking[name])
    is_clear = asking[often] > 1 and asking[often] >= 2 * asking[rare] and changes >= _ALTERNATING * (len(said) - 1)
    return {often} if is_clear else set()


def _find_answerers(names: Names, turns: set[int], roles: frozenset[str]) -> frozenset[str]:
    """Who answers: a known role, or a voice that recurs right after questions."""
    counts = Counter(filter(None, names))
    replies = Counter(name for i, name in enumerate(names) if name and i - 1 in turns)
    return frozenset(n for n in counts if n in roles or (counts[n] > 1 and replies[n] >= 0.5 * counts[n]))


def _find_continued(turns: set[int], labelled: frozenset[int], answers: Sequence[bool]) -> frozenset[int]:
    """The further paragraphs of a question: what stands between it and the label of who answers."""
    continued: set[int] = set()
    for turn in turns:
        end = next((i for i in range(turn + 1, len(answers)) if i in labelled), len(answers))
        if end < len(answers) and answers[end]:
            continued.update(range(turn + 1, end))
    return frozenset(continued)


def _asks(units: Units, names: Names, i: int) -> bool:
    """Whether the turn that begins at `i` asks in its first paragraph or in its last."""
    first = i + 1 if units[i].is_bare_label and i + 1 < len(units) else i
    last = next((j for j in range(i + 1, len(units)) if names[j]), len(units)) - 1
    return units[first].asks or units[last].asks
