"""What sites put around the content: banners, labels, buttons, credits. What kinds there are stands in `lines.toml`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from hrdcorpus.errors import KnowledgeError, locate_errors
from hrdcorpus.knowledge.loading import NonEmpty, Resource, list_resources, load_resource
from hrdcorpus.knowledge.templates import SLOT, Template, compile_template
from hrdcorpus.text.folding import fold

Place = Literal["head", "foot", "closing", "turns", "links", "end"]
LineLabel = Literal["chrome", "tags", "author", "date"]

MAX_LINE = 600  # characters; the longest banner seen has 92: a longer line is prose

_WORD = re.compile(r"\w+")


class _Kind(Resource):
    name: NonEmpty
    means: NonEmpty
    label: LineLabel
    places: frozenset[Place]
    tells_interface: bool = False
    ordinary: bool = False
    lines: tuple[NonEmpty, ...] = ()
    example: NonEmpty


class _Kinds(Resource):
    kind: tuple[_Kind, ...]


class _Rule(Resource):
    kind: NonEmpty
    template: NonEmpty
    example: NonEmpty
    counterexample: NonEmpty | None = None


class _Lines(Resource):
    kind: NonEmpty
    lines: tuple[NonEmpty, ...]


class _Interface(Resource):
    rule: tuple[_Rule, ...]
    lines: tuple[_Lines, ...] = ()


@dataclass(frozen=True, slots=True)
class LineKind:
    """One row of the table of kinds; what each column says stands in `lines.toml`."""

    name: str
    label: LineLabel
    places: frozenset[Place]
    tells_interface: bool
    ordinary: bool
    means: str
    example: str


@dataclass(frozen=True, slots=True)
class LineRule:
    """One wording of a kind of line, in one interface language; without slots it is its own example."""

    kind: LineKind
    language: str
    template: Template
    example: str
    counterexample: str | None = None


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A line that is the site's: its kind, the interface languages it occurs in, what its slots caught, verbatim.

    `languages` is empty for a line that tells nothing of the interface's language.
    """

    kind: LineKind
    languages: frozenset[str]
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SiteLines:
    """All kinds, and all rules in all languages.

    `fixed` are the lines without slots, folded; `slotted` the other rules by the word they begin with, if any.
    """

    kinds: tuple[LineKind, ...]
    rules: tuple[LineRule, ...]
    fixed: Mapping[str, SiteLine]
    slotted: Mapping[str, tuple[LineRule, ...]]

    def find_line(self, text: str, folded: str | None = None) -> SiteLine | None:
        """The site's line that `text` is, as a whole, in whichever languages know it; else None.

        `folded` is the text as `fold` gives it, where that is already known.
        """
        if len(text) > MAX_LINE:
            return None
        folded = fold(text) if folded is None else folded
        if folded in self.fixed:
            return self.fixed[folded]
        begun = (*self.slotted.get(_find_word(folded), ()), *self.slotted.get("", ()))
        found = [(rule, slots) for rule in begun if (slots := rule.template.match(text, folded)) is not None]
        return _build_line([rule for rule, _ in found], found[0][1]) if found else None

    def is_line(self, text: str, place: Place) -> bool:
        """Whether the text is a line of the site that may stand there."""
        line = self.find_line(text)
        return line is not None and place in line.kind.places


def load_lines(table: Path | Traversable, folder: Path | Traversable) -> SiteLines:
    """The table of kinds, and the rules of every `<tag>.toml` in the folder; `KnowledgeError` where one is wrong."""
    rows = load_resource(table, _Kinds).kind
    kinds = {row.name: LineKind(**row.model_dump(exclude={"lines"})) for row in rows}
    rules = [LineRule(kinds[row.name], "", compile_template(line), line) for row in rows for line in row.lines]
    for path in list_resources(folder):
        rules += _read_rules(path, kinds)
    fixed: dict[str, list[LineRule]] = {}
    slotted: dict[str, tuple[LineRule, ...]] = {}
    for rule in rules:
        source = rule.template.source
        if rule.template.slots:
            word = _find_word(fold(SLOT.split(source)[0]), ends_line=False)
            slotted[word] = (*slotted.get(word, ()), rule)
        else:
            fixed.setdefault(fold(source), []).append(rule)
    ready = {line: _build_line(alike, {}) for line, alike in fixed.items()}
    return SiteLines(tuple(kinds.values()), tuple(rules), ready, slotted)


def _read_rules(path: Path | Traversable, kinds: Mapping[str, LineKind]) -> Iterator[LineRule]:
    interface, language = load_resource(path, _Interface), path.name.removesuffix(".toml")
    listed = (_Rule(kind=entry.kind, template=line, example=line) for entry in interface.lines for line in entry.lines)
    for rule in (*interface.rule, *listed):
        with locate_errors(path, repr(rule.template)):
            if rule.kind not in kinds:
                raise KnowledgeError(f"lines.toml has no kind {rule.kind!r}")
            template = compile_template(rule.template)
        yield LineRule(kinds[rule.kind], language, template, rule.example, rule.counterexample)


def _build_line(rules: Iterable[LineRule], slots: Mapping[str, str]) -> SiteLine:
    """The line that some rules know: of the first one's kind, and of the languages of those that are of it too."""
    first, *others = rules
    languages = {rule.language for rule in (first, *others) if rule.kind is first.kind}
    return SiteLine(first.kind, frozenset(languages if first.kind.tells_interface else ()), slots)


def _find_word(folded: str, *, ends_line: bool = True) -> str:
    """The word a folded line begins with; none where what follows could go on with it, as in scripts without blanks."""
    word = _WORD.match(folded)
    return word[0] if word and (ends_line or word.end() < len(folded)) else ""
