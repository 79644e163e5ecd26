"""What an HTML page's markup says of itself: marks gathered while the page is read -> Declared."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from hrdcorpus.blocks.block import Declared
from hrdcorpus.blocks.contexts import Attributes, Context
from hrdcorpus.blocks.json_ld import read_json_ld
from hrdcorpus.blocks.saving import Saved, read_address, read_saved
from hrdcorpus.text import tidy

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "citation_publication_date", "dc.date.issued",
    "dcterms.issued", "dcterms.date", "dc.date", "date", "pubdate", "publishdate",
)  # fmt: skip
_AUTHORS = ("author", "citation_author", "dc.creator", "dcterms.creator", "article:author")
_TAG = re.compile("([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?(?:[-_].*)?", re.DOTALL)
_LONGEST_COMMENT = 2000  # characters: the marks of saving programs are short


@dataclass(slots=True)
class Marks:
    """What the page's elements and comments hold of metadata, in the order in which they were met."""

    languages: list[str] = field(default_factory=list)  # of each <html>
    titles: list[str] = field(default_factory=list)
    metas: dict[str, list[str]] = field(default_factory=dict)  # by lower-case name, property or itemprop
    links: list[tuple[set[str], Attributes]] = field(default_factory=list)  # with their `rel`
    times: list[str] = field(default_factory=list)  # the `datetime` of those in the content
    json_ld: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    archived: dict[str, str] = field(default_factory=dict)  # fields of the Wayback Machine's toolbar

    def is_wanted(self, tag: str, attributes: Attributes) -> bool:
        """Whether the text of an element that shows none is metadata."""
        return tag == "title" or (tag == "script" and attributes.get("type", "").strip().lower() == "application/ld+json")

    def add_text(self, tag: str, text: str) -> None:
        """The text of an element that is wanted."""
        (self.titles if tag == "title" else self.json_ld).append(text)

    def add_comment(self, text: str) -> None:
        """Any comment of the page."""
        if len(text) <= _LONGEST_COMMENT and ("saved" in text or "Mirrored from" in text):
            self.comments.append(text)

    def add_element(self, tag: str, attributes: Attributes, place: Context) -> None:
        """An element that may hold metadata in its attributes, standing in `place`."""
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self.metas.setdefault(name.strip().lower(), []).append(attributes.get("content", ""))
        elif tag == "link":
            self.links.append((set(attributes.get("rel", "").lower().split()), attributes))
        elif tag == "time" and "datetime" in attributes:
            self._add_time(attributes, place)
        elif tag == "html":
            self.languages.append(attributes.get("lang") or attributes.get("xml:lang") or "")
        elif tag == "input" and place.region == "toolbar":
            self.archived.setdefault(attributes.get("name", ""), attributes.get("value", ""))

    def _add_time(self, attributes: Attributes, place: Context) -> None:
        if attributes.get("itemprop", "").lower() == "datepublished":
            self.metas.setdefault("datepublished", []).append(attributes["datetime"])
        elif (place.scope and not place.region) or place.region == "header":
            self.times.append(attributes["datetime"])


def read_declared(marks: Marks) -> Declared:
    """The page's statements, each from the most trusted source that makes it; a source that disagrees with itself is none."""
    article = read_json_ld(marks.json_ld)
    saved = read_saved(marks.comments, marks.archived)
    address = _find_address(marks)
    languages = [attributes.get("hreflang") for rel, attributes in marks.links if "alternate" in rel]
    return Declared(
        title=article.title or _find_named(marks, ("og:title",)) or tidy("".join(marks.titles[:1])) or None,
        published=article.published or _find_named(marks, _PUBLISHED) or _agree(marks.times),
        author=article.author or _join_authors(marks),
        url=address.url or saved.url,
        retrieved=address.retrieved or saved.retrieved,
        language=read_tag(marks.languages[0]) if marks.languages else None,
        languages=tuple(dict.fromkeys(tag for text in languages if text and (tag := read_tag(text)))),
    )


def read_tag(text: str) -> str | None:
    """Language, script and region of a language tag, in the case BCP 47 recommends; None for `x-default` and the like.

    >>> read_tag("pt_BR"), read_tag("zh-hans"), read_tag("x-default")
    ('pt-BR', 'zh-Hans', None)
    """
    found = _TAG.fullmatch(text.strip())
    if found is None:
        return None
    language, script, region = found[1].lower(), found[2], found[3]
    return "-".join([language, *([script.title()] if script else []), *([region.upper()] if region else [])])


def _find_address(marks: Marks) -> Saved:
    canonical = [attributes.get("href") for rel, attributes in marks.links if "canonical" in rel]
    given = [read_address(address) for address in [*canonical, *marks.metas.get("og:url", [])]]
    return next((address for address in given if address.url), Saved())


def _find_named(marks: Marks, names: Iterable[str]) -> str | None:
    values = (_agree(marks.metas.get(name, [])) for name in names)
    return next((value for value in values if value), None)


def _agree(values: Iterable[str]) -> str | None:
    """The one value that all give who give any."""
    given = {tidy(value) for value in values} - {""}
    return given.pop() if len(given) == 1 else None


def _join_authors(marks: Marks) -> str | None:
    """Everyone in the first kind of author tag that names anyone; some give an address instead."""
    for name in _AUTHORS:
        authors = [tidy(value) for value in marks.metas.get(name, []) if "://" not in value]
        if any(authors):
            return ", ".join(dict.fromkeys(filter(None, authors)))
    return None
