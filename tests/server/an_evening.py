"""An evening in the database, planned and published, for tests of the server."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from keywho.adapters.room_plan_json import room_plan_dumps
from keywho.adapters.rounds_text import read_rounds
from keywho.benefit.matrix import benefit_from_profiles
from keywho.core.ids import AttendeeId
from keywho.core.problem import Problem
from keywho.core.room_plan import Layout, RoomPlan
from keywho.live.run_of_show import usual_run_of_show
from keywho.planning.engine import plan
from keywho.planning.result import Result
from keywho.planning.stopping import MaxMoves
from keywho.server.services import running
from keywho.server.services.evenings import Evening, evening, forget
from keywho.server.services.links import Link, LinkKind, new_epoch, new_key, token_of
from keywho.server.store import load, save
from keywho.server.store import models as records

SEVEN = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
SEEKS = ("a ward in a hospital", "a job in energy", "somebody in logistics", "an editor", "a founder who hires", "advice on teaching")
OFFERS = ("hiring nurses for a hospital", "contacts in energy", "ten years in logistics", "an editor's eye", "founder, we hire", "years of teaching")
_PLANNED: dict[tuple[int, str, int, int | None], tuple[Problem, Result]] = {}


@dataclass
class Stage:
    """An event for tests, and a clock that the test moves on."""

    event: records.Event
    organizer: records.Organizer
    now: datetime = SEVEN

    @property
    def pk(self) -> int:
        """Number of the event."""
        return self.event.pk

    def later(self, seconds: float) -> datetime:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)
        return self.now

    def evening(self) -> Evening:
        """Load the evening as it stands."""
        return evening(self.pk)

    def ids(self) -> list[AttendeeId]:
        """Everybody on the list."""
        return [one.attendee.id for one in self.evening().people.registered]

    def next(self) -> str:
        """Press next."""
        return running.go_on(self.pk, self.evening().state.clock.cue_no, by="organizer 1", now=self.now).sentence

    def to_round(self, no: int) -> None:
        """Press next until a round has begun."""
        while self.evening().state.round_no != no:
            self.next()

    def token(self, who: AttendeeId) -> str:
        """Give somebody's personal token."""
        one = self.evening().people.by_id[who]
        return token_of(Link(LinkKind.PERSONAL, self.pk, one.pk, one.link_no), self.event.key)


def set_stage(people: int = 12, rounds: str = "neighbour,nearby*2,table:4", rows: int = 3, chairs: int | None = None, code: str = "TEST1") -> Stage:
    """Make an event with people, a room (none for 0 rows) and rounds; nothing is planned yet."""
    organizer, _ = records.Organizer.objects.get_or_create(email="ada@example.org", defaults={"name": "Ada"})
    room = RoomPlan(Layout.ROWS, (chairs or -(-people // rows),) * rows) if rows else None
    event = records.Event.objects.create(
        code=code,
        name="Job club",
        starts_at=SEVEN,
        epoch=new_epoch(),
        key=new_key(),
        projector_key=new_key(),
        room_plan=room_plan_dumps(room).decode() if room else "",
        rounds=save.rounds(read_rounds(rounds, room.room() if room else None)),
    )
    event.organizers.add(organizer)
    forget(event.pk)
    records.Attendee.objects.bulk_create(
        records.Attendee(event=event, public_id=f"a{no}", name=f"Person {no}", seeks=SEEKS[no % 6], offers=OFFERS[(no + 2) % 6]) for no in range(people)
    )
    save.people_changed(event.pk)
    return Stage(event, organizer)


def planned_stage(
    people: int = 12, rounds: str = "neighbour,nearby*2,table:4", rows: int = 3, chairs: int | None = None, code: str = "TEST1", *, published: bool = True
) -> Stage:
    """Make an event whose programme is planned, as version 1, and published."""
    stage = set_stage(people, rounds, rows, chairs, code)
    known = load.people(stage.pk)
    attendees = tuple(one.attendee for one in known)
    plan_of_room = load.room_plan(stage.event)
    same = (people, rounds, rows, chairs)  # nothing else decides who is there, and the planner gives the same programme for the same evening
    if same not in _PLANNED:
        problem = Problem(
            attendees, load.rounds(stage.event), plan_of_room.room() if plan_of_room else None, benefit_from_profiles(attendees), load.wishes(stage.pk, known)
        )
        _PLANNED[same] = problem, plan(problem, stop=MaxMoves(20_000), seed=1)
    problem, result = _PLANNED[same]
    version = save.version(stage.pk, problem, result, usual_run_of_show(problem.rounds), origin="test", made_by=stage.organizer)
    if published:
        running.publish(stage.pk, version.no, by="organizer 1", now=stage.now)
    return stage
