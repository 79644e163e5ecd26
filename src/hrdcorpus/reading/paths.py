"""Elements of an HTML page -> their paths, which the record and `explain` name them by."""

from collections.abc import Iterable, Sequence

from lxml.etree import _Element as Element

from hrdcorpus.errors import PageError

MAX_PATHS = 200_000_000  # characters of element paths in all: bounds the memory that many deep blocks take


class Paths:
    """Element paths of one page, as lxml's `getpath` writes them, which counts an element's siblings anew each time.

    `tops` are the nodes without a parent: a file may hold more than one <html>.
    """

    def __init__(self, tops: Sequence[Element]) -> None:
        self._parents: dict[Element | None, tuple[str, _Siblings]] = {None: ("", _Siblings(tops))}
        self._length = 0

    def find(self, element: Element) -> str:
        """The element's path; `PageError` where all paths together take more than `MAX_PATHS`."""
        chain = [element]
        while (parent := chain[-1].getparent()) is not None and parent not in self._parents:
            chain.append(parent)
        path, siblings = self._parents[parent]
        while chain:
            child = chain.pop()
            path += siblings.find_step(child)
            self._length += len(path)
            if self._length > MAX_PATHS:
                raise PageError("too many blocks nested too deeply; save the page again with a browser")
            if chain:
                siblings = _Siblings(child)
                self._parents[child] = path, siblings
        return path


class _Siblings:
    """Nodes with one parent, each with its place among those of its name."""

    def __init__(self, nodes: Iterable[Element]) -> None:
        self._counts: dict[str, int] = {}
        self._places: dict[Element, int] = {}
        for node in nodes:
            self._counts[node.tag] = self._places[node] = self._counts.get(node.tag, 0) + 1

    def find_step(self, node: Element) -> str:
        return f"/{node.tag}[{self._places[node]}]" if self._counts[node.tag] > 1 else f"/{node.tag}"
