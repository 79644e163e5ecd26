"""Pull quotes: words of an answer that the editor shows once more, to draw the eye to them."""

from collections.abc import Sequence

from hrdcorpus.blocks import Block
from hrdcorpus.interview.conventions import Reading
from hrdcorpus.interview.units import Unit
from hrdcorpus.text import fold_words

_QUOTING = {"blockquote", "figure", "q"}
_MOST = 200  # each is looked for in the whole text


def find_pull_quotes(units: Sequence[Unit], reading: Reading) -> frozenset[int]:
    """Places of the quotations that repeat words of another paragraph and are not all that answers a question."""
    quoting = [i for i, unit in enumerate(units) if i not in reading.questions and _is_quoting(unit.block)]
    if not quoting or len(quoting) > _MOST:
        return frozenset()
    told = set(range(len(units))) - set(quoting)
    whole = "\n".join(f" {fold_words(units[i].block.text)} " for i in sorted(told))
    repeated = [i for i in quoting if f" {fold_words(units[i].block.text)} " in whole]
    return frozenset(i for i in repeated if i - 1 not in reading.questions)


def _is_quoting(block: Block) -> bool:
    return any(step.partition("[")[0] in _QUOTING for step in (block.path or "").split("/"))
