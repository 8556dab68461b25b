"""What is asked of the planner, figure by figure, and whether it is reached."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cases import Figures, percent, points


@dataclass(frozen=True, slots=True)
class Target:
    """One figure and the least or the most that it should be."""

    figure: str
    least: float | None = None
    most: float | None = None

    @property
    def asked(self) -> str:
        """Say it in words: "score ≥ 9,850"."""
        limit, sign = (self.most, "≤") if self.least is None else (self.least, "≥")
        assert limit is not None
        return f"{self.figure} {sign} {self._written(limit)}"

    def missed(self, reached: float) -> float:
        """Give by what share of the target a figure misses it: 0 where it is met, the figure itself where nothing was asked for."""
        if self.least is not None:
            return max(0.0, self.least - reached) / max(abs(self.least), 1e-12)
        assert self.most is not None
        return max(0.0, reached - self.most) / (abs(self.most) or 1.0)

    def judged(self, figures: Figures) -> str:
        """Say whether the figures meet it, or by how much not."""
        reached = figures.get(self.figure)
        if not isinstance(reached, int | float):
            return f"**{self.asked}: not measured**"
        missed = self.missed(float(reached))
        if missed <= 1e-9:
            return f"{self.asked}: met"
        if self.most == 0:
            return f"**{self.asked}: missed, {self._written(float(reached))}**"
        return f"**{self.asked}: missed by {100 * missed:.2g} %**" if missed < 1 else f"**{self.asked}: missed, {1 + missed:.1f} times as much**"

    def _written(self, figure: float) -> str:
        if self.figure == "gap" or self.figure.startswith(("lost", "cost")):
            return percent(figure)
        return f"{figure:g} s" if self.figure.endswith(" s") else points(figure)


def score_in(least: float) -> tuple[Target, ...]:
    """Ask for a score, the median of the seeds, within the time that the case gives."""
    return (Target("score", least=least),)


def proven_in(cpu_s: float, gap: float = 0.0) -> tuple[Target, ...]:
    """Ask for a proven gap in so many CPU seconds."""
    return Target("gap", most=gap), Target("CPU s", most=cpu_s)


def gently_in(p99_ms: float) -> tuple[Target, ...]:
    """Ask for a mended evening in so many milliseconds, with few people told and nobody alone."""
    return Target("p99 ms", most=p99_ms), Target("told next round, median", most=6), Target("alone", most=0)


BREAKS = {"forum-13": 0, "tic-12": 0, "tic-12crafc": 0, "tic-13": 0, "tic-13crafb": 0, "tic-14crafc": 0, "tic-14crafd": 0, "ticf-13crafa": 0}

TARGETS: Mapping[str, tuple[Target, ...]] = {
    "pairs/sparse20_n1000": proven_in(1.5),
    "pairs/fill_n1000": proven_in(1.5),
    "pairs/sparse20_n3000": proven_in(2.0),
    "pairs/sparse20_n10000": proven_in(5.0),
    "pairs/hub_n10000": proven_in(10.0, 0.0001),
    "pairs/hub_n1000": (Target("gap", most=0.0),),
    "pairs/dense_n300": (Target("gap", most=0.0),),
    "pairs/sparse20 1,000, 5 % away": (Target("gap", most=0.0002),),
    "pairs/sparse20 10,000, 5 % away": (Target("gap", most=0.0002),),
    "pairs/sparse20 1,000, 15 % away": (Target("gap", most=0.001),),
    "pairs/sparse20 10,000, 15 % away": (Target("gap", most=0.001),),
    "pairs/sparse20 100,000": (Target("CPU s", most=120.0), Target("peak MB", most=1024.0)),
    "tables/sparse20_n200, 60 s": score_in(9850),
    "tables/topics_n200, 20 s": score_in(37100),
    "tables/dense_n200, 60 s": score_in(310600),
    "tables/sparse20_n1000, 60 s": score_in(45100),
    "tables/sparse20_n10000, 1 s": score_in(393000),
    "tables/sparse20_n10000, 60 s": score_in(406000),
    "golfers/8-4-7": (Target("repeats, worst", most=0), Target("CPU s", most=0.05)),
    "golfers/10-4-9": (Target("repeats, worst", most=0), Target("CPU s", most=0.5)),
    "golfers/16-6-6": (Target("repeats, worst", most=0), Target("CPU s", most=0.05)),
    "golfers/20-5-8": (Target("repeats, worst", most=0), Target("CPU s", most=0.05)),
    "golfers/40-8-6": (Target("repeats, worst", most=0), Target("CPU s", most=0.05)),
    "golfers/100-10-8": (Target("repeats, worst", most=0), Target("CPU s", most=0.5)),
    "designs/best known": (Target("reached", least=199), Target("longest s", most=0.1)),
    "grouping/RanReal_n120": score_in(47358.75),
    "grouping/RanInt_n120": score_in(47909),
    "grouping/Geo_n120": score_in(101638.05),
    "grouping/RanReal_n240": score_in(155174.95),
    "grouping/RanInt_n240": score_in(155581),
    "grouping/Geo_n240": score_in(188831.25),
    "grouping/RanReal_n480": score_in(378393.25),
    "grouping/RanInt_n480": score_in(380822),
    "grouping/Geo_n480": score_in(552204.25),
    **{f"requests/{name}": (Target("breaks", most=0),) for name in BREAKS},
    "requests/all fourteen": (Target("breaks", most=29), Target("unfair", most=2)),
    "repair/1,000 · 40 changes before the evening": (*gently_in(20), Target("lost", most=0.002)),
    "repair/1,000 · 200 changes, 25 before each round": gently_in(20),
    "repair/10,000 · 400 changes before the evening": (*gently_in(50), Target("lost", most=0.002)),
    "repair/10,000 · 200 changes, 25 before each round": gently_in(50),
    "repair/1,000 · a third missing, a tenth walking in": (Target("median ms", most=500), Target("alone", most=0)),
    "scale/pairs: exponent": (Target("exponent of time", most=1.2),),
    "scale/tables: exponent": (Target("exponent of time", most=1.2),),
    "scale/pairs 10,000": (Target("above imports MB", most=150.0),),
    "scale/tables 10,000": (Target("above imports MB", most=150.0),),
    "scale/pairs 100,000": (Target("peak MB", most=1024.0),),
    "scale/tables 100,000": (Target("peak MB", most=1024.0),),
    "start/60 people": (Target("second start s", most=1.5),),
}
"""Section/line, and what its figures should be. Scores are the median of five seeds, seconds are CPU seconds of one core."""


def targets_of(section: str, line: str) -> tuple[Target, ...]:
    """Give what is asked of a line."""
    return TARGETS.get(f"{section}/{line}", ())


def judgements(section: str, line: str, figures: Figures) -> Iterator[tuple[Target, str]]:
    """Give each target of a line with its verdict."""
    for target in targets_of(section, line):
        yield target, target.judged(figures)
