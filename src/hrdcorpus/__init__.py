"""Interviews with human rights defenders, from downloaded pages to a validated corpus."""

__version__ = "0.2.0"
