"""The words of contacts, of the own card and of the page about oneself, by language."""

from collections.abc import Mapping

from keywho.server.web.attendee.words.contacts.english import ENGLISH
from keywho.server.web.attendee.words.contacts.german import GERMAN
from keywho.server.web.attendee.words.contacts.spanish import SPANISH
from keywho.server.web.attendee.words.contacts.words import ContactWords

__all__ = ["CONTACTS", "ContactWords"]

CONTACTS: Mapping[str, ContactWords] = {"en": ENGLISH, "de": GERMAN, "es": SPANISH}


"""All languages."""
