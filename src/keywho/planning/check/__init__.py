"""The independent verifier. It is written from docs/objective.md alone and shares no code with the solver."""

from dataclasses import dataclass

from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.score import Score
from keywho.planning.check.people import people_violations
from keywho.planning.check.places import place_violations
from keywho.planning.check.score import score_of
from keywho.planning.check.violation import Violation
from keywho.planning.check.wording import Wording

__all__ = ["Verdict", "Violation", "check"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every hard rule that a programme breaks, and its score, computed a second time."""

    violations: tuple[Violation, ...]
    score: Score

    @property
    def ok(self) -> bool:
        """Say whether no hard rule is broken."""
        return not self.violations


def check(problem: Problem, programme: Programme) -> Verdict:
    """Look at a programme with fresh eyes: list every broken rule by name, and count its points again.

    Any programme can be checked, also one that was edited by hand. What it says of people, rounds and chairs that the
    problem does not know is reported, and left out of the score.
    """
    wording = Wording(problem)
    violations = (*people_violations(problem, programme, wording), *place_violations(problem, programme, wording))
    in_order = sorted(violations, key=lambda violation: violation.round_no or 0)
    return Verdict(tuple(in_order), score_of(problem, programme))
