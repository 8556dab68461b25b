import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.adapters.evenings import evening, people
from tests.adapters.paper import SCRIPTS, bare, lies_outside, naughty_names, pages, words_of

from keywho.adapters.cards_pdf import cards_pdf, write_cards
from keywho.adapters.legible import is_shaped, isolated, legible
from keywho.adapters.printing.lettering import Lettering, visual_order
from keywho.adapters.printing.lines import MM_PER_PT, Style, shortened, wrap
from keywho.adapters.wording import Wording, listed, sort_key
from keywho.benefit.matrix import benefit_from_profiles
from keywho.core import layouts
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round
from keywho.core.wishes import Hosting, Wishes

SEVEN = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
SIX_ROWS = layouts.rows(6, 10)
NAMES = [
    f"{first} {last}"
    for last in ("Ruiz", "Okonkwo", "Kowalski-Li", "O'Brien", "Müller", "van der Berg")
    for first in ["Ann", "Ben", "Cy", "Dee", "Eve", "Fay", "Gus", "Hal", "Ida", "Jo"]
]


def bare_lines(found: list[str]) -> str:
    return " ".join(" ".join(found).split())


def write(tmp_path: Path, problem: Problem, programme: Programme, **said: object) -> list[str]:
    write_cards(tmp_path / "cards.pdf", problem, programme, **said)  # type: ignore[arg-type]
    return pages(tmp_path / "cards.pdf")


def test_a_card_says_where_when_with_whom_and_why(tmp_path: Path) -> None:
    problem, programme = evening(
        ["Ann Ruiz", "Ben Okonkwo"], [Round.neighbour(), Round.nearby()], SIX_ROWS, reasons={(0, 1): "Ben hires nurses; you seek a ward."}
    )
    cards = write(tmp_path, problem, programme, title="Job club", starts_at=SEVEN)[0]
    ann = bare(cards)[: bare(cards).index("BenOkonkwoYourchair")]
    assert "AnnRuizYourchair:RowA,seat1" in ann
    assert "119:00Turntoyourneighbour" in ann
    assert "219:05StayinRowA,seat1withBenOkonkwoBenhiresnurses;youseekaward." in ann


def test_a_reason_in_the_other_direction_is_shown_and_a_friendly_line_where_there_is_none(tmp_path: Path) -> None:
    problem, programme = evening(["Ann", "Ben", "Cy", "Dee"], [Round.nearby()], reasons={(1, 0): "You seek a ward; Ann leads one."})
    wording = Wording(problem, programme)
    why = [wording.why(meeting, who) for meeting in programme.meetings for who in meeting.attendees]
    assert why[:2] == ["On the card of Ben: You seek a ward; Ann leads one.", "You seek a ward; Ann leads one."]
    assert all(line.startswith("Somebody new:") for line in why[2:]) and len(why) == 4


@pytest.mark.parametrize(
    ("ann", "told_to_ann"),
    [
        (Profile(offers="A ward. Soon"), "Ben looks for a ward. You offer “A ward”."),
        (Profile(offers="we hire for wards"), "You look for “wards”. Ben looks for a ward."),
        (Profile(offers="jobs on a ward"), "You have jobs: “jobs on a ward”. Ben looks for a ward."),
        (Profile(role="Ward nurse"), "Ben looks for a ward. You are a ward nurse."),
        (Profile(role="Ward work"), "Ben looks for a ward. You do ward work."),
        (Profile(role="was a ward nurse, now a chef"), "Ben looks for a ward. You were a ward nurse before."),
        (Profile(role="Ward"), "Ben looks for a ward. You know this work: “Ward”."),
        (Profile(industry="Ward"), "Ben looks for a ward. You are in this field: “Ward”."),
        (Profile(seeks="a ward"), "You both look for a ward: compare notes."),
        (Profile(role="was a ward, now a chef"), "On the card of Ben: You look for a ward. Ann did this before: “ward”."),
    ],
)
def test_a_reason_of_our_own_is_turned_round_for_the_one_who_is_sought(ann: Profile, told_to_ann: str) -> None:
    people = [Attendee(AttendeeId("a1"), "Ann", ann), Attendee(AttendeeId("a2"), "Ben", Profile(seeks="A ward"))]
    problem, programme = evening(["Ann", "Ben"], [Round.nearby()], reasons=dict(benefit_from_profiles(people).reasons))
    wording, meeting = Wording(problem, programme), programme.meetings[0]
    told = {problem.attendee_by_id[who].name: wording.why(meeting, who) for who in meeting.attendees}
    assert told["Ben"].startswith("You ")
    if told["Ann"] != told["Ben"]:
        assert told["Ann"].replace("\u2068", "").replace("\u2069", "") == told_to_ann


