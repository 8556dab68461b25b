"""Hard rules 1 to 4, 8 and 9 of docs/objective.md: who meets whom, and who is left out."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.meeting import Bye, Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import RoundKind
from keywho.planning.check.violation import Violation
from keywho.planning.check.wording import Wording


def people_violations(problem: Problem, programme: Programme, wording: Wording) -> Iterator[Violation]:
    """Give every broken rule about people."""
    yield from _unknown_names(problem, programme, wording)
    byes_by_round: dict[int, list[Bye]] = defaultdict(list)
    for bye in programme.byes:
        byes_by_round[bye.round_no].append(bye)
    for no in problem.round_nos:
        meetings = programme.by_round.get(RoundNo(no), ())
        yield from _attendance(problem, no, meetings, byes_by_round[no], wording)
        yield from _sizes(problem, no, meetings, wording)
        yield from _unwanted_company(problem, no, meetings, wording)
    yield from _pinned(problem, programme, wording)
    yield from _host_limits(problem, programme, wording)


def _unknown_names(problem: Problem, programme: Programme, wording: Wording) -> Iterator[Violation]:
    known, rounds = problem.index, len(problem.rounds)
    for meeting in programme.meetings:
        if not 1 <= meeting.round_no <= rounds:
            sentence = f"{wording.people(meeting.attendees)} meet in round {meeting.round_no}, but the evening has {_counted(rounds, 'round')}."
            yield Violation("unknown-round", sentence, meeting.attendees, meeting.round_no)
        for who in meeting.attendees:
            if who not in known:
                yield Violation("unknown-attendee", f"Round {meeting.round_no} has a meeting of {who}, who is not in the list.", (who,), meeting.round_no)
    for bye in programme.byes:
        if not 1 <= bye.round_no <= rounds:
            sentence = f"{wording.person(bye.attendee)} has a bye in round {bye.round_no}, but the evening has {_counted(rounds, 'round')}."
            yield Violation("unknown-round", sentence, (bye.attendee,), bye.round_no)
        if bye.attendee not in known:
            yield Violation("unknown-attendee", f"Round {bye.round_no} has a bye of {bye.attendee}, who is not in the list.", (bye.attendee,), bye.round_no)
    for who in programme.home_seats:
        if who not in known:
            yield Violation("unknown-attendee", f"{who} has a home chair, but is not in the list.", (who,))


def _attendance(problem: Problem, no: int, meetings: Sequence[Meeting], byes: Sequence[Bye], wording: Wording) -> Iterator[Violation]:
    """Rule 1: everybody who is present has one meeting or one bye, nobody else has any."""
    for meeting in meetings:
        if len(set(meeting.attendees)) < len(meeting.attendees):
            for who, times in Counter(meeting.attendees).items():
                if times > 1:
                    yield Violation("twice-in-meeting", f"Round {no}: {wording.person(who)} stands {times} times in one meeting.", (who,), no)
    met = Counter(chain.from_iterable(set(meeting.attendees) for meeting in meetings))
    sat_out = Counter(bye.attendee for bye in byes)
    for attendee in problem.attendees:
        who = attendee.id
        meets, rests = met[who], sat_out[who]
        if problem.is_present(who, no):
            if meets + rests == 1:
                continue
            name = wording.person(who)
            if meets > 1:
                yield Violation("two-meetings", f"Round {no}: {name} has {meets} meetings at once.", (who,), no)
            if rests > 1:
                yield Violation("two-byes", f"Round {no}: {name} has {rests} byes in one round.", (who,), no)
            if meets and rests:
                yield Violation("meeting-and-bye", f"Round {no}: {name} has a meeting and a bye.", (who,), no)
            if not meets and not rests:
                yield Violation("left-out", f"Round {no}: {name} is there, but has neither a meeting nor a bye.", (who,), no)
        elif meets:
            yield Violation("absent-meeting", f"Round {no}: {wording.person(who)} has a meeting, but is not there.", (who,), no)
        elif rests:
            yield Violation("absent-bye", f"Round {no}: {wording.person(who)} has a bye, but is not there.", (who,), no)


def _sizes(problem: Problem, no: int, meetings: Sequence[Meeting], wording: Wording) -> Iterator[Violation]:
    """Rule 2: two, three, a table's worth, or one host with guests."""
    round_, hosts = problem.round(no), problem.wishes.hosting.tables
    trios = 0
    for meeting in meetings:
        people = len(set(meeting.attendees))
        trios += people == 3
        if 2 <= people <= round_.largest and round_.kind is not RoundKind.HOSTS:
            continue
        names = wording.people(meeting.attendees)
        if people < 2:
            yield Violation("too-small", f"Round {no}: a meeting needs two people, but this one has {names}.", meeting.attendees, no)
        elif people > round_.largest:
            sentence = f"Round {no}: {names} meet, but a meeting of this round takes {round_.largest} people."
            yield Violation("too-large", sentence, meeting.attendees, no)
        if round_.kind is RoundKind.HOSTS:
            here = [who for who in dict.fromkeys(meeting.attendees) if who in hosts]
            if len(here) != 1:
                sentence = f"Round {no}: {names} meet, and {_counted(len(here), 'host')} among them; it has to be one."
                yield Violation("host-count", sentence, meeting.attendees, no)
    if round_.kind in (RoundKind.NEIGHBOUR, RoundKind.NEARBY) and trios > problem.most_trios(no):
        together = tuple(dict.fromkeys(chain.from_iterable(meeting.attendees for meeting in meetings if len(set(meeting.attendees)) == 3)))
        sentence = f"Round {no} has {_counted(trios, 'trio')}, but at most {problem.most_trios(no)} are needed: {wording.people(together)}."
        yield Violation("too-many-trios", sentence, together, no)


