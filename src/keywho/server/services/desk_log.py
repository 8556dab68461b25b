"""The log of an evening in words: what happened, by whom, when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby

from keywho.core.ids import AttendeeId
from keywho.core.programme import Programme
from keywho.live.clock_view import cue_title
from keywho.live.facts import (
    Announced,
    Arrived,
    AttendeeLeft,
    CueAdded,
    CueEnded,
    CueSkipped,
    CueStarted,
    Fact,
    FurnitureLost,
    GroupsPreferred,
    HelpAsked,
    HelpGiven,
    Missed,
    PageMoved,
    PairParted,
    Paused,
    ProgrammeMended,
    ProgrammePublished,
    Resumed,
    SatOut,
    SeatTaken,
    SlideShown,
    StepUndone,
    TimeAdded,
)
from keywho.server.services.evenings import Evening
from keywho.server.store import models as records
from keywho.server.store.facts_json import fact_from_json

MOST_FACTS, MOST_ENTRIES, MOST_NAMES = 120, 50, 3


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What one press or tap did."""

    no: int
    at: datetime
    by: str
    sentence: str


def log_entries(evening: Evening, zone: tzinfo) -> tuple[LogEntry, ...]:
    """Give what happened, the newest first."""
    newest = records.Fact.objects.filter(event_id=evening.pk).order_by("-no").values_list("no", "at", "by", "kind", "body")[:MOST_FACTS]
    names = {f"organizer {pk}": name for pk, name in records.Organizer.objects.filter(events=evening.pk).values_list("pk", "name")}
    entries = []
    for (at, by), rows in groupby(newest, key=lambda row: (row[1], row[2])):
        group = list(rows)
        facts = [fact_from_json(kind, body, lambda _: Programme()) for _, _, _, kind, body in reversed(group)]
        private = any(isinstance(fact, PairParted) for fact in facts)
        sentence = sentence_of(facts, evening)
        if sentence:
            entries.append(LogEntry(group[0][0], at.astimezone(zone), "keywho" if private else _named(by, names, evening), sentence))
    return tuple(entries[:MOST_ENTRIES])


def sentence_of(facts: Sequence[Fact], evening: Evening) -> str:
    """Say what some facts of one press mean. Whom somebody does not want to meet again is nobody's business."""
    said = [words_of_fact(fact, evening) for fact in facts]
    return " ".join(sentence for sentence in said if sentence)


def words_of_fact(fact: Fact, evening: Evening) -> str:
    """Say what one fact means; empty for what nobody is told."""
    match fact:
        case ProgrammePublished(version=version):
            return f"Version {version} of the programme was published."
        case CueStarted(cue_no=no):
            return f"{_cue(no, evening)} began."
        case Paused():
            return "The clock was paused."
        case Resumed():
            return "The clock went on."
        case TimeAdded(seconds=seconds):
            return f"{seconds:+g} s."
        case CueEnded():
            return "Ended early."
        case StepUndone():
            return "The last step was taken back."
        case SlideShown(slide=slide):
            return f"Slide {slide.no}: “{slide.title}”." if slide is not None else "The slides were taken off the wall."
        case CueSkipped(cue_no=no, skipped=skipped):
            return f"{_cue(no, evening)} will be skipped." if skipped else f"{_cue(no, evening)} is in again."
        case CueAdded(cue=cue):
            return f"{cue_title(cue, evening.state, evening.scene.words)} was added."
        case FurnitureLost(seats=seats, tables=tables):
            return f"Out of use: {', '.join((*tables, *seats))}."
        case ProgrammeMended(change=change):
            count = len(change.people)
            return f"{count} {'person has' if count == 1 else 'people have'} another meeting." if count else ""
        case PairParted():
            return ""
        case _:
            return _about_people(fact, evening)


def _about_people(fact: Fact, evening: Evening) -> str:
    match fact:
        case Arrived(people=people):
            return f"{_people(people, evening)}: here."
        case Missed(people=people):
            return f"{_people(people, evening)}: not there."
        case AttendeeLeft(who=who):
            return f"{evening.called(who)} left."
        case SatOut(who=who, round_no=no, out=out):
            return f"{evening.called(who)} sits round {no} out." if out else f"{evening.called(who)} is in round {no} again."
        case GroupsPreferred(who=who, wanted=wanted):
            return f"{evening.called(who)} would {'rather' if wanted else 'no longer'} be three."
        case SeatTaken(who=who, seat=seat):
            return f"{evening.called(who)} took chair {seat}." if seat else f"{evening.called(who)} gave a chair back."
        case HelpAsked(who=who):
            return f"{evening.called(who)} called for help."
        case PageMoved(who=who):
            return f"The page of {evening.called(who)} was opened on another phone, with the badge."
        case HelpGiven(who=who):
            return f"The call of {evening.called(who)} was taken care of."
        case Announced(text=text, to=to):
            to_whom = evening.called(to) if to else "Everybody"
            return f"{to_whom} was told: “{text}”" if text else "The message to everybody was taken away."
    return ""


def _cue(no: int, evening: Evening) -> str:
    show = evening.state.run_of_show
    return cue_title(show[no - 1], evening.state, evening.scene.words) if 1 <= no <= len(show) else f"Part {no}"


def _people(people: Sequence[AttendeeId], evening: Evening) -> str:
    names = ", ".join(evening.called(who) for who in people[:MOST_NAMES])
    return f"{names} and {len(people) - MOST_NAMES} more" if len(people) > MOST_NAMES else names


def _named(by: str, names: dict[str, str], evening: Evening) -> str:
    kind, _, who = by.partition(" ")
    if kind == "attendee":
        return evening.called(AttendeeId(who))
    return names.get(by, {"organizer": "an organizer", "attendees": "several at the door", "speaker": "whoever speaks"}.get(kind, "keywho"))
