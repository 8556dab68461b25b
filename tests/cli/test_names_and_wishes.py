import json
from pathlib import Path

import pytest

from keywho.cli.evening import mapping_of, weights_of
from keywho.cli.people import NameBook, find_name, split_at_round
from keywho.cli.voice import plain
from keywho.cli.wishes_file import joined, read_wishes
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.meeting import Meeting
from keywho.core.people import Attendee
from keywho.core.score import Weights
from keywho.core.wishes import Hosting, Wishes

ADA, BEN, BENNO, EVE, EVA = (AttendeeId(id_) for id_ in ("a1", "b1", "b2", "e1", "e2"))
PEOPLE = (Attendee(ADA, "Ada Lovelace"), Attendee(BEN, "Ben"), Attendee(BENNO, "Benno Fox"), Attendee(EVE, "Eve  Fox"), Attendee(EVA, "Eve fox"))


@pytest.mark.parametrize(
    ("typed", "who"),
    [("a1", ADA), ("A1", ADA), ("ada lovelace", ADA), ("Ada", ADA), ("lovelace", ADA), ("Ben", BEN), ("benn", BENNO), (" ben ", BEN), ("e2", EVA)],
)
def test_a_person_is_found_by_id_name_beginning_or_word(typed: str, who: AttendeeId) -> None:
    assert NameBook(PEOPLE).find(typed) == who


def test_an_ambiguous_name_lists_who_may_be_meant() -> None:
    with pytest.raises(BadInput, match=r"eve fox may be Eve  Fox \(e1\) or Eve fox \(e2\)\. Maybe give the id\."):
        NameBook(PEOPLE).find("eve fox")


def test_a_misspelt_name_gets_a_hint() -> None:
    with pytest.raises(BadInput, match=r"Nobody called Ada Lovelice is in the list\. Maybe Ada Lovelace\?"):
        NameBook(PEOPLE).find("Ada Lovelice")


@pytest.mark.parametrize("typed", ["", "  ", "zzz"])
def test_nobody_is_found_by_nothing(typed: str) -> None:
    with pytest.raises(BadInput, match="Maybe give the id"):
        NameBook(PEOPLE).find(typed)


def test_a_round_stands_after_the_last_at_sign() -> None:
    assert split_at_round("ada@example.org@3") == ("ada@example.org", 3)
    assert split_at_round("ada@example.org") == ("ada@example.org", None)
    assert split_at_round("Ada") == ("Ada", None)


def test_a_seat_is_found_without_regard_to_case() -> None:
    assert find_name(["A1", "a1", "B2"], "a1", what="seat") == "a1"
    assert find_name(["A1", "B2"], "b2", what="seat") == "B2"
    with pytest.raises(BadInput, match="no seat C3"):
        find_name(["A1", "B2"], "C3", what="seat")


def test_wishes_are_read_from_csv_by_name_and_by_id(tmp_path: Path) -> None:
    file = tmp_path / "wishes.csv"
    file.write_text(
        "\ufeffkind,one,other\nmust-meet,Ada,Ben\nMust not meet,b2,a1\nacquainted,Ada,e1\nrequest,Ben,Ada\nabsent,Ada,1\nabsent,Ada,3\n"
        "fixed-seat,Ben,A1\nhome-seat,e1,A2\nprefers_groups,e2,\n\nhost,Ada,\nhost,Ben,table2\n",
        encoding="utf-8",
    )
    assert read_wishes(file, PEOPLE) == Wishes(
        absent={ADA: frozenset([RoundNo(1), RoundNo(3)])},
        must_meet=frozenset([(ADA, BEN)]),
        must_not_meet=frozenset([(ADA, BENNO)]),
        acquainted=frozenset([(ADA, EVE)]),
        requests=((BEN, ADA),),
        fixed_seats={BEN: SeatId("A1")},
        home_seats={EVE: SeatId("A2")},
        prefers_groups=frozenset([EVA]),
        hosting=Hosting({ADA: None, BEN: TableId("table2")}),
    )


