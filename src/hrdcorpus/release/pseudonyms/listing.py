"""The file of `--pseudonyms`: who and what is to be called what. docs/pseudonyms.md explains it."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.loading import Resource, load_resource
from hrdcorpus.naming.words import bare
from hrdcorpus.records.values import Text


class Entry(Resource):
    """A name with its other forms, and what stands in its place."""

    name: Text
    forms: tuple[Text, ...] = ()
    pseudonym: Text


class Listing(Resource):
    """`person`s are found by parts of their names too, every `other` name only as it is written."""

    person: tuple[Entry, ...] = ()
    other: tuple[Entry, ...] = Field(default=())

    def list_entries(self) -> Iterator[tuple[str, Entry]]:
        """Each entry with its place in the file, for messages: they never hold a name."""
        for kind, entries in (("person", self.person), ("other", self.other)):
            yield from ((f"[[{kind}]] number {number}", entry) for number, entry in enumerate(entries, start=1))


def load_listing(path: Path) -> Listing:
    """The file; `KnowledgeError` where it is wrong, or calls one name or two people in a way that misleads.

    No message quotes anything of it: place and rule only.
    """
    listing = load_resource(path, Listing)
    places: dict[str, tuple[str, str]] = {}
    for place, entry in listing.list_entries():
        for text in (entry.name, *entry.forms):
            if not bare(text):
                raise KnowledgeError("a name without a letter or a digit", path, place)
            other, pseudonym = places.setdefault(bare(text), (place, entry.pseudonym))
            if pseudonym != entry.pseudonym:
                raise KnowledgeError(f"has a name of {other}, and another pseudonym; take one out", path, place)
        if entry.pseudonym.upper().startswith("HRD-"):
            raise KnowledgeError("pseudonyms in HRD- are given by the program; choose another", path, place)
    persons = [entry.pseudonym for entry in listing.person]
    if twice := next((number for number, text in enumerate(persons, start=1) if text in persons[: number - 1]), None):
        raise KnowledgeError("has the pseudonym of another person", path, f"[[person]] number {twice}")
    return listing
