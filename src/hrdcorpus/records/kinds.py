"""Words that a record or a sidecar chooses from, where the command line names them too: its help loads no form."""

from typing import Literal

MatchKind = Literal["exact", "variant", "said", "similar", "order", "corrected", "none"]
Release = Literal["public", "internal", "withheld"]
