"""The evening as the desk shows it while it runs: what is on, what the next press does, the run of show, the numbers, who calls."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

import msgspec

from keywho.core.ids import RoundNo
from keywho.core.rounds import Round, RoundKind
from keywho.live.clock import SPEECHES, Clock, phases_of
from keywho.live.clock_view import clock_view, cue_title
from keywho.live.run_of_show import Cue, CueKind
from keywho.live.state import Presence
from keywho.server.services.desk_people import Lines, idle, idle_lines, lines_with, round_that_counts, where_in
from keywho.server.services.evenings import Evening
from keywho.server.store import models as records

ABOUT = {
    "lost": "does not find the way",
    "partner": "has trouble with a partner",
    "unwell": "does not feel well",
    "harassed": "feels harassed",
    "other": "would like to talk to you",
}
KINDS = {
    RoundKind.NEIGHBOUR: "neighbours",
    RoundKind.NEARBY: "pairs a few chairs apart",
    RoundKind.TABLE: "tables of {size}",
    RoundKind.HOSTS: "guests at hosts",
    RoundKind.REQUESTS: "requested meetings",
}


@dataclass(frozen=True, slots=True)
class NextView:
    """What the next press does. `not_come` counts those who would be left out by it; `of` is how many are in the programme."""

    title: str
    small: str
    not_come: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class NowView:
    """What is on. `clock` is the clock's part of the stream as JSON; `steps` counts what can be taken back, and `undo` says what the last one was.

    `slide` names the speaker's slide on the wall, and `may_speak` says that it is the time for some.
    """

    cue_no: int
    title: str
    small: str
    clock: str
    paused: bool
    is_round: bool
    has_end: bool
    closed: bool
    steps: int
    undo: str
    next: NextView | None
    slide: str = ""
    may_speak: bool = False


@dataclass(frozen=True, slots=True)
class ShowLine:
    """One entry of the run of show; `state` is "done", "now", "skipped" or empty, `at` a time of the day."""

    no: int
    title: str
    small: str
    at: str
    state: str
    can_skip: bool
    question: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The live counts. `waiting` are in the room and meet nobody in the round that counts."""

    here: int
    not_come: int
    waiting: int
    missing: int
    left: int


@dataclass(frozen=True, slots=True)
class CallLine:
    """Somebody who calls for help. `text` is what they wrote, `whom` who does not behave, for organizers alone."""

    pk: int
    called: str
    where: str
    about: str
    text: str
    minutes: int
    is_urgent: bool
    whom: str = ""


@dataclass(frozen=True, slots=True)
class RunView:
    """All that the desk shows of a running evening."""

    no: int
    is_published: bool
    now: NowView
    show: tuple[ShowLine, ...]
    numbers: Numbers
    counted_round: RoundNo | None
    under_way: bool
    idle: Lines
    missing: Lines
    expected: Lines
    calls: tuple[CallLine, ...]
    said: str


def run_view(evening: Evening, zone: tzinfo, now: datetime, starts_at: datetime | None = None) -> RunView:
    """Give the desk of a running evening."""
    state, no = evening.state, round_that_counts(evening, now)
    idle_now = idle_lines(evening, no)
    return RunView(
        evening.no,
        bool(state.version),
        now_view(evening),
        show_lines(evening, zone, now, starts_at),
        numbers(evening, no),
        no,
        state.round_under_way(now) is not None,
        idle_now,
        lines_with(evening, Presence.MISSING, no),
        lines_with(evening, Presence.EXPECTED, no),
        call_lines(evening, now),
        state.said[-1].text if state.said else "",
    )


def now_view(evening: Evening) -> NowView:
    """Say what is on, and what the presses beside it do."""
    state, words = evening.state, evening.scene.words
    cue = state.cue
    return NowView(
        state.clock.cue_no,
        cue_title(cue, state, words) if cue else "Not begun yet",
        f"{state.clock.cue_no} of {len(state.run_of_show)}" if cue else "",
        msgspec.json.encode(clock_view(state, words)).decode(),
        state.clock.paused_at is not None,
        bool(cue and cue.round_no),
        bool(cue) and any(phase.ends_at for phase in phases_of(cue, state.clock)) if cue else False,
        state.closed,
        len(state.earlier),
        undo_words(evening),
        next_view(evening),
        f"Slide {slide.no} of {slide.of}" if (slide := state.clock.slide) is not None else "",
        cue is None or cue.kind in SPEECHES,
    )


def next_view(evening: Evening) -> NextView | None:
    """Say what the next press does; None at the end."""
    state, cue = evening.state, evening.state.next_cue
    if cue is None:
        return None
    title = cue_title(cue, state, evening.scene.words)
    if cue.round_no is None or not state.here:
        return NextView(title, cue_words(evening, cue))
    not_come = sum(state.presence_of(one.id) is Presence.EXPECTED for one in evening.attendees)
    return NextView(title, cue_words(evening, cue), not_come, len(evening.attendees))


