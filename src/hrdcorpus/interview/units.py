"""Content -> units: the smallest pieces that can be a question or a paragraph of an answer; and whose turn each is."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from hrdcorpus.clues.asking import Asking, is_quotation, judge_asking
from hrdcorpus.clues.clues import Clues
from hrdcorpus.clues.dividing import divide_all
from hrdcorpus.clues.prefixes import Prefix, find_bold_prefix, find_time, is_label
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.reading.blocks import Block
from hrdcorpus.text.folding import is_small

_LONGEST_NAME = 40  # characters of who speaks, on a line of its own
_MOST_WORDS = 4
_MOST_SIGNS = 12  # of Chinese, each of which counts as a word


class Unit(Struct, frozen=True):
    """One piece of content: `asking` is how its text asks, without the prefix.

    `is_headline`: it is short, recurs, and could name who speaks below it. `addresses`: it says "you"; `tells`: it says
    "I" or "we".
    """

    clues: Clues
    asking: Asking
    prefix: Prefix | None = None
    is_headline: bool = False
    addresses: bool = False
    tells: bool = False

    @property
    def block(self) -> Block:
        """The block itself, prefix and all."""
        return self.clues.block

    @property
    def is_bare_label(self) -> bool:
        """Whether it is a prefix and nothing else: what it marks stands below it."""
        return self.prefix is not None and self.prefix.end >= len(self.block.text)

    @property
    def label(self) -> str:
        """The folded label of who speaks, if it may begin with one."""
        return self.prefix.name if self.prefix and self.prefix.kind == "label" else ""

    @property
    def asks(self) -> bool:
        """Whether it can be a question at all. What is wholly a link leads to another page ("Who pays for it?")."""
        if self.block.is_linked:
            return self.asking == "wording"
        return self.asking in ("wording", "similar", "asked") or self.clues.is_interrogative


Units = Sequence[Unit]


class Turns(Struct, frozen=True):
    """Places of the units that are questions, and of those whose prefix only marks the turn.

    `sign` is how the page marks them. `continued` are those that go on with the question before them. `voices` names
    who speaks, by the places of the units that say so. `is_dialogue`: two speak in turn, each marked; `is_answered`:
    who answers is marked, too. `headlines` bear the sign and are no turns. `signed` tells where in a unit what is said
    ends, and a name in brackets begins.
    """

    sign: str
    questions: frozenset[int]
    prefixed: frozenset[int] = frozenset()
    continued: frozenset[int] = frozenset()
    voices: Mapping[int, str] = field(default_factory=dict)
    is_dialogue: bool = False
    is_answered: bool = False
    headlines: frozenset[int] = frozenset()
    signed: Mapping[int, int] = field(default_factory=dict)


def list_replies(units: Units, turns: Turns) -> list[int]:
    """Places of what stands right below a question, and is none."""
    return [i for i in range(1, len(units)) if i - 1 in turns.questions and i not in turns.questions]


def list_places(units: Units, is_such: Callable[[Unit], bool]) -> frozenset[int]:
    """Places of the units that `is_such` says yes to."""
    return frozenset(i for i, unit in enumerate(units) if is_such(unit))


def split_units(clues: Sequence[Clues], speech: Speech | None, notes: frozenset[str]) -> list[Unit]:
    """The content's blocks, divided where one holds more than one unit; `notes` are labels that name no voice."""
    units = [_build_unit(part, speech, notes) for part in divide_all(clues, speech)]
    names = [_find_name(unit) for unit in units]
    counts = Counter(name.words for name in names if name is not None)
    recurring = {words for words, count in counts.items() if count > 1}
    voices = recurring | {words for words in counts if any(set(others) < set(words) for others in recurring)}
    return [
        _name_headline(u, name) if name and name.words in voices else u for u, name in zip(units, names, strict=True)
    ]


def _find_name(unit: Unit) -> Clues | None:
    """What could be a name and nothing else, but for a time before it."""
    if len(unit.block.text) > _LONGEST_NAME or unit.asking != "statement":
        return None
    name = unit.clues.part(find_time(unit.block.text), len(unit.block.text))
    is_short = len(name.text.split()) <= _MOST_WORDS and len(name.words) <= _MOST_SIGNS
    is_capital = name.text[0].isalpha() and not is_small(name.text[0])
    return name if is_short and is_capital and is_label(name.text) else None


def _name_headline(unit: Unit, name: Clues) -> Unit:
    prefix = Prefix("label", " ".join(name.words), len(unit.block.text), name.text)
    return replace(unit, prefix=prefix, is_headline=True)


def _build_unit(clues: Clues, speech: Speech | None, notes: frozenset[str]) -> Unit:
    addresses = speech is not None and not speech.second_person.isdisjoint(clues.words)
    tells = speech is not None and not speech.first_person.isdisjoint(clues.words)
    build = partial(Unit, clues, addresses=addresses, tells=tells)
    lead = clues.element_lead if clues.prefix is None and not clues.block.bold else None
    bold = ((0, lead.end),) if lead and lead.is_apart else clues.block.bold
    prefix = clues.prefix or find_bold_prefix(clues.text, bold)
    # A standard question's colon is its own.
    if prefix is None or prefix.name in notes or (prefix.kind == "label" and clues.wording is not None):
        return build(judge_asking(clues, speech))
    if prefix.kind == "label" and is_quotation(clues):  # "They asked: ...?"
        return build("statement", prefix)
    return build(judge_asking(clues.part(prefix.end, len(clues.text)), speech), prefix)
