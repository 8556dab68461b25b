"""Interviews with real records: who gets what, limits, people who are kept apart, mails with calendar parts, and answers that come back as mail."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from keywho.adapters.calendar.reading import read_message
from keywho.adapters.mail.read import read_mail
from keywho.core.ids import AttendeeId
from keywho.followup.interview import InterviewState, Side, Way
from keywho.followup.office_hours import Stretch
from keywho.followup.refusals import Refused, Why
from keywho.followup.words.interviews import ENGLISH, when
from keywho.server.services import attending, reports
from keywho.server.services.afterwards import interviews, office_hours
from keywho.server.services.afterwards.talks import Talk
from keywho.server.services.rights.called_off import letters_for_others
from keywho.server.services.rights.export import everything_about
from keywho.server.store import models as records
from server.agreed import agreed
from server.an_evening import Stage, set_stage
from server.two_contacts import MORNING, ONE, TERMS, THREE, TWO, asked, exchange, person

pytestmark = pytest.mark.django_db(transaction=True)
LATER = MORNING + timedelta(hours=1)


@pytest.fixture
def stage() -> Stage:
    return set_stage(5)


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://127.0.0.1:9")
    monkeypatch.setattr(settings, "PHONES_URL", "https://kw.example.org")
    monkeypatch.setattr(settings, "MAIL_FROM", "evening@kw.example.org")


def refusal(press) -> Refused:
    with pytest.raises(Refused) as refused:
        press()
    return refused.value


def letters(kind: str = "") -> list[records.Mail]:
    return [mail for mail in records.Mail.objects.order_by("pk") if mail.kind.startswith(f"interview-{kind}")]


def text(mail: records.Mail) -> str:
    body = message_from_bytes(bytes(mail.content), policy=policy.default).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def seen(stage: Stage, no: int, now: datetime = LATER) -> list[tuple[str, str]]:
    return [(talk.called, talk.interview.state.value) for talk in interviews.interviews_of(person(stage, no).pk, now)]


def settle(stage: Stage, talk: Talk, now: datetime = LATER) -> Talk:
    return interviews.accept(person(stage, 1).pk, talk.key, ONE, version=1, now=now)


def test_an_interview_is_kept_as_the_rules_say(stage: Stage):
    me, other = exchange(stage)
    talk = asked(me, other, ONE, TWO)
    assert (talk.me, talk.called, talk.interview.times, talk.interview.version) == (Side.ASKER, "Person 1", (ONE, TWO), 1)
    theirs = interviews.propose(other.pk, talk.key, [THREE], version=1, now=LATER, words="Friday?")
    assert (theirs.interview.state, theirs.interview.times, theirs.is_my_turn) == (InterviewState.COUNTERED, (THREE,), False)
    mine = interviews.accept(me.pk, talk.key, THREE, version=2, now=LATER)
    assert (mine.interview.starts_at, mine.interview.times, mine.interview.version) == (THREE, (), 3)
    moving = interviews.propose(me.pk, talk.key, [ONE], version=3, now=LATER)
    assert (moving.interview.starts_at, moving.interview.is_moving, records.ProposedTime.objects.get().is_open) == (THREE, True, True)
    moved = interviews.accept(other.pk, talk.key, ONE, version=4, now=LATER)
    assert (moved.interview.starts_at, moved.interview.sequence) == (ONE, 1)
    held = interviews.mark_held(me.pk, talk.key, version=5, now=ONE)
    assert (held.interview.state, records.Interview.objects.get().state) == (InterviewState.HELD, "held")


def test_each_sees_times_on_their_own_clock(stage: Stage):
    me, other = exchange(stage)
    records.AfterChoices.objects.create(who=other, timezone="America/New_York")
    talk = asked(me, other, ONE)
    theirs = interviews.interview_of(other.pk, talk.key)
    assert theirs.zone == ZoneInfo("America/New_York") and when(ONE, theirs.zone, ENGLISH) == "Tuesday, 1 December, 12:00 (New York)"
    assert when(ONE, talk.zone, ENGLISH) == "Tuesday, 1 December, 17:00 (UTC)"


def test_only_a_contact_can_be_asked_once_at_a_time(stage: Stage):
    me, other = exchange(stage)
    assert refusal(lambda: asked(me, person(stage, 2))).why is Why.NO_CONTACT
    assert refusal(lambda: interviews.ask(me.pk, 99_999, TERMS, [ONE], now=MORNING)).why is Why.NO_CONTACT
    talk = asked(me, other)
    assert refusal(lambda: asked(me, other)).why is Why.ONE_OPEN
    assert refusal(lambda: asked(other, me)).why is Why.THEY_ASK
    interviews.decline(other.pk, talk.key, version=1, now=LATER)
    assert asked(me, other, now=LATER).interview.state is InterviewState.ASKED


def test_a_weekly_limit_says_when_to_try_again_and_nothing_else(stage: Stage):
    other = person(stage, 1)
    for no in (0, 2, 3):
        exchange(stage, 1, no)
    interviews.choose_weekly_limit(other.pk, 2)
    first = asked(person(stage, 0), other)
    interviews.cancel(person(stage, 0).pk, first.key, version=1, now=LATER)
    asked(person(stage, 2), other, now=MORNING + timedelta(days=1))
    full = refusal(lambda: asked(person(stage, 3), other, now=MORNING + timedelta(days=2)))
    assert (full.why, full.at) == (Why.WEEK_IS_FULL, MORNING + timedelta(days=7))
    week_later = MORNING + timedelta(days=7)
    assert asked(person(stage, 3), other, week_later + timedelta(days=1), now=week_later).interview.is_open
    interviews.choose_weekly_limit(other.pk, 0)
    assert refusal(lambda: asked(person(stage, 0), other, week_later + timedelta(days=1), now=week_later)).why is Why.TAKES_NONE


def test_whoever_is_kept_apart_gets_the_usual_answer_and_the_request_never_arrives(stage: Stage, post: None):
    me, other = exchange(stage)
    agreed(stage, 1)
    attending.never_again(stage.pk, AttendeeId("a1"), AttendeeId("a0"), now=MORNING)
    talk = asked(me, other)
    assert (talk.interview.state, talk.interview.version, seen(stage, 0)) == (InterviewState.ASKED, 1, [("Person 1", "asked")])
    assert seen(stage, 1) == [] and letters() == []
    assert refusal(lambda: interviews.interview_of(other.pk, talk.key)).why is Why.UNKNOWN
    assert refusal(lambda: interviews.accept(other.pk, talk.key, ONE, version=1, now=LATER)).why is Why.UNKNOWN
    assert refusal(lambda: asked(me, other)).why is Why.ONE_OPEN
    interviews.cancel(me.pk, talk.key, version=1, now=LATER)
    assert letters() == [] and seen(stage, 1) == []


def test_what_was_open_when_two_were_parted_is_nowhere_for_the_one_who_was_asked(stage: Stage, post: None):
    me, other = exchange(stage)
    agreed(stage, 1)
    talk = asked(me, other, ONE)
    attending.never_again(stage.pk, AttendeeId("a1"), AttendeeId("a0"), now=LATER)
    assert (seen(stage, 0), seen(stage, 1)) == ([("Person 1", "asked")], [])
    kept = [everything_about(who, for_them=True)["interviews"] for who in (me, other)]
    assert [talk.interview.terms.purpose in str(one) for one in kept] == [True, False]
    assert letters_for_others(me, LATER) == []
    interviews.cancel(me.pk, talk.key, version=1, now=LATER)
    assert [mail.kind for mail in letters()] == ["interview-asked"]


@pytest.mark.parametrize("talks", [1, 3])
def test_lists_ask_the_database_as_often_for_many_as_for_one(stage: Stage, talks: int, django_assert_num_queries):
    for no in (0, 2, 3)[:talks]:
        exchange(stage, 1, no)
        asked(person(stage, no), person(stage, 1), ONE + timedelta(hours=no), TWO)
        office_hours.offer(person(stage, no).pk, Stretch(ONE, ONE + timedelta(hours=1), 20), Way.PHONE, "", "", now=MORNING)
    me = person(stage, 1).pk
    stage.evening()
    with django_assert_num_queries(7):
        assert len(interviews.interviews_of(me, LATER)) == talks
    with django_assert_num_queries(8):
        assert len(office_hours.offered_to(me, LATER)) == talks


def test_a_request_that_was_withheld_fills_nobodys_week(stage: Stage):
    me, other = exchange(stage)
    exchange(stage, 1, 2)
    interviews.choose_weekly_limit(other.pk, 1)
    attending.never_again(stage.pk, AttendeeId("a1"), AttendeeId("a0"), now=MORNING)
    asked(me, other)
    assert asked(person(stage, 2), other).interview.is_open


def test_who_was_left_in_the_middle_can_not_agree_with_somebody_who_keeps_apart(stage: Stage):
    me, other = exchange(stage)
    talk = asked(me, other)
    interviews.propose(other.pk, talk.key, [THREE], version=1, now=LATER)
    attending.never_again(stage.pk, AttendeeId("a1"), AttendeeId("a0"), now=LATER)
    assert refusal(lambda: interviews.accept(me.pk, talk.key, THREE, version=2, now=LATER)).why is Why.TAKEN


def test_nobody_agrees_on_two_talks_at_the_same_time(stage: Stage):
    me, other = exchange(stage)
    exchange(stage, 0, 2)
    exchange(stage, 1, 3)
    settle(stage, asked(me, other))
    theirs = asked(me, person(stage, 2), ONE + timedelta(minutes=15), THREE)
    assert refusal(lambda: interviews.accept(person(stage, 2).pk, theirs.key, ONE + timedelta(minutes=15), version=1, now=LATER)).why is Why.TAKEN
    mine = asked(person(stage, 3), other, ONE - timedelta(minutes=15), ONE + timedelta(minutes=20))
    assert refusal(lambda: interviews.accept(other.pk, mine.key, ONE - timedelta(minutes=15), version=1, now=LATER)).why is Why.OVERLAPS
    assert interviews.accept(other.pk, mine.key, ONE + timedelta(minutes=20), version=1, now=LATER).is_agreed


def test_a_report_ends_what_was_planned_in_the_usual_words(stage: Stage, post: None):
    me, other = exchange(stage)
    for no in (0, 1):
        agreed(stage, no)
    talk = settle(stage, asked(me, other))
    interviews.keep_apart(other.pk, me.pk, LATER)
    assert seen(stage, 0) == [("Person 1", "cancelled")]
    told = [mail for mail in letters("cancelled") if mail.who_id == me.pk]
    assert len(told) == 1 and b"METHOD:CANCEL" in read_mail(bytes(told[0].content)).calendars[0]
    assert records.Interview.objects.get(pk=talk.record.pk).words == ""


@pytest.mark.parametrize("answered", [False, True], ids=["unanswered", "countered"])
def test_an_open_request_of_somebody_reported_stays_without_answer(stage: Stage, answered: bool):
    me, other = exchange(stage)
    talk = asked(me, other)
    if answered:
        interviews.propose(other.pk, talk.key, [THREE], version=1, now=LATER)
    reports.keep_report(stage.pk, other.pk, reports.MISBEHAVIOUR, "", LATER, me.pk)
    interviews.keep_apart(other.pk, me.pk, LATER)
    assert seen(stage, 0) == [("Person 1", "declined" if answered else "asked")]
    assert answered or seen(stage, 1) == []


def test_the_one_who_is_asked_gets_a_letter_with_a_link_to_their_own_page_alone(stage: Stage, post: None):
    me, other = exchange(stage)
    agreed(stage, 1)
    records.AfterChoices.objects.filter(who=other).update(timezone="America/New_York")
    talk = asked(me, other, ONE, TWO)
    [mail] = letters()
    parts = read_mail(bytes(mail.content))
    assert (mail.who_id, mail.kind, parts.calendars) == (other.pk, "interview-asked", ())
    plain = text(mail)
    assert f"/p/{stage.token(AttendeeId('a1'))}/interviews/{talk.key}" in plain and stage.token(AttendeeId("a0")) not in plain
    assert "12:00 (New York)" in plain and "What surprised you?" not in plain and "person0@" not in plain


def test_one_time_comes_as_an_invitation_and_both_get_one_when_it_is_agreed_on(stage: Stage, post: None):
    me, other = exchange(stage)
    for no in (0, 1):
        agreed(stage, no)
    talk = asked(me, other, ONE)
    settle(stage, talk)
    interviews.propose(me.pk, talk.key, [THREE], version=2, now=LATER)
    interviews.accept(other.pk, talk.key, THREE, version=3, now=LATER)
    interviews.change(other.pk, talk.key, version=4, now=LATER, place="Café Kranzler")
    interviews.cancel(me.pk, talk.key, version=5, now=LATER, words="I'm sorry")
    told: dict[str, list[tuple[str, str, int, datetime]]] = {"a0": [], "a1": []}
    for mail in letters():
        for content in read_mail(bytes(mail.content)).calendars:
            one = read_message(content)
            assert mail.who is not None and one.uid == talk.interview.uid and b"person0@" not in content.replace(mail.address.encode(), b"")
            told[mail.who.public_id].append((mail.kind.removeprefix("interview-"), one.method, one.sequence, one.starts_at))
    assert told == {
        "a0": [("accepted", "REQUEST", 0, ONE), ("moved", "REQUEST", 1, THREE), ("changed", "REQUEST", 2, THREE), ("tidied", "CANCEL", 3, THREE)],
        "a1": [
            ("asked", "REQUEST", 0, ONE), ("accepted", "REQUEST", 0, ONE), ("moved", "REQUEST", 1, THREE),
            ("updated", "REQUEST", 2, THREE), ("cancelled", "CANCEL", 3, THREE),
        ],
    }  # fmt: skip


def test_nobody_who_did_not_agree_gets_a_letter_and_everything_works_without(stage: Stage, post: None):
    me, other = exchange(stage)
    settle(stage, asked(me, other))
    assert letters() == [] and seen(stage, 0) == [("Person 1", "accepted")]


ANSWERS = {
    "accepted": ("ACCEPTED", None, "accepted", "accepted"),
    "declined": ("DECLINED", None, "declined", "declined"),
    "another time": ("COUNTER", TWO, "countered", "countered"),
    "perhaps": ("TENTATIVE", None, "asked", "nothing new"),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_a_calendar_answers_counts_once(stage: Stage, name: str):
    answer, at, state, word = ANSWERS[name]
    me, other = exchange(stage)
    talk = asked(me, other, ONE)
    assert interviews.answer_from_mail(talk.interview.uid, other.pk, answer, at, now=LATER, sequence=0) == word
    once = records.Interview.objects.values().get()
    assert once["state"] == state
    assert interviews.answer_from_mail(talk.interview.uid, other.pk, answer, at, now=LATER) == "nothing new"
    assert records.Interview.objects.values().get() == once


def test_an_answer_to_an_older_version_changes_nothing(stage: Stage):
    me, other = exchange(stage)
    talk = settle(stage, asked(me, other, ONE))
    interviews.change(me.pk, talk.key, version=2, now=LATER, minutes=30)
    for answer in ("DECLINED", "ACCEPTED"):
        assert interviews.answer_from_mail(talk.interview.uid, other.pk, answer, now=LATER, sequence=0) == "nothing new"
    assert seen(stage, 0) == [("Person 1", "accepted")]
    assert interviews.answer_from_mail(talk.interview.uid, other.pk, "DECLINED", now=LATER, sequence=1) == "cancelled"


def test_a_calendar_of_somebody_else_answers_nothing(stage: Stage):
    talk = asked(*exchange(stage), ONE)
    assert refusal(lambda: interviews.answer_from_mail(talk.interview.uid, person(stage, 2).pk, "ACCEPTED", now=LATER)).why is Why.UNKNOWN


def hours_of(stage: Stage, no: int = 1, minutes: int = 20) -> records.OfficeHours:
    return office_hours.offer(person(stage, no).pk, Stretch(ONE, ONE + timedelta(hours=1), minutes), Way.VIDEO, "https://meet.example.org/x", "", now=MORNING)


def free(stage: Stage, no: int) -> list[int]:
    return [len(offer.free) for offer in office_hours.offered_to(person(stage, no).pk, LATER)]


def test_a_booked_part_is_an_interview_agreed_on_and_free_again_when_cancelled(stage: Stage):
    hours = hours_of(stage)
    assert (free(stage, 0), free(stage, 1)) == ([3], [])
    talk = office_hours.book(person(stage, 0).pk, hours.pk, ONE, "How do I begin?", now=LATER)
    assert (talk.interview.state, talk.interview.starts_at, talk.interview.terms.place) == (InterviewState.ACCEPTED, ONE, "https://meet.example.org/x")
    assert free(stage, 2) == [2]
    assert refusal(lambda: office_hours.book(person(stage, 2).pk, hours.pk, ONE, "And I?", now=LATER)).why is Why.TAKEN
    assert [len(offer.bookings) for offer in office_hours.my_hours(person(stage, 1).pk, LATER)] == [1]
    interviews.cancel(person(stage, 0).pk, talk.key, version=1, now=LATER)
    assert free(stage, 2) == [3]
    assert office_hours.book(person(stage, 2).pk, hours.pk, ONE, "And I?", now=LATER).is_booking


def test_a_booking_that_is_moved_leaves_its_part_to_others(stage: Stage):
    hours = hours_of(stage)
    talk = office_hours.book(person(stage, 0).pk, hours.pk, ONE, "How do I begin?", now=LATER)
    interviews.propose(person(stage, 0).pk, talk.key, [THREE], version=1, now=LATER)
    assert free(stage, 2) == [2]
    interviews.accept(person(stage, 1).pk, talk.key, THREE, version=2, now=LATER)
    assert free(stage, 2) == [3]


def test_what_can_not_be_booked_is_refused(stage: Stage):
    hours = hours_of(stage)
    me, host, part = person(stage, 0).pk, person(stage, 1).pk, ONE + timedelta(minutes=20)
    assert refusal(lambda: office_hours.book(host, hours.pk, ONE, "Mine", now=LATER)).why is Why.OWN_HOURS
    assert refusal(lambda: office_hours.book(me, hours.pk, ONE + timedelta(minutes=5), "Between", now=LATER)).why is Why.TAKEN
    assert refusal(lambda: office_hours.book(me, hours.pk, ONE, " ", now=LATER)).why is Why.NO_PURPOSE
    assert refusal(lambda: office_hours.book(me, hours.pk, part, "Late", now=THREE)).why is Why.TOO_SOON
    office_hours.book(me, hours.pk, part, "Yes", now=LATER)
    assert refusal(lambda: hours_of(stage)).why is Why.OVERLAPS
    office_hours.close(host, hours.pk, now=LATER)
    assert refusal(lambda: office_hours.book(me, hours.pk, ONE, "Closed", now=LATER)).why is Why.UNKNOWN
    assert refusal(lambda: office_hours.close(me, hours.pk, now=LATER)).why is Why.UNKNOWN


def test_to_whoever_is_kept_apart_office_hours_look_booked(stage: Stage):
    hours = hours_of(stage)
    attending.never_again(stage.pk, AttendeeId("a1"), AttendeeId("a0"), now=MORNING)
    assert (free(stage, 0), free(stage, 2)) == ([0], [3])
    assert refusal(lambda: office_hours.book(person(stage, 0).pk, hours.pk, ONE, "I", now=LATER)).why is Why.TAKEN


def test_the_database_itself_lets_nobody_take_a_part_twice(stage: Stage):
    hours = hours_of(stage)
    talk = office_hours.book(person(stage, 0).pk, hours.pk, ONE, "How do I begin?", now=LATER)
    twin = records.Interview.objects.get(pk=talk.record.pk)
    twin.pk, twin.uid = None, "other@keywho.invalid"
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    twin.pk, twin.uid, twin.state = None, "third@keywho.invalid", "cancelled"
    twin.save()
