"""How well a room can serve its people before the evening: who has somebody here, who is hard to place and why, which key who to invite.

Everything is about what people wrote. A count is never higher than what is there: the benefit keeps the best entries of each person alone.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.apart import Apart
from keywho.benefit.likeness import Reader, plain_reader
from keywho.benefit.same_things import Answers, Things, answers, key_of, same_things
from keywho.benefit.things import things_in
from keywho.core.benefit import Benefit
from keywho.core.people import Attendee, Help, Profile

STRONG_POINTS = 4.0
"""From so many points on, an entry of the benefit is somebody who can help."""

WELL_SERVED = 3
"""So many who can help are enough for an evening."""

MANY, PER_ANSWER, MOST_SCARCE = 4, 3, 12
"""A thing is scarce if at least four people look for it, and three for each who has it, of whom there are at most twelve."""

APART_FROM_MANY = 1 / 3


class Why(StrEnum):
    """Why somebody is hard to place; the first that is true is said."""

    NOTHING = "wrote nothing"
    SEEKS_NOTHING = "wrote nothing about what they seek"
    HIDES = "is kept apart from many"
    LANGUAGE = "shares no language"
    VAGUE = "says nothing that can be looked for"
    NOBODY = "nobody offers it"
    FAR = "nothing fits well"


@dataclass(frozen=True, slots=True)
class HardToPlace:
    """Somebody for whom nobody here is a strong help. `about` is what they look for, or their languages; `count` the people they are kept apart from."""

    who: int
    why: Why
    about: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing that people look for: as most of them say it, who they are, and who here has it."""

    label: str
    seekers: tuple[int, ...]
    answered_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing that people offer and nobody looks for."""

    label: str
    offered_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverAsked:
    """Somebody who could help more people than one can meet in an evening."""

    who: int
    asked_by: int


@dataclass(frozen=True, slots=True)
class Supply:
    """How well a room can serve its people. People are places in the list; each tuple begins with what would help most of them.

    Attributes
    ----------
    people : how many there are.
    told : how many wrote what they seek.
    served, well_served : how many have somebody here who can help them; three or more.
    can_meet : how many people one meets in this evening; None where the rounds are not known.
    missing, scarce : what is sought and nobody here has; what many look for and few have.
    hard : who has nobody.
    over_asked : whom more people could gain from than they can meet.
    untapped : what is offered and nobody looks for.
    """

    people: int
    told: int
    served: int
    well_served: int
    can_meet: int | None
    missing: tuple[Sought, ...]
    scarce: tuple[Sought, ...]
    hard: tuple[HardToPlace, ...]
    over_asked: tuple[OverAsked, ...]
    untapped: tuple[Offered, ...]


def supply_of(
    attendees: Sequence[Attendee], benefit: Benefit, *, reader: Reader | None = None, apart: Apart | None = None, can_meet: int | None = None
) -> Supply:
    """Say how well the room serves its people.

    `benefit` is that of these attendees in this order; whoever is kept `apart` from somebody is no help to them.
    """
    reader, apart = reader or plain_reader(), apart or Apart()
    helped, asked = _strong(benefit, len(attendees), apart)
    sought = Things.of([things_in(one.profile.seeks) for one in attendees])
    offered = Things.of([things_in(one.profile.offers) for one in attendees])
    held = Things.of([_held(one.profile) for one in attendees])
    found = answers(reader, reader.read(sought.texts), reader.read(held.texts))
    groups = [_sought(sought, members, held, found) for members in same_things(reader, sought)]
    missing = [one for one, is_sure in groups if is_sure and not one.answered_by]
    kinds = _kinds_of_help(attendees)
    known = {key_of(text) for text, is_asked in zip(held.texts, found.asked, strict=True) if is_asked}
    untapped = offered.pick([no for no, text in enumerate(offered.texts) if key_of(text) not in known])
    return Supply(
        people=len(attendees),
        told=sum(bool(one.profile.seeks.strip() or one.profile.seeks_help) for one in attendees),
        served=int((helped >= 1).sum()),
        well_served=int((helped >= WELL_SERVED).sum()),
        can_meet=can_meet,
        missing=_most_first([*missing, *(kind for kind in kinds if not kind.answered_by)]),
        scarce=_most_first([one for one in chain((one for one, _ in groups), kinds) if _is_scarce(one)]),
        hard=_hard(attendees, np.flatnonzero(helped == 0).tolist(), missing, apart),
        over_asked=_over_asked(asked, can_meet),
        untapped=_offered_most_first([Offered(untapped.label(members), untapped.who(members)) for members in same_things(reader, untapped)]),
    )


def _strong(benefit: Benefit, people: int, apart: Apart) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count for each person who could help them, and whom they could help."""
    strong = benefit.points >= STRONG_POINTS
    seeker, sought = benefit.seeker[strong].astype(np.int64), benefit.sought[strong].astype(np.int64)
    kept = ~apart.of_entries(seeker, sought)
    return np.bincount(seeker[kept], minlength=people), np.bincount(sought[kept], minlength=people)


