"""What one text says and how it looks: each thing found out when it is first asked for, and kept with the text."""

import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from msgspec import Struct, field

from hrdcorpus.clues.prefixes import Prefix, find_prefix
from hrdcorpus.keying.known import Match
from hrdcorpus.keying.matching import Matcher, find_wording, match_terms
from hrdcorpus.knowledge.base import Knowledge
from hrdcorpus.knowledge.dates import find_dates
from hrdcorpus.knowledge.lines import Place, SiteLine
from hrdcorpus.knowledge.sentences import asks_without_mark, split_sentences
from hrdcorpus.naming import find_interviewees
from hrdcorpus.reading.blocks import Block, Lead
from hrdcorpus.records.form import Interviewee
from hrdcorpus.text.folding import (
    drop_invisible,
    ends_sentence,
    fold,
    holds_question,
    is_interrogative,
    split_folded,
)

T = TypeVar("T")

_MARKS_BEFORE, _MARKS_BEHIND = re.compile(r"[\W_]*"), ")]*+|"
# Elements that only hold others: custom elements do so, too.
_FRAME = re.compile(r"/((?:div|section|article|aside|main|header|footer|center|details)(?=[\[/]|$)|[^/\[-]*-[^/\[]*)")


class _once(Generic[T]):  # noqa: N801 - it reads as the decorator that it is
    """What is found out when first asked for, and kept; `functools.cached_property` takes a lock in Python 3.11."""

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find, self._name = find, find.__name__
        self.__doc__ = find.__doc__

    def __get__(self, clues: "Clues", _: object) -> T:
        value = clues.__dict__[self._name] = self._find(clues)
        return value


class Clues(Struct, frozen=True, eq=False, dict=True):
    """A block, or a part of one, with what is known of its text before anything is decided.

    `text` is verbatim; it stands at `span` of the page's block `whole`, which is the page's block number `place`, and
    `parts` are all of this block, by their spans.
    What is cheap and what is dear stand side by side: nothing is found out before it is asked for, and nothing twice.
    """

    text: str
    span: tuple[int, int]
    whole: Block
    place: int
    knowledge: Knowledge
    matcher: Matcher
    parts: dict[tuple[int, int], "Clues"] = field(default_factory=dict)

    @_once
    def block(self) -> Block:
        """The text as a block, with the signs that fall into it."""
        return self.whole.part(*self.span)

    def part(self, start: int, end: int) -> "Clues":
        """The clues of the piece from `start` to `end`; the same object each time, whatever it is a part of."""
        if (start, end) == (0, len(self.text)):
            return self
        stretch = self.text[start:end]
        text = stretch.strip()
        at = self.span[0] + start + stretch.index(text)
        span = at, at + len(text)
        if span == self.span:
            return self
        if span not in self.parts:
            self.parts[span] = Clues(text, span, self.whole, self.place, self.knowledge, self.matcher, self.parts)
        return self.parts[span]

    @_once
    def element_lead(self) -> Lead | None:
        """The inline element with which it begins, where text follows."""
        return self.block.lead

    @_once
    def lead(self) -> "Clues | None":
        """What it begins with in bold, or in an element of its own; itself where all is bold."""
        bold = self.block.bold
        if bold:
            return self.part(0, bold[0][1]) if bold[0][0] == 0 else None
        return self.part(0, self.element_lead.end) if self.element_lead else None

    @_once
    def plain(self) -> str:
        """The text without characters that nobody sees: titles and dates are read in it."""
        return drop_invisible(self.text)

    @_once
    def unmarked(self) -> "Clues":
        """It without the marks that set it apart: "*Interview: Mary Example", "(Photo: Mary Example)"."""
        found, end = _MARKS_BEFORE.match(self.text), len(self.text.rstrip(_MARKS_BEHIND))
        return self.part(found.end(), end) if found and found.end() < end else self

    @_once
    def folded(self) -> str:
        """The text as `fold` gives it."""
        return fold(self.text)

    @_once
    def words(self) -> tuple[str, ...]:
        """The folded words, in order; the same ones of a page share their memory."""
        return tuple(map(sys.intern, split_folded(self.folded)))

    @_once
    def padded(self) -> str:
        """The words with a blank around each: phrases are looked for in it."""
        return f" {' '.join(self.words)} "

    @_once
    def line(self) -> SiteLine | None:
        """The line of a site that it is."""
        return self.knowledge.lines.find_line(self.text, self.folded)

    def is_line(self, *places: Place) -> bool:
        """Whether it is a line of a site that may stand at one of these places."""
        return self.line is not None and not self.line.kind.places.isdisjoint(places)

    @_once
    def is_sprite(self) -> bool:
        """Whether it is the text of an icon sprite."""
        return self.knowledge.sprite.is_sprite(self.text)

    @_once
    def interviewees(self) -> tuple[Interviewee, ...] | None:
        """Who is interviewed, where it is the title of an interview; else None."""
        return find_interviewees(self.plain, self.knowledge.titles)

    @_once
    def dates(self) -> frozenset[date]:
        """The dates that it can be, as a whole."""
        return find_dates(self.plain)

    @_once
    def wording(self) -> Match | None:
        """The known wording of a standard question that it is, or the later sentence of one."""
        return find_wording(self.text, self.matcher, self.words)

    @_once
    def match(self) -> Match:
        """The standard question that it asks, by wording or by likeness; dear."""
        known = self.wording
        return known if known is not None and known.kind != "order" else match_terms(self.text, self.matcher)

    @_once
    def prefix(self) -> Prefix | None:
        """What stands before a turn and may only mark it: "Q:", a dash."""
        return find_prefix(self.text)

    @_once
    def sentences(self) -> tuple["Clues", ...]:
        """The clues of each sentence."""
        return tuple(self.part(*span) for span in self.spans)

    @_once
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence begins and ends."""
        return split_sentences(self.text)

    @_once
    def holds_question(self) -> bool:
        """Whether a question mark stands in it."""
        return holds_question(self.text)

    @_once
    def is_interrogative(self) -> bool:
        """Whether it ends with a question mark, or as a question does without one."""
        return is_interrogative(self.text) or asks_without_mark(self.text)

    @_once
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does, and a headline does not."""
        return ends_sentence(self.text)

    @_once
    def steps(self) -> tuple[str, ...]:
        """The steps of its element path, from the outermost on; none in a text page."""
        return tuple((self.whole.path or "").split("/")[1:])

    @_once
    def frame(self) -> tuple[str, ...]:
        """The names of the elements around it that only hold others."""
        return tuple(_FRAME.findall(self.whole.path or ""))

    @_once
    def container(self) -> tuple[str, ...]:
        """The steps down to the innermost of these elements."""
        inner = next((i for i, step in enumerate(reversed(self.steps)) if _FRAME.match(f"/{step}")), len(self.steps))
        return self.steps[: len(self.steps) - inner]

    def holds(self, phrases: Sequence[str] | frozenset[str]) -> bool:
        """Whether one of the folded phrases stands in it, as whole words."""
        return any(f" {phrase} " in self.padded for phrase in phrases)


def read_clues(blocks: Sequence[Block], knowledge: Knowledge, matcher: Matcher) -> tuple[Clues, ...]:
    """The clues of a page's blocks, in order."""
    return tuple(
        Clues(block.text, (0, len(block.text)), block, place, knowledge, matcher) for place, block in enumerate(blocks)
    )
