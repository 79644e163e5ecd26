"""Other programs that take the text out of an HTML page; what the extra `bench` brings, as far as installed.

None of them makes pairs of question and answer.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

Task = Callable[[str], object]


def _load_resiliparse() -> Task:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda html: extract(html, main_content=True)


def _load_trafilatura(**settings: Any) -> Task:
    extract = import_module("trafilatura").extract
    return lambda html: extract(html, fast=True, **settings)


def _load_readability() -> Task:
    document = import_module("readability").Document
    return lambda html: document(html).summary()


def _load_justext() -> Task:
    justext = import_module("justext")
    stop_words = justext.get_stoplist("English")
    return lambda html: justext.justext(html, stop_words)


PEERS: Mapping[str, tuple[str, Callable[[], Task]]] = MappingProxyType(  # with the distribution that each is from
    {
        "resiliparse, main text": ("resiliparse", _load_resiliparse),
        "trafilatura, flat text": ("trafilatura", _load_trafilatura),
        "trafilatura, JSON with metadata": (
            "trafilatura",
            lambda: _load_trafilatura(output_format="json", with_metadata=True),
        ),
        "readability-lxml": ("readability-lxml", _load_readability),
        "jusText": ("jusText", _load_justext),
    }
)


def load_peers() -> dict[str, Task]:
    """Those that are installed."""
    loaded = {}
    for name, (_, load) in PEERS.items():
        try:
            loaded[name] = load()
        except ImportError as error:
            print(f"left out: {name} ({error.name} is not installed; pip install -e '.[bench]')")
    return loaded
