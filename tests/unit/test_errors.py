"""Errors are values: what they say of file and place is in fields, and one place makes a text of them."""

import pickle
from pathlib import Path

import pytest

from hrdcorpus.errors import (
    CorrectionError,
    HrdcorpusError,
    InternalError,
    KnowledgeError,
    PageError,
    RecordError,
    attempt,
    locate_errors,
)

TEXTS = [
    (PageError("empty"), "empty"),
    (PageError("empty", Path("a.txt")), "a.txt: empty"),
    (PageError("not UTF-8", "a.txt", line=3), "a.txt:3: not UTF-8"),
    (PageError("not UTF-8", line=3), "not UTF-8"),
    (RecordError("no list", "a.json", "exchanges", 3, 14), "a.json:3:14: exchanges: no list"),
    (CorrectionError("a.txt: 3:14: ", "a.toml", "line 3"), "a.toml: line 3: a.txt: 3:14: "),
    (KnowledgeError("no list", key="asks.1"), "asks.1: no list"),
]


@pytest.mark.parametrize(("error", "text"), TEXTS)
def test_an_error_as_text_and_back_from_another_process(error: HrdcorpusError, text: str) -> None:
    assert str(error) == text
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(copy), vars(copy)) == (type(error), vars(error))


def test_who_knows_the_file_says_so_once() -> None:
    with pytest.raises(PageError) as caught, locate_errors("outer", "key"), locate_errors("inner", "asks.1"):
        raise PageError("empty")
    assert str(caught.value) == "inner: asks.1: empty"
    with pytest.raises(PageError) as caught, locate_errors("outer", "key"):
        raise PageError("empty", None, "own")
    assert str(caught.value) == "outer: own: empty"


def test_an_attempt_ends_with_a_value_or_the_run() -> None:
    def fail(error: Exception) -> None:
        raise error

    assert attempt(lambda: 1, "a.txt") == 1
    refused = attempt(lambda: fail(PageError("empty")), "a.txt")
    assert (type(refused), str(refused)) == (PageError, "a.txt: empty")
    bug = attempt(lambda: fail(ValueError("testimony")), "a.txt")
    assert isinstance(bug, InternalError)
    assert str(bug).startswith("a.txt: internal error: ValueError at hrdcorpus.errors:")
    with pytest.raises(KnowledgeError, match=r"^broken$"):
        attempt(lambda: fail(KnowledgeError("broken")), "a.txt")
