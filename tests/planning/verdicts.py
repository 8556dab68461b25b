"""Words that the tests of the verifier share."""

from dataclasses import replace

from keywho.core.problem import Problem
from keywho.planning.check import Verdict


def codes(verdict: Verdict) -> set[str]:
    return {violation.code for violation in verdict.violations}


def wishing(problem: Problem, **wishes: object) -> Problem:
    return replace(problem, wishes=replace(problem.wishes, **wishes))  # type: ignore[arg-type]
