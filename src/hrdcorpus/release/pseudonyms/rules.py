"""What is known of names and contacts in texts: `resources/pseudonyms.toml`, loaded."""

from functools import cache
from importlib.resources import files

from hrdcorpus.knowledge.loading import LanguageTag, NonEmpty, Shipped, load_shipped
from hrdcorpus.knowledge.speech import load_speech
from hrdcorpus.naming.words import bare
from hrdcorpus.text.folding import fold_words


class _Contacts(Shipped, frozen=True, kw_only=True):
    domains: NonEmpty
    example: NonEmpty


class _Courtesy(Shipped, frozen=True, kw_only=True):
    language: LanguageTag
    words: NonEmpty
    example: NonEmpty


class _Birth(Shipped, frozen=True, kw_only=True):
    words: NonEmpty
    example: NonEmpty


class PseudonymRules(Shipped, frozen=True, kw_only=True):
    """What `pseudonyms.toml` holds; what each list is for stands there."""

    contacts: _Contacts
    courtesy: tuple[_Courtesy, ...]
    birth: _Birth


@cache
def load_pseudonym_rules() -> PseudonymRules:
    """The program's resource; `KnowledgeError` where it is wrong."""
    return load_shipped(files("hrdcorpus") / "resources" / "pseudonyms.toml", PseudonymRules)


@cache
def list_courtesies(language: str = "") -> frozenset[str]:
    """What stands before a name and is none, in all languages; words of one letter in this language only."""
    listed = ((entry.language, bare(word)) for entry in load_pseudonym_rules().courtesy for word in entry.words.split())
    return frozenset(word for tag, word in listed if len(word) > 1 or tag == language.partition("-")[0])


@cache
def list_births() -> frozenset[str]:
    """What stands between somebody's name and the surname that this person was born with."""
    return frozenset(map(bare, load_pseudonym_rules().birth.words.split()))


def is_role(label: str) -> bool:
    """Whether a label of who speaks tells what one does there and not who it is: "Interviewer", "A"."""
    return fold_words(label) in _list_roles()


@cache
def _list_roles() -> frozenset[str]:
    speech = load_speech(files("hrdcorpus") / "resources" / "speech")
    return frozenset(word for language in speech for word in (*language.asker, *language.answerer))
