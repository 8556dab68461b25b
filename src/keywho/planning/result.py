"""What the planner found, and how far from perfect it may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keywho.core.ids import AttendeeId
from keywho.core.programme import Programme
from keywho.core.proof import Proof
from keywho.core.score import Score
from keywho.planning.stopping import gap_between


@dataclass(frozen=True, slots=True)
class Bound:
    """An upper bound on the points of any programme of a problem.

    `method` says how it was proven, in words. `tight` says whether it is of the kind that good programmes reach
    (a certificate) or only a ceiling. `proof` holds the prices it can be added up from again (`planning.check.proof.proven`); only where it is tight.
    """

    points: float
    method: str
    tight: bool = False
    proof: Proof | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Unmet:
    """A wish that could not be fulfilled together with the others: `names` are the people, `sentence` says what and what may help."""

    code: str
    names: tuple[AttendeeId, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Score and bound at one moment of the search."""

    seconds: float
    score: float
    bound: float


@dataclass(frozen=True, slots=True)
class Result:
    """A programme with its quality.

    Attributes
    ----------
    stopped_by : "optimal" (score equals bound), "done" (all planned work was done), "rule" (the stopping rule), "clock" (a slow machine
        cut the planned work; another run may differ) or "interrupt" (Ctrl-C).
    seconds_by_stage : wall seconds of each part of the engine.
    history : score over time.
    """

    programme: Programme
    score: Score
    bound: Bound
    seconds: float
    seed: int
    version: str
    unmet: tuple[Unmet, ...] = ()
    history: tuple[Snapshot, ...] = ()
    stopped_by: str = "done"
    work: int = 0
    seconds_by_stage: Mapping[str, float] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        """(bound - score) / bound: 0 means that no programme is better."""
        return gap_between(self.score.points, self.bound.points)
