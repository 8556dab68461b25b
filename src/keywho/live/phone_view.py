"""The card of the moment for one phone: a finished value that the page only lays out."""

from dataclasses import dataclass

from keywho.core.ids import AttendeeId, RoundNo, SeatId
from keywho.core.meeting import Meeting
from keywho.core.rounds import RoundKind
from keywho.core.signposts import Place, Signposts
from keywho.live.clock_view import ms
from keywho.live.run_of_show import CueKind
from keywho.live.scene import Scene
from keywho.live.state import LiveState, Presence
from keywho.live.words import Words


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody whom one meets: what helps to find them, and why. `seat` is their chair in this meeting."""

    id: AttendeeId
    called: str
    recognize: str = ""
    role: str = ""
    company: str = ""
    seeks: str = ""
    offers: str = ""
    why: str = ""
    seat: SeatId | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What one phone says now.

    Attributes
    ----------
    kind : "meet", "bye", "waits", "sits-out", "missing", "left", "open" (no round is on) or "closed".
    headline, text : what to know at a glance, and one or two sentences more.
    where : where to go, in words; `seat` and `from_seat` are chairs of the room picture.
    partners : whom one meets.
    speaks : who speaks in which turn, in order.
    icebreaker, follow_ups : a first sentence, and questions that follow it.
    may : what can be tapped: "here", "leave", "not-here", "not-again", "groups", "come-back".
    """

    kind: str
    headline: str
    text: str = ""
    where: str = ""
    seat: SeatId | None = None
    from_seat: SeatId | None = None
    round_no: RoundNo | None = None
    partners: tuple[Partner, ...] = ()
    speaks: tuple[AttendeeId, ...] = ()
    icebreaker: str = ""
    follow_ups: tuple[str, ...] = ()
    may: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody whom one has met in an earlier round."""

    id: AttendeeId
    called: str
    round_no: RoundNo


@dataclass(frozen=True, slots=True)
class Note:
    """What the organizers said, and when."""

    text: str
    at_ms: int


def card(state: LiveState, who: AttendeeId, scene: Scene) -> Card:
    """Give the card of an attendee in a state. It holds nothing about others but what they share with those whom they meet."""
    words = scene.words
    called = scene.called(who)
    presence = state.presence_of(who)
    if state.closed:
        return Card("closed", words.thanks.format(name=called), words.thanks_more)
    if presence is Presence.LEFT:
        return Card("left", words.left, words.left_more, may=("here",))
    if presence is Presence.MISSING:
        return Card("missing", words.missing, words.missing_more, may=("here", "leave"))
    no = state.round_no
    if no is None or scene.problem is None or no not in scene.problem.round_nos:
        return _open_card(state, who, scene)
    signposts = Signposts(scene.problem, state.programme)
    meeting = state.programme.meeting_of(who, no)
    if meeting is not None:
        return _meeting_card(state, who, meeting, scene, signposts)
    return _idle_card(state, who, no, scene)


def met(state: LiveState, who: AttendeeId, scene: Scene) -> tuple[Met, ...]:
    """Give those whom an attendee has met or is meeting, in order."""
    begun = state.rounds_begun
    meetings = [meeting for meeting in state.programme.by_attendee.get(who, ()) if meeting.round_no in begun]
    first = {other: meeting.round_no for meeting in reversed(meetings) for other in meeting.others(who)}
    return tuple(Met(other, scene.called(other), no) for other, no in sorted(first.items(), key=lambda pair: (pair[1], pair[0])))


def notes(state: LiveState, who: AttendeeId) -> tuple[Note, ...]:
    """Give what the organizers said to everybody and to this one, the newest first."""
    said = sorted((*state.said, *state.said_to.get(who, ())), key=lambda announcement: announcement.at, reverse=True)
    return tuple(Note(announcement.text, ms(announcement.at)) for announcement in said)


def _open_card(state: LiveState, who: AttendeeId, scene: Scene) -> Card:
    """Give the card for a time in which no round is on."""
    words = scene.words
    hello = words.hello.format(name=scene.called(who))
    seat = state.programme.home_seats.get(who) or state.seats_taken.get(who)
    place = Signposts(scene.problem, state.programme).home(who).text if scene.problem and who in state.programme.home_seats else ""
    where = words.take_seat.format(place=place_in(place, words)) if place else ""
    kind = state.cue.kind if state.cue else CueKind.WELCOME
    text = {
        CueKind.WELCOME: words.waiting_to_begin if state.version else words.not_planned,
        CueKind.TALK: words.talk_now,
        CueKind.BREAK: words.break_now,
        CueKind.MINGLE: words.mingle_now,
    }.get(kind, "")
    seated = kind in (CueKind.WELCOME, CueKind.TALK)
    may = ("here",) if state.presence_of(who) is Presence.EXPECTED else ("leave", "groups")
    return Card("open", hello, text, where if seated else "", seat if seated else None, may=may)


def _meeting_card(state: LiveState, who: AttendeeId, meeting: Meeting, scene: Scene, signposts: Signposts) -> Card:
    words = scene.words
    others = meeting.others(who)
    names = listed([scene.called(other) for other in others], words)
    pairs_round = signposts.problem.round(meeting.round_no).of_pairs
    before = state.seat_before(who, meeting.round_no)
    partners = tuple(_partner(who, other, meeting, scene) for other in others)
    begin = scene.icebreaker(who, others, meeting.round_no)
    return Card(
        "meet",
        words.meet.format(names=names),
        words.trio if pairs_round and len(others) == 2 else "" if len(others) > 1 or any(one.why for one in partners) else words.no_reason,
        where_to(who, meeting, before, signposts, words),
        meeting.seat_of(who),
        before,
        meeting.round_no,
        partners,
        speaking_order(meeting),
        begin.sentence,
        begin.follow_ups,
        ("not-here", "leave", "groups", "not-again") if pairs_round else ("leave", "not-again"),
    )


def _idle_card(state: LiveState, who: AttendeeId, no: RoundNo, scene: Scene) -> Card:
    """Give kind words to somebody who is in the room and has no meeting in this round."""
    words = scene.words
    if no in state.sitting_out.get(who, frozenset()):
        return Card("sits-out", words.sits_out, words.sits_out_more, round_no=no, may=("come-back", "leave"))
    if state.presence_of(who) is Presence.EXPECTED:
        return Card("missing", words.missing, words.missing_more, round_no=no, may=("here", "leave"))
    follows = any(meeting.round_no > no for meeting in state.programme.by_attendee.get(who, ()))
    if who in state.newcomers and not any(meeting.round_no <= no for meeting in state.programme.by_attendee.get(who, ())) and follows:
        return Card("waits", words.hello.format(name=scene.called(who)), words.waits, round_no=no, may=("leave", "groups"))
    return Card("bye", words.bye, words.bye_next if follows else words.bye_last, words.bye_meanwhile, round_no=no, may=("leave", "groups"))


def _partner(who: AttendeeId, other: AttendeeId, meeting: Meeting, scene: Scene) -> Partner:
    face = scene.faces.get(other)
    if face is None:
        return Partner(other, scene.called(other), seat=meeting.seat_of(other))
    return Partner(other, scene.called(other), face.recognize, face.role, face.company, face.seeks, face.offers, scene.why(who, other), meeting.seat_of(other))


def speaking_order(meeting: Meeting) -> tuple[AttendeeId, ...]:
    """Give who speaks first, second, ...: who begins changes from round to round."""
    people = sorted(meeting.attendees)
    first = meeting.round_no % len(people)
    return (*people[first:], *people[:first])


def where_to(who: AttendeeId, meeting: Meeting, before: SeatId | None, signposts: Signposts, words: Words) -> str:
    """Say where an attendee, who sits on the chair `before`, goes for a meeting."""
    kind = signposts.kind(meeting.round_no)
    seat, room = meeting.seat_of(who), signposts.problem.room
    if kind is RoundKind.NEIGHBOUR and room is not None and seat is not None and before in (seat, None):
        return _turn(who, meeting, signposts, words)
    place = place_in(signposts.place(meeting, who).text, words, signposts.place(meeting, who))
    if not place:
        return words.neighbours if kind is RoundKind.NEIGHBOUR else words.find_each_other
    if kind is RoundKind.HOSTS and who in signposts.problem.wishes.hosting.tables:
        return words.they_come.format(place=place)
    stays = seat is not None and seat == before
    return (words.stay_at if stays else words.go_to).format(place=place)


def place_in(text: str, words: Words, place: Place | None = None) -> str:
    """Give a place in a language: "Row C, seat 4"; the names on the furniture stay as they are."""
    if place is not None and place.seat and len(place.seat) <= 3:
        return ", ".join(part for part in (place.name, words.seat.format(label=place.seat)) if part)
    return text


def _turn(who: AttendeeId, meeting: Meeting, signposts: Signposts, words: Words) -> str:
    """Say to which side somebody turns: as seen by one who looks to the stage, or to the middle of the table."""
    room = signposts.problem.room
    others = meeting.others(who)
    if room is None or len(others) != 1:
        return words.neighbours
    mine, theirs = meeting.seat_of(who), meeting.seat_of(others[0])
    if mine is None or theirs is None or mine not in room.seat_by_id or theirs not in room.seat_by_id:
        return words.neighbours
    here, there = room.seat_by_id[mine], room.seat_by_id[theirs]
    dx, dy = there.x_m - here.x_m, there.y_m - here.y_m
    table = room.table_by_seat.get(mine)
    if table is None:
        if abs(dy) > abs(dx):
            return words.neighbour_front if dy < 0 else words.neighbour_back
        return words.neighbour_left if dx < 0 else words.neighbour_right
    chairs = [room.seat_by_id[seat] for seat in table.seats if seat in room.seat_by_id]
    to_x = sum(chair.x_m for chair in chairs) / len(chairs) - here.x_m
    to_y = sum(chair.y_m for chair in chairs) / len(chairs) - here.y_m
    return words.neighbour_right if to_x * dy - to_y * dx > 0 else words.neighbour_left


def listed(names: list[str], words: Words) -> str:
    """Join names as people do: "Ann", "Ann and Ben", "Ann, Ben and Cy"."""
    return f" {words.and_} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
