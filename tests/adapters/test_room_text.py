import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.adapters.exchange_json import dumps
from keywho.adapters.room_json import room_dumps, room_loads, write_room_json
from keywho.adapters.room_text import read_room
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId
from keywho.core.layouts import round_tables, rows, standing
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.room import Room
from keywho.core.rounds import Round
from strategies import rooms


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("rows:6x10", rows(6, 10)),
        (" Rows: 6 × 10 ", rows(6, 10)),
        ("rows:6x10:aisle=5", rows(6, 10, aisles=[5])),
        ("rows:6x10:aisles=3+7,over-aisles", rows(6, 10, aisles=[3, 7], over_aisles=True)),
        ("rows:6x10,front-back:aisle=5:aisle=8", rows(6, 10, aisles=[5, 8], front_back=True)),
        ("tables:12x8", round_tables(12, 8)),
        ("standing:20x3", standing(20, 3)),
        ("rows:1x1", rows(1, 1)),
    ],
)
def test_room_text_gives_this_room(text: str, room: Room) -> None:
    assert read_room(text) == room


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rows:6by10", "“rows:6by10” is not a room. Maybe rows:6x10."),
        ("row:4x9", "“row:4x9” is not a room. Maybe rows:4x9."),
        ("tabels:12x8", "“tabels:12x8” is not a room. Maybe tables:12x8."),
        ("", "“” is not a room. Maybe rows:6x10 or tables:12x8 or standing:20x3, or the name of a .json file."),
        ("seats:1,2", "“seats:1,2” is not a room. Maybe a .json file, which takes seats at any place."),
        ("rows:0x3", "“rows:0x3” has no rows. Maybe rows:6x10."),
        ("tables:3x1", "“tables:3x1”: a table takes 2 to 40 people. Maybe tables:12x8."),
        ("rows:500x500", "“rows:500x500” has 250,000 seats; a room takes at most 20,000. Maybe rows:40x500."),
        ("rows:6x10:aisle=10", "“rows:6x10:aisle=10”: an aisle runs after a chair from 1 to 9, not “10”. Maybe aisle=5."),
        ("rows:6x10:ailse=5", "“rows:6x10:ailse=5”: “ailse=5” is not an option of rows. Maybe aisle=5."),
        ("tables:12x8:aisle=3", "“tables:12x8:aisle=3”: tables have no options such as “aisle=3”. Maybe tables:12x8."),
        ("no-such-hall.json", "The room file no-such-hall.json can't be read: No such file or directory. Maybe a misspelt name."),
    ],
)
def test_room_text_says_what_is_wrong_and_a_way_out(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=f"^{re.escape(message)}$"):
        read_room(text)


@given(st.text() | st.text("rowstablendig:x×,=+ 0123456789-", max_size=30))
def test_any_text_is_a_room_or_a_helpful_error(text: str) -> None:
    try:
        assert read_room(text).seats
    except BadInput as error:
        assert "Maybe" in str(error)


@given(rooms())
def test_a_room_file_is_read_back_exactly(room: Room) -> None:
    assert room_loads(room_dumps(room)) == room


def test_a_room_file_is_a_room_for_the_command_line(tmp_path: Path) -> None:
    write_room_json(tmp_path / "hall.JSON", rows(2, 3))
    assert read_room(tmp_path / "hall.JSON") == rows(2, 3)
    assert read_room(f" {tmp_path / 'hall.JSON'} ") == rows(2, 3)


def test_the_room_of_an_exchange_file_is_a_room(tmp_path: Path) -> None:
    problem = Problem((), (Round.neighbour(),), rows(2, 3))
    (tmp_path / "evening.json").write_bytes(dumps(problem))
    assert read_room(tmp_path / "evening.json") == rows(2, 3)
    (tmp_path / "evening.json").write_bytes(dumps(replace(problem, room=None)))
    with pytest.raises(BadInput, match=r"evening\.json is an exchange file without a room\. Maybe"):
        read_room(tmp_path / "evening.json")


