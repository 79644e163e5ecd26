"""The record: one interview as validated data, and its one way to and from bytes."""
