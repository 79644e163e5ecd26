"""What the site puts around the content, by interface language: banners, labels, trailers."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.loading import NonEmpty, Resource, list_resources, load_resource
from hrdcorpus.knowledge.templates import MAX_LINE, Template, compile_template
from hrdcorpus.text.folding import fold

_WORD = re.compile(r"\w+")

RuleName = Literal[
    "banner.not-available",
    "banner.also-available",
    "tags-line",
    "item-type",
    "author-label",
    "imprint",
    "donation",
    "trailer",
    "consent",
    "consent.switch",
    "ending",
    "button",
    "credit",
    "byline",
    "dateline",
    "teaser",
]
_OF_ANY_SITE: frozenset[RuleName] = frozenset(["ending", "button", "credit", "byline", "dateline", "teaser"])


class _Rule(Resource):
    name: RuleName
    template: NonEmpty
    example: NonEmpty
    counterexample: NonEmpty | None = None


class _Lines(Resource):
    """Lines without slots: each is its own example."""

    name: RuleName
    lines: tuple[NonEmpty, ...]


class _Interface(Resource):
    language: NonEmpty
    rule: tuple[_Rule, ...]
    lines: tuple[_Lines, ...] = ()


@dataclass(frozen=True, slots=True)
class InterfaceRule:
    """One line of the site, in one interface language."""

    name: RuleName
    language: str
    template: Template
    example: str
    counterexample: str | None


@dataclass(frozen=True, slots=True)
class InterfaceMatch:
    """A line that is the site's: the rule's name, the interface languages it occurs in, what its slots caught.

    `languages` is empty for a line that stands on any site and tells nothing of this page's interface.
    """

    name: RuleName
    languages: frozenset[str]
    slots: dict[str, str]


@dataclass(frozen=True, slots=True)
class Interfaces:
    """All rules of all interface languages.

    `fixed` holds those without slots by their folded line, `slotted` the others by the word they begin with, if any.
    """

    rules: tuple[InterfaceRule, ...]
    fixed: Mapping[str, tuple[InterfaceRule, ...]]
    slotted: Mapping[str, tuple[InterfaceRule, ...]]

    def find_line(self, line: str) -> InterfaceMatch | None:
        """The site's line that `line` is, as a whole, in whichever interface languages know it; else None."""
        if len(line) > MAX_LINE:
            return None
        folded = fold(line)
        fixed = self.fixed.get(folded, ())
        begun = (*self.slotted.get(_find_word(folded), ()), *self.slotted.get("", ()))
        slotted = [(rule, slots) for rule in begun if (slots := rule.template.match(line)) is not None]
        found = [*((rule, dict[str, str]()) for rule in fixed), *slotted]
        if not found:
            return None
        name, slots = found[0][0].name, found[0][1]
        languages = () if name in _OF_ANY_SITE else (rule.language for rule, _ in found if rule.name == name)
        return InterfaceMatch(name, frozenset(languages), slots)

    def is_line(self, line: str, *names: RuleName) -> bool:
        """Whether the line is one of these kinds."""
        match = self.find_line(line)
        return match is not None and match.name in names


def load_interfaces(folder: Path | Traversable) -> Interfaces:
    """Every rule of every `<tag>.toml` in the folder; `KnowledgeError` where a file is wrong."""
    rules: list[InterfaceRule] = []
    for path in list_resources(folder):
        interface = load_resource(path, _Interface)
        if path.name != f"{interface.language}.toml":
            raise KnowledgeError(f"{path}: language: the file of {interface.language!r} must bear its name")
        listed = [
            _Rule(name=entry.name, template=line, example=line) for entry in interface.lines for line in entry.lines
        ]
        _refuse_twice(path, (*interface.rule, *listed))
        rules += [_compile_rule(path, interface.language, rule) for rule in (*interface.rule, *listed)]
    fixed, slotted = (
        [rule for rule in rules if not rule.template.slots],
        [rule for rule in rules if rule.template.slots],
    )
    return Interfaces(
        tuple(rules),
        _group(fixed, lambda rule: fold(rule.template.source)),
        _group(slotted, lambda rule: _find_word(fold(rule.template.source.partition("{")[0]), ends_line=False)),
    )


def _group(
    rules: Iterable[InterfaceRule], find_key: Callable[[InterfaceRule], str]
) -> dict[str, tuple[InterfaceRule, ...]]:
    groups: dict[str, tuple[InterfaceRule, ...]] = {}
    for rule in rules:
        key = find_key(rule)
        groups[key] = (*groups.get(key, ()), rule)
    return groups


def _find_word(folded: str, *, ends_line: bool = True) -> str:
    """The word a folded line begins with; none where what follows could go on with it, as in scripts without blanks."""
    word = _WORD.match(folded)
    return word[0] if word and (ends_line or word.end() < len(folded)) else ""


def _compile_rule(path: Path | Traversable, language: str, rule: _Rule) -> InterfaceRule:
    try:
        template = compile_template(rule.template)
    except KnowledgeError as error:
        raise KnowledgeError(f"{path}: {rule.name}: {error}") from None
    if template.match(rule.example) is None:
        raise KnowledgeError(f"{path}: {rule.name}: the example {rule.example!r} does not match its template")
    if rule.counterexample is not None and template.match(rule.counterexample) is not None:
        raise KnowledgeError(f"{path}: {rule.name}: the counterexample {rule.counterexample!r} matches its template")
    return InterfaceRule(rule.name, language, template, rule.example, rule.counterexample)


def _refuse_twice(path: Path | Traversable, rules: tuple[_Rule, ...]) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.template in seen:
            raise KnowledgeError(f"{path}: {rule.name}: the template {rule.template!r} stands twice")
        seen.add(rule.template)
