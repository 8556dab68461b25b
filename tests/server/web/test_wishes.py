"""Wishes: noted by typing names, and refused in a sentence where they contradict."""

import pytest
from django.test import Client

from keywho.core.ids import SeatId
from keywho.core.room_edits import marked, plan_of_rows, plan_of_tables, switched
from keywho.core.room_picture import Mark
from keywho.core.rounds import Round
from keywho.server.services.events import Particulars, create_event
from keywho.server.services.registrations import Written, register
from keywho.server.services.rooms import save_plan
from keywho.server.store import load, save
from keywho.server.store import models as records
from server.web.pages import words

pytestmark = pytest.mark.django_db

QUERIES = 7  # session, organizer, event, wishes, who needs a chair, and the two numbers beside the steps


@pytest.fixture
def event(client: Client) -> records.Event:
    organizer = records.Organizer.objects.sign_up(email="ada@example.org", name="Ada", password="horse battery staple")
    client.force_login(organizer)
    event = create_event(Particulars("Job club"), organizer)
    records.Event.objects.filter(pk=event.pk).update(rounds=save.rounds([Round.neighbour(), Round.nearby()]))
    room = switched(marked(plan_of_rows(2, 4), Mark.HEARING, [SeatId("A1"), SeatId("A2")]), [SeatId("B4")], on=False)
    save_plan(event.pk, room, expected_version=0)
    for name in ("Ben King", "Cyd Roy", "Dee Fox"):
        register(event.pk, Written(name, company="Acme" if name == "Dee Fox" else "", hides_from="ACME" if name == "Ben King" else ""), source="desk")
    event.refresh_from_db()
    return event


def wish(client: Client, event: records.Event, kind: str, one: str, **more: str) -> str:
    """Note a wish and give the page that answers."""
    return words(client.post(f"/desk/{event.code}/wishes/add", {"kind": kind, "one": one, **more}, follow=True))


def wishes(event: records.Event) -> list[tuple[str, str, str | None, str]]:
    return list(event.wishes.values_list("kind", "one__name", "other__name", "detail"))


def test_without_people_the_page_leads_to_them(client: Client, event: records.Event):
    event.attendees.all().delete()
    assert "Nobody to wish for yet" in words(client.get(f"/desk/{event.code}/wishes"))


@pytest.mark.parametrize("kind", ["must-meet", "must-not-meet", "acquainted", "request"])
def test_a_wish_about_two_people_is_noted_once(client: Client, event: records.Event, kind: str):
    wish(client, event, kind, "ben king", other="Cyd")
    assert "That is noted already" in wish(client, event, kind, "Ben King", other="Cyd Roy")
    assert wishes(event) == [(kind, "Ben King", "Cyd Roy", "")]


def test_two_who_must_meet_turned_round_is_the_same_wish_and_a_request_is_not(client: Client, event: records.Event):
    wish(client, event, "must-meet", "Ben King", other="Cyd Roy")
    wish(client, event, "must-meet", "Cyd Roy", other="Ben King")
    wish(client, event, "request", "Ben King", other="Cyd Roy")
    wish(client, event, "request", "Cyd Roy", other="Ben King")
    assert len(wishes(event)) == 3


REFUSED = {
    "nobody of that name": ("must-meet", {"one": "Zoë", "other": "Cyd Roy"}, "Nobody on the list is called “Zoë”."),
    "no second person": ("must-meet", {"one": "Ben King"}, "A name is missing."),
    "the same person twice": ("must-meet", {"one": "Ben King", "other": "ben"}, "That is Ben King twice."),
    "hidden from the company": ("must-meet", {"one": "Dee Fox", "other": "Ben King"}, "Ben King asked not to meet people from Acme, where Dee Fox works"),
    "no such round": ("absent", {"one": "Ben King", "round": "3"}, "There is no round “3”. Maybe one of 1 to 2."),
    "no number": ("absent", {"one": "Ben King", "round": "²"}, "There is no round “²”."),
    "no such chair": ("fixed-seat", {"one": "Ben King", "chair": "Z9"}, "There is no chair “Z9” in this room."),
    "a chair that is off": ("fixed-seat", {"one": "Ben King", "chair": "B4"}, "Chair B4 is switched off this evening."),
    "a table in a room of rows": ("host", {"one": "Ben King", "table": "3"}, "This room has no tables of its own"),
    "no such wish": ("pizza", {"one": "Ben King"}, "It is not said what is wished."),
}


