"""Files that are pages, and everything that is none: read once, and refused by name with the reason."""

import codecs
import gzip
import hashlib
import os
import subprocess
import sys
import tracemalloc
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from hrdcorpus.errors import PageError
from hrdcorpus.knowledge.limits import Limits
from hrdcorpus.reading.encodings import decode
from hrdcorpus.reading.pages import SUFFIXES, Page, build_page, read_page
from hrdcorpus.reading.splitting import split_blocks
from hrdcorpus.records.form import MediaType

WORDS = "Кто вас поддержал?\r\nНикто.\rNobody.\n"

ENCODED = {
    "plain": (WORDS.encode(), "utf-8"),
    "utf-8 mark": (codecs.BOM_UTF8 + WORDS.encode(), "utf-8"),
    "utf-16 little": (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), "utf-16"),
    "utf-16 big": (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "utf-16"),
    "utf-32 little": (codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"), "utf-32"),
    "utf-32 big": (codecs.BOM_UTF32_BE + WORDS.encode("utf-32-be"), "utf-32"),
}

REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b" \r\n\t\n", "blank"),
    "blank behind a mark": (codecs.BOM_UTF8 + b"\n", "blank"),
    "blank in Unicode": ("\u00a0\u2003\u2028".encode(), "blank"),
    "gzip": (gzip.compress(WORDS.encode()), "gzip"),
    "zip": (b"PK\x03\x04rest", "zip"),
    "png": (b"\x89PNG\r\n\x1a\nrest", "image"),
    "jpeg": (b"\xff\xd8\xff\xe0rest", "image"),
    "gif": (b"GIF89a", "image"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "nul": (b"Who?\0No\0body.\n", "NUL"),
    "nul in utf-16": (codecs.BOM_UTF16_LE + "W\0ho?\0".encode("utf-16-le"), "NUL"),
    "half utf-16": (codecs.BOM_UTF16_LE + b"\x00\xd8A\x00" * 2, "not UTF-16, as its byte order mark says"),
}


@pytest.mark.parametrize(("raw", "encoding"), ENCODED.values(), ids=ENCODED)
def test_encoding_is_told_and_line_ends_are_kept(raw: bytes, encoding: str) -> None:
    decoded = decode(raw, "text/plain")
    assert (decoded.text, decoded.encoding) == (WORDS, encoding)


@pytest.mark.parametrize(
    ("name", "media_type"), [*((f"a{s}", t) for s, t in SUFFIXES.items()), ("A.TXT", "text/plain")]
)
def test_page_keeps_its_provenance(tmp_path: Path, name: str, media_type: MediaType) -> None:
    raw = WORDS.encode()
    (tmp_path / "2021").mkdir()
    path = tmp_path / "2021" / name
    path.write_bytes(raw)
    assert read_page(path, tmp_path) == Page(
        path=f"2021/{name}",
        sha256=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        media_type=media_type,
        encoding="utf-8",
        text=WORDS,
        utf8=raw,
    )


@pytest.mark.parametrize("raw", ["\ufeffЧто было?".encode(), "Что\0 было?".encode(), "Что?".encode("utf-16")])
def test_only_bytes_that_are_the_text_are_kept_beside_it(raw: bytes) -> None:
    assert build_page(raw, "a.html", "text/html").utf8 is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Who?\n" + 4096 * b"\0" + b"Nobody.\n", "Who?\n\ufffdNobody.\n"),
        (b"Who?\nNobo" + 4096 * b"\0", "Who?\nNobo\ufffd"),
        (b"<p>Who?</html>\n" + 4096 * b"\0", "<p>Who?</html>"),
    ],
)
def test_what_a_disk_lost_is_marked(raw: bytes, text: str) -> None:
    assert build_page(raw, "a.txt", "text/plain").text == text


