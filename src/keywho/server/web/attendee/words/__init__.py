"""The words of the attendees' pages, by language."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from keywho.server.web.attendee.words.english import ENGLISH
from keywho.server.web.attendee.words.german import GERMAN
from keywho.server.web.attendee.words.spanish import SPANISH
from keywho.server.web.attendee.words.words import PageWords

__all__ = ["PAGE_LANGUAGES", "PageWords", "in_language", "page_words", "preferred", "when_in_words"]

Words = TypeVar("Words")

PAGE_LANGUAGES: Mapping[str, PageWords] = {words.language: words for words in (ENGLISH, GERMAN, SPANISH)}
"""All languages."""


def page_words(language: str) -> PageWords:
    """Give the words of a language; English where there are none."""
    return PAGE_LANGUAGES.get(language, ENGLISH)


def preferred(accepted: str) -> str:
    """Give the first of our languages that a browser asks for (its Accept-Language); English else.

    >>> preferred("fr-FR,de-CH;q=0.7,en;q=0.3")
    'de'
    """
    asked = (part.split(";")[0].strip().split("-")[0].lower() for part in accepted.split(","))
    return next((language for language in asked if language in PAGE_LANGUAGES), "en")


def when_in_words(at: datetime, words: PageWords) -> str:
    """Say a day and a time: "Thursday, 12 March, 18:30"."""
    return words.day_and_time.format(weekday=words.weekdays[at.weekday()], day=at.day, month=words.months[at.month - 1], time=f"{at:%H:%M}")


def in_language(table: Mapping[str, Words], language: str) -> Words:
    """Give the words of a language from a table of them; English where there are none."""
    return table.get(language) or table["en"]
