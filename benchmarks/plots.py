"""The plots of docs/benchmarks.md as SVG, from what is recorded: the same records give the same files, readable on light and dark pages."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cases import ROOT
from history import Record, newest

FOLDER = ROOT / "docs" / "benchmarks"
GREY, COLOURS = "#808890", ("#2f81f7", "#d9730d", "#2da44e", "#a371f7", "#cf4d6f")
Latest = Mapping[tuple[str, str], Record]


def draw_all(records: Sequence[Record], folder: Path = FOLDER) -> None:
    """Draw every plot for which there are records."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({
        "svg.hashsalt": "keywho", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10, "figure.facecolor": "none", "axes.facecolor": "none",
        "savefig.facecolor": "none", "text.color": GREY, "axes.labelcolor": GREY, "axes.edgecolor": GREY, "axes.titlecolor": GREY, "xtick.color": GREY, "ytick.color": GREY,
        "grid.color": GREY, "grid.alpha": 0.25, "axes.grid": True, "axes.spines.top": False, "axes.spines.right": False, "legend.frameon": False, "legend.labelcolor": GREY,
    })  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    latest = newest(records)
    for draw in (growth, convergence, designs, gaps):
        figure = draw(latest)
        if figure is not None:
            figure.savefig(folder / f"{draw.__name__}.svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
            figure.clear()


def _axes(columns: int, width: float, height: float) -> tuple[Any, Any]:
    from matplotlib import pyplot

    return pyplot.subplots(1, columns, figsize=(width, height), squeeze=False)


def growth(latest: Latest) -> Any:
    """CPU seconds and memory against the number of people, both scales logarithmic, with the fitted exponent."""
    if not any(section == "scale" for section, _ in latest):
        return None
    figure, axes = _axes(2, 9, 3.6)
    for colour, kind in zip(COLOURS, ("pairs", "tables"), strict=False):
        rows = [
            record.figures for (section, line), record in latest.items() if section == "scale" and line.startswith(f"{kind} ") and "CPU s" in record.figures
        ]
        rows.sort(key=lambda figures: figures["people"])  # type: ignore[arg-type,return-value]
        fitted = latest.get(("scale", f"{kind}: exponent"))
        for column, (heading, exponent) in enumerate((("CPU s", "exponent of time"), ("above imports MB", "exponent of memory"))):
            label = f"{kind}, exponent {fitted.figures.get(exponent)}" if fitted else kind
            axes[0, column].plot([row["people"] for row in rows], [row[heading] for row in rows], "o-", color=colour, label=label)
    from matplotlib.ticker import LogLocator, NullFormatter, ScalarFormatter

    for column, words in enumerate(("CPU seconds", "MB above bare imports")):
        axes[0, column].set(xscale="log", yscale="log", xlabel="people", title=words)
        axes[0, column].yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0) if column else (1.0,)))
        axes[0, column].yaxis.set_major_formatter(ScalarFormatter())
        axes[0, column].yaxis.set_minor_formatter(NullFormatter())
        axes[0, column].legend()
    return figure


def convergence(latest: Latest) -> Any:
    """Score over time for each table instance, as a share of its ceiling."""
    rows = [(line, record.figures) for (section, line), record in sorted(latest.items()) if section == "tables" and len(record.figures.get("_curve") or ()) > 1]  # type: ignore[arg-type]
    wanted = [
        (line, figures) for line, figures in rows if line.startswith(("sparse20_n", "topics_n", "dense_n")) and "one seed" not in line and ", 1 s" not in line
    ] or rows
    if not wanted:
        return None
    figure, axes = _axes(1, 9, 3.8)
    for colour, (line, figures) in zip(COLOURS, wanted, strict=False):
        curve, ceiling = figures["_curve"], figures["ceiling"]
        axes[0, 0].plot([max(at, 0.01) for at, _ in curve], [100 * score / ceiling for _, score in curve], drawstyle="steps-post", color=colour, label=line)  # type: ignore[attr-defined,operator]
    axes[0, 0].set(
        xscale="log",
        xlabel="wall seconds",
        ylabel="% of the ceiling",
        title="Table search: score over time (median seed); 100 is a ceiling that no programme comes near",
    )
    axes[0, 0].legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return figure


def designs(latest: Latest) -> Any:
    """The grid of best known designs: tables by people a table; how many of the best known rounds are reached."""
    record = latest.get(("designs", "best known"))
    if record is None or not record.figures.get("_grid"):
        return None
    figure, axes = _axes(1, 7, 6.2)
    plot = axes[0, 0]
    for groups, size, reached, known in record.figures["_grid"]:  # type: ignore[attr-defined]
        full = reached >= known
        plot.add_patch(_square(groups, size, COLOURS[2] if full else COLOURS[1], 0.35 if full else 0.55))
        plot.text(groups, size, f"{known}" if full else f"{reached}/{known}", ha="center", va="center", fontsize=6.5 if full else 5.5)
    plot.set(xlim=(2.4, 20.6), ylim=(2.4, 20.6), xlabel="tables", ylabel="people a table", xticks=range(3, 21), yticks=range(3, 21), aspect="equal")
    plot.set_title(f"Rounds without a repeated pair: {record.figures['reached']} of {record.figures['cells']} best known reached")
    plot.grid(visible=False)
    return figure


def _square(x: float, y: float, colour: str, alpha: float) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((x - 0.45, y - 0.45), 0.9, 0.9, color=colour, alpha=alpha, linewidth=0)


def gaps(latest: Latest) -> Any:
    """Gap to the bound by instance: certificates (pairs), where 0 is proven optimal, and ceilings (tables)."""
    proven = [
        (line, float(record.figures["gap"]))
        for (section, line), record in latest.items()
        if section == "pairs" and isinstance(record.figures.get("gap"), int | float)
    ]  # type: ignore[arg-type]
    ceilings = [
        (line, float(record.figures["gap"]))
        for (section, line), record in latest.items()
        if section == "tables" and isinstance(record.figures.get("gap"), int | float)
    ]  # type: ignore[arg-type]
    if not proven and not ceilings:
        return None
    figure, axes = _axes(2, 11, 0.8 + 0.24 * max(len(proven), len(ceilings)))
    for axis, rows, colour, words in (
        (axes[0, 0], proven, COLOURS[0], "Pairs: certified gap (0 = proven optimal)"),
        (axes[0, 1], ceilings, COLOURS[1], "Tables: distance to a ceiling"),
    ):
        shown = sorted(rows, key=lambda row: (row[1], row[0]), reverse=True)
        axis.barh([name for name, _ in shown], [100 * gap for _, gap in shown], color=colour, height=0.6)
        for at, (_, gap) in enumerate(shown):
            axis.text(100 * gap, at, " 0" if gap == 0 else f" {100 * gap:.4f} %" if gap < 0.001 else f" {100 * gap:.2f} %", va="center", fontsize=8)
        axis.set(title=words, xlabel="%")
        axis.margins(x=0.18)
        axis.grid(visible=False, axis="y")
    figure.subplots_adjust(wspace=0.6)
    return figure
