"""What speaks for two records being one interview, and what against. No line of it quotes a page."""

from hrdcorpus.corpus.relations.sketch import Sketch
from hrdcorpus.naming.comparing import compare_names

_LEAST_TEXT = 100  # characters of answers; less can be the same by chance
_COPY = 0.7  # share of the longer one's text that two copies have in common, whatever dialect each is in
_LINKED_COPY = 0.2  # the same where the addresses say so already
_DAYS = 7  # within which translations of one interview appear
_LEAST_ITEMS = 3  # standard questions that make a sequence
_SAME_ADDRESS = "the same address"


def list_signs_of_copy(a: Sketch, b: Sketch) -> list[str]:
    """What shows that both hold the same answers: the text alone, or less of it with the address; else nothing.

    What the pages say otherwise of the interviewee is added: the same text under two names is worth a look.
    """
    share, link = measure_shared(a, b), describe_link(a, b)
    least = _LINKED_COPY if link and a.language == b.language else _COPY
    if share is None or share < least:
        return []
    text = "the same answers" if share == 1 else f"{int(share * 100)} % of the answers' text is the same"
    doubts = {
        "but the names differ": _have_same_name(a, b) is False,
        "but the countries differ": _differ_in_country(a, b),
    }
    return [text, *([link] if link else []), *(doubt for doubt, is_there in doubts.items() if is_there)]


def list_signs_of_translation(a: Sketch, b: Sketch) -> list[str]:
    """What shows that both are one interview in two languages; nothing where it is not enough.

    Enough is a link or an address. Without them it takes the interviewee's name and, independent of it, the date or
    the questions: two people of one organisation may answer the same questionnaire on the same day, and one person
    may be interviewed twice.
    """
    if a.language is None or b.language is None or a.language == b.language:
        return []
    link, same_name, same_questions = describe_link(a, b), _have_same_name(a, b), _have_same_questions(a, b)
    if same_questions is False or _differ_in_country(a, b):
        return []
    if same_name is False and link == _SAME_ADDRESS:  # that of a section, perhaps, which its pages give as their own
        return []
    days = abs((a.published - b.published).days) if a.published and b.published else None
    is_near = days is not None and days <= _DAYS
    is_likely = same_name and (is_near or (days is None and same_questions)) and _are_as_long(a, b)
    if not link and not is_likely:
        return []
    signs = {
        link or "": bool(link),
        "the same name": same_name,
        "the same date" if days == 0 else f"dates {days} days apart": is_near,
        "the same country": a.country is not None and a.country == b.country,
        "the same standard questions in the same order": same_questions,
    }
    return [sign for sign, is_there in signs.items() if is_there]


def describe_link(a: Sketch, b: Sketch) -> str | None:
    """How the pages' addresses belong together, if they do."""
    if a.address and a.address == b.address:
        return _SAME_ADDRESS
    if a.address in b.alternates or b.address in a.alternates:
        return "an hreflang link from one to the other"
    if a.neutral and a.neutral == b.neutral:
        return "addresses that differ only by the language"
    return None


def measure_shared(a: Sketch, b: Sketch) -> float | None:
    """How much of the longer one's answers stands in the other, 0 to 1; None where there is too little text."""
    longer = max(a.length, b.length)
    if longer < _LEAST_TEXT:
        return None
    return sum(length for sentence, length in a.sentences.items() if sentence in b.sentences) / longer


def _have_same_name(a: Sketch, b: Sketch) -> bool | None:
    return compare_names(a.name, b.name) if a.name and b.name else None


def _differ_in_country(a: Sketch, b: Sketch) -> bool:
    return bool(a.country and b.country) and a.country != b.country


def _have_same_questions(a: Sketch, b: Sketch) -> bool | None:
    """Whether the standard questions agree, but for those one page has without a key; None with too few of them."""
    if min(len(a.items), len(b.items)) < _LEAST_ITEMS:
        return None
    common = [item for item in a.items if item in b.items]
    if a.questionnaire != b.questionnaire or common != [item for item in b.items if item in a.items]:
        return False
    # a question that only one has should be among the other's unmatched ones; one may have been left out
    missing = max(len(x.items) - len(common) - (y.asked - len(y.items)) for x, y in ((a, b), (b, a)))
    if missing <= 1:
        return True if len(common) >= _LEAST_ITEMS else None
    return False if len(common) < min(len(a.items), len(b.items)) / 2 else None


def _are_as_long(a: Sketch, b: Sketch) -> bool:
    """Whether neither has more than twice the other's questions."""
    return max(a.asked, b.asked) <= 2 * min(a.asked, b.asked)
