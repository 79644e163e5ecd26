"""What the site says of itself, in every interface language alike."""

from importlib.resources.abc import Traversable
from pathlib import Path

from hrdcorpus.knowledge.loading import NonEmpty, Resource, load_resource
from hrdcorpus.text.folding import fold


class _Site(Resource):
    authors: tuple[NonEmpty, ...]


def load_authors(path: Path | Traversable) -> frozenset[str]:
    """The site's own names as authors, folded."""
    return frozenset(fold(name) for name in load_resource(path, _Site).authors)
