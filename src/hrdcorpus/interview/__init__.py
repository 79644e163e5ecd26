"""Labelled blocks -> introduction and exchanges: divide, ask what asks, find the convention, weigh the evidence."""

from hrdcorpus.interview.exchanges import Exchange, Interview, split_exchanges

__all__ = ["Exchange", "Interview", "split_exchanges"]
