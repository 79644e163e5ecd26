"""Records -> what a format makes of them, read back from its scratch folder."""

import tempfile
from collections.abc import Collection, Generator, Mapping
from pathlib import Path
from typing import NamedTuple

from hrdcorpus.corpus.folders import write_folder
from hrdcorpus.corpus.writing import make_scratch
from hrdcorpus.output.export import FILE, FORMATS, Options, load_build
from hrdcorpus.records.form import Record


class Exported(NamedTuple):
    """The bytes of each file by its name; one that stands for itself is called `FILE`."""

    files: Mapping[str, bytes]
    notes: tuple[str, ...]
    descriptors: tuple[str, ...]

    @property
    def content(self) -> bytes:
        """The bytes of a format that is one file."""
        return self.files[FILE]


def export(name: str, records: Collection[Record], options: Options | None = None) -> Exported:
    """What the format of this name builds."""
    with tempfile.TemporaryDirectory() as folder:
        built = load_build(FORMATS[name])(records, options or Options(), Path(folder))
        files = {each: Path(folder, each).read_bytes() for each in built.files}
    return Exported(files, built.notes, built.descriptors)


def write_files(folder: Path, files: Mapping[str, bytes], descriptors: Collection[str] = ()) -> Generator[str]:
    """Write the folder from files as a build leaves them."""
    with make_scratch(folder) as staged:
        for name, data in files.items():
            (staged / name).write_bytes(data)
        yield from write_folder(folder, staged, list(files), descriptors)
