"""The verdict on pairs: all signals together, as a chance that a meeting helps, and which of them may be told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.crowd import FIRM_STRENGTH, Between, Strengths
from keywho.benefit.employers import keys_of, naming
from keywho.benefit.knobs import Sharing
from keywho.benefit.likeness import Reader
from keywho.benefit.profile_reading import Side
from keywho.benefit.signals import FOR_ANYBODY, OWN_ROLE, SIGNALS, Kind, Weights, can_talk, is_avoided, is_told_alone
from keywho.core.ids import AttendeeId
from keywho.core.people import Help

MOST_POINTS = 10.0
LEAST_POINTS = 0.5
MOST_LEARNED = 3.0
TINY = 1e-6
AVOIDED = 0.3
"""What is left of the points where the seeker said that this is not what they look for."""

Pair = tuple[AttendeeId, AttendeeId]
Places = NDArray[np.int64]
Learned = Mapping[Pair, float]
Ties = Mapping[Pair, float]

ABOUT: Mapping[Kind, tuple[tuple[Side, Side], ...]] = {
    Kind.HIRES_FOR_IT: ((Side.WANTS, Side.HIRES), (Side.ROLE, Side.HIRES)),
    Kind.OFFERS_IT: ((Side.WANTS_SELF, Side.OFFERS), (Side.WANTS_WORK, Side.OFFERS)),
    Kind.IS_THE_ROLE: ((Side.WANTS, Side.ROLE),),
    Kind.WAS_IN_IT: ((Side.WANTS, Side.PAST),),
    Kind.WANTS_THE_JOB: ((Side.HIRES, Side.WANTS),),
    Kind.IN_THE_FIELD: ((Side.WANTS, Side.FIELD), (Side.WANTS_PLACE, Side.FIELD)),
    Kind.NEIGHBOURING: ((Side.WANTS, Side.ROLE),),
    Kind.COMPANIONS: ((Side.WANTS, Side.WANTS),),
}
"""Between which pieces a signal fires."""


@dataclass(frozen=True, slots=True)
class Fired:
    """A signal that fired for a seeker beside somebody: how strongly, what it counts, and the piece of each that it is about, as they wrote it.

    `is_told` says whether it is strong enough to be a reason. `is_own_work` says that `wanted` is what the seeker is, not what they look for.
    """

    kind: Kind
    strength: float
    weight: float
    wanted: str = ""
    held: str = ""
    more: str = ""
    help: Help | None = None
    is_own_work: bool = False

    @property
    def worth(self) -> float:
        """What it counts: strength times weight."""
        return self.strength * self.weight

    @property
    def is_told(self) -> bool:
        """Whether it is strong enough to be said; a kind of help alone is not, but for company."""
        if self.kind is Kind.RIGHT_HELP and self.help is not Help.COMPANION:
            return False
        return self.strength >= FIRM_STRENGTH - TINY


@dataclass(frozen=True, eq=False)
class Judge:
    """How pairs are judged: with which reader and weights, and what is known beside the profiles."""

    reader: Reader
    weights: Weights
    sharing: Sharing
    learned: Learned = field(default_factory=dict)
    ties: Ties = field(default_factory=dict)

    def judged(self, between: Between) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        """Give hundredths of points for each seeker and other, and whether there is a strong reason.

        Signals are put together as chances that do not know of each other (noisy-or): two weak ones are more than one, and none passes 1.
        """
        missed = np.ones(between.shape, np.float32)
        told = np.zeros(between.shape, bool)
        for kind, strength in self._strengths(between):
            missed *= 1.0 - np.float32(self.weights.of(kind)) * strength
            told |= is_told_alone(between) if kind is Kind.RIGHT_HELP else strength >= FIRM_STRENGTH - TINY
        chance = np.where(can_talk(between), 1.0 - missed, 0.0)
        avoided = is_avoided(between)
        chance = np.where(avoided, AVOIDED * chance, chance)
        hundredths = np.round(chance * MOST_POINTS * 100).astype(np.int32)
        hundredths[hundredths < LEAST_POINTS * 100] = 0
        return hundredths, told & ~avoided & (hundredths > 0)

    def _strengths(self, between: Between) -> Iterator[tuple[Kind, Strengths]]:
        """Give the strengths of each signal that fires somewhere. A kind of help that only words tell of adds to what else fired, and is nothing alone."""
        missed = np.ones(between.shape, np.float32)
        for kind, signal in SIGNALS.items():
            strength = signal(between)
            if kind is Kind.RIGHT_HELP:
                strength = np.where(strength >= 1.0, strength, strength * np.minimum(1.0, 2.0 * (1.0 - missed)))
            if strength.any():
                missed *= 1.0 - np.float32(self.weights.of(kind)) * strength
                yield kind, strength

    def evidence(self, between: Between, one: AttendeeId, others: Sequence[AttendeeId]) -> list[tuple[Fired, ...]]:
        """Give for one seeker beside each of some others what fired, what counts most first; nothing where they can't talk or the seeker does not want it."""
        found: list[list[Fired]] = [[] for _ in others]
        gate = can_talk(between)[0] & ~is_avoided(between)[0]
        for kind, strength in self._strengths(between):
            for at in np.flatnonzero((strength[0] > 0) & gate).tolist():
                found[at].append(self._fired(kind, float(strength[0, at]), between, at))
        for at, other in enumerate(others):
            if (one, other) in self.ties and gate[at]:
                found[at].append(Fired(Kind.CAN_INTRODUCE, self.ties[one, other], self.weights.can_introduce, between.seekers.readings[0].first_wish))
        order = list(Kind)
        return [tuple(sorted(fired, key=lambda one: (-one.worth, order.index(one.kind)))) for fired in found]

    def _fired(self, kind: Kind, strength: float, between: Between, at: int) -> Fired:
        """Put the pieces to a signal that it is about."""
        one, other = between.seekers.readings[0], between.others.readings[at]
        fired = Fired(kind, strength, self.weights.of(kind))
        if kind is Kind.WORKS_THERE:
            return replace(fired, wanted=naming(one.seeks_texts, keys_of(other.company, self.reader.own_words)), held=other.company)
        if kind is Kind.RIGHT_HELP:
            shared = (one.ticked_seeks & other.ticked_gives & set(FOR_ANYBODY)) or (one.seeks_help & other.gives_help)
            return replace(fired, help=Help.COMPANION if strength >= 1.0 and Help.COMPANION in shared else next(kind for kind in Help if kind in shared))
        if kind is Kind.SAME_ROAD:
            road = between.best_road(at)
            return replace(fired, wanted=one.first_wish, held=road.one, more=road.other)
        if kind is Kind.BROAD_KNOWLEDGE:
            offers = [*dict.fromkeys(one.text for side in (Side.OFFERS, Side.PAST) for one in other.on(side))]
            known = [*(one.text for one in other.on(Side.ROLE)[:1]), *offers, "", ""]
            return replace(fired, wanted=one.first_wish, held=known[0], more=known[1])
        found = [(between.best_pieces(mine, theirs, at), mine) for mine, theirs in ABOUT[kind]]
        if kind is Kind.HIRES_FOR_IT and not between.seekers.stays_in_work[0]:
            found = found[:1]
        best, mine = max(found, key=lambda one: one[0].alike * (OWN_ROLE if one[1] is Side.ROLE else 1.0))
        return replace(fired, wanted=best.one, held=best.other, is_own_work=kind is Kind.HIRES_FOR_IT and mine is Side.ROLE)

    def with_known(
        self, ids: Sequence[AttendeeId], seeker: Places, sought: Places, points: NDArray[np.float64], told: NDArray[np.bool_]
    ) -> tuple[Places, Places, NDArray[np.float64], NDArray[np.bool_]]:
        """Add what is known beside the profiles to the entries: who can introduce, as one more signal, and what was learned, within bounds, in points."""
        if not self.ties and not self.learned:
            return seeker, sought, points, told
        place = {who: no for no, who in enumerate(ids)}
        pairs = zip(seeker.tolist(), sought.tolist(), strict=True)
        entries = dict(zip(pairs, zip(points.tolist(), told.tolist(), strict=True), strict=True))
        for (one, other), sure in self.ties.items():
            if one in place and other in place and one != other:
                worth, is_told = entries.get((place[one], place[other]), (0.0, False))
                missed = (1.0 - worth / MOST_POINTS) * (1.0 - self.weights.can_introduce * min(1.0, sure))
                entries[place[one], place[other]] = (round(MOST_POINTS * (1.0 - missed), 2), is_told or sure >= FIRM_STRENGTH)
        for (one, other), change in self.learned.items():
            if one in place and other in place and one != other:
                worth, is_told = entries.get((place[one], place[other]), (0.0, False))
                changed = worth + min(MOST_LEARNED, max(-MOST_LEARNED, change))
                entries[place[one], place[other]] = (round(min(MOST_POINTS, max(0.0, changed)), 2), is_told)
        kept = [(one, other, *entries[one, other]) for one, other in sorted(entries) if entries[one, other][0] > 0]
        return (
            np.array([one for one, *_ in kept], np.int64),
            np.array([other for _, other, *_ in kept], np.int64),
            np.array([worth for *_, worth, _ in kept], np.float64),
            np.array([is_told for *_, is_told in kept], bool),
        )