@pytest.mark.parametrize("room", [rows(3, 6), rows(3, 6, aisles=[2, 4]), round_tables(4, 8), round_tables(2, 6), round_tables(3, 5), standing(4, 2)])
def test_a_room_file_without_neighbours_gets_them_from_the_distances(room: Room) -> None:
    parsed = json.loads(room_dumps(room))
    del parsed["adjacent"]
    assert room_loads(json.dumps(parsed).encode()) == room


def test_seats_at_any_place_make_a_room() -> None:
    content = b'{"seats": [{"id": "sofa", "x_m": 0, "y_m": 0}, {"id": "stool", "x_m": 0.5, "y_m": 0.5}, {"id": "bench", "x_m": 4, "y_m": 1}]}'
    room = room_loads(content)
    assert [seat.id for seat in room.seats] == ["sofa", "stool", "bench"]
    assert room.adjacent == {(SeatId("sofa"), SeatId("stool"))}
    assert Problem((Attendee(id="a", name="Ada"),), (Round.neighbour(),), room).room is room  # type: ignore[arg-type]


SEAT = '{"id": "A1", "x_m": 0, "y_m": 0}'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{}", "hall.json is not a room: it has neither “seats” (a keywho room) nor “zones” (a pretix seating plan). Maybe another file."),
        ("[1]", "hall.json: the file should be an object { }, not a list."),
        ('{"seats": []}', "hall.json has 0 seats; a room takes 1 to 20,000. Maybe leave the room out, or split the evening."),
        (f'{{"seats": [{SEAT}, {SEAT}]}}', "hall.json has 2 seats called “A1”. Maybe rename one of them."),
        ('{"seats": [{"id": "A1", "x_m": 0}]}', "hall.json: seats[0] has no “y_m”. Maybe add it."),
        ('{"seats": [{"id": "A1", "x_m": "0", "y_m": 0}]}', "hall.json: seats[0].x_m should be a number, not text."),
        ('{"seats": [{"id": "A1", "x_m": 0, "y_m": 0, "lable": "1"}]}', "hall.json: seats[0] has a field “lable” that is not known there. Maybe “label”."),
        (f'{{"seats": [{SEAT}], "adjacent": [["A1", "A2"]]}}', "hall.json: adjacent names the seat “A2”, which is not in the room. Maybe a misspelt id."),
        (
            f'{{"seats": [{SEAT}], "tables": [{{"id": "t", "name": "Table 1", "seats": ["A9"]}}]}}',
            "hall.json: the table “Table 1” names the seat “A9”, which is not in the room. Maybe a misspelt id.",
        ),
        (f'{{"seats": [{SEAT}], "chair_m": 0}}', "hall.json: chair_m is 0; the distance between two chairs must be above 0 m. Maybe 0.6."),
        ("", "hall.json is not proper JSON: it is empty. Maybe the file was cut off or edited by hand; save it again."),
        (
            '{"seats": [\n  {"id": "é", }',
            "hall.json is not proper JSON: trailing comma in object in line 2, column 15. Maybe the file was cut off or edited by hand; save it again.",
        ),
    ],
)
def test_a_room_file_says_where_it_is_wrong(content: str, message: str) -> None:
    with pytest.raises(BadInput, match=f"^{re.escape(message)}$"):
        room_loads(content.encode(), "hall.json")


def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "hall.json").write_bytes(b"\x89PNG\r\n\xff")
    with pytest.raises(BadInput, match=r"hall\.json is not a text file in UTF-8 \(byte 1\)\. Maybe"):
        read_room(tmp_path / "hall.json")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_room_file_may_be_in_the_encodings_of_windows(encoding: str) -> None:
    assert room_loads(room_dumps(rows(1, 2)).decode().encode(encoding)) == rows(1, 2)
