"""What is wished: who must or must not meet whom, who is away, who keeps a chair or a table. Contradictions are refused in a sentence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db import transaction
from django.db.models import Q, QuerySet

from keywho.adapters.lists.people import name_key
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId, TableId
from keywho.core.people import company_key
from keywho.core.room import Seat
from keywho.core.room_picture import Mark
from keywho.core.room_plan import RoomPlan
from keywho.server.services.registrations import people_changed
from keywho.server.store import load
from keywho.server.store import models as records

Kind = records.WishKind

LONGEST_NO = 9
OF_PAIRS = (Kind.MUST_MEET, Kind.MUST_NOT_MEET, Kind.ACQUAINTED, Kind.REQUEST)
MARK_WORDS = {Mark.HEARING: "the hearing side", Mark.STEP_FREE: "a place without steps", Mark.QUIET: "the quiet area"}
_SAYS = {
    Kind.MUST_MEET: "{one} and {other} will meet.",
    Kind.MUST_NOT_MEET: "{one} and {other} will not meet. Nobody is told.",
    Kind.ACQUAINTED: "{one} and {other} know each other; they meet only if nobody else is left.",
    Kind.REQUEST: "{one} asked to meet {other}.",
}


@dataclass(frozen=True)
class Known:
    """What a new wish has to agree with: room, rounds, and all that is wished already."""

    plan: RoomPlan | None
    rounds: int
    wishes: tuple[records.Wish, ...] = field(default=())

    @cached_property
    def away(self) -> Mapping[int, frozenset[str]]:
        """The rounds in which people are away, by the numbers of their records."""
        found: dict[int, set[str]] = defaultdict(set)
        for wish in self.wishes:
            if wish.kind == Kind.ABSENT:
                found[wish.one_id].add(wish.detail)
        return {pk: frozenset(nos) for pk, nos in found.items()}

    def between(self, one: records.Attendee, other: records.Attendee) -> set[str]:
        """The kinds of wishes about these two."""
        return {wish.kind for wish in self.wishes if {wish.one_id, wish.other_id} == {one.pk, other.pk}}

    def seat_holder(self, seat: str) -> records.Attendee | None:
        """Who keeps a chair."""
        return next((wish.one for wish in self.wishes if wish.kind == Kind.FIXED_SEAT and wish.detail == seat), None)


def with_needs(event: records.Event) -> QuerySet[records.Attendee]:
    """Give those on the list who need a certain chair, or cannot move."""
    return records.Attendee.objects.filter(event=event, status=records.AttendeeStatus.REGISTERED).exclude(needs="", cannot_move=False)


def known_of(event: records.Event) -> Known:
    """Load what a wish has to agree with."""
    found = records.Wish.objects.filter(event=event).select_related("one", "other")
    return Known(load.room_plan(event), len(load.rounds(event)), tuple(found))


def add_wish(event: records.Event, kind: records.WishKind, one: records.Attendee, other: records.Attendee | None = None, detail: str = "") -> str:
    """Note a wish and say what it means.

    Raises
    ------
    BadInput
        It contradicts another wish, or names a round, chair or table that is not there.
    """
    with transaction.atomic():
        records.Event.objects.select_for_update().get(pk=event.pk)
        known = known_of(event)
        if kind in OF_PAIRS:
            return _add_pair(event, kind, one, other, known)
        if kind == Kind.ABSENT:
            return _add_absence(event, one, detail, known)
        if kind == Kind.FIXED_SEAT:
            return _keep_seat(event, one, detail, known)
        return _host(event, one, detail, known)


def remove_wish(event: records.Event, wish_pk: int) -> str:
    """Forget a wish."""
    with transaction.atomic():
        wish = records.Wish.objects.filter(event=event, pk=wish_pk).select_related("one").first()
        if wish is None:
            return "That wish was taken away already."
        wish.delete()
        people_changed(event.pk)
    return f"Taken away: a wish about {wish.one.shown_name}."


def stay_anywhere(event: records.Event, one: records.Attendee, *, stays: bool) -> str:
    """Note that somebody cannot move from chair to chair; the planner finds them a chair to keep."""
    with transaction.atomic():
        records.Attendee.objects.filter(pk=one.pk).update(cannot_move=stays)
        people_changed(event.pk)
    return f"{one.shown_name} keeps one chair all evening; the others come to them." if stays else f"{one.shown_name} moves like everybody else."


def give_marked_chair(event: records.Event, one: records.Attendee, mark: Mark) -> str:
    """Give somebody a free chair that has a mark, to keep all evening.

    Raises
    ------
    BadInput
        No chair has this mark, or all of them are given away.
    """
    with transaction.atomic():
        records.Event.objects.select_for_update().get(pk=event.pk)
        known = known_of(event)
        marked = known.plan.seats_marked(mark) if known.plan else ()
        if not marked:
            raise BadInput(f"No chair is marked as {MARK_WORDS[mark]} yet. Maybe mark some in the room.")
        free = [seat for seat in marked if (known.seat_holder(seat) or one).pk == one.pk]
        taken = set(
            records.Attendee.objects.filter(event=event, home_seat__in=marked, status=records.AttendeeStatus.REGISTERED)
            .exclude(pk=one.pk)
            .values_list("home_seat", flat=True)
        )
        chair = next((seat for seat in free if seat not in taken), None)
        if chair is None:
            raise BadInput(f"All {len(marked)} chairs of {MARK_WORDS[mark]} are given away. Maybe mark more of them in the room.")
        return _keep_seat(event, one, chair, known)


def marks_needed(attendee: records.Attendee) -> tuple[Mark, ...]:
    """Give the marks of chairs that somebody needs, as they said."""
    return tuple(mark for mark in Mark if mark.value in attendee.needs.casefold())


def person_named(event: records.Event, text: str) -> records.Attendee:
    """Find the one person whom a text names: by name, by what they want to be called, or by "name (id)" where two have the same name.

    Raises
    ------
    BadInput
        Nobody is called so, or several are.
    """
    wanted = name_key(text)
    if not wanted:
        raise BadInput("A name is missing. Maybe begin to type it and choose from the list.")
    listed = records.Attendee.objects.filter(event=event, status=records.AttendeeStatus.REGISTERED)
    rows = list(listed.values_list("pk", "public_id", "name", "called"))
    for fits in (_is_exactly, _is_called, _begins_so):
        found = [pk for pk, public_id, name, called in rows if fits(wanted, public_id, name, called)]
        if len(found) == 1:
            return listed.get(pk=found[0])
        if len(found) > 1:
            raise BadInput(f"“{text.strip()}” stands for {len(found)} people. Maybe choose one from the list while you type.")
    raise BadInput(f"Nobody on the list is called “{text.strip()}”. Maybe a letter is different; begin to type and choose.")


def _is_exactly(wanted: str, public_id: str, name: str, called: str) -> bool:
    return wanted in (name_key(name), name_key(public_id), name_key(f"{name} ({public_id})"))


def _is_called(wanted: str, public_id: str, name: str, called: str) -> bool:
    return wanted == name_key(called)


def _begins_so(wanted: str, public_id: str, name: str, called: str) -> bool:
    return name_key(name).startswith(f"{wanted} ")


def _add_pair(event: records.Event, kind: records.WishKind, one: records.Attendee, other: records.Attendee | None, known: Known) -> str:
    if other is None:
        raise BadInput("This wish is about two people. Please name the second one, too.")
    if one.pk == other.pk:
        raise BadInput(f"That is {one.shown_name} twice. Maybe choose somebody else.")
    names = {"one": one.shown_name, "other": other.shown_name}
    before = known.between(one, other)
    same = kind in before and (kind != Kind.REQUEST or any(w.kind == kind and w.one_id == one.pk and w.other_id == other.pk for w in known.wishes))
    if same:
        return f"That is noted already: {_SAYS[kind].format(**names)}"
    together = {Kind.MUST_MEET, Kind.REQUEST}
    if kind in together and Kind.MUST_NOT_MEET in before:
        raise BadInput(f"{names['one']} and {names['other']} must not meet, as another wish says. Maybe take that one away first.")
    if kind == Kind.MUST_NOT_MEET and before & together:
        raise BadInput(f"{names['one']} and {names['other']} are to meet, as another wish says. Maybe take that one away first.")
    if kind in together and (hidden := _hidden(one, other)):
        raise BadInput(f"{hidden}, so they can't be brought together.")
    if kind in together and known.rounds and not _free_together(known, one, other):
        raise BadInput(f"{names['one']} and {names['other']} are in no round together. Maybe one of them can stay a round longer.")
    _keep(event, kind, one, other)
    return _SAYS[kind].format(**names)


def _hidden(one: records.Attendee, other: records.Attendee) -> str:
    """Say whether one of two asked not to meet people of the other's company."""
    for who, whom in ((one, other), (other, one)):
        companies = {company_key(name) for name in who.hides_from.splitlines() if name.strip()}
        if whom.company and company_key(whom.company) in companies:
            return f"{who.shown_name} asked not to meet people from {whom.company}, where {whom.shown_name} works"
    return ""


