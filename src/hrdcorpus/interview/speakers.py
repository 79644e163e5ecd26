"""Turns that begin with a label: "Q:" and "A:", or the names of those who speak, before the text or above it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.clues.prefixes import could_name
from hrdcorpus.interview.units import Turns, Unit, Units, list_replies
from hrdcorpus.knowledge.speech import Speech

_FEWEST_TURNS = 3  # of those who ask, and of those who answer, where only their turns tell them apart
_ALTERNATING = 0.8  # of their turns
_MOST_VOICES = 100  # each is held against each
_STRICTLY = 0.9  # the same where two voices alternate, and hardly anybody asks
_CLEARLY = 0.4  # of their turns: how many more of one's than of the other's ask, or speak of no "I"
_ASKING = 0.6  # of the turns of who asks, where the voices do not alternate
_ASKING_FIRST = 0.3  # of these in the first paragraph: a question without a label may stand below any turn
_HOSTING = 0.3  # the same for a further host, who speaks where hosts do
_LABELLED = 0.8  # of the answers begin with the name of who speaks, where whoever asks bears none


class _Labels(Struct, frozen=True):
    """For each unit the voice that its label names, nothing without one; and each voice as the page shows it."""

    names: Sequence[str]
    shown: Mapping[str, str]
    asker_roles: frozenset[str]
    roles: frozenset[str]  # of those who answer

    @property
    def said(self) -> list[int]:
        """Places of the labels."""
        return [i for i, name in enumerate(self.names) if name]

    @property
    def counts(self) -> Counter[str]:
        """How often each voice is named."""
        return Counter(filter(None, self.names))


def read_speakers(units: Units, languages: Sequence[Speech], people: Sequence[str]) -> Turns | None:
    """Turns labelled "Q:" and "A:", or with the names of those who speak; None where nobody is labelled as asking.

    `people` are the folded names that the page's head gives. A label above its text, without a colon, is one only
    where both who ask and who answer have such.
    """
    if not any(unit.label for unit in units):  # many pages
        return None
    turns = _read_turns(units, _read_labels(units, languages), people)
    if turns is not None and turns.is_answered:
        return turns
    plain = [replace(unit, prefix=None) if unit.is_headline else unit for unit in units]
    return _read_turns(plain, _read_labels(plain, languages), people)


def name_voices(units: Units, turns: Turns, languages: Sequence[Speech], people: Sequence[str]) -> Turns:
    """The same turns with the names of those who answer, if nearly all answers begin with one, not all with the same.

    Of names that were introduced, two are enough. A question without a name between two of their turns is the
    interviewer's.
    """
    if turns.sign == "speaker" or not turns.questions or not any(unit.label for unit in units):
        return turns
    labels, first = _read_labels(units, languages), min(turns.questions)
    replies = list_replies(units, turns)
    introduced = _join_introduction(units, first, people)
    voices = _find_answerers(labels, Counter(labels.names[i] for i in replies), introduced, people)
    heard = voices.intersection(labels.names[first : max(turns.questions)])  # menus below recur, too
    labelled = frozenset(i for i in labels.said if i > first and labels.names[i] in heard)
    named = labelled.intersection(replies)
    is_introduced = all(_is_introduced(name, introduced, people) for name in heard)
    if len(named) < max(2, _LABELLED * len(replies) * (not is_introduced)) or len(heard) < 2:
        return turns
    asked = frozenset(i - 1 for i in labelled if i - 2 > first and units[i - 1].clues.is_interrogative) - labelled
    asked = frozenset(i for i in asked if not (i - 1 in labelled and units[i - 1].is_bare_label))
    return replace(
        turns,
        questions=turns.questions | asked,
        prefixed=turns.prefixed | labelled,
        voices={i: labels.shown[labels.names[i]] for i in labelled},
    )


def _read_labels(units: Units, languages: Sequence[Speech]) -> _Labels:
    asker_roles = frozenset(role for speech in languages for role in speech.asker)
    roles = frozenset(role for speech in languages for role in speech.answerer)
    labels = [_read_role(unit.label, asker_roles | roles) for unit in units]
    full = _join_voices(Counter(filter(None, labels)), asker_roles | roles)
    shown = {label: unit.prefix.shown for label, unit in list(zip(labels, units, strict=True))[::-1] if unit.prefix}
    return _Labels([full.get(label, "") for label in labels], shown, asker_roles, roles)


def _read_turns(units: Units, labels: _Labels, people: Sequence[str]) -> Turns | None:
    names, roles = labels.names, labels.roles
    askers = _find_askers(units, labels) - roles
    if not askers:
        return None
    names = _drop_byline(units, labels, askers)
    labels = replace(labels, names=names)
    turns = {i + 1 if units[i].is_bare_label else i for i, name in enumerate(names) if name in askers}
    turns = {i for i in turns if i < len(units) and (not names[i] or names[i] in askers)}
    replies = Counter(names[b] for a, b in pairwise(labels.said) if names[a] in askers and names[b] not in askers)
    first = min(turns, default=len(units))
    answerers = _find_answerers(labels, replies, _join_introduction(units, first, people), people) - askers
    labelled = frozenset(i for i, name in enumerate(names) if name in askers or (name in answerers and i > first))
    said = [unit.asks or unit.clues.ends_sentence for unit in units]
    continued = _find_continued(turns, labelled, [name in answerers for name in names])
    continued = frozenset(i for i in continued if said[i])
    named = answerers - roles
    return Turns(
        "speaker",
        frozenset(turns | continued),
        prefixed=labelled,
        continued=continued,
        voices={i: labels.shown[names[i]] for i in labelled if names[i] in askers | named},
        is_dialogue=bool(named)
        and (len(askers) == len(answerers) == 1 or all(could_name(labels.shown[n]) for n in askers | named)),
        is_answered=bool(answerers),
    )


def _read_role(label: str, roles: frozenset[str]) -> str:
    """A role without the number of its turn ("Question 3"); a number may be all that tells two voices apart."""
    role = label.rstrip("0123456789 ")
    return role if role in roles else label


def _join_voices(counts: Counter[str], roles: frozenset[str]) -> dict[str, str]:
    """Each label with the fullest one of the same voice: "d s" is "dana serik", where nobody else could be."""
    full = {label: label for label in counts}
    main = [label for label, _ in counts.most_common(_MOST_VOICES)]
    for label in main:
        longer = [other for other in main if other not in roles and is_short_form(label, other)]
        full[label] = longer[0] if len(longer) == 1 and label not in roles else label
    return full


def is_short_form(label: str, name: str) -> bool:
    """Whether a label is some of a name's words, some of them by their first letter, or all by theirs."""
    words, full = label.split(), name.split()
    if len(label) >= len(name) or len(full) < 2:
        return False
    if "".join(words) == "".join(word[0] for word in full):
        return True
    is_found = all(any(word == other or word == other[0] for other in full) for word in words)
    return is_found and not set(words).isdisjoint(full)


