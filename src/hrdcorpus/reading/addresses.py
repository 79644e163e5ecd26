"""`urls.csv` beside the pages: from where and when each was downloaded, for pages that do not say so themselves."""

import csv
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, ValidationError

from hrdcorpus.errors import KnowledgeError, PageError
from hrdcorpus.knowledge.files import read_bytes
from hrdcorpus.knowledge.loading import Resource, describe_breach, list_names
from hrdcorpus.reading.saving import UNSAID, Saved
from hrdcorpus.records.values import Moment, PagePath, Url

NAME = "urls.csv"

_MAX_BYTES = 10_000_000  # tens of thousands of pages


def _read_cell(text: object) -> object:
    """A cell without the blanks around it; None for an empty one."""
    return (text.strip() or None) if isinstance(text, str) else text


class _Row(Resource):
    path: Annotated[PagePath, BeforeValidator(_read_cell)]
    url: Annotated[Url | None, BeforeValidator(_read_cell)]
    retrieved: Annotated[Moment | None, BeforeValidator(_read_cell)] = None


def find_address(path: Path, page: str) -> Saved:
    """What the file at `path` says of the page with this path below its folder; nothing where there is no file.

    `KnowledgeError` names the file, and the first line that is wrong.
    """
    return load_addresses(path).get(page, UNSAID)


def load_addresses(path: Path) -> Mapping[str, Saved]:
    """What the file at `path` says, by the paths of pages; nothing where there is none. Errors as in `find_address`."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        if path.is_symlink():
            raise KnowledgeError("a link to nothing; mend or remove it", path) from None
        return {}
    except PermissionError:  # the folder itself is closed, and told as that
        return {}
    except OSError as error:
        raise KnowledgeError(f"cannot be read: {error.strerror}", path) from None
    return _load_addresses(path, path.absolute(), (stat.st_mtime_ns, stat.st_size))


@lru_cache(maxsize=1)  # pages come folder by folder
def _load_addresses(path: Path, _place: Path, _version: tuple[int, int]) -> Mapping[str, Saved]:
    try:
        lines = read_bytes(path, _MAX_BYTES).decode("utf-8-sig").splitlines(keepends=True)
    except PageError as error:
        raise KnowledgeError(error.reason, path) from None
    except UnicodeDecodeError:
        raise KnowledgeError("not UTF-8; save it as CSV in UTF-8", path) from None
    addresses: dict[str, Saved] = {}
    for number, row in _read_rows(lines, path):
        if row.path in addresses:
            raise KnowledgeError("a page that stands above, too; take one of the two out", path, "path", number)
        addresses[row.path] = Saved(row.url, row.retrieved)
    return addresses


def _read_rows(lines: list[str], path: Path) -> Iterator[tuple[int, _Row]]:
    """The rows with the numbers of their lines. Spreadsheets of many countries write semicolons."""
    delimiter = next((mark for mark in ";\t" if lines and mark in lines[0]), ",")
    reader = csv.DictReader(lines, delimiter=delimiter, strict=True)
    try:
        if not {"path", "url"}.issubset(reader.fieldnames or ()):
            raise KnowledgeError("the first line must name the columns path, url and, if you like, retrieved", path)
        for cells in reader:
            known = {name: cells[name] for name in _Row.model_fields if name in cells}
            yield reader.line_num, _Row.model_validate(known)
    except csv.Error:
        raise KnowledgeError("not CSV; mend it", path, line=reader.reader.line_num) from None
    except ValidationError as error:
        key, reason = describe_breach(error, list_names(_Row), "row")
        raise KnowledgeError(f"{reason}; mend it", path, key, reader.line_num) from None
