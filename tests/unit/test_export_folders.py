"""Markdown, and folders of files: what is read there is the text, and nobody else's file is touched."""

import hashlib
import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from counting import count_calls
from exporting import export, write_files
from hrdcorpus.corpus.locking import lock_folder
from hrdcorpus.corpus.writing import make_scratch
from hrdcorpus.errors import RecordError
from hrdcorpus.output.export import Options, Shape
from hrdcorpus.output.export.markdown import escape_markdown
from hrdcorpus.output.export.naming import name_file
from hrdcorpus.records.form import Language, Record, build_interviewee
from invented import HOSTILE, QUESTIONNAIRES, ask, build_corpus, build_hostile, build_record

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def build_pages(records: Sequence[Record], shape: Shape = "interviews") -> Mapping[str, str]:
    files = export("markdown", records, Options(shape, questionnaires=QUESTIONNAIRES)).files
    return {name: data.decode() for name, data in files.items()}


def list_texts(markdown: str) -> Iterator[str]:
    """The texts of the paragraphs and headings as they are shown."""
    for token in PARSER.parse(markdown):
        if token.type == "inline":
            yield "".join(child.content for child in token.children or ())


def show(text: str) -> str:
    """Text as Markdown shows it: controls written out, except those that are white space."""
    return re.sub(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", lambda x: x[0].encode("unicode_escape").decode(), text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("frame", ["{}", "# {}", "> {}", "- {}", "*{}*"])
def test_text_is_never_markup(text: str, frame: str) -> None:
    tokens = PARSER.parse(frame.format(escape_markdown(text)))
    inline = [token for token in tokens if token.type == "inline"]
    kinds = {child.type for token in inline for child in token.children or ()}
    assert len(inline) == 1
    assert kinds <= {"text", "text_special"} | ({"em_open", "em_close"} if frame == "*{}*" else set())
    assert "".join(child.content for child in inline[0].children or ()) == show(text)
    assert {token.type for token in tokens} <= {
        "inline", "paragraph_open", "paragraph_close", "heading_open", "heading_close", "blockquote_open",
        "blockquote_close", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    }  # fmt: skip


def test_one_file_an_interview() -> None:
    pages = build_pages([*build_corpus(), *build_hostile()])
    assert list(pages) == ["2021-aigul.md", "boris.md", "nobody.md", "---hostile--1.md", "index.md"]
    for record, page in zip([*build_corpus(), *build_hostile()], pages.values(), strict=False):
        texts = list(list_texts(page))
        at = 0
        for exchange in record.exchanges:
            for text in (exchange.question.text, *exchange.answer):
                at = texts.index(show(text), at) + 1  # all there, in this order
    assert "*unanswered*" in pages["2021-aigul.md"]
    links = [token for token in _list_inline(pages["index.md"]) if token.type == "link_open"]
    assert [link.attrs["href"] for link in links] == [name for name in pages if name != "index.md"]


def _list_inline(markdown: str) -> list[Token]:
    return [child for token in PARSER.parse(markdown) for child in token.children or ()]


def test_one_file_a_question() -> None:
    pages = build_pages(build_corpus(), "questions")
    assert list(pages) == [*(f"hrd-kz-2021-{item}.md" for item in ("situation", "risks", "work", "threats")),
                           "other.md", "index.md"]  # fmt: skip
    situation = list(list_texts(pages["hrd-kz-2021-situation.md"]))
    assert [text for text in situation if text in ("Bad.", "It was better.", "Worse.")] == [
        "Bad.",
        "It was better.",
        "Worse.",
    ]
    assert "2021/aigul, 2021-04-07; 1, exact" in situation
    assert "*not-asked*" in pages["hrd-kz-2021-work.md"]
    assert {"It rains.", "Почему?", "Nobody."} <= set(list_texts(pages["other.md"]))


def test_answers_to_a_question_stand_by_country_and_language() -> None:
    asked = [ask(1, "risks", "Which?", "Some.")]
    told = {"a": ("PE", "es"), "b": (None, "en"), "c": ("KZ", "ru"), "d": ("KZ", "en"), "e": ("PE", "es")}
    records = [
        build_record(identifier, asked, title=f"Talk {identifier}",
                     interviewees=(build_interviewee(country=country),) if country else (),
                     language=Language(content=language, interface=None, available=()))
        for identifier, (country, language) in told.items()
    ]  # fmt: skip
    page = build_pages(records, "questions")["hrd-kz-2021-risks.md"]
    assert re.findall("^##+ (.*)$", page, re.MULTILINE) == [
        "Kazakhstan, en", "Talk d", "Kazakhstan, ru", "Talk c", "Peru, es", "Talk a", "Talk e", "no country, en",
        "Talk b",
    ]  # fmt: skip


def test_files_of_interviews_never_meet() -> None:
    ids = ["a/b", "a b", "A-B", "index", "con", "x" * 300, "x" * 301, "..", "Ж" * 300]
    names = list(build_pages([build_record(name, [ask(1, None, "Why?")]) for name in ids]))
    assert len({name.casefold() for name in names}) == len(ids) + 1
    assert all(len(name.encode()) < 255 and re.fullmatch(r"[\w-]+\.md", name) for name in names)


def test_many_of_one_name_cost_no_more_each() -> None:
    def count(number: int) -> int:
        taken: dict[str, int] = {}
        return count_calls(lambda: [name_file("interviewee", taken) for _ in range(number)])

    assert count(400) < 2.2 * count(200)


FILES = {"one.md": b"one", "two.md": b"two"}


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    list(write_files(folder, files))


def read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "SHA256SUMS"}


