"""The language of texts."""

import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest

from hrdcorpus.knowledge.language import choose_content_language, detect_language

RESOURCE = tomllib.loads((files("hrdcorpus") / "resources/language/scripts.toml").read_text(encoding="utf-8"))
SCRIPTS = RESOURCE["script"]
EXAMPLES = [rule for script in SCRIPTS for rule in (script, *script.get("alphabet", ())) if "language" in rule]
TEXTS = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))["text"]
ALL = "\n".join(text["text"] for text in TEXTS)
SOME = [TEXTS[0]["text"], TEXTS[3]["text"], *(text["text"] for text in TEXTS[-12:]), *(e["example"] for e in EXAMPLES)]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text['language']}-{text['text'][:12]}")
def test_texts(text: dict[str, str]) -> None:
    assert detect_language(text["text"]) == text["language"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script["name"])
def test_every_script_has_one_language_or_profiles_that_exist(script: dict[str, list[str]]) -> None:
    profiles = script.get("profiles", [])
    assert ("language" in script) != (len(profiles) > 1)
    assert all((files("langdetect") / "profiles" / profile).is_file() for profile in profiles)


def test_simplified_and_traditional_characters_go_in_pairs() -> None:
    simplified, traditional = RESOURCE["han"]["simplified"], RESOURCE["han"]["traditional"]
    assert len(simplified) == len(traditional) == len(set(simplified)) == len(set(traditional))
    assert not set(simplified) & set(traditional)


@pytest.mark.parametrize("number", [0, 3])
def test_the_same_a_hundred_times(number: int) -> None:
    assert len({detect_language(TEXTS[number]["text"]) for _ in range(100)}) == 1


def test_the_same_whatever_the_hash_seed_and_the_order() -> None:
    code = (
        "import sys; from hrdcorpus.knowledge.language import detect_language as d; print([*map(d, eval(sys.argv[1]))])"
    )

    def detect_elsewhere(texts: list[str], seed: str) -> list[str]:
        command = [sys.executable, "-X", "utf8", "-c", code, ascii(texts)]
        done = subprocess.run(command, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        return done.stdout.strip("[]\n").split(", ")

    first = detect_elsewhere(SOME, "0")
    assert first == detect_elsewhere(SOME, "1") == detect_elsewhere(SOME[::-1], "2")[::-1]


def test_never_raises() -> None:
    random = Random(0)  # noqa: S311 - the same texts every time
    hostile = [
        "\x00" * 50,
        "\ud800 " * 50,
        "\u0301" * 5000,
        "a\u0301" * 5000,
        "ﷺ" * 500,
        "ａ" * 100,
        "ʻ" * 100,
        "İ" * 99,
        "ॳॴॵॶॷ " * 20,
    ]
    mixtures = ["".join(random.choices(ALL, k=300)) for _ in range(200)]
    for text in hostile + mixtures:
        assert isinstance(detect_language(text), str)


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    english, russian = TEXTS[0]["text"], TEXTS[3]["text"]
    assert detect_language(english * 20 + russian * 1000) == "en"


@pytest.mark.parametrize(
    ("shown", "matched", "text", "language"),
    [
        ("en", "ru", ALL, "en"),
        (None, "ru", ALL, "ru"),
        (None, None, TEXTS[0]["text"], "en"),
        (None, None, "", "und"),
    ],
)
def test_what_decides(shown: str | None, matched: str | None, text: str, language: str) -> None:
    assert choose_content_language(shown, matched, text) == language


def test_langdetect_is_loaded_only_when_needed() -> None:
    code = (
        "import sys, hrdcorpus.knowledge.language as l;"
        "l.detect_language('古い橋でした。'); print('langdetect' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
