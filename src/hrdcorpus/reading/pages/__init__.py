"""Reading: a file -> a `Page`, or a clear error."""

from hrdcorpus.reading.pages.page import Page
from hrdcorpus.reading.pages.reading import MAX_BYTES, STDIN, SUFFIXES, build_stream_page, read_page

__all__ = ["MAX_BYTES", "STDIN", "SUFFIXES", "Page", "build_stream_page", "read_page"]
