from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.adapters.codes import pictures_of, read_codes
from tests.adapters.paper import SCRIPTS, bare, lies_outside, naughty_names, pages

from keywho.adapters.stickers_pdf import chair_stickers_pdf, write_chair_stickers
from keywho.core import layouts
from keywho.core.errors import BadInput
from keywho.core.ids import SeatId, TableId
from keywho.core.room import Room, Seat, Table


def link_of_seat(seat: SeatId) -> str:
    return f"http://192.168.178.42:8000/j/K7PW?seat={seat}"


def link_of_table(table: TableId) -> str:
    return f"http://192.168.178.42:8000/j/K7PW?table={table}"


def write(tmp_path: Path, room: Room, **said: object) -> list[str]:
    write_chair_stickers(tmp_path / "stickers.pdf", room, link_of_seat, **said)  # type: ignore[arg-type]
    return pages(tmp_path / "stickers.pdf")


def test_a_chair_of_a_row_says_its_place_and_its_code(tmp_path: Path) -> None:
    (page,) = write(tmp_path, layouts.rows(1, 1), title="Job club", code_of_seat=lambda seat: f"K7-{seat}")
    assert bare(page) == "K7-A1JobclubScantosithere.RowASeat1"


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_each_chair_has_its_own_sticker_and_a_phone_reads_it(tmp_path: Path, paper: str) -> None:
    room = layouts.rows(3, 8)
    found = write(tmp_path, room, paper=paper)
    assert len(found) == 3 and "".join(found).count("Scan to sit here.") == 24
    codes = [code for picture in pictures_of(tmp_path / "stickers.pdf", 150) for code in read_codes(picture)]
    assert sorted(codes) == sorted(link_of_seat(seat.id) for seat in room.seats)
    assert not lies_outside(tmp_path / "stickers.pdf")


def test_tables_have_a_tent_that_is_read_from_both_sides(tmp_path: Path) -> None:
    found = write(tmp_path, layouts.round_tables(2, 5), link_of_table=link_of_table)
    assert [bare(page).count("Table2") for page in found] == [5, 0, 2]
    *_, tent = pictures_of(tmp_path / "stickers.pdf", 100)
    assert read_codes(tent) == [link_of_table(TableId("table2"))] * 2
    assert read_codes(tent[: len(tent) // 2]) == read_codes(tent[len(tent) // 2 :]) == [link_of_table(TableId("table2"))]


def test_tents_need_no_code_and_can_be_left_out(tmp_path: Path) -> None:
    room = layouts.round_tables(2, 5)
    assert [bare(page) for page in write(tmp_path, room)[1:]] == ["Table1Table1", "Table2Table2"]
    assert len(write(tmp_path, room, tents=False)) == 1


def test_a_chair_without_a_label_is_called_by_its_id(tmp_path: Path) -> None:
    (page,) = write(tmp_path, Room((Seat(SeatId("by the window"), 0, 0),)))
    assert bare(page) == "bythewindowScantosithere.Bythewindow"


def test_rows_and_tables_of_any_name_stay_on_their_sticker(tmp_path: Path) -> None:
    names = ["W" * 200, "الحسين" * 33, "王" * 200, "x y " * 60, "", *SCRIPTS, *naughty_names()[:60]]
    seats = tuple(Seat(SeatId(f"s{no}"), no, 0, name, name) for no, name in enumerate(names))
    tables = tuple(Table(TableId(f"t{no}"), name, (seats[no].id,)) for no, name in enumerate(names))
    found = write(tmp_path, Room(seats, tables), title="T" * 300, code_of_seat=lambda seat: f"{seat}-{'C' * 60}")
    assert "王小明" in "".join(found)
    assert not lies_outside(tmp_path / "stickers.pdf")


def test_renamed_tables_are_called_so_on_chairs_and_tents(tmp_path: Path) -> None:
    room = layouts.round_tables(1, 3)
    found = write(tmp_path, replace(room, tables=(replace(room.tables[0], name="Nurses"),)))
    assert [page.count("Nurses") for page in found] == [3, 2]


def test_equal_rooms_give_equal_files_of_the_size_that_was_asked_for(tmp_path: Path) -> None:
    room = layouts.round_tables(1, 3)
    write(tmp_path, room, paper="letter")
    assert chair_stickers_pdf(room, link_of_seat, paper="letter") == (tmp_path / "stickers.pdf").read_bytes()
    assert [round(side) for side in PdfReader(tmp_path / "stickers.pdf").pages[0].mediabox[2:]] == [612, 792]


def test_a_room_without_chairs_and_unknown_paper_are_refused() -> None:
    with pytest.raises(BadInput, match="Maybe draw the room first"):
        chair_stickers_pdf(Room(()), link_of_seat)
    with pytest.raises(BadInput, match="Maybe “a4”"):
        chair_stickers_pdf(layouts.rows(1, 1), link_of_seat, paper="napkin")
