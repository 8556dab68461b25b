"""A report of misbehaviour: it reaches the organizers, keeps two apart with the same press, and tells the one it is about nothing."""

from datetime import UTC, timedelta
from typing import Any

import pytest

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, pair_of
from keywho.server.services import attending, reports
from keywho.server.services.afterwards import exchange
from keywho.server.services.at_the_desk import take_care
from keywho.server.services.desk_view import call_lines
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    stage = planned_stage(8, "neighbour,nearby*3", rows=2)
    stage.to_round(1)
    return stage


def two_who_met(stage: Stage) -> tuple[AttendeeId, AttendeeId]:
    return stage.evening().state.programme.by_round[1][0].attendees[:2]


def pk(stage: Stage, who: AttendeeId) -> int:
    return stage.evening().person(who).pk


def tell(stage: Stage, who: AttendeeId, whom: AttendeeId | None, text: str = "He does not stop") -> str:
    return attending.ask_for_help(stage.pk, who, "harassed", text, now=stage.now, whom=whom).sentence


def both_say_yes(stage: Stage, one: AttendeeId, other: AttendeeId) -> None:
    attending.keep_in_touch(stage.pk, one, other, True, now=stage.now)
    attending.keep_in_touch(stage.pk, other, one, True, now=stage.now)


def closed(stage: Stage) -> None:
    while not stage.evening().state.closed:
        stage.next()


def test_a_report_calls_an_organizer_and_keeps_the_two_apart_for_good(stage: Stage):
    who, whom = two_who_met(stage)
    tell(stage, who, whom)
    state = stage.evening().state
    assert [(call.who, call.about) for call in state.calls] == [(who, "harassed")]
    assert pair_of(who, whom) in state.parted
    later = [meeting for no in (2, 3, 4) for meeting in state.programme.by_round.get(no, ())]
    assert later and not any({who, whom} <= set(meeting.attendees) for meeting in later)
    line = call_lines(stage.evening(), stage.now)[0]
    assert (line.text, line.whom) == ("He does not stop", stage.evening().people.by_id[whom].attendee.name)


