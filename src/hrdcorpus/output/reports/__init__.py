"""What was found -> text, in the output formats of `validate`, which stand in `reporters.py`."""

FORMATS = ("text", "json", "github", "sarif", "junit", "markdown")
