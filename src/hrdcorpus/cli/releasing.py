"""The options of `hrdcorpus export` on who may read what: profiles and pseudonyms, and the files that go with them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from msgspec import Struct

from hrdcorpus.cli.options import load_wanted_knowledge
from hrdcorpus.cli.output import FAILED, STREAM, check_name, name_paths, print_error, print_errors, print_note
from hrdcorpus.errors import MissingLibrary
from hrdcorpus.text.showing import escape, escape_path

if TYPE_CHECKING:
    from hrdcorpus.corpus.files import Found
    from hrdcorpus.corpus.store import StoredRecords
    from hrdcorpus.output.export.filters import Filters
    from hrdcorpus.records.form import Record
    from hrdcorpus.release.pseudonyms.key import Key
    from hrdcorpus.release.pseudonyms.replacing import Coarsening
    from hrdcorpus.release.releasing import Profile, Terms

_PROFILES = ("internal", "public")
_SECRET = 0o600
_DATES = ("day", "year")
_FIELDS = ("role", "organisation", "place")


def _option(help_: str, metavar: str, **more: Any) -> Any:
    return typer.Option(help=help_, metavar=metavar, rich_help_panel="Who may read it", **more)


def _check_fields(names: str) -> str:
    for name in filter(None, names.split(",")):
        check_name(_FIELDS, name)
    return names


ProfileName = Annotated[str, _option("All but what is withheld, or only what is marked public.", "|".join(_PROFILES),
                                     callback=lambda name: check_name(_PROFILES, name))]  # fmt: skip
RawFolder = Annotated[Path | None, _option("Folder of the pages, whose sidecars say so.", "FOLDER", exists=True,
                                           show_default="beside the records'", file_okay=False)]  # fmt: skip
PseudonymsFile = Annotated[Path | None, _option("Replace the names of interviewees, and those in this file.", "FILE",
                                                show_default=False, exists=True, dir_okay=False)]  # fmt: skip
KeyFile = Annotated[Path | None, _option("Which interview is which: made, then kept.", "FILE",
                                         show_default="NAMES.key.toml beside NAMES.toml")]  # fmt: skip
LeftoversFile = Annotated[Path | None, _option("Words with a capital that remain, to read.", "FILE",
                                               show_default="NAMES.leftovers.tsv beside NAMES.toml")]  # fmt: skip
LogFile = Annotated[Path | None, _option("What was replaced, and where.", "FILE",
                                         show_default="NAMES.log.tsv beside NAMES.toml")]  # fmt: skip
Drop = Annotated[str, _option("With pseudonyms, do not tell these of interviewees.", ",".join(_FIELDS),
                              callback=_check_fields)]  # fmt: skip
Dates = Annotated[str, _option("With pseudonyms, of dates tell the day, or the year only.", "|".join(_DATES),
                               callback=lambda name: check_name(_DATES, name))]  # fmt: skip


class PrivateFiles(Struct, frozen=True):
    """Files that stay with who exports: the names, the key, what remains to be read, what was replaced."""

    listing: Path
    key: Path
    leftovers: Path
    log: Path


def check_pseudonymised(listing: Path | None, given: Mapping[str, bool]) -> None:
    """A usage error where one of these options is given and nobody's names are replaced, or no library is there."""
    for option in () if listing else [option for option, is_given in given.items() if is_given]:
        raise typer.BadParameter("is for --pseudonyms", param_hint=option)
    if listing:
        try:
            import hrdcorpus.release.pseudonyms.contacts  # noqa: F401
        except ModuleNotFoundError as error:
            raise MissingLibrary(f"--pseudonyms needs {error.name}: pip install 'hrdcorpus[pseudonyms]'") from None


def locate_private(
    listing: Path | None, key: Path | None, leftovers: Path | None, log: Path | None, output: Path
) -> PrivateFiles | None:
    """Where these files are; a usage error where one would go into the export, or over another of them."""
    if listing is None:
        return None
    private = PrivateFiles(
        listing,
        key or listing.with_name(f"{listing.stem}.key.toml"),
        leftovers or listing.with_name(f"{listing.stem}.leftovers.tsv"),
        log or listing.with_name(f"{listing.stem}.log.tsv"),
    )
    places = [path.resolve() for path in (private.listing, private.key, private.leftovers, private.log)]
    for option, path in zip(("--pseudonyms", "--key", "--leftovers", "--log"), places, strict=True):
        if output != STREAM and path.is_relative_to(output.resolve()):
            raise typer.BadParameter("must not lie in what is exported", param_hint=option)
    if len(set(places)) < len(places):
        raise typer.BadParameter("is one of the other files too", param_hint="--key")
    return private


def list_written(private: PrivateFiles | None) -> dict[str, Path]:
    """The files among them that are written, by their options."""
    return {"--key": private.key, "--leftovers": private.leftovers, "--log": private.log} if private else {}


def build_terms(profile: str, raw: Path | None, private: PrivateFiles | None, questionnaires: Path | None) -> "Terms":
    """What the options say of who may read it, with the knowledge that it takes."""
    from hrdcorpus.release.releasing import Terms

    knowledge = load_wanted_knowledge(questionnaires) if profile == "public" else None
    return Terms(cast("Profile", profile), raw, private is not None, knowledge)


