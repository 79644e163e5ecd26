"""The project's own tools. A package, so that scripts/accuracy.py and tests/accuracy are told apart."""