def _find_askers(units: Units, labels: _Labels) -> frozenset[str]:
    """Voices that recur and have a known role or mostly ask; else a known role, else those that ask in turn."""
    names, counts = labels.names, labels.counts
    asking = Counter(names[i] for i in labels.said if _asks(units, names, i))
    first = Counter(names[i] for i in labels.said if _find_text(units, i).asks)
    recurring = [name for name in counts if counts[name] > 1 and first[name] >= _ASKING_FIRST * asking[name]]
    often = {name for name in recurring if name in labels.asker_roles or asking[name] >= _ASKING * counts[name]}
    known = counts.keys() & labels.asker_roles
    if not often:
        return frozenset(
            known
            or _find_alternating(labels, recurring, asking)
            or _find_only(labels, recurring, asking)
            or _find_reserved(units, labels, asking)
        )
    known = {name for name in known if asking[name]}
    steps = [(names[a], names[b]) for a, b in pairwise(labels.said)]
    led = Counter(b for a, b in steps if a in often), Counter(a for a, b in steps if b in often)
    hosts = {name for name in recurring if asking[name] >= _HOSTING * counts[name] and could_name(labels.shown[name])}
    return frozenset(often | known | {n for n in hosts if max(led[0][n], led[1][n]) <= _HOSTING * counts[n]})


def _find_alternating(labels: _Labels, recurring: Sequence[str], asking: Counter[str]) -> set[str]:
    """The voices that ask at least twice as often as all others, if those who ask and the others speak in turn."""
    counts = labels.counts
    ranked = sorted(recurring, key=lambda name: -asking[name] / counts[name])
    said = [labels.names[i] for i in labels.said if labels.names[i] in ranked]
    for k in range(1, len(ranked)):
        askers = set(ranked[:k])
        least, most = (asking[name] / counts[name] for name in ranked[k - 1 : k + 1])
        turns = sum(name in askers for name in said)
        changes = sum((a in askers) != (b in askers) for a, b in pairwise(said))
        is_clear = least > 0 and least >= 2 * most and sum(asking[name] for name in askers) > 1
        is_both = min(turns, len(said) - turns) >= _FEWEST_TURNS
        if is_clear and is_both and changes >= _ALTERNATING * (len(said) - 1):
            return askers
    return set()


