"""Reading: a file -> a `Page`, and a page -> its blocks."""
