"""The records. `from keywho.server.store import models as records`, then `records.Attendee` beside the core's `Attendee`."""

from keywho.server.store.models.attendee import Attendee, AttendeeStatus, Wish, WishKind
from keywho.server.store.models.coach import KeyQuestions, Notebook
from keywho.server.store.models.contact import ContactCard, Exchange, Sharing
from keywho.server.store.models.event import Event, Organizer, OrganizerManager
from keywho.server.store.models.followup import (
    AfterChoices,
    BusyTime,
    Feedback,
    Interview,
    NamedKeyWho,
    OfficeHours,
    Outcome,
    ProposedTime,
    Reminder,
)
from keywho.server.store.models.history import PastMeeting, Regular
from keywho.server.store.models.live import Fact, KeepInTouch, PrivateNote, Report
from keywho.server.store.models.mail import Mail, MailReceived
from keywho.server.store.models.programme import JobState, PlanningJob, ProgrammeVersion

__all__ = [
    "AfterChoices",
    "Attendee",
    "AttendeeStatus",
    "BusyTime",
    "ContactCard",
    "Event",
    "Exchange",
    "Fact",
    "Feedback",
    "Interview",
    "JobState",
    "KeepInTouch",
    "KeyQuestions",
    "Mail",
    "MailReceived",
    "NamedKeyWho",
    "Notebook",
    "OfficeHours",
    "Organizer",
    "OrganizerManager",
    "Outcome",
    "PastMeeting",
    "PlanningJob",
    "PrivateNote",
    "ProgrammeVersion",
    "ProposedTime",
    "Regular",
    "Reminder",
    "Report",
    "Sharing",
    "Wish",
    "WishKind",
]
