"""What the Unicode CLDR and scripts/cldr/*.toml say of languages, countries and dates, as the program reads it.

Usage: bake_cldr.py [--check]; writes src/hrdcorpus/resources/cldr.json, or fails where that is not up to date.
"""

import argparse
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from babel import Locale, localedata
from babel.core import get_global

from hrdcorpus.knowledge.cldr import fold_name
from hrdcorpus.text.folding import fold, fold_words
from hrdcorpus.text.lookalikes import has_cyrillic

RESOURCES = Path(__file__).parent.parent / "src/hrdcorpus/resources"
TARGET = RESOURCES / "cldr.json"
LANGUAGES = sorted(path.stem for path in (RESOURCES / "interface").glob("*.toml"))
SPOKEN = sorted(path.stem for path in (RESOURCES / "speech").glob("*.toml"))
TITLED = sorted(path.stem for path in (RESOURCES / "titles").glob("*.toml"))
OTHERS = {tag for tag in (*SPOKEN, *TITLED) if not any(other.startswith(tag) for other in LANGUAGES)}
DATED = sorted({*LANGUAGES, *OTHERS})


def _load_supplement(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "cldr" / f"{name}.toml").read_text("utf-8"))


COUNTRIES = _load_supplement("countries")
Names = dict[str, list[str]]


def main() -> None:
    """Writes or checks the resource."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="only say whether the file is up to date")
    text = render(
        {
            "interfaces": LANGUAGES,
            "months": {tag: _list_forms(_load(tag).months) for tag in DATED},
            "weekdays": {tag: _list_forms(_load(tag).days) for tag in DATED},
            "day_first": [tag for tag in DATED if re.match(r"d+\.", _load(tag).date_formats["short"].pattern)],
            "fillers": sorted(word for filler in _load_supplement("dates")["filler"] for word in filler["words"]),
            "scripts": _list_scripts(),
            "endonyms": _group(_collect_endonyms()),
            "lead_ins": sorted(COUNTRIES["lead_ins"]),
            "countries": _group(_collect_countries()),
            "country_names": _list_english_names(),
            "adjectival": {tag: _list_own_names(tag) for tag in TITLED if _has_suffixes(tag)},
        }
    )
    if not parser.parse_args().check:
        TARGET.write_text(text, "utf-8")
    elif TARGET.read_text("utf-8") != text:
        sys.exit(f"{TARGET}: not up to date; run `make cldr`, and read the difference by eye")


def render(table: Mapping[str, Mapping[str, object] | list[str]]) -> str:
    """The table as JSON, with a line for each entry of each part."""
    parts = []
    for name, part in table.items():
        rows = part.items() if isinstance(part, Mapping) else ()
        lines = [f"  {_dump(key)}: {_dump(value)}" for key, value in rows]
        parts.append(f'"{name}": ' + ("{\n" + ",\n".join(lines) + "\n}" if lines else _dump(part)))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def _load(tag: str) -> Locale:
    localedata._cache.clear()  # else names of one locale turn up in others, depending on the order of loading
    return Locale.parse(tag, sep="-")


def _group(meanings: Mapping[str, str]) -> Names:
    groups: Names = defaultdict(list)
    for name, meaning in sorted(meanings.items()):
        groups[meaning].append(name)
    return dict(sorted(groups.items()))


def _list_forms(names: Mapping[str, Mapping[str, Mapping[int, str]]]) -> Names:
    """The names of each number, in full and abbreviated, within a date and alone."""
    forms = [names[use][width] for use in ("format", "stand-alone") for width in ("wide", "abbreviated")]
    return {str(number): sorted({fold(form[number]).rstrip(".") for form in forms}) for number in sorted(forms[0])}


def _list_scripts() -> dict[str, dict[str, str]]:
    """Of the languages that are called after a script: the likely one, in all and by region."""
    likely = {tag: found.split("_")[1] for tag, found in get_global("likely_subtags").items()}
    languages = sorted({tag.split("-")[0] for tag in LANGUAGES if "-" in tag})
    regions = {tag: re.compile(rf"{tag}_([A-Z]{{2}})") for tag in languages}
    return {
        tag: {"": likely[tag]}
        | {found[1]: script for key, script in sorted(likely.items()) if (found := regions[tag].fullmatch(key))}
        for tag in languages
    }


def _collect_endonyms() -> dict[str, str]:
    """The tag of each name that is one language's; the languages of the interface come first, then what is supplied."""
    # Without regions (en-GB), but with scripts (uz-Cyrl); only languages that are official somewhere.
    entries = get_global("territory_languages").values()
    official = {tag.split("_")[0] for entry in entries for tag, is_ in entry.items() if is_["official_status"]}
    tags = (identifier.replace("_", "-") for identifier in localedata.locale_identifiers())
    plain = (tag for tag in tags if re.fullmatch("[a-z]+(-[A-Z][a-z]+)?", tag) and tag.split("-")[0] in official)
    supplied = {
        fold(name): entry["tag"] for entry in _load_supplement("endonyms")["endonym"] for name in entry["names"]
    }
    return _list_endonyms(plain) | supplied | _list_endonyms(LANGUAGES)


