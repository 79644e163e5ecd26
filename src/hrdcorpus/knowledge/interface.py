"""What the site puts around the content, by interface language: banners, labels, trailers."""

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.templates import MAX_LINE, Template, compile_template
from hrdcorpus.loading import NonEmpty, Resource, list_resources, load_resource
from hrdcorpus.text import fold

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
]


class _Rule(Resource):
    name: RuleName
    template: NonEmpty
    example: NonEmpty
    counterexample: NonEmpty | None = None


class _Interface(Resource):
    language: NonEmpty
    rule: tuple[_Rule, ...]


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
    """A line that is the site's: the rule's name, the interface languages it occurs in, what its slots caught."""

    name: RuleName
    languages: frozenset[str]
    slots: dict[str, str]


@dataclass(frozen=True, slots=True)
class Interfaces:
    """All rules of all interface languages. `fixed` holds those without slots by their folded line."""

    rules: tuple[InterfaceRule, ...]
    fixed: dict[str, tuple[InterfaceRule, ...]]
    slotted: tuple[InterfaceRule, ...]

    def find_line(self, line: str) -> InterfaceMatch | None:
        """The site's line that `line` is, as a whole, in whichever interface languages know it; else None."""
        if len(line) > MAX_LINE:
            return None
        fixed = self.fixed.get(fold(line), ())
        slotted = [(rule, slots) for rule in self.slotted if (slots := rule.template.match(line)) is not None]
        found = [*((rule, dict[str, str]()) for rule in fixed), *slotted]
        if not found:
            return None
        name, slots = found[0][0].name, found[0][1]
        return InterfaceMatch(name, frozenset(rule.language for rule, _ in found if rule.name == name), slots)

    def is_ending(self, line: str) -> bool:
        """Whether the line begins what follows an interview."""
        match = self.find_line(line)
        return match is not None and match.name == "ending"


def load_interfaces(folder: Path | Traversable) -> Interfaces:
    """Every rule of every `<tag>.toml` in the folder; `KnowledgeError` where a file is wrong."""
    rules: list[InterfaceRule] = []
    for path in list_resources(folder):
        interface = load_resource(path, _Interface)
        if path.name != f"{interface.language}.toml":
            raise KnowledgeError(f"{path}: language: the file of {interface.language!r} must bear its name")
        _refuse_twice(path, interface.rule)
        rules += [_compile_rule(path, interface.language, rule) for rule in interface.rule]
    fixed: dict[str, tuple[InterfaceRule, ...]] = {}
    for rule in rules:
        if not rule.template.slots:
            key = fold(rule.template.source)
            fixed[key] = (*fixed.get(key, ()), rule)
    return Interfaces(tuple(rules), fixed, tuple(rule for rule in rules if rule.template.slots))


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
