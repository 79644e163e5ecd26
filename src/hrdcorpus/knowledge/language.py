"""The language of a text, by its letters first and by statistics last: the only place that knows langdetect."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING

from hrdcorpus.knowledge.loading import NonEmpty, Shipped, load_shipped
from hrdcorpus.text.folding import fold_words

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

UNKNOWN = "und"

_SAMPLE = 4000  # characters that are looked at; the first answers are enough
_STATISTICS = 400  # characters that langdetect is given: more takes time and makes no difference
_MIN_LETTERS = 40  # below, statistics are often wrong: measured
_MIN_CERTAIN = 8  # letters of a script that only one language is written in
_MIN_SHARE = 0.6  # of the letters in one script: otherwise the text is in two languages
_MIN_OWN = 0.025  # letters and words that are not plain: of a neighbour language's single words there are fewer
_MIN_FIT = 0.97  # of the letters in the alphabet that fits best
_MIN_KANA = 0.1  # of the characters: Chinese texts with a Japanese name have fewer

_KANA = ("HIRAGANA", "KATAKANA")  # counted with CJK
_WEIGHTS = {"CJK": 3, "HANGUL": 3}  # one such character says about as much as three letters
_TAGS = {"tl": "fil"}  # langdetect's names that are not the tag in use


class _Alphabet(Shipped, frozen=True, kw_only=True):
    language: NonEmpty
    letters: NonEmpty
    words: str = ""
    example: NonEmpty


class _Script(Shipped, frozen=True, kw_only=True):
    name: NonEmpty
    language: str | None = None
    plain: str = ""
    profiles: tuple[str, ...] = ()
    alphabet: tuple[_Alphabet, ...] = ()
    example: str = ""


class _Han(Shipped, frozen=True, kw_only=True):
    simplified: NonEmpty
    traditional: NonEmpty


class _Scripts(Shipped, frozen=True, kw_only=True):
    script: tuple[_Script, ...]
    han: _Han


def choose_content_language(shown: str | None, matched: str | None, text: str) -> str:
    """The language the page says it shows, else that of the known wordings found in it, else that of the text.

    >>> choose_content_language(None, "ru", "")
    'ru'
    """
    return shown or matched or detect_language(text)


def detect_language(text: str) -> str:
    """The BCP 47 tag of the language that most of `text` is in; `und` where that cannot be told.

    The same text always has the same answer. Not for titles: below about 40 letters a language that shares its
    script with others is not told. A language without a profile or alphabet in the resources may be taken for a
    neighbour of the same script.

    >>> detect_language("これは橋の話です。"), detect_language("15 000")
    ('ja', 'und')
    """
    words = unicodedata.normalize("NFKC", text[:_SAMPLE]).split()
    words = [word for word in words if "@" not in word and "://" not in word]
    counts = Counter(filter(None, map(_find_script, "".join(words))))
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    counts["CJK"] += kana
    weights = {script: count * _WEIGHTS.get(script, 1) for script, count in counts.items() if script not in _KANA}
    script = max(weights, key=lambda script: (weights[script], script))
    if counts[script] < _MIN_CERTAIN or weights[script] < _MIN_SHARE * sum(weights.values()):
        return UNKNOWN
    if script == "CJK":
        return "ja" if kana >= _MIN_KANA * counts["CJK"] else _tell_chinese(words)
    rule = _load_scripts().get(script)
    if rule is None or (not rule.language and counts[script] < _MIN_LETTERS):
        return UNKNOWN
    if rule.language:
        return rule.language
    words = _drop_names(words)
    return _tell_by_alphabet(words, rule) or _tell_by_statistics(words, rule)


@cache
def _find_script(letter: str) -> str | None:
    """The script of a letter, as the first word of its name in Unicode; None for what is no letter."""
    return unicodedata.name(letter, "").partition(" ")[0] or None if letter.isalpha() else None


def _tell_chinese(words: list[str]) -> str:
    """With the script if it is clear; by characters that only one of the two has."""
    simplified = sum(c in _load_knowledge().han.simplified for word in words for c in word)
    traditional = sum(c in _load_knowledge().han.traditional for word in words for c in word)
    if simplified > 2 * traditional:
        return "zh-Hans"
    return "zh-Hant" if traditional > 2 * simplified else "zh"


def _drop_names(words: list[str]) -> list[str]:
    """Without words that have capitals: names, often of a neighbour language. All, if too few are left."""
    small = [word for word in words if word.islower()]
    return small if sum(map(len, small)) >= _MIN_LETTERS else words


def _tell_by_alphabet(words: list[str], rule: _Script) -> str | None:
    """The language whose own letters and small words the text has, `und` if none fits, None if all is plain."""
    plain = fold_words(" ".join(words))
    letters = Counter(c for c in plain if _find_script(c) == rule.name)
    if not rule.alphabet or not letters:
        return None
    fits = {a.language: _measure_share(letters, a.letters) for a in rule.alphabet}
    hits = {a.language: _measure_share(Counter(plain.split()), a.words.split()) for a in rule.alphabet}
    # The smallest alphabet that fits: that of Kazakh holds all letters of Kyrgyz.
    best = max(rule.alphabet, key=lambda a: fits[a.language] + hits[a.language] - len(a.letters) / 1000).language
    if 1 - _measure_share(letters, rule.plain) + hits[best] < _MIN_OWN:
        return None
    return best if fits[best] >= _MIN_FIT else UNKNOWN


def _measure_share(counts: Counter[str], known: Iterable[str]) -> float:
    return sum(counts[one] for one in known) / counts.total()


def _tell_by_statistics(words: list[str], rule: _Script) -> str:
    """What langdetect says, if it says the same of both halves: it has no doubts, even of unknown languages."""
    own = (w for w in words if {_find_script(c) for c in w} <= {rule.name, None})
    pure = " ".join(islice(own, _STATISTICS // 2 + 1))[:_STATISTICS]  # each has a letter and a blank at least
    half = len(pure) // 2 if len(pure) >= _STATISTICS // 2 else len(pure)
    answers = {_ask_langdetect(part, rule.profiles) for part in (pure[:half], pure[half:]) if part}
    answer = answers.pop() if len(answers) == 1 else UNKNOWN
    return _TAGS.get(answer, answer)


@lru_cache(256)  # beginnings of pages: of two that are alike, and of those that are traced more than once
def _ask_langdetect(text: str, profiles: tuple[str, ...]) -> str:
    from langdetect.lang_detect_exception import LangDetectException  # noqa: PLC0415 - slow, and seldom needed

    detector = _load_factory(profiles).create()
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:  # only capitals, for example
        return UNKNOWN
    # 0.9: all of its seven trials came to the same
    return str(found[0].lang) if found and found[0].prob > 0.9 else UNKNOWN


@cache
def _load_factory(profiles: tuple[str, ...]) -> "DetectorFactory":
    """langdetect with these profiles only, always in this order, and always drawing the same samples."""
    from langdetect.detector_factory import DetectorFactory  # noqa: PLC0415 - as above

    factory = DetectorFactory()
    folder = files("langdetect") / "profiles"
    factory.load_json_profile([(folder / name).read_text(encoding="utf-8") for name in profiles])
    factory.set_seed(0)
    return factory


@cache
def _load_knowledge() -> _Scripts:
    return load_shipped(files("hrdcorpus") / "resources" / "language" / "scripts.toml", _Scripts)


@cache
def _load_scripts() -> dict[str, _Script]:
    return {script.name: script for script in _load_knowledge().script}
