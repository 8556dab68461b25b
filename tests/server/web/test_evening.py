"""One evening: how far it is, its links, its organizers; changed, copied, deleted."""

import re

import pytest
from django.test import Client

from keywho.benefit.knobs import Knobs, Leaning, Learning, Sharing
from keywho.server.services.demo import make_demo
from keywho.server.services.evenings import evening
from keywho.server.services.events import DEMO_CODE, Particulars, create_event
from keywho.server.services.links import Link, LinkKind, is_signed, token_of
from keywho.server.services.registrations import Written, register
from keywho.server.store import models as records
from server.web.pages import words

pytestmark = pytest.mark.django_db


def test_a_new_evening_says_what_comes_next(client: Client, event: records.Event):
    page = client.get(f"/desk/{event.code}/")
    assert "Write down when" in words(page)
    assert page.content.decode().count('aria-current="step"') == 1


@pytest.mark.django_db(transaction=True)
def test_the_demo_is_ready_to_run(client: Client, ada: records.Organizer):
    make_demo()
    page = words(client.get(f"/desk/{DEMO_CODE}/"))
    assert "Run the evening" in page
    assert "60 on the list" in page
    assert "People see version 1" in page


def test_the_join_link_and_both_codes_are_there_and_lead_to_phones(client: Client, event: records.Event):
    page = client.get(f"/desk/{event.code}/", HTTP_HOST="testserver").content.decode()
    assert f"http://testserver/j/{event.code}" in page
    assert page.count('class="qr"') == 2


def test_particulars_are_changed(client: Client, event: records.Event):
    form = {"name": "Career café", "place": "Town hall", "day": "2026-03-12", "time": "19:00", "timezone": "Europe/Madrid", "language": "es"}
    assert client.post(f"/desk/{event.code}/evening", form).status_code == 302
    event.refresh_from_db()
    assert (event.name, event.language, event.starts_at.isoformat()) == ("Career café", "es", "2026-03-12T18:00:00+00:00")
    page = client.get(f"/desk/{event.code}/evening").content.decode()
    assert ('value="2026-03-12"' in page, 'value="19:00"' in page) == (True, True)


def test_those_who_join_read_what_the_organizers_say_to_them(client: Client, event: records.Event):
    form = {"name": "Job club", "timezone": "UTC", "language": "en", "words": "Ring at the side door. Tea is free."}
    client.post(f"/desk/{event.code}/evening", form)
    assert "Ring at the side door" in client.get(f"/desk/{event.code}/evening").content.decode()
    assert "Ring at the side door" in words(Client().get(f"/j/{event.code}"))
    client.post(f"/desk/{event.code}/evening", {**form, "words": "x" * 601})
    event.refresh_from_db()
    assert event.words_for_attendees == form["words"]


def test_old_links_end_together(client: Client, event: records.Event):
    wall = token_of(Link(LinkKind.PROJECTOR, event.pk), event.projector_key)
    phone = token_of(Link(LinkKind.PERSONAL, event.pk, 1), event.key)
    client.post(f"/desk/{event.code}/new-links")
    event.refresh_from_db()
    assert (is_signed(wall, event.projector_key), is_signed(phone, event.key)) == (False, False)


def test_deleting_needs_the_name(client: Client, event: records.Event):
    client.post(f"/desk/{event.code}/delete", {"name": "Jobclub"})
    assert records.Event.objects.count() == 1
    answer = client.post(f"/desk/{event.code}/delete", {"name": " job  club "}, follow=True)
    assert records.Event.objects.count() == 0
    assert "“Job club” is deleted" in words(answer)


def test_a_copy_has_its_own_code_and_links_and_its_people_only_if_wanted(client: Client, event: records.Event):
    person = register(event.pk, Written("Cyd", seeks="work", place="Cork", months_searching=7), source="desk")
    records.Event.objects.filter(pk=event.pk).update(leaning="openings", own_words="employer: Acme")
    records.Wish.objects.create(event=event, kind="host", one=person)
    form = {"name": "Job club 2", "timezone": "UTC", "language": "en"}
    client.post(f"/desk/{event.code}/copy", form)
    client.post(f"/desk/{event.code}/copy", {**form, "people": "on"})
    bare, full = records.Event.objects.exclude(pk=event.pk).order_by("pk")
    assert (bare.attendees.count(), full.attendees.count(), full.wishes.count()) == (0, 1, 1)
    assert len({one.code for one in (event, bare, full)}) == len({one.key for one in (event, bare, full)}) == 3
    cyd = full.attendees.get()
    assert (cyd.seeks, cyd.place, cyd.months_searching, cyd.consented_at) == ("work", "Cork", None, None)
    assert {(one.leaning, one.own_words) for one in (bare, full)} == {("openings", "employer: Acme")}