def _list_endonyms(tags: Iterable[str]) -> dict[str, str]:
    """Names of a language in that language, with those of its scripts and regions ("American English")."""
    found: dict[str, set[str]] = defaultdict(set)
    for locale in map(_load, tags):
        for key, name in locale.languages.items():
            if re.fullmatch(rf"{locale.language}(_[A-Za-z]+)?", key):
                found[fold(name)].add(key.replace("_", "-"))
    return {name: named.pop() for name, named in found.items() if len(named) == 1}


def _collect_countries() -> dict[str, str]:
    """Every form of every known name, folded, with the country it means; with nothing where it may mean two."""
    codes: dict[str, set[str]] = defaultdict(set)
    for code, name in _list_names():
        for form in _inflect(name):
            codes[form].add(code)
    unclear = {form: "" for name in COUNTRIES["unclear"] for form in _inflect(name)}
    return {form: found.pop() if len(found) == 1 else "" for form, found in codes.items()} | unclear


def _list_names() -> Iterator[tuple[str, str]]:
    for country in COUNTRIES["country"]:
        yield from ((country["code"], name) for name in country["names"])
    for tag in sorted({*LANGUAGES, *TITLED}):
        yield from _list_names_in(tag)


def _list_names_in(tag: str) -> Iterator[tuple[str, str]]:
    expansions = COUNTRIES["expansions"]
    for code, name in _load(tag).territories.items():
        if re.fullmatch("[A-Z]{2}", code) and code not in COUNTRIES["not_countries"]:
            # "Myanmar (Burma)" is also Myanmar; of "Virgin Islands (US)" and "(UK)" neither is left
            plain = re.sub(r" ?[(（][^()（）]*[)）]$", "", name)
            spelt = " ".join(expansions.get(word, word) for word in name.split())
            yield from ((code, form) for form in {name, plain, spelt})


def _has_suffixes(tag: str) -> bool:
    """Whether suffixes in titles of this language make adjectives of countries' names."""
    known = tomllib.loads((RESOURCES / f"titles/{tag}.toml").read_text("utf-8")).get("nationalities", {})
    return "suffixes" in known


def _list_own_names(tag: str) -> list[str]:
    """The countries' names in one language, folded and not inflected."""
    return sorted({fold_name(name) for _, name in _list_names_in(tag)})


def _list_english_names() -> dict[str, str]:
    """The English name of each code that a record may have."""
    return {
        code: name
        for code, name in sorted(_load("en").territories.items())
        if re.fullmatch("[A-Z]{2}", code) and code not in COUNTRIES["not_countries"]
    }


def _inflect(name: str) -> Iterable[str]:
    """A name, folded, and if it is Russian in all its cases; any word may also stay ("Республики Корея")."""
    words = fold_words(name).split()
    if not has_cyrillic(name):
        return (fold_name(name),)
    declined = [_decline(word) for word in words]
    choices = ([{word, *forms[case]} for word, forms in zip(words, declined, strict=True)] for case in range(5))
    return (fold_name(" ".join(form)) for choice in choices for form in product(*choice))


def _decline(word: str) -> list[set[str]]:
    """The forms of one Russian word in each case but the nominative; empty sets for a word that has none."""
    endings = [e for e in COUNTRIES["ending"] if word.endswith(e["nominative"]) and word[-1] in e.get("after", word)]
    longest = max((len(e["nominative"]) for e in endings), default=0)
    best = [e for e in endings if len(e["nominative"]) == longest]
    return [{word.removesuffix(e["nominative"]) + e["cases"][case] for e in best} for case in range(5)]


if __name__ == "__main__":
    main()
