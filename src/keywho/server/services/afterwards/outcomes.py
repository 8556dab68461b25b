"""What came of a contact, for its writer alone; organizers see sums of at least five people."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from keywho.core.errors import BadInput
from keywho.followup.outcomes import OutcomeKind, Sum, first_groups, funnel, sums
from keywho.followup.refusals import Refused
from keywho.server.services.afterwards.interviews import mark_held
from keywho.server.store import models as records

LONGEST_OUTCOME = 500
AGREED_STATES = ("accepted", "held")


@dataclass(frozen=True, slots=True)
class OwnOutcomes:
    """What somebody noted about one contact: which kinds, and a few words."""

    kinds: frozenset[str]
    words: str


def has_talked_with(person_pk: int, other_pk: int, now: datetime) -> bool:
    """Say whether somebody had a talk with another, who need be no contact of theirs: office hours are open to everybody of the evening."""
    both = (person_pk, other_pk)
    return records.Interview.objects.filter(asker__in=both, asked__in=both, state__in=AGREED_STATES, starts_at__lte=now).exists()


def outcomes_about(person_pk: int, about_pk: int) -> OwnOutcomes:
    """Give what somebody noted about one contact."""
    rows = list(records.Outcome.objects.filter(who_id=person_pk, about_id=about_pk).order_by("pk").values_list("kind", "text"))
    return OwnOutcomes(frozenset(kind for kind, _ in rows), next((text for _, text in rows if text), ""))


def note_outcome(person_pk: int, about_pk: int, kinds: Collection[str], words: str, now: datetime) -> None:
    """Keep what came of a contact, in place of what was noted before. "Nothing yet" goes with nothing else.

    Raises
    ------
    BadInput
        Nothing is chosen, or no kind of ours.
    """
    chosen = [kind for kind in OutcomeKind if kind.value in kinds]
    if not chosen or set(kinds) - {kind.value for kind in chosen}:
        raise BadInput("Nothing is chosen yet. Maybe “nothing yet” is true so far; it changes soon enough.")
    kept: list[OutcomeKind] = [kind for kind in chosen if kind is not OutcomeKind.NOTHING] or [OutcomeKind.NOTHING]
    with transaction.atomic():
        theirs = records.Outcome.objects.filter(who_id=person_pk, about_id=about_pk)
        theirs.exclude(kind__in=[kind.value for kind in kept]).delete()
        for no, kind in enumerate(kept):
            text = words.strip()[:LONGEST_OUTCOME] if no == 0 else ""
            theirs.update_or_create(who_id=person_pk, about_id=about_pk, kind=kind.value, defaults={"text": text, "at": now})
    if kept != [OutcomeKind.NOTHING]:
        _hold_talks(person_pk, about_pk, now)


def _hold_talks(person_pk: int, about_pk: int, now: datetime) -> None:
    """Something came of it, so the talk that both agreed to has been."""
    both = (person_pk, about_pk)
    agreed = records.Interview.objects.filter(asker__in=both, asked__in=both, state="accepted", starts_at__lte=now)
    for uid, version in agreed.values_list("uid", "version"):
        with suppress(Refused):  # it was moved or called off in this very moment
            mark_held(person_pk, uid, version=version, now=now)


def own_outcomes(person_pk: int) -> Mapping[str, int]:
    """Count for somebody with how many contacts each kind came about."""
    kinds = list(records.Outcome.objects.filter(who_id=person_pk).values_list("kind", flat=True))
    return {kind.value: kinds.count(kind.value) for kind in OutcomeKind if kind.value in kinds}


def sums_of(event_pk: int) -> Sequence[Sum]:
    """Give the sums of what people of an evening noted. People are counted in groups of five, so that nobody sees what the one who wrote last has noted."""
    said = list(records.Outcome.objects.filter(who__event_id=event_pk).order_by("pk").values_list("who_id", "kind"))
    counted = first_groups(who for who, _ in said)
    return sums((who, kind) for who, kind in said if who in counted)


def interviews_of_event(event_pk: int) -> Sequence[Sum]:
    """Give how many people of an evening asked somebody for a talk, how many of them agreed on one, and how many have held one."""
    rows = list(records.Interview.objects.filter(event_id=event_pk).order_by("pk").values_list("asker_id", "state"))
    asked = first_groups(who for who, _ in rows)
    agreed = asked & {who for who, state in rows if state in AGREED_STATES}
    held = asked & {who for who, state in rows if state == "held"}
    return funnel((("asked", asked), ("agreed", agreed), ("held", held)))