def test_wishes_are_read_from_json_in_the_shape_of_the_exchange_format(tmp_path: Path) -> None:
    file = tmp_path / "wishes.json"
    asked = {
        "must_meet": [["Ben", "Ada"]],
        "absent": {"Ada": [2]},
        "pinned": [{"round_no": 1, "attendees": ["Ada", "b2"], "table": "t1"}],
        "hosting": {"tables": {"Ada": None}, "guest_least": 1, "guest_most": None, "host_least": 0, "host_most": 4},
    }
    file.write_text(json.dumps(asked))
    assert read_wishes(file, PEOPLE) == Wishes(
        absent={ADA: frozenset([RoundNo(2)])},
        must_meet=frozenset([(ADA, BEN)]),
        pinned=(Meeting(RoundNo(1), (ADA, BENNO), (), TableId("t1")),),
        hosting=Hosting({ADA: None}, 1, None, 0, 4),
    )


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("w.csv", "must-meet,Ada,Ben\nmust-meat,Ada,Ben\n", r"w\.csv, line 2: “must-meat” is no kind of wish"),
        ("w.csv", "must-meet,Ada,Zed\n", r"w\.csv, line 1: Nobody called Zed"),
        ("w.csv", "must-meet,Ada\n", r"w\.csv, line 1: “must-meet” needs something in the third column"),
        ("w.csv", "absent,Ada,first\n", r"w\.csv, line 1: absent needs the number of a round"),
        ("w.csv", b"must-meet,Zo\xeb,Ada\n", r"w\.csv is not CSV in UTF-8"),
        ("w.json", '{"must_meat": []}', r"w\.json: .*must_meat"),
        ("w.json", '{"must_meet": [["Ada"]]}', r"w\.json: "),
        ("w.json", "{", r"w\.json: "),
    ],
)
def test_a_faulty_wish_is_named_by_file_and_line(tmp_path: Path, name: str, content: str | bytes, sentence: str) -> None:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BadInput, match=sentence):
        read_wishes(file, PEOPLE)


def test_joined_wishes_hold_what_each_of_them_holds() -> None:
    one = Wishes(absent={ADA: frozenset([RoundNo(1)])}, must_meet=frozenset([(ADA, BEN)]), hosting=Hosting({ADA: None}, 2))
    other = Wishes(absent={ADA: frozenset([RoundNo(2)])}, acquainted=frozenset([(ADA, EVE)]), hosting=Hosting({BEN: None}))
    assert joined(one, other) == Wishes(
        absent={ADA: frozenset([RoundNo(1), RoundNo(2)])},
        must_meet=frozenset([(ADA, BEN)]),
        acquainted=frozenset([(ADA, EVE)]),
        hosting=Hosting({ADA: None, BEN: None}, 2),
    )


def test_weights_are_changed_by_name() -> None:
    assert weights_of(["bye=40", "walk-per-metre=0.5", "useful=6,3"], Weights()) == Weights(bye=40, walk_per_metre=0.5, useful=(6.0, 3.0))
    assert weights_of(["useful="], Weights()) == Weights(useful=())


@pytest.mark.parametrize("text", ["by=40", "bye", "bye=", "bye=x", "bye=1,2", "useful=x"])
def test_a_faulty_weight_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(BadInput, match=r"--weights .*(Maybe write|such as)"):
        weights_of([text], Weights())


def test_a_mapped_header_may_hold_an_equals_sign() -> None:
    assert mapping_of(["a=b=seeks", "Wanted=offers"]) == {"a=b": "seeks", "Wanted": "offers"}
    assert mapping_of([]) is None
    with pytest.raises(BadInput, match="--map seeks"):
        mapping_of(["seeks"])


def test_a_name_cannot_command_the_terminal() -> None:
    assert plain("Eve\x1b[2J\u202egnp.exe\x07 Żółć 李\n") == "Eve\ufffd[2J\ufffdgnp.exe\ufffd Żółć 李\n"
