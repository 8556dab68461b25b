"""The run page: what it shows, and what its presses do, with scripts and without."""

import html
import json
import re

import pytest
from django.test import Client

from keywho.live.state import Presence
from keywho.server.services import attending, running
from keywho.server.services.at_the_desk import furniture_named
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage, set_stage
from server.web.pages import signed_in

pytestmark = pytest.mark.django_db(transaction=True)
RUN = "/desk/TEST1/run"


@pytest.fixture
def stage() -> Stage:
    return planned_stage()


def press(desk: Client, name: str, /, **told: object) -> dict[str, object]:
    """Press as the page does with its scripts; give what the scripts are told."""
    answer = desk.post(f"{RUN}/{name}", told, headers={"HX-Request": "true"})
    assert answer.status_code == 200, answer.content.decode()
    return json.loads(answer["HX-Trigger"])


def said(desk: Client, name: str, /, **told: object) -> str:
    return press(desk, name, **told)["toast"]["text"]


def to_round(stage: Stage, desk: Client, no: int) -> None:
    while stage.evening().state.round_no != no:
        press(desk, "next", from_cue_no=stage.evening().state.clock.cue_no, missing="without")


def cue_no(stage: Stage) -> int:
    return stage.evening().state.clock.cue_no


# ---- next


def test_the_button_says_what_it_will_do(stage: Stage, desk: Client) -> None:
    press(desk, "next", from_cue_no=0)
    press(desk, "next", from_cue_no=1)
    page = desk.get(RUN).content.decode()
    assert "Next: Round 1 of 4" in page and "neighbours, 4 min · 12 people, 6 meetings" in page


def test_two_organizers_who_press_next_start_a_round_once(stage: Stage, desk: Client) -> None:
    other = signed_in(stage)
    first = press(desk, "next", from_cue_no=0)["toast"]
    second = press(other, "next", from_cue_no=0)["toast"]
    assert first == {"text": "Welcome has begun.", "kind": "good"}
    assert second["kind"] == "note" and second["text"].endswith("Nothing was done twice.")
    assert cue_no(stage) == 1


def test_when_people_are_missing_next_asks_first(stage: Stage, desk: Client) -> None:
    running.arrived(stage.pk, stage.ids()[:9], by="organizer 1", now=stage.now)
    press(desk, "next", from_cue_no=0)
    press(desk, "next", from_cue_no=1)
    answer = desk.post(f"{RUN}/next", {"from_cue_no": 2}, headers={"HX-Request": "true"})
    assert json.loads(answer["HX-Trigger"]) == {"ask": {}}
    assert "3 of 12 have not come" in answer.content.decode()
    assert cue_no(stage) == 2


def test_without_scripts_the_question_stands_on_the_page(stage: Stage, desk: Client) -> None:
    running.arrived(stage.pk, stage.ids()[:9], by="organizer 1", now=stage.now)
    for no in (0, 1):
        desk.post(f"{RUN}/next", {"from_cue_no": no})
    page = desk.post(f"{RUN}/next", {"from_cue_no": 2}, follow=True)
    assert page.redirect_chain == [(f"{RUN}?ask", 302)]
    assert "Start without them" in page.content.decode().split("<dialog")[0]


@pytest.mark.parametrize(("answer", "here", "missing"), [("without", 9, 3), ("here", 12, 0)])
def test_what_is_answered_is_done(stage: Stage, desk: Client, answer: str, here: int, missing: int) -> None:
    running.arrived(stage.pk, stage.ids()[:9], by="organizer 1", now=stage.now)
    for no in (0, 1):
        press(desk, "next", from_cue_no=no)
    press(desk, "next", from_cue_no=2, missing=answer)
    state = stage.evening().state
    counted = [sum(presence is one for presence in state.presence.values()) for one in (Presence.HERE, Presence.MISSING)]
    assert (state.round_no, counted) == (1, [here, missing])


def test_an_answer_that_comes_too_late_marks_nobody_as_here(stage: Stage, desk: Client) -> None:
    running.arrived(stage.pk, stage.ids()[:9], by="organizer 1", now=stage.now)
    for no in (0, 1):
        press(desk, "next", from_cue_no=no)
    press(desk, "next", from_cue_no=2, missing="without")
    press(desk, "next", from_cue_no=2, missing="here")
    assert len(stage.evening().state.here) == 9


