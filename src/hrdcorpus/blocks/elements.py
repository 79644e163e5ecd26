"""The elements of an HTML page: where each stands, and what holds inside it."""

from hrdcorpus.blocks.contexts import Context, change_region


class Element:
    """An element of the page. `block` is the block-level element around an inline one, None for one that is a block.

    `nth` counts the elements of this name in the parent, `children` those in this one, by name.
    """

    __slots__ = ("block", "children", "context", "nth", "parent", "tag")

    def __init__(self, tag: str, parent: "Element | None", context: Context) -> None:
        self.tag = tag
        self.parent = parent
        self.context = context
        self.children: dict[str, int] = {}
        self.block: Element | None = None
        if parent is None:
            self.nth = 1
        else:
            self.nth = parent.children[tag] = parent.children.get(tag, 0) + 1
            if not context.is_block:
                self.block = parent.block or parent


def lift_form(element: Element) -> None:
    """Makes the form around `element` none: old server frameworks put the whole page into one."""
    inside = []
    while element.context.region == "form" and element.parent is not None:
        inside.append(element)
        element = element.parent
    for wrapped in inside:
        wrapped.context = change_region(wrapped.context, element.context.region)


def find_path(element: Element, parents: dict[Element, str]) -> str:
    """The element's path, as lxml's `getpath` writes it; the page must have ended, for counts to be whole.

    `parents` keeps the paths of parents: few elements have many children with text.
    """
    parent = element.parent
    if parent is None:
        return ""
    path = parents.get(parent)
    if path is None:
        path = parents[parent] = _join_steps(parent)
    return path + _write_step(element, parent)


def _join_steps(element: Element) -> str:
    steps = []
    while element.parent is not None:
        steps.append(_write_step(element, element.parent))
        element = element.parent
    return "".join(reversed(steps))


def _write_step(element: Element, parent: Element) -> str:
    return f"/{element.tag}[{element.nth}]" if parent.children[element.tag] > 1 else f"/{element.tag}"
