"""Interview -> the same interview, each question keyed to the item that was asked, or to none."""

from collections import Counter
from dataclasses import dataclass

from hrdcorpus.interview import Exchange, Interview
from hrdcorpus.knowledge.questionnaires import Questionnaire
from hrdcorpus.matching import Match, Matcher, choose_questionnaire, match_question


@dataclass(frozen=True, slots=True)
class Keyed:
    """Each exchange with its match; the questionnaire the interview follows, None where no question matched."""

    interview: Interview
    exchanges: tuple[tuple[Exchange, Match], ...]
    questionnaire: Questionnaire | None
    language: str | None  # of the wordings matched


def match_questions(interview: Interview, matcher: Matcher) -> Keyed:
    """The questions matched against the one questionnaire that most of them belong to."""
    texts = [exchange.text for exchange in interview.exchanges]
    only = choose_questionnaire(texts, matcher)
    matches = [match_question(text, only) for text in texts]
    languages = Counter(match.language for match in matches if match.language is not None)
    language = min(languages, key=lambda tag: (-languages[tag], tag), default=None)
    questionnaire = only.questionnaires[0] if language is not None else None
    return Keyed(interview, tuple(zip(interview.exchanges, matches, strict=True)), questionnaire, language)
