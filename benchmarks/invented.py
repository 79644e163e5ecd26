"""Invented pages to measure with: the same bytes each time. Their make-up is that of the site's own pages."""

import random
from collections.abc import Callable
from types import MappingProxyType

QUESTIONS = (
    "What is the situation like for human rights defenders, working on business-related human rights issues in "
    "Kazakhstan? Are there sufficient protections for HRDs?",
    "What are the major risks that HRDs are facing? Has it become better or worse in the last five years?",
    "Could you please tell us more about your work on business and human rights?",
    "Can you share the kinds of threats and attacks you have experienced? How were companies involved in this?",
    "Are businesses cooperating with civil society when concerns are raised about their operations?",
    "Have any investors or companies supported human rights defenders beyond their operations?",
    "What role does the government play? Is it supportive of human rights defenders?",
    "What can international organizations and community do to help protect human rights defenders on the ground?",
    "Who helped you when the river was closed?",
    "What drives you to do your work?",
)
_BANNER = "Esta página no está disponible en Español y está siendo mostrada en English"
_OFFER = "El contenido también está disponible en los siguientes idiomas: English, Русский"
_TITLE = "HRD Interview: Aigul Nobodyeva, Chairwoman of River Watch NGO, Kazakhstan"
_AUTHOR = "Business & Human Rights Resource Centre"
_SAID = (
    "we the of people river company never came to us with a paper that nobody had signed and our village water court "
    "workers said they would write again in spring but police asked for names “legal” support isn’t enough here"
)


def build_site_page(random_: random.Random, times: int = 1) -> str:
    """An HTML page of the site: 170 KB, 78 % of it sprite, scripts and styles; 1,075 elements, 160 of them content.

    The answers are so many `times` as long.
    """
    sprite = "".join(
        f'<symbol id="icon-{i}" viewBox="0 0 24 24"><title>icon {i}</title><path d="{_draw(random_, 900)}"/></symbol>'
        for i in range(75)
    )
    head = "".join(f'<meta property="og:x{i}" content="{_say(random_, 6)}">' for i in range(24)) + "".join(
        f'<link rel="alternate" hreflang="{tag}" href="https://site.example/{tag}/page/">'
        for tag in ("en", "ru", "x-default")
    )
    scripts = "".join(f"<script>var a{i} = {{{_draw(random_, 4200)}}};</script>" for i in range(12))
    menu = "".join(
        f'<li class="menu__item"><a class="menu__link" href="/topics/{i}/"><span>{_say(random_, 2)}</span></a></li>'
        for i in range(172)
    )
    stories = "".join(
        f'<article class="card"><a href="/stories/{i}/"><h3>{_say(random_, 9)}</h3></a><p class="card__text">'
        f"{_say(random_, 20)}</p><time>{i + 1} Abr 2021</time></article>"
        for i in range(12)
    )
    footer = "".join(f'<div class="col"><p><a href="/about/{i}/">{_say(random_, 3)}</a></p></div>' for i in range(24))
    style = _draw(random_, 12_000)
    asked = _ask(random_, times)
    return (
        f'<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>{_TITLE}</title>{head}<style>'
        f'{style}</style></head><body><svg style="display: none">{sprite}</svg><header><nav><ul>{menu}'
        f'</ul></nav></header><div class="banner"><p>{_BANNER}</p><p>{_OFFER}</p></div><main><article><p>7 Abr 2021</p>'
        f'<h1>{_TITLE}</h1><p>{_AUTHOR}</p><div class="rich-text">{asked}</div></article></main>'
        f"<aside>{stories}</aside><footer>{footer}</footer>{scripts}</body></html>"
    )


def build_many_nodes_page(random_: random.Random) -> str:
    """An HTML page in which every word has an element of its own, as word processors write it: 7,700 elements."""
    cut = "".join(f"<span><b>{_say(random_, 1)}</b> </span>" if i % 9 else "<br>" for i in range(4000))
    return f"<html><body><article><h1>{_TITLE}</h1>{_ask(random_)}<p>{cut}</p></article></body></html>"


def build_text_page(random_: random.Random) -> str:
    """A text page of 8 KB, as a scraper saves it: a paragraph on a line."""
    turns = (line for question in QUESTIONS for line in (question, *(_say(random_, 57) + "." for _ in range(2))))
    return "\n\n".join((_BANNER, _OFFER, "7 Abr 2021", _TITLE, _AUTHOR, *turns)) + "\n"


PAGES = MappingProxyType[str, Callable[[random.Random], str]](
    {"site.html": build_site_page, "many-nodes.html": build_many_nodes_page, "seed.txt": build_text_page}
)


def build_page(name: str) -> bytes:
    """The bytes of one of `PAGES`."""
    return PAGES[name](random.Random(name)).encode()  # noqa: S311  # the same page each time


def _ask(random_: random.Random, times: int = 1) -> str:
    asked = (
        (f"<p><strong>{question}</strong></p>", *(_answer(random_) for _ in range(3 * times))) for question in QUESTIONS
    )
    return "".join(part for turn in asked for part in turn)


def _answer(random_: random.Random) -> str:
    link = f'<a href="/x/"><em>{_say(random_, 4)}</em></a>'
    return f"<p>{_say(random_, 30)} {link} {_say(random_, 18)}.<br>{_say(random_, 9)}.</p>"


def _say(random_: random.Random, count: int) -> str:
    return " ".join(random_.choices(_SAID.split(), k=count))


def _draw(random_: random.Random, length: int) -> str:
    """What is neither text nor markup: numbers, as in a drawing, a script or a style."""
    return " ".join(f"{random_.randrange(100_000) / 100:.2f}" for _ in range(length // 7))
