"""What stands around an interview: the site's dialects for text pages, three kinds of HTML page.

A frame gets the laid-out body and returns the page's text; the site's strings come from parts.toml.
"""

import json
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from random import Random
from typing import Any

PARTS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "parts.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Head:
    """What a page shows beside the interview itself; None and empty for what it does not show.

    `date` is the date as shown, `published` the same in ISO 8601; `banners` are whole lines,
    `available` the languages they name where that is all of them; `label` is the author label.
    """

    language: str
    interface: str | None = None
    banners: tuple[str, ...] = ()
    available: tuple[str, ...] | None = None
    item_type: str | None = None
    date: str | None = None
    published: str | None = None
    author: str | None = None
    label: str | None = None
    title: str | None = None
    tags: str | None = None
    credit: str | None = None
    tail: tuple[str, ...] = ()


def list_icons(rng: Random) -> list[str]:
    """The icon names of one year's sprite."""
    sprite = rng.choice(PARTS["sprite"])
    icons = []
    for icon in PARTS["icons"]:
        if icon not in sprite["without"]:
            icons.append(icon)
        if icon in sprite["after"]:
            icons.append(sprite["after"][icon])
    return [*icons, *sprite["tail"]]


def frame_text(dialect: int, head: Head, body: str, rng: Random) -> str:
    """The text page in one of the site's seven dialects."""
    sprite = "".join(list_icons(rng))
    lines = [line for line in _list_head(dialect, head) if line]
    if dialect in (1, 2):
        banners = "".join(f"{banner}\n\n" for banner in head.banners)
        return f"{sprite}\n\n{banners}\n" + "\n\n".join([*lines, body, *head.tail]) + "\n"
    if dialect == 3:
        gap = "\n\n" if "\n\n" in body else "\n"
        return "\n".join([sprite, *lines]) + gap + body + "\n"
    if dialect == 5:
        return "\n\n".join([*head.banners, "\n" + lines[0], *lines[1:], body, *head.tail]) + "\n"
    if dialect == 7:
        return "\n\n".join(["hide message", "Donate now hide message", *lines, body, *head.tail])
    return "\n".join([*lines, body])


def _list_head(dialect: int, head: Head) -> list[str | None]:
    if dialect in (1, 5):
        return [head.date, head.title, head.tags, head.author]
    if dialect in (2, 3):
        return [head.item_type, head.date, head.label, head.author, head.title, head.tags, head.credit]
    if dialect == 4:
        return [head.item_type, head.title]
    if dialect == 7:
        return [head.title, f"Author: {head.author}, in The Harbour Gazette, Published on: {head.date}"]
    return []  # 6: mirrors begin at the first question


def frame_site(head: Head, body: str, rng: Random) -> str:
    """The site's own HTML page, with sprite, dialog, menu, banners and footer."""
    symbols = "".join(f"<symbol><title>{escape(icon)}</title><path d='M0 0'/></symbol>" for icon in list_icons(rng))
    banners = "".join(f"<p>{_escape(banner)}</p>" for banner in head.banners)
    rows = [
        f"<p class='type'>{_escape(head.item_type)}</p>" if head.item_type else "",
        f"<p class='date'><time datetime='{head.published}'>{_escape(head.date)}</time></p>"
        if head.published
        else f"<p class='date'>{_escape(head.date)}</p>",
        f"<p>{head.label}</p><p>{_escape(head.author)}</p>" if head.label else "",
        f"<h1>{_escape(head.title)}</h1>",
        f"<p><a href='#tags'>{_escape(head.tags)}</a></p>" if head.tags else "",
        "" if head.label else f"<p>{_escape(head.author)}</p>",
    ]
    return f"""<!DOCTYPE html>
<html lang="{head.interface}"{' dir="rtl"' if head.interface == "ar" else ""}>
<head><title>{_escape(head.title)} - Business &amp; Human Rights Resource Centre</title>
{_declare(head, rng)}<style>p {{ margin: 0 }}</style><script>var q = "Who is tracked?";</script></head>
<body>
<svg xmlns="http://www.w3.org/2000/svg" style="display:none">{symbols}</svg>
<div role="dialog"><h2>Privacy information</h2><p>Would you like to accept cookies?</p><button>ON</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/who">Who are we?</a></li></ul></nav></header>
<main><div>{banners}</div><article>
{"".join(rows)}
<div>{body}</div>
</article></main>
<footer><p>Any questions? Write to us.</p></footer>
</body></html>
"""


def _declare(head: Head, rng: Random) -> str:
    """Metadata in the page's markup, one of three ways or none."""
    if head.published is None:
        return ""
    article = {"@type": "NewsArticle", "headline": head.title, "datePublished": head.published}
    json_ld = json.dumps({"@context": "https://schema.org", **article}, ensure_ascii=False)
    return rng.choice(
        [
            "",
            f'<meta property="article:published_time" content="{head.published}T09:00:00+00:00">\n',
            f'<script type="application/ld+json">{json_ld}</script>\n',
        ]
    )


def frame_blog(head: Head, body: str, rng: Random) -> str:
    """Another organisation's page: menu, headline, by-line, article."""
    opening, closing = rng.choice(
        [("<article>", "</article>"), ('<div class="post">', "</div>"), ("<main>", "</main>")]
    )
    return f"""<!doctype html>
<html lang="{head.language}">
<head><title>{_escape(head.title)} | The Harbour Gazette</title>
<meta name="author" content="{_escape(head.author)}"></head>
<body>
<div class="menu"><a href="/">Home</a> <a href="/about">Who writes here?</a></div>
{opening}
<h1>{_escape(head.title)}</h1>
<p class="date"><time datetime="{head.published}">{_escape(head.date)}</time></p>
{body}
{closing}
<footer><a href="/imprint">Imprint</a></footer>
</body></html>
"""


def frame_mirror(head: Head, body: str, rng: Random) -> str:
    """A mirror without title and date: nothing but the body, in an old-fashioned page."""
    opening, closing = rng.choice([("", ""), ('<font face="Arial">', "</font>"), ('<div id="text">', "</div>")])
    return f"<html>\n<head></head>\n<body bgcolor='white'>\n{opening}{body}{closing}\n</body>\n</html>\n"


def _escape(text: str | None) -> str:
    return escape(text or "", quote=False)
