"""What is printed of an evening, as it stands now: cards, signs, badges, stickers, lists, the poster."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from keywho.adapters.badges_pdf import Badge, badges_pdf
from keywho.adapters.cards_pdf import cards_pdf
from keywho.adapters.poster_pdf import poster_pdf
from keywho.adapters.round_list_pdf import round_list_pdf
from keywho.adapters.stickers_pdf import chair_stickers_pdf
from keywho.core.errors import BadInput, FaultyProblem
from keywho.core.ids import AttendeeId, RoundNo, SeatId
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.wishes import Wishes
from keywho.live.run_of_show import RunOfShow
from keywho.live.state import Presence
from keywho.server.services.evenings import Evening, evening
from keywho.server.services.personal_links import badge_token
from keywho.server.services.programmes import GONE, ReasonsAmong, seen, versions
from keywho.server.store import load
from keywho.server.store import models as records

PAPERS = ("a4", "letter")
LONGEST_CODE, LONGEST_LINE = 6, 70


@dataclass(frozen=True, slots=True)
class Stand:
    """The programme that is printed. `version` is 0 before there is one; `is_published` says whether people see it, `changes` how often it was mended since."""

    version: int = 0
    is_published: bool = False
    changes: int = 0
    problem: Problem | None = None
    programme: Programme | None = None
    show: RunOfShow = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed. `base` is the beginning of links for phones; `who` whose cards or badges, everybody's where it is empty."""

    what: str
    paper: str = "a4"
    base: str = ""
    who: frozenset[int] = frozenset()
    round_no: int = 0
    shows_seeks: bool = False
    double_sided: bool = True


def stand_of(loaded: Evening) -> Stand:
    """Give the programme as it stands: the published one as mended so far, else the newest version."""
    if loaded.state.version and loaded.scene.problem is not None:
        state = loaded.state
        return Stand(state.version, True, state.programme.version - 1, _problem_now(loaded, loaded.scene.problem), state.programme, state.run_of_show)
    newest = versions(loaded.pk).values_list("no", flat=True).first()
    if newest is None:
        return Stand()
    version = seen(loaded.pk, newest)
    return Stand(newest, False, 0, version.problem, version.programme, version.show)


def _problem_now(loaded: Evening, furniture: Problem) -> Problem:
    """Give names, reasons and absences to what the views know of the problem."""
    attendees = tuple(replace(one, name=one.name or GONE) for one in furniture.attendees)
    numbers = frozenset(furniture.round_nos)
    absent = {who: nos & numbers for who, nos in loaded.state.away.items() if who in furniture.index and nos & numbers}
    benefit = replace(furniture.benefit, reasons=ReasonsAmong(loaded.people, attendees))
    try:
        return replace(furniture, attendees=attendees, benefit=benefit, wishes=Wishes(absent=absent, hosting=furniture.wishes.hosting))
    except FaultyProblem:  # it can be printed without them
        return replace(furniture, attendees=attendees, benefit=benefit)


def printed(event: records.Event, order: Order, *, now: datetime) -> bytes:
    """Print.

    Raises
    ------
    BadInput
        There is nothing to print yet, or no such thing.
    """
    if order.paper not in PAPERS:
        raise BadInput(f"There is no paper “{order.paper}”. Maybe one of: {', '.join(PAPERS)}.")
    if order.what not in _PRINTS:
        raise BadInput(f"There is nothing called “{order.what}” to print. Maybe one of: {', '.join(_PRINTS)}.")
    return _PRINTS[order.what](event, evening(event.pk), order, now)


def _of_programme(part: str) -> "Print":
    def print_part(event: records.Event, loaded: Evening, order: Order, now: datetime) -> bytes:
        stand = stand_of(loaded)
        problem, programme = _planned(stand)
        only: Collection[AttendeeId] | None = None
        if part == "cards":
            here = {one.id for one in problem.attendees}
            chosen = _chosen(loaded, order)
            only = [who for who in (chosen or here) if who in here and (chosen or loaded.state.presence_of(who) is not Presence.LEFT)]
            if chosen and not only:
                raise BadInput("They are not in the programme yet, so there is no card. Maybe mark them as here: then they get meetings.")
        return cards_pdf(
            problem,
            programme,
            title=event.name,
            starts_at=first_round_at(event, stand),
            paper=order.paper,
            made_at=now,
            only=only,
            parts=(part,),
            icebreakers=loaded.icebreakers,
        )

    return print_part


