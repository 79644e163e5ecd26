"""Reading: a file -> a `Page`, or a clear error."""

from hrdcorpus.pages.page import Page
from hrdcorpus.pages.reading import SUFFIXES, read_page

__all__ = ["SUFFIXES", "Page", "read_page"]