@pytest.mark.parametrize(
    ("seeks", "told_to_ann"),
    [
        ("to become a nurse", "Ben wants to become a nurse. You are a nurse."),
        ("a nurse for my father", "On the card of Ben: You look for a nurse for your father. Ann is a nurse."),
    ],
)
def test_what_is_the_seekers_own_is_not_turned_round(seeks: str, told_to_ann: str) -> None:
    people = [Attendee(AttendeeId("a1"), "Ann", Profile(role="Nurse")), Attendee(AttendeeId("a2"), "Ben", Profile(seeks=seeks))]
    problem, programme = evening(["Ann", "Ben"], [Round.nearby()], reasons=dict(benefit_from_profiles(people).reasons))
    told = Wording(problem, programme).why(programme.meetings[0], AttendeeId("a1"))
    assert told.replace("\u2068", "").replace("\u2069", "") == told_to_ann


def test_byes_and_absences_are_told_kindly(tmp_path: Path) -> None:
    away = Wishes(absent={AttendeeId("a3"): frozenset([RoundNo(1)])})
    problem, _ = evening(["Ann", "Ben", "Cy"], [Round.nearby()], wishes=away)
    first = bare(write(tmp_path, problem, Programme((), (Bye(RoundNo(1), AttendeeId("a1")),)))[0])
    assert "Ann1Takeabreath:nobodyiswaitingforyouthisround." in first and "firstinline" not in first
    assert "Ben1Pleaseaskatthedeskwheretogo." in first
    assert "Cy1Youtoldusthatyouareawayinthisround." in first


def test_a_bye_promises_the_next_round_only_where_a_meeting_follows() -> None:
    problem, _ = evening(["Ann", "Ben", "Cy"], [Round.nearby()] * 3)
    ann, ben, cy = (attendee.id for attendee in problem.attendees)
    meetings = (Meeting(RoundNo(1), (ben, cy)), Meeting(RoundNo(2), (ann, ben)))
    wording = Wording(problem, Programme(meetings, (Bye(RoundNo(1), ann), Bye(RoundNo(2), cy), Bye(RoundNo(3), cy))))
    always = "Take a breath: nobody is waiting for you this round."
    assert [wording.bye(ann, 1), wording.bye(cy, 2), wording.bye(cy, 3)] == [f"{always} You are first in line next time.", always, always]


def test_every_name_is_on_a_card_on_a_sign_and_on_the_wall_chart(tmp_path: Path) -> None:
    problem, programme = evening(NAMES, [Round.table(6), Round.table(6)], layouts.round_tables(10, 6))
    found = [bare(text) for text in write(tmp_path, problem, programme)]
    charts = [text for text in found if text.startswith("Yourevening") and "WhereamI?" in text]
    signs = [text for text in found if re.match(r"YoureveningPage\d+Table\d+Round1", text)]
    cards = [text for text in found if text not in charts and text not in signs]
    assert len(signs) == 10
    for part in (cards, signs, charts):
        assert not [name for name in NAMES if bare(name) not in "".join(part)]


def test_cards_and_chart_are_ordered_by_name_without_regard_to_case_and_accents(tmp_path: Path) -> None:
    names = ["zoe", "Ängela", "anna", "Bert", "Ål"]
    problem, programme = evening(names, [Round.nearby()], SIX_ROWS)
    chart = bare(write(tmp_path, problem, programme)[-1]).split("Round1")[1]
    assert sorted(names, key=sort_key) == ["Ål", "Ängela", "anna", "Bert", "zoe"]
    assert sorted(names, key=chart.index) == ["Ål", "Ängela", "anna", "Bert", "zoe"]


def test_an_evening_of_pairs_in_rows_has_no_signs(tmp_path: Path) -> None:
    problem, programme = evening(NAMES[:4], [Round.nearby()], SIX_ROWS)
    assert len(write(tmp_path, problem, programme)) == 2


