"""What a benchmark is made of: cases that are measured one by one, in sections that become tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "bench"

Figures = Mapping[str, object]
"""One line of a table: heading and figure."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to measure. It runs in a process of its own, which is stopped after `limit_s` seconds."""

    name: str
    measure: Callable[[], Figures]
    limit_s: float = 120.0
    quick: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """Cases with the same figures: a table under a heading."""

    name: str
    title: str
    remarks: str
    cases: tuple[Case, ...]


def percent(share: float) -> str:
    """Write a share; exactly nothing is said as 0."""
    return "0" if share == 0 else f"{100 * share:.4f} %" if share < 0.001 else f"{100 * share:.2f} %"


def seconds(spent: float) -> str:
    """Write seconds, with milliseconds where they are few."""
    return f"{spent:.3f}" if spent < 0.1 else f"{spent:.2f}" if spent < 10 else f"{spent:.1f}"


def points(score: float) -> str:
    """Write points, without a fraction where there is none."""
    return f"{score:,.0f}" if abs(score - round(score)) < 1e-6 else f"{score:,.1f}"


def verdict(asked: str, met: bool) -> str:
    """Say whether what was asked for is met."""
    return f"{asked}: met" if met else f"**{asked}: missed**"
