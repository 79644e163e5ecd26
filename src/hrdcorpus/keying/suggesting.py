"""Interviews that follow no known questionnaire -> a questionnaire that a person can start from.

Questions that recur in several interviews, in nearly the same words, are its items; nothing is decided for good.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import tomlkit
from rapidfuzz import fuzz

from hrdcorpus.knowledge.wordings import wording_key
from hrdcorpus.records.form import Record

LIKENESS = 80  # of 100, RapidFuzz's token_sort_ratio: drifts of one question are closer, two questions are not
FEWEST = 2  # interviews a question must occur in


class Suggestion(NamedTuple):
    """One item: its wordings in one language, the most frequent first, and how many interviews ask it."""

    language: str
    texts: tuple[str, ...]
    interviews: int


@dataclass(slots=True)
class _Cluster:
    language: str
    key: str
    texts: list[str]
    interviews: set[str]


def suggest_items(records: Iterable[Record]) -> tuple[Suggestion, ...]:
    """The questions that recur among the records without a questionnaire, in the order they are first asked."""
    clusters: list[_Cluster] = []
    for record in records:
        if record.questionnaire is None:
            for exchange in record.exchanges:
                _put(exchange.question.text, record, clusters)
    return tuple(_build_suggestion(cluster) for cluster in clusters if len(cluster.interviews) >= FEWEST)


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


def _put(text: str, record: Record, clusters: list[_Cluster]) -> None:
    key = wording_key(text)
    alike = [cluster for cluster in clusters if cluster.language == record.language.content]
    best = max(alike, key=lambda cluster: fuzz.token_sort_ratio(key, cluster.key), default=None)
    if best is None or fuzz.token_sort_ratio(key, best.key) < LIKENESS:
        clusters.append(_Cluster(record.language.content, key, [text], {record.id}))
    else:
        best.texts.append(text)
        best.interviews.add(record.id)


def _build_suggestion(cluster: _Cluster) -> Suggestion:
    keys: dict[str, list[str]] = {}
    for text in cluster.texts:
        keys.setdefault(wording_key(text), []).append(text)
    ranked = sorted(keys.values(), key=lambda texts: -len(texts))
    return Suggestion(cluster.language, tuple(texts[0] for texts in ranked), len(cluster.interviews))
