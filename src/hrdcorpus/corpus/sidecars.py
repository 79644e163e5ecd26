"""The sidecars in a folder: those that a page heeds, and those that none does. A mark in one of these would be lost."""

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from hrdcorpus.corpus.places import fold_id, is_in_corpus
from hrdcorpus.corpus.settings import NAME as SETTINGS
from hrdcorpus.errors import HrdcorpusError, LostSidecar, PageError, attempt
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.knowledge.loading import MAX_BYTES
from hrdcorpus.reading.pages import SUFFIXES
from hrdcorpus.records.sidecar import SUFFIX, parse_sidecar
from hrdcorpus.text.patterns import compile_later

_NAMED = re.compile(r"(?i)(.+?)\.toml(?![a-z0-9]).*", re.DOTALL)  # a.TOML, a.txt.toml, a.toml.txt, "a.toml (1)"
_LIKE = compile_later(r"(?i)\.*(.+?)[\W_]*toml(?![a-z0-9]).*", re.DOTALL)  # .a.toml, a-toml: one if it says so
_SAYS = compile_later(
    rb"""(?im)^[ \t]*["']?release["']?[ \t]*[=:]|["']withheld["']|^[ \t]*\[+(facts|block|question)\b"""
)


class Sidecars(Struct, frozen=True):
    """The names of those in a folder that a page heeds, and why the others are lost."""

    heeded: frozenset[str]
    lost: tuple[LostSidecar, ...]


def list_sidecars(folder: Path, names: Collection[str]) -> Sidecars:
    """The sidecars among the files with these names, which are all in the folder, and lost ones where links lead."""
    named = _list_named(folder, names)
    links = (folder / name for name in names if os.path.islink(os.path.join(folder, name)) and _is_page(name))
    linked = (each for link in links for each in _list_linked(link))
    return Sidecars(named.heeded, (*named.lost, *linked))


def list_lost_beside(files: Iterable[Path]) -> Iterator[LostSidecar]:
    """The lost sidecars that are among these files, or called like one of them, be it there or not."""
    named: dict[Path, set[str]] = defaultdict(set)
    for path in files:
        named[path.parent].add(_cut(path.name))
    for folder, stems in named.items():
        try:
            names = frozenset(os.listdir(folder))
        except OSError:  # whoever reads the file says so
            continue
        for lost in list_sidecars(folder, names).lost:
            if not stems.isdisjoint(_cut(each.name) for each in (lost.file, lost.page) if each):
                yield lost


def may_withhold(file: Path) -> bool:
    """Whether a sidecar withholds its page's interview, or cannot be read, so that nobody can tell."""
    sidecar = attempt(lambda: parse_sidecar(read_bytes(file, MAX_BYTES), file), file)
    return isinstance(sidecar, HrdcorpusError) or sidecar.release == "withheld"


def _list_linked(link: Path) -> Iterator[LostSidecar]:
    """The sidecars beside what a page is a link to, but those that its own is a link to."""
    own, page, seen = link.with_suffix(SUFFIX), link, {link}
    while page.is_symlink() and (page := page.parent / os.readlink(page)) not in seen:
        seen.add(page)
        try:
            found = _list_named(page.parent, frozenset(os.listdir(page.parent)))
        except OSError:  # whoever reads the page says so
            return
        files = [*(page.parent / name for name in found.heeded), *(lost.file for lost in found.lost)]
        for file in sorted(files):
            if _cut(file.name) == _cut(page.name) and os.path.realpath(file) != os.path.realpath(own):
                yield LostSidecar(f"not read for {link}, a link to its page: put {own.name} beside that", file, link)


def _list_named(folder: Path, names: Collection[str]) -> Sidecars:
    """The sidecars among the files with these names, which are all in the folder.

    Lost is one without its page; one whose name is not its page's with `.toml` in place of the suffix, in these very
    letters; and another file that is called like a page and marks it. Outside of a corpus a file in TOML may be
    anything: there it is one if it is called like a page, or says what sidecars say.
    """
    paged = frozenset(filter(_is_page, names))
    pages = {os.path.splitext(name)[0]: name for name in paged}
    folded = {fold_id(stem): page for stem, page in pages.items()}
    heeded = frozenset(name for stem in pages if (name := stem + SUFFIX) in names)
    others = sorted(frozenset(names) - heeded - paged)
    found = (_find_lost(folder / name, folded.get(_cut(name)), heeded) for name in others)
    return Sidecars(heeded, tuple(filter(None, found)))


def _is_page(name: str) -> bool:
    return os.path.splitext(name)[1].lower() in SUFFIXES and not _NAMED.fullmatch(name)


def _cut(name: str) -> str:
    """What the name of a sidecar, or of its page, has before its suffixes, as it is compared."""
    if _is_page(name):
        return fold_id(os.path.splitext(name)[0])
    named = _LIKE.fullmatch(name)
    stem = named[1] if named else os.path.splitext(name)[0]
    page, suffix = os.path.splitext(stem)
    return fold_id(page if suffix.lower() in SUFFIXES else stem)


def _find_lost(path: Path, page: str | None, heeded: Collection[str]) -> LostSidecar | None:
    """Why the file is a lost sidecar, of this page if there is one called so; None where it is no sidecar."""
    named = None if path.name.startswith(".") else _NAMED.fullmatch(path.name)
    is_like = _LIKE.fullmatch(path.name) is not None
    if path.name == SETTINGS or not (named or page or is_like) or os.path.isdir(path):
        return None
    right = page and os.path.splitext(page)[0] + SUFFIX
    is_copy = is_like and path.suffix.lower() not in (SUFFIX, *SUFFIXES)
    if is_copy and right in heeded:  # what an editor keeps of one that is read
        return None
    if not (named and (page or is_in_corpus(path))) and not _says(path, is_named=named is not None):
        return None
    if page is None:
        reason = "a sidecar without its page: put the page back, rename it as the page was renamed, or remove it"
    elif right in heeded:
        reason = f"not read, since the sidecar of {page} is {right}: put the two together"
    else:
        reason = f"not read, since the sidecar of {page} must be called {right}: rename it"
    return LostSidecar(reason, path, path.with_name(page) if page else None)


def _says(path: Path, *, is_named: bool) -> bool:
    """Whether the file says what sidecars say, in whatever encoding; one in TOML that cannot be read might."""
    try:
        return _SAYS.search(read_bytes(path, MAX_BYTES).replace(b"\0", b"")) is not None
    except PageError:
        return is_named