@pytest.mark.parametrize(("raw", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, raw: bytes, reason: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(raw)
    assert reason in _refusal(path)


def test_refusals_never_quote_the_page(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(codecs.BOM_UTF8 + b"They threatened us. \xff\xff")
    assert "threatened" not in _refusal(path)


def test_too_large_is_refused_and_the_largest_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hrdcorpus.reading.pages.MAX_BYTES", 10)
    path = tmp_path / "page.txt"
    path.write_bytes(b"x" * 10)
    assert read_page(path, tmp_path).size == 10
    path.write_bytes(b"x" * 11)
    assert "larger than 10 bytes" in _refusal(path)


@pytest.mark.parametrize(
    ("name", "reason"), [("a\\b.txt", "a backslash is in its name"), ("a/b\\c/d.txt", "a backslash is in its name")]
)
def test_a_name_that_leads_elsewhere_on_other_systems_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("Who?")
    with pytest.raises(PageError, match=reason):
        read_page(tmp_path / name, tmp_path)


LONG = {
    "of Latin": "\u0301\u0323",
    "of Tibetan": "\u0f71\u0f72",
    "that consist of others": "\u0f73\u0f71",
    "of Brahmi, beyond the first plane": "\U00011046\U000110b9",
    "of one kind": "\u0301",
    "and ideographic ones": "\u302a\u0f71",
}
COUNT = 100_000


@pytest.mark.parametrize("marks", LONG.values(), ids=LONG)
@pytest.mark.parametrize(
    "build",
    [
        lambda marks: build_page(f"a{marks * COUNT}".encode(), "a.txt", "text/plain"),
        lambda marks: build_page(f"<p>a{marks * COUNT}".encode(), "a.html", "text/html"),
        lambda marks: build_page(f"<p>a{escape(marks) * (COUNT // 4)}".encode(), "a.html", "text/html"),
        lambda marks: build_page(f"<p>a{f'<i>{marks}</i>' * (COUNT // 4)}".encode(), "a.html", "text/html"),
        lambda marks: build_page(
            f'<meta name=author content="a{escape(marks) * (COUNT // 4)}"><p>b'.encode(), "a.html", "text/html"
        ),
    ],
    ids=["text", "html", "references", "elements", "metadata"],
)
def test_accents_without_end_are_refused_soon(build: Callable[[str], Page], marks: str) -> None:
    with pytest.raises(PageError, match="more than 100 accents upon one letter"):  # in order they would take minutes
        split_blocks(build(marks))


@pytest.mark.parametrize(
    "text", ["e" + "\u0301\u0323" * 50, "\u2026" * 5_000, "\u2500\u3002" * 5_000, "x\u0301" * 5_000]
)
def test_other_long_runs_are_kept(text: str) -> None:
    blocks = split_blocks(build_page(text.encode(), "a.txt", "text/plain")).blocks
    assert blocks[0].text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<html><body></body></html>"),
        ("a.html", "<p> &nbsp;\n<img src=a.png alt='A river'></p><script>let a</script>"),
        ("a.txt", "\u200b\n\ufeff\n"),
    ],
)
def test_a_page_that_shows_nothing_is_blank(name: str, text: str) -> None:
    with pytest.raises(PageError, match="blank: it shows no text"):
        split_blocks(build_page(text.encode(), name, SUFFIXES[Path(name).suffix]))


HEAD = "<!DOCTYPE html>\n<html lang=en><head><title>Who?</title></head>"
CUT = {
    "in a paragraph": (f"{HEAD}<body><p>Who?</p><p>Nobody was", True),
    "between paragraphs": (f"{HEAD}<body><main><p>Who?</p>\n", True),
    "in a tag": (f"{HEAD}<body><p>Who?</p><a href='x", True),
    "in the last tag": (f"{HEAD}<body><p>Who?</p></body></html", True),
    "in an element that needs its end": ("<html><body><p>Nobody<p><b>Who?", True),
    "in elements of no known name": ("<bodyguard><html-reader><p>Who?", True),
    "in one of many paragraphs that end": ("<body><p>Nobody</p><p>Nobody</p><p>Who?", True),
    "where some paragraphs do not end": ("<body><p>Nobody<p>Nobody</p><p>Nobody<p>Who?", False),
    "without a head": ("<HTML><BODY><P>Who?", False),
    "only body": ("<body class=a><p>Who?", False),
    "an end in a comment": (f"{HEAD}<body><div><!-- </body></html> --><p>Who?", True),
    "an end": (f"{HEAD}<body><p>Who?</p></body></html>\n", False),
    "one of two ends": (f"{HEAD}<body><p>Who?</BODY >", False),
    "an end tag begun": (f"{HEAD}<body><p>Who?</p><p>Nobody</", True),
    "an end tag and a space": (f"{HEAD}<body><p>Who?</p><p>Nobody</ ", True),
    "an end tag and a line end": (f"{HEAD}<body><p>Who?</p><p>Nobody</\n", True),
    "no end tag": (f"{HEAD}<body><p>Who?</p><p>Nobody</3 of them", True),
    "the sign alone": (f"{HEAD}<body><p>Who?</p><p>Nobody<", True),
    "a declaration begun": (f"{HEAD}<body><p>Who?</p><p>Nobody<!", True),
    "an instruction begun": (f"{HEAD}<body><p>Who?</p><p>Nobody<?", True),
    "a value begun": (f"{HEAD}<body><p>Who?</p><p>Nobody<p title='a > b", True),
    "a picture in its address": (f"{HEAD}<body><p>Who?</p><p>Nobody<img src='data:{3_000 * 'x'}", True),
    "a comment's first half": (f"{HEAD}<body><p>Who?</p><p>Nobody<!-", True),
    "a fragment": ("<p>Who?</p><p>Nobody", False),
    "a fragment with a title": ("<title>Who?</title><p>Who?</p><p>Nobody", False),
    "a beginning in a comment": ("<!--[if IE]><html><![endif]--><p>Who?", False),
    "a page without any end that may be left out": ("<!doctype html><html lang=en><title>Who?</title><p>Who?", False),
    "the same, saved": ("<html lang=en><meta charset=utf-8><title>Who?</title><body class=a><p>Who?", False),
    "a comment that a script opens": (f"{HEAD}<body><script><!-- let a</script><p>Who?</p></body></html>", False),
    "empty comments": (f"{HEAD}<body><!--><p>Who?</p></body></html><!-- a -->", False),
}


@pytest.mark.parametrize(("source", "is_cut"), CUT.values(), ids=CUT)
def test_a_page_that_breaks_off_is_told_and_kept(source: str, is_cut: bool) -> None:
    document = split_blocks(build_page(source.encode(), "a.html", "text/html"))
    assert [f.name for f in document.findings] == ["truncated"] * is_cut
    assert document.blocks[-1].text in ("Who?", "Nobody was", "Nobody")


LARGE = {
    "lines": ("a.txt", "a\n", 11, "more than 10 lines of text.*--max-blocks"),
    "blocks": ("a.html", "<p>a", 11, "more than 10 blocks of text.*--max-blocks"),
    "tags": ("a.html", "<b>a</b>", 51, "more than 100 tags.*--max-blocks"),
    "a long line": ("a.txt", "a ", 51, "a block of more than 100 characters.*--max-characters"),
    "a long paragraph": ("a.html", "a ", 51, "a block of more than 100 characters.*--max-characters"),
}


@pytest.mark.parametrize(("name", "part", "count", "reason"), LARGE.values(), ids=LARGE)
def test_more_than_any_page_has_is_refused(name: str, part: str, count: int, reason: str) -> None:
    limits, media_type = Limits(blocks=10, characters=100), SUFFIXES[Path(name).suffix]
    assert split_blocks(build_page((part * (count - 1)).encode(), name, media_type), limits).blocks
    with pytest.raises(PageError, match=reason):
        split_blocks(build_page((part * count).encode(), name, media_type), limits)


def test_blank_lines_are_counted_and_not_kept() -> None:
    tracemalloc.start()
    blocks = split_blocks(build_page(b"Who?\r\n" + 1_000_000 * b"\n" + b"\rNobody.", "a.txt", "text/plain")).blocks
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(block.text, block.lines) for block in blocks] == [("Who?", (1, 1)), ("Nobody.", (1_000_003, 1_000_003))]
    assert peak < 6_000_000  # the page, its bytes, and what lies between two lines