def keep_released(records: "StoredRecords", found: "Found", terms: "Terms") -> "tuple[StoredRecords, frozenset[str]]":
    """The records that may go out, by their files, and the ids of the unseen; notes on how many may not, and why.

    None may where a sidecar is lost that may withhold any of them; those `found` among the records have been told.
    """
    from hrdcorpus.release.releasing import NAMELESS, find_lost, judge_records

    released = judge_records(records, terms)
    print_errors(released.lost)
    if released.lost or find_lost(found):
        print_error("nothing is exported: each of these may say of any interview that it is withheld")
        raise typer.Exit(FAILED)
    kept = records.keep(path for path in records if path not in released.obstacles)
    counts = Counter(released.obstacles.values())
    if counts:
        why = ", ".join(f"{number} {reason}" for reason, number in sorted(counts.items()))
        print_note(f"the profile {terms.profile} keeps {len(kept)} of {len(records)} interviews; left out: {why}")
    nameless = [records.find_entry(path).id for path, obstacle in released.obstacles.items() if obstacle == NAMELESS]
    if nameless:
        print_note(f"say in the sidecar who is interviewed, or that no name is given, in {', '.join(nameless)}")
    if released.mend:
        print_note(f"hrdcorpus validate says what is wrong with {', '.join(map(escape_path, released.mend))}")
    return kept, frozenset(released.unseen)


def print_unseen(unseen: Sequence[str]) -> None:
    """A note on what is exported, by its ids, though it may be withheld."""
    if unseen:
        print_note(
            "exported, though nobody can tell whether they are withheld, since their page is not there, or has "
            f"changed: {len(unseen)} ({name_paths(unseen)}); name the folder of the pages with --raw",
            is_always_told=True,
        )


def find_released_mode(records: "StoredRecords", raw: Path | None) -> int:
    """The mode of an export of these records: no more open than each, its page and its sidecar."""
    from hrdcorpus.corpus.permissions import ANYBODY, find_mode
    from hrdcorpus.corpus.places import find_root, locate_pages
    from hrdcorpus.records.sidecar import locate_sidecar

    mode, tops = ANYBODY, locate_pages(records, raw)
    for path, entry in records.list_entries():
        top = tops[path.parent]
        page = top / entry.page
        mode &= find_mode([path], find_root(path)) & find_mode([page, locate_sidecar(page)], top)
    return mode


def replace_names(
    records: "StoredRecords",
    filters: "Filters",
    known: "Collection[Record]",
    *,
    private: PrivateFiles,
    coarsening: "Coarsening",
    scratch: Path,
) -> "tuple[Collection[Record], Mapping[str, str]]":
    """What the filters keep of the records without names, in files of the folder `scratch`; and the new ids of all.

    Writes the key, the log and what remains to be read. `known` are all records there are: their names are replaced.
    """
    from hrdcorpus.corpus.locking import lock_folder
    from hrdcorpus.corpus.store import SpooledRecords
    from hrdcorpus.corpus.writing import write_file
    from hrdcorpus.output.export.filters import Excerpt, Selection
    from hrdcorpus.release.pseudonyms.building import build_pseudonymiser
    from hrdcorpus.release.pseudonyms.leftovers import LOG_HEADER, find_leftovers, format_leftovers, format_log
    from hrdcorpus.release.pseudonyms.listing import load_listing
    from hrdcorpus.release.pseudonyms.replacing import pseudonymise

    listing = load_listing(private.listing)
    with lock_folder(private.key.parent):
        pseudonymiser = build_pseudonymiser(known, listing, _keep_key(known, private.key), coarsening)
    in_order = sorted(records, key=lambda path: pseudonymiser.ids[records.find_entry(path).id])

    def replace() -> "Iterator[Record]":
        for record in records.keep(in_order).values():
            for kept in Selection([record], filters):
                replaced, replacements = pseudonymise(record, pseudonymiser)  # a part of a record is none by itself
                numbers[replaced.id] = tuple(exchange.number for exchange in kept.exchanges)
                log.write(format_log(replacements))
                yield replaced

    with open(scratch / "log", "wb+") as log:
        log.write(LOG_HEADER)
        numbers = dict[str, tuple[int, ...]]()
        spooled = Excerpt(SpooledRecords(scratch / "records", replace()), numbers)
        remaining = find_leftovers(spooled, pseudonymiser)
        write_file(private.leftovers, format_leftovers(remaining), mode=_SECRET)
        log.seek(0)
        write_file(private.log, log, mode=_SECRET)
    _print_what_remains(spooled, len(remaining), private)
    return spooled, pseudonymiser.ids


def build_coarsening(drop: str, dates: str) -> "Coarsening":
    """What the options of these names say."""
    from hrdcorpus.release.pseudonyms.replacing import Coarsening

    return Coarsening(frozenset(filter(None, drop.split(","))), is_by_year=dates == _DATES[1])


def _keep_key(known: "Iterable[Record]", path: Path) -> "Key":
    """The key with an entry for each record, on disk before anything is exported with it."""
    from hrdcorpus.corpus.writing import read_file, write_file
    from hrdcorpus.release.pseudonyms.key import add_entries, extend_key, read_key

    raw = read_file(path, path.parent) or b""
    old = read_key(raw, escape(str(path)))
    key = extend_key(old, known)
    write_file(path, add_entries(raw, key[len(old) :]), mode=_SECRET)
    return key


def _print_what_remains(records: "Collection[Record]", words: int, private: PrivateFiles) -> None:
    from hrdcorpus.release.pseudonyms.texts import names_all

    print_note("pseudonymised, not anonymised: who searches the web for a sentence finds the interview")
    print_note(f"words with a capital that remain, to be read by a person: {words}", private.leftovers)
    print_note("what was replaced, and where; as secret as the key", private.log)
    print_note("which interview is which; keep it secret, and keep it", private.key)
    nameless = [record.id for record in records if not names_all(record)]
    if nameless:
        print_note(
            f"interviews whose interviewee is not known, exported without a title: {len(nameless)}; "
            f"read them: {', '.join(nameless)}"
        )
    telling = sum(any(person.role or person.organisation for person in record.interviewees) for record in records)
    if telling:
        print_note(f"interviews that still tell a role or an organisation: {telling}; list what must not be told")
