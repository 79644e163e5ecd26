"""Where the elements of an HTML page stand."""

from collections.abc import Iterable, Sequence

from lxml.etree import _Element as Element

Steps = dict[Element, str]


class Paths:
    """Element paths of one page, as lxml's `getpath` writes them, which counts an element's siblings anew each time.

    `tops` are the nodes without a parent: a file may hold more than one <html>.
    """

    def __init__(self, tops: Sequence[Element]) -> None:
        self._tops = _number(tops)
        self._steps: dict[Element, Steps] = {}  # of the children, by parent
        self._parents: dict[Element, str] = {}  # paths of parents

    def find(self, element: Element) -> str:
        """The element's path."""
        parent = element.getparent()
        if parent is None:
            return self._tops[element]
        path = self._parents.get(parent)
        if path is None:
            path = self._parents[parent] = self._join_steps(parent)
        return path + self._steps[parent][element]

    def _join_steps(self, element: Element) -> str:
        """The path of an element whose children are asked for."""
        if element not in self._steps:
            self._steps[element] = _number(element)
        steps = []
        while (parent := element.getparent()) is not None:
            if parent not in self._steps:
                self._steps[parent] = _number(parent)
            steps.append(self._steps[parent][element])
            element = parent
        return "".join([self._tops[element], *reversed(steps)])


def _number(siblings: Iterable[Element]) -> Steps:
    """Each one's name, with its place among those of its name where there are several."""
    by_tag: dict[str, list[Element]] = {}
    for element in siblings:
        by_tag.setdefault(element.tag, []).append(element)
    steps = {}
    for tag, elements in by_tag.items():
        if len(elements) == 1:
            steps[elements[0]] = f"/{tag}"
        else:
            steps |= {element: f"/{tag}[{number}]" for number, element in enumerate(elements, start=1)}
    return steps
