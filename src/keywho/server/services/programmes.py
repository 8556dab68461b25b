"""Versions of the programme as the organizer looks at them: with names, reasons and figures, compared, changed by hand, and published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet

from keywho.adapters.report.figures import Figures, PersonFigures
from keywho.core.changes import Change, Departure
from keywho.core.errors import BadInput, FaultyProblem
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.live.facts import ProgrammeMended
from keywho.live.mending import ProgrammeChange
from keywho.live.run_of_show import RunOfShow
from keywho.live.state import Presence
from keywho.planning.bounds import bound
from keywho.planning.check import check
from keywho.planning.check.wording import Wording
from keywho.planning.explain import explain
from keywho.planning.repair import repair
from keywho.planning.result import Result, Unmet
from keywho.planning.unmet import unmet_wishes
from keywho.server.services import running
from keywho.server.services.acting import Decision, Done, act
from keywho.server.services.evenings import Evening, People, evening, forgets_too
from keywho.server.services.joining_up import swapped
from keywho.server.services.mending import DEADLINE_S, arrivals
from keywho.server.store import load, save
from keywho.server.store import models as records

GONE = "Somebody who is not on the list any more"
SEEN_AT_ONCE = 6
NAMED_RULES = 3

_SEEN: dict[tuple[int, int, int], "Seen"] = {}


@dataclass(frozen=True)
class Seen:
    """A version with everything that can be said about it."""

    pk: int
    no: int
    problem: Problem
    result: Result
    show: RunOfShow
    people: People

    @property
    def programme(self) -> Programme:
        """All meetings of the version."""
        return self.result.programme

    @cached_property
    def figures(self) -> Figures:
        """The numbers behind it: what each person gets, who walks where."""
        return Figures(self.problem, self.programme)

    @cached_property
    def unmet(self) -> tuple[Unmet, ...]:
        """The wishes that are not fulfilled, by name."""
        return unmet_wishes(self.problem, self.programme)

    @cached_property
    def wording(self) -> Wording:
        """The names of people, chairs and tables."""
        return Wording(self.problem)

    @cached_property
    def least(self) -> tuple[PersonFigures, ...]:
        """Everybody who comes, those who get least first."""
        return self.figures.least

    @cached_property
    def by_label(self) -> Mapping[str, AttendeeId]:
        """Everybody by what they are called here, in small letters."""
        return {self.wording.person(one.id).casefold(): one.id for one in self.problem.attendees}

    def person_named(self, text: str) -> AttendeeId:
        """Find the person whom a text names.

        Raises
        ------
        BadInput
            It names nobody, or several.
        """
        wanted = " ".join(text.split()).casefold()
        if wanted in self.by_label:
            return self.by_label[wanted]
        found = [who for label, who in self.by_label.items() if wanted and wanted in label]
        if len(found) == 1:
            return found[0]
        if not wanted:
            raise BadInput("A name is missing. Maybe press one in the list, or begin to type.")
        if found:
            raise BadInput(
                f"“{text.strip()}” can be {len(found)} people: {', '.join(self.wording.person(who) for who in found[:4])}. Maybe write the whole name."
            )
        raise BadInput(f"Nobody in this version is called “{text.strip()}”. Maybe a letter is different.")

    def why(self, one: AttendeeId, other: AttendeeId | None = None) -> tuple[str, ...]:
        """Say why two meet, or why they do not; or how one person's evening came about."""
        return explain(self.problem, self.programme, one, other).sentences


