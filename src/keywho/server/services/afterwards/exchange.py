"""Contacts are exchanged: only after a mutual yes, only the fields that each gives, and only when the evening is over.

What somebody is shown, how many questions the database is asked and in which order never depends on what others answered,
except where both said yes. So a no and a missing answer can't be told apart (docs/contacts.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, Pair, pair_of
from keywho.followup.card import Card, CardField, fields_of, fields_text
from keywho.followup.optin import MutualYes, Yes, all_mutual, is_exchange_time
from keywho.server.services.afterwards.my_card import card_of, reach_of
from keywho.server.services.evenings import Evening, evening
from keywho.server.store import models as records

ANSWERS_LOOKED_AT = timedelta(days=3)
"""For so long after a yes the worker looks whether contacts are due; later answers are looked at as they come."""

WAYS = frozenset({CardField.MAIL, CardField.PHONE, CardField.LINK})
"""The fields by which somebody can be reached."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody with whom contacts were exchanged.

    Attributes
    ----------
    pk, who : number of their record, and their id in the evening.
    card : their card, with the fields that they gave and no more.
    gives, given : the fields that they gave, and those that I gave.
    round_no, seat : the round in which we first met, and my chair there; None and empty where nobody knows.
    note : my own note about them.
    outcomes : what came of it so far, in words of `followup.outcomes`, the newest first.
    interview : the state of our last informational interview, a word of `followup.interview`; empty where nobody asked yet.
    """

    pk: int
    who: AttendeeId
    called: str
    card: Card
    gives: frozenset[CardField]
    given: frozenset[CardField]
    exchanged_at: datetime
    round_no: int | None = None
    seat: str = ""
    note: str = ""
    outcomes: tuple[str, ...] = ()
    interview: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody about whom I answered, and what I would give them: what they answered is not in it."""

    pk: int
    who: AttendeeId
    called: str
    round_no: int | None
    wanted: bool | None
    gives: frozenset[CardField]
    is_own_choice: bool


def is_time(loaded: Evening, starts_at: datetime | None, now: datetime) -> bool:
    """Say whether contacts of an evening are exchanged by now."""
    began = [at for at in (starts_at, loaded.state.clock.began_at) if at is not None]
    return is_exchange_time(now, is_closed=loaded.state.closed, began_at=max(began, default=None))


def exchange_due(event_pk: int, now: datetime, person_pk: int | None = None) -> int:
    """Exchange the contacts of all who said yes to each other, or of one person, once it is time; give how many pairs these are.

    Every reading is done whether there is anything to exchange or not: the number of questions asked tells nobody who said yes.
    """
    loaded = evening(event_pk)
    event = records.Event.objects.get(pk=event_pk)
    if not is_time(loaded, event.starts_at, now):
        return 0
    with transaction.atomic():
        return _exchange(event_pk, person_pk, _apart(event_pk, loaded.state.parted), now)


def exchange_all_due(now: datetime) -> int:
    """Exchange what is due in all recent evenings; evenings in which nobody waits for it are not even loaded."""
    recent = records.KeepInTouch.objects.filter(wanted=True, at__gte=now - ANSWERS_LOOKED_AT).values_list("who__event_id", flat=True).distinct()
    return sum(exchange_due(event_pk, now) for event_pk in sorted(recent) if _waiting(event_pk))


def contacts_of(event_pk: int, person_pk: int, now: datetime) -> tuple[Contact, ...]:
    """Give all contacts of somebody, in the order in which they met; what is due is exchanged before."""
    exchange_due(event_pk, now, person_pk)
    return _contacts(event_pk, person_pk)


def contact(event_pk: int, person_pk: int, other_pk: int, now: datetime) -> Contact:
    """Give one contact of somebody.

    Raises
    ------
    BadInput
        No contacts were exchanged with that person, whoever it is and whatever they answered.
    """
    found = next((one for one in contacts_of(event_pk, person_pk, now) if one.pk == other_pk), None)
    if found is None:
        raise BadInput("This is none of your contacts. Contacts are exchanged after the evening, when both said yes.")
    return found


def called_if_contact(event_pk: int, person_pk: int, other_pk: int, now: datetime) -> str | None:
    """Say how a contact of somebody is called; None where it is none."""
    exchange_due(event_pk, now, person_pk)
    low, high = sorted((person_pk, other_pk))
    found = records.Exchange.objects.filter(one_id=low, other_id=high).select_related("one", "other").first()
    if found is None:
        return None
    return (found.one if found.one_id == other_pk else found.other).shown_name


def are_contacts(one_pk: int, other_pk: int) -> bool:
    """Say whether two have exchanged contacts, and none of them keeps apart from the other since."""
    low, high = sorted((one_pk, other_pk))
    found = records.Exchange.objects.filter(one_id=low, other_id=high).select_related("one", "other").first()
    if found is None:
        return False
    apart = _apart(found.event_id, evening(found.event_id).state.parted)
    return pair_of(AttendeeId(found.one.public_id), AttendeeId(found.other.public_id)) not in apart


