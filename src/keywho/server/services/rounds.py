"""The order of an evening as the organizer edits it: one list of words, rounds, breaks and mingling, loaded and saved with a version number."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import msgspec
from django.db import transaction

from keywho.core.errors import BadInput, KeywhoError
from keywho.core.room_plan import trimmed
from keywho.core.rounds import Round, RoundKind
from keywho.live.run_of_show import TURN_S, Cue, CueKind, RunOfShow, round_cue, total_minutes, usual_run_of_show, with_rounds
from keywho.server.store import load, save
from keywho.server.store import models as records

MOST_ROUNDS, MOST_ENTRIES = 50, 100
LONGEST_MINUTES, LONGEST_BREAK = 240.0, 120.0
LONGEST_TITLE = 60
MOST_GUESTS, MOST_CHAIRS, MOST_METRES = 30, 1000, 1000.0
TABLE_SIZES = range(3, 13)
USUAL_CHAIR_M = 0.6

Reach = Literal["chairs", "metres", "room"]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the list. All below `title` is about rounds; `size` counts the people at a table, or the guests of a host at a time.

    `minutes` 0 is "as long as it takes". `timed` is for turns of 30 seconds at the beginning, else people talk as they like.
    """

    kind: CueKind
    minutes: float = 0.0
    title: str = ""
    how: RoundKind = RoundKind.NEIGHBOUR
    break_minutes: float = 0.0
    reach: Reach = "chairs"
    reach_no: float = 5.0
    size: int = 6
    balance: str = ""
    timed: bool = False


class OrderMoved(KeywhoError):
    """Somebody else saved the order first; `version` is theirs."""

    code = "order-moved"

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__("Somebody else saved the rounds while you worked on them. Yours are not saved yet, and still on your screen.")


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """The order of an evening and its version; `chair_m` says how far one chair is, `traits` what tables can mix."""

    entries: tuple[Entry, ...]
    version: int
    chair_m: float = USUAL_CHAIR_M
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedOrder:
    """What came of saving: the new version, and a sentence for the organizer."""

    version: int
    sentence: str


def load_order(event_pk: int) -> KeptOrder:
    """Give the order of an event."""
    event = records.Event.objects.get(pk=event_pk)
    chair_m = _chair_m(event)
    return KeptOrder(entries_of(load.rounds(event), load.run_of_show(event.run_of_show), chair_m), event.rounds_version, chair_m, _traits(event_pk))


def save_order(event_pk: int, entries: Sequence[Entry], *, expected_version: int) -> SavedOrder:
    """Save an order, unless somebody else saved one after `expected_version`.

    Raises
    ------
    OrderMoved
        Somebody did.
    BadInput
        An entry makes no sense; names it.
    """
    event = records.Event.objects.get(pk=event_pk)
    rounds, show = order_of(entries, _chair_m(event))
    fields = {"rounds": save.rounds(rounds), "run_of_show": save.run_of_show(show), "rounds_version": expected_version + 1}
    with transaction.atomic():
        if not records.Event.objects.filter(pk=event_pk, rounds_version=expected_version).update(**fields):
            raise OrderMoved(records.Event.objects.values_list("rounds_version", flat=True).get(pk=event_pk))
    count = f"{len(rounds)} round{'' if len(rounds) == 1 else 's'}"
    return SavedOrder(expected_version + 1, f"Saved: {count}, {in_hours(total_minutes(show))} in all.")


def in_hours(minutes: float) -> str:
    """Say a length as people do: "55 minutes", "1 hour 20"."""
    whole = round(minutes)
    if whole < 60:
        return f"{whole} minute{'' if whole == 1 else 's'}"
    hours, rest = divmod(whole, 60)
    return f"{hours} hour{'' if hours == 1 else 's'}{f' {rest}' if rest else ''}"


def entries_of(rounds: Sequence[Round], show: Sequence[Cue], chair_m: float) -> tuple[Entry, ...]:
    """Give rounds and run of show as one list."""
    whole = with_rounds(show, rounds) if show else usual_run_of_show(rounds)
    return tuple(_entry(cue, rounds[cue.round_no - 1] if cue.round_no else None, chair_m) for cue in whole)