def test_the_report_and_the_parting_are_recorded_together_or_not_at_all(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    who, whom = two_who_met(stage)

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(attending, "act", fails)
    with pytest.raises(RuntimeError):
        tell(stage, who, whom)
    assert records.Report.objects.count() == 0 and records.KeepInTouch.objects.count() == 0
    assert pair_of(who, whom) not in stage.evening().state.parted


def test_two_who_were_to_meet_later_are_brought_apart_in_the_programme(stage: Stage):
    for one in stage.ids():
        programme = stage.evening().state.programme
        met_now = {other for meeting in programme.by_attendee[one] if meeting.round_no == 1 for other in meeting.others(one)}
        again = [other for meeting in programme.by_attendee[one] if meeting.round_no > 1 for other in meeting.others(one) if other in met_now]
        for other in [*met_now, *again][:1]:
            tell(stage, one, other)
    state = stage.evening().state
    for meeting in [meeting for no in (2, 3, 4) for meeting in state.programme.by_round.get(no, ())]:
        assert not any(pair_of(one, other) in state.parted for one in meeting.attendees for other in meeting.others(one))


def test_only_somebody_whom_one_has_met_can_be_named_and_somebody_else_is_described(stage: Stage):
    who, whom = two_who_met(stage)
    stranger = next(one for one in stage.ids() if one not in (who, whom))
    with pytest.raises(BadInput):
        tell(stage, who, stranger)
    tell(stage, who, None, "The tall man at the buffet")
    report = records.Report.objects.get()
    assert (report.about_id, report.text) == (None, "The tall man at the buffet")
    assert not stage.evening().state.parted


def test_without_an_exchange_the_reported_one_sees_what_no_answer_shows(stage: Stage):
    who, whom = two_who_met(stage)
    attending.keep_in_touch(stage.pk, whom, who, True, now=stage.now)
    closed(stage)
    before = exchange.contacts_of(stage.pk, pk(stage, whom), stage.now), exchange.answered_by(stage.pk, pk(stage, whom))
    tell(stage, who, whom)
    attending.keep_in_touch(stage.pk, who, whom, True, now=stage.now)  # even then
    assert (exchange.contacts_of(stage.pk, pk(stage, whom), stage.now), exchange.answered_by(stage.pk, pk(stage, whom))) == before


def test_an_exchange_ends_and_does_not_come_again(stage: Stage):
    who, whom = two_who_met(stage)
    both_say_yes(stage, who, whom)
    closed(stage)
    assert [one.who for one in exchange.contacts_of(stage.pk, pk(stage, whom), stage.now)] == [who]
    tell(stage, who, whom)
    for one in (who, whom):
        assert exchange.contacts_of(stage.pk, pk(stage, one), stage.now + timedelta(days=1)) == ()
    assert records.KeepInTouch.objects.get(who_id=pk(stage, whom)).wanted is True


def test_an_agreed_talk_is_off_and_an_open_request_stays_without_an_answer(stage: Stage):
    who, whom = two_who_met(stage)
    both_say_yes(stage, who, whom)
    closed(stage)
    exchange.exchange_due(stage.pk, stage.now)
    made = {"event_id": stage.pk, "purpose": "To learn", "minutes": 20, "way": "phone", "timezone": "UTC", "made_at": stage.now, "changed_at": stage.now}
    agreed = records.Interview.objects.create(
        uid="a@keywho.invalid", asker_id=pk(stage, who), asked_id=pk(stage, whom), state="accepted", starts_at=stage.now + timedelta(days=3), **made
    )
    asked = records.Interview.objects.create(uid="b@keywho.invalid", asker_id=pk(stage, whom), asked_id=pk(stage, who), state="asked", **made)
    asked.times.create(starts_at=stage.now + timedelta(days=4), by_asker=True)
    tell(stage, who, whom)
    agreed.refresh_from_db()
    asked.refresh_from_db()
    assert (agreed.state, asked.state, asked.is_withheld) == ("cancelled", "asked", True)


def test_a_report_works_after_the_evening_too(stage: Stage):
    who, whom = two_who_met(stage)
    closed(stage)
    stage.later(5 * 24 * 3600)
    tell(stage, who, whom, "He called me at night")
    assert [line.text for line in reports.reports_of(stage.pk, UTC)] == ["He called me at night"]
    assert pair_of(who, whom) in stage.evening().state.parted


def test_organizers_see_earlier_reports_about_the_same_person_and_what_was_done(stage: Stage):
    one, whom = two_who_met(stage)
    stage.to_round(2)
    other = next(other for meeting in stage.evening().state.programme.by_attendee[whom] if meeting.round_no == 2 for other in meeting.others(whom))
    tell(stage, one, whom, "first")
    first_at = stage.now
    stage.later(600)
    tell(stage, other, whom, "second")
    take_care(stage.pk, other, by="organizer 1", now=stage.now)
    newest, oldest = reports.reports_of(stage.pk, UTC)
    assert (newest.text, newest.earlier, oldest.text, oldest.earlier) == ("second", (first_at,), "first", ())
    reports.note_done(stage.pk, newest.pk, "Sent him home", stage.organizer, stage.now, UTC)
    assert [line.text for line in reports.reports_of(stage.pk, UTC)] == ["first", "second"]
    with pytest.raises(BadInput):
        reports.note_done(stage.pk, newest.pk, "   ", stage.organizer, stage.now, UTC)


def test_a_call_of_another_kind_does_not_show_the_words_of_a_report(stage: Stage):
    who, whom = two_who_met(stage)
    tell(stage, who, whom, "He took my arm")
    attending.ask_for_help(stage.pk, who, "lost", "", now=stage.now)
    assert [(line.about, line.text, line.whom) for line in call_lines(stage.evening(), stage.now)] == [("does not find the way", "", "")]


def test_organizers_are_mailed_once_an_hour_and_no_name_is_in_it(stage: Stage, settings: Any):
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    settings.MAIL_FROM = "keywho@club.example"
    who, whom = two_who_met(stage)
    tell(stage, who, whom, "He took my arm")
    tell(stage, who, whom, "once more")
    mail = records.Mail.objects.get()
    content = bytes(mail.content).decode()
    assert mail.organizer_id == stage.organizer.pk
    assert not any(word in content for word in ("He took my arm", *(stage.evening().people.by_id[one].attendee.name for one in (who, whom))))


def test_a_note_on_a_meeting_is_written_after_the_evening_and_without_an_exchange(stage: Stage):
    who, whom = two_who_met(stage)
    closed(stage)
    attending.write_note(stage.pk, who, whom, "Knows the hospital", now=stage.later(24 * 3600))
    assert [one.note for one in exchange.contacts_of(stage.pk, pk(stage, who), stage.now)] == []
    assert records.PrivateNote.objects.get(who_id=pk(stage, who)).text == "Knows the hospital"
