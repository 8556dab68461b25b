"""`keywho benefit`: who is useful to whom, on the terminal, in files, and explained."""

import csv
import json
from pathlib import Path

import pytest

from cli.terminal import EXAMPLES, TWELVE, keywho
from keywho.adapters.programme_csv import plain
from keywho.cli.benefit_of import reader_of

PEOPLE = """Name,Seeks,Offers,Role,Languages
Ana,a hospital ward that needs a nurse,Spanish lessons,Nurse,en/es
Ben,nurses,hiring nurses for our hospital,Ward manager,EN
Cem,hospital ward,hiring nurses,Ward manager,Türkçe
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def test_each_person_has_the_best_for_them_with_a_reason_and_a_summary_ends_it(people: Path) -> None:
    answer = keywho("benefit", people)
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines[0] == "Ana"
    assert "Ben: You look for" in lines[1]
    assert "2 of 3 people have somebody whom they should meet for a strong reason." in lines
    assert any(line.startswith("Without: Cem.") for line in lines)


def test_without_a_language_in_common_nobody_is_useful(people: Path) -> None:
    answer = keywho("benefit", people, "--explain", "ana", "Cem", "--json")
    assert answer.code == 0
    assert [(one["no_language_in_common"], one["points"], one["signals"]) for one in answer.json["directions"]] == [(True, 0.0, [])] * 2
    assert "They share no language: English, Español and Türkçe." in answer.err


def test_explained_in_both_directions_with_the_words_of_both(people: Path) -> None:
    answer = keywho("benefit", people, "--explain", "Ana", "Ben", "--json")
    one, other = answer.json["directions"]
    assert (one["seeker"], one["sought"], other["seeker"], other["sought"]) == ("a1", "a2", "a2", "a1")
    assert one["languages"] == ["en"]
    assert "hires_for_it" in [signal["signal"] for signal in one["signals"]]
    for signal in one["signals"]:
        assert signal["seeker_wrote"] in PEOPLE and signal["sought_wrote"] in PEOPLE
    assert "understood as" in answer.err


def test_an_unknown_name_is_answered_with_a_hint(people: Path) -> None:
    answer = keywho("benefit", people, "--explain", "Anna", "Ben")
    assert (answer.code, answer.err) == (2, "Error: Nobody called Anna is in the list. Maybe Ana?\n")


def test_the_files_hold_the_same_entries_as_json(tmp_path: Path) -> None:
    listed = keywho("benefit", TWELVE, "--json", "--out", tmp_path / "b.csv").json["entries"]
    assert keywho("benefit", TWELVE, "--out", tmp_path / "b.json", "-q").out == ""
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8")) == listed
    with (tmp_path / "b.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["seeker"], row["sought"], float(row["points"]), plain(row["reason"]), row["signal"]) for row in rows] == [
        (one["seeker"], one["sought"], one["points"], one["reason"], one["signal"]) for one in listed
    ]
    assert all(bool(one["reason"]) == bool(one["signal"]) for one in listed)
    assert any(one["reason"] for one in listed)


def test_so_many_for_each(people: Path) -> None:
    entries = keywho("benefit", EXAMPLES / "evening-60.csv", "--most", 2, "--json").json["entries"]
    counts = [sum(one["seeker"] == f"a{no}" for one in entries) for no in range(1, 61)]
    assert max(counts) == 2


def test_reasons_in_german(people: Path) -> None:
    assert "Sie suchen „" in keywho("benefit", people, "--language", "de").out


def test_knobs_are_words(people: Path) -> None:
    assert keywho("benefit", people, "--knobs", "leaning=company on the way", "--knobs", "sharing=strongly").code == 0
    answer = keywho("benefit", people, "--knobs", "leaning=left")
    assert answer.code == 2
    assert "leaning=openings or a mix or company on the way" in answer.err


def test_words_of_the_town_are_read_and_what_is_no_such_word_is_refused(people: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("same: zorgfab, zibblewerk\n", encoding="utf-8")
    assert "zibblewerk" in reader_of(words, embed=False).understood("zorgfab")
    assert keywho("benefit", people, "--own-words", words).code == 0
    words.write_text("colour: blue, green\n", encoding="utf-8")
    answer = keywho("benefit", people, "--own-words", words)
    assert answer.code == 2
    assert "Line 1: “colour:” is not known here." in answer.err


@pytest.mark.parametrize(("text", "said"), [("Name\n", "Nobody is in the list"), ("Name,Seeks\nAna,x\n", "Ana is alone in the list.")])
def test_nobody_and_one_person_are_no_error(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "few.csv"
    path.write_text(text, encoding="utf-8")
    answer = keywho("benefit", path)
    assert answer.code == 0
    assert said in answer.out


def test_another_ending_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    answer = keywho("benefit", TWELVE, "--out", tmp_path / "b.npz")
    assert answer.code == 2
    assert "the ending says the format" in answer.err


def test_nothing_in_the_csv_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text('Name,Seeks,Offers,Role\n"=cmd|calc",nurse,,\n"@SUM(1)",,hiring nurses,nurse\n', encoding="utf-8")
    keywho("benefit", path, "--out", tmp_path / "b.csv")
    cells = [cell for row in csv.reader((tmp_path / "b.csv").read_text(encoding="utf-8").splitlines()) for cell in row]
    assert len(cells) > 7
    assert [cell for cell in cells if cell.startswith(("=", "@"))] == []


def test_sought_most_is_only_who_is_sought_by_three(tmp_path: Path) -> None:
    few, many = ["Ben,,hiring nurses for our hospital"], [f"Ana {no},nursing job in a hospital,singing" for no in range(3)]
    path = tmp_path / "people.csv"
    sought = []
    for seekers in (2, 3):
        path.write_text("\n".join(["Name,Seeks,Offers", *few, *many[:seekers]]), encoding="utf-8")
        sought.append([one["by"] for one in keywho("benefit", path, "--json").json["most_sought"]])
    assert sought[0] == []
    assert sought[1] and min(sought[1]) == 3