def _find_only(labels: _Labels, recurring: Sequence[str], asking: Counter[str]) -> set[str]:
    """The only voice that recurs, if it asks as often as an interviewer does whose guest bears no label."""
    counts = labels.counts
    often = {name for name in recurring if counts[name] >= _FEWEST_TURNS and could_name(labels.shown[name])}
    is_host = len(often) == 1 and all(asking[name] >= max(2, _HOSTING * counts[name]) for name in often)
    return often if is_host else set()


def _find_reserved(units: Units, labels: _Labels, asking: Counter[str]) -> set[str]:
    """Of two voices that speak strictly in turn the one that asks, and no less, and seldom speaks of himself."""
    names, counts = labels.names, labels.counts
    voices = [name for name in counts if counts[name] >= _FEWEST_TURNS]
    said = [i for i in labels.said if names[i] in voices]
    changes = sum(names[a] != names[b] for a, b in pairwise(said))
    if len(voices) != 2 or changes < _STRICTLY * (len(said) - 1):
        return set()
    telling = Counter(names[i] for i in said if _find_text(units, i).tells)
    shares = {name: (asking[name] - telling[name]) / counts[name] for name in voices}
    asker, other = sorted(voices, key=lambda name: -shares[name])
    is_clear = shares[asker] - shares[other] >= _CLEARLY and asking[asker] >= max(1, asking[other])
    return {asker} if is_clear else set()


def _drop_byline(units: Units, labels: _Labels, askers: frozenset[str]) -> Sequence[str]:
    """The names without the interviewer's first one above a text that asks nothing, if the next turn is his, too."""
    names, counts = labels.names, labels.counts
    said = [i for i in labels.said if counts[names[i]] > 1]
    first = next((k for k, i in enumerate(said) if names[i] in askers), len(said))
    if len(said) < first + 2 or not units[said[first]].is_headline or names[said[first]] != names[said[first + 1]]:
        return names
    return ["" if i == said[first] and not _asks(units, names, i) else name for i, name in enumerate(names)]


def _find_answerers(labels: _Labels, replies: Counter[str], introduced: str, people: Sequence[str]) -> frozenset[str]:
    """Who answers: a known role, a voice that recurs right after questions, a name that recurs or was `introduced`.

    `replies` counts who speaks right after a question.
    """
    counts = labels.counts
    sure = {name for name in counts if name in labels.roles or (counts[name] > 1 and 2 * replies[name] >= counts[name])}
    guests = {name for name in counts if counts[name] > 1 and could_name(labels.shown[name])}
    often = max(2, replies.total() / 2)
    sure |= {n for n in guests if " " in n or replies[n] or f" {n} " in introduced or counts[n] >= often}
    known = {n for n in counts.keys() - guests if could_name(labels.shown[n]) and _is_introduced(n, introduced, people)}
    return frozenset(sure | known | (guests if len(sure - labels.roles) > 1 else set()))


def _join_introduction(units: Units, first: int, people: Sequence[str]) -> str:
    """The padded words above the first question, and those of the head's names."""
    return "".join([*(f" {name} " for name in people), *(unit.clues.padded for unit in units[:first])])


def _is_introduced(name: str, introduced: str, people: Sequence[str]) -> bool:
    """Whether a name that stands before a turn but once is a whole one, or a part of that of an interviewee."""
    return (" " in name and f" {name} " in introduced) or any(set(name.split()) <= set(n.split()) for n in people)


def _find_continued(turns: set[int], labelled: frozenset[int], answers: Sequence[bool]) -> frozenset[int]:
    """The further paragraphs of a question: what stands between it and the label of who answers."""
    continued: set[int] = set()
    for turn in turns:
        end = next((i for i in range(turn + 1, len(answers)) if i in labelled), len(answers))
        if end < len(answers) and answers[end]:
            continued.update(range(turn + 1, end))
    return frozenset(continued)


def _asks(units: Units, names: Sequence[str], i: int) -> bool:
    """Whether the turn that begins at `i` asks in its first paragraph or in its last."""
    last = next((j for j in range(i + 1, len(units)) if names[j]), len(units)) - 1
    return _find_text(units, i).asks or units[last].asks


def _find_text(units: Units, i: int) -> Unit:
    """The first paragraph of the turn that begins at `i`, which may be a label alone."""
    return units[i + 1] if units[i].is_bare_label and i + 1 < len(units) else units[i]
