"""Pages of what follows the evening: next steps, progress, outcomes, feedback, reports, and what organizers see of it."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keywho.server.services.evenings import now
from keywho.server.store import models as records
from keywho.server.web.attendee.words.feedback import FEEDBACK
from keywho.server.web.attendee.words.next_steps import NEXT
from keywho.server.web.attendee.words.progress import PROGRESS
from server.an_evening import Stage, planned_stage
from server.web.pages import signed_in, words

pytestmark = pytest.mark.django_db
WEB = Path(__file__).parents[3] / "src/keywho/server/web"
TABLES = {"next": NEXT, "progress": PROGRESS, "feedback": FEEDBACK}


@pytest.fixture
def stage() -> Stage:
    stage = planned_stage(6, "neighbour,nearby", rows=1)
    while not stage.evening().state.closed:
        stage.next()
    return stage


def pks(stage: Stage) -> list[int]:
    return [one.pk for one in stage.evening().people.registered]


def home(stage: Stage, no: int = 0) -> str:
    return f"/p/{stage.token(stage.ids()[no])}"


def contact(stage: Stage, days: float, one: int = 0, other: int = 1) -> tuple[int, int]:
    me, them = pks(stage)[one], pks(stage)[other]
    records.ContactCard.objects.create(who_id=them, mail="ben@example.org", phone="+49 (170) 123", shares="name,mail,phone,seeks", changed_at=now())
    given = {"one_gives": "name", "other_gives": "name,mail,phone,seeks"}
    records.Exchange.objects.create(event_id=stage.pk, one_id=me, other_id=them, at=now() - timedelta(days=days), **given)
    return me, them


def said(client: Client, path: str, **form: Any) -> str:
    return words(client.post(path, form, follow=True))


def test_with_nothing_to_do_the_page_is_kind(client: Client, stage: Stage):
    assert "Nothing waits for you" in words(client.get(f"{home(stage)}/next"))


def test_a_thank_you_note_is_ready_to_edit_to_mail_and_to_text(client: Client, stage: Stage):
    _, ben = contact(stage, 2)
    page = client.get(f"{home(stage)}/next").content.decode()
    assert "Thank \u2068Person 1\u2069 for the conversation" in page
    note = f"{home(stage)}/next/thanks.{ben}.0.0"
    assert note in page
    opened = client.get(note).content.decode()
    assert "thank you for the conversation at Job club" in opened
    assert re.search(r'href="mailto:ben@example\.org\?subject=Thank%20you&amp;body=Hello%20Person%201%2C%0D%0A', opened)
    assert 'href="sms:+49170123?&amp;body=Hello%20Person%201' in opened
    assert "Saved" in said(client, f"{note}/answer", press="words", text="Dear Ben, it was good.")
    assert "Dear Ben, it was good." in client.get(note).content.decode()
    assert "Well done" in said(client, f"{note}/answer", press="done")
    assert "Thank \u2068Person 1" not in client.get(f"{home(stage)}/next").content.decode()
    assert client.get(note).status_code == 303


PRESSES = {
    "tomorrow": ({"press": "tomorrow"}, "We remind you then"),
    "next week": ({"press": "week"}, "We remind you then"),
    "a day of choice": ({"press": "day", "day": "{soon}", "hour": "17:30"}, "17:30"),
    "this one never": ({"press": "stop"}, "does not come again"),
    "this kind never": ({"press": "stop-kind"}, "do not come again"),
}


@pytest.mark.parametrize(("form", "sentence"), PRESSES.values(), ids=PRESSES)
def test_a_step_is_put_off_or_stopped(client: Client, stage: Stage, form: dict[str, str], sentence: str):
    _, ben = contact(stage, 2)
    soon = (now() + timedelta(days=3)).date().isoformat()
    answered = said(client, f"{home(stage)}/next/thanks.{ben}.0.0/answer", **{name: text.format(soon=soon) for name, text in form.items()})
    assert sentence in answered and "Open the note" not in answered


WRONG = {
    "no day": ({"press": "day"}, "choose a day and an hour"),
    "no day at all": ({"press": "day", "day": "soon"}, "choose a day and an hour"),
    "a day that is over": ({"press": "day", "day": "2020-01-01"}, "This time is over"),
    "a day in another age": ({"press": "day", "day": "9999-12-31", "hour": "23:59"}, "This time is over"),
}


@pytest.mark.parametrize(("form", "sentence"), WRONG.values(), ids=WRONG)
def test_a_day_that_can_not_be_is_refused_kindly(client: Client, stage: Stage, form: dict[str, str], sentence: str):
    _, ben = contact(stage, 2)
    answered = said(client, f"{home(stage)}/next/thanks.{ben}.0.0/answer", **form)
    assert sentence in answered and "Open the note" in answered


def test_kinds_of_reminders_are_switched_off_and_on(client: Client, stage: Stage):
    contact(stage, 2)
    assert "do not come again" in said(client, f"{home(stage)}/next/choose", kind="thanks", wanted="0")
    assert "Open the note" in said(client, f"{home(stage)}/next/choose", kind="thanks", wanted="1")
    assert "All reminders are off" in said(client, f"{home(stage)}/next/choose", kind="all", wanted="0")
    assert client.post(f"{home(stage)}/next/choose", {"kind": "pizza", "back": "next"}).status_code == 303


def test_before_a_talk_the_card_the_note_and_the_questions_are_at_hand(client: Client, stage: Stage):
    me, ben = contact(stage, 2)
    records.PrivateNote.objects.create(who_id=me, about_id=ben, text="Knows the hospital", at=now())
    talk = records.Interview.objects.create(
        event_id=stage.pk, uid="a@keywho.invalid", asker_id=me, asked_id=ben, purpose="To learn", minutes=20, way="coffee", place="Café Luna",
        timezone="UTC", state="accepted", starts_at=now() + timedelta(hours=1), made_at=now(), changed_at=now(), questions='["Who decides?"]',
    )  # fmt: skip
    page = client.get(f"{home(stage)}/next").content.decode()
    path = re.search(rf'href="({home(stage)}/next/prepare\.{ben}\.{talk.pk}\.\d+)"', page)
    assert path is not None and "Soon: your talk with" in page
    assert all(part in words(client.get(path[1])) for part in ("Person 1", "Café Luna", "Knows the hospital", "Who decides?", "ben@example.org"))
    assert 'href="tel:+49170123"' in client.get(path[1]).content.decode()


def test_an_outcome_is_noted_and_whom_they_named_becomes_a_key_who(client: Client, stage: Stage):
    _, ben = contact(stage, 2)
    path = f"{home(stage)}/contacts/{ben}/outcome"
    assert "Nothing is chosen yet" in said(client, path, words="They buy in May")
    answered = said(client, path, kind=["talked", "learned"], words="They buy in May", who_else="Maria Sol")
    assert "My key whos" in answered and "Maria Sol" in answered and "named by \u2068Person 1\u2069" in answered
    page = client.get(path).content.decode()
    assert page.count("checked") == 2 and "They buy in May" in page
    pk = records.NamedKeyWho.objects.get().pk
    assert "one key who closer" in said(client, f"{home(stage)}/progress/key-who", press="reached", pk=pk)
    assert "Taken away" in said(client, f"{home(stage)}/progress/key-who", press="away", pk=pk)
    assert "Noted" in said(client, f"{home(stage)}/progress/key-who", press="add", words="somebody in logistics")


def test_a_talk_in_office_hours_with_somebody_who_is_no_contact_has_an_outcome_too(client: Client, stage: Stage):
    me, ben = pks(stage)[:2]
    records.Interview.objects.create(
        event_id=stage.pk, uid="a@keywho.invalid", asker_id=me, asked_id=ben, purpose="To learn", minutes=20, way="coffee", timezone="UTC",
        state="accepted", starts_at=now() - timedelta(days=2), made_at=now(), changed_at=now(),
    )  # fmt: skip
    page = client.get(f"{home(stage)}/next").content.decode()
    note = re.search(rf'href="({home(stage)}/next/held\.{ben}\.\d+\.\d+)"', page)
    assert note is not None and "thank you for your time" in client.get(note[1]).content.decode()
    thanked = said(client, f"{home(stage)}/contacts/{ben}/outcome", kind="learned", words="They buy in May", then="thank")
    assert "Saved" in thanked and "A note to" in thanked
    assert "How was the talk" in words(client.get(f"{home(stage)}/next"))
    assert "Saved" in said(client, f"{home(stage)}/contacts/{ben}/outcome", kind="learned", words="They buy in May")
    assert "Nothing waits for you" in words(client.get(f"{home(stage)}/next"))


def test_a_question_of_somebody_waits_on_the_page(client: Client, stage: Stage):
    me, ben = contact(stage, 2)
    asked = records.Interview.objects.create(
        event_id=stage.pk, uid="abc@keywho.invalid", asker_id=ben, asked_id=me, purpose="To learn", minutes=20, way="coffee", timezone="UTC",
        state="asked", made_at=now(), changed_at=now(),
    )  # fmt: skip
    asked.times.create(starts_at=now() + timedelta(days=2), by_asker=True)
    page = client.get(f"{home(stage)}/next").content.decode()
    assert "waits for your answer" in page and f'href="{home(stage)}/interviews/abc"' in page and "Open the note" not in page


def test_of_whom_one_has_no_contact_nothing_is_asked(client: Client, stage: Stage):
    contact(stage, 2)
    stranger = pks(stage)[3]
    for method in (client.get, client.post):
        assert method(f"{home(stage)}/contacts/{stranger}/outcome").status_code == 303
    assert records.Outcome.objects.count() == 0


def test_progress_says_how_far_one_has_come(client: Client, stage: Stage):
    before = words(client.get(f"{home(stage)}/progress"))
    assert "you said hello" in before
    contact(stage, 2)
    after = words(client.get(f"{home(stage)}/progress"))
    assert "contacts 1" in after and "whom you can write to" in after


def test_feedback_is_given_and_changed(client: Client, stage: Stage):
    path = f"{home(stage)}/feedback"
    assert "Thank you" in said(client, path, met_the_right="4", felt_welcome="5", comes_again="", words="More light")
    page = client.get(path).content.decode()
    assert "More light" in page and len(re.findall(r'value="[45]" checked', page)) == 2
    client.post(path, {"felt_welcome": "9", "back": "next"})
    client.post(path, {"felt_welcome": "²"})
    assert records.Feedback.objects.get().felt_welcome is None


def test_a_report_is_made_after_the_evening_and_read_at_the_desk(client: Client, stage: Stage):
    desk = signed_in(stage)
    assert "None. Where somebody tells you" in words(desk.get("/desk/TEST1/after"))
    whom = re.search(r'name="about" value="(\w+)"', client.get(f"{home(stage)}/report").content.decode())
    assert whom is not None
    assert "The organizers have it" in said(client, f"{home(stage)}/report", about=whom[1], text="He called me at night")
    page = words(desk.get("/desk/TEST1/after"))
    called = stage.evening().people.by_id[whom[1]].attendee.name
    assert f"About {called}" in page and "He called me at night" in page and "nothing done yet" in page
    pk = records.Report.objects.get().pk
    assert "Nothing is written yet" in words(desk.post(f"/desk/TEST1/after/reports/{pk}", {"done": " "}, follow=True, headers={"Referer": "/desk/TEST1/after"}))
    answered = words(desk.post(f"/desk/TEST1/after/reports/{pk}", {"done": "Called both"}, follow=True))
    assert "Ada: Called both" in answered and "nothing done yet" not in answered
    reported = f"/p/{stage.token(whom[1])}"
    for page_of_theirs in ("", "/more", "/next", "/progress", "/report", "/export"):
        assert "at night" not in client.get(reported + page_of_theirs).content.decode()


def test_another_site_presses_nothing_in_somebodys_name(client: Client, stage: Stage):
    _, ben = contact(stage, 2)
    for path in (f"next/thanks.{ben}.0.0/answer", "next/choose", "progress/key-who", f"contacts/{ben}/outcome", "feedback", "report"):
        form = {"press": "done", "kind": "talked", "wanted": "0", "words": "x", "text": "x"}
        client.post(f"{home(stage)}/{path}", form, headers={"Sec-Fetch-Site": "cross-site"})
    kept = [model.objects.count() for model in (records.Reminder, records.AfterChoices, records.NamedKeyWho, records.Outcome, records.Feedback, records.Report)]
    assert kept == [0] * 6


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_many_reports_and_steps_ask_the_database_no_more_than_one(client: Client, stage: Stage):
    desk = signed_in(stage)
    people = pks(stage)
    contact(stage, 2)
    reports = [records.Report(event_id=stage.pk, who_id=people[0], about_id=people[no % 5 + 1], kind="harassed", text="x", at=now()) for no in range(9)]
    reports[0].save()
    client.get(f"{home(stage)}/next")
    before = queries(desk, "/desk/TEST1/after"), queries(client, f"{home(stage)}/next")
    records.Report.objects.bulk_create(reports[1:])
    for no in (2, 3, 4, 5):
        contact(stage, 2, other=no)
    assert (queries(desk, "/desk/TEST1/after"), queries(client, f"{home(stage)}/next")) == before


def test_only_organizers_of_the_evening_read_what_came_of_it(client: Client, stage: Stage):
    assert client.get("/desk/TEST1/after").status_code == 302
    other = records.Organizer.objects.sign_up(email="eve@example.org", name="Eve", password="horse battery staple")
    client.force_login(other)
    assert client.get("/desk/TEST1/after").status_code == 404


@pytest.mark.parametrize("language", ["de", "es"])
def test_pages_speak_the_language_of_the_evening(client: Client, stage: Stage, language: str):
    records.Event.objects.filter(pk=stage.pk).update(language=language)
    _, ben = contact(stage, 2)
    for path in ("next", f"next/thanks.{ben}.0.0", "progress", f"contacts/{ben}/outcome", "feedback", "report"):
        page = words(client.get(f"{home(stage)}/{path}"))
        assert not re.search(r"\b(the|you|your|with)\b", page.replace("The evening", "")), page


def flat(table: Mapping[str, Any], language: str) -> dict[str, str]:
    """All sentences of a table in one language, by name."""
    found = {}
    for name, text in asdict(table[language]).items():
        parts = text.items() if isinstance(text, dict) else enumerate(text) if isinstance(text, tuple) else [("", text)]
        found |= {f"{name} {key}": part for key, part in parts}
    return found


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_each_sentence_is_there_in_each_language_and_is_said_somewhere(table: Mapping[str, Any]):
    english = flat(table, "en")
    for language in ("de", "es"):
        assert {name: set(re.findall(r"\{\w+\}", text)) for name, text in flat(table, language).items()} == {
            name: set(re.findall(r"\{\w+\}", text)) for name, text in english.items()
        }
        assert all(flat(table, language).values())
    files = [*(WEB / "templates").rglob("*.html"), *(WEB / "attendee/afterwards").glob("*.py")]
    used = set(re.findall(r"\w+", "\n".join(file.read_text() for file in files)))
    assert set(table["en"].__dataclass_fields__) - used - {"met_the_right", "felt_welcome", "comes_again"} == set()
