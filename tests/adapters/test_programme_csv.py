import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.adapters.evenings import evening

from keywho.adapters.programme_csv import HEADER, harmless, ids_met, joined, plain, write_programme_csv
from keywho.core import layouts
from keywho.core.ids import AttendeeId, RoundNo, SeatId
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room, Seat
from keywho.core.rounds import Round
from keywho.core.wishes import Wishes

SHARED = Path(__file__).parents[3] / "shared" / "data"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def lines_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def shared_lines(name: str) -> list[str]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the shared test data {name} is not beside this checkout")
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]


def write(tmp_path: Path, problem: Problem, programme: Programme) -> list[list[str]]:
    write_programme_csv(tmp_path / "programme.csv", problem, programme)
    return lines_of(tmp_path / "programme.csv")


def test_a_programme_has_one_line_for_each_attendee_and_round(tmp_path: Path) -> None:
    away = Wishes(absent={AttendeeId("a1"): frozenset([RoundNo(2)])})
    problem, programme = evening(["Ann", "Ben", "Cy, the third"], [Round.nearby(), Round.table(4)], layouts.rows(2, 4), wishes=away)
    assert write(tmp_path, problem, programme) == [
        list(HEADER),
        ["1", "nearby", "Row A", "1", "a1", "Ann", "a2"],
        ["1", "nearby", "Row A", "2", "a2", "Ben", "a1"],
        ["1", "bye", "", "", "a3", "Cy, the third", ""],
        ["2", "table", "Circle 1", "Row A 1", "a2", "Ben", "a3"],
        ["2", "table", "Circle 1", "Row B 1", "a3", "Cy, the third", "a2"],
    ]


def test_tables_of_the_room_are_named_with_their_chairs(tmp_path: Path) -> None:
    problem, programme = evening(["Ann", "Ben", "Cy"], [Round.table(3)], layouts.round_tables(2, 4))
    assert [line[2:4] for line in write(tmp_path, problem, programme)[1:]] == [["Table 1", "1"], ["Table 1", "2"], ["Table 1", "3"]]


def test_without_a_room_places_and_seats_are_empty(tmp_path: Path) -> None:
    problem, programme = evening(["Ann", "Ben", "Cy"], [Round.nearby(), Round.table(3)])
    assert {(line[2], line[3]) for line in write(tmp_path, problem, programme)[1:]} == {("", "")}


def test_a_chair_without_row_and_label_is_named_by_its_id(tmp_path: Path) -> None:
    room = Room((Seat(SeatId("s1"), 0, 0), Seat(SeatId("s2"), 1, 0)), adjacent=frozenset({(SeatId("s1"), SeatId("s2"))}))
    problem, programme = evening(["Ann", "Ben"], [Round.nearby()], room)
    assert [line[2:4] for line in write(tmp_path, problem, programme)[1:]] == [["", "s1"], ["", "s2"]]


def test_the_file_is_utf_8_without_a_mark_and_its_lines_end_as_rfc_4180_says(tmp_path: Path) -> None:
    problem, programme = evening(["Zoë"], [Round.nearby()])
    write_programme_csv(tmp_path / "p.csv", problem, programme)
    assert (tmp_path / "p.csv").read_bytes() == "round_no,kind,place,seat,attendee_id,name,with\r\n1,bye,,,a1,Zoë,\r\n".encode()


def test_an_evening_without_attendees_has_only_the_header(tmp_path: Path) -> None:
    assert write(tmp_path, Problem((), (Round.nearby(),)), Programme()) == [list(HEADER)]


@pytest.mark.parametrize("source", ["csv_hostile/payloadbox/Intruder/csv-payload.txt", "naughty/blns.txt"])
def test_no_spreadsheet_finds_a_formula_and_every_name_can_be_read_back(tmp_path: Path, source: str) -> None:
    names = shared_lines(source)
    names += [f"Ann;{name}" for name in names] + [f"\t {name}" for name in names] + [f"Ann\n{name}" for name in names]
    problem, programme = evening(names, [Round.nearby(), Round.table(5)])
    lines = write(tmp_path, problem, programme)[1:]
    assert [plain(line[5]) for line in lines if line[0] == "1"] == names
    assert not [cell for line in lines for cell in line if cell.strip(" \u00a0'").startswith(FORMULA) and not cell.strip(" \u00a0").startswith("'")]


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_a_spreadsheet_that_cuts_at_other_separators_finds_no_formula_either(tmp_path: Path, separator: str) -> None:
    problem, programme = evening(["Ann;=1+1", "Ben\t@SUM(A1)", "Cy, -2+3", "=cmd|' /C calc'!A0", "Dee;;  ＝1"], [Round.nearby()])
    write_programme_csv(tmp_path / "p.csv", problem, programme)
    text = (tmp_path / "p.csv").read_text(encoding="utf-8")
    cells = [cell for line in csv.reader(io.StringIO(text), delimiter=separator) for cell in line]
    assert not [cell for cell in cells if cell.strip().startswith(FORMULA)]


def test_hostile_ids_are_the_same_in_both_columns(tmp_path: Path) -> None:
    ids = [AttendeeId(text) for text in ("=1", "a;b", "@x\\", "plain", ";", "\\;=2")]
    problem = Problem(tuple(Attendee(who, "Somebody") for who in ids), (Round.table(6),))
    lines = write(tmp_path, problem, Programme((Meeting(RoundNo(1), tuple(ids)),)))[1:]
    assert [plain(line[4]) for line in lines] == ids
    assert [ids_met(line[6]) for line in lines] == [tuple(other for other in ids if other != who) for who in ids]


def test_names_that_only_look_odd_are_left_alone() -> None:
    names = ["'s-Gravenhage", "O'Brien", "Jean-Luc", "a+b", "Ann (she/her)", "3 = 3", "", "'", "x@y.org"]
    assert [harmless(name) for name in names] == names


@given(st.text(st.sampled_from("=+-@＝'; ,\t\r\n\x00aé\u200b\\\""), max_size=12))
@example("'=1")
@example("\t\t=")
@example("\u200b\r")
def test_plain_is_the_way_back_from_harmless(text: str) -> None:
    assert plain(harmless(text)) == text
    assert not harmless(text).lstrip(" \u200b").startswith(FORMULA)


@given(st.lists(st.text(st.sampled_from("ab;\\=' "), min_size=1, max_size=6), max_size=4))
def test_ids_met_is_the_way_back_from_joined(ids: list[str]) -> None:
    met = tuple(map(AttendeeId, ids))
    assert ids_met(harmless(joined(met))) == met


def test_a_present_attendee_whom_the_programme_forgot_is_not_lost(tmp_path: Path) -> None:
    problem, _ = evening(["Ann", "Ben"], [Round.nearby()])
    lines = write(tmp_path, problem, Programme((), (Bye(RoundNo(1), AttendeeId("a1")),)))
    assert [line[4] for line in lines[1:]] == ["a1", "a2"]
