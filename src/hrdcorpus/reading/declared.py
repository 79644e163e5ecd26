"""What an HTML page's markup says of itself -> Declared."""

import re
from collections.abc import Iterable, Mapping, Sequence

from lxml.etree import _Element as Element

from hrdcorpus.reading.blocks import Declared
from hrdcorpus.reading.json_ld import read_json_ld
from hrdcorpus.reading.saving import Saved, read_address, read_saved
from hrdcorpus.text.folding import tidy

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "citation_publication_date", "dc.date.issued",
    "dcterms.issued", "dcterms.date", "dc.date", "date", "pubdate", "publishdate",
)  # fmt: skip
_AUTHORS = ("author", "citation_author", "dc.creator", "dcterms.creator", "article:author")
_TAG = re.compile("([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}))?(?:[-_].*)?", re.DOTALL)

Metas = dict[str, list[str]]  # contents by lower-case property, name or itemprop


def read_declared(named: Mapping[str, Sequence[Element]], comments: Iterable[str], times: Iterable[str]) -> Declared:
    """The page's statements, each from the most trusted source that makes it; a source that contradicts itself is none.

    `named` are the page's elements by name, `times` the `datetime` of <time> elements in the content.
    """
    metas = _read_metas(named)
    scripts = (s for s in named["script"] if s.get("type", "").strip().lower() == "application/ld+json")
    article = read_json_ld(s.text or "" for s in scripts)
    saved = read_saved(comments, _read_toolbar(named["form"]), metas)
    links = [(link.get("rel", "").lower().split(), link) for link in named["link"]]
    addresses = [link.get("href") for rel, link in links if "canonical" in rel] + metas.get("og:url", [])
    address = next((given for text in addresses if (given := read_address(text)).url), Saved())
    alternates = [link for rel, link in links if "alternate" in rel]
    # without a language's tag: `x-default`, which often leads to the site's first page, and feeds
    translations = [(tag, link) for link in alternates if (tag := read_tag(link.get("hreflang", "")))]
    return Declared(
        title=article.title or _find_meta(metas, ["og:title"]) or _find_title(named["title"]),
        published=article.published or _find_meta(metas, _PUBLISHED) or _agree(times),
        author=article.author or _join_authors(metas),
        url=address.url or saved.url,
        retrieved=address.retrieved or saved.retrieved,
        language=next((read_tag(page.get("lang") or page.get("xml:lang") or "") for page in named["html"]), None),
        languages=tuple(dict.fromkeys(tag for tag, _ in translations)),
        alternates=tuple(dict.fromkeys(url for _, link in translations if (url := read_address(link.get("href")).url))),
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


def _read_metas(named: Mapping[str, Sequence[Element]]) -> Metas:
    metas: Metas = {}
    for meta in named["meta"]:
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.strip().lower(), []).append(meta.get("content", ""))
    for time in named["time"]:
        if time.get("itemprop", "").lower() == "datepublished":
            metas.setdefault("datepublished", []).append(time.get("datetime", ""))
    return metas


def _read_toolbar(forms: Iterable[Element]) -> dict[str, str]:
    """The fields of the form that the Wayback Machine puts into a page."""
    toolbars = (form for form in forms if form.get("name") == "wmtb")
    return {field.get("name", ""): field.get("value", "") for form in toolbars for field in form.iter("input")}


def _find_title(titles: Iterable[Element]) -> str | None:
    """The first <title> that is not an SVG's."""
    for title in titles:
        parent = title.getparent()
        if parent is None or parent.tag in ("head", "body", "html"):
            return tidy(title.text or "") or None
    return None


def _find_meta(metas: Metas, names: Iterable[str]) -> str | None:
    values = (_agree(metas.get(name, [])) for name in names)
    return next((value for value in values if value), None)


def _agree(values: Iterable[str]) -> str | None:
    """The one value that all give who give any."""
    given = {tidy(value) for value in values} - {""}
    return given.pop() if len(given) == 1 else None


def _join_authors(metas: Metas) -> str | None:
    """Everyone in the first kind of author tag that names anyone; some give an address instead."""
    for name in _AUTHORS:
        authors = [tidy(value) for value in metas.get(name, []) if "://" not in value]
        if any(authors):
            return ", ".join(dict.fromkeys(filter(None, authors)))
    return None