class ReasonsAmong(Mapping[tuple[int, int], str]):
    """The reasons of a list of people, by the places of another list; looked up when they are read."""

    def __init__(self, people: People, attendees: tuple[Attendee, ...]) -> None:
        self._people = people
        self._ids = [one.id for one in attendees]

    def __getitem__(self, pair: tuple[int, int]) -> str:
        one, other = pair
        if 0 <= one < len(self._ids) and 0 <= other < len(self._ids) and (reason := self._people.why(self._ids[one], self._ids[other])):
            return reason
        raise KeyError(pair)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Give none: reasons are looked up, never listed."""
        return iter(())

    def __len__(self) -> int:
        return 0


def versions(event_pk: int) -> QuerySet[records.ProgrammeVersion]:
    """Give the versions of an event, the newest first, without what is in them."""
    return records.ProgrammeVersion.objects.filter(event_id=event_pk).select_related("made_by").defer("content", "run_of_show")


def seen(event_pk: int, no: int) -> Seen:
    """Look at a version.

    Raises
    ------
    BadInput
        There is no such version.
    """
    pk = records.ProgrammeVersion.objects.filter(event_id=event_pk, no=no).values_list("pk", flat=True).first()
    if pk is None:
        raise BadInput(f"There is no version {no}. Maybe look at the list of versions again.")
    now_ = evening(event_pk)
    runs = bool(now_.state.rounds_begun)
    key = (pk, now_.people.version, now_.no if runs else 0)
    if key not in _SEEN:
        while len(_SEEN) >= SEEN_AT_ONCE:
            _SEEN.pop(next(iter(_SEEN)), None)
        _SEEN[key] = _look(pk, event_pk, no, now_.people, now_.state.away if runs else {})
    return _SEEN[key]


@forgets_too
def forget(event_pk: int) -> None:
    """Drop the versions that were looked at: any of them may name people of the event."""
    _SEEN.clear()


def _look(pk: int, event_pk: int, no: int, people: People, away: Mapping[AttendeeId, frozenset[RoundNo]]) -> Seen:
    exchange, show = load.version_with_show(event_pk, no)
    if exchange.result is None:
        raise BadInput(f"Version {no} has no programme. Maybe plan again.")
    return Seen(pk, no, _named(exchange.problem, people, away), exchange.result, show, people)


def _named(bare: Problem, people: People, away: Mapping[AttendeeId, frozenset[RoundNo]]) -> Problem:
    """Give a kept problem with names, profiles and benefit as they are now; `away` is who is not there, as the running evening shows."""
    nos = frozenset(bare.round_nos)
    pinned = {(meeting.round_no, who) for meeting in bare.wishes.pinned for who in meeting.attendees}
    absent = {**bare.wishes.absent}
    for who in away.keys() & bare.index.keys():
        absent[who] = absent.get(who, frozenset()) | {no for no in away[who] & nos if (no, who) not in pinned}
    bare = replace(bare, wishes=replace(bare.wishes, absent={who: gone for who, gone in absent.items() if gone}))
    attendees = tuple(replace(found, name=found.name or GONE) for found in (people.attendee(one.id) for one in bare.attendees))
    benefit = replace(people.benefit_among(attendees), reasons=ReasonsAmong(people, attendees))
    try:
        return replace(bare, attendees=attendees, benefit=benefit)
    except FaultyProblem:  # somebody changed what they hide from: the programme can still be looked at
        return replace(bare, attendees=tuple(replace(one, hides_from=frozenset()) for one in attendees), benefit=benefit)


def swap(event_pk: int, no: int, round_no: int, one: AttendeeId, other: AttendeeId, *, by: records.Organizer) -> tuple[int, str]:
    """Let two change places in a round of a version; gives the number of the new version, and a sentence.

    Raises
    ------
    BadInput
        The round has been held, they meet each other in it, or a rule would be broken: then says which.
    """
    version = seen(event_pk, no)
    names = f"{version.wording.person(one)} and {version.wording.person(other)}"
    if one == other:
        raise BadInput(f"{version.wording.person(one)} stands there twice. Maybe choose a second person.")
    if round_no not in version.problem.round_nos:
        raise BadInput(f"There is no round {round_no} in this version.")
    if round_no in evening(event_pk).state.rounds_begun:
        raise BadInput(f"Round {round_no} has begun already; the swap would come too late. On the run page people can be brought together.")
    here, there = (version.programme.meeting_of(who, RoundNo(round_no)) for who in (one, other))
    if here is there:
        said = "meet each other" if here is not None else "both sit out"
        raise BadInput(f"{names} {said} in round {round_no}, so there is nothing to swap.")
    changed = swapped(version.programme, one, other, frozenset({RoundNo(round_no)}))
    made = _kept(event_pk, version, changed, f"Version {no}, two changed places in round {round_no}", by)
    return made.no, f"{names} have changed places in round {round_no}: this is version {made.no}."


def _kept(event_pk: int, version: Seen, changed: Programme, origin: str, by: records.Organizer) -> records.ProgrammeVersion:
    """Check a programme that was changed by hand, and keep it as a version."""
    changed = replace(changed, version=1)
    verdict = check(version.problem, changed)
    if not verdict.ok:
        rules = " ".join(violation.sentence for violation in verdict.violations[:NAMED_RULES])
        more = len(verdict.violations) - NAMED_RULES
        raise BadInput(f"Not changed, because this breaks a rule. {rules}{f' And {more} more.' if more > 0 else ''}")
    before = version.result
    same_worth = abs(check(version.problem, version.programme).score.points - before.score.points) < 1e-6
    proven = before.bound if same_worth else bound(version.problem)
    proven = replace(proven, points=max(proven.points, verdict.score.points))
    result = replace(before, programme=changed, score=verdict.score, bound=proven, history=(), stopped_by="done", unmet=())
    return save.version(event_pk, version.problem, result, version.show, origin=origin, made_by=by)


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side: who gets a new instruction, and in which rounds."""

    older: Seen
    newer: Seen
    changed: Mapping[AttendeeId, tuple[RoundNo, ...]]

    @property
    def by_round(self) -> Mapping[RoundNo, int]:
        """How many get a new instruction in each round."""
        found: dict[RoundNo, int] = {}
        for nos in self.changed.values():
            for no in nos:
                found[no] = found.get(no, 0) + 1
        return dict(sorted(found.items()))


