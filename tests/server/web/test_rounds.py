"""The rounds page of the desk, and how the order of an evening is kept."""

import json
from dataclasses import replace as replaced

import msgspec
import pytest
from django.test import Client

from keywho.core.errors import BadInput
from keywho.core.rounds import RoundKind
from keywho.live.run_of_show import CueKind, total_minutes
from keywho.server.services.rounds import PRESETS, Entry, OrderMoved, entries_of, load_order, order_of, save_order
from keywho.server.store import load
from keywho.server.store import models as records
from server.an_evening import Stage, set_stage

pytestmark = pytest.mark.django_db(transaction=True)

ARRIVING, GOODBYE = Entry(CueKind.WELCOME), Entry(CueKind.CLOSE)


def a_round(how: RoundKind = RoundKind.NEIGHBOUR, minutes: float = 4, **more: object) -> Entry:
    return msgspec.structs.replace(Entry(CueKind.ROUND, minutes, how=how), **more)


@pytest.fixture
def stage() -> Stage:
    return set_stage(6, "neighbour,nearby:4*2,table:4")


def send(desk: Client, version: int, entries: list[dict[str, object]]) -> tuple[int, dict[str, object]]:
    answer = desk.post("/desk/TEST1/rounds", json.dumps({"version": version, "entries": entries}), content_type="application/json")
    return answer.status_code, answer.json()


@pytest.mark.parametrize("name", PRESETS)
def test_a_proposal_can_be_saved_and_is_read_back_as_it_was(stage: Stage, name: str) -> None:
    saved = save_order(stage.pk, PRESETS[name], expected_version=0)
    assert saved.version == 1
    assert load_order(stage.pk).entries == PRESETS[name]


def test_the_job_club_takes_an_hour() -> None:
    _, show = order_of(PRESETS["Job club, 60 minutes"], 0.6)
    assert round(total_minutes(show)) == 60


def test_rounds_and_run_of_show_are_kept_together(stage: Stage) -> None:
    entries = (ARRIVING, a_round(title="Hello"), Entry(CueKind.BREAK, 10), a_round(RoundKind.NEARBY, 6, reach="chairs", reach_no=4.0, timed=True), GOODBYE)
    save_order(stage.pk, entries, expected_version=0)
    event = records.Event.objects.get(pk=stage.pk)
    rounds, show = load.rounds(event), load.run_of_show(event.run_of_show)
    assert [(round_.kind, round_.reach_m) for round_ in rounds] == [("neighbour", None), ("nearby", 2.4)]
    assert [(cue.kind, cue.round_no, cue.turns, cue.title) for cue in show] == [
        ("welcome", None, 0, ""),
        ("round", 1, 0, "Hello"),
        ("break", None, 0, ""),
        ("round", 2, 2, ""),
        ("close", None, 0, ""),
    ]


def test_rounds_without_a_run_of_show_come_in_a_usual_evening() -> None:
    rounds, _ = order_of((ARRIVING, a_round(), GOODBYE), 0.6)
    assert [entry.kind for entry in entries_of(rounds, (), 0.6)] == ["welcome", "talk", "round", "mingle", "close"]


