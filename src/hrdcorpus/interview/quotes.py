"""Pull quotes: words of an answer that the editor shows once more, to draw the eye to them."""

from collections.abc import Sequence

from hrdcorpus.interview.reading import Reading
from hrdcorpus.interview.units import Unit
from hrdcorpus.reading.blocks import Block
from hrdcorpus.text.folding import fold_words

_QUOTING = {"blockquote", "figure", "q"}
_MOST = 200  # each is looked for in the whole text


def find_pull_quotes(units: Sequence[Unit], reading: Reading) -> frozenset[int]:
    """Places of the quotations that repeat words of another paragraph and are not all that answers a question.

    A quotation of several paragraphs repeats all of them: answers may stand in quotations, too.
    """
    elements = {
        i: element for i, unit in enumerate(units) if not unit.row.is_fixed and (element := _find_quotation(unit.block))
    }
    quoting = [i for i in elements if i not in reading.questions]
    if not quoting or len(quoting) > _MOST:
        return frozenset()
    told = set(range(len(units))) - set(quoting)
    whole = "\n".join(f" {fold_words(units[i].block.text)} " for i in sorted(told))
    repeated = {i for i in quoting if f" {fold_words(units[i].block.text)} " in whole}
    kept = {elements[i] for i in quoting if i not in repeated or i - 1 in reading.questions}
    return frozenset(i for i in repeated if elements[i] not in kept)


def _find_quotation(block: Block) -> str | None:
    """The path of the quotation that the block stands in."""
    steps = (block.path or "").split("/")
    ends = [i for i, step in enumerate(steps, start=1) if step.partition("[")[0] in _QUOTING]
    return "/".join(steps[: ends[0]]) if ends else None
