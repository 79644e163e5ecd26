"""Blocks -> clues: what is known of each block before anything is decided, found out once."""
