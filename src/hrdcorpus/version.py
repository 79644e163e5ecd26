"""The program's version, for whoever tells it."""

__version__ = "0.2.0"
