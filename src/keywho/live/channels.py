"""Channels: what each screen listens to, as named parts. A message holds the parts that a fact has changed.

The law that tests hold: old snapshot and messages give the new snapshot, for every fact (docs/live-protocol.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from keywho.core.ids import AttendeeId
from keywho.live.clock_view import clock_view
from keywho.live.mending import ProgrammeChange
from keywho.live.phone_view import card, met, notes
from keywho.live.projector_view import board
from keywho.live.scene import Scene
from keywho.live.state import LiveState, Presence

Parts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers on the desk."""

    expected: int
    here: int
    missing: int
    left: int
    calls: int


def phone_parts(state: LiveState, who: AttendeeId, scene: Scene) -> Parts:
    """Give all that a phone shows."""
    return {"clock": clock_view(state, scene.words), **of_phone(state, who, scene)}


def projector_parts(state: LiveState, scene: Scene) -> Parts:
    """Give all that the projector shows."""
    return {"clock": clock_view(state, scene.words), **of_projector(state, scene)}


def desk_parts(state: LiveState, scene: Scene, no: int) -> Parts:
    """Give all that the desk draws by itself, where `no` is the number of the last fact."""
    return {"clock": clock_view(state, scene.words), **of_desk(state, scene, no)}


def of_phone(state: LiveState, who: AttendeeId, scene: Scene) -> Parts:
    """Give what one phone shows beside the clock, which all screens share."""
    return {"card": card(state, who, scene), "met": met(state, who, scene), "notes": notes(state, who)}


def of_projector(state: LiveState, scene: Scene) -> Parts:
    """Give what the projector shows beside the clock."""
    return {"board": board(state, scene)}


def of_desk(state: LiveState, scene: Scene, no: int) -> Parts:
    """Give what the desk draws beside the clock; `log` tells it that the rest has to be fetched again."""
    return {"counts": counts(state, scene), "log": no}


def counts(state: LiveState, scene: Scene) -> Counts:
    """Give the numbers on the desk."""
    known = {presence: sum(one is presence for one in state.presence.values()) for presence in Presence}
    expected = sum(state.presence_of(who) is Presence.EXPECTED for who in scene.faces)
    return Counts(expected, known[Presence.HERE], known[Presence.MISSING], known[Presence.LEFT], len(state.calls))


def changed(old: Parts, new: Parts) -> Parts:
    """Give the parts that are other ones now."""
    return {name: part for name, part in new.items() if name not in old or old[name] != part}


def touched(old: LiveState, new: LiveState) -> frozenset[AttendeeId] | None:
    """Give those whose phones show something else beside the clock; None for everybody.

    A card depends on its own person alone, so one arrival among thousands is one new card.
    """
    if (old.clock.cue_no, old.version, old.said, old.rounds_begun) != (new.clock.cue_no, new.version, new.said, new.rounds_begun):
        return None
    people: set[AttendeeId] = {*old.newcomers} ^ {*new.newcomers}
    for was, now in (
        (old.presence, new.presence),
        (old.sitting_out, new.sitting_out),
        (old.said_to, new.said_to),
        (old.seats_taken, new.seats_taken),
        (old.programme.home_seats, new.programme.home_seats),
    ):
        people |= _different(was, now)
    if old.programme is not new.programme:
        people |= ProgrammeChange.between(old.programme, new.programme).people
    return frozenset(people)


def _different(was: Mapping[AttendeeId, object], now: Mapping[AttendeeId, object]) -> set[AttendeeId]:
    if was is now:
        return set()
    return {who for who in was.keys() | now.keys() if was.get(who) != now.get(who)}
