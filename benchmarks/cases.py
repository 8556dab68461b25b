"""What a benchmark is made of: cases that are measured one by one, in sections that become tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "bench"

Figures = Mapping[str, object]
"""One line of a table: heading and figure (numbers, words, or a `peer`).

A heading that begins with "_" is kept in the history (for the plots) and not shown. "lines" holds several lines of a case by name,
"program" what a program printed.
"""

Lines = Mapping[str, Figures]
"""The lines of a section by name."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to measure. It runs in a process of its own, which is stopped after `limit_s` seconds.

    `quick` and `full` say in which set it is. `usual_s` is about how long it takes: the longest begin first.
    """

    name: str
    measure: Callable[[], Figures]
    limit_s: float = 120.0
    quick: bool = True
    full: bool = True
    usual_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Section:
    """Cases with the same figures: a table under a heading.

    Attributes
    ----------
    main : the figure in which versions are compared; `rising` says that more of it is better.
    added : gives lines that follow from all others: a total, a fitted exponent.
    """

    name: str
    title: str
    remarks: str
    cases: tuple[Case, ...]
    main: str = "score"
    rising: bool = True
    added: Callable[[Lines], Lines] | None = None


def peer(score: float, cpu_s: float, remark: str = "") -> Figures:
    """Give the figure of somebody else's method, run in the same process."""
    return {"score": None if score != score else score, "CPU s": cpu_s, "remark": remark}


def percent(share: float) -> str:
    """Write a share; exactly nothing is said as 0."""
    return "0" if share == 0 else f"{100 * share:.4f} %" if abs(share) < 0.001 else f"{100 * share:.2f} %"


def seconds(spent: float) -> str:
    """Write seconds, with milliseconds where they are few."""
    return f"{spent:.3f}" if spent < 0.1 else f"{spent:.2f}" if spent < 10 else f"{spent:.1f}"


def points(score: float) -> str:
    """Write points, without a fraction where there is none."""
    return f"{score:,.0f}" if abs(score - round(score)) < 1e-6 else f"{score:,.1f}"


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """Give the least, the median and the largest of some figures."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[0], ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2, ordered[-1]


def verdict(asked: str, met: bool) -> str:
    """Say whether what was asked for is met."""
    return f"{asked}: met" if met else f"**{asked}: missed**"
