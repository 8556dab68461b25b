"""What is printed, read back from the PDFs."""

import io

import pytest
from django.test import Client
from pypdf import PdfReader

from keywho.core.room import Room, Seat
from keywho.server.services import running
from keywho.server.services.personal_links import badge_token
from keywho.server.services.prints import code_of
from keywho.server.store import models as records
from keywho.server.store import save
from server.an_evening import planned_stage, set_stage

pytestmark = pytest.mark.django_db(transaction=True)


def client_of(stage) -> Client:
    client = Client()
    client.force_login(stage.organizer)
    return client


def pages(answer) -> list[str]:
    """Give the text of each page."""
    assert answer.status_code == 200, answer
    assert answer["Content-Type"] == "application/pdf"
    return [page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages]


def printed(stage, what: str, **asked: object) -> str:
    return "\n".join(pages(client_of(stage).get(f"/desk/TEST1/print/{what}.pdf", asked)))


@pytest.mark.parametrize("what", ["cards", "signs", "chart", "round", "badges", "stickers", "poster"])
def test_everything_can_be_printed_of_a_published_evening(what: str) -> None:
    stage = planned_stage()
    answer = client_of(stage).get(f"/desk/TEST1/print/{what}.pdf")
    assert pages(answer)
    assert answer["Content-Disposition"] == f'inline; filename="Job club - {what}.pdf"'


def test_cards_for_some_are_theirs_alone() -> None:
    stage = planned_stage()
    one = stage.evening().people.registered[3]
    text = printed(stage, "cards", who=one.pk)
    assert one.attendee.name in text.split("with")[0]
    assert len(pages(client_of(stage).get("/desk/TEST1/print/cards.pdf", {"who": one.pk}))) == 1


def test_cards_leave_out_who_has_left_and_take_in_who_walked_up() -> None:
    stage = planned_stage()
    gone = stage.ids()[0]
    client = client_of(stage)
    client.post("/desk/TEST1/run/walk-up", {"name": "Zoe Newcomer"})
    running.left(stage.pk, gone, by="organizer 1", now=stage.now)
    text = printed(stage, "cards")
    assert "Zoe Newcomer" in text
    assert "Person 0\n" not in text


def test_the_list_of_a_round_is_the_programme_as_mended() -> None:
    stage = planned_stage()
    running.arrived(stage.pk, stage.ids()[:9], by="organizer 1", now=stage.now)
    stage.to_round(2)
    text = printed(stage, "round")
    assert "Round 2 of 4" in text
    absent = stage.evening().person(stage.ids()[11]).attendee.name
    assert f"{absent} away in this round" in text
    assert "Round 3 of 4" in printed(stage, "round", round=3)


def test_before_publishing_the_newest_version_is_printed_and_the_page_says_so() -> None:
    stage = planned_stage()
    records.Fact.objects.filter(event=stage.event).delete()
    from keywho.server.services.evenings import forget

    forget(stage.pk)
    page = client_of(stage).get("/desk/TEST1/print").content.decode()
    assert "Version 1 is not published." in page
    assert "Person 1" in printed(stage, "cards")


def test_without_a_programme_badges_are_printed_and_cards_are_refused_in_words() -> None:
    stage = set_stage()
    client = client_of(stage)
    assert "There is no programme yet." in client.get("/desk/TEST1/print").content.decode()
    assert "Person" in printed(stage, "badges")
    refused = client.get("/desk/TEST1/print/cards.pdf", follow=True)
    assert "nothing can be printed of it" in refused.content.decode()


@pytest.mark.parametrize("asked", ["/desk/TEST1/print/nothing.pdf", "/desk/TEST1/print/cards.pdf?paper=a3", "/desk/TEST1/print/round.pdf?round=99"])
def test_what_can_not_be_printed_is_said_on_the_page(asked: str) -> None:
    answer = client_of(planned_stage()).get(asked, follow=True)
    assert answer.redirect_chain[-1][0] == "/desk/TEST1/print"
    assert "Maybe" in answer.content.decode()


def test_letter_paper_is_as_wide_as_letter_paper() -> None:
    stage = planned_stage()
    answer = client_of(stage).get("/desk/TEST1/print/poster.pdf", {"paper": "letter"})
    assert float(PdfReader(io.BytesIO(answer.content)).pages[0].mediabox.width) == pytest.approx(612, abs=1)


def test_what_people_look_for_stands_on_badges_only_where_asked() -> None:
    stage = set_stage(people=1)
    assert "a ward in a hospital" not in printed(stage, "badges")
    assert "a ward in a hospital" in " ".join(printed(stage, "badges", seeks="yes").split())


def test_the_code_on_a_badge_opens_the_page_of_its_person() -> None:
    stage = planned_stage()
    loaded = stage.evening()
    answer = Client().get(f"/b/{badge_token(loaded, loaded.people.registered[0])}")
    assert answer.status_code in (200, 302, 303)


def test_a_code_for_a_chair_is_short() -> None:
    room = Room((Seat("A3", 0, 0, "A", "3"), Seat("seat-7f3a-99", 1, 0, "Table 3", "5")))
    assert [code_of(room, seat.id) for seat in room.seats] == ["A3", "Table35"]


def test_somebody_who_changed_what_they_hide_from_does_not_stop_the_printer() -> None:
    stage = planned_stage()
    records.Attendee.objects.filter(event=stage.event).update(company="Acme", hides_from="Acme")
    save.people_changed(stage.pk)
    assert "Person 1" in printed(stage, "cards")


def test_only_an_organizer_of_the_evening_prints() -> None:
    planned_stage()
    stranger = records.Organizer.objects.create(email="eve@example.org", name="Eve")
    client = Client()
    assert client.get("/desk/TEST1/print/cards.pdf").status_code == 302
    client.force_login(stranger)
    assert client.get("/desk/TEST1/print/cards.pdf").status_code == 404


def test_search_keeps_those_who_are_chosen() -> None:
    stage = planned_stage()
    chosen = stage.evening().people.registered[3]
    page = client_of(stage).get("/desk/TEST1/print/people", {"q": "Person 5", "who": chosen.pk}).content.decode()
    assert page.count("checked") == 1
    assert chosen.attendee.name in page and "Person 5" in page


def test_the_page_of_prints_asks_as_little_for_three_people_as_for_one(django_assert_num_queries) -> None:
    for people in (4, 12):
        stage = planned_stage(people=people, code=f"ROOM{people}")
        client = client_of(stage)
        client.get(f"/desk/ROOM{people}/print")
        with django_assert_num_queries(7):
            client.get(f"/desk/ROOM{people}/print")
