"""The people of an evening: listed, found, added, changed, cancelled, erased."""

import json
import re

import pytest
from django.test import Client

from keywho.core.ids import AttendeeId
from keywho.server.services import running
from keywho.server.services.demo import make_demo
from keywho.server.services.evenings import evening, now
from keywho.server.services.events import DEMO_CODE, Particulars, create_event
from keywho.server.services.people_list import PAGE
from keywho.server.services.registrations import Written, personal_token, register
from keywho.server.store import models as records
from server.web.pages import words

pytestmark = pytest.mark.django_db

QUERIES = 9  # session, organizer, event, evening, log, wishes, people, and the two numbers beside the steps


def add(event: records.Event, name: str, **more: str) -> records.Attendee:
    return register(event.pk, Written(name, **more), source="desk")


def listed(response) -> list[str]:
    return re.findall(r'<li class="row person-row".*?<bdi>(.*?)</bdi>', response.content.decode(), re.DOTALL)


def test_an_empty_list_leads_to_the_three_ways_to_fill_it(client: Client, event: records.Event):
    page = client.get(f"/desk/{event.code}/people").content.decode()
    assert all(address in page for address in (f"/desk/{event.code}/imports", f"/desk/{event.code}/people/new", f"/j/{event.code}"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_little(client: Client, event: records.Event, count: int, django_assert_num_queries):
    for no in range(count):
        add(event, f"Person {no}")
    client.get(f"/desk/{event.code}/people")  # the evening is in memory from now on
    with django_assert_num_queries(QUERIES):
        page = client.get(f"/desk/{event.code}/people")
    assert listed(page) == [f"Person {no}" for no in range(count)]


def test_long_lists_have_pages(client: Client, event: records.Event):
    records.Attendee.objects.bulk_create(records.Attendee(event=event, public_id=f"a{no}", name=f"P {no:04}") for no in range(2 * PAGE + 5))
    assert len(listed(client.get(f"/desk/{event.code}/people"))) == PAGE
    assert listed(client.get(f"/desk/{event.code}/people?page=3")) == [f"P {no:04}" for no in range(2 * PAGE, 2 * PAGE + 5)]
    assert len(listed(client.get(f"/desk/{event.code}/people?page=99"))) == 5
    assert len(listed(client.get(f"/desk/{event.code}/people?page=-1&group=nonsense"))) == PAGE


@pytest.mark.parametrize(("search", "found"), [("lopez", ["Fionn López"]), ("FIO", ["Fionn López"]), ("nurs", ["Ben"]), ("ben nurses", ["Ben"]), ("urses", [])])
def test_people_are_found_by_the_beginnings_of_words_without_accents(client: Client, event: records.Event, search: str, found: list[str]):
    add(event, "Fionn López")
    add(event, "Ben", seeks="Nurses and doctors")
    assert listed(client.get(f"/desk/{event.code}/people", {"q": search})) == found


def test_a_search_while_typing_gives_the_list_alone(client: Client, event: records.Event):
    add(event, "Ben")
    part = client.get(f"/desk/{event.code}/people?q=ben", HTTP_HX_REQUEST="true").content.decode()
    assert ("<html" in part, "Ben" in part) == (False, True)


def test_names_of_people_can_not_break_the_page(client: Client, event: records.Event):
    add(event, "<script>alert(1)</script>", seeks='"><img src=x>')
    page = client.get(f"/desk/{event.code}/people").content.decode()
    assert ("<script>alert" in page, "<img" in page) == (False, False)


@pytest.mark.django_db(transaction=True)
def test_groups_follow_the_evening(client: Client, ada: records.Organizer):
    make_demo()
    event = records.Event.objects.get(code=DEMO_CODE)
    first, second, third = event.attendees.order_by("pk")[:3]
    running.arrived(event.pk, [AttendeeId(first.public_id)], by="organizer 1", now=now())
    running.no_show(event.pk, AttendeeId(second.public_id), by="organizer 1", now=now())
    client.post(f"/desk/{event.code}/people/{third.pk}/cancel")
    groups = {group: listed(client.get(f"/desk/{event.code}/people?group={group}")) for group in ("here", "away", "cancelled")}
    assert groups == {"here": [first.name], "away": [second.name], "cancelled": [third.name]}
    assert len(listed(client.get(f"/desk/{event.code}/people?group=expected"))) == 57
    loaded = evening(event.pk)
    assert all(AttendeeId(third.public_id) not in meeting.attendees for meeting in loaded.state.programme.meetings)


def test_somebody_is_added_by_hand_with_a_name_alone(client: Client, event: records.Event):
    made = client.post(f"/desk/{event.code}/people/new", {"name": "  Cyd  Charisse "})
    person = records.Attendee.objects.get()
    assert made["Location"] == f"/desk/{event.code}/people/{person.pk}"
    assert (person.name, person.source, person.consented_at) == ("Cyd Charisse", "desk", None)
    assert client.post(f"/desk/{event.code}/people/new", {"name": "Dee", "more": "yes"})["Location"] == f"/desk/{event.code}/people/new"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [({"name": " "}, "This field is required."), ({"name": "x" * 101}, "at most 100 characters"), ({"name": "\u200b\u200b"}, "The name is missing")],
)
def test_nobody_is_added_without_a_readable_name(client: Client, event: records.Event, form: dict[str, str], sentence: str):
    answer = client.post(f"/desk/{event.code}/people/new", form, follow=True, HTTP_REFERER=f"/desk/{event.code}/people/new")
    assert sentence in words(answer)
    assert not records.Attendee.objects.exists()


def test_all_fields_can_be_changed(client: Client, event: records.Event):
    person = add(event, "Ben")
    form = {
        "name": "Ben Okafor", "called": "Ben", "seeks": "a ward\nin Cork", "offers": "lifts", "role": "Nurse", "company": "Acme", "shares_company": "on",
        "industry": "health", "place": "Cork", "languages": "English and Irish", "seniority": "some years", "seeks_help": ["advice", "a job lead"],
        "gives_help": ["an introduction"], "hides_from": "Initech\nHooli", "recognize": "green scarf", "pitch": "Hello", "contact": "ben@example.org",
        "prefers_groups": "on", "cannot_move": "on", "needs": ["hearing", "step-free"],
    }  # fmt: skip
    assert client.post(f"/desk/{event.code}/people/{person.pk}", form).status_code == 302
    person.refresh_from_db()
    plain = {name: text for name, text in form.items() if isinstance(text, str) and text != "on"}
    kept = {"languages": "en, ga", "seeks_help": "a job lead, advice", "gives_help": "an introduction", "needs": "hearing step-free"}
    assert Written.of(person) == Written(**{**plain, **kept}, shares_company=True, prefers_groups=True, cannot_move=True)
    page = client.get(f"/desk/{event.code}/people/{person.pk}").content.decode()
    assert page.count(" checked") == 8
    assert ('value="English, Irish"' in page, '<option value="some years" selected>' in page) == (True, True)


def test_for_how_long_somebody_has_been_looking_is_theirs_alone(client: Client, event: records.Event):
    person = register(event.pk, Written("Ben", months_searching=517), source="phone")
    address = f"/desk/{event.code}/people/{person.pk}"
    client.post(address, {"name": "Ben Okafor", "months_searching": "3"})
    person.refresh_from_db()
    assert (person.name, person.months_searching) == ("Ben Okafor", 517)
    pages = [client.get(place).content.decode() for place in (address, f"{address}/export", f"/desk/{event.code}/people")]
    assert [page for page in pages if "months_searching" in page or ">517<" in page or '"517"' in page] == []
    assert listed(client.get(f"/desk/{event.code}/people?q=517")) == []
    phone = f"/p/{personal_token(event, person)}"
    assert Client().get(f"{phone}/export").json()["profile"]["months_searching"] == 517


def test_a_new_link_ends_the_old_one_and_shows_its_code(client: Client, event: records.Event):
    person = add(event, "Ben")
    old = personal_token(event, person)
    assert old in client.get(f"/desk/{event.code}/people/{person.pk}").content.decode()
    page = client.post(f"/desk/{event.code}/people/{person.pk}/new-link", follow=True).content.decode()
    person.refresh_from_db()
    assert (old in page, personal_token(event, person) in page, '<details class="more" open>' in page) == (False, True, True)
    assert evening(event.pk).people.by_pk[person.pk].link_no == 1


def test_somebody_who_cancelled_can_be_taken_back(client: Client, event: records.Event):
    person = add(event, "Ben")
    client.post(f"/desk/{event.code}/people/{person.pk}/cancel")
    assert (listed(client.get(f"/desk/{event.code}/people")), len(evening(event.pk).people.registered)) == ([], 0)
    client.post(f"/desk/{event.code}/people/{person.pk}/restore")
    assert (listed(client.get(f"/desk/{event.code}/people")), len(evening(event.pk).people.registered)) == (["Ben"], 1)


def test_sign_up_is_closed_and_opened(client: Client, event: records.Event):
    client.post(f"/desk/{event.code}/people/sign-up")
    assert "sign-up is closed" in words(client.get(f"/desk/{event.code}/people"))
    client.post(f"/desk/{event.code}/people/sign-up", {"open": "yes"})
    assert records.Event.objects.get(pk=event.pk).sign_up_open


def test_what_is_known_about_somebody_is_handed_out_as_json(client: Client, event: records.Event):
    person = add(event, "Zoë", seeks="a ward")
    answer = client.get(f"/desk/{event.code}/people/{person.pk}/export")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert json.loads(answer.content)["profile"]["name"] == "Zoë"


def test_erasing_leads_back_to_the_list_without_them(client: Client, event: records.Event):
    person = add(event, "Ben")
    page = client.post(f"/desk/{event.code}/people/{person.pk}/erase", follow=True)
    assert "Everything about Ben is erased." in words(page)
    assert client.get(f"/desk/{event.code}/people/{person.pk}").status_code == 404


def test_people_of_other_evenings_are_out_of_reach(client: Client, event: records.Event, ada: records.Organizer):
    other = create_event(Particulars("Other"), ada)
    person = add(other, "Ben")
    for what in ("", "/export"):
        assert client.get(f"/desk/{event.code}/people/{person.pk}{what}").status_code == 404
    for what in ("erase", "cancel", "new-link", "restore"):
        assert client.post(f"/desk/{event.code}/people/{person.pk}/{what}").status_code == 404
    assert client.get(f"/desk/{event.code}/people/{person.pk}/erase").status_code == 405


def test_names_are_proposed_while_typing_and_two_of_a_name_are_told_apart(client: Client, event: records.Event):
    for name in ("Ben King", "Ben King", "Bea"):
        add(event, name)
    ids = sorted(event.attendees.filter(name="Ben King").values_list("public_id", flat=True))
    page = client.get(f"/desk/{event.code}/people/names?one=king").content.decode()
    assert re.findall(r'value="(.*?)"', page) == [f"Ben King ({public_id})" for public_id in ids]
