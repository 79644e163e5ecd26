"""Is this an interview? A standard question or a title says so; else the way people speak must.

In an interview the questions say "you" and the answers "I" or "we". A help page has question headings that address
nobody ("How does it work?"), a list of frequent questions speaks as the reader ("How can I donate?").
"""

from collections.abc import Sequence

from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.labels import Labelled
from hrdcorpus.matching import Matcher, match_question
from hrdcorpus.text import ends_sentence, fold_words

Turn = tuple[str, tuple[str, ...]]  # a question, and the paragraphs of its answer

_ADVISING = 0.2  # of the answers at the most may address the reader, where few are in the first person
_TOLD = 0.5  # of the questions must have answers in sentences
_SHARE = 0.5  # of the exchanges that must sound like an interview
_SHARE_IN_VERBS = 0.2  # the same in a language whose verbs say who acts
_SHARE_ANNOUNCED = 0.3  # the same where an introduction speaks of an interview


def find_refusal(
    ledger: Sequence[Labelled], turns: Sequence[Turn], matcher: Matcher, speech: Speech | None, *, has_voices: bool
) -> str | None:
    """Why the page is no interview; None where it is one. The reason quotes nothing of the page.

    `ledger` are the page's rows as they would stand, were it an interview.
    `has_voices` says that two people speak in turn, by name or by dashes: lists of questions have no voices.
    """
    if not turns:
        return "no question was found"
    answered = [turn for turn in turns if any(c.isalpha() for paragraph in turn[1] for c in paragraph)]
    if not answered:
        return "its questions have no answers"
    kinds = [match_question(question, matcher).kind for question, _ in answered]
    known = sum(kind in ("exact", "variant") for kind in kinds)
    titled = any(row.rule == "title.interview" for row in ledger)
    if len(answered) == 1:
        return _judge_lone_question(answered[0], speech, known=bool(known), titled=titled, keyed=kinds != ["none"])
    if not titled and sum(map(_is_told, turns)) < _TOLD * len(turns):
        return "its questions are there, but nobody answers them"
    if known or kinds.count("similar") > 1:
        return None
    return _judge_own_questions(ledger, answered, speech, has_voices=titled or has_voices)


def _judge_own_questions(
    ledger: Sequence[Labelled], answered: Sequence[Turn], speech: Speech | None, *, has_voices: bool
) -> str | None:
    """The same for a page that asks no standard question. `has_voices` says that a title or two voices speak for it."""
    if speech is not None and any(_is_faq(row, speech) for row in ledger):
        return "a list of frequent questions or a help page"
    if has_voices:
        return None
    if speech is None:
        return "no standard question, no title of an interview, and a language that is not described"
    announced = any(_names_interview(row.block.text, speech) for row in ledger if row.label == "introduction")
    return _judge_speech(answered, speech, _SHARE_ANNOUNCED if announced else _SHARE)


def _judge_lone_question(turn: Turn, speech: Speech | None, *, known: bool, titled: bool, keyed: bool) -> str | None:
    """A single question makes an interview where two things say so: its wording, the title, the way people speak."""
    addressed = speech is None or _speaks(turn[0], speech.second_person)
    if (titled and (keyed or addressed)) or (known and _is_own_account(turn, speech)):
        return None
    return "one question only, and no title, wording and answer that together make an interview"


def _is_own_account(turn: Turn, speech: Speech | None) -> bool:
    """Whether a lone standard question is answered by somebody, and not quoted in a text about something else."""
    first = turn[1][0]
    return speech is None or (_speaks(first, speech.first_person) and not _speaks(first, speech.second_person))


def _is_told(turn: Turn) -> bool:
    """Whether the answer holds a sentence: boxes to tick and prompts in brackets do not."""
    return any(ends_sentence(text) and not text.startswith("(") for text in turn[1])


def _is_faq(row: Labelled, speech: Speech) -> bool:
    if row.label != "title" and not row.block.heading:
        return False
    words = fold_words(row.block.text)  # "help" alone names a page; inside a longer line it names nothing
    return words in speech.faq or any(f" {name} " in f" {words} " for name in speech.faq if " " in name)


def _judge_speech(answered: Sequence[Turn], speech: Speech, share: float) -> str | None:
    addressed = sum(_speaks(question, speech.second_person) for question, _ in answered)
    own = sum(
        _speaks(question, speech.first_person) and not _speaks(question, speech.second_person)
        for question, _ in answered
    )
    personal = sum(_speaks(" ".join(answer), speech.first_person) for _, answer in answered)
    advising = sum(_speaks(" ".join(answer), speech.second_person) for _, answer in answered)
    if speech.address_in_verbs:  # neither "you" nor "I" need be said
        addressed, share = len(answered) - own, _SHARE_IN_VERBS
    if addressed < share * len(answered) or own >= addressed:
        return "its questions address nobody: a help page, a list of questions, or an article"
    if personal < share * len(answered) and not personal > advising < _ADVISING * len(answered):
        return "nobody answers in the first person: a help page, a list of questions, or an article"
    return None


def _names_interview(text: str, speech: Speech) -> bool:
    words = f" {fold_words(text)} "
    return any(f" {name} " in words for name in speech.interview)


def _speaks(text: str, person: frozenset[str]) -> bool:
    return not person.isdisjoint(fold_words(text).split())
