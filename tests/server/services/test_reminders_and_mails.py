"""Reminders of real people: gathered from records, answered, mailed once, and none to anybody who did not agree."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest

from keywho.core.errors import BadInput
from keywho.followup.reminders import ReminderId, ReminderKind
from keywho.server.services import attending
from keywho.server.services.afterwards import reminders
from keywho.server.services.afterwards.reminder_mails import mail_due
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 11, 26, 20, 30, tzinfo=UTC)
MORNING = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)


@pytest.fixture
def stage() -> Stage:
    return planned_stage(4, "neighbour", rows=1)


def pks(stage: Stage) -> list[int]:
    return [one.pk for one in stage.evening().people.registered]


def exchanged(stage: Stage, one: int, other: int) -> None:
    records.Exchange.objects.create(event_id=stage.pk, one_id=min(one, other), other_id=max(one, other), at=EVENING)


def interview(stage: Stage, asker: int, asked: int, starts_at: datetime | None, state: str = "accepted", **more: object) -> records.Interview:
    return records.Interview.objects.create(
        event_id=stage.pk, uid=f"{asker}-{asked}-{state}@keywho.invalid", asker_id=asker, asked_id=asked, purpose="To learn", minutes=20, way="phone",
        timezone="UTC", state=state, starts_at=starts_at, made_at=EVENING, changed_at=EVENING, **more,
    )  # fmt: skip


def agreed_to_mails(person: int, **more: object) -> records.AfterChoices:
    wanted = {"mail": f"p{person}@example.org", "mail_agreed_at": EVENING, "mail_verified_at": EVENING, **more}
    return records.AfterChoices.objects.create(who_id=person, **wanted)


def kinds(person: int, at: datetime) -> list[str]:
    return [one.kind.value for one in reminders.reminders_of(person, at)[0]]


def test_each_of_two_contacts_is_reminded_the_morning_after_on_the_own_clock(stage: Stage):
    ada, ben, *_ = pks(stage)
    exchanged(stage, ada, ben)
    records.AfterChoices.objects.create(who_id=ben, timezone="America/New_York")
    assert (kinds(ada, MORNING), kinds(ben, MORNING)) == (["thanks"], [])
    assert kinds(ben, MORNING + timedelta(hours=5)) == ["thanks"]


def test_done_put_off_and_stopped_are_kept_and_pressing_twice_changes_nothing(stage: Stage):
    ada, ben, cyd, dee = pks(stage)
    for other in (ben, cyd, dee):
        exchanged(stage, ada, other)
    thanks = [ReminderId(ReminderKind.THANKS, other) for other in (ben, cyd, dee)]
    for _ in range(2):
        reminders.done(ada, thanks[0], MORNING)
        reminders.stop(ada, thanks[1], MORNING)
        reminders.put_off_to(ada, thanks[2], date(2026, 11, 28), time(17), MORNING)
    assert kinds(ada, MORNING) == []
    assert kinds(ada, datetime(2026, 11, 28, 17, tzinfo=UTC)) == ["thanks"]
    assert records.Reminder.objects.count() == 3
    for wrong in (MORNING - timedelta(hours=1), MORNING + timedelta(days=400)):
        with pytest.raises(BadInput):
            reminders.put_off(ada, thanks[2], wrong, MORNING)


def test_nobody_answers_for_somebody_else(stage: Stage):
    ada, ben, cyd, _ = pks(stage)
    exchanged(stage, ada, ben)
    reminders.done(cyd, ReminderId(ReminderKind.THANKS, ben), MORNING)
    reminders.keep_words(cyd, ReminderId(ReminderKind.THANKS, ben), "words", MORNING)
    assert records.Reminder.objects.count() == 0 and kinds(ada, MORNING) == ["thanks"]


@pytest.mark.parametrize("text", ["", "thanks", "thanks.x.0.0", "nothing.1.0.0", "thanks.1.0.0.0", "thanks.²..", "ask.999999999999999999999.0.0"])
def test_what_names_no_reminder_is_refused_or_nothing(stage: Stage, text: str):
    with suppress(BadInput):
        reminders.done(pks(stage)[0], reminders.which_of(text), MORNING)
    assert records.Reminder.objects.count() == 0


def test_words_that_somebody_wrote_stay_until_they_send_them(stage: Stage):
    ada, ben, *_ = pks(stage)
    exchanged(stage, ada, ben)
    which = ReminderId(ReminderKind.THANKS, ben)
    reminders.keep_words(ada, which, "  Dear Ben  ", MORNING)
    assert reminders.words_kept(ada) == {which: "Dear Ben"} and kinds(ada, MORNING) == ["thanks"]
    reminders.put_off_days(ada, which, 1, MORNING)
    assert reminders.words_kept(ada) == {which: "Dear Ben"}


def test_kinds_are_stopped_and_wanted_again(stage: Stage):
    ada, ben, *_ = pks(stage)
    exchanged(stage, ada, ben)
    reminders.choose_kind(ada, "thanks", wanted=False)
    assert (kinds(ada, MORNING), kinds(ben, MORNING)) == ([], ["thanks"])
    reminders.choose_kind(ada, "thanks", wanted=True)
    reminders.choose_kind(ada, "all", wanted=False)
    assert kinds(ada, MORNING) == []
    reminders.choose_kind(ada, "all", wanted=True)
    assert kinds(ada, MORNING) == ["thanks"]
    with pytest.raises(BadInput):
        reminders.choose_kind(ada, "pizza", wanted=False)


def test_a_request_that_never_arrived_changes_nothing_for_whom_it_was_about(stage: Stage):
    ada, ben, *_ = pks(stage)
    exchanged(stage, ada, ben)
    interview(stage, ada, ben, None, "asked", is_withheld=True)
    assert (kinds(ada, MORNING), kinds(ben, MORNING)) == ([], ["thanks"])


def test_of_somebody_one_has_parted_from_nothing_reminds(stage: Stage):
    ada, ben, *_ = pks(stage)
    exchanged(stage, ada, ben)
    attending.never_again(stage.pk, stage.ids()[0], stage.ids()[1], now=MORNING)
    assert (kinds(ada, MORNING), kinds(ben, MORNING)) == ([], [])


def sent(person: int) -> list[records.Mail]:
    return list(records.Mail.objects.filter(who_id=person).order_by("pk"))


def text_of(mail: records.Mail) -> str:
    body = message_from_bytes(bytes(mail.content), policy=policy.default).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def post_office(settings: Any) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    settings.MAIL_FROM = "keywho@club.example"
    settings.PHONES_URL = "https://club.example"


@pytest.mark.usefixtures("post_office")
def test_one_letter_a_day_tells_all_that_can_wait_and_goes_only_to_those_who_agreed(stage: Stage):
    ada, ben, cyd, dee = pks(stage)
    for other in (ben, cyd, dee):
        exchanged(stage, ada, other)
    agreed_to_mails(ada, mails="at-once")
    agreed_to_mails(ben, mail_verified_at=None)
    agreed_to_mails(cyd, mail_stopped_at=EVENING)
    agreed_to_mails(dee, mails="never")
    at = EVENING
    while at < EVENING + timedelta(days=6):
        mail_due(at)
        at += timedelta(hours=2)
    letters = [text_of(mail) for mail in sent(ada)]
    assert records.Mail.objects.exclude(who_id=ada).count() == 0
    assert len(letters) == 2  # thanks to three, and three days later a first step
    assert all(f"Person {no}" in letter for no in (1, 2, 3) for letter in letters)
    assert "Thank Person 1" in letters[0] and "Ask Person 1" in letters[1] and "/next" in letters[0]


@pytest.mark.usefixtures("post_office")
def test_before_a_talk_card_note_and_questions_come_twice_and_once_each(stage: Stage):
    ada, ben, *_ = pks(stage)
    exchanged(stage, ada, ben)
    agreed_to_mails(ada)
    records.Attendee.objects.filter(pk=ben).update(role="Ward manager")
    records.Event.objects.filter(pk=stage.pk).update(people_version=99)
    records.PrivateNote.objects.create(who_id=ada, about_id=ben, text="Knows the hospital", at=EVENING)
    begins = datetime(2026, 12, 3, 10, tzinfo=UTC)
    interview(stage, ada, ben, begins, questions='["Who decides?"]')
    for hours in (60, 24, 17, 16.2, 16, 15.9, 12, 2.2, 2, 1.9, 1, 0.1):
        mail_due(begins - timedelta(hours=hours))
    letters = [text_of(mail) for mail in sent(ada) if mail.content]
    assert len(letters) == 2
    assert all(part in letter for letter in letters for part in ("Person 1, Ward manager", "Knows the hospital", "1. Who decides?"))
    assert [mail.made_at.hour for mail in sent(ada)] == [18, 8]


def test_without_a_mail_server_nothing_waits(stage: Stage):
    ada, ben, *_ = pks(stage)
    exchanged(stage, ada, ben)
    agreed_to_mails(ada)
    assert mail_due(MORNING) == 0 and records.Mail.objects.count() == 0 and kinds(ada, MORNING) == ["thanks"]


def test_many_people_are_gathered_with_few_questions(stage: Stage, django_assert_num_queries):
    people = pks(stage)
    for one in people[1:]:
        exchanged(stage, people[0], one)
        interview(stage, people[0], one, MORNING)
    stage.evening()
    with django_assert_num_queries(7):  # people, contacts, talks, outcomes, answers; and whether the evening went on (two)
        assert len(reminders.known_of(people, MORNING)) == 4
