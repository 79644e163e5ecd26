"""JSON-LD of a page (schema.org) -> title, date and author of the article it describes."""

import html
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from hrdcorpus.text.folding import tidy

_ARTICLES = ("Article", "Posting", "Report", "Interview")  # ends of type names: NewsArticle, BlogPosting ...
_PAGES = ("Page",)

Node = dict[str, Any]


class Article(NamedTuple):
    """What JSON-LD says; None where it says nothing, or where two articles on the page disagree."""

    title: str | None = None
    published: str | None = None
    author: str | None = None


def read_json_ld(texts: Iterable[str]) -> Article:
    """The article that the scripts' `texts` describe; else the page. A broken script counts as absent.

    >>> read_json_ld(['{"@type": "NewsArticle", "headline": "Q &amp; A", "author": [{"name": "A. B."}, "C. D."]}'])
    Article(title='Q & A', published=None, author='A. B., C. D.')
    """
    nodes = [node for text in texts for node in _list_nodes(text)]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    for kinds in (_ARTICLES, _PAGES):
        described = [node for node in nodes if any(kind.endswith(kinds) for kind in _list_values(node.get("@type")))]
        if described:
            return Article(
                title=_agree(node.get("headline") for node in described),
                published=_agree(node.get("datePublished") for node in described),
                author=_agree(_find_authors(node, by_id) for node in described),
            )
    return Article()


def _list_nodes(text: str) -> Iterator[Node]:
    """The top-level things of a script, and those of its graph."""
    try:
        value = json.loads(text, strict=False)  # line ends inside strings are common
    except (ValueError, RecursionError):
        return
    for node in value if isinstance(value, list) else [value]:
        if isinstance(node, dict):
            yield node
            graph = node.get("@graph")
            yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()


def _list_values(value: object) -> list[str]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def _find_authors(node: Node, by_id: dict[str, Node]) -> str | None:
    authors = node.get("author")
    names = []
    for author in authors if isinstance(authors, list) else [authors]:
        if isinstance(author, dict):
            names += _list_values(author.get("name") or by_id.get(str(author.get("@id")), {}).get("name"))
        else:
            names += _list_values(author)
    return ", ".join(dict.fromkeys(names)) or None


def _agree(values: Iterable[object]) -> str | None:
    """The one text that all give who give any."""
    texts = (html.unescape(value).encode("utf-8", "ignore") for value in values if isinstance(value, str))
    said = {tidy(text.decode()) for text in texts} - {""}  # without halves of pairs, which are no characters
    return said.pop() if len(said) == 1 else None