def order_of(entries: Sequence[Entry], chair_m: float) -> tuple[tuple[Round, ...], RunOfShow]:
    """Give the rounds and the run of show of a list.

    Raises
    ------
    BadInput
        An entry makes no sense; names it.
    """
    _check_list(entries)
    rounds: list[Round] = []
    show: list[Cue] = []
    for no, entry in enumerate(entries, 1):
        title = trimmed(entry.title)
        if len(title) > LONGEST_TITLE:
            raise BadInput(f"Entry {no} has a name of {len(title)} letters; {LONGEST_TITLE} fit on a phone. Maybe a shorter one.")
        if entry.kind is CueKind.ROUND:
            rounds.append(_round(entry, len(rounds) + 1, chair_m))
            show.append(replace(round_cue(len(rounds), rounds[-1], timed=entry.timed), title=title))
        else:
            if not 0 <= entry.minutes <= LONGEST_MINUTES:
                raise BadInput(f"Entry {no} would last {entry.minutes:g} minutes; 0 (as long as it takes) to {LONGEST_MINUTES:g} are possible. Maybe 10.")
            show.append(Cue(entry.kind, entry.minutes, title))
    return tuple(rounds), tuple(show)


def _entry(cue: Cue, round_: Round | None, chair_m: float) -> Entry:
    if round_ is None:
        return Entry(cue.kind, cue.minutes, cue.title)
    reach, reach_no = _reach(round_.reach_m, chair_m) if round_.kind is RoundKind.NEARBY else ("chairs", 5.0)
    size = round_.size - 1 if round_.kind is RoundKind.HOSTS else round_.size if round_.kind is RoundKind.TABLE else 6
    return Entry(cue.kind, round_.minutes, cue.title, round_.kind, round_.break_minutes, reach, reach_no, size, round_.balance, cue.turn_s > 0)


def _reach(reach_m: float | None, chair_m: float) -> tuple[Reach, float]:
    """Say a reach in whole chairs where that is what it is."""
    if reach_m is None:
        return "room", 5.0
    chairs = reach_m / chair_m
    return ("chairs", float(round(chairs))) if abs(chairs - round(chairs)) < 1e-6 else ("metres", reach_m)