def test_a_folder_holds_the_last_export_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    write(folder, FILES)
    assert read(folder) == FILES
    first = (folder / "SHA256SUMS").read_bytes()
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder, check=True)
    write(folder, {"two.md": b"other", "three.md": b"three"})
    assert read(folder) == {"two.md": b"other", "three.md": b"three"}
    write(folder, FILES)
    assert (read(folder), (folder / "SHA256SUMS").read_bytes()) == (FILES, first)


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "one.md", "SHA256SUMS", "folder/file.txt"])
@pytest.mark.parametrize("exported", [False, True])
def test_what_is_not_ours_is_left_alone(tmp_path: Path, name: str, exported: bool) -> None:
    if exported:
        write(tmp_path, FILES)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("somebody's own")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(RecordError, match=r"not written by an export|cannot be read"):
        write(tmp_path, {"one.md": b"new"})
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_list_of_files_elsewhere_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("somebody's own")
    folder = tmp_path / "out"
    write(folder, FILES)
    digest = hashlib.sha256(victim.read_bytes()).hexdigest()
    (folder / "SHA256SUMS").write_text((folder / "SHA256SUMS").read_text() + f"{digest}  ../victim\n")
    write(folder, {"one.md": b"new"})
    assert (read(folder), victim.read_text()) == ({"one.md": b"new"}, "somebody's own")
    (folder / "link.md").symlink_to(victim)
    with pytest.raises(RecordError, match="cannot be read"):
        write(folder, {"link.md": b"new"})
    assert victim.read_text() == "somebody's own"


def test_a_run_cut_short_says_so_and_is_finished_by_the_next(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    running = write_files(tmp_path, {"one.md": b"1", "three.md": b"3"})
    next(running)
    with pytest.raises(RecordError, match="another run"):
        write(tmp_path, FILES)
    running.close()  # as if killed
    assert (tmp_path / "SHA256SUMS").read_text().startswith("# unfinished: ")
    write(tmp_path, {"one.md": b"1", "three.md": b"3"})
    assert read(tmp_path) == {"one.md": b"1", "three.md": b"3"}
    assert (tmp_path / "SHA256SUMS").read_text().startswith("# written by hrdcorpus export\n")


def test_two_runs_wait_for_each_other(tmp_path: Path) -> None:
    with lock_folder(tmp_path), pytest.raises(RecordError, match="another run"):
        write(tmp_path, FILES)


def test_what_another_run_makes_in_the_folder_is_left_to_it(tmp_path: Path) -> None:
    with make_scratch(tmp_path) as scratch:
        (scratch / "half").write_bytes(b"half")
        write(tmp_path, FILES)
        assert (scratch / "half").read_bytes() == b"half"
    assert read(tmp_path) == FILES


DESCRIBED = ("about.json", "READ.md")


def describe(count: int, **changes: object) -> dict[str, bytes]:
    """An export with its descriptors, as the program writes them."""
    about = {
        "title": "Interviews",
        "resources": [{"name": "one", "bytes": count, "columns": ["id"]}, {"name": "two", "bytes": 2}],
        "tables": {"one": {"description": "One a row"}},
    }
    return {
        "one.csv": b"x" * count,
        "about.json": json.dumps(about | changes).encode(),
        "READ.md": f"# {changes.get('title', 'Interviews')}\n".encode(),
    }


def write_described(folder: Path, files: Mapping[str, bytes]) -> None:
    list(write_files(folder, files, DESCRIBED))


def edit(folder: Path, change: Callable[[Any], object]) -> None:
    about = json.loads((folder / "about.json").read_text())
    change(about)
    (folder / "about.json").write_text(json.dumps(about, indent=7))


def add_words(about: Any) -> None:
    about["licenses"] = [{"name": "CC-BY-4.0"}]
    about["title"] = "Talks by the river"
    about["tables"]["one"]["units"] = {"size": "m"}
    about["resources"][0]["sources"] = [{"title": "The site"}]
    about["resources"].append({"name": "letters", "path": "https://example.org/letters.csv"})


def test_what_somebody_adds_to_a_description_stays(tmp_path: Path) -> None:
    write_described(tmp_path, describe(3))
    edit(tmp_path, add_words)
    (tmp_path / "READ.md").write_text("# Interviews\n\nCite us.\n")
    newer = {"tables": {"two": {"description": "New"}}, "author": "hrdcorpus"}
    for count, changes in [(4, {}), (4, {}), (5, {}), (6, newer)]:
        write_described(tmp_path, describe(count, **changes))
    assert json.loads((tmp_path / "about.json").read_text()) == {
        "title": "Talks by the river",
        "resources": [
            {"name": "one", "bytes": 6, "columns": ["id"], "sources": [{"title": "The site"}]},
            {"name": "two", "bytes": 2},
            {"name": "letters", "path": "https://example.org/letters.csv"},
        ],
        "tables": {"two": {"description": "New"}, "one": {"description": "One a row", "units": {"size": "m"}}},
        "author": "hrdcorpus",
        "licenses": [{"name": "CC-BY-4.0"}],
    }
    assert (tmp_path / "READ.md").read_text() == "# Interviews\n\nCite us.\n"
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)


