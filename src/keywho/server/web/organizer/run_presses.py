"""What organizers press for the whole room, by the last word of the address. Each press carries what the presser saw."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId
from keywho.core.rounds import Round, RoundKind
from keywho.live.run_of_show import CueKind
from keywho.server.services import running
from keywho.server.services.acting import Done
from keywho.server.services.at_the_desk import furniture_named, new_projector_link, take_care, walk_up
from keywho.server.services.evenings import Evening, evening, now
from keywho.server.services.teaching import take_back, use_what_it_taught
from keywho.server.store import models as records
from keywho.server.web.numbers import number
from keywho.server.web.organizer.desk import actor

LONGEST_CUE = 240.0


@dataclass(frozen=True, slots=True)
class Pressed:
    """What came of a press: a sentence, whether anything happened, and who is to be shown, if anybody."""

    sentence: str
    changed: bool = True
    pk: int = 0


def _pressed(done: Done) -> Pressed:
    return Pressed(done.sentence, done.changed)


def _next(request: HttpRequest, event: records.Event) -> Pressed:
    everybody = request.POST.get("missing") == "here"
    return _pressed(running.go_on(event.pk, number_in(request, "from_cue_no"), by=actor(request), now=now(), everybody_is_here=everybody))


def _pause(request: HttpRequest, event: records.Event) -> Pressed:
    return _pressed(running.pause(event.pk, by=actor(request), now=now()))


def _resume(request: HttpRequest, event: records.Event) -> Pressed:
    return _pressed(running.resume(event.pk, by=actor(request), now=now()))


def _add_time(request: HttpRequest, event: records.Event) -> Pressed:
    from_cue_no, steps = number_in(request, "from_cue_no"), number_in(request, "steps")
    return _pressed(running.add_time(event.pk, 30.0, from_cue_no, by=actor(request), now=now(), from_steps=steps))


def _end_early(request: HttpRequest, event: records.Event) -> Pressed:
    return _pressed(running.end_early(event.pk, number_in(request, "from_cue_no"), by=actor(request), now=now()))


def _undo(request: HttpRequest, event: records.Event) -> Pressed:
    return _pressed(running.undo(event.pk, number_in(request, "steps"), by=actor(request), now=now()))


def _skip(request: HttpRequest, event: records.Event) -> Pressed:
    return _pressed(running.skip(event.pk, number_in(request, "cue_no"), by=actor(request), now=now()))


def _add(request: HttpRequest, event: records.Event) -> Pressed:
    """Add a break, mingling, words, or a round."""
    what, minutes = request.POST.get("what", ""), _minutes(request)
    if what in (CueKind.BREAK, CueKind.MINGLE, CueKind.TALK):
        return _pressed(running.add_cue(event.pk, CueKind(what), minutes, by=actor(request), now=now()))
    if what not in (RoundKind.NEIGHBOUR, RoundKind.NEARBY, RoundKind.TABLE):
        raise BadInput("It is not clear what to add. Maybe choose a break or a round.")
    if not 1 <= minutes <= LONGEST_CUE:
        raise BadInput(f"A round of {minutes:g} minutes is not possible. Maybe 6.")
    rounds: Mapping[str, Callable[[], Round]] = {
        RoundKind.NEIGHBOUR: lambda: Round.neighbour(minutes=minutes),
        RoundKind.NEARBY: lambda: Round.nearby(minutes=minutes),
        RoundKind.TABLE: lambda: Round.table(_table_size(request), minutes=minutes),
    }
    return _pressed(running.add_round(event.pk, rounds[what](), by=actor(request), now=now()))


def _table_size(request: HttpRequest) -> int:
    size = number_in(request, "size")
    if not 3 <= size <= 12:
        raise BadInput(f"Tables of {size} are not possible. Maybe 6.")
    return size


def _walk_up(request: HttpRequest, event: records.Event) -> Pressed:
    asked = request.POST
    came = walk_up(event.pk, asked.get("name", ""), asked.get("seeks", ""), asked.get("offers", ""), by=actor(request), now=now())
    return Pressed(came.sentence, pk=came.pk)


def _here(request: HttpRequest, event: records.Event) -> Pressed:
    return _pressed(running.arrived(event.pk, [who_of(evening(event.pk), number_in(request, "pk"))], by=actor(request), now=now()))


def _tell_all(request: HttpRequest, event: records.Event) -> Pressed:
    return _pressed(running.announce(event.pk, request.POST.get("text", ""), by=actor(request), now=now()))


def _take_away(request: HttpRequest, event: records.Event) -> Pressed:
    return _pressed(running.announce(event.pk, "", by=actor(request), now=now()))


def _taken_care(request: HttpRequest, event: records.Event) -> Pressed:
    return _pressed(take_care(event.pk, who_of(evening(event.pk), number_in(request, "pk")), by=actor(request), now=now()))


def _broken(request: HttpRequest, event: records.Event) -> Pressed:
    seats, tables = furniture_named(evening(event.pk), request.POST.get("what", ""))
    return _pressed(running.furniture_lost(event.pk, seats, tables, by=actor(request), now=now()))


def _new_wall(request: HttpRequest, event: records.Event) -> Pressed:
    return Pressed(new_projector_link(event.pk))


def _use_what_it_taught(request: HttpRequest, event: records.Event) -> Pressed:
    return _pressed(use_what_it_taught(event.pk, by=actor(request), now=now()))


def _take_back(request: HttpRequest, event: records.Event) -> Pressed:
    return _pressed(take_back(event.pk, number_in(request, "fact_no"), by=actor(request), now=now()))


PRESSES: Mapping[str, Callable[[HttpRequest, records.Event], Pressed]] = {
    "next": _next,
    "pause": _pause,
    "resume": _resume,
    "add-time": _add_time,
    "end-early": _end_early,
    "undo": _undo,
    "skip": _skip,
    "add": _add,
    "walk-up": _walk_up,
    "here": _here,
    "tell-all": _tell_all,
    "take-away": _take_away,
    "taken-care": _taken_care,
    "broken": _broken,
    "new-wall": _new_wall,
    "use-what-it-taught": _use_what_it_taught,
    "take-back": _take_back,
}
"""What can be pressed, by the last word of the address."""


def who_of(loaded: Evening, pk: int) -> AttendeeId:
    """Give the id of somebody by the number of their record."""
    if pk not in loaded.people.by_pk:
        raise BadInput("This person is not on the list any more. Maybe load the page again.")
    return loaded.people.by_pk[pk].attendee.id


def number_in(request: HttpRequest, name: str) -> int:
    """Read a number that came with a press."""
    found = number(request.POST.get(name, ""))
    if found is None:
        raise BadInput("The press did not arrive whole. Maybe load the page again.")
    return found


def _minutes(request: HttpRequest) -> float:
    try:
        minutes = float(request.POST.get("minutes", "").replace(",", "."))
    except ValueError:
        raise BadInput("The minutes are no number. Maybe 10.") from None
    if not 0 <= minutes <= LONGEST_CUE:
        raise BadInput(f"{minutes:g} minutes are not possible. Maybe 10.")
    return minutes
