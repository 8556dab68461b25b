import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.adapters.rounds_text import read_rounds, write_rounds
from keywho.core.errors import BadInput
from keywho.core.layouts import rows, standing
from keywho.core.rounds import Round

ROOM = rows(6, 10)

MINUTES = st.floats(0, 600, exclude_min=True)
BREAKS = st.floats(0, 600)
ROUNDS = st.one_of(
    st.builds(Round.neighbour, minutes=MINUTES, break_minutes=BREAKS),
    st.builds(Round.nearby, st.none() | st.floats(0, 1000, exclude_min=True), minutes=MINUTES, break_minutes=BREAKS),
    st.builds(Round.table, st.integers(3, 12), balance=st.text(max_size=8) | st.text('a":,@*+= ', max_size=5), minutes=MINUTES, break_minutes=BREAKS),
    st.builds(Round.hosts, st.integers(1, 30), minutes=MINUTES, break_minutes=BREAKS),
    st.builds(Round.requests, minutes=MINUTES, break_minutes=BREAKS),
    st.sampled_from([Round.neighbour(), Round.nearby(), Round.nearby(2.4), Round.table(6), Round.hosts(2), Round.requests()]),
)


@given(st.lists(ROUNDS, min_size=1, max_size=50), st.sampled_from([None, ROOM]))
def test_rounds_that_are_written_are_read_back_exactly(rounds: list[Round], room: object) -> None:
    assert read_rounds(write_rounds(rounds), ROOM if room else None) == tuple(rounds)


@given(st.text() | st.text('neighbourynextabl:*@,+="36m .', max_size=30))
def test_any_text_is_rounds_or_a_helpful_error(text: str) -> None:
    try:
        assert 1 <= len(read_rounds(text, ROOM)) <= 50
    except BadInput as error:
        assert "Maybe" in str(error)


@pytest.mark.parametrize(
    ("text", "rounds"),
    [
        ("neighbour,nearby*3,table:6", (Round.neighbour(), Round.nearby(3.0), Round.nearby(3.0), Round.nearby(3.0), Round.table(6))),
        ("neighbor", (Round.neighbour(),)),
        (" Neighbour , TABLE : 6 ", (Round.neighbour(), Round.table(6))),
        ("nearby:4", (Round.nearby(2.4),)),
        ("nearby:3", (Round.nearby(1.8),)),
        ("nearby:3m", (Round.nearby(3.0),)),
        ("nearby:2.5 m", (Round.nearby(2.5),)),
        ("nearby:any", (Round.nearby(None),)),
        ("table:6:balance=Your situation", (Round.table(6, balance="Your situation"),)),
        ('table:6:balance="Role, or ""job"""@20', (Round.table(6, balance='Role, or "job"', minutes=20),)),
        ("hosts", (Round.hosts(1),)),
        ("hosts:2,requests", (Round.hosts(2), Round.requests())),
        ("neighbour@8", (Round.neighbour(minutes=8),)),
        ("table:6@20+5*2", (Round.table(6, minutes=20, break_minutes=5),) * 2),
        ("table:6@15*2", (Round.table(6, minutes=15),) * 2),
    ],
)
def test_rounds_text_gives_these_rounds(text: str, rounds: tuple[Round, ...]) -> None:
    assert read_rounds(text, ROOM) == rounds


def test_chairs_become_metres_of_the_room() -> None:
    assert read_rounds("nearby:4", standing(5)) == (Round.nearby(3.2),)


def test_without_a_room_people_meet_anywhere_unless_metres_are_given() -> None:
    assert read_rounds("nearby,nearby:4,nearby:any,nearby:3m") == (Round.nearby(None), Round.nearby(None), Round.nearby(None), Round.nearby(3.0))


def test_written_rounds_are_short() -> None:
    assert write_rounds(read_rounds("neighbour, nearby:4, nearby:4, table:6@20, hosts", ROOM)) == "neighbour,nearby:2.4m*2,table:6@20,hosts:1"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "There are no rounds. Maybe neighbour,nearby*3,table:6."),
        ("neighbour,,table:6", "Piece 2 of the rounds is empty. Maybe one comma too many."),
        ("neighbour,nerby", "“nerby” (piece 2 of the rounds) is not a kind of round. Maybe nearby:4."),
        ("tables:6", "“tables:6” (piece 1 of the rounds) is not a kind of round. Maybe table:6."),
        ("table", "“table” (piece 1 of the rounds) does not say how many people at a table. Maybe table:6."),
        ("table:13", "“table:13” (piece 1 of the rounds) has “13” people at a table; it takes 3 to 12. Maybe table:6."),
        ("nearby:0", "“nearby:0” (piece 1 of the rounds) has the reach “0”. Maybe nearby:4 (chairs), nearby:3m (metres) or nearby:any (the whole room)."),
        ("nearby*50,table:6", "“table:6” (piece 2 of the rounds) makes 51 rounds; an evening takes at most 50. Maybe neighbour,nearby*3,table:6."),
        ("neighbour*0", "“neighbour*0” (piece 1 of the rounds) makes no rounds. Maybe leave it out."),
        ("nearby:balance=job", "“nearby:balance=job” (piece 1 of the rounds) can't mix a column; only table rounds do. Maybe table:6:balance=job."),
        ("requests:3", "“requests:3” (piece 1 of the rounds) has “3”, but requests rounds have no size. Maybe requests."),
    ],
)
def test_rounds_text_says_which_piece_is_wrong_and_a_way_out(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=f"^{re.escape(message)}$"):
        read_rounds(text, ROOM)
