"""Does a paragraph ask the interviewee something, or does it only look like a question?

The words of address decide (resources/speech): an interviewer says "you", an interviewee "I" and "we". Use it only
where the page itself gives no sign of what is a question.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.text.folding import fold_words, is_interrogative

Asking = Literal["asked", "impersonal", "unclear", "rhetorical", "statement"]

MAX_QUESTION = 1_000  # characters; the longest standard question has under 200
_MOST_LEADING = 4  # sentences of a question with what leads to it
_QUOTED = re.compile(r"[\"“«„][^\"“”«»„]*[?？؟][!.…]*[\"”»“]")  # the words of somebody else
_QUOTED_END = re.compile(r"^([^\"“«„]*?)[\"“«„][^\"“”«»„]*[?？؟][!.…]*[\"”»“]\W*$")
_ENOUGH_WORDS = 5  # "How did the village hear of the pit?"
_FEWEST_WORDS = 4  # "Why?", "And you?": too short to be told from a rhetorical question


def judge_asking(text: str, speech: Speech | None) -> Asking:
    """How the paragraph asks. Without `speech` (a language nobody has described) only the question marks count."""
    if len(text) > MAX_QUESTION:
        return "statement"
    if not is_interrogative(text) or is_reported(text, speech):
        return "asked" if speech and _is_request(text, speech) else "statement"
    mixed = not all(is_question_sentence(text[a:b], speech) for a, b in split_sentences(text))
    if speech is None:
        return "unclear" if mixed or len(text) < 15 else "asked"
    return _judge_persons(text, speech, mixed=mixed)


def _judge_persons(text: str, speech: Speech, *, mixed: bool) -> Asking:
    """By who is spoken of: "you" asks, "I" and "we" wonder; without either a plain question of facts may ask."""
    words = _drop_interviewer(fold_words(text), speech).split()
    first = any(word in speech.first_person for word in words)
    second = any(word in speech.second_person for word in words) or _holds_request(text, speech)
    if speech.address_in_verbs:  # "¿Qué anota exactamente?"
        first = first or any(word.endswith("mos") and len(word) > 4 for word in words)
        second = second or not (first or mixed or len(words) < _FEWEST_WORDS - 1 or words[0] in speech.connectives)
    if first:
        return "unclear" if second else "rhetorical"
    if mixed:  # "You were fined in May. How did you pay?": an interviewer addresses the other in the first
        return "asked" if _begins_with_address(text, speech) else "unclear"
    is_short = len(text.split()) < (_FEWEST_WORDS - 1 if speech.address_in_verbs else _FEWEST_WORDS)
    if second:
        return "unclear" if is_short or _wonders(words, speech) else "asked"
    if is_short or words[0] in speech.connectives:
        return "rhetorical"
    return "unclear" if len(words) < _ENOUGH_WORDS or not speech.modals.isdisjoint(words) else "impersonal"


def _wonders(words: Sequence[str], speech: Speech) -> bool:
    """Whether it begins as one does who wants no answer ("Do you know what it is like ...?")."""
    text = f"{' '.join(words)} "
    return any(text.startswith(f"{opening} ") for opening in speech.wondering)


def is_reported(text: str, speech: Speech | None) -> bool:
    """Whether the question is one that the speaker tells of: 'They asked me: "Why do you do this?"'."""
    if _QUOTED.fullmatch(text[:MAX_QUESTION].strip()):
        return True
    lead, colon, rest = text[:MAX_QUESTION].partition(":")
    quoted = _QUOTED_END.search(text[:MAX_QUESTION])
    if quoted and quoted[1].strip():
        lead, is_quoted = quoted[1], True
    else:
        is_quoted = False
    words = set(fold_words(lead).split())
    if speech is None or not (is_quoted or (colon and rest)):
        return is_quoted
    return words.isdisjoint(speech.second_person) and (is_quoted or not words.isdisjoint(speech.first_person))


def is_addressing(text: str, languages: Iterable[Speech]) -> bool:
    """Whether somebody is spoken to, and nobody speaks of himself, in one of the languages."""
    words = set(fold_words(text).split())
    return any(words & speech.second_person and not words & speech.first_person for speech in languages)


def _begins_with_address(text: str, speech: Speech) -> bool:
    sentences = [set(fold_words(text[a:b]).split()) for a, b in split_sentences(text)]
    return len(sentences) <= _MOST_LEADING and bool(sentences[0] & speech.second_person)


def is_question_sentence(sentence: str, speech: Speech | None) -> bool:
    """Whether one sentence is a question, by its mark or as a request ("Tell us about your work.")."""
    return is_interrogative(sentence) or (speech is not None and _is_request(sentence, speech))


def _is_request(text: str, speech: Speech) -> bool:
    words = f"{fold_words(text)} "
    return len(split_sentences(text)) <= 2 and words.startswith(tuple(f"{request} " for request in speech.requests))


def _holds_request(text: str, speech: Speech) -> bool:
    words = f" {fold_words(text)} "
    return any(f" {request} " in words for request in speech.requests if " " in request)


def _drop_interviewer(words: str, speech: Speech) -> str:
    """Without "tell us", "our readers" and their like, where the first person is the interviewer."""
    padded = f" {words} "
    for phrase in (*speech.requests, *speech.interviewer):
        if " " in phrase:
            padded = padded.replace(f" {phrase} ", " ")
    return padded.strip() or words