def test_somebody_with_an_account_is_added_without_a_link(client: Client, event: records.Event):
    records.Organizer.objects.sign_up(email="ben@example.org", name="Ben", password="horse battery staple")
    page = client.post(f"/desk/{event.code}/organizers", {"email": "Ben@example.org"})
    assert "Ben organizes this evening now" in words(page)
    assert "/first/" not in page.content.decode()
    assert event.organizers.count() == 2


def test_somebody_new_gets_a_link_that_makes_their_password(client: Client, event: records.Event):
    page = client.post(f"/desk/{event.code}/organizers", {"email": "cyd@example.org", "name": "Cyd"})
    token = re.search(r"/first/([\w:.-]+)", page.content.decode())[1]
    theirs = Client()
    assert theirs.post(f"/first/{token}", {"password": "a word and another"}).status_code == 302
    assert "Job club" in words(theirs.get("/desk/"))


def test_an_invitation_is_no_way_into_the_evenings_of_others(client: Client, event: records.Event):
    ben = records.Organizer.objects.sign_up(email="ben@example.org", name="Ben", password="horse battery staple")
    theirs = create_event(Particulars("Ben's evening"), ben)
    bens = Client()
    bens.force_login(ben)
    bens.post(f"/desk/{theirs.code}/organizers", {"email": "cyd@example.org", "name": "Cyd"})
    page = client.post(f"/desk/{event.code}/organizers", {"email": "cyd@example.org", "name": "Cyd"})
    assert "/first/" not in page.content.decode()
    assert "Somebody else invited them before" in words(page)


def test_a_name_is_asked_for_and_an_address_has_to_be_one(client: Client, event: records.Event):
    for form, sentence in (({"email": "cyd@example.org"}, "Please write their name"), ({"email": "cyd"}, "is no mail address")):
        answer = client.post(f"/desk/{event.code}/organizers", form, follow=True)
        assert sentence in words(answer)
    assert event.organizers.count() == 1


def test_the_last_organizer_stays(client: Client, event: records.Event, ada: records.Organizer):
    answer = client.post(f"/desk/{event.code}/organizers/{ada.pk}/remove", follow=True, HTTP_REFERER=f"/desk/{event.code}/")
    assert "nobody else is left" in words(answer)
    assert event.organizers.count() == 1


def test_what_counts_is_chosen_in_words_and_changes_who_is_useful_to_whom(client: Client, event: records.Event):
    for name, seeks in (("Ana", "a job as a nurse"), ("Ben", "a job as a nurse"), ("Cyd", "a job as a welder")):
        register(event.pk, Written(name, seeks=seeks), source="desk")
    before = evening(event.pk).people
    form = {"name": "Job club", "timezone": "UTC", "language": "en", "leaning": "company on the way", "sharing": "strongly", "learning": "nothing"}
    answer = client.post(f"/desk/{event.code}/evening", form, follow=True)
    assert "What you chose counts for programmes planned from now on" in words(answer)
    after = evening(event.pk).people
    assert after.choices.knobs == Knobs(Leaning.COMPANY, Sharing.STRONG, Learning.OFF)
    assert max(after.benefit.points) > max(before.benefit.points)
    page = client.get(f"/desk/{event.code}/evening").content.decode()
    assert [value for value in form.values() if re.search(f'value="{value}"[^>]* checked', page)] == ["company on the way", "strongly", "nothing"]


def test_an_answer_that_is_missing_or_unknown_changes_nothing(client: Client, event: records.Event):
    form = {"name": "Job club", "timezone": "UTC", "language": "en", "sharing": "strongly"}
    client.post(f"/desk/{event.code}/evening", form, follow=True)
    assert "What you chose" not in words(client.post(f"/desk/{event.code}/evening", form, follow=True))
    assert "This answer is not known" in words(client.post(f"/desk/{event.code}/evening", {**form, "leaning": "gold"}, follow=True))
    event.refresh_from_db()
    assert (event.leaning, event.sharing, event.learning) == ("a mix", "strongly", "a little")