def test_metres_stay_metres_where_they_are_no_whole_chairs() -> None:
    entries = (ARRIVING, a_round(RoundKind.NEARBY, reach="metres", reach_no=2.5), GOODBYE)
    assert entries_of(*order_of(entries, 0.6), 0.6)[1].reach_no == 2.5


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (a_round(minutes=0), "Round 1 would last 0 minutes"),
        (a_round(minutes=500), "Round 1 would last 500 minutes"),
        (a_round(break_minutes=-1), "The break after round 1 would last -1 minutes"),
        (a_round(RoundKind.TABLE, 20, size=2), "Round 1 wants 2 people at a table; 3 to 12 are possible. Maybe 6."),
        (a_round(RoundKind.HOSTS, 20, size=0), "Round 1 wants 0 guests with a host"),
        (a_round(RoundKind.NEARBY, 5, reach="metres", reach_no=0.0), "Round 1: people can meet up to 1,000 metres away, not 0"),
        (a_round(RoundKind.NEARBY, 5, reach="chairs", reach_no=2.5), "Round 1: people can meet 1 to 1,000 chairs away, not 2.5"),
        (a_round(RoundKind.TABLE, 2, size=6, timed=True), "Round 1 lasts 2 minutes, and 6 turns of 30 seconds take 3."),
        (a_round(title="x" * 61), "Entry 2 has a name of 61 letters"),
        (Entry(CueKind.BREAK, 999), "Entry 2 would last 999 minutes"),
        (Entry(CueKind.WELCOME), "The evening begins with people arriving, once"),
        (Entry(CueKind.CLOSE), "The evening ends with the goodbye, once"),
        (a_round(minutes=float("nan")), "Round 1 would last nan minutes"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(entry: Entry, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        order_of((ARRIVING, entry, GOODBYE), 0.6)
    assert str(refused.value).startswith(sentence)


def test_a_second_organizer_overwrites_nothing_silently(stage: Stage) -> None:
    save_order(stage.pk, (ARRIVING, a_round(), GOODBYE), expected_version=0)
    with pytest.raises(OrderMoved) as moved:
        save_order(stage.pk, (ARRIVING, GOODBYE), expected_version=0)
    assert moved.value.version == 1
    assert len(load_order(stage.pk).entries) == 3
    assert save_order(stage.pk, (ARRIVING, GOODBYE), expected_version=1).sentence == "Saved: 0 rounds, 0 minutes in all."


def test_the_page_saves_and_says_so(desk: Client) -> None:
    page = desk.get("/desk/TEST1/rounds").content.decode()
    assert "Job club, 60 minutes" in page and 'id="rounds-content"' in page
    entries = json.loads(page.split('<script id="rounds-content" type="application/json">')[1].split("</script>")[0])["entries"]
    assert [entry["kind"] for entry in entries] == ["welcome", "talk", "round", "round", "round", "round", "mingle", "close"]
    assert send(desk, 0, entries) == (200, {"sentence": "Saved: 4 rounds, 1 hour 1 in all.", "version": 1})
    status, answer = send(desk, 0, entries)
    assert (status, answer["version"]) == (409, 1)


def test_the_page_refuses_in_sentences(desk: Client) -> None:
    good = json.loads(msgspec.json.encode([ARRIVING, a_round(), GOODBYE]))
    assert send(desk, 0, [good[0], {**good[1], "minutes": 900}, good[2]]) == (
        400,
        {"sentence": "Round 1 would last 900 minutes; it takes more than 0 and at most 240. Maybe 6."},
    )
    assert send(desk, 0, [good[0], {**good[1], "minutes": None}, good[2]])[0] == 400
    assert send(desk, 0, [good[0], {**good[1], "unknown": 1}, good[2]])[0] == 400
    assert desk.post("/desk/TEST1/rounds", b"\xff{", content_type="application/json").status_code == 400


def test_the_page_is_for_organizers_of_this_evening(stage: Stage) -> None:
    assert Client().get("/desk/TEST1/rounds").status_code == 302
    other = Client()
    other.force_login(records.Organizer.objects.sign_up(email="eve@example.org", name="Eve", password="a long password"))
    assert other.get("/desk/TEST1/rounds").status_code == 404
    assert other.post("/desk/TEST1/rounds", "{}", content_type="application/json").status_code == 404


def test_tables_can_mix_what_the_list_says_of_people(stage: Stage, desk: Client) -> None:
    records.Attendee.objects.filter(public_id="a1").update(traits='{"situation": "Laid off"}')
    assert load_order(stage.pk).traits == ("situation",)
    assert '<option value="situation">' in desk.get("/desk/TEST1/rounds").content.decode()


def test_lengths_of_the_list_are_those_of_the_run_of_show() -> None:
    rounds, show = order_of((ARRIVING, a_round(RoundKind.TABLE, 3, size=6, timed=True, break_minutes=1.0), GOODBYE), 0.6)
    assert show[1].seconds == 60 + 180 + 60
    assert replaced(rounds[0], balance="x").size == 6
