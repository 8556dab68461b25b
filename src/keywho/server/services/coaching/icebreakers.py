"""The first sentences of an evening: those that come along, or what its organizers made of them."""

from collections.abc import Callable

from django.db import transaction
from msgspec.structs import replace

from keywho.coach.icebreaker_files import IcebreakersMoved, checked, mark_of, read_file, to_toml
from keywho.coach.icebreakers import Icebreakers, icebreakers_in, icebreakers_of
from keywho.server.services.registrations import people_changed
from keywho.server.store import models as records


def icebreakers_now(event: records.Event) -> Icebreakers:
    """Give the set of an evening."""
    return icebreakers_in(event.icebreakers, event.language)


def change_icebreakers(event_pk: int, mark: str, change: Callable[[Icebreakers], Icebreakers]) -> Icebreakers:
    """Change the set of an evening; every phone shows it at once.

    Raises
    ------
    IcebreakersMoved
        The set is another than the one that `mark` is of.
    IcebreakersRefused
        What comes of it can't be used.
    """
    with transaction.atomic():
        event = records.Event.objects.select_for_update().get(pk=event_pk)
        before = icebreakers_now(event)
        if mark_of(before) != mark:
            raise IcebreakersMoved
        after = checked(change(before), event.language)
        if after != before:
            _write(event, to_toml(_without_given_topics(after, event.language)))
    return after


def bring_icebreakers(event_pk: int, content: bytes) -> Icebreakers:
    """Take a file in the place of the set.

    Raises
    ------
    IcebreakersRefused
        It can't be read, or something in it can't stay.
    """
    with transaction.atomic():
        event = records.Event.objects.select_for_update().get(pk=event_pk)
        read_file(content, event.language)
        _write(event, content.decode("utf-8", "replace").replace("\r\n", "\n"))
    return icebreakers_now(event)


def restore_icebreakers(event_pk: int) -> Icebreakers:
    """Go back to what comes along."""
    with transaction.atomic():
        event = records.Event.objects.select_for_update().get(pk=event_pk)
        _write(event, "")
    return icebreakers_now(event)


def _write(event: records.Event, text: str) -> None:
    event.icebreakers = text
    event.save(update_fields=["icebreakers"])
    people_changed(event.pk)  # cards are another now: screens that come back have to notice


def _without_given_topics(known: Icebreakers, language: str) -> Icebreakers:
    """Leave out topics that come along: a later version may know more of them."""
    return replace(known, topics=()) if known.topics == icebreakers_of(language).topics else known
