"""What was found -> text, in the output formats of `validate`."""
