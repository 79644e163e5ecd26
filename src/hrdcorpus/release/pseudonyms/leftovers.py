"""What may still be a name in pseudonymised records: words with a capital, for a person to read."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.naming.words import split_words
from hrdcorpus.records.form import Record
from hrdcorpus.release.pseudonyms.finding import NameFinder
from hrdcorpus.release.pseudonyms.replacing import Pseudonymiser, list_texts
from hrdcorpus.text.showing import escape

_PLACEHOLDER = re.compile(r"\[[\w -]+\]|HRD-\d+(\.\d+)?")


def find_leftovers(records: Iterable[Record], pseudonymiser: Pseudonymiser) -> Mapping[str, Sequence[str]]:
    """The words in pseudonymised records, the most frequent first, each with the ids of the interviews where it stands
    with a capital, as often as it does; not those of the pseudonyms.

    At the beginning of a sentence a capital tells nothing: there a word is left out that stands in small letters
    elsewhere, unless it may be one of a person's name. Scripts without capitals have no leftovers.
    """
    finder = pseudonymiser.finder
    own = {word.text for name in finder.names.names for word in split_words(name.pseudonym)}
    places: dict[str, list[str]] = defaultdict(list)
    for record in records:
        for text in list_texts(record):
            for word in _list_capitalised(text, finder):
                if word not in own:
                    places[word].append(record.id)
    return dict(sorted(places.items(), key=lambda entry: (-len(entry[1]), entry[0])))


def format_leftovers(leftovers: Mapping[str, Sequence[str]]) -> bytes:
    """A table: word, count and ids, with tabs between."""
    rows = [f"{escape(word)}\t{len(ids)}\t{' '.join(sorted(set(ids)))}\n" for word, ids in leftovers.items()]
    return "".join(["word\tcount\tinterviews\n", *rows]).encode()


def _list_capitalised(text: str, finder: NameFinder) -> Iterable[str]:
    blanked = _PLACEHOLDER.sub(lambda match: "0" * len(match.group()), text)
    words = split_words(blanked)
    starts = [start for start, _ in split_sentences(blanked)]
    firsts = {next((word.start for word in words if word.start >= start), None) for start in starts}
    for word in words:
        is_first = word.start in firsts
        is_initial = blanked[word.end : word.end + 1] == "."
        if (
            word.text[0].isupper()
            and (len(word.text) > 1 or is_initial)
            and not (is_first and finder.vocabulary.is_ordinary(word.text, 1) and not finder.names.is_person(word.text))
        ):
            yield word.text
