"""What `hrdcorpus ingest` says of its pages and records: as they come, and at the end."""

import json
import os
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

from hrdcorpus.cli.output import name_paths, print_counts, print_data, print_error, print_note, print_text
from hrdcorpus.errors import HrdcorpusError, attempt
from hrdcorpus.text.showing import escape_json, escape_path

if TYPE_CHECKING:
    from hrdcorpus.corpus.files import Found
    from hrdcorpus.corpus.outcomes import Ingested, Run, Tally
    from hrdcorpus.corpus.settings import Settings

_GONE = "its page is gone, or holds no such interview"
_PAGES = '"pages": ['


def print_idle(root: Path, found: "Found", settings: "Settings", *, verbose: bool) -> None:
    """Notes on what is said of pages in a whole folder, and is for none there."""
    from hrdcorpus.corpus.settings import NAME, list_idle
    from hrdcorpus.reading.addresses import NAME as ADDRESSES
    from hrdcorpus.reading.addresses import load_addresses

    if missing := [page for page in load_addresses(root / ADDRESSES) if not os.path.lexists(root / page)]:
        print_note(f"names pages that are not there: {name_paths(missing, verbose=verbose)}", root / ADDRESSES)
    within = [(path, root) for path in found.excluded if path.is_relative_to(root)]
    if idle := list_idle(settings.excluded, within):
        how = "write a name, as index.html, or a path that begins below the folder of pages, as 2021/draft.txt"
        print_note(f"[exclude] patterns fit no file in {escape_path(root)}: {', '.join(idle)}; {how}", NAME)


def print_failure(result: "Ingested") -> None:
    """Why a page failed, if it did."""
    from hrdcorpus.corpus.outcomes import Outcome

    if result.outcome is Outcome.FAILED:
        stale = "".join(f"; its record still stands: {escape_path(path)}" for path in result.stale)
        print_error(f"{result.error}{stale}")


def format_page(result: "Ingested") -> str:
    """A page's outcome in JSON, laid out for its place among the others."""
    from hrdcorpus.corpus.outcomes import list_page

    return indent(escape_json(json.dumps(list_page(result), ensure_ascii=False, indent=2)), "    ")


def print_refused(tally: "Tally") -> None:
    """The pages that are no interviews, by reason: each of a few; of many their number, and the first."""
    show = print_error if tally.strict else print_note
    for reason, refused in tally.refused.items():
        if refused.count == len(refused.named):
            for page, whole in refused.named:
                show(f"not an interview: {whole}", page)
        else:
            named = name_paths([page for page, _ in refused.named], count=refused.count)
            show(f"not interviews, {refused.count}: {reason}: {named}")


def settle_alone(
    alone: Sequence[Path], excluded: Collection[Path], output: Path, *, check: bool, prune: bool
) -> list[Path]:
    """Remove the records that no page has any more, or else tell them; those that were removed."""
    from hrdcorpus.corpus.changes import remove_record

    removed = []
    for path in alone:
        why = "its page is excluded by the settings" if path in excluded else _GONE
        if not prune:
            (print_error if check else print_note)(f"{why}; remove it with: hrdcorpus ingest --prune", path)
        elif isinstance(error := attempt(partial(remove_record, path, output), path), HrdcorpusError):
            print_error(f"not removed: {error.explanation}", path)
        else:
            print_note(f"removed, since {why}", path)
            removed.append(path)
    return removed


def print_run(run: "Run", rows: Sequence[str] | None) -> None:
    """The run in numbers; with `check` behind what it would do. With rows of JSON, one for each page, all in JSON."""
    from hrdcorpus.corpus.outcomes import count_run, list_run

    counts = count_run(run)
    if rows is None:
        print_text("".join(f"{line}\n" for line in _list_planned(run)) if run.tally.check else "")
        print_counts(counts)
        return
    told = escape_json(json.dumps({"counts": counts, "pages": [], **list_run(run)}, ensure_ascii=False, indent=2))
    head, _, rest = told.partition(_PAGES)  # counts hold no text
    print_data(f"{head}{_PAGES}".encode())
    for number, row in enumerate(rows):
        print_data(f"{',' if number else ''}\n{row}".encode())
    print_data((("\n  " if rows else "") + rest + "\n").encode())


def _list_planned(run: "Run") -> list[str]:
    moves = [move for each in run.changes.renamed for move in each.moves]
    return [
        *(f"to move: {escape_path(old)} to {escape_path(new)}" for old, new in moves),
        *(f"to write: {escape_path(path)}" for path in run.tally.changed),
        *(f"to remove: {escape_path(path)}" for path in run.alone),
    ]