def answered_by(event_pk: int, person_pk: int) -> tuple[Answered, ...]:
    """Give all whom somebody has met and who were no contacts of theirs so far, with the own answer and what they would be given.

    A contact that is gone since, since the other keeps apart, does not come back here.
    """
    loaded = evening(event_pk)
    person = loaded.people.by_pk[person_pk]
    attendee = records.Attendee.objects.select_related("card").get(pk=person_pk)
    usual = reach_of(attendee).shares
    wanted = dict(records.KeepInTouch.objects.filter(who_id=person_pk).values_list("about_id", "wanted"))
    chosen = dict(records.Sharing.objects.filter(who_id=person_pk).values_list("about_id", "fields"))
    exchanges = records.Exchange.objects.filter(Q(one_id=person_pk) | Q(other_id=person_pk), event_id=event_pk).values_list("one_id", "other_id")
    exchanged = {pk for pair in exchanges for pk in pair}
    met = _first_rounds(loaded, person.attendee.id)
    found = [(loaded.people.by_id[who].pk, who, no) for who, no in met.items() if who in loaded.people.by_id]
    return tuple(
        Answered(pk, who, loaded.called(who), no, wanted.get(pk), fields_of(chosen[pk]) if pk in chosen else usual, pk in chosen)
        for pk, who, no in sorted(found, key=lambda one: (one[2], one[0]))
        if pk not in exchanged
    )


def choose_fields(event_pk: int, person_pk: int, other_pk: int, fields: Iterable[CardField] | None, now: datetime) -> None:
    """Choose what one other person would be given; None for what is given by default.

    Raises
    ------
    BadInput
        The two have not met, or contacts are exchanged already: then more can be given, but nothing taken back.
    """
    loaded = evening(event_pk)
    person, other = loaded.people.by_pk[person_pk], loaded.people.by_pk.get(other_pk)
    if other is None or other.attendee.id not in _first_rounds(loaded, person.attendee.id):
        raise BadInput("You have not met this person. Maybe load the page again.")
    with transaction.atomic():
        if _between(person_pk, other_pk).exists():
            raise BadInput("Your contacts are exchanged already. What you gave can't be taken back; you can give more on the page of the contact.")
        if fields is None:
            records.Sharing.objects.filter(who_id=person_pk, about_id=other_pk).delete()
        else:
            values = {"fields": fields_text(fields), "at": now}
            records.Sharing.objects.update_or_create(who_id=person_pk, about_id=other_pk, defaults=values)


def give_more(event_pk: int, person_pk: int, other_pk: int, fields: Iterable[CardField], now: datetime) -> Contact:
    """Give a contact more fields than at the exchange.

    Raises
    ------
    BadInput
        No contacts were exchanged with that person.
    """
    known = contact(event_pk, person_pk, other_pk, now)
    side = "one_gives" if person_pk < other_pk else "other_gives"
    _between(person_pk, other_pk).update(**{side: fields_text(known.given | {*fields})})
    return contact(event_pk, person_pk, other_pk, now)