def test_the_desk_prints_one_card_for_somebody_who_walks_in(tmp_path: Path) -> None:
    problem, programme = evening(NAMES[:30], [Round.table(6)], layouts.round_tables(5, 6))
    walk_up = problem.attendees[17]
    (page,) = write(tmp_path, problem, programme, only=[walk_up.id])
    assert page.count("Your chair") == 1 and bare(walk_up.name) in bare(page)
    assert "Where am I?" not in page


def test_signs_or_the_chart_are_printed_alone(tmp_path: Path) -> None:
    problem, programme = evening(NAMES[:12], [Round.table(6)], layouts.round_tables(2, 6))
    all_parts = write(tmp_path, problem, programme)
    alone = {part: write(tmp_path, problem, programme, parts=[part]) for part in ("cards", "signs", "chart")}
    assert [len(found) for found in alone.values()] == [3, 2, 1] and len(all_parts) == 6
    assert all("Round 1" in sign and "Your chair" not in sign for sign in alone["signs"])
    assert "Where am I?" in alone["chart"][0]
    assert len(write(tmp_path, problem, programme, parts=["chart", "cards"], only=[problem.attendees[0].id])) == 2


def test_signs_of_an_evening_without_tables_say_why_there_are_none(tmp_path: Path) -> None:
    problem, programme = evening(NAMES[:4], [Round.nearby()], SIX_ROWS)
    assert "this programme has none" in bare_lines(write(tmp_path, problem, programme, parts=["signs"]))


def test_unknown_parts_and_attendees_are_refused() -> None:
    problem, programme = evening(NAMES[:4], [Round.nearby()])
    with pytest.raises(BadInput, match=r"“posters”.*Maybe one of: cards, signs, chart"):
        cards_pdf(problem, programme, parts=["posters"])
    with pytest.raises(BadInput, match=r"“zoe”.*Maybe"):
        cards_pdf(problem, programme, only=[AttendeeId("zoe")])


def test_bytes_and_file_are_the_same(tmp_path: Path) -> None:
    problem, programme = evening(NAMES[:4], [Round.nearby()])
    write_cards(tmp_path / "cards.pdf", problem, programme, title="Job club")
    assert cards_pdf(problem, programme, title="Job club") == (tmp_path / "cards.pdf").read_bytes()
    assert write_cards.__name__ == "write_cards" and "starts_at" in (write_cards.__doc__ or "")


def test_without_a_room_groups_have_numbers_and_signs(tmp_path: Path) -> None:
    problem, programme = evening(NAMES[:6], [Round.nearby(), Round.table(3)])
    found = "".join(map(bare, write(tmp_path, problem, programme)))
    assert "GotoGroup1" in found and "Group2Round2" in found and "Findeachother" in found


def test_hosts_stay_and_guests_go_to_their_table() -> None:
    hosting = Wishes(hosting=Hosting({AttendeeId("a1"): TableId("table2")}))
    problem = Problem(people(["Ann", "Ben"]), (Round.hosts(1),), layouts.round_tables(2, 4), wishes=hosting)
    meeting = Meeting(RoundNo(1), (AttendeeId("a1"), AttendeeId("a2")), (SeatId("table2-1"), SeatId("table2-2")), TableId("table2"))
    wording = Wording(problem, Programme((meeting,)))
    assert [wording.what_to_do(meeting, who) for who in meeting.attendees] == ["Your guests come to you: Table 2, seat 1", "Go to Table 2, seat 2"]


def test_an_empty_programme_is_one_page_that_says_so(tmp_path: Path) -> None:
    found = write(tmp_path, Problem((), (Round.nearby(),)), Programme(), title="Job club")
    assert len(found) == 1 and "Nobody has registered yet." in found[0]


@pytest.mark.parametrize(("rounds", "cards"), [(1, 4), (4, 4), (8, 2), (14, 1)])
def test_longer_evenings_get_larger_cards(tmp_path: Path, rounds: int, cards: int) -> None:
    problem, programme = evening([f"Person {no}" for no in range(16)], [Round.nearby()] * rounds, SIX_ROWS)
    found = write(tmp_path, problem, programme)
    assert len([page for page in found if "Your chair" in page]) == 16 / cards


def test_equal_programmes_give_equal_files_that_name_no_path(tmp_path: Path) -> None:
    problem, programme = evening([*NAMES[:10], *SCRIPTS], [Round.nearby(), Round.table(4)], SIX_ROWS)
    for name in ("one.pdf", "other.pdf"):
        write_cards(tmp_path / name, problem, programme, title="Job club")
    content = (tmp_path / "one.pdf").read_bytes()
    assert content == (tmp_path / "other.pdf").read_bytes()
    assert str(tmp_path).encode() not in content and str(Path.cwd()).encode() not in content