def _unwanted_company(problem: Problem, no: int, meetings: Sequence[Meeting], wording: Wording) -> Iterator[Violation]:
    """Rules 3 and 4: nobody meets whom they must not, and requests rounds hold requests only."""
    by_request, forbidden = problem.round(no).kind is RoundKind.REQUESTS, problem.forbidden_in(no)
    if not by_request and not forbidden:
        return
    for meeting in meetings:
        for pair in dict.fromkeys(meeting.pairs()):
            if pair in forbidden:
                yield Violation("forbidden-pair", f"Round {no}: {wording.people(pair)} meet, but they must not be brought together.", pair, no)
            if by_request and pair not in problem.requested:
                yield Violation("not-requested", f"Round {no}: {wording.people(pair)} meet, but neither asked for the other.", pair, no)


def _pinned(problem: Problem, programme: Programme, wording: Wording) -> Iterator[Violation]:
    """Rule 8: pinned meetings are held by the same people, on the same chairs where they are given."""
    wanted = problem.wishes.pinned
    rounds = {meeting.round_no for meeting in wanted}
    held = {(meeting.round_no, frozenset(meeting.attendees)): meeting for meeting in programme.meetings if meeting.round_no in rounds}
    for pinned in wanted:
        found = held.get((pinned.round_no, frozenset(pinned.attendees)))
        names = wording.people(pinned.attendees)
        if found is None:
            yield Violation("pinned-lost", f"Round {pinned.round_no}: the meeting of {names} is pinned, but is not held.", pinned.attendees, pinned.round_no)
        elif pinned.seats and _chairs(pinned) != _chairs(found):
            sentence = f"Round {pinned.round_no}: the meeting of {names} is pinned to other chairs: {_on_chairs(pinned, wording)}."
            yield Violation("pinned-seats", sentence, pinned.attendees, pinned.round_no)


def _chairs(meeting: Meeting) -> Collection[tuple[str, str]]:
    return set(zip(meeting.attendees, meeting.seats, strict=False))


def _on_chairs(meeting: Meeting, wording: Wording) -> str:
    return "; ".join(f"{wording.person(who)} on {wording.seat(seat)}" for who, seat in zip(meeting.attendees, meeting.seats, strict=False))


def _host_limits(problem: Problem, programme: Programme, wording: Wording) -> Iterator[Violation]:
    """Rule 9: nobody passes the most meetings of a host or a guest."""
    hosting = problem.wishes.hosting
    if hosting.guest_most is None and hosting.host_most is None:
        return
    hosts_of: dict[AttendeeId, set[AttendeeId]] = defaultdict(set)
    guests_of: dict[AttendeeId, set[AttendeeId]] = defaultdict(set)
    for no in problem.round_nos:
        if problem.round(no).kind is RoundKind.HOSTS:
            for meeting in (meeting for meeting in programme.meetings if meeting.round_no == no):
                hosts = {who for who in meeting.attendees if who in hosting.tables}
                for guest in set(meeting.attendees) - hosts:
                    hosts_of[guest] |= hosts
                    for host in hosts:
                        guests_of[host].add(guest)
    for met, most, code, side in ((hosts_of, hosting.guest_most, "guest-most", "host"), (guests_of, hosting.host_most, "host-most", "guest")):
        for who, others in met.items():
            if most is not None and len(others) > most:
                sentence = f"{wording.person(who)} meets {_counted(len(others), side)}, more than the most of {most}: {wording.people(sorted(others))}."
                yield Violation(code, sentence, (who, *sorted(others)))


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
