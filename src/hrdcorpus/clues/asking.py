"""Does a text ask the interviewee something, or does it only look like a question?

The words of address decide (resources/speech): an interviewer says "you", an interviewee "I" and "we".
"""

import re
from typing import Literal

from hrdcorpus.clues.clues import Clues
from hrdcorpus.knowledge.questionnaires import MAX_QUESTION
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.text.folding import count_words

Asking = Literal["wording", "similar", "asked", "impersonal", "unclear", "rhetorical", "statement"]

_QUOTED = re.compile(r"[^\"“«„]*+[\"“«„][^\"“”«»„]*[?？؟][!.…]*[\"”»“]\W*")  # 'They asked me: "Why?"'
_LONGEST_REQUEST = 300  # characters
_LONGEST_OPENER = 3  # words
_MOST_SENTENCES = 3  # of a request with what leads to it
_FEWEST_WORDS = 4  # "Why?", "And you?": too short to be told from a rhetorical question
_FEWEST_LETTERS = 15  # the same in a language that nobody has described


def judge_asking(clues: Clues, speech: Speech | None) -> Asking:
    """How a text asks, without what only marks its turn: as a standard question, surely, perhaps, or not at all.

    Without `speech`, in a language that nobody has described, question marks count alone.
    """
    if clues.wording is not None:
        return "wording"
    asking = judge_own(clues, speech)
    return "similar" if asking != "statement" and clues.match.item is not None else asking


def judge_own(clues: Clues, speech: Speech | None) -> Asking:
    """The same for a question in words of its own."""
    if len(clues.text) > MAX_QUESTION:
        return "statement"
    if not clues.is_interrogative or is_quotation(clues):
        return "asked" if speech and _is_request(clues, speech) else "statement"
    mixed = not all(asks_alone(sentence, speech) for sentence in clues.sentences)
    if speech is None:
        return "unclear" if mixed or len(clues.text) < _FEWEST_LETTERS else "asked"
    return _judge_persons(clues, speech, mixed=mixed)


def _judge_persons(clues: Clues, speech: Speech, *, mixed: bool) -> Asking:
    """By who is spoken of: "you" asks, "I" and "we" wonder; without either a plain question of facts may ask."""
    second = not speech.second_person.isdisjoint(clues.words)
    is_begged = second or speech.address_in_verbs or any(s.padded.startswith(speech.requests) for s in clues.sentences)
    is_begged = is_begged and any(request in clues.padded for request in speech.requests)
    words = _drop_interviewer(clues, speech, is_begged=is_begged)
    fewest = _FEWEST_WORDS - speech.address_in_verbs
    may_beg = not (speech.modals.isdisjoint(words[:1]) or speech.second_person.isdisjoint(words[1:2]))
    first = not may_beg and not speech.first_person.isdisjoint(words)  # "Could you show us?" is asked
    second = second or is_begged
    if speech.address_in_verbs:  # "¿Qué anota exactamente?"
        second = second or not (first or mixed or count_words(words) < fewest)
    if first:
        return "unclear" if second else "rhetorical"
    if mixed:  # "You were fined in May. How did you pay?"; but "The road was cut. What would you do?"
        leads = not speech.second_person.isdisjoint(clues.sentences[0].words) or (
            second and speech.modals.isdisjoint(words)
        )
        return "asked" if leads else "unclear"
    is_short = not words or count_words(clues.words) < fewest
    if _wonders(words, speech) or (is_short and not second):
        return "rhetorical"
    if second:  # "You see?" is a speaker's
        return "unclear" if is_short else "asked"
    return "unclear" if not speech.modals.isdisjoint(words) else "impersonal"


def _wonders(words: list[str], speech: Speech) -> bool:
    """Whether it begins as one does who wants no answer ("Do you know what it is like ...?")."""
    return f"{' '.join(words)} ".startswith(tuple(f"{opening} " for opening in speech.wondering))


def is_quotation(clues: Clues) -> bool:
    """Whether the question ends in quotation marks: it is one that the speaker tells of."""
    return _QUOTED.fullmatch(clues.text[:MAX_QUESTION]) is not None


def asks_alone(sentence: Clues, speech: Speech | None) -> bool:
    """Whether one sentence is a question, by its mark or as a request ("Tell us about your work.")."""
    return sentence.is_interrogative or (speech is not None and _is_request(sentence, speech))


def _is_request(clues: Clues, speech: Speech) -> bool:
    """Whether the first or the last sentence of a short text is a request, and nobody speaks of himself in it."""
    if len(clues.text) > _LONGEST_REQUEST or len(clues.spans) > _MOST_SENTENCES:
        return False
    ends = {*clues.sentences[:1], *clues.sentences[-1:]}
    stands = str.endswith if speech.requests_last else str.startswith
    said = (each.padded for sentence in ends for each in (sentence, _drop_opener(sentence)))
    return any(stands(padded, speech.requests) for padded in said) and speech.first_person.isdisjoint(
        _drop_interviewer(clues, speech, is_begged=True)
    )


def _drop_opener(sentence: Clues) -> Clues:
    """The sentence without the few words before its first comma ("Finally, tell us ...")."""
    opener, comma, said = sentence.text.partition(",")
    is_opener = bool(comma and said.strip()) and len(opener.split()) <= _LONGEST_OPENER
    return sentence.part(len(opener) + 1, len(sentence.text)) if is_opener else sentence


def _drop_interviewer(clues: Clues, speech: Speech, *, is_begged: bool) -> list[str]:
    """The words without "our readers", and "tell us" where it begs, and their like: this first person interviews."""
    padded = clues.padded
    for phrase in (*(speech.requests if is_begged else ()), *speech.interviewer):
        if " " in phrase.strip():
            padded = padded.replace(phrase, " ")
    return padded.split() or list(clues.words)
