"""Pages and records -> what is to be looked at in them. Nothing is written.

What is found in a file depends on that file, its other half and the questionnaires alone, so that a run over changed
files says of them what a run over everything says. What takes more is looked for where whole folders are named, and
only there: copies and translations, and pages whose records would be one file.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from hrdcorpus.corpus import find_corpus, find_root
from hrdcorpus.corpus.validation.checking import check_pair
from hrdcorpus.corpus.validation.halves import Look, build_problem, check_page, check_record, list_recorded
from hrdcorpus.corpus.validation.pairs import list_pairs, part_named
from hrdcorpus.corpus.validation.related import find_related
from hrdcorpus.output.reports import Problem, Report
from hrdcorpus.reading.pages import STDIN, build_stream_page
from hrdcorpus.records.rules import Level
from hrdcorpus.records.serialising import load_record

__all__ = ["Look", "Validated", "build_report", "validate_paths", "validate_stream"]


@dataclass(frozen=True, slots=True)
class Validated:
    """The files that were looked at and their problems; `gone` and `ignored` are named files that were not."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    gone: tuple[Path, ...] = ()
    ignored: tuple[Path, ...] = ()


def validate_paths(paths: Sequence[Path], look: Look) -> Validated:
    """Pages, records, and folders of them. A named half of a pair stands for both."""
    named = part_named(paths)
    found = find_corpus(named.paths)
    pairs = list_pairs(found.files, named.gone)
    checked = [(pair, check_pair(pair, look)) for pair in pairs]
    problems = [build_problem(entry.path, "unusable-input", entry.reason) for entry in found.unusable]
    problems += [problem for _, outcome in checked for problem in outcome.problems]
    if all(map(_is_whole, paths)):
        problems += find_related((pair, outcome.interview) for pair, outcome in checked if outcome.interview)
    return Validated(
        files=tuple(file.path for pair in pairs for file in (pair.page, pair.record) if file is not None),
        problems=tuple(problems),
        gone=named.gone,
        ignored=(*named.ignored, *found.ignored),
    )


def validate_stream(raw: bytes, look: Look) -> Validated:
    """One page, or one record where it begins like one, from standard input."""
    path = Path(STDIN)
    if not raw.lstrip().startswith(b"{"):
        return Validated((path,), check_page(path, lambda: build_stream_page(raw), look).problems)
    record = check_record(path, lambda: load_record(raw, STDIN))
    return Validated((path,), (record,) if isinstance(record, Problem) else tuple(list_recorded(path, record, look)))


def build_report(
    parts: Sequence[Validated], *, selected: Collection[str], ignored: Collection[str], fail_on: Level
) -> Report:
    """The parts together, sorted. Of the problems those with `selected` codes (all, where there are none) that are
    not `ignored`.
    """
    chosen = {
        problem
        for part in parts
        for problem in part.problems
        if (not selected or problem.code in selected) and problem.code not in ignored
    }
    files = sorted({str(path) for part in parts for path in part.files})
    return Report(tuple(files), tuple(sorted(chosen)), fail_on)


def _is_whole(path: Path) -> bool:
    """Whether it is a folder, and none inside a corpus' folder of pages or records."""
    return path.is_dir() and find_root(path).samefile(path)
