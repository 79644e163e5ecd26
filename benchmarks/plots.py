"""Lines as a picture in SVG: the same bytes for the same numbers."""

from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

mpl.rcParams.update({"svg.hashsalt": "hrdcorpus", "svg.fonttype": "none", "font.family": "sans-serif"})


def draw_lines(path: Path, lines: Mapping[str, Mapping[int, float]], across: str, up: str) -> None:
    """Draw lines over axes with logarithmic scales, each with its name at its end."""
    figure = Figure(figsize=(8, 5), layout="constrained")
    axes = figure.add_subplot(xscale="log", yscale="log", xlabel=across, ylabel=up)
    for name, line in lines.items():
        (drawn,) = axes.plot(list(line), list(line.values()), marker="o", markersize=4)
        last = max(line)
        axes.annotate(
            name, (last, line[last]), (6, 0), textcoords="offset points", color=drawn.get_color(), va="center"
        )
    ticks = sorted({number for line in lines.values() for number in line})
    axes.set_xticks(ticks, [f"{number:,}" for number in ticks])
    axes.set_xticks([], minor=True)
    axes.yaxis.set_major_formatter("{x:g}")
    axes.grid(visible=True, alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None})
