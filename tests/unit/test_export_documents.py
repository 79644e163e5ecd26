"""Documents for programs that count words or code passages: plain text with its table, and Taguette's folder."""

import csv
import io
from collections.abc import Sequence

import pytest
from lxml import etree, html

from exporting import Exported, export
from hrdcorpus.output.export import Options
from hrdcorpus.output.export.refi import hold_text
from hrdcorpus.records.form import Record
from invented import HOSTILE, QUESTIONNAIRES, ask, build_corpus, build_hostile, build_record

OPTIONS = Options(questionnaires=QUESTIONNAIRES)


def read_csv(exported: Exported, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported.files[name].decode(), newline=""), strict=True))


def test_plain_text_is_what_was_said() -> None:
    exported = export("text", build_corpus(), Options("answers"))
    assert {name: text.decode() for name, text in exported.files.items() if name.endswith(".txt")} == {
        "2021-aigul.txt": "Bad.\n\nIt was better.\n\nIt rains.\n\nWorse.\n",
        "boris.txt": "Да.\n",
        "nobody.txt": "Nobody.\n",
    }
    silent = export("text", [build_record("a", [ask(1, None, "Why?")])], Options("answers"))
    assert silent.files["a.txt"] == b""


def test_plain_text_of_all_of_an_interview() -> None:
    exported = export("text", build_corpus(), Options("interviews"))
    assert exported.files["boris.txt"].decode() == "We met in May.\n\nIt rained.\n\nВам угрожали?\n\nДа.\n\nПочему?\n"


def test_a_table_says_what_is_known_of_each_file() -> None:
    exported = export("text", build_corpus(), Options("answers"))
    rows = read_csv(exported, "metadata.csv")
    assert [row["doc_id"] for row in rows] == [name for name in exported.files if name.endswith(".txt")]
    assert [(row["id"], row["language"], row["country_name"]) for row in rows] == [
        ("2021/aigul", "en", "Kazakhstan"),
        ("boris", "ru", "Kyrgyzstan"),
        ("nobody", "en", ""),
    ]
    assert "introduction" not in rows[0]


def test_a_codebook_for_taguette() -> None:
    rows = read_csv(export("taguette", build_corpus(), OPTIONS), "codebook.csv")
    assert [(row["tag"], row["description"]) for row in rows] == [
        *((item, f"About the {item}") for item in ("situation", "risks", "work", "threats")),
        ("other questions", "Questions of no questionnaire"),
    ]


@pytest.mark.parametrize("records", [build_corpus(), build_hostile()])
def test_documents_for_taguette_hold_the_interview(records: Sequence[Record]) -> None:
    files = export("taguette", records, OPTIONS).files
    documents = [html.document_fromstring(raw) for name, raw in files.items() if name.endswith(".html")]
    assert len(documents) == len(records)
    for document, record in zip(documents, records, strict=True):
        assert document.get("lang") == record.language.content
        assert {element.tag for element in document.iter()} <= {
            "html", "head", "meta", "title", "body", "h1", "h2", "p", "em", "strong",
        }  # fmt: skip
        asked = [show(f"{e.number}. {e.question.text}") for e in record.exchanges]
        assert [show("".join(map(str, heading.itertext()))) for heading in document.iter("h2")] == asked
        said = {show(text) for e in record.exchanges for text in e.answer}
        assert said <= {show("".join(map(str, paragraph.itertext()))) for paragraph in document.iter("p")}


def show(text: str) -> str:
    """As a browser has it: line ends are of one kind, and what HTML cannot hold is written out."""
    return hold_text(text).replace("\r\n", "\n").strip()


def test_documents_name_who_speaks() -> None:
    asked = ask(1, None, "Who rows?", "I.", "And you?").model_copy(update={"speakers": ("Ana", "Bo"), "asker": "Q"})
    raw = export("taguette", [build_record("a", [asked])], OPTIONS).files["a.html"].decode()
    assert "<h2>1. Q: Who rows?</h2>\n<p><strong>Ana:</strong> I.</p>\n<p><strong>Bo:</strong> And you?</p>" in raw
    unanswered = export("taguette", [build_record("a", [ask(1, None, HOSTILE["markup"])])], OPTIONS).files["a.html"]
    assert b"<p><em>unanswered</em></p>" in unanswered
    assert etree.HTML(unanswered).find(".//script") is None