def test_what_nobody_changed_is_written_anew(tmp_path: Path) -> None:
    write_described(tmp_path, describe(3))
    edit(tmp_path, add_words)
    write_described(tmp_path, describe(3))
    (tmp_path / "about.json").write_bytes(describe(3)["about.json"])  # the person thought better of it
    write_described(tmp_path, describe(5, title="Conversations"))
    fresh = tmp_path / "fresh"
    write_described(fresh, describe(5, title="Conversations"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == {
        path.name: path.read_bytes() for path in fresh.iterdir()
    }


@pytest.mark.parametrize("steps", range(1, 7))
def test_a_description_outlives_runs_cut_short(tmp_path: Path, steps: int) -> None:
    write_described(tmp_path, describe(3))
    edit(tmp_path, add_words)
    running = write_files(tmp_path, describe(4), DESCRIBED)
    for _, _ in zip(range(steps), running, strict=False):
        pass
    running.close()  # as if killed
    write_described(tmp_path, describe(5))
    about = json.loads((tmp_path / "about.json").read_text())
    assert (about["resources"][0]["bytes"], about["title"]) == (5, "Talks by the river")
    assert len(about["resources"]) == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [("about.json", b"{"), ("about.json", b"[" * 100_000), ("about.json", b"\xff"), ("READ.md", b"Cite us.")],
)
def test_what_cannot_be_put_together_stands_side_by_side(tmp_path: Path, name: str, content: bytes) -> None:
    write_described(tmp_path, describe(3))
    (tmp_path / name).write_bytes(content)
    beside = name.replace(".", ".generated.")
    for count, title in ((4, "Conversations"), (5, "Talks")):
        newer = describe(count, title=title)
        write_described(tmp_path, newer)
        assert ((tmp_path / name).read_bytes(), (tmp_path / beside).read_bytes()) == (content, newer[name])
        assert (tmp_path / "one.csv").read_bytes() == newer["one.csv"]
    (tmp_path / name).write_bytes(describe(5, title="Talks")[name])  # the person thought better of it
    write_described(tmp_path, describe(6))
    assert ((tmp_path / name).read_bytes(), (tmp_path / beside).exists()) == (describe(6)[name], False)


@pytest.mark.parametrize(("name", "content"), [("one.csv", b"y"), ("notes.txt", b"mine"), (".generated.json", b"{}")])
def test_what_is_no_description_stops_the_export(tmp_path: Path, name: str, content: bytes) -> None:
    write_described(tmp_path, describe(3))
    (tmp_path / name).write_bytes(content)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(RecordError, match="not written by an export"):
        write_described(tmp_path, describe(4, title="Conversations"))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_descriptions_of_an_older_version_are_taken_over_where_nobody_changed_them(tmp_path: Path) -> None:
    write(tmp_path, describe(3))
    write_described(tmp_path, describe(4))
    assert (tmp_path / "about.json").read_bytes() == describe(4)["about.json"]
    older = tmp_path / "older"
    write(older, describe(3))
    edit(older, add_words)
    changed = (older / "about.json").read_bytes()
    write_described(older, describe(4))
    assert (older / "about.json").read_bytes() == changed
    assert (older / "about.generated.json").read_bytes() == describe(4)["about.json"]


@pytest.mark.parametrize("name", ["datapackage", "datasette"])
def test_formats_say_what_people_may_add_to(name: str, tmp_path: Path) -> None:
    options = Options(questionnaires=QUESTIONNAIRES)
    few, many = (export(name, records, options) for records in (build_corpus()[:1], build_corpus()))
    list(write_files(tmp_path, few.files, few.descriptors))
    described = [file for file in few.files if file.endswith(".json")]
    assert described
    for file in described:
        value = json.loads((tmp_path / file).read_text())
        (tmp_path / file).write_text(json.dumps(value | {"license": "CC-BY-4.0"}))
    list(write_files(tmp_path, many.files, many.descriptors))
    for file in described:
        ours = json.loads(many.files[file])
        assert json.loads((tmp_path / file).read_text()) == ours | {"license": "CC-BY-4.0"}
