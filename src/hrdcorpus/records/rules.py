"""What a reviewer should look at: the codes, in one table.

A new finding is a row here and, if it is of one page, a small function in `checks/`, which `checks/listing.py` lists.
A code is never given a second meaning; one that is no longer used is not used again.
"""

from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]

GROUPS = {"HRD1": "Questions", "HRD2": "Metadata", "HRD3": "Chrome and text", "HRD4": "The corpus"}
LEVELS: tuple[Level, ...] = ("error", "warning", "note")  # the gravest first


class Rule(NamedTuple):
    """One kind of finding: `what` was seen, what a reviewer can `do`, and whether its findings quote an answer."""

    code: str
    name: str
    level: Level
    what: str
    do: str
    quotes: bool = False


_RULES = (
    Rule("HRD101", "unmatched-question", "warning", "The question matches no item of the questionnaire.",
         "Choose what it asks: `hrdcorpus correct --id`, or `hrdcorpus questionnaire add-variant` for all pages."),
    Rule("HRD102", "similar-question", "note", "The question was keyed by likeness or by what it says alone.",
         "Check the key; if it is right, add the wording as a variant."),
    Rule("HRD103", "repeated-question", "warning", "The same standard question was asked more than once.",
         "Check that both are questions and that neither is keyed wrongly."),
    Rule("HRD104", "empty-answer", "warning", "The question has no answer.",
         "Check on the page whether the answer is missing or was taken for something else."),
    Rule("HRD105", "answer-length", "note", "The answer is far longer or far shorter than the interview's others.",
         "Check that it holds no second question, and that none of it was left out."),
    Rule("HRD106", "second-question", "warning", "The question asks a second standard question, too.",
         "Know that the answer is to both; it is filed under the first."),
    Rule("HRD107", "possible-question", "note", "A paragraph of an answer is a short question, and nothing else.",
         "Read it: if the interviewer asks, say so: `hrdcorpus correct --label question`."),
    Rule("HRD108", "placed-question", "note", "The question was keyed by its likeness and its place in the interview.",
         "Check the key; `[keying] order = false` in hrdcorpus.toml gives no such keys."),
    Rule("HRD201", "no-date", "note", "The page shows no date of publication.",
         "Find the date at the source, and give it: `hrdcorpus correct --date`."),
    Rule("HRD202", "ambiguous-date", "warning", "The date can mean several days, or may be none of publication.",
         "Find the date at the source; it is kept as text only."),
    Rule("HRD203", "name-differs", "note", "The text spells a name of the title differently.",
         "Check which spelling is right; nothing was corrected.", quotes=True),
    Rule("HRD204", "no-interviewee", "warning", "No interviewee could be read from the title.",
         "Find out who is interviewed, and say it: `hrdcorpus correct --name`."),
    Rule("HRD205", "country-unknown", "note", "The title names no country that is known.",
         "Find out the interviewee's country, and give it: `hrdcorpus correct --country`."),
    Rule("HRD206", "language-differs", "warning", "The content is not in the language the page says it shows.",
         "Check the content's language."),
    Rule("HRD207", "metadata-differs", "note", "The page's markup says something else than its visible text.",
         "Compare the two; the record holds what is visible."),
    Rule("HRD208", "corrected", "note", "A person corrected a label, a key or a fact.",
         "Nothing; the reason stands beside the page."),
    Rule("HRD209", "improbable-date", "warning", "The date of publication is before 2000 or in the future.",
         "Check at the source that it is the interview's date."),
    Rule("HRD210", "no-url", "note", "Nothing says which address the page was downloaded from.",
         "Put it into `urls.csv` beside the pages, or into the sidecar with `hrdcorpus correct --url`."),
    Rule("HRD211", "anonymous-interviewee", "note", "The title keeps an interviewee's name back, or gives another.",
         "Keep it so: let no name stand in the text either."),
    Rule("HRD212", "unknown-banner", "note", "A banner of the page is in a language that nobody described.",
         "Describe the interface's language in `resources/interface`; till then the record has none."),
    Rule("HRD213", "interviewee-from-text", "note", "A label, a question or another line tells the interviewee.",
         "Check who is interviewed; what is wrong, say with `hrdcorpus correct --name`."),
    Rule("HRD301", "badly-decoded", "warning", "Some characters could not be decoded, or were encoded twice.",
         "Download the page again; what is missing stands as U+FFFD."),
    Rule("HRD302", "chrome-residue", "warning", "A paragraph of the interview is a line of the site's interface.",
         "Check whether it belongs to the interview; it was kept."),
    Rule("HRD303", "mixed-script-word", "note", "A word mixes Latin and Cyrillic letters.",
         "Know that a search for the word may miss it; it is kept as published."),
    Rule("HRD304", "lost-break", "note", "The break between two paragraphs or sentences was lost.",
         "Check at the source where a paragraph ends; the text was not changed."),
    Rule("HRD305", "control-characters", "warning", "The text holds characters that nobody sees and programs obey.",
         "Look at the page's bytes: controls change what is shown, and hide what is written."),
    Rule("HRD306", "text-left-out", "warning", "Text that may be the interview's was left out, or stood in the frame.",
         "Look at it with `hrdcorpus explain`: where a question is missing, its answer stands below another."),
    Rule("HRD307", "truncated", "warning", "The page seems to break off before its end.",
         "Compare it with the source; if it was cut, download it again."),
    Rule("HRD308", "unclosed-element", "warning", "An element that holds no content is never closed, and holds prose.",
         "Check with `hrdcorpus explain` where the interview ends: what stands in the element was taken for content."),
    Rule("HRD309", "wrapped-lines", "note", "The page's lines were put together, and some paragraphs' ends guessed.",
         "Check at the source where paragraphs end; no word was changed."),
    Rule("HRD401", "unusable-input", "error", "There is no page and no record here.",
         "Name a page, a record, or a folder that holds some."),
    Rule("HRD402", "unreadable-page", "error", "The page cannot be read.",
         "Save or download it again."),
    Rule("HRD403", "not-an-interview", "error", "The page is no interview, or none of its questions was found.",
         "Take it out of the folder; if it is an interview, look at `hrdcorpus explain` and report it."),
    Rule("HRD404", "invalid-record", "error", "The record breaks the form.",
         "Make it again with `hrdcorpus ingest`."),
    Rule("HRD405", "outdated-record", "error", "The record is not what this version makes of its page.",
         "Run `hrdcorpus ingest`; records are never edited by hand."),
    Rule("HRD406", "record-without-page", "error", "The page that the record was made of is not there.",
         "Put the page back, or remove the record with `hrdcorpus ingest --prune`."),
    Rule("HRD407", "page-without-record", "warning", "No record was made of the page.",
         "Run `hrdcorpus ingest`."),
    Rule("HRD408", "source-differs", "error", "The page is not the one that the record was made of: its hash differs.",
         "Find out who changed the page; if the change is meant, run `hrdcorpus ingest`."),
    Rule("HRD409", "unknown-questionnaire", "warning", "The record names an unknown questionnaire or version.",
         "Name your folder with `--questionnaires`, or run `hrdcorpus ingest` to key the questions anew."),
    Rule("HRD410", "duplicate-page", "warning", "Another page of the corpus holds the same interview.",
         "Keep the better page, or know that the interview is counted twice. Looked for in whole corpora only."),
    Rule("HRD411", "translation", "note", "Another page seems to hold the same interview in another language.",
         "Count the two as one interview where that matters. Looked for in whole corpora only."),
    Rule("HRD412", "broken-correction", "error", "The sidecar cannot be read, or no longer fits its page.",
         "Read the page again, then mend the entry or take it out."),
    Rule("HRD413", "lost-sidecar", "error", "The sidecar is read for no page: it has another name than its page.",
         "Give it its page's name, with `.toml` in place of the suffix; put the page back; or remove it."),
)  # fmt: skip

RULES: dict[str, Rule] = {rule.name: rule for rule in _RULES}

# What a page is like, a person can accept for good; not that a page, its record and its sidecar do not fit each other
_OF_THE_CORPUS = ("not-an-interview", "duplicate-page", "translation")
ACCEPTABLE = frozenset(rule.code for rule in _RULES if rule.code < "HRD4" or rule.name in _OF_THE_CORPUS)


def find_rules(key: str) -> tuple[Rule, ...]:
    """The rules with this code or name, or whose code begins with it, as HRD2 does; none for any other text."""
    is_code = key.startswith("HRD")
    return tuple(rule for rule in _RULES if (rule.code.startswith(key) if is_code else rule.name == key))
