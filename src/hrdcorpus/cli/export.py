"""`hrdcorpus export`: records to the formats of other programs."""

import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from hrdcorpus.cli.filtering import (
    Countries,
    Languages,
    Matches,
    Name,
    Questions,
    ReviewedOnly,
    Since,
    Until,
    as_usage_error,
    keep_reviewed,
    print_selection,
)
from hrdcorpus.cli.formats import SHAPES, check_usage, choose_shape
from hrdcorpus.cli.options import Questionnaires, Quiet, load_wanted_settings
from hrdcorpus.cli.output import (
    FAILED,
    STREAM,
    check_name,
    print_note,
    print_text,
    put_file,
    read_valid_records,
    track,
)
from hrdcorpus.cli.releasing import (
    Dates,
    Drop,
    KeyFile,
    LeftoversFile,
    LogFile,
    ProfileName,
    PseudonymsFile,
    RawFolder,
    build_coarsening,
    build_terms,
    check_pseudonymised,
    find_released_mode,
    keep_released,
    list_written,
    locate_private,
    print_unseen,
    replace_names,
)
from hrdcorpus.output.export import FILE, FORMATS, Format, Options, load_build
from hrdcorpus.text.showing import escape

if TYPE_CHECKING:
    from hrdcorpus.output.export import Built
    from hrdcorpus.records.form import Record


def export(
    records: Annotated[
        list[Path] | None,
        typer.Argument(help="Records, or folders of records.", show_default="data/normalized", readable=False),
    ] = None,
    *,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=", ".join(FORMATS) + ".",
            callback=lambda name: check_name(FORMATS, name),
            autocompletion=lambda: [(known.name, known.summary) for known in FORMATS.values()],
        ),
    ] = "jsonl",
    output: Annotated[
        Path, typer.Option("--output", "-o", help="File or folder to write; - is standard output.", readable=False)
    ] = STREAM,
    shape: Annotated[
        str,
        typer.Option(
            metavar="|".join(SHAPES), help="What a row, a line or a file is.", show_default="as the format's first"
        ),
    ] = "",
    csv_safe: Annotated[
        bool, typer.Option("--csv-safe", help="CSV that no spreadsheet takes for formulas; not verbatim.")
    ] = False,
    question: Questions = None,
    country: Countries = None,
    language: Languages = None,
    since: Since = "",
    until: Until = "",
    interviewee: Name = "",
    match: Matches = "",
    reviewed_only: ReviewedOnly = False,
    profile: ProfileName = "internal",
    raw: RawFolder = None,
    pseudonyms: PseudonymsFile = None,
    key: KeyFile = None,
    leftovers: LeftoversFile = None,
    log: LogFile = None,
    drop: Drop = "",
    dates: Dates = "day",
    quiet: Quiet = False,  # noqa: ARG001 - its callback sees to it
    questionnaires: Questionnaires = None,
) -> None:
    """Put the records into another program's format, sorted by id.

    A record that breaks the form is reported and left out, and the command
    fails; a file or folder is then not written at all. A filter that leaves
    nothing makes an empty file. Filters that may be repeated take any of
    their values; an interview of which no answer is left is left out.

    Examples:
    hrdcorpus export --format csv --output answers.csv
    hrdcorpus export --format csv --shape interviews --output interviews.csv
    hrdcorpus export --format xlsx --since 2021 --output interviews.xlsx
    hrdcorpus export --format markdown --question threats --output read
    hrdcorpus export --profile public --pseudonyms names.toml -o public.jsonl
    """
    from hrdcorpus.corpus.files import find_records
    from hrdcorpus.corpus.places import NORMALIZED
    from hrdcorpus.corpus.relations.works import FoundWorks
    from hrdcorpus.corpus.writing import make_scratch
    from hrdcorpus.knowledge.base import load_all_questionnaires
    from hrdcorpus.output.export.filters import Filters, Selection, check_filters

    wanted = FORMATS[form]
    options = Options(choose_shape(wanted, shape), csv_safe=csv_safe)
    check_usage(wanted, output, options)
    named_options = {"--key": key is not None, "--leftovers": leftovers is not None, "--log": log is not None}
    check_pseudonymised(pseudonyms, named_options | {"--drop": bool(drop), "--dates": dates != "day"})
    places = locate_private(pseudonyms, key, leftovers, log, output)
    build = load_build(wanted)
    settings = load_wanted_settings(questionnaires)
    known = load_all_questionnaires(settings.questionnaires)
    named = records or [NORMALIZED]
    found_files = find_records(named)
    _check_places({"--output": output} | list_written(places), named, [file.path for file in found_files.files], raw)
    everything, has_failed = read_valid_records(found_files)
    released, unseen = keep_released(everything, found_files, build_terms(profile, raw, places, questionnaires))
    unfiltered = released.values()
    if reviewed_only:
        released = keep_reviewed(released, raw)
    filters = Filters(
        questions=frozenset(question or ()),
        matches=frozenset(filter(None, match.split(","))),
        countries=frozenset(code.upper() for code in country or ()),
        languages=frozenset(language or ()),
        since=since,
        until=until,
        interviewee=interviewee,
    )
    kept: Collection[Record] = Selection(released.values(), filters)
    if filters != Filters():
        with as_usage_error():
            check_filters(filters, released.values(), known)
        ids, before = {record.id for record in kept}, released
        released = released.keep(path for path, entry in before.list_entries() if entry.id in ids)
        kept = Selection(released.values(), filters)
        print_selection(before.values(), kept, filters)
    print_unseen([entry.id for _, entry in released.list_entries() if entry.id in unseen])
    if not has_failed or (everything and output == STREAM and places is None):  # a bad record's name is not known
        mode = find_released_mode(released, raw)
        with make_scratch(None if output == STREAM else output) as scratch:
            renamed: Mapping[str, str] = {}
            if places:
                coarsening = build_coarsening(drop, dates)
                kept, renamed = replace_names(
                    released, filters, everything.values(), private=places, coarsening=coarsening, scratch=scratch
                )
            folder = scratch / "built"
            folder.mkdir()
            works = FoundWorks(unfiltered, kept, renamed)
            told = replace(
                options, questionnaires=known, questions=filters.questions, works=works, dataset=settings.dataset
            )
            built = build(kept, told, folder)
            for note in built.notes:
                print_note(note)
            _put(built, folder, output, wanted, mode)
    if has_failed:
        raise typer.Exit(FAILED)


