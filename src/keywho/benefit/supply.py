"""How well a room can serve its people before the evening: who has somebody here, who is hard to place and why, which key who to invite.

Everything is about what people wrote. A count is never higher than what is there: the benefit keeps the best entries of each person alone.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from keywho.benefit.apart import Apart
from keywho.benefit.likeness import Reader, plain_reader
from keywho.benefit.profile_reading import Reading, Segment, Side, read_profile
from keywho.benefit.said import is_undecided
from keywho.benefit.same_things import Answers, Thing, Things, answers, key_of, names_work, same_things
from keywho.core.benefit import Benefit
from keywho.core.people import Attendee, Help

STRONG_POINTS = 4.0
"""From so many points on, an entry of the benefit is somebody who can help."""

WELL_SERVED = 3
"""So many who can help are enough for an evening."""

MANY, PER_ANSWER, MOST_SCARCE = 4, 3, 12
"""A thing is scarce if at least four people look for it, and three for each who has it, of whom there are at most twelve."""

CROWDED, FEW = 1.5, 1 / 10
"""Somebody is asked by too many where these are so many times those whom one can meet; at most one in ten is named."""

MOST_WISHES = 4
"""Whoever names more things has pasted a résumé."""

APART_FROM_MANY = 1 / 3


_IN_PASSING = re.compile(r"^(?:(?:also|auch|maybe|perhaps|vielleicht|gern|gerne|gladly|también|tambien|quizás)\s+)+", re.IGNORECASE)


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
    """One thing that people look for: as most of them say it, who they are, and who here has it. `kind` is the kind of help, where it is no more than that."""

    label: str
    seekers: tuple[int, ...]
    answered_by: tuple[int, ...] = ()
    kind: Help | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing that people offer and nobody looks for."""

    label: str
    offered_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverAsked:
    """Somebody who could help far more people than one can meet in an evening."""

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
    missing, scarce : the work that nobody here has, sought by somebody who has no other help, too; what many look for and few have.
    hard : who has nobody.
    over_asked : whom far more people could gain from than they can meet.
    untapped : the work that is offered and nobody looks for.
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
    read = [read_profile(one.profile) for one in attendees]
    here = _Here.of(reader, read, helped)
    groups = [here.sought(members, reader) for members in same_things(reader, here.wishes)]
    not_here = [one for one, is_sure in groups if is_sure and not one.answered_by]
    kinds = _kinds_of_help(read)
    untapped = here.untapped(reader)
    return Supply(
        people=len(attendees),
        told=sum(bool(one.profile.seeks.strip() or one.profile.seeks_help) for one in attendees),
        served=int((helped >= 1).sum()),
        well_served=int((helped >= WELL_SERVED).sum()),
        can_meet=can_meet,
        missing=_most_first([*(one for one in not_here if not helped[list(one.seekers)].all()), *(kind for kind in kinds if not kind.answered_by)]),
        scarce=_most_first([one for one in chain((one for one, _ in groups), kinds) if _is_scarce(one)]),
        hard=_hard(here, read, attendees, np.flatnonzero(helped == 0).tolist(), not_here, apart),
        over_asked=_over_asked(asked, can_meet),
        untapped=_offered_most_first([Offered(untapped.label(members, reader), untapped.who(members)) for members in same_things(reader, untapped)]),
    )


