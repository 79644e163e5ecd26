"""Which interview answers which standard question."""

from hrdcorpus.output.coverage.formats import write_csv, write_json
from hrdcorpus.output.coverage.matrices import (
    GROUPS,
    MEANINGS,
    STATES,
    Matrix,
    Row,
    Total,
    build_matrices,
    count_total,
    group_totals,
)

__all__ = [
    "GROUPS",
    "MEANINGS",
    "STATES",
    "Matrix",
    "Row",
    "Total",
    "build_matrices",
    "count_total",
    "group_totals",
    "write_csv",
    "write_json",
]
