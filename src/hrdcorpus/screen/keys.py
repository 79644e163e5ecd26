"""The keys of the screen, and what its help says of them."""

from textual.binding import Binding

HELP = """\
A block of the page
  up, down  through the blocks
  space     the next thing to look at, here or on the next page
  q w       it is a question, an answer
  i s       the introduction, the site's
  e         show the rules behind the labels, or hide them
  /         search the page

The question of a block
  1 2 3     it asks this item      0  it asks no standard question
  k         choose from all items
  v         its wording, or that just keyed, asks so on all pages

The page
  d n u     give the date, the interviewee's name, the URL
  a         accept a finding, and all of its code on this page
  m         reviewed; on to the next page
  x         exclude the page: it is none of the corpus
  r         the page was edited: corrections go to their texts
  z         undo the last act
  c         give another reason for the last act
  . ,       the next page, the one before
  f         list only some pages, as: no-date KZ open 2021
            (codes or names of findings, countries, states,
            parts of ids)

  ?         this help; Escape leaves it
  tab       the next pane     shift+tab  the one before
  ctrl+q    leave; all is written already

Before each page stand its state and how many findings are open:
o open, ~ changed since it was reviewed, + reviewed, x excluded,
. not read yet. When all are read, those with most come first.
"""


def _bind(key: str, action: str, description: str, *, show: bool = False) -> Binding:
    return Binding(key, action, description, show=show)


BINDINGS = (  # those that are shown below the page in this order, as far as there is room
    _bind("question_mark", "help", "help", show=True),
    _bind("space", "go_on", "next", show=True),
    _bind("z", "undo", "undo", show=True),
    _bind("m", "review", "reviewed", show=True),
    _bind("k", "choose_item", "item", show=True),
    _bind("a", "accept", "accept", show=True),
    _bind("q", "label('question')", "question", show=True),
    _bind("w", "label('answer')", "answer", show=True),
    _bind("i", "label('introduction')", "intro", show=True),
    _bind("s", "label('chrome')", "site's", show=True),
    *(_bind(str(number), f"choose({number})", f"candidate {number}") for number in (1, 2, 3)),
    _bind("0", "choose(0)", "no item"),
    _bind("v", "add_variant", "on all pages"),
    _bind("r", "refit", "corrections to their texts"),
    _bind("x", "exclude", "exclude"),
    _bind("d", "give('published', 'Day of publication, as 2021-07-09')", "date"),
    _bind("n", "give('name', 'Name of the interviewee, or none')", "name"),
    _bind("u", "give('url', 'Address that the page is from')", "URL"),
    _bind("c", "give_reason", "reason"),
    _bind("e", "toggle_rules", "rules"),
    _bind("full_stop", "turn_page(1)", "next page"),
    _bind("comma", "turn_page(-1)", "page before"),
    _bind("slash", "search", "search"),
    _bind("f", "narrow", "filter"),
)