def _strong(benefit: Benefit, people: int, apart: Apart) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count for each person who could help them, and whom they could help."""
    strong = benefit.points >= STRONG_POINTS
    seeker, sought = benefit.seeker[strong].astype(np.int64), benefit.sought[strong].astype(np.int64)
    kept = ~apart.of_entries(seeker, sought)
    return np.bincount(seeker[kept], minlength=people), np.bincount(sought[kept], minlength=people)


@dataclass(frozen=True, slots=True)
class _Here:
    """What is wanted and what is there: what people offer, are, were and work in, and whom they hire for. `wishes` are what counts of the wanted."""

    wanted: Things
    wishes: Things
    place_of: Mapping[str, int]
    offered: Things
    held: Things
    hires: Things
    hiring: frozenset[int]
    by_held: Answers
    by_hires: Answers

    @classmethod
    def of(cls, reader: Reader, read: Sequence[Reading], helped: NDArray[np.int64]) -> "_Here":
        """Look for an answer to everything that is wanted."""
        wanted, offered = _things(read, Side.WANTS), _things(read, Side.OFFERS)
        held, hires = _things(read, Side.OFFERS, Side.ROLE, Side.PAST, Side.FIELD), _things(read, Side.HIRES)
        asked = reader.read(wanted.texts)
        hiring = frozenset(who for people in hires.people for who in people)
        wishes = _wishes(reader, read, helped)
        by_held, by_hires = (answers(reader, asked, reader.read(things.texts)) for things in (held, hires))
        place_of = {text: no for no, text in enumerate(wanted.texts)}
        return cls(wanted, wishes, place_of, offered, held, hires, hiring, by_held, by_hires)

    def sought(self, members: Sequence[int], reader: Reader) -> tuple[Sought, bool]:
        """Give one thing that people look for, and whether it is sure that nobody has it if nobody seems to.

        Nobody answers themselves alone; those who hire for something do not answer each other.
        """
        seekers, at = self.wishes.who(members), [self.place_of[self.wishes.texts[no]] for no in members]
        both = ((self.held, self.by_held),) if self.hiring.issuperset(seekers) else ((self.held, self.by_held), (self.hires, self.by_hires))
        sure, perhaps = set[int](), set[int]()
        for things, found in both:
            sure.update(things.who(sorted({no for place in at for no in found.sure[place]})))
            perhaps.update(things.who(sorted({no for place in at for no in found.perhaps[place]})))
        alone = set(seekers) if len(seekers) == 1 else set()
        return Sought(self.wishes.label(members, reader), seekers, tuple(sorted(sure)) if sure - alone else ()), not perhaps - alone

    def untapped(self, reader: Reader) -> Things:
        """Give the work that is offered and nobody looks for."""
        asked = {key_of(text) for text, is_asked in zip(self.held.texts, self.by_held.asked, strict=True) if is_asked}
        of_work = names_work(reader, self.offered.texts)
        return self.offered.pick([no for no, text in enumerate(self.offered.texts) if of_work[no] and key_of(text) not in asked])


def _wishes(reader: Reader, read: Sequence[Reading], helped: NDArray[np.int64]) -> Things:
    """Give what counts of what people want: the work that they name first, and all of it where nobody is a help to them; nothing of a pasted résumé."""
    wants = [[_thing(one, Side.WANTS) for one in reading.on(Side.WANTS) if not is_undecided(one.text)] for reading in read]
    texts = list(dict.fromkeys(thing.text for things in wants for thing in things))
    of_work = dict(zip(texts, names_work(reader, texts), strict=True))
    counted = [[] if len(things) > MOST_WISHES else things[:1] if helped[who] else things for who, things in enumerate(wants)]
    return Things.of([[thing for thing in things if of_work[thing.text]] for things in counted])


def _things(read: Sequence[Reading], *sides: Side) -> Things:
    """Collect what people wrote on some sides; an offer is said as it is written, a wish by what it is about."""
    return Things.of([[_thing(one, side) for side in sides for one in reading.on(side) if not is_undecided(one.text)] for reading in read])


def _thing(segment: Segment, side: Side) -> Thing:
    said = segment.text if side is Side.OFFERS else segment.subject
    return Thing(segment.subject, _IN_PASSING.sub("", said) or said)


def _kinds_of_help(read: Sequence[Reading]) -> list[Sought]:
    """Give each kind of help that people look for, with who can give it; companions are so for each other."""
    kinds = []
    for kind in Help:
        seekers = tuple(no for no, one in enumerate(read) if kind in one.seeks_help)
        givers = {no for no, one in enumerate(read) if kind in one.gives_help}
        if kind is Help.COMPANION and len(seekers) > 1:
            givers.update(seekers)
        if seekers:
            kinds.append(Sought(kind.value, seekers, tuple(sorted(givers)) if givers - {seekers[0]} or len(seekers) > 1 else (), kind))
    return kinds


def _is_scarce(one: Sought) -> bool:
    return len(one.seekers) >= MANY and 0 < len(one.answered_by) <= min(MOST_SCARCE, len(one.seekers) / PER_ANSWER)


def _most_first(found: Sequence[Sought]) -> tuple[Sought, ...]:
    return tuple(sorted(found, key=lambda one: (-len(one.seekers), len(one.answered_by), one.label)))


def _offered_most_first(found: Sequence[Offered]) -> tuple[Offered, ...]:
    return tuple(sorted(found, key=lambda one: (-len(one.offered_by), one.label)))


def _over_asked(asked: NDArray[np.int64], can_meet: int | None) -> tuple[OverAsked, ...]:
    """Give those who could help far more people than they can meet, the most asked first."""
    if can_meet is None:
        return ()
    found = [OverAsked(who, int(asked[who])) for who in np.flatnonzero(asked > CROWDED * can_meet).tolist()]
    return tuple(sorted(found, key=lambda one: (-one.asked_by, one.who)))[: max(1, int(FEW * len(asked)))]


def _hard(
    here: _Here, read: Sequence[Reading], attendees: Sequence[Attendee], alone: Sequence[int], missing: Sequence[Sought], apart: Apart
) -> tuple[HardToPlace, ...]:
    """Say of each for whom nobody is a strong help why that is; those whom a word of theirs would help come first."""
    speakers = Counter(language for one in read for language in one.languages)
    clear = {who for people in here.wishes.people for who in people}
    labels: dict[int, list[str]] = {}
    for one in missing:
        for who in one.seekers:
            labels.setdefault(who, []).append(one.label)

    def why(who: int) -> HardToPlace:
        profile, reading, kept_apart = attendees[who].profile, read[who], apart.count(who, len(read))
        if not profile.seeks.strip() and not profile.seeks_help:
            is_empty = not any((profile.offers, profile.role, profile.industry, profile.gives_help))
            return HardToPlace(who, Why.NOTHING if is_empty else Why.SEEKS_NOTHING)
        if kept_apart >= max(1, APART_FROM_MANY * (len(read) - 1)):
            return HardToPlace(who, Why.HIDES, count=kept_apart)
        if reading.languages and len(read) > 1 and all(speakers[language] == 1 for language in reading.languages):
            return HardToPlace(who, Why.LANGUAGE, tuple(sorted(reading.languages)))
        if who not in clear and len(reading.on(Side.WANTS)) <= MOST_WISHES:
            return HardToPlace(who, Why.VAGUE, tuple(filter(None, [" ".join(profile.seeks.split())])))
        if who in labels:
            return HardToPlace(who, Why.NOBODY, tuple(labels[who]))
        return HardToPlace(who, Why.FAR, tuple(segment.subject for segment in reading.on(Side.WANTS)))

    return tuple(sorted(map(why, alone), key=lambda one: (list(Why).index(one.why), one.who)))
