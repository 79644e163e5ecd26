"""The corpus on disk: pages and records are found, read, compared and written here and nowhere else."""

from hrdcorpus.corpus.finding import (
    NORMALIZED,
    RAW,
    CorpusFile,
    Found,
    Unusable,
    find_corpus,
    find_pages,
    find_records,
    find_root,
    list_standing,
    locate_page,
)
from hrdcorpus.corpus.folders import write_folder
from hrdcorpus.corpus.store import (
    is_current,
    list_standing_records,
    locate_record,
    read_record,
    read_records,
    write_record,
)
from hrdcorpus.corpus.writing import lock_folder, read_file, remove_leftovers, write_file

__all__ = [
    "NORMALIZED",
    "RAW",
    "CorpusFile",
    "Found",
    "Unusable",
    "find_corpus",
    "find_pages",
    "find_records",
    "find_root",
    "is_current",
    "list_standing",
    "list_standing_records",
    "locate_page",
    "locate_record",
    "lock_folder",
    "read_file",
    "read_record",
    "read_records",
    "remove_leftovers",
    "write_file",
    "write_folder",
    "write_record",
]