def _free_together(known: Known, one: records.Attendee, other: records.Attendee) -> bool:
    away = known.away.get(one.pk, frozenset()) | known.away.get(other.pk, frozenset())
    return any(str(no) not in away for no in range(1, known.rounds + 1))


def _add_absence(event: records.Event, one: records.Attendee, detail: str, known: Known) -> str:
    no = detail.strip()
    if not no.isdecimal() or len(no) > LONGEST_NO or not 1 <= int(no) <= max(known.rounds, 1):
        raise BadInput(f"There is no round “{no[:LONGEST_NO]}”. " + (f"Maybe one of 1 to {known.rounds}." if known.rounds else "Maybe make the rounds first."))
    no = str(int(no))
    away = known.away.get(one.pk, frozenset()) | {no}
    if len(away) >= known.rounds:
        raise BadInput(f"{one.shown_name} would be in no round at all. Maybe cancel their registration, until they come after all.")
    for wish in known.wishes:
        if wish.kind == Kind.MUST_MEET and one.pk in (wish.one_id, wish.other_id) and wish.other is not None:
            other = wish.other if wish.one_id == one.pk else wish.one
            both = away | known.away.get(other.pk, frozenset())
            if all(str(round_no) in both for round_no in range(1, known.rounds + 1)):
                raise BadInput(f"{one.shown_name} and {other.shown_name} must meet, and would be in no round together. Maybe take that wish away first.")
    _keep(event, Kind.ABSENT, one, detail=no)
    return f"{one.shown_name} is away in round {no}."


