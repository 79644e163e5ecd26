"""What is told of the work that an interview is: the same interview in other languages, and copies of it, are one."""

from collections.abc import Mapping

from msgspec import Struct


class Work(Struct, frozen=True):
    """The `id` of its first interview, by the order of ids; the same as `translation_of` for one in another language
    than that; and the `names` that other interviews of the work give those interviewed.
    """

    id: str
    translation_of: str | None = None
    names: tuple[str, ...] = ()


Works = Mapping[str, Work]  # of interviews that are related to others, by their ids


def find_work(works: Works, identifier: str) -> Work:
    """The work of an interview; one that is related to no other is a work by itself."""
    return works.get(identifier) or Work(identifier)
