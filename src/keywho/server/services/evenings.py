"""An evening in memory: the log folded up, the people, and the problem as it is now.

What is kept between two loads is only what the log and the counters on the event prove to be current, so any process may hold a copy.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from keywho.benefit.matrix import RoomBenefit
from keywho.coach.icebreakers import Icebreakers, icebreaker, icebreakers_in, icebreakers_of, reader_of
from keywho.coach.topics import Ground, TopicReader
from keywho.core.benefit import Benefit
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.live.scene import Beginning, Face, Scene
from keywho.live.state import LiveState, step
from keywho.live.words import words_of
from keywho.server.services.choices import UNCHANGED, Choices, forget_texts
from keywho.server.services.problem_now import furniture_of, problem_now
from keywho.server.store import load
from keywho.server.store import models as records
from keywho.server.store.load import Registered
from keywho.server.store.past import NO_PAST, Past

AT_ONCE = 400
"""So many people are judged within a second, when they are first asked about; more are judged beside everything else."""


@dataclass(slots=True)
class Judged:
    """The newest benefit of an evening and of which list it is, shared by its lists; None before the first one is there."""

    newest: tuple[int, RoomBenefit] | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_read_ahead: bool = False


@dataclass(frozen=True)
class People:
    """Everybody on the list, and what they are worth to each other by what the organizers chose.

    `judged` has the newest benefit of a list of this evening by the same choices: only who has changed since is judged anew.
    `grounds` are the topics that were read in profiles so far.
    """

    version: int
    registered: tuple[Registered, ...]
    choices: Choices = UNCHANGED
    judged: Judged = field(default_factory=Judged, repr=False, compare=False)
    past: Past = NO_PAST
    grounds: dict[AttendeeId, tuple[Profile, TopicReader, Ground]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def by_id(self) -> Mapping[AttendeeId, Registered]:
        """Everybody by id."""
        return {one.attendee.id: one for one in self.registered}

    @cached_property
    def by_pk(self) -> Mapping[int, Registered]:
        """Everybody by the number of their record."""
        return {one.pk: one for one in self.registered}

    @cached_property
    def faces(self) -> Mapping[AttendeeId, Face]:
        """Everybody as others may see them."""
        return {one.attendee.id: one.face for one in self.registered}

    @property
    def room_benefit(self) -> RoomBenefit:
        """Who is useful to whom, and why."""
        newest = self.judged.newest
        if newest is None or newest[0] != self.version:
            with self.judged.lock:
                newest = self._judged_now()
        return newest[1]

    def _judged_now(self) -> tuple[int, RoomBenefit]:
        """Judge this list, or only who is new, changed or gone since the one before."""
        newest = self.judged.newest
        if newest is None or newest[0] != self.version:
            seen = [as_seen(one) for one in self.registered]
            room = newest[1].changed(seen) if newest is not None else RoomBenefit.of(seen, reader=self.choices.reader, knobs=self.choices.knobs)
            newest = self.judged.newest = self.version, room
        return newest

    @property
    def benefit(self) -> Benefit:
        """Who is useful to whom, by the order of the list."""
        return self.room_benefit.benefit

    def after(self, version: int, registered: tuple[Registered, ...], choices: Choices, past: Past) -> "People":
        """Give the people as they are now; what was judged of these stays judged, as long as the organizers chose nothing else."""
        here = {one.attendee.id for one in registered}
        grounds = {who: read for who, read in self.grounds.copy().items() if who in here}
        return People(version, registered, choices, self.judged if choices == self.choices else Judged(), past, grounds)

    def read_ahead(self) -> None:
        """Judge a large room beside everything else, so that neither a press nor a card waits for it."""
        if len(self.registered) > AT_ONCE and self.judged.newest is None and not self.judged.is_read_ahead:
            self.judged.is_read_ahead = True
            threading.Thread(target=lambda: self.room_benefit, name="reading people", daemon=True).start()

    def judge_again(self) -> None:
        """Where an older list is judged, judge this one beside everything else: who is gone stands in the older one."""
        if self.judged.newest is not None:
            threading.Thread(target=lambda: self.room_benefit, name="forgetting people", daemon=True).start()

    @cached_property
    def place(self) -> Mapping[AttendeeId, int]:
        """The place of each in the list."""
        return {one.attendee.id: no for no, one in enumerate(self.registered)}

    def why(self, who: AttendeeId, other: AttendeeId, language: str = "en") -> str:
        """Say why one meets another; empty for no strong reason. As long as the room is not judged, these two are read alone."""
        return self._room_of(who, other).why(who, other, language)

    def why_both_ways(self, who: AttendeeId, other: AttendeeId, language: str = "en") -> str:
        """Say why one meets another; where nothing strong speaks for it, for what the other may need them: most help goes one way, and both meet."""
        room = self._room_of(who, other)
        return room.why(who, other, language) or room.why_to_help(who, other, language)

    def _room_of(self, who: AttendeeId, other: AttendeeId) -> RoomBenefit:
        if self.judged.newest is not None or len(self.registered) <= AT_ONCE:
            return self.room_benefit
        pair = [as_seen(self.by_id[one]) for one in (who, other) if one in self.by_id]
        return RoomBenefit.of(pair, reader=self.choices.reader, knobs=self.choices.knobs)

    def ground_of(self, who: AttendeeId, reader: TopicReader) -> Ground:
        """Give the topics of somebody, read when they are first asked for and when their profile has changed."""
        profile = self.attendee(who).profile
        read = self.grounds.get(who)
        if read is None or read[0] != profile or read[1] is not reader:
            read = self.grounds[who] = profile, reader, reader.ground_of(profile)
        return read[2]

    def attendee(self, who: AttendeeId) -> Attendee:
        """Give somebody for the planner; one whose profile is erased keeps the id alone."""
        found = self.by_id.get(who)
        return found.attendee if found else Attendee(who, "")

    def benefit_among(self, people: Sequence[Attendee]) -> Benefit:
        """Give the benefit with the places of a problem's own list."""
        place_of = {attendee.id: no for no, attendee in enumerate(people)}
        return _renumbered(self.benefit, [place_of.get(one.attendee.id, -1) for one in self.registered])


