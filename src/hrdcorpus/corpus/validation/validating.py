"""Named files and folders -> the problems of all pages and records there.

What is found in a file depends on that file, its other half and the questionnaires alone, so that a run over changed
files says of them what a run over everything says. What takes more is looked for where whole folders are named, and
only there: copies and translations, and pages whose records would be one file.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.corpus.files import find_corpus
from hrdcorpus.corpus.places import is_in_corpus, is_whole
from hrdcorpus.corpus.relations.relating import relate_sketches
from hrdcorpus.corpus.relations.sketch import Sketch, build_sketch
from hrdcorpus.corpus.settings import is_excluded
from hrdcorpus.corpus.sidecars import list_lost_beside
from hrdcorpus.corpus.validation.checking import Checked, Criteria, check_page, check_pair, check_record
from hrdcorpus.corpus.validation.pairs import Pair, list_pairs, part_named
from hrdcorpus.errors import HrdcorpusError, LostSidecar, attempt
from hrdcorpus.knowledge.limits import Limits
from hrdcorpus.output.reports.problem import Problem, Report, build_problem
from hrdcorpus.reading.pages import STDIN, build_stream_page, read_page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.records.rules import Level
from hrdcorpus.records.serialising import load_record
from hrdcorpus.records.values import cut_number

_RELATIONS = {"same_as": "duplicate-page", "translation_of": "translation"}


class Validated(Struct, frozen=True):
    """The files that were looked at and their problems; `gone` and `ignored` are named files that were not.

    `accepted` is the number of further problems that somebody has looked at and accepted.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    gone: tuple[Path, ...] = ()
    ignored: tuple[Path, ...] = ()
    accepted: int = 0


def validate_paths(paths: Sequence[Path], criteria: Criteria, changed: frozenset[str] | None = None) -> Validated:
    """Pages, records, and folders of them. A named half of a pair stands for both.

    Where the ids of pages that `changed` are known, the others are left aside.
    """
    named = part_named(paths)
    found = find_corpus(named.paths, criteria.excluded)
    gone = [*named.gone, *filter(is_in_corpus, found.excluded)]
    pairs = list(_take_out(list_pairs(found.files, gone), criteria.excluded))
    if changed is not None:
        pairs = [pair for pair in pairs if not changed.isdisjoint(_list_ids(pair))]
    sees_all = changed is None and all(map(is_whole, paths))
    problems, ids, own = list[Problem](), dict[Path, str](), dict[str, frozenset[str]]()
    interviews: list[_Interview] = []
    for pair in pairs:
        checked = check_pair(pair, criteria)
        problems += checked.problems
        ids |= checked.ids
        if checked.page and checked.page.sidecar.accept:
            own |= {str(file.path): checked.page.sidecar.accept for file in (pair.page, *pair.records) if file}
        if sees_all and checked.records:
            interviews += _sketch_interviews(pair, checked, criteria.knowledge.limits)
    unusable = {str(entry.path): entry for entry in (*found.unusable, *list_lost_beside(named.gone))}
    problems += [build_problem(path, _name_unusable(entry), entry.reason) for path, entry in unusable.items()]
    problems += _find_doubles(ids)
    problems += _find_related(interviews)
    standing = [each for each in problems if each.code not in criteria.accepted | own.get(each.path, frozenset())]
    return Validated(
        files=tuple(file.path for pair in pairs for file in (pair.page, *pair.records) if file is not None),
        problems=tuple(standing),
        gone=named.gone,
        ignored=(*named.ignored, *found.ignored),
        accepted=len(problems) - len(standing),
    )


def validate_stream(raw: bytes, criteria: Criteria) -> Validated:
    """One page, or one record where it begins like one, from standard input."""
    path = Path(STDIN)
    if raw.lstrip().startswith(b"{"):
        checked = check_record(path, lambda: load_record(raw, STDIN), criteria)
    else:
        checked = check_page(path, lambda: build_stream_page(raw), criteria)
    standing = tuple(each for each in checked.problems if each.code not in criteria.accepted)
    return Validated((path,), standing, accepted=len(checked.problems) - len(standing))


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
    files = sorted({path.as_posix() for part in parts for path in part.files})
    return Report(tuple(files), tuple(sorted(chosen)), fail_on)


def _take_out(pairs: Iterable[Pair], excluded: Sequence[str]) -> Iterator[Pair]:
    """The pairs without the pages that are excluded: of such a one a record may be left."""
    for pair in pairs:
        if pair.page is None or not is_excluded(pair.page.path, pair.page.root, excluded):
            yield pair
        elif pair.records:
            yield replace(pair, page=None)


def _list_ids(pair: Pair) -> set[str]:
    """Its files' ids, and that which a page of a second or further interview would have."""
    ids = {file.id for file in (pair.page, *pair.records) if file is not None}
    return ids | set(map(cut_number, ids))


def _name_unusable(error: HrdcorpusError) -> str:
    return "lost-sidecar" if isinstance(error, LostSidecar) else "unusable-input"


def _find_doubles(ids: Mapping[Path, str]) -> Iterator[Problem]:
    """A problem for each record in its place whose id one before it has, too: an export would refuse it."""
    seen: dict[str, Path] = {}
    for path, identifier in sorted(ids.items()):
        if (first := seen.setdefault(identifier, path)) != path:
            yield build_problem(path, "invalid-record", f"id: the same as in {first}; remove one of the two")


class _Interview(NamedTuple):
    """What is kept of an interview: what it is compared by, where a problem of it belongs, and its page's path."""

    sketch: Sketch
    place: Path
    page: str


def _sketch_interviews(pair: Pair, checked: Checked, limits: Limits) -> Iterator[_Interview]:
    alternates = _list_alternates(pair, limits)
    place = next(file.path for file in (pair.page, *pair.records) if file is not None)
    for record in checked.records:
        yield _Interview(build_sketch(record, alternates), place, record.source.path)


def _find_related(interviews: Iterable[_Interview]) -> Iterator[Problem]:
    """A problem for each interview that is a copy or a translation of another, at its page or else its record."""
    known = {each.sketch.id: each for each in interviews}
    for relation in relate_sketches(each.sketch for each in known.values()):
        detail = f"{known[relation.other].page}: {relation.evidence}"
        yield build_problem(known[relation.id].place, _RELATIONS[relation.kind], detail)


def _list_alternates(pair: Pair, limits: Limits) -> tuple[str, ...]:
    """The addresses that an HTML page links to as its other languages."""
    if pair.page is None:
        return ()
    path, root = pair.page.path, pair.page.root
    document = attempt(lambda: split_blocks(read_page(path, root), limits), path)
    return () if isinstance(document, HrdcorpusError) else document.declared.alternates
