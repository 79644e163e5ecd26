"""Texts that a questionnaire knows: its wordings, whole, sentence by sentence, in two languages, or several at once."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from hrdcorpus.keying.similarity import Candidate
from hrdcorpus.knowledge.questionnaires import MAX_QUESTION, Questionnaire
from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.knowledge.templates import Template
from hrdcorpus.knowledge.wordings import Wording, split_wording, wording_key
from hrdcorpus.records.kinds import MatchKind

_OPENING = 8  # letters of a wording that tell most paragraphs apart
_MAX_LEADING = 4  # sentences of a wording; the longest seen has three


class Match(Struct, frozen=True):
    """What a text was keyed to, and the items it is most like, best first, whether it was keyed or not.

    Where `kind` is "none", the score is 0 and item, questionnaire and language are None. `others` are items that the
    text asks besides. A text that only goes on with an item, in a later sentence of its wording, is of kind "order".
    """

    item: str | None
    questionnaire: str | None
    language: str | None  # of the wording
    kind: MatchKind
    score: float
    candidates: tuple[Candidate, ...] = ()
    others: tuple[str, ...] = ()


class _Known(NamedTuple):
    """A wording, or the sentence of it with this number, from 0."""

    match: Match
    sentence: int | None = None


class KnownTexts(NamedTuple):
    """What one questionnaire knows: `openings` are the heads of all keys, which spare most texts the rest.

    `slotted` is tried in turn.
    """

    openings: tuple[str, ...]
    fixed: Mapping[str, _Known]
    slotted: tuple[tuple[Template, _Known], ...]

    def find_wording(self, text: str, key: str) -> Match | None:
        """The match of a text with this key that is known as a whole, in one piece or in several; else None."""
        if not key.startswith(self.openings):
            return None
        whole = self._find(key)
        if whole is not None and whole.sentence is None:
            return whole.match
        pieces, end = self._split(text)
        return _join(pieces) if end == len(text.rstrip()) else None

    def find_leading(self, text: str) -> tuple[Match, int] | None:
        """The wordings that begin `text` and end with a sentence, and the offset of their end; else None."""
        may_open = wording_key(text[: 2 * _OPENING]).startswith(self.openings)
        pieces, end = self._split(text[:MAX_QUESTION]) if may_open else ([], 0)
        match = _join(pieces) if pieces and pieces[0].sentence is None else None
        return (match, end) if match is not None else None

    def _find(self, key: str) -> _Known | None:
        return self.fixed.get(key) or next((known for form, known in self.slotted if form.match(key, key)), None)

    def _split(self, text: str) -> tuple[list[_Known], int]:
        """The pieces that begin a text, each as long as can be, and where they end."""
        spans = split_sentences(text)
        pieces: list[_Known] = []
        at = end = 0
        while at < len(spans) and (at == 0 or spans[at][0] > end):  # a blank that was lost stood between paragraphs
            lengths = range(min(_MAX_LEADING, len(spans) - at), 0, -1)
            found = ((self._find(wording_key(text[spans[at][0] : spans[at + n - 1][1]])), n) for n in lengths)
            known, length = next(((known, n) for known, n in found if known is not None), (None, 0))
            if known is None or (pieces and known.sentence and known.match.item not in {p.match.item for p in pieces}):
                break
            pieces.append(known)
            at += length
            end = spans[at - 1][1]
        return pieces, end


def compile_known(questionnaire: Questionnaire) -> KnownTexts:
    """All wordings of a questionnaire, in all languages, and the sentences of those that have several."""
    wordings = [(wording, _Known(_build_match(wording, questionnaire))) for wording in questionnaire.wordings]
    whole = {wording.key for wording, _ in wordings}
    sentences = [
        (sentence, known._replace(sentence=number))
        for wording, known in wordings
        for number, sentence in enumerate(split_wording(wording))
        if sentence.key not in whole
    ]
    texts = [*wordings, *sentences]
    return KnownTexts(
        tuple(sorted({text.opening[:_OPENING] for text, _ in texts})),
        {text.key: known for text, known in reversed(texts) if not text.template.slots},
        tuple((text.template, known) for text, known in texts if text.template.slots),
    )


def _build_match(wording: Wording, questionnaire: Questionnaire) -> Match:
    kind: MatchKind = "variant" if wording.is_variant else "exact"
    candidates = (Candidate(wording.item, 1.0, wording.language),)
    return Match(wording.item, questionnaire.id, wording.language, kind, 1.0, candidates)


def _join(pieces: Sequence[_Known]) -> Match | None:
    """What pieces ask together; the first sentence of a wording alone asks nothing for sure."""
    first = next((piece for piece in pieces if not piece.sentence), None)
    if first is None:
        return replace(pieces[0].match, kind="order") if pieces else None
    if len(pieces) == 1 and first.sentence is not None:
        return None
    items = dict.fromkeys(piece.match.item for piece in pieces)
    others = tuple(item for item in items if item is not None and item != first.match.item)
    return replace(first.match, kind="variant" if first.sentence == 0 else first.match.kind, others=others)
