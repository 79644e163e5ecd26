"""What a person types -> which pages are listed."""

from msgspec import Struct

from hrdcorpus.corpus.reviewing import STATES
from hrdcorpus.records.rules import find_rules
from hrdcorpus.screen.listing import Listed

_CODE_LENGTH = len("HRD1")


class Filter(Struct, frozen=True):
    """What pages to list; an empty field lists all. Of several values of one field any will do, all fields must hold.

    `codes` are codes of open findings, or their beginnings; `parts` are parts of ids.
    """

    codes: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()

    def keeps(self, page: Listed) -> bool:
        """Whether the page is to be listed."""
        return (
            (not self.codes or any(code.startswith(self.codes) for code in page.codes))
            and (not self.countries or not self.countries.isdisjoint(page.countries))
            and (not self.states or page.state in self.states)
            and all(part in page.file.id.casefold() for part in self.parts)
        )


def parse_filter(text: str) -> Filter:
    """What a person typed: codes or names of findings, countries' codes, states, parts of ids, with blanks between.

    >>> parse_filter("no-date KZ open 2021")
    Filter(codes=('HRD201',), countries=frozenset({'KZ'}), states=frozenset({'open'}), parts=('2021',))
    """
    codes, countries, states, parts = list[str](), set[str](), set[str](), list[str]()
    for word in text.split():
        rules = find_rules(word) or (find_rules(word.upper()) if len(word) >= _CODE_LENGTH else ())
        if rules:
            codes += [rule.code for rule in rules]
        elif word in STATES:
            states.add(word)
        elif len(word) == 2 and word.isupper():
            countries.add(word)
        else:
            parts.append(word.casefold())
    return Filter(tuple(codes), frozenset(countries), frozenset(states), tuple(parts))
