"""Records -> records without the names of people. It is pseudonymisation; docs/pseudonyms.md says what it cannot do."""

from hrdcorpus.release.pseudonyms.key import Key, add_entries, extend_key, read_key
from hrdcorpus.release.pseudonyms.leftovers import Leftover, find_leftovers, format_leftovers
from hrdcorpus.release.pseudonyms.listing import Listing, load_listing
from hrdcorpus.release.pseudonyms.replacing import Pseudonymiser, build_pseudonymiser, pseudonymise

__all__ = [
    "Key",
    "Leftover",
    "Listing",
    "Pseudonymiser",
    "add_entries",
    "build_pseudonymiser",
    "extend_key",
    "find_leftovers",
    "format_leftovers",
    "load_listing",
    "pseudonymise",
    "read_key",
]
