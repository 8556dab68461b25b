"""Calendars: invitations (iTIP), files, feeds, and what others send."""

from keywho.adapters.calendar.busy import Busy, busy_times
from keywho.adapters.calendar.files import calendar_file, feed
from keywho.adapters.calendar.invitation import Invitation, PartStat, Party
from keywho.adapters.calendar.messages import cancel, counter, decline_counter, reply, request, update
from keywho.adapters.calendar.reading import CalendarMessage, read_message, read_messages

__all__ = [
    "Busy",
    "CalendarMessage",
    "Invitation",
    "PartStat",
    "Party",
    "busy_times",
    "calendar_file",
    "cancel",
    "counter",
    "decline_counter",
    "feed",
    "read_message",
    "read_messages",
    "reply",
    "request",
    "update",
]
