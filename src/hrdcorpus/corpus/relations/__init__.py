"""Which records are the same interview, as a copy or in another language."""

from hrdcorpus.corpus.relations.finding import Relation, find_relations

__all__ = ["Relation", "find_relations"]
