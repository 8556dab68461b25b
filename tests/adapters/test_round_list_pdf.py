from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.adapters.evenings import evening
from tests.adapters.paper import SCRIPTS, bare, lies_outside, naughty_names, pages, words_of
from tests.adapters.test_cards_pdf import NAMES, SEVEN, SIX_ROWS

from keywho.adapters.round_list_pdf import round_list_pdf, write_round_list
from keywho.core import layouts
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo
from keywho.core.meeting import Bye, Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round
from keywho.core.wishes import Wishes


def write(tmp_path: Path, problem: Problem, programme: Programme, no: int = 1, **said: object) -> list[str]:
    write_round_list(tmp_path / "list.pdf", problem, programme, no, **said)  # type: ignore[arg-type]
    return pages(tmp_path / "list.pdf")


def lines_of(page: str) -> list[str]:
    return [" ".join(line.split()) for line in page.splitlines()]


def test_the_list_says_by_name_who_is_where_with_whom(tmp_path: Path) -> None:
    problem, programme = evening(["Zoe", "Ann", "ben", "Ål"], [Round.neighbour(), Round.nearby()], SIX_ROWS)
    (page,) = write(tmp_path, problem, programme, 2, title="Job club", starts_at=SEVEN)
    assert lines_of(page) == [
        "Job club Page 1",
        "Round 2 of 2 · 19:05",
        "Pairs a few chairs apart · 6 min · 4 people in 2 meetings",
        "Ål Row A, seat 3 Ann",
        "Ann Row A, seat 4 Ål",
        "ben Row A, seat 2 Zoe",
        "Zoe Row A, seat 1 ben",
    ]


def test_byes_absences_and_people_without_a_place_are_told_kindly(tmp_path: Path) -> None:
    away = Wishes(absent={AttendeeId("a3"): frozenset([RoundNo(1)])})
    problem, _ = evening(["Ann", "Ben", "Cy", "Dee", "Eve"], [Round.nearby()], wishes=away)
    ann, _, _, dee, eve = (attendee.id for attendee in problem.attendees)
    (page,) = write(tmp_path, problem, Programme((Meeting(RoundNo(1), (dee, eve)),), (Bye(RoundNo(1), ann),)))
    found = lines_of(page)
    assert "A pause for Ann: a kind word from you helps." in found and "Pairs a few chairs apart · 6 min · 2 people in 1 meeting" in found
    assert [line for line in found if line.startswith(("Ann", "Ben", "Cy"))] == [
        "Ann takes a breath this round",
        "Ben has no place yet: please find one",
        "Cy away in this round",
    ]


def test_a_table_round_lists_everybody_at_the_table(tmp_path: Path) -> None:
    problem, programme = evening(NAMES[:12], [Round.table(6)], layouts.round_tables(2, 6))
    found = "".join(map(bare, write(tmp_path, problem, programme)))
    assert "AnnRuizTable1,seat1BenRuiz,CyRuiz,DeeRuiz,EveRuizandFayRuiz" in found
    assert "Groupsattables·15min·12peoplein2meetings" in found


@pytest.mark.parametrize(("people", "most_pages"), [(20, 1), (60, 2), (300, 9)])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_list_has_few_pages_in_letters_that_are_read_standing(tmp_path: Path, people: int, most_pages: int, paper: str) -> None:
    names = [f"{name} {no}" for no in range(5) for name in NAMES][:people]
    problem, programme = evening(names, [Round.nearby()], layouts.rows(20, 16))
    found = write(tmp_path, problem, programme, paper=paper)
    assert len(found) <= most_pages
    whole = "".join(map(bare, found))
    assert not [name for name in names if whole.count(bare(name)) < 2]
    heights = [bottom - top for _, _, words in words_of(tmp_path / "list.pdf") for _, top, _, bottom, text in words if text == "Row"]
    assert min(heights) >= 12
    assert len(heights) == people


def test_each_further_page_says_with_whom_it_begins(tmp_path: Path) -> None:
    problem, programme = evening(NAMES, [Round.nearby()], layouts.rows(6, 10))
    _, second = write(tmp_path, problem, programme)
    heading = next(line for line in lines_of(second) if line.startswith("Round 1, from "))
    assert lines_of(second)[lines_of(second).index(heading) + 1].startswith(heading.removeprefix("Round 1, from ") + " Row ")


def test_without_a_room_there_is_no_column_for_places(tmp_path: Path) -> None:
    problem, programme = evening(["Ann", "Ben"], [Round.nearby()])
    (page,) = write(tmp_path, problem, programme)
    assert lines_of(page)[-2:] == ["Ann Ben", "Ben Ann"]


LONG = ["W" * 200, "Wolfeschlegelsteinhausenbergerdorff " * 6, "الحسين" * 33, "王" * 200, "a\u0301\u0302\u0303\u0304" * 50, *SCRIPTS]


@pytest.mark.parametrize("round_", [Round.nearby(), Round.table(12)])
def test_very_long_names_in_any_script_stay_on_the_page(tmp_path: Path, round_: Round) -> None:
    problem, programme = evening([*LONG, *LONG], [round_], layouts.rows(12, 12))
    found = "".join(map(bare, write(tmp_path, problem, programme, title="T" * 300)))
    assert "U+" not in found and "王小明" in found
    assert not lies_outside(tmp_path / "list.pdf")


def test_two_hundred_naughty_names_are_listed(tmp_path: Path) -> None:
    names = naughty_names()
    problem, programme = evening(names, [Round.nearby()], layouts.rows(12, 20))
    found = "".join(map(bare, write(tmp_path, problem, programme)))
    assert not [name for name in names if name.isascii() and name.isprintable() and len(name) < 40 and bare(name) not in found]
    assert not lies_outside(tmp_path / "list.pdf")


def test_equal_rounds_give_equal_files_of_the_size_that_was_asked_for(tmp_path: Path) -> None:
    problem, programme = evening(NAMES[:6], [Round.nearby()], SIX_ROWS)
    write(tmp_path, problem, programme, title="Job club", paper="letter")
    assert round_list_pdf(problem, programme, 1, title="Job club", paper="letter") == (tmp_path / "list.pdf").read_bytes()
    assert [round(side) for side in PdfReader(tmp_path / "list.pdf").pages[0].mediabox[2:]] == [612, 792]


def test_rounds_that_do_not_exist_and_empty_evenings_are_refused() -> None:
    problem, programme = evening(["Ann", "Ben"], [Round.nearby()])
    with pytest.raises(BadInput, match=r"no round 2; the evening has 1\. Maybe"):
        round_list_pdf(problem, programme, 2)
    with pytest.raises(BadInput, match=r"no round 0"):
        round_list_pdf(problem, programme, 0)
    with pytest.raises(BadInput, match="Maybe add people first"):
        round_list_pdf(Problem((), (Round.nearby(),)), Programme(), 1)
