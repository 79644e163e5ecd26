"""The tree of src/hrdcorpus, two levels deep, for docs/architecture.md: each module with its docstring's first line.

Rooms stand in the order of the first contract of pyproject.toml, from the top floor down.

Usage: tree.py [--check]; writes it there, between its two marks, or fails where it is not up to date.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from scripts.marked import put_part

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "hrdcorpus"
DOCUMENT = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- Written by scripts/tree.py; do not edit. -->\n", "<!-- End of the tree. -->\n"


def main() -> int:
    """Exit status 0, or 1 where --check finds another tree in the document."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    tree = "".join(_list_modules(SOURCE, contracts[0]["layers"]))
    if not put_part(DOCUMENT, BEGIN, END, tree, check=sys.argv[1:] == ["--check"]):
        sys.stderr.write("docs/architecture.md: its tree is not that of src/hrdcorpus; run `make tree`\n")
        return 1
    return 0


def _list_modules(folder: Path, order: Sequence[str] = (), level: int = 0) -> Iterator[str]:
    """One line for each module and package of `folder`, the first level in `order`, and one more level in a package."""
    places = {name: place for place, name in enumerate(order)}
    for path in sorted(folder.iterdir(), key=lambda path: (places.get(path.stem, 0), path.is_file(), path.name)):
        module = path / "__init__.py" if path.is_dir() else path
        if module.suffix != ".py" or not module.exists() or path.name.startswith("__"):
            continue
        first, *_ = (ast.get_docstring(ast.parse(module.read_text("utf-8"))) or "").splitlines()
        yield f"{'  ' * level}- `{path.name}{'/' * path.is_dir()}`: {first}\n"
        if path.is_dir() and not level:
            yield from _list_modules(path, level=level + 1)


if __name__ == "__main__":
    sys.exit(main())
