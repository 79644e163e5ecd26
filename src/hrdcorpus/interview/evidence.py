"""Is this an interview? A standard question or a title says so; else the way people speak must.

In an interview the questions say "you" and the answers "I" or "we". A help page has question headings that address
nobody ("How does it work?"), a list of frequent questions speaks as the reader ("How can I donate?").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hrdcorpus.interview.labels import Labelled
from hrdcorpus.keying.matching import REWORDED, Matcher, match_question
from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.knowledge.speech import Speech
from hrdcorpus.text.folding import ends_sentence, fold_words, is_interrogative

Turn = tuple[str, tuple[str, ...]]  # a question, and the paragraphs of its answer

_ADVISING = 0.2  # of the answers at the most may address the reader, where few are in the first person
_TOLD = 0.5  # of the questions must have answers in sentences
_WORDS = 4  # of a sentence: "Worsened: 71%." is none
_MANY = 5
_LISTED = 2  # titles of interviews make a list
_SHARE = 0.5  # of the exchanges that must sound like an interview
_SHARE_IN_VERBS = 0.2  # the same in a language whose verbs say who acts
_SHARE_ANNOUNCED = 0.3  # the same where an introduction speaks of an interview


@dataclass(frozen=True, slots=True)
class Standing:
    """What else the page shows. `ledger` are its rows as they would stand, were it an interview.

    `has_voices` says that two people speak in turn, by name: lists of questions have no voices. `has_turns`: turns are
    marked, if only by "Q:" or dashes. `others` are the titles of interviews in the content.
    """

    ledger: Sequence[Labelled]
    has_voices: bool
    has_turns: bool
    others: int


def find_refusal(standing: Standing, turns: Sequence[Turn], matcher: Matcher, speech: Speech | None) -> str | None:
    """Why the page is no interview; None where it is one. The reason quotes nothing of the page."""
    if not turns:
        return "no question was found"
    answered = [turn for turn in turns if any(c.isalpha() for paragraph in turn[1] for c in paragraph)]
    if not answered:
        return "its questions have no answers"
    kinds = [match_question(question, matcher).kind for question, _ in answered]
    known = sum(kind in ("exact", "variant") for kind in kinds)
    titled = any(row.rule == "title.interview" for row in standing.ledger)
    if standing.others >= max(_LISTED, len(turns)):
        return "a list of interviews"
    if len(answered) == 1:
        return _judge_lone_question(answered[0], speech, known=bool(known), titled=titled, keyed=kinds != ["none"])
    if not titled and sum(map(_is_told, turns)) < _TOLD * len(turns):
        return "its questions are there, but nobody answers them"
    if not titled and speech is not None and any(_is_form(row, speech) for row in standing.ledger):
        return "a form, a guide or a survey"
    if known or sum(kind in REWORDED for kind in kinds) > 1:
        is_told = titled or not _is_impersonal(answered, speech)
        return None if is_told else "nobody speaks in its answers: a guide or a survey"
    return _judge_own_questions(standing, answered, speech, titled=titled)


def _judge_own_questions(
    standing: Standing, answered: Sequence[Turn], speech: Speech | None, *, titled: bool
) -> str | None:
    """The same for a page that asks no standard question."""
    if speech is not None and any(_is_faq(row, speech) for row in standing.ledger):
        return "a list of frequent questions or a help page"
    if titled or standing.has_voices:
        return None
    if speech is None:
        return "no standard question, no title of an interview, and a language that is not described"
    introduction = (row.block.text for row in standing.ledger if row.label == "introduction")
    announced = standing.has_turns or any(_names_interview(text, speech) for text in introduction)
    paragraphs = [row.block.text for row in standing.ledger if row.label in ("introduction", "answer")]
    if sum(_asks_as_reader(text, speech) for text in paragraphs) >= len(answered):
        return "its questions are those of its readers: a list of questions"
    if (
        not standing.has_turns
        and speech.singular
        and not any(_speaks(text, speech.singular) for _, answer in answered for text in answer)
    ):
        return 'nobody says "I" in its answers: a help page, a list of questions, or an article'
    return _judge_speech(answered, speech, _SHARE_ANNOUNCED if announced else _SHARE)


def _asks_as_reader(text: str, speech: Speech) -> bool:
    """Whether a paragraph asks in the first person ("How much can I ask for?")."""
    persons = _speaks(text, speech.first_person), _speaks(text, speech.second_person)
    return is_interrogative(text) and len(split_sentences(text)) == 1 and persons == (True, False)


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


def _is_form(row: Labelled, speech: Speech) -> bool:
    words = fold_words(row.block.text)
    return row.label == "title" and any(f"{words} ".startswith(f"{name} ") for name in speech.forms)


def _is_told(turn: Turn) -> bool:
    """Whether the answer holds a sentence: boxes to tick and prompts in brackets do not."""
    return any(
        sum(word.isalpha() for word in fold_words(text[a:b]).split()) >= _WORDS
        for text in turn[1]
        if ends_sentence(text) and not text.startswith("(")
        for a, b in split_sentences(text)
    )


def _is_impersonal(answered: Sequence[Turn], speech: Speech | None) -> bool:
    """Whether nobody says "I" or "we" in answers so many that somebody would."""
    if speech is None or len(answered) < _MANY:
        return False
    return not any(_speaks(text, speech.first_person) for _, answer in answered for text in answer)


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
