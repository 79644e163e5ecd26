"""Clues -> who is interviewed, what introduces it, and each question with its answer; or why it is no interview."""
