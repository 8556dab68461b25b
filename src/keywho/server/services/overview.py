"""How far an evening is prepared: what is done, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from keywho.live.run_of_show import total_minutes
from keywho.server.services.evenings import evening
from keywho.server.store import load
from keywho.server.store import models as records


@dataclass(frozen=True, slots=True)
class Step:
    """One step of preparing: its page, what stands there now, and what to press if it is next."""

    page: str
    title: str
    words: str
    action: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """All steps, and the first that is open; `counts` are the numbers beside the steps of each page."""

    steps: tuple[Step, ...]
    next: Step | None
    counts: Mapping[str, int]
    is_running: bool
    is_over: bool


def overview(event: records.Event, now: datetime) -> Overview:
    """Say how far an evening is prepared."""
    loaded = evening(event.pk)
    plan, rounds, show = load.room_plan(event), load.rounds(event), load.run_of_show(event.run_of_show)
    people, cancelled = len(loaded.people.registered), event.attendees.filter(status=records.AttendeeStatus.CANCELLED).count()
    wishes, chairs = event.wishes.count(), len(plan.in_use) if plan else 0
    latest = event.programme_versions.defer("content").first()
    version, state = loaded.state.version, loaded.state
    steps = (
        Step("evening", "Name, place and time", _when(event), "Write down when", event.starts_at is not None),
        Step("room", "Room", f"{chairs:,} chairs in use" if plan else "How people sit", "Draw the room", plan is not None),
        Step("rounds", "Rounds", _rounds(len(rounds), total_minutes(show)) if rounds else "Who meets how, and how long", "Choose the rounds", bool(rounds)),
        Step("people", "People", _people(people, chairs, cancelled, is_open=event.sign_up_open), "Bring people", people >= 2),
        Step("programme", "Programme", _programme(latest), "Plan the programme", latest is not None),
        Step("programme", "Published", _published(version, latest), "Publish the programme", version > 0),
        Step("run", "The evening itself", _run(loaded.state.closed, state.clock.cue_no, len(state.here)), "Run the evening", state.closed),
    )
    counts = {"chairs": chairs, "rounds": len(rounds), "people": people, "wishes": wishes}
    return Overview(steps, next((step for step in steps if not step.is_done), None), counts, state.clock.cue_no > 0 and not state.closed, state.closed)


def counts_of(event: records.Event) -> Mapping[str, int]:
    """Give the numbers that stand beside the steps of each page."""
    plan = load.room_plan(event)
    people = event.attendees.filter(status=records.AttendeeStatus.REGISTERED).count()
    return {"chairs": len(plan.in_use) if plan else 0, "rounds": len(load.rounds(event)), "people": people, "wishes": event.wishes.count()}


def _when(event: records.Event) -> str:
    return event.place or "In place" if event.starts_at else "The day is not set yet"


def _rounds(count: int, minutes: float) -> str:
    return f"{count} {'round' if count == 1 else 'rounds'}, {minutes:.0f} minutes with welcome and mingling"


def _people(people: int, chairs: int, cancelled: int, *, is_open: bool) -> str:
    parts = [f"{people:,} on the list" if people else "Nobody is on the list yet"]
    parts += [f"{people - chairs:,} more than chairs"] if chairs and people > chairs else []
    parts += [f"{cancelled:,} cancelled"] if cancelled else []
    return ", ".join([*parts, "sign-up is open" if is_open else "sign-up is closed"])


def _programme(latest: records.ProgrammeVersion | None) -> str:
    if latest is None:
        return "Who meets whom, in which round"
    byes = "nobody sits out" if not latest.byes else f"{latest.byes} times somebody sits out"
    return f"Version {latest.no} for {latest.people:,} people; {byes}"


def _published(version: int, latest: records.ProgrammeVersion | None) -> str:
    if not version:
        return "Nobody sees a programme until you publish it"
    return f"People see version {version}" + (f"; version {latest.no} is newer and not published" if latest and latest.no > version else "")


def _run(is_closed: bool, cue_no: int, here: int) -> str:
    if is_closed:
        return "Over. Thank you for bringing them together"
    return f"Under way, {here:,} here" if cue_no else "Begins when you press “next” on the run page"