def test_the_document_has_its_title_and_language(tmp_path: Path) -> None:
    problem, programme = evening(["Ann"], [Round.nearby()])
    write_cards(tmp_path / "c.pdf", problem, programme, title="Job club\u202e", starts_at=SEVEN)
    reader = PdfReader(tmp_path / "c.pdf")
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.creation_date, reader.trailer["/Root"]["/Lang"]) == ("Job club", SEVEN, "en")  # type: ignore[index]


def test_letter_paper_can_be_chosen_and_unknown_paper_is_refused(tmp_path: Path) -> None:
    problem, programme = evening(["Ann"], [Round.nearby()])
    write_cards(tmp_path / "c.pdf", problem, programme, paper="letter")
    assert [round(side) for side in PdfReader(tmp_path / "c.pdf").pages[0].mediabox[2:]] == [612, 792]
    with pytest.raises(BadInput, match="Maybe"):
        write_cards(tmp_path / "c.pdf", problem, programme, paper="napkin")


def assert_inside(path: Path) -> None:
    """All words are on the page, and on cards none runs over a cut line."""
    assert not lies_outside(path)
    for _, height, words in words_of(path):
        if sum(word[4] == "chair:" for word in words) > 1:
            foot = height - 9 / MM_PER_PT
            inside = [word for word in words if word[1] < foot]
            assert not [word for word in inside if word[3] > foot + 4]
            middle = foot / 2
            assert not [word for word in inside if word[1] + 3 < middle < word[3] - 3]


def test_a_name_from_right_to_left_that_is_broken_keeps_its_direction_on_both_lines() -> None:
    lines = wrap(LETTERS, f"with {isolated('אבגדה וזחט')}, Ben", Style(12), 30)
    assert len(lines) > 1
    assert all(line.count("\u2068") == line.count("\u2069") for line in lines)
    assert visual_order(lines[-1])[-1] == (", Ben", False)


LETTERS = Lettering(FPDF())
LONG = ["W" * 200, "Wolfeschlegelsteinhausenbergerdorff " * 6, "الحسين" * 33, "王" * 200, "i" * 200, "a\u0301\u0302\u0303\u0304" * 50, "ก็" * 100]


@pytest.mark.parametrize("rounds", [[Round.nearby()], [Round.nearby(), Round.table(6), Round.nearby()], [Round.table(9)] * 3])
def test_names_of_200_letters_stay_inside_their_card(tmp_path: Path, rounds: list[Round]) -> None:
    problem, programme = evening([*LONG, "Ann", "Ben\tthe\nTab"], rounds, SIX_ROWS)
    found = "".join(map(bare, write(tmp_path, problem, programme, title="T" * 300)))
    assert "W" * 190 in re.sub(r"withW", "W", found)
    assert_inside(tmp_path / "cards.pdf")


def test_a_table_of_thirty_long_names_continues_on_another_card_and_sign(tmp_path: Path) -> None:
    problem = Problem(people([f"{'Wolfeschlegel' * 8} {no}" for no in range(30)]), (Round.table(12),))
    programme = Programme((Meeting(RoundNo(1), tuple(problem.index)),))
    write_cards(tmp_path / "c.pdf", problem, programme)
    assert_inside(tmp_path / "c.pdf")


def test_a_round_that_is_too_long_for_a_card_goes_on_on_the_next(tmp_path: Path) -> None:
    names = [f"{chr(0x41 + no) * 199} {no}" for no in range(12)]
    problem, programme = evening(names, [Round.table(12)], layouts.round_tables(1, 12), reasons={(0, 1): "why " * 1000})
    found = write(tmp_path, problem, programme)
    assert_inside(tmp_path / "cards.pdf")
    cards = bare("".join(text for text in found if "chair" in text))
    assert all(cards.count(chr(0x41 + no)) >= 12 * 199 for no in range(12))
    assert "(continued)" in cards and cards.count("why") == 2 * 1000  # on both cards


