"""The pages of talks on the phone: asked for, answered, moved and cancelled by pressing, with what is wrong said at its field."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from keywho.core.ids import AttendeeId
from keywho.followup.words.interviews import INTERVIEW_WORDS
from keywho.server.services.afterwards import interviews
from keywho.server.services.evenings import now as real_now
from keywho.server.store import models as records
from keywho.server.web.attendee.afterwards import asking
from keywho.server.web.attendee.words.interviews import TALKS
from server.an_evening import Stage, set_stage
from server.two_contacts import TERMS, exchange, person
from server.web.pages import words

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_floods():
    asking.of_person.forget()


@pytest.fixture
def stage() -> Stage:
    stage = set_stage(4)
    exchange(stage, 0, 1)
    return stage


def page(stage: Stage, no: int, path: str) -> str:
    return f"/p/{stage.token(AttendeeId(f'a{no}'))}/{path}"


def soon(days: int = 3):
    return (real_now() + timedelta(days=days)).replace(hour=15, minute=30, second=0, microsecond=0)


def form(days: int = 3, **more: object) -> dict[str, object]:
    at = soon(days)
    return {"purpose": "How did you begin?", "minutes": "20", "way": "phone", "day1": f"{at:%Y-%m-%d}", "time1": f"{at:%H:%M}", **more}


def follow(client: Client, answer: HttpResponse) -> HttpResponse:
    assert answer.status_code == 303, words(answer)
    return client.get(answer["Location"])


def press(client: Client, stage: Stage, no: int, key: str, kind: str, **more: object) -> HttpResponse:
    version = records.Interview.objects.get(uid__startswith=key).version
    return client.post(page(stage, no, f"interviews/{key}"), {"press": kind, "version": version, **more})


def test_a_talk_is_asked_for_accepted_moved_and_cancelled_by_pressing(client: Client, stage: Stage):
    asked = follow(client, client.post(page(stage, 0, f"contacts/{person(stage, 1).pk}/ask"), form(questions=["Who else should I talk to?"], share="on")))
    assert "Person 1 is asked" in words(asked).replace("\u2068", "").replace("\u2069", "")
    key = records.Interview.objects.get().uid.partition("@")[0]
    theirs = words(client.get(page(stage, 1, "interviews")))
    assert "Your answer is awaited" in theirs and "Person 0" in theirs and "asks you for 20 minutes" in theirs
    card = client.get(page(stage, 1, f"interviews/{key}"))
    at = re.search(r'name="at" value="([^"]+)"', card.content.decode())
    assert at is not None and "Who else should I talk to?" in words(card) and "Decline kindly" in words(card)
    agreed = follow(client, press(client, stage, 1, key, "accept", at=at[1], place="+49 30 1234"))
    assert "Agreed:" in words(agreed) and "+49 30 1234" in words(agreed) and f"/interviews/{key}.ics" in agreed.content.decode()
    later = soon(5)
    moved = follow(client, press(client, stage, 0, key, "propose", day1=f"{later:%Y-%m-%d}", time1=f"{later:%H:%M}", words="The train is late"))
    assert "This time stands until you both take another" in words(moved)
    card = client.get(page(stage, 1, f"interviews/{key}"))
    assert "Does another time suit you?" in words(card) and "The train is late" in words(card) and "Leave it as it is" in words(card)
    assert "stays as it was" in words(follow(client, press(client, stage, 1, key, "stay")))
    gone = follow(client, press(client, stage, 1, key, "cancel", ready="I'm sorry, something has come up."))
    assert "It is cancelled" in words(gone)
    assert "I'm sorry, something has come up." in words(client.get(page(stage, 0, f"interviews/{key}")))


def test_declining_kindly_can_be_taken_back_within_the_hour(client: Client, stage: Stage):
    client.post(page(stage, 0, f"contacts/{person(stage, 1).pk}/ask"), form())
    key = records.Interview.objects.get().uid.partition("@")[0]
    declined = follow(client, press(client, stage, 1, key, "decline", ready="Gladly later: please ask me again in a month or two."))
    assert "For an hour you can take your no back" in words(declined)
    assert "Gladly later" in words(client.get(page(stage, 0, f"interviews/{key}")))
    assert "Which time suits you?" in words(follow(client, press(client, stage, 1, key, "reopen")))


WRONG = {
    "no purpose": ({"purpose": ""}, "What the talk is for is missing"),
    "no time": ({"day1": "", "time1": ""}, "No time is proposed"),
    "a day without a time": ({"time1": ""}, "This day and time can't be read"),
    "a past day": ({"day1": "2020-01-01"}, "This time is over already"),
    "a far day": ({"day1": "2099-01-01"}, "more than a year ahead"),
    "the same twice": ({"day2": "same", "time2": "same"}, "Two of the times are the same"),
    "five questions": ({"questions": list(TALKS["en"].ready_questions)}, "Three questions are enough"),
    "17 minutes": ({"minutes": "17"}, "among the answers that stand here"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_comes_back_filled_in_with_a_sentence(client: Client, stage: Stage, name: str):
    changes, told = WRONG[name]
    sent = {**form(), **changes}
    sent |= {key: sent[f"{key[:-1]}1"] for key, value in changes.items() if value == "same"}
    answer = client.post(page(stage, 0, f"contacts/{person(stage, 1).pk}/ask"), {"place": "Café Kranzler", **sent})
    assert answer.status_code == 422 and told in words(answer)
    assert 'value="Café Kranzler"' in answer.content.decode() and not records.Interview.objects.exists()


def test_whoever_waits_or_is_asked_already_is_led_to_the_open_request(client: Client, stage: Stage):
    client.post(page(stage, 0, f"contacts/{person(stage, 1).pk}/ask"), form())
    assert "You have asked already" in words(follow(client, client.get(page(stage, 0, f"contacts/{person(stage, 1).pk}/ask"))))
    assert "They have asked you already" in words(follow(client, client.get(page(stage, 1, f"contacts/{person(stage, 0).pk}/ask"))))


def test_a_local_time_that_the_clocks_leave_out_is_refused_at_its_field(client: Client, stage: Stage, monkeypatch: pytest.MonkeyPatch):
    records.AfterChoices.objects.create(who=person(stage, 0), timezone="Europe/Berlin")
    spring = real_now().replace(year=2027, month=3, day=20)
    monkeypatch.setattr(asking, "now", lambda: spring)
    for clock, told in (("02:30", "put forward"), ("03:30", "")):
        answer = client.post(page(stage, 0, f"contacts/{person(stage, 1).pk}/ask"), form(day1="2027-03-28", time1=clock))
        assert told in words(answer) and answer.status_code == (422 if told else 303)
    assert f"{records.ProposedTime.objects.get().starts_at:%H:%M}" == "01:30"


def test_only_contacts_are_asked(client: Client, stage: Stage):
    path = page(stage, 0, f"contacts/{person(stage, 2).pk}/ask")
    for answer in (client.get(path), client.post(path, form())):
        assert "/contacts?said=" in answer["Location"]
    assert not records.Interview.objects.exists()


def test_a_press_on_an_old_page_changes_nothing_and_says_so(client: Client, stage: Stage):
    client.post(page(stage, 0, f"contacts/{person(stage, 1).pk}/ask"), form())
    talk = records.Interview.objects.get()
    key, at = talk.uid.partition("@")[0], talk.times.get().starts_at.isoformat()
    press(client, stage, 1, key, "accept", at=at)
    old = client.post(page(stage, 1, f"interviews/{key}"), {"press": "decline", "version": 1})
    assert "Meanwhile: Agreed (" in words(follow(client, old))
    twice = client.post(page(stage, 1, f"interviews/{key}"), {"press": "accept", "version": 1, "at": at})
    assert "Meanwhile" not in words(follow(client, twice))
    assert (records.Interview.objects.get().state, records.Interview.objects.get().version) == ("accepted", 2)


def test_proposing_nothing_comes_back_with_a_sentence(client: Client, stage: Stage):
    client.post(page(stage, 0, f"contacts/{person(stage, 1).pk}/ask"), form())
    answer = press(client, stage, 1, records.Interview.objects.get().uid.partition("@")[0], "propose", words="Sorry")
    assert answer.status_code == 422 and "No time is proposed" in words(answer) and "Sorry" in words(answer)


def test_nobody_else_sees_or_presses_anything(client: Client, stage: Stage):
    talk = interviews.ask(person(stage, 0).pk, person(stage, 1).pk, TERMS, [soon()], now=real_now())
    for answer in (client.get(page(stage, 2, f"interviews/{talk.key}")), press(client, stage, 2, talk.key, "decline")):
        assert "There is no such talk" in words(follow(client, answer))
    assert "/interviews/" not in client.get(page(stage, 2, "interviews")).content.decode()
    strange = client.post(page(stage, 1, f"interviews/{talk.key}"), {"press": "decline", "version": 1}, headers={"Sec-Fetch-Site": "cross-site"})
    assert records.Interview.objects.get().state == "asked" and strange.status_code == 303


def test_questions_that_are_kept_are_on_no_page_of_the_other_one(client: Client, stage: Stage):
    talk = interviews.ask(person(stage, 0).pk, person(stage, 1).pk, TERMS, [soon()], now=real_now())
    assert "What surprised you?" in words(client.get(page(stage, 0, f"interviews/{talk.key}")))
    assert "What surprised you?" not in client.get(page(stage, 1, f"interviews/{talk.key}")).content.decode()


def test_the_weekly_limit_is_chosen_and_told_kindly(client: Client, stage: Stage):
    exchange(stage, 1, 2)
    assert "Saved" in words(follow(client, client.post(page(stage, 1, "interviews"), {"limit": "1"})))
    client.post(page(stage, 0, f"contacts/{person(stage, 1).pk}/ask"), form())
    answer = client.post(page(stage, 2, f"contacts/{person(stage, 1).pk}/ask"), form())
    assert answer.status_code == 422 and "as many requests as they can take this week. Try again from" in words(answer)
    assert "Person 0" not in words(answer)


def test_office_hours_are_offered_booked_and_closed(client: Client, stage: Stage):
    at = soon()
    offer = {"day": f"{at:%Y-%m-%d}", "begins": "17:00", "ends": "18:00", "minutes": "20", "way": "video", "says": "Ask me about hospitals"}
    assert "Offered" in words(follow(client, client.post(page(stage, 3, "office-hours"), offer)))
    hours = records.OfficeHours.objects.get()
    shown = client.get(page(stage, 2, "office-hours/book"))
    assert "Ask me about hospitals" in words(shown) and "3 free" in words(shown)
    part = re.search(rf'name="{hours.pk}-part" value="([^"]+)"', shown.content.decode())
    assert part is not None
    sent = {"hours": hours.pk, f"{hours.pk}-part": part[1], f"{hours.pk}-purpose": "How do I begin?"}
    booked = follow(client, client.post(page(stage, 2, "office-hours/book"), sent))
    assert "Booked:" in words(booked)
    late = client.post(page(stage, 1, "office-hours/book"), sent)
    assert late.status_code == 422 and "Somebody else has just taken this time" in words(late)
    mine = words(client.get(page(stage, 3, "office-hours")))
    assert "Person 2" in mine and "2 free" in mine
    closed = follow(client, client.post(page(stage, 3, "office-hours"), {"press": "close", "hours": hours.pk}))
    assert "What is booked stays" in words(closed) and "Person 2" in words(closed)
    assert "Nobody offers office hours yet" in words(client.get(page(stage, 0, "office-hours/book")))


WRONG_HOURS = {
    "no day": ({"day": ""}, "can't be read"),
    "ends before it begins": ({"ends": "16:00"}, "end after they begin"),
    "too short": ({"ends": "17:10"}, "end after they begin"),
    "past": ({"day": "2020-01-01"}, "over already"),
}


@pytest.mark.parametrize("name", WRONG_HOURS)
def test_office_hours_that_can_not_be_come_back_with_a_sentence(client: Client, stage: Stage, name: str):
    changes, told = WRONG_HOURS[name]
    offer = {"day": f"{soon():%Y-%m-%d}", "begins": "17:00", "ends": "18:00", "minutes": "20", "way": "video", "place": "Room 5"}
    answer = client.post(page(stage, 3, "office-hours"), {**offer, **changes})
    assert answer.status_code == 422 and told in words(answer) and 'value="Room 5"' in answer.content.decode()


def test_somebody_without_talks_is_encouraged(client: Client, stage: Stage):
    assert "The first one is the hardest" in words(client.get(page(stage, 0, "interviews")))


@pytest.mark.parametrize("language", sorted(TALKS))
def test_all_pages_speak_the_language_of_the_evening(client: Client, stage: Stage, language: str):
    records.Event.objects.update(language=language)
    talk = interviews.ask(person(stage, 0).pk, person(stage, 1).pk, TERMS, [soon()], now=real_now())
    told = TALKS[language]
    exchange(stage, 1, 2)
    assert told.choose_time in words(client.get(page(stage, 1, f"interviews/{talk.key}")))
    assert told.for_me in words(client.get(page(stage, 1, "interviews")))
    assert told.purpose in words(client.get(page(stage, 1, f"contacts/{person(stage, 2).pk}/ask")))
    assert told.hours_title in words(client.get(page(stage, 1, "office-hours")))
    assert told.book_title in words(client.get(page(stage, 1, "office-hours/book")))


@pytest.mark.parametrize("table", [TALKS, INTERVIEW_WORDS], ids=["pages", "letters"])
def test_each_sentence_is_there_in_each_language_and_asks_for_the_same_names(table: dict[str, object]):
    def braces(words: object) -> dict[str, str]:
        return {name: " ".join(sorted(re.findall(r"\{(\w+)\}", str(getattr(words, name))))) for name in words.__slots__}  # type: ignore[attr-defined]

    assert all(braces(words) == braces(table["en"]) for words in table.values())
