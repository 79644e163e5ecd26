"""What sites put around the content: banners, labels, buttons, credits. What kinds there are stands in `lines.toml`."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, NamedTuple

from hrdcorpus.errors import KnowledgeError, locate_errors
from hrdcorpus.knowledge.loading import NonEmpty, Shipped, list_resources, load_shipped
from hrdcorpus.knowledge.templates import SLOT, Template, compile_template
from hrdcorpus.text.folding import drop_invisible, fold

Place = Literal["head", "foot", "closing", "turns", "links", "answer", "end"]
LineLabel = Literal["chrome", "tags", "author", "date"]

MAX_LINE = 300  # characters; the longest banner seen has 92: a longer line is prose

_WORD = re.compile(r"\w+")


class LineKind(Shipped, frozen=True, kw_only=True):
    """One row of the table of kinds; what each column says stands in `lines.toml`."""

    name: NonEmpty
    means: NonEmpty
    label: LineLabel
    places: frozenset[Place]
    tells_interface: bool = False
    ordinary: bool = False
    lines: tuple[NonEmpty, ...] = ()
    example: NonEmpty


class _Kinds(Shipped, frozen=True, kw_only=True):
    kind: tuple[LineKind, ...]


class _Rule(Shipped, frozen=True, kw_only=True):
    kind: NonEmpty
    template: NonEmpty
    example: NonEmpty
    counterexample: NonEmpty | None = None


class _Lines(Shipped, frozen=True, kw_only=True):
    kind: NonEmpty
    lines: tuple[NonEmpty, ...]


class _Interface(Shipped, frozen=True, kw_only=True):
    rule: tuple[_Rule, ...]
    lines: tuple[_Lines, ...] = ()


class SiteLine(NamedTuple):
    """A line that is the site's: its kind, the interface languages it occurs in, what its slots caught, verbatim.

    `languages` is empty for a line that tells nothing of the interface's language.
    """

    kind: LineKind
    languages: frozenset[str]
    slots: Mapping[str, str]


_Known = tuple[LineKind, str]  # with the language, "" for all


class SiteLines(NamedTuple):
    """All kinds of lines, and their wordings in all languages.

    `fixed` are the lines without slots, folded; `slotted` the templates, by the word that they begin with, if any.
    """

    kinds: tuple[LineKind, ...]
    fixed: Mapping[str, SiteLine]
    slotted: Mapping[str, tuple[tuple[_Known, Template], ...]]

    def find_line(self, text: str, folded: str | None = None) -> SiteLine | None:
        """The site's line that `text` is, as a whole, in whichever languages know it; else None.

        `folded` is the text as `fold` gives it, where that is already known.
        """
        folded = fold(text) if folded is None else folded
        if len(folded) > MAX_LINE:
            return None
        if folded in self.fixed:
            return self.fixed[folded]
        begun = (*self.slotted.get(_find_word(folded), ()), *self.slotted.get("", ()))
        likely = [(known, template) for known, template in begun if template.word in folded]
        plain = drop_invisible(text) if likely else ""
        found = [(known, slots) for known, template in likely if (slots := template.match(plain, folded)) is not None]
        return _build_line([known for known, _ in found], found[0][1]) if found else None


def load_lines(table: Path | Traversable, folder: Path | Traversable) -> SiteLines:
    """The table of kinds, and the rules of every `<tag>.toml` in the folder; `KnowledgeError` where one is wrong."""
    kinds = {kind.name: kind for kind in load_shipped(table, _Kinds).kind}
    fixed: dict[str, list[_Known]] = defaultdict(list)
    slotted: dict[str, list[tuple[_Known, Template]]] = defaultdict(list)
    for kind in kinds.values():
        for line in kind.lines:
            fixed[fold(line)].append((kind, ""))
    for path in list_resources(folder):
        interface, language = load_shipped(path, _Interface), path.name.removesuffix(".toml")
        rules = [(rule.kind, rule.template) for rule in interface.rule]
        for name, wording in (*rules, *((entry.kind, line) for entry in interface.lines for line in entry.lines)):
            with locate_errors(path, repr(wording)):
                if name not in kinds:
                    raise KnowledgeError(f"lines.toml has no kind {name!r}")
                known = kinds[name], language
                if SLOT.search(wording):
                    slotted[_find_word(_fold_start(wording), ends_line=False)].append(
                        (known, compile_template(wording))
                    )
                else:
                    fixed[fold(wording)].append(known)
    ready = {line: _build_line(alike, {}) for line, alike in fixed.items()}
    return SiteLines(tuple(kinds.values()), ready, {word: tuple(rules) for word, rules in slotted.items()})


def _build_line(known: Sequence[_Known], slots: Mapping[str, str]) -> SiteLine:
    """The line of the first kind that knows it, and of all languages that know it as one of that kind."""
    kind = known[0][0]
    languages = {language for other, language in known if other.name == kind.name} if kind.tells_interface else ()
    return SiteLine(kind, frozenset(languages), slots)


def _fold_start(wording: str) -> str:
    """What a template begins with, folded; a blank before its first slot is kept."""
    start = SLOT.split(wording)[0]
    return fold(start) + " " * start.endswith(" ")


def _find_word(folded: str, *, ends_line: bool = True) -> str:
    """The word a folded line begins with; none where what follows could go on with it, as in scripts without blanks."""
    word = _WORD.match(folded)
    return word[0] if word and (ends_line or word.end() < len(folded)) else ""