def _planned(stand: Stand) -> tuple[Problem, Programme]:
    if stand.problem is None or stand.programme is None:
        raise BadInput("There is no programme yet, so nothing can be printed of it. Maybe plan one first; badges, stickers and the poster need none.")
    return stand.problem, stand.programme


def _chosen(loaded: Evening, order: Order) -> list[AttendeeId]:
    """Give those who were chosen, by their ids."""
    return [loaded.people.by_pk[pk].attendee.id for pk in sorted(order.who) if pk in loaded.people.by_pk]


def _round_list(event: records.Event, loaded: Evening, order: Order, now: datetime) -> bytes:
    stand = stand_of(loaded)
    problem, programme = _planned(stand)
    no = order.round_no or round_now(loaded, now)
    return round_list_pdf(problem, programme, no, title=event.name, starts_at=first_round_at(event, stand), paper=order.paper, made_at=now)


def round_now(loaded: Evening, now: datetime) -> RoundNo:
    """Give the round of the list for the hand: the one that is on, else the next."""
    return loaded.state.round_no or loaded.state.first_open_round(now) or RoundNo(1)


def _badges(event: records.Event, loaded: Evening, order: Order, now: datetime) -> bytes:
    people = [one for one in loaded.people.registered if not order.who or one.pk in order.who]
    badges = []
    for one in sorted(people, key=lambda person: person.face.called.casefold()):
        seeks = one.face.seeks if order.shows_seeks and len(one.face.seeks) <= LONGEST_LINE else ""
        badge = Badge.named(_name_on_badge(one.attendee.name, one.face.called), line=seeks and f"I look for {seeks}", company=one.face.company)
        badges.append(replace(badge, qr_text=f"{order.base}/b/{badge_token(loaded, one)}"))
    return badges_pdf(badges, title=event.name, paper=order.paper, double_sided=order.double_sided, made_at=now)


def _name_on_badge(name: str, called: str) -> str:
    """Put what somebody wants to be called first: "Zoe" and "Zoe Miller" give "Zoe Miller", "Bob" and "Robert Miller" give "Bob"."""
    return name if name.casefold().split()[:1] == called.casefold().split() else called


def _stickers(event: records.Event, loaded: Evening, order: Order, now: datetime) -> bytes:
    plan = load.room_plan(event)
    if plan is None:
        raise BadInput("The room is not drawn yet, so there are no stickers. Maybe draw it first.")
    room, join = plan.room(), f"{order.base}/j/{event.code}"
    return chair_stickers_pdf(
        room,
        lambda seat: f"{join}?seat={code_of(room, seat)}",
        code_of_seat=lambda seat: code_of(room, seat),
        link_of_table=lambda _: join,
        title=event.name,
        paper=order.paper,
        made_at=now,
    )


def code_of(room: Room, seat: SeatId) -> str:
    """Give what is typed for a chair: its id where that is short, else the row and what stands on the chair."""
    if len(seat) <= LONGEST_CODE:
        return seat
    chair = room.seat_by_id[seat]
    return "".join(f"{chair.row}{chair.label}".split()) or seat


def _poster(event: records.Event, loaded: Evening, order: Order, now: datetime) -> bytes:
    return poster_pdf(event.name, f"{order.base}/j/{event.code}", event.code, language=loaded.scene.words.language, paper=order.paper, made_at=now)


Print = Callable[[records.Event, Evening, Order, datetime], bytes]

_PRINTS: Mapping[str, Print] = {
    "cards": _of_programme("cards"),
    "signs": _of_programme("signs"),
    "chart": _of_programme("chart"),
    "round": _round_list,
    "badges": _badges,
    "stickers": _stickers,
    "poster": _poster,
}


def first_round_at(event: records.Event, stand: Stand) -> datetime | None:
    """Give when the first round begins if the evening begins on time, in its own time zone."""
    starts_at = event.local_start
    if starts_at is None:
        return None
    before_s = 0.0
    for cue in stand.show:
        if cue.round_no is not None:
            break
        before_s += 0.0 if cue.skipped else cue.seconds
    return starts_at + timedelta(seconds=before_s)
