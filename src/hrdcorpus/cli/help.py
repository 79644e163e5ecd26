"""`hrdcorpus help`: the documentation, which comes with the program."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from hrdcorpus.cli.output import check_name, print_text

TOPICS = (  # as in pyproject.toml
    "ci", "corrections", "exports", "findings", "keying", "pseudonyms", "python", "reader", "review", "runs",
)  # fmt: skip


def show_help(
    topic: Annotated[
        str | None,
        typer.Argument(
            metavar="TOPIC",
            help="What to read about.",
            callback=lambda name: name and check_name(TOPICS, name),
            autocompletion=lambda: list(TOPICS),
        ),
    ] = None,
) -> None:
    """Read the documentation; without a topic, what there is.

    Examples:
    hrdcorpus help
    hrdcorpus help corrections
    """
    packed = Path(str(files("hrdcorpus"))) / "docs"
    folder = packed if packed.is_dir() else Path(__file__).parents[3] / "docs"  # in a clone they stand beside src
    texts = {name: (folder / f"{name}.md").read_text("utf-8") for name in TOPICS}
    titles = "".join(f"{name:12} {text.splitlines()[0].removeprefix('# ')}\n" for name, text in texts.items())
    print_text(texts[topic] if topic else f"{titles}\nWhat a finding means: hrdcorpus rule CODE\n")