def _check_list(entries: Sequence[Entry]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise BadInput(f"The list has {len(entries)} entries; an evening takes {MOST_ENTRIES}.")
    kinds = [entry.kind for entry in entries]
    if kinds.count(CueKind.ROUND) > MOST_ROUNDS:
        raise BadInput(f"The list has {kinds.count(CueKind.ROUND)} rounds; an evening takes {MOST_ROUNDS}.")
    if not kinds or kinds[0] is not CueKind.WELCOME or CueKind.WELCOME in kinds[1:]:
        raise BadInput("The evening begins with people arriving, once. Maybe put it first again.")
    if kinds[-1] is not CueKind.CLOSE or CueKind.CLOSE in kinds[:-1]:
        raise BadInput("The evening ends with the goodbye, once. Maybe put it last again.")


def _round(entry: Entry, no: int, chair_m: float) -> Round:
    if not 0 < entry.minutes <= LONGEST_MINUTES:
        raise BadInput(f"Round {no} would last {entry.minutes:g} minutes; it takes more than 0 and at most {LONGEST_MINUTES:g}. Maybe 6.")
    if not 0 <= entry.break_minutes <= LONGEST_BREAK:
        raise BadInput(f"The break after round {no} would last {entry.break_minutes:g} minutes; it takes 0 to {LONGEST_BREAK:g}. Maybe 2.")
    round_ = _of_kind(entry, no, chair_m)
    turns = 2 if round_.of_pairs else round_.size
    if entry.timed and turns * TURN_S > 60 * entry.minutes:
        need = turns * TURN_S / 60
        raise BadInput(
            f"Round {no} lasts {entry.minutes:g} minutes, and {turns} turns of 30 seconds take {need:g}. Maybe make it longer, or let people talk as they like."
        )
    return round_


def _of_kind(entry: Entry, no: int, chair_m: float) -> Round:
    minutes, pause = entry.minutes, entry.break_minutes
    match entry.how:
        case RoundKind.NEARBY:
            return Round.nearby(_reach_m(entry, no, chair_m), minutes=minutes, break_minutes=pause)
        case RoundKind.TABLE:
            if entry.size not in TABLE_SIZES:
                raise BadInput(f"Round {no} wants {entry.size} people at a table; {TABLE_SIZES[0]} to {TABLE_SIZES[-1]} are possible. Maybe 6.")
            return Round.table(entry.size, balance=trimmed(entry.balance), minutes=minutes, break_minutes=pause)
        case RoundKind.HOSTS:
            if not 1 <= entry.size <= MOST_GUESTS:
                raise BadInput(f"Round {no} wants {entry.size} guests with a host at a time; 1 to {MOST_GUESTS} are possible. Maybe 2.")
            return Round.hosts(entry.size, minutes=minutes, break_minutes=pause)
        case RoundKind.REQUESTS:
            return Round.requests(minutes=minutes, break_minutes=pause)
    return Round.neighbour(minutes=minutes, break_minutes=pause)


def _reach_m(entry: Entry, no: int, chair_m: float) -> float | None:
    match entry.reach:
        case "room":
            return None
        case "chairs":
            if not (1 <= entry.reach_no <= MOST_CHAIRS and entry.reach_no == round(entry.reach_no)):
                raise BadInput(f"Round {no}: people can meet 1 to {MOST_CHAIRS:,} chairs away, not {entry.reach_no:g}. Maybe 5.")
            return round(entry.reach_no * chair_m, 6)
        case "metres":
            if not 0 < entry.reach_no <= MOST_METRES:
                raise BadInput(f"Round {no}: people can meet up to {MOST_METRES:,.0f} metres away, not {entry.reach_no:g}. Maybe 3.")
            return entry.reach_no


def _chair_m(event: records.Event) -> float:
    plan = load.room_plan(event)
    return plan.furniture.chair_m if plan is not None else USUAL_CHAIR_M


def _traits(event_pk: int) -> tuple[str, ...]:
    """Name the columns of one's own that the list has."""
    texts = records.Attendee.objects.filter(event_id=event_pk).exclude(traits="{}").values_list("traits", flat=True).distinct()
    return tuple(sorted({name for text in texts for name in json.loads(text or "{}")}))


def _round_entry(how: RoundKind, minutes: float, pause: float, *, timed: bool = False, chairs: int = 5, size: int = 6, whole_room: bool = False) -> Entry:
    reach: Reach = "room" if whole_room else "chairs"
    return Entry(CueKind.ROUND, minutes, "", how, pause, reach, chairs, size, "", timed)


_ARRIVING, _GOODBYE = Entry(CueKind.WELCOME), Entry(CueKind.CLOSE)
_NEIGHBOUR = _round_entry(RoundKind.NEIGHBOUR, 4, 1, timed=True)

PRESETS: dict[str, tuple[Entry, ...]] = {
    "Job club, 60 minutes": (
        _ARRIVING,
        Entry(CueKind.TALK, 5),
        _NEIGHBOUR,
        *(_round_entry(RoundKind.NEARBY, 6, 1.5, timed=True),) * 3,
        _round_entry(RoundKind.TABLE, 12, 2, timed=True),
        Entry(CueKind.MINGLE, 11),
        _GOODBYE,
    ),
    "Hiring evening with employers at tables": (
        _ARRIVING,
        Entry(CueKind.TALK, 10),
        _NEIGHBOUR,
        *(_round_entry(RoundKind.HOSTS, 8, 2, size=3),) * 3,
        Entry(CueKind.BREAK, 15),
        *(_round_entry(RoundKind.HOSTS, 8, 2, size=3),) * 3,
        Entry(CueKind.MINGLE, 20),
        _GOODBYE,
    ),
    "Conference breakfast": (
        _ARRIVING,
        Entry(CueKind.TALK, 3),
        *(_round_entry(RoundKind.TABLE, 15, 2, size=8, timed=True),) * 2,
        _round_entry(RoundKind.NEARBY, 6, 1, timed=True, whole_room=True),
        _GOODBYE,
    ),
}
"""Evenings to begin with."""


def same_rounds(event: records.Event, rounds: Sequence[Round]) -> bool:
    """Say whether the rounds of an event are these."""
    return load.rounds(event) == tuple(rounds)