def cannot_reach(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Give the contacts to whom somebody gave nothing to be reached by."""
    return tuple(one for one in contacts if not one.given & WAYS)


def give_to_all(event_pk: int, person_pk: int, now: datetime) -> int:
    """Give what somebody gives by default to all contacts who can't reach them yet; give how many these are."""
    usual = reach_of(records.Attendee.objects.select_related("card").get(pk=person_pk)).shares
    found = cannot_reach(contacts_of(event_pk, person_pk, now))
    for one in found:
        give_more(event_pk, person_pk, one.pk, usual, now)
    return len(found)


def _exchange(event_pk: int, person_pk: int | None, apart: frozenset[Pair], now: datetime) -> int:
    """Record what is due; everything is read first, for all alike."""
    everybody = Q(who__event_id=event_pk)
    about_them = everybody if person_pk is None else everybody & (Q(who_id=person_pk) | Q(about_id=person_pk))
    said = (
        records.KeepInTouch.objects.filter(about_them, wanted=True).order_by("pk").select_for_update(of=("self",))
    )  # a no of this moment comes before or after
    yeses = {(one.who_id, one.about_id) for one in said}
    done = {*records.Exchange.objects.filter(event_id=event_pk).values_list("one_id", "other_id")}
    new = {(who, about) for who, about in yeses if (about, who) in yeses and (min(who, about), max(who, about)) not in done}
    people = {pk for pair in new for pk in pair}
    by_pk = {one.pk: one for one in records.Attendee.objects.filter(pk__in=[0, *people]).select_related("card")}  # 0: so that nobody is a question, too
    chosen = {
        (who, about): fields_of(text)
        for who, about, text in records.Sharing.objects.filter(about_them, who_id__in=[0, *people]).values_list("who_id", "about_id", "fields")
    }
    ids = {pk: AttendeeId(one.public_id) for pk, one in by_pk.items()}
    given = (Yes(ids[who], ids[about], chosen.get((who, about), reach_of(by_pk[who]).shares)) for who, about in new)
    due = all_mutual(given, apart)
    by_id = {ids[pk]: one for pk, one in by_pk.items()}
    records.Exchange.objects.bulk_create((_record(event_pk, consent, by_id, now) for consent in due), ignore_conflicts=True)
    return len(due)


def _record(event_pk: int, consent: MutualYes, by_id: Mapping[AttendeeId, records.Attendee], now: datetime) -> records.Exchange:
    one, other = sorted(consent.pair, key=lambda who: by_id[who].pk)
    gives = {who: fields_text(consent.gives(who)) for who in consent.pair}
    return records.Exchange(event_id=event_pk, one_id=by_id[one].pk, other_id=by_id[other].pk, one_gives=gives[one], other_gives=gives[other], at=now)


def _waiting(event_pk: int) -> bool:
    """Say whether any two of an evening said yes to each other without having exchanged contacts."""
    yeses = {*records.KeepInTouch.objects.filter(who__event_id=event_pk, wanted=True).values_list("who_id", "about_id")}
    done = {*records.Exchange.objects.filter(event_id=event_pk).values_list("one_id", "other_id")}
    return any(one < other and (other, one) in yeses and (one, other) not in done for one, other in yeses)


def _apart(event_pk: int, parted: Iterable[Pair]) -> frozenset[Pair]:
    """Give the pairs who are kept apart: one of them asked not to meet the other again, or reported them."""
    reported = records.Report.objects.filter(event_id=event_pk, who__isnull=False, about__isnull=False).values_list("who__public_id", "about__public_id")
    return frozenset(parted) | {pair_of(AttendeeId(who), AttendeeId(about)) for who, about in reported}


def _between(one_pk: int, other_pk: int) -> QuerySet[records.Exchange]:
    low, high = sorted((one_pk, other_pk))
    return records.Exchange.objects.filter(one_id=low, other_id=high)


@dataclass(frozen=True, slots=True)
class _Own:
    """What somebody themselves noted about their contacts, by number of the other's record."""

    notes: Mapping[int, str]
    outcomes: Mapping[int, tuple[str, ...]]
    interviews: Mapping[int, str]

    @classmethod
    def of(cls, person_pk: int) -> "_Own":
        notes = dict(records.PrivateNote.objects.filter(who_id=person_pk).values_list("about_id", "text"))
        outcomes: dict[int, tuple[str, ...]] = {}
        for about, kind in records.Outcome.objects.filter(who_id=person_pk).order_by("-at", "-pk").values_list("about_id", "kind"):
            outcomes[about] = (*outcomes.get(about, ()), kind)
        theirs = records.Interview.objects.filter(Q(asker_id=person_pk) | Q(asked_id=person_pk, is_withheld=False)).order_by("pk")
        interviews = {asked if asker == person_pk else asker: state for asker, asked, state in theirs.values_list("asker_id", "asked_id", "state")}
        return cls(notes, outcomes, interviews)


def _contacts(event_pk: int, person_pk: int) -> tuple[Contact, ...]:
    """Give the contacts of somebody, as they are recorded."""
    loaded = evening(event_pk)
    apart = _apart(event_pk, loaded.state.parted)
    exchanges = records.Exchange.objects.filter(Q(one_id=person_pk) | Q(other_id=person_pk), event_id=event_pk).select_related("one__card", "other__card")
    own = _Own.of(person_pk)
    found = [_contact(loaded, exchanged, person_pk, own) for exchanged in exchanges if _ids(exchanged) not in apart]
    return tuple(sorted(found, key=lambda one: (one.round_no or 0, one.called.casefold(), one.pk)))


def _ids(exchanged: records.Exchange) -> Pair:
    return pair_of(AttendeeId(exchanged.one.public_id), AttendeeId(exchanged.other.public_id))


def _contact(loaded: Evening, exchanged: records.Exchange, person_pk: int, own: _Own) -> Contact:
    one, other = (exchanged.one, exchanged.one_gives), (exchanged.other, exchanged.other_gives)
    (me, i_give), (them, they_give) = (one, other) if exchanged.one_id == person_pk else (other, one)
    mine, who, gives = AttendeeId(me.public_id), AttendeeId(them.public_id), fields_of(they_give)
    no = _first_rounds(loaded, mine).get(who)
    return Contact(
        them.pk,
        who,
        them.shown_name,
        card_of(them).only(gives),
        gives,
        fields_of(i_give),
        exchanged.at,
        no,
        _seat(loaded, mine, no),
        own.notes.get(them.pk, ""),
        own.outcomes.get(them.pk, ()),
        own.interviews.get(them.pk, ""),
    )


def _first_rounds(loaded: Evening, who: AttendeeId) -> dict[AttendeeId, int]:
    """Give everybody whom somebody has met, with the round in which they first did."""
    begun = loaded.state.rounds_begun
    meetings = sorted((meeting for meeting in loaded.state.programme.by_attendee.get(who, ()) if meeting.round_no in begun), key=lambda one: -one.round_no)
    return {other: int(meeting.round_no) for meeting in meetings for other in meeting.others(who)}


def _seat(loaded: Evening, who: AttendeeId, no: int | None) -> str:
    """Give the chair of somebody in a round; empty where there was none."""
    meetings = loaded.state.programme.by_attendee.get(who, ())
    return next((str(meeting.seat_of(who) or "") for meeting in meetings if meeting.round_no == no), "")
