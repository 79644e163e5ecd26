"""One wording of a standard question, and its `{slots}` for what changes from interview to interview."""

from collections.abc import Iterable
from typing import NamedTuple

from hrdcorpus.errors import KnowledgeError
from hrdcorpus.knowledge.loading import NonEmpty, Resource
from hrdcorpus.knowledge.sentences import split_sentences
from hrdcorpus.knowledge.templates import SLOT, Template, compile_template
from hrdcorpus.text.folding import drop_dots, fold, split_folded

_FILLED = "x0x"  # stands for a slot while a wording's key is made: a word of nothing else


def wording_key(text: str) -> str:
    """What two texts share when they are the same wording: the words, in order, and nothing else.

    No punctuation counts, so a heading that lost its question mark keeps its key, nor do habits of printing.

    >>> wording_key("И всё\\u2011таки: как?")
    'и все таки как'
    """
    return join_key(split_folded(fold(text)))


def join_key(words: Iterable[str]) -> str:
    """The key of a text with these folded words, in order."""
    return drop_dots(" ".join(words))


class WordingEntry(Resource):
    """A wording as it stands in a language file."""

    item: NonEmpty
    text: NonEmpty
    seen: bool = True
    example: NonEmpty | None = None
    counterexample: NonEmpty | None = None


class Wording(NamedTuple):
    """One way of asking an item. `seen` is false as long as no page has shown it; `template` matches keys."""

    item: str
    language: str
    text: str
    is_variant: bool
    seen: bool
    example: str
    counterexample: str | None
    template: Template

    def fits(self, key: str) -> bool:
        """Whether a text with this key is this wording, its slots filled."""
        return self.template.match(key, key) is not None

    @property
    def key(self) -> str:
        """The key of the text, with its slots as they stand there."""
        return self.template.source

    @property
    def opening(self) -> str:
        """The key of the words before the first slot; of all words where there is none."""
        return SLOT.split(self.key)[0]

    @property
    def plain(self) -> str:
        """The text without its slots."""
        return SLOT.sub(" ", self.text)


def build_wording(entry: WordingEntry, language: str, *, is_variant: bool) -> Wording:
    """A wording ready to be compared; `KnowledgeError` for a wrong slot, no words, or no example of a slot."""
    template = _compile_key(entry.text)
    if template.slots and entry.example is None:
        raise KnowledgeError("has a slot but no example; add one with the slot filled")
    example = entry.example or entry.text
    return Wording(entry.item, language, entry.text, is_variant, entry.seen, example, entry.counterexample, template)


def split_wording(wording: Wording) -> list[Wording]:
    """Each sentence of a wording as a wording of its own; none where it is but one."""
    texts = [wording.text[start:end] for start, end in split_sentences(wording.text)]
    return [wording._replace(text=text, template=_compile_key(text)) for text in texts if len(texts) > 1]


def check_examples(wording: Wording) -> None:
    """`KnowledgeError` where the example is none of the wording, or the counterexample one."""
    if not wording.fits(wording_key(wording.example)):
        raise KnowledgeError("the example is not this text with its slots filled")
    if wording.counterexample and wording.fits(wording_key(wording.counterexample)):
        raise KnowledgeError("the counterexample fits this text")


def _compile_key(text: str) -> Template:
    """The key of a text, its slots as they stand there, as a template."""
    key = wording_key(SLOT.sub(_FILLED, text))
    for slot in SLOT.findall(text):
        key = key.replace(_FILLED, f"{{{slot}}}", 1)
    return compile_template(key)
