"""Rules by which editors change a standard question without changing what it asks."""

from collections.abc import Callable, Mapping
from random import Random

Drift = Callable[[str, Random], str]


def _drop_last_sentence(text: str, _: Random) -> str:
    """Only of a question of three sentences: what is left still asks the same."""
    head, mark, _rest = text.removesuffix("?").rpartition("? ")
    return head + "?" if mark and "? " in head else text


def _abbreviate(text: str, _: Random) -> str:
    return text.replace("human rights defenders", "HRDs")


def _change_period(text: str, rng: Random) -> str:
    period = rng.choice(["three", "ten"])
    return text.replace("last five years", f"last {period} years")


def _spell_british(text: str, _: Random) -> str:
    return text.replace("organizations", "organisations")


def _say_pandemic(text: str, _: Random) -> str:
    return text.replace("during COVID-19", "during the pandemic")


def _swap_letters(text: str, rng: Random) -> str:
    """A typing mistake: two letters inside one of the longer words change places."""
    places = [n for n in range(2, len(text) - 2) if text[n - 2 : n + 2].isalpha() and text[n - 1] != text[n]]
    at = rng.choice(places)
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


def _drop_comma(text: str, _: Random) -> str:
    return text.replace(",", "", 1)


def _spell_apart(text: str, _: Random) -> str:
    return text.replace("вовремя COVID-19", "во время пандемии")


def _say_business(text: str, _: Random) -> str:
    return text.replace("связанными с предпринимательской деятельностью", "связанными с деятельностью бизнеса")


def _say_activity(text: str, _: Random) -> str:
    return text.replace("своей работе в сфере", "вашей деятельности в области")


DRIFTS: Mapping[str, tuple[Drift, ...]] = {
    "en": (_drop_last_sentence, _abbreviate, _change_period, _spell_british, _say_pandemic, _swap_letters, _drop_comma),
    "ru": (_drop_last_sentence, _spell_apart, _say_business, _say_activity, _swap_letters, _drop_comma),
}


def drift(text: str, language: str, rng: Random) -> str:
    """The wording after one to three changes that bite; unchanged where none does."""
    rules = list(DRIFTS[language])
    rng.shuffle(rules)
    for rule in rules[: rng.randint(1, 3)]:
        text = rule(text, rng)
    return text