def cue_words(evening: Evening, cue: Cue) -> str:
    """Say what a cue is, in a few words."""
    length = f"{cue.minutes:g} min" if cue.minutes else "as long as it takes"
    if cue.round_no is None:
        return length
    round_ = _round(evening, cue.round_no)
    meetings = evening.state.programme.by_round.get(cue.round_no, ())
    people = sum(len(meeting.attendees) for meeting in meetings)
    kind = KINDS[round_.kind].format(size=round_.size) if round_ else "round"
    return f"{kind}, {length} · {people} people, {len(meetings)} {'meeting' if len(meetings) == 1 else 'meetings'}"


def _round(evening: Evening, no: RoundNo) -> Round | None:
    problem = evening.scene.problem
    return problem.round(no) if problem is not None and no in problem.round_nos else None


def undo_words(evening: Evening) -> str:
    """Say what "undo" would take back; empty where there is nothing."""
    state, words = evening.state, evening.scene.words
    if not state.earlier:
        return ""
    was, is_now = state.earlier[-1], state.clock
    if was.cue_no != is_now.cue_no:
        cue = state.run_of_show[is_now.cue_no - 1]
        return f"{cue_title(cue, state, words)} has begun"
    if was.slide != is_now.slide:
        return f"slide {is_now.slide.no} of {is_now.slide.of}" if is_now.slide is not None else "the end of the slides"
    if was.ended_at != is_now.ended_at:
        return "the early end"
    if was.paused_at is None and is_now.paused_at is not None:
        return "the pause"
    if was.paused_at is not None and is_now.paused_at is None:
        return "going on after the pause"
    return f"{_added_s(is_now) - _added_s(was):+g} s"


def _added_s(clock: Clock) -> float:
    return sum(clock.added_s)


def show_lines(evening: Evening, zone: tzinfo, now: datetime, starts_at: datetime | None = None) -> tuple[ShowLine, ...]:
    """Give the run of show: when each part began, and when those to come begin if all goes on like this."""
    state = evening.state
    began = {json.loads(body)["cue_no"]: at for at, body in _starts(evening.pk)}
    at = _end_of_present(evening, now) if state.cue else max(now, starts_at or now)
    lines = []
    for no, cue in enumerate(state.run_of_show, 1):
        stands = "skipped" if cue.skipped else "done" if no < state.clock.cue_no else "now" if no == state.clock.cue_no else ""
        title = cue_title(cue, state, evening.scene.words)
        when = began.get(no) if stands in ("done", "now") else at
        can_skip = not stands and no > state.clock.cue_no and cue.kind is not CueKind.CLOSE
        lines.append(
            ShowLine(no, title, cue_words(evening, cue), "" if stands == "skipped" else _time(when, zone), stands, can_skip, _question(evening, cue, title))
        )
        if not stands:
            at += timedelta(seconds=cue.seconds)
    return tuple(lines)


def _question(evening: Evening, cue: Cue, title: str) -> str:
    """Ask before a part is skipped: it can't be taken back."""
    count = len(evening.state.programme.by_round.get(cue.round_no, ())) if cue.round_no else 0
    return f"Skip {title}? Its {count} meetings fall away for good." if count else f"Skip {title}?"


def _starts(event_pk: int) -> list[tuple[datetime, str]]:
    return list(records.Fact.objects.filter(event_id=event_pk, kind="CueStarted").order_by("no").values_list("at", "body"))


def _end_of_present(evening: Evening, now: datetime) -> datetime:
    cue = evening.state.cue
    phases = phases_of(cue, evening.state.clock) if cue else ()
    return max([now, *(phase.ends_at or phase.starts_at for phase in phases)])


def _time(at: datetime | None, zone: tzinfo) -> str:
    return at.astimezone(zone).strftime("%H:%M") if at else ""


def numbers(evening: Evening, no: RoundNo | None) -> Numbers:
    """Count the room."""
    state = evening.state
    of = dict.fromkeys(Presence, 0)
    for one in evening.people.registered:
        of[state.presence_of(one.attendee.id)] += 1
    return Numbers(of[Presence.HERE], of[Presence.EXPECTED], len(idle(evening, no)), of[Presence.MISSING], of[Presence.LEFT])


def call_lines(evening: Evening, now: datetime) -> tuple[CallLine, ...]:
    """Give who calls for an organizer, the longest wait first."""
    calls = [call for call in evening.state.calls if call.who in evening.people.by_id]
    if not calls:
        return ()
    pks = [evening.people.by_id[call.who].pk for call in calls]
    written = records.Report.objects.filter(event_id=evening.pk, who_id__in=pks, settled_at=None).select_related("about").order_by("pk")
    reports = {(report.who_id, report.kind): report for report in written}
    lines = []
    for call in calls:
        pk, minutes = evening.people.by_id[call.who].pk, round((now - call.at).total_seconds() / 60)
        where = where_in(evening, call.who, evening.state.round_no)
        urgent = call.about in ("harassed", "unwell")
        told = reports.get((pk, call.about))
        text, whom = (told.text, told.about.name if told.about else "") if told else ("", "")
        lines.append(CallLine(pk, evening.called(call.who), where, ABOUT.get(call.about, ABOUT["other"]), text, minutes, urgent, whom))
    return tuple(lines)