def compare(event_pk: int, older: int, newer: int) -> Comparison:
    """Compare two versions."""
    if older == newer:
        raise BadInput("That is the same version twice. Maybe choose another one.")
    one, other = seen(event_pk, older), seen(event_pk, newer)
    return Comparison(one, other, one.programme.difference(other.programme).changed)


def publish(event_pk: int, no: int, *, by: str, now: datetime) -> Done:
    """Publish a version, before the evening or between two rounds; whoever came or left since it was planned is taken care of at once."""
    done = running.publish(event_pk, no, by=by, now=now)
    if done.changed:
        records.ProgrammeVersion.objects.filter(event_id=event_pk, no=no).update(published_at=now)
        act(event_pk, lambda now_: _settled(now_, now), by=by)
    return done


def _settled(now_: Evening, now: datetime) -> Decision:
    """Mend a programme that was published while the evening runs, for those who came or left since it was planned."""
    state = now_.state
    first = state.first_open_round(now)
    if first is None or not state.clock.cue_no:
        return Decision((), "")
    programme = state.programme
    planned = {who for meeting in programme.meetings if meeting.round_no >= first for who in meeting.attendees}
    planned |= {bye.attendee for bye in programme.byes if bye.round_no >= first}
    gone = [who for who in planned if state.presence_of(who) in (Presence.LEFT, Presence.MISSING)]
    open_rounds = [no for no in state.round_nos if no >= first]
    new = [who for who in state.here - planned if who in now_.people.by_id and any(not state.is_away(who, no) for no in open_rounds)]
    changes: list[Change] = [Departure(who, first) for who in sorted(gone)]
    problem = now_.problem(first)
    changes += arrivals(now_, sorted(new), first, problem)
    if not changes:
        return Decision((), "")
    later = frozenset(open_rounds)
    absent = {**problem.wishes.absent, **{who: problem.wishes.absent.get(who, frozenset()) | later for who in new if who in problem.index}}
    before = replace(problem, wishes=replace(problem.wishes, absent=absent))  # they were away when the version was planned, and come now
    repaired = repair(before, programme, changes, from_round=first, deadline_s=DEADLINE_S)
    change = ProgrammeChange.between(programme, repaired.result.programme)
    return Decision((ProgrammeMended(now, change),) if change else (), "")


def with_reasons(version: Seen) -> Seen:
    """Give a version that lists the reasons of all who meet, to be written into a file."""
    index, reasons = version.problem.index, version.problem.benefit.reasons
    met = {pair for meeting in version.programme.meetings for pair in meeting.pairs()}
    places = {(index[a], index[b]) for one, other in met for a, b in ((one, other), (other, one)) if a in index and b in index}
    listed = {pair: reason for pair in sorted(places) if (reason := reasons.get(pair, ""))}
    return replace(version, problem=replace(version.problem, benefit=replace(version.problem.benefit, reasons=listed)))
