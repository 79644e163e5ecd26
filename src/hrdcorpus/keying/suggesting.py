"""Interviews that follow no known questionnaire -> a questionnaire that a person can start from.

Questions that recur in several interviews, in nearly the same words, are its items; nothing is decided for good.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import tomlkit
from msgspec import Struct
from rapidfuzz import fuzz

from hrdcorpus.knowledge.wordings import wording_key

LIKENESS = 80  # of 100, RapidFuzz's token_sort_ratio: drifts of one question are closer, two questions are not
FEWEST = 2  # interviews a question must occur in
_FEWEST_LINES, _MOST_OF = 3, 0.5  # interviews that a line must occur in which is no question, and the share of all


class Prompt(NamedTuple):
    """A question, or a short line that may be one."""

    text: str
    is_question: bool


class Prompts(NamedTuple):
    """What one interview puts to whom it asks, in order, with its language and the host of its address."""

    id: str
    language: str
    host: str
    prompts: tuple[Prompt, ...]


class Suggestion(NamedTuple):
    """One item: its wordings in one language, the most frequent first, and how many interviews ask it."""

    language: str
    texts: tuple[str, ...]
    interviews: int


class _Cluster(Struct):
    language: str
    key: str
    texts: list[str]
    interviews: set[str]


def suggest_items(interviews: Sequence[Prompts]) -> tuple[Suggestion, ...]:
    """The questions that recur among the interviews, in the order they are first asked.

    Lines that are no question are among them where most interviews in the language have them.
    """
    clusters: list[_Cluster] = []
    usual = _list_usual_lines(interviews)
    for interview in interviews:
        for text, is_question in interview.prompts:
            if is_question or (interview.language, wording_key(text)) in usual:
                _put(text, interview, clusters)
    return tuple(_build_suggestion(cluster) for cluster in clusters if len(cluster.interviews) >= FEWEST)


def group_by_host(interviews: Iterable[Prompts]) -> dict[str, list[Prompts]]:
    """The interviews of each host; those without an address are a group, too."""
    groups: dict[str, list[Prompts]] = {}
    for interview in interviews:
        groups.setdefault(interview.host, []).append(interview)
    return groups


def _list_usual_lines(interviews: Sequence[Prompts]) -> frozenset[tuple[str, str]]:
    """The lines, as questions or not, that most interviews in a language have: the language, and the line's key."""
    totals = Counter(interview.language for interview in interviews)
    counts = Counter(
        (interview.language, key)
        for interview in interviews
        for key in {wording_key(prompt.text) for prompt in interview.prompts}
    )
    return frozenset(
        line for line, count in counts.items() if count >= _FEWEST_LINES and count > totals[line[0]] * _MOST_OF
    )


def render_questionnaire(suggestions: Sequence[Suggestion], identifier: str) -> dict[str, str]:
    """The questionnaire's files by name, as TOML for a person to edit: `items.toml` and one for each language."""
    files = {"items.toml": tomlkit.dumps({"id": identifier, "version": "1", "title": identifier})}
    for number, suggestion in enumerate(suggestions, start=1):
        name, first = f"question-{number}", suggestion.texts[0]
        item = tomlkit.dumps({"item": [{"id": name, "description": first}]})
        files["items.toml"] += f"\n# asked in {suggestion.interviews} interviews\n{item}"
        texts = [("wording", first), *(("variant", text) for text in suggestion.texts[1:])]
        entries = [tomlkit.dumps({kind: [{"item": name, "text": text}]}) for kind, text in texts]
        file = f"{suggestion.language}.toml"
        files[file] = files.get(file, "") + "".join(f"{entry}\n" for entry in entries)
    return files


def _put(text: str, interview: Prompts, clusters: list[_Cluster]) -> None:
    key = wording_key(text)
    alike = [cluster for cluster in clusters if cluster.language == interview.language]
    best = max(alike, key=lambda cluster: fuzz.token_sort_ratio(key, cluster.key), default=None)
    if best is None or fuzz.token_sort_ratio(key, best.key) < LIKENESS:
        clusters.append(_Cluster(interview.language, key, [text], {interview.id}))
    else:
        best.texts.append(text)
        best.interviews.add(interview.id)


def _build_suggestion(cluster: _Cluster) -> Suggestion:
    keys: dict[str, list[str]] = {}
    for text in cluster.texts:
        keys.setdefault(wording_key(text), []).append(text)
    ranked = sorted(keys.values(), key=lambda texts: -len(texts))
    return Suggestion(cluster.language, tuple(texts[0] for texts in ranked), len(cluster.interviews))