def as_seen(one: Registered) -> Attendee:
    """Give somebody with what others may know: a reason to meet them must not tell a company that they do not share, or a name they do not go by.

    For how long they have been looking stays in it: it moves people together, and no reason tells it.
    """
    return replace(one.attendee, name=one.face.called, profile=replace(one.attendee.profile, company=one.face.company))


def _renumbered(benefit: Benefit, new_place: Sequence[int]) -> Benefit:
    """Give a benefit for another list: entries of people who are not in it fall out."""
    import numpy as np

    places = np.array(new_place, np.int32)
    if not len(places) or not len(benefit.seeker):
        return replace(benefit, reasons={})
    seeker, sought = places[benefit.seeker], places[benefit.sought]
    kept = (seeker >= 0) & (sought >= 0)
    return Benefit(seeker[kept], sought[kept], benefit.points[kept], benefit.anyone)


@dataclass(frozen=True)
class Evening:
    """One event as it stands: its record's fields, its people, its state, and the number of the last fact.

    `scene` is the same object as long as nothing that it is made of has changed. `published` is the problem of the published programme.
    """

    pk: int
    code: str
    name: str
    epoch: str
    language: str
    key: str
    projector_key: str
    people: People
    scene: Scene
    no: int = 0
    state: LiveState = field(default_factory=LiveState)
    published: Problem | None = None
    icebreakers: Icebreakers = field(default_factory=lambda: icebreakers_of("en"))

    @property
    def attendees(self) -> tuple[Attendee, ...]:
        """The people of the programme, then the newcomers; none before there is a programme."""
        return self.scene.problem.attendees if self.scene.problem is not None else ()

    def problem(self, first: int) -> Problem:
        """Give the problem as it stands: who is there in which rounds, what was held before round `first`, what is still wished.

        Raises
        ------
        BadInput
            There is no programme yet.
        """
        if self.published is None:
            raise BadInput("There is no programme yet. Maybe plan one and publish it first.")
        if first not in self._problems:
            benefit = self.people.benefit_among(self.attendees)
            self._problems[first] = problem_now(self.published, self.state, self.attendees, benefit, first, self.people.past)
        return self._problems[first]

    @cached_property
    def _problems(self) -> dict[int, Problem]:
        """The problems that were asked for so far, by first open round."""
        return {}

    def person(self, who: AttendeeId) -> Registered:
        """Give somebody on the list.

        Raises
        ------
        BadInput
            Nobody has this id.
        """
        if who not in self.people.by_id:
            raise BadInput("This person is not on the list any more. Maybe load the page again.")
        return self.people.by_id[who]

    def called(self, who: AttendeeId) -> str:
        """Say how somebody wants to be called."""
        return self.scene.called(who)


_KEPT: dict[int, Evening] = {}
_LOCKS: dict[int, threading.Lock] = {}
_LOCKS_LOCK = threading.Lock()


