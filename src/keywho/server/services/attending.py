"""What attendees tap on their phones. Each tap takes effect at once, and the sentence that comes back says what happens now."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from keywho.core.changes import Back, Change, Parted, PrefersGroups, SitOut
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo, pair_of
from keywho.live.facts import Fact, GroupsPreferred, HelpAsked, PairParted, SatOut, SeatTaken
from keywho.live.state import replay
from keywho.live.words.answers import Answers, answers_of
from keywho.server.services import reports
from keywho.server.services.acting import Decision, Done, act
from keywho.server.services.afterwards.talks import withhold
from keywho.server.services.arriving import come_in
from keywho.server.services.cards_in_words import told
from keywho.server.services.coming_and_going import absence, arrival, departure
from keywho.server.services.evenings import Evening, evening
from keywho.server.services.joining_up import together
from keywho.server.services.mending import mended
from keywho.server.store import models as records

LONGEST_NOTE = 2000
HELP_ABOUT = ("lost", "partner", "unwell", "harassed", "other")


def answers(evening: Evening) -> Answers:
    """Give the words of an evening's language."""
    return answers_of(evening.language)


def here(event_pk: int, who: AttendeeId, *, now: datetime) -> Done:
    """ "I am here": the first scan, or after all."""
    return come_in(event_pk, who, now=now)


def leave(event_pk: int, who: AttendeeId, *, now: datetime) -> Done:
    """ "I must leave"."""
    return act(event_pk, lambda evening: Decision(departure(evening, who, now).facts, answers(evening).left), by=f"attendee {who}")


def partner_not_here(event_pk: int, who: AttendeeId, partner: AttendeeId, round_no: RoundNo, *, now: datetime) -> Done:
    """ "My partner is not here": the partner is asked whether they are, and the one who waits gets somebody else where that is possible."""

    def decide(evening: Evening) -> Decision:
        state = evening.state
        meeting = state.programme.meeting_of(who, round_no)
        if state.round_under_way(now) != round_no or meeting is None or partner not in meeting.others(who):
            return Decision((), answers(evening).card_changed)
        return _told(evening, who, absence(evening, partner, now))

    return act(event_pk, decide, by=f"attendee {who}")


def with_somebody_else(event_pk: int, who: AttendeeId, other: AttendeeId, round_no: RoundNo, *, now: datetime) -> Done:
    """ "I am someone else's partner": the two who already talk stay together, and those who waited for them are brought together."""

    def decide(evening: Evening) -> Decision:
        if evening.state.round_under_way(now) != round_no:
            return Decision((), answers(evening).round_over)
        return together(evening, who, other, round_no, now)

    return act(event_pk, decide, by=f"attendee {who}")


def sit_out(event_pk: int, who: AttendeeId, *, now: datetime) -> Done:
    """ "Let me sit this one out": the round under way where it has not begun to talk, else the next."""

    def decide(evening: Evening) -> Decision:
        no = evening.state.first_open_round(now)
        if no is None:
            return Decision((), answers(evening).none_to_sit_out)
        if no in evening.state.sitting_out.get(who, frozenset()):
            return Decision((), answers(evening).sits_out_already)
        repair = mended(evening, [SitOut(who, no)], now)
        return Decision((SatOut(now, who, no), *repair.facts), answers(evening).sits_out)

    return act(event_pk, decide, by=f"attendee {who}")


def come_back(event_pk: int, who: AttendeeId, *, now: datetime) -> Done:
    """Take a sitting out back."""

    def decide(evening: Evening) -> Decision:
        first = evening.state.first_open_round(now)
        rounds = sorted(no for no in evening.state.sitting_out.get(who, frozenset()) if first is not None and no >= first)
        if not rounds:
            return Decision((), answers(evening).in_anyway)
        repair = mended(evening, [Back(who, rounds[0])], now)
        return _told(evening, who, Decision((SatOut(now, who, rounds[0], out=False), *repair.facts), answers(evening).in_again))

    return act(event_pk, decide, by=f"attendee {who}")


def prefer_groups(event_pk: int, who: AttendeeId, wanted: bool, *, now: datetime) -> Done:
    """ "I would rather be three", or not any more; from the next round on."""

    def decide(evening: Evening) -> Decision:
        known = evening.state.groups.get(who, evening.person(who).prefers_groups)
        sentence = answers(evening).groups if wanted else answers(evening).pairs
        if known is wanted:
            return Decision((), sentence)
        changes: list[Change] = [PrefersGroups(who, wanted)] if any(one.id == who for one in evening.attendees) else []
        first = _next_round(evening, now)
        repair = mended(evening, changes, now, from_round=first) if first else None
        return Decision((GroupsPreferred(now, who, wanted), *(repair.facts if repair else ())), sentence)

    return act(event_pk, decide, by=f"attendee {who}")


def never_again(event_pk: int, who: AttendeeId, other: AttendeeId, *, now: datetime) -> Done:
    """ "Not this person again": private and final, from the next round on. Nobody else is told, and nothing is said that tells it.

    An open request of theirs for a talk stays without an answer.
    """
    done = _part(event_pk, who, other, by=f"attendee {who}", now=now)
    loaded = evening(event_pk)
    withhold(loaded.person(who).pk, loaded.person(other).pk)
    return done


def keep_apart(event_pk: int, who: AttendeeId, other: AttendeeId, *, now: datetime) -> Done:
    """Keep two apart as an earlier evening asks for, from the next round on: by nobody's press, so that nobody's log tells it."""
    return _part(event_pk, who, other, by="keywho", now=now)


