"""Records -> the formats of analysts' programs: one module per format, in one registry.

A format is a line of `FORMATS` and a module of the same name in this package, with
`build(records: Collection[Record], options: Options, folder: Path) -> Built`: it goes through the records as often as
it has to and never holds them, since there may be more than memory has room for, and it writes into that empty folder
alone. No clock, no printing, the same bytes each time.
A module imports at its top what it needs, a heavy library too: it is loaded only when its format is asked for.
"""

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast

from msgspec import Struct

from hrdcorpus.errors import MissingLibrary
from hrdcorpus.output.works import Works

if TYPE_CHECKING:  # the command line lists the formats, and must not load pydantic for it
    from hrdcorpus.knowledge.questionnaires import Questionnaire
    from hrdcorpus.records.dataset import Dataset
    from hrdcorpus.records.form import Record

FILE = "export"  # what a format that is one file is called, until it has its place

Shape = Literal["interviews", "answers", "questions"]


class Format(Struct, frozen=True):
    """One format: a `text` or `binary` file, or a `folder` of files.

    `shapes` are what a row or a file can be, the default first; empty where there is no choice. `extra` is the
    optional dependency of this project that brings the format's library.
    """

    name: str
    summary: str
    kind: Literal["text", "binary", "folder"] = "text"
    shapes: tuple[Shape, ...] = ()
    extra: str | None = None


class Options(Struct, frozen=True):
    """What a format may want to know beside the records.

    `shape` is one of the format's own, None where it has none. `questionnaires` are those known, for what their items
    mean; `questions` are the ids the records were filtered by, empty for all. `works` has the work of each record that
    is related to another. `dataset` is what is said of the whole; None where nothing is.
    """

    shape: Shape | None = None
    csv_safe: bool = False
    questionnaires: "tuple[Questionnaire, ...]" = ()
    questions: frozenset[str] = frozenset()
    works: Works = MappingProxyType({})
    dataset: "Dataset | None" = None


class Built(Struct, frozen=True):
    """The names of the files that were written, in the order that they are put in place in; what the user should be
    told; and the `descriptors` among the files, which describe the others: people may add to them.
    """

    files: tuple[str, ...] = (FILE,)
    notes: tuple[str, ...] = ()
    descriptors: tuple[str, ...] = ()


Build = Callable[["Collection[Record]", Options, Path], Built]

_FORMATS = (
    Format("jsonl", "JSON Lines: one interview or one answer a line", shapes=("interviews", "answers")),
    Format("json", "one JSON array of the interviews"),
    Format("csv", "one answer or one interview a row", shapes=("answers", "interviews")),
    Format("xlsx", "a workbook: interviews, interviewees, answers, questions, coverage", "binary", extra="xlsx"),
    Format("parquet", "one answer or one interview a row, typed", "binary", ("answers", "interviews"), "parquet"),
    Format("html", "one file to read, search, compare and cite in a browser, without a network"),
    Format("markdown", "a folder to read: one file an interview or a question", "folder", ("interviews", "questions")),
    Format("datapackage", "a folder of CSV files, with a data dictionary", "folder"),
    Format("sqlite", "a database with full-text search", "binary"),
    Format("datasette", "a folder to serve with Datasette: the database, and what it means", "folder"),
    Format("qdpx", "a REFI-QDA project for NVivo, MAXQDA, ATLAS.ti, QualCoder: each answer coded", "binary"),
    Format("qdc", "a REFI-QDA codebook: the questions as codes"),
    Format("taguette", "a folder for Taguette: a codebook as CSV, and an HTML document an interview", "folder"),
    Format("text", "a folder of plain text, one file an interview, and a CSV file of what is known of each", "folder",
           ("answers", "interviews")),
)  # fmt: skip
FORMATS: Mapping[str, Format] = MappingProxyType({form.name: form for form in _FORMATS})


def load_build(form: Format) -> Build:
    """The function that builds a format; `MissingLibrary` where what it needs is not installed."""
    try:
        return cast(Build, import_module(f"{__name__}.{form.name}").build)
    except ModuleNotFoundError as error:
        if form.extra is None:
            raise
        raise MissingLibrary(f"{form.name} needs {error.name}: pip install 'hrdcorpus[{form.extra}]'") from None