def _keep_seat(event: records.Event, one: records.Attendee, detail: str, known: Known) -> str:
    chair = _chair(known, detail)
    holder = known.seat_holder(chair.id)
    place = f"{chair.row}, chair {chair.label}" if chair.row else f"chair {chair.label}"
    if holder is not None and holder.pk != one.pk:
        raise BadInput(f"{place} is kept for {holder.shown_name}. Maybe the one beside it.")
    sitting = records.Attendee.objects.filter(event=event, home_seat=chair.id, status=records.AttendeeStatus.REGISTERED).exclude(pk=one.pk).first()
    if sitting is not None:
        raise BadInput(f"{sitting.shown_name} has taken {place} already. Maybe the one beside it.")
    records.Wish.objects.filter(event=event, kind=Kind.FIXED_SEAT, one=one).delete()
    _keep(event, Kind.FIXED_SEAT, one, detail=chair.id)
    return f"{one.shown_name} keeps {place} all evening; the others come to them."


def _chair(known: Known, text: str) -> Seat:
    """Find a chair by its id or as it stands on its sticker."""
    if known.plan is None:
        raise BadInput("There is no room yet, so no chair can be kept. Maybe draw the room first.")
    wanted = "".join(text.casefold().split())
    for seat in known.plan.furniture.seats:
        bare_row = seat.row.casefold().removeprefix("row ").removeprefix("table ").removeprefix("spot ")
        if wanted in ("".join(seat.id.casefold().split()), "".join(f"{bare_row}{seat.label}".split()), "".join(f"{seat.row}{seat.label}".casefold().split())):
            if seat.id in known.plan.off:
                raise BadInput(f"Chair {text.strip()} is switched off this evening. Maybe switch it on in the room.")
            return seat
    raise BadInput(f"There is no chair “{text.strip()}” in this room. Maybe write it as on its sticker: B4.")


def _host(event: records.Event, one: records.Attendee, detail: str, known: Known) -> str:
    table = _table(known, detail) if detail.strip() else None
    for wish in known.wishes:
        if wish.kind == Kind.HOST and table is not None and wish.detail == table[0] and wish.one_id != one.pk:
            raise BadInput(f"{wish.one.shown_name} keeps {table[1]} already. Maybe another table.")
        if wish.kind == Kind.FIXED_SEAT and wish.one_id == one.pk and table is not None and SeatId(wish.detail) not in table[2]:
            raise BadInput(f"{one.shown_name} keeps a chair that is not at {table[1]}. Maybe take one of the two wishes away.")
    records.Wish.objects.filter(event=event, kind=Kind.HOST, one=one).delete()
    _keep(event, Kind.HOST, one, detail=table[0] if table else "")
    return f"{one.shown_name} hosts {table[1] if table else 'a table'} in the rounds with hosts."


def _table(known: Known, text: str) -> tuple[TableId, str, tuple[SeatId, ...]]:
    wanted = name_key(text)
    tables = known.plan.furniture.tables if known.plan else ()
    if not tables:
        raise BadInput("This room has no tables of its own; in the rounds with hosts, circles of chairs are made. Maybe leave the table empty.")
    for table in tables:
        if wanted in (name_key(table.name), name_key(table.id), name_key(table.name).removeprefix("table ")):
            return table.id, table.name, table.seats
    raise BadInput(f"There is no table “{text.strip()}”. Maybe {_some(table.name for table in tables)}.")


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return f"{listed[0]} to {listed[-1]}" if len(listed) > 1 else listed[0]


def _keep(event: records.Event, kind: records.WishKind, one: records.Attendee, other: records.Attendee | None = None, detail: str = "") -> None:
    records.Wish.objects.get_or_create(event=event, kind=kind, one=one, other=other, detail=detail)
    people_changed(event.pk)


def about(attendee: records.Attendee) -> tuple[records.Wish, ...]:
    """Give the wishes about somebody."""
    return tuple(records.Wish.objects.filter(Q(one=attendee) | Q(other=attendee)).select_related("one", "other"))