@pytest.mark.parametrize(("kind", "form", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_is_refused_and_stays_in_the_form(client: Client, event: records.Event, kind: str, form: dict[str, str], sentence: str):
    page = client.post(f"/desk/{event.code}/wishes/add", {"kind": kind, **form})
    assert (page.status_code, sentence in words(page)) == (422, True), words(page)
    assert f'value="{form["one"]}"' in page.content.decode()
    assert wishes(event) == []


@pytest.mark.parametrize(
    ("first", "second"), [("must-meet", "must-not-meet"), ("must-not-meet", "must-meet"), ("request", "must-not-meet"), ("must-not-meet", "request")]
)
def test_contradictions_are_refused_whichever_came_first(client: Client, event: records.Event, first: str, second: str):
    wish(client, event, first, "Ben King", other="Cyd Roy")
    assert "Maybe take that one away first." in wish(client, event, second, "Cyd Roy", other="Ben King")
    assert [kind for kind, *_ in wishes(event)] == [first]


def test_two_who_must_meet_have_a_round_together(client: Client, event: records.Event):
    wish(client, event, "absent", "Ben King", round="1")
    wish(client, event, "absent", "Cyd Roy", round="2")
    assert "are in no round together" in wish(client, event, "must-meet", "Ben King", other="Cyd Roy")
    event.wishes.filter(one__name="Cyd Roy").delete()
    wish(client, event, "must-meet", "Ben King", other="Cyd Roy")
    assert "would be in no round together" in wish(client, event, "absent", "Cyd Roy", round="2")


def test_nobody_is_away_in_all_rounds(client: Client, event: records.Event):
    wish(client, event, "absent", "Ben King", round="1")
    assert "would be in no round at all" in wish(client, event, "absent", "Ben King", round="2")


def test_a_chair_is_kept_for_one(client: Client, event: records.Event):
    assert "Ben King keeps Row A, chair 3 all evening" in wish(client, event, "fixed-seat", "Ben King", chair=" a 3")
    assert "is kept for Ben King" in wish(client, event, "fixed-seat", "Cyd Roy", chair="A3")
    wish(client, event, "fixed-seat", "Ben King", chair="B1")
    assert wishes(event) == [("fixed-seat", "Ben King", None, "B1")]


def test_a_chair_that_somebody_took_is_theirs(client: Client, event: records.Event):
    event.attendees.filter(name="Dee Fox").update(home_seat="A3")
    assert "Dee Fox has taken Row A, chair 3 already" in wish(client, event, "fixed-seat", "Ben King", chair="A3")


def test_without_a_chair_the_planner_finds_one(client: Client, event: records.Event):
    wish(client, event, "fixed-seat", "Ben King")
    ben = event.attendees.get(name="Ben King")
    assert (ben.cannot_move, wishes(event)) == (True, [])
    client.post(f"/desk/{event.code}/wishes/chair/{ben.pk}")
    ben.refresh_from_db()
    assert not ben.cannot_move


def test_those_who_hear_badly_get_the_marked_chairs_until_none_is_left(client: Client, event: records.Event):
    event.attendees.update(needs="hearing")
    answers = []
    for person in event.attendees.order_by("pk"):
        answers.append(
            words(client.post(f"/desk/{event.code}/wishes/chair/{person.pk}", {"mark": "hearing"}, follow=True, HTTP_REFERER=f"/desk/{event.code}/wishes"))
        )
    assert [detail for *_, detail in wishes(event)] == ["A1", "A2"]
    assert "All 2 chairs of the hearing side are given away." in answers[2]


def test_a_mark_that_no_chair_has_leads_to_the_room(client: Client, event: records.Event):
    person = event.attendees.first()
    answer = client.post(f"/desk/{event.code}/wishes/chair/{person.pk}", {"mark": "quiet"}, follow=True, HTTP_REFERER=f"/desk/{event.code}/wishes")
    assert "No chair is marked as the quiet area yet. Maybe mark some in the room." in words(answer)


def test_a_host_has_a_table_of_their_own(client: Client, event: records.Event):
    save_plan(event.pk, plan_of_tables(2, 4), expected_version=1)
    assert "Ben King hosts Table 2" in wish(client, event, "host", "Ben King", table="2")
    assert "Ben King keeps Table 2 already" in wish(client, event, "host", "Cyd Roy", table="table 2")
    assert "keeps a chair that is not at Table 1" in (
        wish(client, event, "fixed-seat", "Cyd Roy", chair="table2-1") and wish(client, event, "host", "Cyd Roy", table="1")
    )
    assert "There is no table “9”. Maybe Table 1 to Table 2." in wish(client, event, "host", "Dee Fox", table="9")


def test_a_wish_is_taken_away_and_a_second_press_harms_nothing(client: Client, event: records.Event):
    wish(client, event, "host", "Ben King")
    pk = event.wishes.get().pk
    assert "Taken away" in words(client.post(f"/desk/{event.code}/wishes/{pk}/remove", follow=True))
    assert "taken away already" in words(client.post(f"/desk/{event.code}/wishes/{pk}/remove", follow=True))


def test_what_is_noted_reaches_the_planner(client: Client, event: records.Event):
    wish(client, event, "must-meet", "Ben King", other="Cyd Roy")
    wish(client, event, "fixed-seat", "Dee Fox", chair="A1")
    wish(client, event, "absent", "Dee Fox", round="2")
    found = load.wishes(event.pk, load.people(event.pk))
    assert (len(found.must_meet), list(found.fixed_seats.values()), list(found.absent.values())) == (1, ["A1"], [frozenset({2})])


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_little(client: Client, event: records.Event, count: int, django_assert_num_queries):
    people = list(event.attendees.all())
    for no in range(count):
        records.Wish.objects.create(event=event, kind="host", one=people[no])
    with django_assert_num_queries(QUERIES):
        page = client.get(f"/desk/{event.code}/wishes")
    assert page.content.decode().count("/remove") == count


def test_two_of_a_name_are_told_apart(client: Client, event: records.Event):
    twin = register(event.pk, Written("Ben King"), source="desk")
    assert "stands for 2 people" in wish(client, event, "host", "Ben King")
    wish(client, event, "host", f"Ben King ({twin.public_id})")
    assert event.wishes.get().one == twin