def _check_places(written: Mapping[str, Path], named: Sequence[Path], files: Sequence[Path], raw: Path | None) -> None:
    """A usage error where what is written would go over one of the records, among these, or among their pages.

    Beside a record that is named by itself, outside of a corpus, only what would be taken for another one is refused.
    """
    from hrdcorpus.corpus.places import RECORD_SUFFIX, is_in_corpus, locate_pages

    inputs = {path.resolve() for path in files}
    pages = {folder.resolve() for folder in locate_pages(files, raw).values()}
    folders = {path.resolve() for path in named if path.is_dir()}
    for option, place in written.items():
        here = place.resolve()
        is_beside = here.suffix.lower() == RECORD_SUFFIX and here.parent in {path.parent for path in inputs}
        if place == STREAM:
            continue
        if here in inputs:
            raise typer.BadParameter("is one of the records", param_hint=option)
        if any(here.is_relative_to(folder) for folder in pages):
            raise typer.BadParameter("must not lie among the pages", param_hint=option)
        if is_beside or is_in_corpus(here) or any(here.is_relative_to(folder) for folder in folders):
            reason = "must not lie among the records, or would be taken for one: name another folder"
            raise typer.BadParameter(reason, param_hint=option)


def _put(built: "Built", folder: Path, output: Path, form: Format, mode: int) -> None:
    """To its place, a folder file by file; on a terminal, what could steer it is shown as `explain` shows it."""
    from hrdcorpus.corpus.descriptors import name_beside
    from hrdcorpus.corpus.folders import write_folder

    if form.kind == "folder":
        beside = {name_beside(name): name for name in built.descriptors}
        for name in track(write_folder(output, folder, built.files, built.descriptors, mode), len(built.files)):
            if name in beside:
                print_note(f"{beside[name]} is as somebody changed it; what this export says instead stands in {name}")
    elif output == STREAM and form.kind == "text" and sys.stdout.isatty():
        with open(folder / FILE, encoding="utf-8", newline="\n") as lines:
            for line in lines:
                print_text(escape(line.removesuffix("\n").removesuffix("\r")) + "\n")
    else:
        put_file(folder / FILE, output, mode)
