"""A pattern that is compiled later does what one that is compiled at once does."""

import re

import pytest

from hrdcorpus.text.patterns import compile_later


def test_it_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = re.compile
    made: list[str] = []

    def note(text: str, flags: int = 0) -> re.Pattern[str]:
        made.append(text)
        return compiled(text, flags)

    monkeypatch.setattr(re, "compile", note)
    pattern = compile_later("(A|B)c", re.IGNORECASE)
    assert made == []
    assert [pattern.sub("-", "acbC"), pattern.findall("xBc"), pattern.pattern] == ["--", ["B"], "(A|B)c"]
    assert [found.group() for found in map(pattern.fullmatch, ("ac", "acb")) if found] == ["ac"]
    assert pattern.match("xac", 1)
    assert set(made) == {"(A|B)c"}
