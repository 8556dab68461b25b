"""The records. `from keywho.server.store import models as records`, then `records.Attendee` beside the core's `Attendee`."""

from keywho.server.store.models.attendee import Attendee, AttendeeStatus, Wish, WishKind
from keywho.server.store.models.event import Event, Organizer, OrganizerManager
from keywho.server.store.models.live import Fact, KeepInTouch, PrivateNote, Report
from keywho.server.store.models.programme import JobState, PlanningJob, ProgrammeVersion

__all__ = [
    "Attendee",
    "AttendeeStatus",
    "Event",
    "Fact",
    "JobState",
    "KeepInTouch",
    "Organizer",
    "OrganizerManager",
    "PlanningJob",
    "PrivateNote",
    "ProgrammeVersion",
    "Report",
    "Wish",
    "WishKind",
]
