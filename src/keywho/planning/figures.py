"""How evenly a programme serves its people: who gets attention, who meets somebody useful, by group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.planning.instance import compile_problem, pairs_of
from keywho.planning.objective import useful_meetings

LEAST_PEOPLE = 5
"""A group of fewer is not told apart from the others: its mean would be somebody's own number."""

BANDS = ((0, "under 3 months"), (3, "3 to 5 months"), (6, "6 to 11 months"), (12, "a year or more"))
NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Spread:
    """How evenly something is spread: 0 for all alike, near 1 for all of it with one; the least, the tenth percentile and the mean."""

    gini: float
    least: float
    tenth: float
    mean: float


@dataclass(frozen=True, slots=True)
class Fairness:
    """How evenly an evening serves its people.

    Attributes
    ----------
    attention : how many of those whom somebody met had a use for them.
    useful : how many useful people somebody met.
    one_way : the share of useful meetings that help only one of the two.
    useful_by_group : the mean number of useful people met, by value of a trait.
    useful_by_search : the same by length of search, in bands.
    """

    attention: Spread
    useful: Spread
    one_way: float
    useful_by_group: Mapping[str, float]
    useful_by_search: Mapping[str, float]


def fairness(problem: Problem, programme: Programme, *, trait: str = "") -> Fairness:
    """Measure how evenly a programme serves everybody who takes part in some round.

    Groups of fewer than five people are put together as "others", and left out where these are fewer than five, too.
    """
    instance = compile_problem(problem)
    met = pairs_of([[problem.index[who] for who in meeting.attendees] for meeting in programme.meetings])
    pairs = np.unique(met, axis=0)
    one, other = pairs[:, 0], pairs[:, 1]
    forth, back = instance.useful.at(one, other, 0.0) > 0, instance.useful.at(other, one, 0.0) > 0
    attention = np.bincount(np.concatenate([other[forth], one[back]]), minlength=instance.count)
    useful = useful_meetings(instance, one, other)
    there = np.atleast_1d(instance.present.any(axis=0))
    people = [attendee for attendee, here in zip(problem.attendees, there, strict=True) if here]
    groups = [one.traits.get(trait, "") or NOT_SAID for one in people] if trait else []
    return Fairness(
        spread_of(attention[there].astype(np.float64)),
        spread_of(useful[there].astype(np.float64)),
        float((forth ^ back).sum() / max(1, (forth | back).sum())),
        _means(groups, useful[there]),
        _means([band_of(one) for one in people], useful[there]),
    )


def band_of(attendee: Attendee) -> str:
    """Give the band of somebody's length of search."""
    months = attendee.profile.months_searching
    return NOT_SAID if months is None else next(name for least, name in reversed(BANDS) if months >= least)


def spread_of(values: NDArray[np.float64]) -> Spread:
    """Say how evenly something is spread."""
    if not len(values):
        return Spread(0.0, 0.0, 0.0, 0.0)
    ranks, total = np.arange(1, len(values) + 1), float(values.sum())
    gini = float((2 * ranks - len(values) - 1) @ np.sort(values) / (len(values) * total)) if total > 0 else 0.0
    return Spread(gini, float(values.min()), float(np.percentile(values, 10)), float(values.mean()))


def _means(groups: Sequence[str], values: NDArray[np.int64]) -> Mapping[str, float]:
    """Give the mean of each group of five or more; one that alone stays smaller is left out, with the others."""
    names = np.array(groups, dtype=object)
    sizes = {name: int((names == name).sum()) for name in dict.fromkeys(groups)}
    means = {name: float(values[names == name].mean()) for name, size in sizes.items() if size >= LEAST_PEOPLE}
    rest = np.isin(names, [name for name, size in sizes.items() if size < LEAST_PEOPLE])
    if rest.sum() >= LEAST_PEOPLE:
        means["others"] = float(values[rest].mean())
    return means
