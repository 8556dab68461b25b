"""Somebody is erased: whoever wanted to talk with them is told without a name, and the ledger remembers without knowing anybody."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.conf import settings

from keywho.server.services.rights import ledger
from keywho.server.services.rights.erase import erase, erase_again
from keywho.server.services.rights.traces import LEFT, Traces, text_of_mail
from keywho.server.store import models as records
from server.agreed import agreed
from server.an_evening import Stage, set_stage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    """Six people, of whom the first two agreed to mails; a mail server is set."""
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://127.0.0.1:2525")
    stage = set_stage(6)
    for no in (0, 1):
        agreed(stage, no)
    records.Attendee.objects.filter(public_id="a0").update(name="Zaphodia Beeblebrox", called="Zaphodia")
    return stage


def talk(stage: Stage, state: str, *, is_told: bool, in_days: int, is_withheld: bool = False) -> records.Interview:
    one, other = stage.event.attendees.all()[:2]
    interview = records.Interview.objects.create(
        event=stage.event,
        uid=f"talk{records.Interview.objects.count()}@keywho.invalid",
        asker=one,
        asked=other,
        purpose="Turbines, says Zaphodia",
        minutes=20,
        way="coffee",
        place="Zaphodia's place",
        timezone="Europe/Berlin",
        state=state,
        starts_at=stage.now + timedelta(days=in_days) if state == "accepted" else None,
        sequence=3,
        is_told=is_told,
        is_withheld=is_withheld,
        made_at=stage.now,
        changed_at=stage.now,
    )
    records.ProposedTime.objects.create(interview=interview, starts_at=stage.now + timedelta(days=in_days), by_asker=True)
    return interview


def erased(stage: Stage) -> list[records.Mail]:
    erase(stage.event.attendees.get(public_id="a0"), by="attendee a0", now=stage.now)
    return list(records.Mail.objects.all())


def test_an_agreed_talk_is_called_off_in_mail_and_calendar_without_a_name(stage: Stage) -> None:
    interview = talk(stage, "accepted", is_told=True, in_days=3)
    (mail,) = erased(stage)
    assert (mail.who.public_id, mail.about, mail.address) == ("a1", None, "person1@example.org")
    text = text_of_mail(bytes(mail.content))
    assert "zaphodia" not in text.casefold() and "turbines" not in text.casefold()
    assert "Sunday, 29 November, 20:00 (Berlin)" in text or "Sunday, 29 November, 19:00 (UTC)" in text
    message = message_from_bytes(bytes(mail.content), policy=policy.default)
    calendar = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    lines = calendar.get_content().replace("\r\n ", "").splitlines()
    assert calendar.get_param("method") == "CANCEL"
    assert {"METHOD:CANCEL", f"UID:{interview.uid}", "SEQUENCE:4", "STATUS:CANCELLED"} <= set(lines)


@pytest.mark.parametrize(
    ("state", "more", "letters"),
    [
        ("asked", {"is_told": False, "in_days": 3}, 0),
        ("asked", {"is_told": True, "in_days": 3}, 1),
        ("accepted", {"is_told": False, "in_days": 3}, 1),
        ("accepted", {"is_told": True, "in_days": -3}, 0),
        ("declined", {"is_told": True, "in_days": 3}, 0),
        ("asked", {"is_told": True, "in_days": 3, "is_withheld": True}, 0),
    ],
    ids=["a question", "a question in the calendar", "agreed by page", "long over", "declined", "withheld"],
)
def test_others_are_told_only_of_what_they_wait_for(stage: Stage, state: str, more: dict[str, int], letters: int) -> None:
    talk(stage, state, **more)
    assert len(erased(stage)) == letters


def test_whoever_agreed_to_no_mails_gets_none(stage: Stage) -> None:
    talk(stage, "accepted", is_told=True, in_days=3)
    records.AfterChoices.objects.filter(who__public_id="a1").update(mail_stopped_at=stage.now)
    assert erased(stage) == []


def test_traces_are_found_however_they_are_written_and_nothing_else_is(stage: Stage) -> None:
    person = stage.event.attendees.get(public_id="a0")
    records.ContactCard.objects.create(who=person, phone="+49 170 555-0142", changed_at=stage.now)
    traces = Traces.of(person)
    assert traces.taken_out("Call ZAPHODIA\n BEEBLEBROX, +49(170)5550142 or person0@example.org.") == f"Call {LEFT}, {LEFT} or {LEFT}."
    assert (
        traces.taken_out("Zaphodia is not told by a first name; 00495550142 is another number.")
        == "Zaphodia is not told by a first name; 00495550142 is another number."
    )
    assert traces.are_in("Zaphodia wrote") and not traces.are_in("Zaphodian, zaphodia")
    records.Attendee.objects.filter(public_id="a3").update(called="zaphodia")
    assert not Traces.of(person).are_in("Zaphodia wrote"), "there are two of that name"


def test_the_ledger_knows_who_was_erased_and_tells_nobody(stage: Stage) -> None:
    erased(stage)
    text = ledger.path_of_ledger().read_text()
    assert not {"a0", "TEST1", "Zaphodia"} & set(text.replace("\n", " ").split())
    assert ledger.path_of_ledger().stat().st_mode & 0o077 == 0
    found = ledger.ledger()
    assert found.knows(ledger.mark_of(stage.event, "a0")) and not found.knows(ledger.mark_of(stage.event, "a1"))
    elsewhere = ledger.ledger_of(f"key abc\ngone {'0' * 32}\n")
    joined = ledger.ledger_of(elsewhere.joined(found).as_text())
    assert joined.knows(ledger.mark_of(stage.event, "a0")) and len(joined.sections) == len(found.sections) + 1


def test_a_line_that_a_power_cut_left_half_is_passed_over_and_the_next_is_whole(stage: Stage) -> None:
    ledger.write_down(["somebody"])
    with ledger.path_of_ledger().open("a") as file:
        file.write("gone 12ab")
    ledger.write_down(["somebody else"])
    assert ledger.ledger().knows("somebody") and ledger.ledger().knows("somebody else")


def test_who_comes_back_is_erased_again_and_nobody_else(stage: Stage) -> None:
    erased(stage)
    before = list(records.Attendee.objects.order_by("pk").values())
    records.Attendee.objects.create(event=stage.event, public_id="a0", name="Zaphodia Beeblebrox")
    assert (erase_again(now=stage.now), erase_again(now=stage.now)) == (1, 0)
    assert list(records.Attendee.objects.order_by("pk").values()) == before