def test_with_printed_cards_alone_next_asks_nothing_and_takes_everybody_as_there(stage: Stage, desk: Client) -> None:
    for no in (0, 1, 2):
        press(desk, "next", from_cue_no=no)
    state = stage.evening().state
    assert (state.round_no, dict(state.presence)) == (1, {})
    assert len(state.programme.by_round[1]) == 6


# ---- the clock


def test_pause_more_time_and_going_on(stage: Stage, desk: Client) -> None:
    to_round(stage, desk, 1)
    assert said(desk, "pause") == "The clock stands still."
    assert "Paused" in desk.get(RUN).content.decode()
    assert said(desk, "pause") == "It is paused already."
    assert said(desk, "resume") == "The clock runs."
    steps = len(stage.evening().state.earlier)
    assert said(desk, "add-time", from_cue_no=cue_no(stage), steps=steps) == "+30 s."
    assert sum(stage.evening().state.clock.added_s) == 30


def test_two_who_add_time_at_once_add_it_once(stage: Stage, desk: Client) -> None:
    to_round(stage, desk, 1)
    seen = {"from_cue_no": cue_no(stage), "steps": len(stage.evening().state.earlier)}
    press(desk, "add-time", **seen)
    press(signed_in(stage), "add-time", **seen)
    assert sum(stage.evening().state.clock.added_s) == 30


def test_undo_says_what_it_takes_back_and_takes_one_step_back_however_often_it_is_pressed(stage: Stage, desk: Client) -> None:
    to_round(stage, desk, 1)
    steps = len(stage.evening().state.earlier)
    assert "Take back: Round 1 of 4 has begun" in desk.get(RUN).content.decode()
    assert said(desk, "undo", steps=steps) == "Taken back."
    assert press(desk, "undo", steps=steps)["toast"]["kind"] == "note"
    assert cue_no(stage) == 2


def test_a_round_is_ended_early_and_that_can_be_taken_back(stage: Stage, desk: Client) -> None:
    to_round(stage, desk, 1)
    assert said(desk, "end-early", from_cue_no=cue_no(stage)) == "The round is over: time to part."
    assert "Take back: the early end" in desk.get(RUN).content.decode()


# ---- the run of show


def test_a_part_to_come_is_skipped_and_one_that_was_is_not(stage: Stage, desk: Client) -> None:
    to_round(stage, desk, 1)
    assert said(desk, "skip", cue_no=4) == "Round 2 of 4 will be skipped."
    assert "skipped" in desk.get(RUN).content.decode()
    refused = desk.post(f"{RUN}/skip", {"cue_no": 1}, headers={"HX-Request": "true"})
    assert refused.status_code == 422 and "is not to come any more" in refused.content.decode()


def test_a_break_and_a_round_are_added(stage: Stage, desk: Client) -> None:
    to_round(stage, desk, 1)
    assert said(desk, "add", what="break", minutes="12", size="6") == "Break comes next."
    assert said(desk, "add", what="nearby", minutes="5", size="6").startswith("One more round is added")
    page = desk.get(RUN).content.decode()
    assert "Next: Break" in page and "Round 5 of 5" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"what": "break", "minutes": "many", "size": "6"},
        {"what": "break", "minutes": "nan", "size": "6"},
        {"what": "party", "minutes": "5", "size": "6"},
        {"what": "table", "minutes": "5", "size": "99"},
        {"what": "nearby", "minutes": "0", "size": "6"},
        {"what": "nearby", "minutes": "1e9", "size": "6"},
    ],
)
def test_nonsense_is_not_added(stage: Stage, desk: Client, asked: dict[str, str]) -> None:
    before = stage.evening().no
    answer = desk.post(f"{RUN}/add", asked, headers={"HX-Request": "true"})
    assert answer.status_code == 422 and "Maybe" in html.unescape(answer.content.decode())
    assert stage.evening().no == before


# ---- people


def test_somebody_who_walks_up_is_registered_here_and_told_where_to_sit(stage: Stage, desk: Client) -> None:
    told = press(desk, "walk-up", name="Zoe Miller", seeks="a ward in a hospital")
    person = records.Attendee.objects.get(name="Zoe Miller")
    assert told["person"] == {"address": f"{RUN}/person/{person.pk}?link"}
    assert told["toast"]["text"].startswith("Zoe is in.")
    assert stage.evening().state.presence_of(person.public_id) is Presence.HERE
    assert stage.evening().state.programme.by_attendee[person.public_id]