def _held(profile: Profile) -> tuple[str, ...]:
    """Give what somebody offers or is: what can answer a wish."""
    return (*things_in(profile.offers), *(" ".join(text.split()) for text in (profile.role, profile.company, profile.industry) if text.strip()))


def _sought(sought: Things, members: Sequence[int], held: Things, found: Answers) -> tuple[Sought, bool]:
    """Give one thing that people look for, and whether it is sure that nobody has it if nobody seems to. Nobody answers themselves alone."""
    seekers = sought.who(members)
    sure = held.who(sorted({no for member in members for no in found.sure[member]}))
    perhaps = held.who(sorted({no for member in members for no in found.perhaps[member]}))
    return Sought(sought.label(members), seekers, () if sure == seekers[:1] == seekers else sure), not perhaps or perhaps == seekers[:1] == seekers


def _kinds_of_help(attendees: Sequence[Attendee]) -> list[Sought]:
    """Give each kind of help that people look for, with who can give it; companions are so for each other."""
    kinds = []
    for kind in Help:
        seekers = tuple(no for no, one in enumerate(attendees) if kind in one.profile.seeks_help)
        givers = tuple(no for no, one in enumerate(attendees) if kind in one.profile.gives_help)
        if kind is Help.COMPANION and len(seekers) > 1:
            givers = tuple(sorted({*givers, *seekers}))
        if seekers:
            kinds.append(Sought(kind.value, seekers, () if givers == seekers[:1] == seekers else givers))
    return kinds


def _is_scarce(one: Sought) -> bool:
    return len(one.seekers) >= MANY and 0 < len(one.answered_by) <= min(MOST_SCARCE, len(one.seekers) / PER_ANSWER)


def _most_first(found: Sequence[Sought]) -> tuple[Sought, ...]:
    return tuple(sorted(found, key=lambda one: (-len(one.seekers), len(one.answered_by), one.label)))


def _offered_most_first(found: Sequence[Offered]) -> tuple[Offered, ...]:
    return tuple(sorted(found, key=lambda one: (-len(one.offered_by), one.label)))


def _over_asked(asked: NDArray[np.int64], can_meet: int | None) -> tuple[OverAsked, ...]:
    """Give those who could help more people than they can meet, the most asked first."""
    if can_meet is None:
        return ()
    found = [OverAsked(who, int(asked[who])) for who in np.flatnonzero(asked > can_meet).tolist()]
    return tuple(sorted(found, key=lambda one: (-one.asked_by, one.who)))


def _hard(attendees: Sequence[Attendee], alone: Sequence[int], missing: Sequence[Sought], apart: Apart) -> tuple[HardToPlace, ...]:
    """Say of each for whom nobody is a strong help why that is; those whom a word of theirs would help come first."""
    speakers = _speakers(attendees)
    labels: dict[int, list[str]] = {}
    for one in missing:
        for who in one.seekers:
            labels.setdefault(who, []).append(one.label)
    found = [_why(who, attendees[who].profile, labels.get(who, ()), apart.count(who, len(attendees)), len(attendees), speakers) for who in alone]
    return tuple(sorted(found, key=lambda one: (list(Why).index(one.why), one.who)))


def _why(who: int, profile: Profile, missing: Sequence[str], apart: int, people: int, speakers: Mapping[str, int]) -> HardToPlace:
    """Say why somebody is hard to place."""
    if not profile.seeks.strip() and not profile.seeks_help:
        is_empty = not any((profile.offers, profile.role, profile.industry, profile.gives_help))
        return HardToPlace(who, Why.NOTHING if is_empty else Why.SEEKS_NOTHING)
    if apart >= max(1, APART_FROM_MANY * (people - 1)):
        return HardToPlace(who, Why.HIDES, count=apart)
    if profile.languages and people > 1 and all(speakers[language] == 1 for language in profile.languages):
        return HardToPlace(who, Why.LANGUAGE, tuple(sorted(profile.languages)))
    if not things_in(profile.seeks):
        return HardToPlace(who, Why.VAGUE, (" ".join(profile.seeks.split()),) if profile.seeks.strip() else ())
    return HardToPlace(who, Why.NOBODY, tuple(missing)) if missing else HardToPlace(who, Why.FAR, things_in(profile.seeks))


def _speakers(attendees: Sequence[Attendee]) -> Mapping[str, int]:
    """Count who speaks each language."""
    return Counter(language for one in attendees for language in one.profile.languages)
