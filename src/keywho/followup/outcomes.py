"""What came of knowing somebody, and the sums of it that organizers may see: of five people at least, and never so that fewer can be computed from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from statistics import fmean

AT_LEAST = 5


class OutcomeKind(StrEnum):
    """What came of a contact, in a word."""

    TALKED = "talked"
    LEARNED = "learned"
    INTRODUCED = "introduced"
    INTERVIEW = "interview"
    OFFER = "offer"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Sum:
    """How many people said one thing; None: fewer than five, or hidden so that another number stays hidden."""

    kind: str
    people: int | None


def sums(said: Iterable[tuple[int, str]], at_least: int = AT_LEAST, kinds: Sequence[str] = tuple(OutcomeKind)) -> tuple[Sum, ...]:
    """Count people (not entries) by what they said; `said` are pairs of a person and a kind.

    What fewer than `at_least` people said has no number. Where that is one kind alone, the smallest other ones have none either: else whoever knows how many
    were said altogether could compute it.

    >>> [one.people for one in sums([(no, "talked") for no in range(6)] + [(1, "offer")], kinds=("talked", "offer"))]
    [None, None]
    """
    people: dict[str, set[int]] = {kind: set() for kind in kinds}
    for who, kind in said:
        if kind in people:
            people[kind].add(who)
    counts = {kind: len(who) for kind, who in people.items()}
    hidden = {kind for kind, count in counts.items() if count < at_least}
    if len(hidden) == 1 and len(counts) > 1:
        smallest = min(counts[kind] for kind in kinds if kind not in hidden)
        hidden |= {kind for kind in kinds if counts[kind] == smallest}  # all of them: which of two alike is hidden must not depend on their order
    return tuple(Sum(kind, None if kind in hidden else counts[kind]) for kind in kinds)


def first_groups(people: Iterable[int], at_least: int = AT_LEAST) -> frozenset[int]:
    """Give the people who are counted: all in groups of five, in the order in which they first said something.

    >>> sorted(first_groups([3, 1, 3, 4, 1, 5, 9, 2]))
    [1, 3, 4, 5, 9]
    """
    order = list(dict.fromkeys(people))
    return frozenset(order[: released(len(order), at_least)])


def funnel(steps: Sequence[tuple[str, frozenset[int]]], at_least: int = AT_LEAST) -> tuple[Sum, ...]:
    """Count people who came to a step and on to the next, such as asked, agreed, held.

    A step has no number where fewer than `at_least` came to it, or where fewer than that, but some, fell off since the last step with a number: that
    difference is a sum too.

    >>> [one.people for one in funnel([("asked", frozenset(range(9))), ("agreed", frozenset(range(7))), ("held", frozenset())])]
    [9, None, None]
    """
    found: list[Sum] = []
    last: frozenset[int] | None = None
    for name, people in steps:
        differs = len(last ^ people) if last is not None else 0
        is_shown = len(people) >= at_least and (differs == 0 or differs >= at_least)
        found.append(Sum(name, len(people) if is_shown else None))
        last = people if is_shown else last
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of some answers, and how many these are; None below five."""

    question: str
    mean: float | None
    people: int


def released(count: int, at_least: int = AT_LEAST) -> int:
    """Give how many of some answers are shown: groups of five. Whoever looks before and after somebody answered learns nothing of that one.

    >>> [released(count) for count in (0, 4, 5, 9, 10)]
    [0, 0, 5, 5, 10]
    """
    return count // at_least * at_least


def means(answers: Mapping[str, Sequence[int]], at_least: int = AT_LEAST) -> tuple[Mean, ...]:
    """Give the mean of each question; its answers stand in the order in which people first answered."""
    found = []
    for question, given in answers.items():
        shown = given[: released(len(given), at_least)]
        found.append(Mean(question, round(fmean(shown), 1) if shown else None, len(shown)))
    return tuple(found)


def texts_in_no_order(texts: Sequence[str], at_least: int = AT_LEAST) -> tuple[str, ...]:
    """Give what people wrote, in the order of a hash: it tells neither who wrote nor when. They come in groups of five, none before five have written."""
    return tuple(sorted(texts[: released(len(texts), at_least)], key=lambda text: sha256(text.encode()).digest()))