def test_a_double_press_takes_in_one_person(stage: Stage, desk: Client) -> None:
    for _ in range(2):
        press(desk, "walk-up", name="Zoe Miller")
    assert records.Attendee.objects.filter(name="Zoe Miller").count() == 1


def test_who_walks_up_and_is_on_the_list_is_that_person(stage: Stage, desk: Client) -> None:
    assert "was on the list" in said(desk, "walk-up", name="person 3")
    assert records.Attendee.objects.count() == 12
    assert stage.evening().state.presence_of(stage.ids()[3]) is Presence.HERE


def test_search_finds_people_by_the_beginnings_of_words(stage: Stage, desk: Client) -> None:
    page = desk.get(f"{RUN}/found", {"q": "per 11"}).content.decode()
    assert "Person 11" in page and "Person 1<" not in page
    assert "Nobody on the list is called" in desk.get(f"{RUN}/found", {"q": "zzz"}).content.decode()


def test_a_person_is_shown_with_their_rounds_and_can_come_leave_and_be_missing(stage: Stage, desk: Client) -> None:
    pk = stage.evening().people.registered[2].pk
    page = desk.get(f"{RUN}/person/{pk}").content.decode()
    assert "Round 4 of 4" in page and "meets Person" in page
    for name, presence in (("here", Presence.HERE), ("not-there", Presence.MISSING), ("here", Presence.HERE), ("left", Presence.LEFT)):
        answer = desk.post(f"{RUN}/person/{pk}/{name}", headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert stage.evening().state.presence_of(stage.ids()[2]) is presence


def test_a_new_link_ends_the_old_one(stage: Stage, desk: Client) -> None:
    one = stage.evening().people.registered[2]
    before = stage.token(one.attendee.id)
    assert 'class="qr"' in desk.get(f"{RUN}/person/{one.pk}?link").content.decode()
    assert stage.token(one.attendee.id) == before
    desk.post(f"{RUN}/person/{one.pk}/new-link", headers={"HX-Request": "true"})
    assert stage.token(one.attendee.id) != before


def test_two_people_are_swapped_from_the_page_and_a_bad_swap_is_refused_in_words(stage: Stage, desk: Client) -> None:
    here, there = stage.evening().state.programme.by_round[2][:2]
    pks = {who: stage.evening().people.by_id[who].pk for who in (*here.attendees, *there.attendees)}
    one, other = here.attendees[0], there.attendees[0]
    found = desk.get(f"{RUN}/person/{pks[one]}/with", {"with": stage.evening().called(other)}).content.decode()
    assert f'value="{pks[other]}"' in found
    answer = desk.post(f"{RUN}/person/{pks[one]}/swap", {"other": pks[other], "rounds": "2"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and "change places in round 2" in answer.content.decode()
    assert set(stage.evening().state.programme.meeting_of(one, 2).attendees) == {one, there.attendees[1]}
    refused = desk.post(f"{RUN}/person/{pks[one]}/swap", {"other": pks[one], "rounds": "2"}, headers={"HX-Request": "true"})
    assert refused.status_code == 422


def test_a_message_goes_to_everybody_or_to_one_and_is_taken_away(stage: Stage, desk: Client) -> None:
    assert said(desk, "tell-all", text="The  buffet is open") == "Everybody is told."
    assert "The buffet is open" in desk.get(RUN).content.decode()
    assert said(desk, "take-away") == "Taken away."
    one = stage.evening().people.registered[2]
    desk.post(f"{RUN}/person/{one.pk}/tell", {"text": "Your taxi is here"}, headers={"HX-Request": "true"})
    assert stage.evening().state.said_to[one.attendee.id][0].text == "Your taxi is here"


def test_a_call_for_help_says_who_where_and_what_and_is_settled(stage: Stage, desk: Client) -> None:
    who = stage.ids()[2]
    to_round(stage, desk, 1)
    attending.ask_for_help(stage.pk, who, "harassed", "He does not stop", now=stage.now)
    page = desk.get(RUN).content.decode()
    assert "feels harassed" in page and "He does not stop" in page and "Row A" in page
    said(desk, "taken-care", pk=stage.evening().people.by_id[who].pk)
    assert "feels harassed" not in desk.get(RUN).content.decode().split('id="log"')[0]
    assert records.Report.objects.get().settled_at is not None


def test_the_log_says_nothing_of_two_who_do_not_want_to_meet_again(stage: Stage, desk: Client) -> None:
    to_round(stage, desk, 1)
    one, other = stage.evening().state.programme.by_round[1][0].attendees
    attending.never_again(stage.pk, one, other, now=stage.now)
    log = desk.get(RUN).content.decode().split('id="log"')[1].split("</section>")[0]
    assert "Round 1 of 4 began." in log and "Ada" not in log.split("Round 1 of 4 began.")[0]
    assert stage.evening().called(one) not in log and stage.evening().called(other) not in log


def test_who_has_nobody_is_listed_with_the_reason(desk: Client, stage: Stage) -> None:
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    attending.sit_out(stage.pk, stage.ids()[4], now=stage.now)
    page = desk.get(RUN).content.decode()
    assert "Nobody to meet in the next round" in page and "sits out, as they wished" in page


def test_a_broken_chair_is_named_by_its_code(stage: Stage, desk: Client) -> None:
    assert said(desk, "broken", what="a1, B 2").startswith("Noted; ")
    assert stage.evening().state.lost_seats == {"A1", "B2"}
    refused = desk.post(f"{RUN}/broken", {"what": "Q99"}, headers={"HX-Request": "true"})
    assert refused.status_code == 422 and "There is no chair" in refused.content.decode()
    assert furniture_named(stage.evening(), "A1")[0] == ["A1"]


def test_a_new_projector_link_is_made(stage: Stage, desk: Client) -> None:
    old = re.search(r'href="(/x/[^"]+)"', desk.get(RUN).content.decode())[1]
    press(desk, "new-wall")
    new = re.search(r'href="(/x/[^"]+)"', desk.get(RUN).content.decode())[1]
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)


# ---- the page


def test_before_a_programme_people_can_be_marked_as_here() -> None:
    stage = set_stage()
    desk = signed_in(stage)
    assert "There is no published programme yet." in desk.get(RUN).content.decode()
    press(desk, "here", pk=stage.evening().people.registered[0].pk)
    assert len(stage.evening().state.here) == 1


@pytest.mark.parametrize("told", [{}, {"from_cue_no": "x"}, {"from_cue_no": "-1"}, {"from_cue_no": "9" * 30}])
def test_a_press_that_did_not_arrive_whole_does_nothing(stage: Stage, desk: Client, told: dict[str, str]) -> None:
    answer = desk.post(f"{RUN}/next", told, headers={"HX-Request": "true"})
    assert answer.status_code == 422 and cue_no(stage) == 0


def test_only_organizers_of_the_evening_press(stage: Stage) -> None:
    stranger = records.Organizer.objects.create(email="eve@example.org", name="Eve")
    client = Client()
    assert client.post(f"{RUN}/next", {"from_cue_no": 0}).status_code == 302
    client.force_login(stranger)
    assert client.post(f"{RUN}/next", {"from_cue_no": 0}).status_code == 404
    assert Client(enforce_csrf_checks=True).post(f"{RUN}/next", {"from_cue_no": 0}).status_code == 403
    assert cue_no(stage) == 0


def test_the_whole_evening_to_its_end_without_scripts(stage: Stage, desk: Client) -> None:
    for no in range(8):
        page = desk.post(f"{RUN}/next", {"from_cue_no": no}, follow=True).content.decode()
    assert "The evening is over" in page and "Nothing comes after this" in page


def test_the_desk_asks_as_little_for_many_people_as_for_few(django_assert_num_queries) -> None:
    for people in (4, 12):
        stage = planned_stage(people=people, code=f"ROOM{people}")
        running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
        client = signed_in(stage)
        client.get(f"/desk/ROOM{people}/run")
        with django_assert_num_queries(8):
            client.get(f"/desk/ROOM{people}/run/now")


# ---- what the evening has taught


def test_between_rounds_the_desk_offers_what_was_learned_and_says_its_limits(stage: Stage, desk: Client) -> None:
    to_round(stage, desk, 1)
    assert "What the evening has taught" not in desk.get(f"{RUN}/now").content.decode()
    press(desk, "end-early", from_cue_no=cue_no(stage))
    page = html.unescape(desk.get(f"{RUN}/now").content.decode())
    assert "Use what the evening has taught" in page and "A no counts only for the person who said it." in page
    assert "Take the last change of meetings back" not in page
    refused = desk.post(f"{RUN}/use-what-it-taught", headers={"HX-Request": "true"})
    assert "Fewer than 5 people have answered so far" in refused.content.decode()