def _part(event_pk: int, who: AttendeeId, other: AttendeeId, *, by: str, now: datetime) -> Done:
    def decide(evening: Evening) -> Decision:
        evening.person(other)
        if who == other:
            raise BadInput(answers(evening).thats_you)
        first = _next_round(evening, now)
        from_round = first or RoundNo(len(evening.state.round_nos) + 1)
        changes: list[Change] = [Parted(who, other, from_round)] if first else []
        repair = mended(evening, changes, now, from_round=first) if first else None
        facts: tuple[Fact, ...] = (PairParted(now, who, other, from_round), *(repair.facts if repair else ()))
        return Decision(facts, answers(evening).parted)

    return act(event_pk, decide, by=by)


def ask_for_help(event_pk: int, who: AttendeeId, about: str, text: str, *, now: datetime, whom: AttendeeId | None = None) -> Done:
    """Call an organizer. What is written goes to the organizers alone.

    Where it is said `whom` it is about, the two are kept apart for good with the same press, and what was between them ends: also after the evening.
    """
    if about not in HELP_ABOUT:
        about = "other"
    loaded = evening(event_pk)
    person = loaded.person(who)
    other_pk = _two_who_met(event_pk, who, whom)[1] if whom is not None else None

    def decide(evening: Evening) -> Decision:
        waits = any(call.who == who and call.about == about for call in evening.state.calls)
        facts: list[Fact] = [] if waits else [HelpAsked(now, who, about)]
        if whom is not None and pair_of(who, whom) not in evening.state.parted:
            facts.append(PairParted(now, who, whom, _next_round(evening, now) or RoundNo(len(evening.state.round_nos) + 1)))
        return Decision(facts, answers(evening).help_comes)

    with transaction.atomic():  # what was written, the call for it, and that the two are apart; or nothing
        if text.strip() or about == reports.MISBEHAVIOUR:
            reports.keep_report(event_pk, person.pk, about, text.strip()[:LONGEST_NOTE], now, other_pk)
        if about == reports.MISBEHAVIOUR:
            reports.tell_organizers(event_pk, person.pk, now)
        if other_pk is not None:
            reports.end_between(person.pk, other_pk, now)
        done = act(event_pk, decide, by=f"attendee {who}", quick=True)
    if whom is not None:
        _bring_apart(event_pk, who, whom, now)
    return done


def _bring_apart(event_pk: int, who: AttendeeId, whom: AttendeeId, now: datetime) -> None:
    """Mend the rounds to come where two who are apart now would have met in them. It takes a moment to think, so it waits until they are apart by the log."""

    def decide(evening: Evening) -> Decision:
        first = _next_round(evening, now)
        meetings = evening.state.programme.by_attendee.get(who, ()) if first else ()
        if first is None or not any(meeting.round_no >= first and whom in meeting.others(who) for meeting in meetings):
            return Decision((), "")
        return Decision(mended(evening, [Parted(who, whom, first)], now, from_round=first).facts, "")

    act(event_pk, decide, by=f"attendee {who}")


def take_seat(event_pk: int, who: AttendeeId, seat: str, *, now: datetime) -> Done:
    """Take a chair before there is a programme."""
    from keywho.server.services.seats import seat_in_room

    def decide(evening: Evening) -> Decision:
        if evening.state.version:
            return Decision((), answers(evening).seat_is_planned)
        chair = seat_in_room(event_pk, seat)
        if any(taken == chair.id and one != who for one, taken in evening.state.seats_taken.items()):
            raise BadInput(answers(evening).seat_is_taken)
        facts: list[Fact] = [SeatTaken(now, who, chair.id)]
        return Decision((*facts, *arrival(evening, (who,), now).facts), answers(evening).seat_is_yours)

    return act(event_pk, decide, by=f"attendee {who}")


def keep_in_touch(event_pk: int, who: AttendeeId, about: AttendeeId, wanted: bool, *, now: datetime) -> None:
    """Answer about somebody one has met. A no is never shown, and nothing is ever said about it."""
    one, other = _two_who_met(event_pk, who, about)
    records.KeepInTouch.objects.update_or_create(who_id=one, about_id=other, defaults={"wanted": wanted, "at": now})


def write_note(event_pk: int, who: AttendeeId, about: AttendeeId, text: str, *, now: datetime) -> None:
    """Keep a private note about somebody one has met; an empty one is taken away."""
    one, other = _two_who_met(event_pk, who, about)
    if not text.strip():
        records.PrivateNote.objects.filter(who_id=one, about_id=other).delete()
        return
    records.PrivateNote.objects.update_or_create(who_id=one, about_id=other, defaults={"text": text.strip()[:LONGEST_NOTE], "at": now})


def _two_who_met(event_pk: int, who: AttendeeId, about: AttendeeId) -> tuple[int, int]:
    now = evening(event_pk)
    begun = now.state.rounds_begun
    if not any(about in meeting.others(who) for meeting in now.state.programme.by_attendee.get(who, ()) if meeting.round_no in begun):
        raise BadInput(answers(now).not_met_yet)
    return now.person(who).pk, now.person(about).pk


def _next_round(evening: Evening, now: datetime) -> RoundNo | None:
    """Give the next round to begin, the one under way not counted."""
    under_way = evening.state.round_under_way(now)
    if under_way is None:
        return evening.state.first_open_round(now)
    show, place = evening.state.run_of_show, evening.state.clock.cue_no
    return next((cue.round_no for cue in show[place:] if cue.round_no and not cue.skipped), None)


def _told(evening: Evening, who: AttendeeId, decision: Decision) -> Decision:
    """Say to somebody what their card says after a decision."""
    if not decision.facts:
        return decision
    after = replace(evening, state=replay(list(decision.facts), evening.state))
    return Decision(decision.facts, told(after, who) or answers(evening).thanks)
