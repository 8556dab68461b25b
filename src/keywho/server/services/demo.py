"""The demo evening: sixty people in six rows, planned and published, to be played at once."""

import os
import zoneinfo
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from django.db import transaction

from keywho.adapters.attendee_list import AttendeeList, read_attendees
from keywho.adapters.room_plan_json import room_plan_dumps
from keywho.adapters.rounds_text import read_rounds
from keywho.benefit.matrix import benefit_from_profiles
from keywho.core.problem import Problem
from keywho.core.room_edits import plan_of_rows
from keywho.core.score import EVENING_WEIGHTS
from keywho.live.run_of_show import usual_run_of_show
from keywho.planning.engine import plan
from keywho.planning.stopping import MaxMoves
from keywho.server.services import running
from keywho.server.services.evenings import now
from keywho.server.services.events import DEMO_CODE, Particulars, create_event
from keywho.server.services.links import Link, LinkKind, token_of
from keywho.server.services.list_import import take_in
from keywho.server.store import load, save
from keywho.server.store import models as records

NAME, PLACE = "Job club (demo)", "Town library, reading hall"
ROUNDS = "neighbour,nearby*3,table:6"
ROWS, CHAIRS, AISLE_AFTER = 6, 10, 4
MOVES, SEED = 150_000, 1


def make_demo() -> Mapping[str, str]:
    """Make the demo evening, or find it as it was left; give where it can be tried: a word for each place and its path.

    All organizers of this server run it; where there is none yet, the first account gets it.
    """
    event = records.Event.objects.filter(code=DEMO_CODE).first() or _prepared(now())
    if not event.facts.exists():
        _plan(event, now())
    return _places(event)


def _prepared(at: datetime) -> records.Event:
    with transaction.atomic():
        starts_at = (at + timedelta(minutes=30)).replace(second=0, microsecond=0)
        event = create_event(Particulars(NAME, PLACE, starts_at, zone_of_this_machine()), None, code=DEMO_CODE)
        event.organizers.set(records.Organizer.objects.all())
        room = plan_of_rows(ROWS, CHAIRS, aisles=[AISLE_AFTER])
        rounds = read_rounds(ROUNDS, room.room())
        show = usual_run_of_show(rounds)
        event.room_plan, event.room_version = room_plan_dumps(room).decode(), 1
        event.rounds, event.run_of_show, event.rounds_version = save.rounds(rounds), save.run_of_show(show), 1
        event.save()
        take_in(event.pk, example_list(), source="example list")
    return event


def _plan(event: records.Event, at: datetime) -> None:
    people = tuple(one.attendee for one in load.people(event.pk))
    room, show = load.room_plan(event), load.run_of_show(event.run_of_show)
    problem = Problem(people, load.rounds(event), room.room() if room else None, benefit_from_profiles(people), weights=EVENING_WEIGHTS)
    version = save.version(event.pk, problem, plan(problem, stop=MaxMoves(MOVES), seed=SEED), show, origin="Demo", made_by=None)
    running.publish(event.pk, version.no, by="keywho", now=at)
    version.published_at = at
    version.save(update_fields=["published_at"])


def zone_of_this_machine() -> str:
    """Give the time zone that the machine is set to, as far as it says; else UTC."""
    wanted = os.environ.get("TZ", "").lstrip(":") or str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    return wanted if wanted in zoneinfo.available_timezones() else "UTC"


def example_list() -> AttendeeList:
    """Read the example evening that comes with keywho."""
    with as_file(files("keywho") / "cli" / "evening-60.csv") as source:
        return read_attendees(source)


def _places(event: records.Event) -> Mapping[str, str]:
    found = {"Desk": f"/desk/{event.code}/", "Join": f"/j/{event.code}", "Projector": f"/x/{token_of(Link(LinkKind.PROJECTOR, event.pk), event.projector_key)}"}
    for no, attendee in enumerate(event.attendees.order_by("pk")[:2], 1):
        found[f"Phone {no}"] = f"/p/{token_of(Link(LinkKind.PERSONAL, event.pk, attendee.pk, attendee.link_no), event.key)}"
    return found
