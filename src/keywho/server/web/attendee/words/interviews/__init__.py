"""The words of the pages of talks and of office hours, by language."""

from collections.abc import Mapping

from keywho.server.web.attendee.words.interviews.english import ENGLISH
from keywho.server.web.attendee.words.interviews.german import GERMAN
from keywho.server.web.attendee.words.interviews.spanish import SPANISH
from keywho.server.web.attendee.words.interviews.words import TalkWords

__all__ = ["TALKS", "TalkWords"]

TALKS: Mapping[str, TalkWords] = {"en": ENGLISH, "de": GERMAN, "es": SPANISH}