def test_200_naughty_names_are_all_printed(tmp_path: Path) -> None:
    names = naughty_names()
    problem, programme = evening(names, [Round.nearby(), Round.table(6)], layouts.rows(12, 20))
    found = "".join(map(bare, write(tmp_path, problem, programme)))
    simple = [legible(name) for name in names if not any(is_shaped(char) or unicodedata.category(char) in ("Co", "Cn") or char > "\U0001ffff" for char in name)]
    assert len(simple) > 100
    assert not [name for name in simple if bare(name) not in found]
    assert_inside(tmp_path / "cards.pdf")


def test_every_script_has_its_letters(tmp_path: Path) -> None:
    """Nothing is replaced by its number; names that need no shaping are found as they are."""
    problem, programme = evening(SCRIPTS, [Round.table(4)], SIX_ROWS)
    found = "".join(map(bare, write(tmp_path, problem, programme)))
    assert "U+" not in found
    assert not [name for name in SCRIPTS if not any(map(is_shaped, name)) and bare(name) not in found]


def test_letters_that_no_font_has_are_shown_by_their_number(tmp_path: Path) -> None:
    problem, programme = evening(["Ann \ue000", "\U0010fffd", "Lone \ud800"], [Round.nearby()])
    found = "".join(map(bare, write(tmp_path, problem, programme)))
    assert "Ann[U+E000]" in found and "[U+10FFFD]" in found and "Lone[U+D800]" in found


def test_a_name_of_invisible_letters_is_shown_by_its_id(tmp_path: Path) -> None:
    problem, programme = evening(["\u200b\u2060\u202e", "Ben"], [Round.nearby()])
    assert Wording(problem, programme).name(AttendeeId("a1")) == "a1"


def test_legible_text_has_no_controls_overrides_and_heaps_of_marks() -> None:
    assert legible(" Ann\r\n\u202eBen\u202c\x00 \u00adCy\ufeff\u2028Dee ") == "Ann Ben Cy Dee"
    assert legible("e" + "\u0316" * 30 + "x") == "e\u0316x"
    assert len(legible("x" + "".join(map(chr, range(0x0316, 0x0330))))) == 5
    assert legible("می\u200cخواهم") == "می\u200cخواهم"
    assert legible("क\u094d\u200dष") == "क\u094d\u200dष"


@given(st.text(max_size=40))
def test_legible_text_stays_as_it_is(text: str) -> None:
    assert legible(legible(text)) == legible(text)
    assert not [char for char in legible(text) if unicodedata.category(char) in ("Cc", "Zl", "Zp")]


def test_vowel_signs_do_not_cut_arabic_words() -> None:
    assert LETTERS.width_em("مُحَمَّد") == pytest.approx(LETTERS.width_em("محمد"))


def test_a_name_that_looks_like_a_placeholder_stays_a_name(tmp_path: Path) -> None:
    problem, programme = evening(["{nb}", "{nb} محمد", "**bold**"], [Round.nearby()])
    assert "".join(map(bare, write(tmp_path, problem, programme))).count("{nb}") >= 4


def test_right_to_left_text_stands_in_the_order_in_which_it_is_read() -> None:
    assert visual_order("with " + isolated("אב 12 גד") + ", Ben") == [("with ", False), (" גד", True), ("12", False), ("אב ", True), (", Ben", False)]
    assert visual_order("אב " + ", Ben") == [("אב", True), (" , Ben", False)]
    assert visual_order("Ann (x)") == [("Ann (x)", False)]


def test_names_are_joined_as_people_do() -> None:
    assert [listed(names) for names in ([], ["Ann"], ["Ann", "Ben"], ["Ann", "Ben", "Cy"])] == ["", "Ann", "Ann and Ben", "Ann, Ben and Cy"]


NASTY = st.text(st.sampled_from("aW i.王한 \u00a0éאبक्षิ😀\u0301\u200d"), min_size=1, max_size=80).map(legible).filter(bool)


@settings(max_examples=60, deadline=None)
@given(NASTY, st.floats(12, 60))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width_mm: float) -> None:
    style = Style(12)
    lines = wrap(LETTERS, text, style, width_mm)
    assert "".join(lines).translate({0x20: None, 0x2068: None, 0x2069: None}) == text.replace(" ", "")
    assert all(LETTERS.width_em(line) * 12 * MM_PER_PT <= width_mm + 0.01 for line in lines if len(line) > 1)
    assert LETTERS.width_em(shortened(LETTERS, text, style, width_mm)) * 12 * MM_PER_PT <= width_mm + 0.01 or len(text) < 3