def evening(event_pk: int) -> Evening:
    """Load an evening: what is in memory, brought up to date with the log.

    Raises
    ------
    Event.DoesNotExist
        There is no such event.
    """
    with _lock_of(event_pk):
        try:
            record = records.Event.objects.get(pk=event_pk)
        except records.Event.DoesNotExist:
            forget(event_pk)
            _LOCKS.pop(event_pk, None)  # made-up numbers must not fill the memory
            raise
        kept = _KEPT.get(event_pk)
        if kept is None or kept.epoch != record.epoch:
            kept = None
        people = _people(record, kept)
        no, state, published = _folded(event_pk, kept)
        loaded = Evening(
            record.pk, record.code, record.name, record.epoch, record.language, record.key, record.projector_key, people, Scene.empty(), no, state, published,
            icebreakers_in(record.icebreakers, record.language),
        )  # fmt: skip
        people.read_ahead()
        _KEPT[event_pk] = replace(loaded, scene=kept.scene) if kept is not None and _same_scene(kept, loaded) else with_scene(loaded)
        return _KEPT[event_pk]


def _people(record: records.Event, kept: Evening | None) -> People:
    """Give the people: those in memory, as long as nobody has changed."""
    if kept is not None and kept.people.version == record.people_version:
        return kept.people
    registered = load.people(record.pk)
    past = load.past(record.pk, registered)
    if kept is None:
        return People(record.people_version, registered, Choices.of(record), past=past)
    people = kept.people.after(record.people_version, registered, Choices.of(record), past)
    if not kept.people.by_pk.keys() <= people.by_pk.keys():
        _forget_people(record.pk)
        people.judge_again()
    return people


def _folded(event_pk: int, kept: Evening | None) -> tuple[int, LiveState, Problem | None]:
    """Fold the facts that are new onto what is kept."""
    no, state, published = (kept.no, kept.state, kept.published) if kept is not None else (0, LiveState(), None)
    before = state.version
    new = load.numbered_facts(event_pk, no)
    for _, fact in new:
        state = step(state, fact)
    no = new[-1][0] if new else no
    if state.version and (state.version != before or published is None):
        published = load.version(event_pk, state.version).problem
    return no, state, published


def _same_scene(one: Evening, other: Evening) -> bool:
    """Say whether what two scenes are made of is the same."""
    return (
        (one.name, one.code, one.language) == (other.name, other.code, other.language)
        and one.people is other.people
        and one.published is other.published
        and one.icebreakers is other.icebreakers
        and (one.state.newcomers, one.state.added_rounds) == (other.state.newcomers, other.state.added_rounds)
    )


def with_scene(loaded: Evening) -> Evening:
    """Give an evening with the scene that its people and its programme make."""
    words = words_of(loaded.language)
    problem = None
    if loaded.published is not None:
        ids = (*(one.id for one in loaded.published.attendees), *loaded.state.newcomers)
        problem = furniture_of(loaded.published, loaded.state, [loaded.people.attendee(who) for who in ids])

    reader, rounds = reader_of(loaded.icebreakers.topics), len(loaded.published.rounds) if loaded.published is not None else 0

    def break_ice(who: AttendeeId, others: tuple[AttendeeId, ...], no: int) -> Beginning:
        first = icebreaker(loaded.icebreakers, who, others, no, rounds, [loaded.people.ground_of(one, reader) for one in (who, *others)])
        return Beginning(first.sentence, first.follow_ups)

    def why(who: AttendeeId, other: AttendeeId) -> str:
        return loaded.people.why_both_ways(who, other, words.language)

    return replace(loaded, scene=Scene(loaded.name, loaded.code, words, loaded.people.faces, why, break_ice, problem))


def _lock_of(event_pk: int) -> threading.Lock:
    with _LOCKS_LOCK:
        return _LOCKS.setdefault(event_pk, threading.Lock())


def forget(event_pk: int | None = None) -> None:
    """Drop what is in memory of an event, or of all: the next load begins with the log."""
    if event_pk is None:
        _KEPT.clear()
    else:
        _KEPT.pop(event_pk, None)


def forget_people(event_pk: int) -> None:
    """Drop all that this process remembers of people of an event, and what anybody wrote: somebody's profile is erased.

    Another process does so when it next loads the evening and finds that somebody is gone.
    """
    forget(event_pk)
    _forget_people(event_pk)


def _forget_people(event_pk: int) -> None:
    forget_texts()
    for also_forget in _FORGET_TOO:
        also_forget(event_pk)


def forgets_too(also_forget: Callable[[int], None]) -> Callable[[int], None]:
    """Mark what else forgets the people of an event."""
    _FORGET_TOO.append(also_forget)
    return also_forget


_FORGET_TOO: list[Callable[[int], None]] = []


def now() -> datetime:
    """Give the server's time."""
    return timezone.now()
