"""The signals: small functions that say how strongly one thing speaks for it that somebody is useful to a seeker, each with its weight and its reason.

Every signal looks at some seekers beside some others at once and gives strengths from 0 to 1, (seekers, others). Its weight is what it counts at most.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.crowd import Between, Strengths
from keywho.benefit.employers import name_key
from keywho.benefit.knobs import Leaning
from keywho.benefit.profile_reading import Side
from keywho.core.people import Help

JOB_FOR_OWN_SKILL = 0.65
"""What an offer counts that names a skill which the seeker wants work in: its holder is an insider, not an answer."""

OWN_ROLE = 0.8
"""What it counts that somebody hires people of the seeker's own work, who did not name it in the wish."""

FOR_ANYBODY = (Help.INTRODUCTION, Help.ADVICE, Help.COMPANION)
CLOSE_MONTHS = 3
NEAR, FAR = 0.5, 0.2
BREADTH_STEPS, BROAD_ENOUGH = 5, 0.8


class Kind(StrEnum):
    """What speaks for it that somebody is useful: the field of `Weights` it counts with, and the reason it gives."""

    HIRES_FOR_IT = "hires_for_it"
    OFFERS_IT = "offers_it"
    IS_THE_ROLE = "is_the_role"
    WORKS_THERE = "works_there"
    WANTS_THE_JOB = "wants_the_job"
    CAN_INTRODUCE = "can_introduce"
    SAME_ROAD = "same_road"
    WAS_IN_IT = "was_in_it"
    IN_THE_FIELD = "in_the_field"
    NEIGHBOURING = "neighbouring"
    BROAD_KNOWLEDGE = "broad_knowledge"
    COMPANIONS = "companions"
    RIGHT_HELP = "right_help"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal counts at most: the chance that a meeting helps for this alone, 1 a sure thing.

    Openings come first, then who can tell from inside, then who walks along. They are judgements, in this order on purpose; docs/benefit.md names them.
    """

    hires_for_it: float = 0.9
    offers_it: float = 0.8
    is_the_role: float = 0.75
    works_there: float = 0.75
    wants_the_job: float = 0.7
    can_introduce: float = 0.6
    same_road: float = 0.6
    was_in_it: float = 0.45
    in_the_field: float = 0.45
    neighbouring: float = 0.3
    broad_knowledge: float = 0.35
    companions: float = 0.15
    right_help: float = 0.12

    def leaning(self, leaning: Leaning) -> "Weights":
        """Give the weights for an evening that leans to openings, or to company on the way."""
        if leaning is Leaning.OPENINGS:
            return replace(self, same_road=self.same_road * 0.75, companions=self.companions / 2, broad_knowledge=self.broad_knowledge * 0.75)
        if leaning is Leaning.COMPANY:
            return replace(self, companions=0.5, same_road=0.75, broad_knowledge=0.5, hires_for_it=0.75, works_there=0.6)
        return self

    def of(self, kind: Kind) -> float:
        """Give what a signal counts."""
        return float(getattr(self, kind.value))


def is_the_role(between: Between) -> Strengths:
    """The other is, in their work, what the seeker looks for."""
    return between.match(Side.WANTS, Side.ROLE)


def hires_for_it(between: Between) -> Strengths:
    """The other hires for what the seeker looks for, or people of the seeker's own work, unless the seeker wants to leave it.

    Two who hire the same compete; they are no use to each other for it.
    """
    named = np.where(between.seekers.hiring[:, None], 0.0, between.match(Side.WANTS, Side.HIRES))
    own = OWN_ROLE * between.match(Side.ROLE, Side.HIRES)
    return np.asarray(np.maximum(named, np.where(between.seekers.stays_in_work[:, None], own, 0.0)), np.float32)


def wants_the_job(between: Between) -> Strengths:
    """The seeker hires, and the other looks for such work."""
    found = between.match(Side.HIRES, Side.WANTS)
    return np.asarray(np.where(between.others.hiring[None, :], 0.0, found), np.float32)


def offers_it(between: Between) -> Strengths:
    """The other offers what the seeker looks for. Where it is a skill that the wanted work needs, or the wanted people have, it counts less."""
    wanted = between.match(Side.WANTS_SELF, Side.OFFERS) * np.where(between.seekers.hiring, JOB_FOR_OWN_SKILL, 1.0)[:, None]
    return np.asarray(np.maximum(wanted, JOB_FOR_OWN_SKILL * between.match(Side.WANTS_WORK, Side.OFFERS)), np.float32)


def works_there(between: Between) -> Strengths:
    """The wish names the company of the other, who shares it."""
    found = np.zeros(between.shape, np.float32)
    by_company = between.others.by_company
    if by_company:
        groups = [frozenset(name_key(name) for name in names) for names in between.reader.own_words.employers]
        for row, named in enumerate(one.named for one in between.seekers.readings):
            keys = named.union(*(group for group in groups if group & named)) if groups else named
            for key in by_company.keys() & keys:
                found[row, by_company[key]] = 1.0
    return found


def was_in_it(between: Between) -> Strengths:
    """The other was once what the seeker looks for; to who hires, or does that work already, it is of no use."""
    knows_it = between.seekers.hiring | (between.seekers.own_wish >= NEAR)
    return np.asarray(np.where(knows_it[:, None], 0.0, between.match(Side.WANTS, Side.PAST)), np.float32)


def in_the_field(between: Between) -> Strengths:
    """The other is in the field that the seeker looks for; in the same place a little more."""
    found = np.maximum(between.match(Side.WANTS, Side.FIELD), between.match(Side.WANTS_PLACE, Side.FIELD))
    same = (between.seekers.places[:, None] == between.others.places[None, :]) & (between.seekers.places != "")[:, None]
    return np.asarray(np.minimum(1.0, np.where(same, 1.2 * found, found)), np.float32)


def same_road(between: Between) -> Strengths:
    """The other has made the change that the seeker wants to make: from the same work to the wanted one."""
    return between.road()


def neighbouring(between: Between) -> Strengths:
    """For a change of work: what the other does lies near both what the seeker does and what the seeker wants."""
    near_wish, near_own = between.likeness(Side.WANTS, Side.ROLE), between.likeness(Side.ROLE, Side.ROLE)
    near = np.clip((np.minimum(near_wish, near_own) - FAR) / (NEAR - FAR), 0.0, 1.0)
    is_far = between.seekers.own_wish[:, None] < NEAR  # who seeks work like the present one makes no change
    return np.asarray(np.where(is_far, near, 0.0), np.float32)


def companions(between: Between) -> Strengths:
    """Both look for the same: no key who for each other, but good company. A like field, or a search as long, brings them a little closer.

    Who hires and who looks for work are no companions.
    """
    found = between.match(Side.WANTS, Side.WANTS)
    if not found.any():
        return found
    with np.errstate(invalid="ignore"):
        alike_long = np.abs(between.seekers.months[:, None] - between.others.months[None, :]) <= CLOSE_MONTHS
    closer = 1.0 + 0.1 * alike_long + 0.1 * (between.likeness(Side.FIELD, Side.FIELD) > NEAR)
    one_hires = between.seekers.hiring[:, None] | between.others.hiring[None, :]
    return np.asarray(np.where(one_hires, 0.0, np.minimum(1.0, 0.85 * found * closer)), np.float32)


def broad_knowledge(between: Between) -> Strengths:
    """For somebody who does not know yet: the other knows many different things, or has long experience.

    In coarse steps, so that many are equal and those who don't know yet are not all sent to the same few.
    """
    steps = np.minimum(BROAD_ENOUGH, np.floor(between.others.breadth * BREADTH_STEPS + 1e-4) / BREADTH_STEPS)
    return np.asarray(between.seekers.undecided[:, None] * steps[None, :], np.float32)


def right_help(between: Between) -> Strengths:
    """The other gives a kind of help that the seeker looks for.

    Two ticks speak for themselves, if it is a help that does not depend on the field. Words alone, job leads and insiders' views only add to what else fired.
    """
    said = _share_a_kind(between.seekers.helps["seeks_help"], between.others.helps["gives_help"], tuple(Help))
    ticked = _share_a_kind(between.seekers.helps["ticked_seeks"], between.others.helps["ticked_gives"], FOR_ANYBODY)
    return np.asarray(np.where(ticked, 1.0, 0.5 * said), np.float32)


def is_told_alone(between: Between) -> NDArray[np.bool_]:
    """Whether a kind of help is a reason by itself: company is; "you look for advice, she gives advice" tells nothing without what it is about."""
    return _share_a_kind(between.seekers.helps["ticked_seeks"], between.others.helps["ticked_gives"], (Help.COMPANION,))


def _share_a_kind(seeks: NDArray[np.bool_], gives: NDArray[np.bool_], kinds: Sequence[Help]) -> NDArray[np.bool_]:
    found = np.zeros((len(seeks), len(gives)), bool)
    for kind in kinds:
        at = list(Help).index(kind)
        found |= np.logical_and.outer(seeks[:, at], gives[:, at])
    return found


def can_talk(between: Between) -> NDArray[np.bool_]:
    """A gate: where both told their languages and share none, they can't help each other."""
    one, other = between.seekers, between.others
    found = ~np.logical_and.outer(one.told_languages, other.told_languages)
    for language in one.speakers.keys() & other.speakers.keys():
        found |= np.logical_and.outer(one.speakers[language], other.speakers[language])
    return np.asarray(found)


def is_avoided(between: Between) -> NDArray[np.bool_]:
    """The seeker said that this is not what they look for."""
    against = np.maximum(between.likeness(Side.AVOIDS, Side.ROLE), between.likeness(Side.AVOIDS, Side.FIELD))
    return np.asarray(np.maximum(against, between.likeness(Side.AVOIDS, Side.OFFERS)) > NEAR)


SIGNALS: Mapping[Kind, Callable[[Between], Strengths]] = {
    Kind.HIRES_FOR_IT: hires_for_it,
    Kind.OFFERS_IT: offers_it,
    Kind.IS_THE_ROLE: is_the_role,
    Kind.WORKS_THERE: works_there,
    Kind.WANTS_THE_JOB: wants_the_job,
    Kind.SAME_ROAD: same_road,
    Kind.WAS_IN_IT: was_in_it,
    Kind.IN_THE_FIELD: in_the_field,
    Kind.NEIGHBOURING: neighbouring,
    Kind.BROAD_KNOWLEDGE: broad_knowledge,
    Kind.COMPANIONS: companions,
    Kind.RIGHT_HELP: right_help,
}
"""All that is judged from profiles; ties (`can_introduce`) come from elsewhere, and only with consent."""
