"""The rules in groups, as people are told them: what the ready privacy notice of an evening speaks of."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from keywho.server.store.retention.kept import Kept, Rules


class Group(StrEnum):
    """What is told together."""

    PROFILE = "profile"
    EVENING = "evening"
    ANSWERS = "answers"
    REPORTS = "reports"
    CONTACTS = "contacts"
    INTERVIEWS = "interviews"
    REMINDERS = "reminders"
    FEEDBACK = "feedback"
    MAILS = "mails"
    COACH = "coach"
    HISTORY = "history"


GROUPS: Mapping[Group, Sequence[str]] = {
    Group.PROFILE: ("Attendee", "Wish"),
    Group.EVENING: ("Fact", "ProgrammeVersion"),
    Group.ANSWERS: ("KeepInTouch", "PrivateNote"),
    Group.REPORTS: ("Report",),
    Group.CONTACTS: ("ContactCard", "Sharing", "Exchange"),
    Group.INTERVIEWS: ("Interview", "ProposedTime", "OfficeHours", "BusyTime", "AfterChoices"),
    Group.REMINDERS: ("Reminder", "Outcome", "NamedKeyWho"),
    Group.FEEDBACK: ("Feedback",),
    Group.MAILS: ("Mail", "MailReceived"),
    Group.COACH: ("Notebook", "KeyQuestions"),
    Group.HISTORY: ("Regular", "PastMeeting"),
}
"""The kinds of records of each group."""

NOT_ABOUT_ATTENDEES: Mapping[str, str] = {
    "Organizer": "accounts of the organizers",
    "Event": "the evening itself",
    "PlanningJob": "orders to plan, by ids alone",
}
"""Kinds of records that the notice does not speak of, and what they are."""


def kept_in(group: Group, retention: Mapping[str, Rules]) -> tuple[Kept, ...]:
    """Give the times that rule a group, each once, in the order in which they are told."""
    found = {rule.kept for name in GROUPS[group] for rule in retention[name].values()}
    return tuple(kept for kept in Kept if kept in found)
