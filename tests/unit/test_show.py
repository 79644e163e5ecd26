"""Nothing that is shown can steer what shows it, and nothing is lost: it is written out."""

import json

import pytest

from hrdcorpus.text.showing import escape, escape_json, escape_path

SHOWN = {
    "plain": ("Кто? [bold]:smile:[/] é\u0301 👩", "Кто? [bold]:smile:[/] é\u0301 👩"),
    "no-break space": ("a\u00a0b", "a\u00a0b"),
    "lines": ("a\r\nb\tc", r"a\r\nb\tc"),
    "escape": ("\x1b[31m\x1b]52;c;\x07", r"\x1b[31m\x1b]52;c;\x07"),
    "c1 and del": ("\x9b31m\x7f", r"\x9b31m\x7f"),
    "bidi": ("a\u202eb\u2066c\u200f", r"a\u202eb\u2066c\u200f"),
    "zero width": ("a\u200bb\ufeff\u00ad", r"a\u200bb\ufeff\xad"),
    "separators": ("a\u2028b\u2029c\u0085", r"a\u2028b\u2029c\x85"),
    "tags": ("\U000e0041", r"\U000e0041"),
    "surrogates": ("\udcff\ud800", r"\udcff\ud800"),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN)
def test_text_is_shown_harmless(text: str, shown: str) -> None:
    assert escape(text) == shown
    assert escape(shown) == shown


@pytest.mark.parametrize("text", [text for text, _ in SHOWN.values()], ids=SHOWN)
@pytest.mark.parametrize("indent", [None, 2])
def test_json_is_shown_harmless_and_keeps_its_value(text: str, indent: int | None) -> None:
    value = {"text": [text]}
    shown = escape_json(json.dumps(value, ensure_ascii=False, indent=indent))
    assert json.loads(shown) == value
    assert all(escape(line) == line for line in shown.split("\n"))
    shown.encode()


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("data/raw/a.txt", "data/raw/a.txt"),
        ("/data", "/data"),
        ("../data", "../data"),
        ("::error::x", "./::error::x"),
        ("##[error]x", "./##[error]x"),
        (" ::error::x", "./ ::error::x"),
        ("-x", "./-x"),
        ("\n::error::x", r"./\n::error::x"),
        ("страница.txt", "страница.txt"),
    ],
)
def test_a_path_begins_no_command(path: str, shown: str) -> None:
    assert escape_path(path) == shown
