"""A file -> its bytes as text, and its visible text as blocks."""