def test_links(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Who?")
    (tmp_path / "linked.txt").symlink_to("page.txt")
    (tmp_path / "nowhere.txt").symlink_to("missing.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert read_page(tmp_path / "linked.txt", tmp_path).path == "linked.txt"
    assert "a link to nothing" in _refusal(tmp_path / "nowhere.txt")
    assert "symbolic links" in _refusal(tmp_path / "loop.txt")


def test_things_that_are_no_regular_files(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    (tmp_path / "page.md").write_text("Who?")
    assert "a folder" in _refusal(tmp_path / "folder.txt")
    assert "not a regular file" in _refusal(tmp_path / "device.txt")
    assert "does not exist" in _refusal(tmp_path / "missing.txt")
    assert "does not exist; " in _refusal(tmp_path / "missing")
    assert "does not end in .txt" in _refusal(tmp_path / "page.md")
    assert "a folder; name a page in it" in _refusal(tmp_path)


def test_name_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.txt")
    path.write_text("Who?")
    assert "its name is not UTF-8" in _refusal(path)


def test_name_read_in_another_locale_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "\u0416.txt".encode().decode("latin-1")  # how Python sees it where the locale is Latin-1
    path.write_text("Who?")
    monkeypatch.setattr(os, "fsencode", lambda name: name.encode("latin-1"))
    assert "or the locale is not" in _refusal(path)


def test_fifo_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    script = (
        "import sys; from pathlib import Path; from hrdcorpus.reading.pages import read_page;"
        "page = Path(sys.argv[1]); read_page(page, page.parent)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "pipe.txt"], capture_output=True, timeout=60, check=False
    )
    assert b"not a regular file" in done.stderr


def test_permission_and_change_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.txt"
    path.write_text("Who?")
    read = os.fstat

    def fstat_and_append(fd: int) -> os.stat_result:
        seen = read(fd)
        with path.open("a") as file:
            file.write("!")
        return seen

    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", fstat_and_append)
        assert "changed while it was read" in _refusal(path)

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert "no permission" in _refusal(path)


def escape(text: str) -> str:
    return "".join(f"&#{ord(c)};" for c in text)


def _refusal(path: Path) -> str:
    with pytest.raises(PageError) as refused:
        read_page(path, path.parent)
    assert str(refused.value).startswith(f"{path}: ")
    return str(refused.value)
