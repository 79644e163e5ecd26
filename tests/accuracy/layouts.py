"""All layouts by name: how pages mark who speaks, and what each way can carry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from accuracy import html_layouts as html
from accuracy import text_layouts as text
from accuracy.text_layouts import Interview

Layout = Callable[[Interview], str]


@dataclass(frozen=True, slots=True)
class Style:
    """A layout with what it can carry.

    `marked`: the page itself shows what is a question, so that questions of any kind may stand in it. `glued`: a
    question may touch its answer, so that it has to be interrogative as a whole. `turns`: what marks the
    turns: `letters`, `names` or `organisation`. `forbidden`: kinds of traps that not even a person would see through.
    """

    lay: Layout
    is_html: bool = False
    marked: bool = True
    glued: bool = False
    turns: str = ""
    forbidden: tuple[str, ...] = ()


STYLES: Mapping[str, Style] = {
    "bare": Style(text.lay_bare, marked=False),
    "single-breaks": Style(text.lay_single_breaks, marked=False),
    "q-a": Style(text.lay_turns, turns="letters"),
    "q-a-single-breaks": Style(text.lay_turns_single_breaks, turns="letters"),
    "names": Style(text.lay_turns, turns="names"),
    "organisation": Style(text.lay_turns, turns="organisation"),
    "numbers": Style(text.lay_numbers, forbidden=("list",)),
    "dashes-both": Style(text.lay_dashes_both, forbidden=("dashes",)),
    "dashes-questions": Style(text.lay_dashes_questions, forbidden=("dashes",)),
    "same-paragraph": Style(text.lay_same_paragraph, marked=False, glued=True, forbidden=("rhetorical",)),
    "lost-breaks": Style(text.lay_lost_breaks, marked=False, glued=True, forbidden=("rhetorical",)),
    "hard-wrapped": Style(text.lay_hard_wrapped, marked=False),
    "strong": Style(html.lay_strong, is_html=True),
    "headings": Style(html.lay_headings, is_html=True),
    "headings-deep": Style(html.lay_headings_deep, is_html=True),
    "font-weight": Style(html.lay_font_weight, is_html=True),
    "bold-break": Style(html.lay_bold_break, is_html=True),
    "split-bold": Style(html.lay_split_bold, is_html=True),
    "definition-list": Style(html.lay_definition_list, is_html=True),
    "details": Style(html.lay_details, is_html=True),
    "table": Style(html.lay_table, is_html=True),
    "plain-divs": Style(html.lay_plain_divs, is_html=True, marked=False),
    "content-blocks": Style(html.lay_content_blocks, is_html=True, marked=False),
    "misleading": Style(html.lay_misleading, is_html=True),
    "figures": Style(html.lay_figures, is_html=True),
    "related": Style(html.lay_related, is_html=True),
    "comments": Style(html.lay_comments, is_html=True),
    "lists": Style(html.lay_lists, is_html=True),
    "bold-turns": Style(html.lay_bold_turns, is_html=True, turns="names"),
    "br": Style(html.lay_breaks, is_html=True, marked=False),
}
