"""Whatever encoding and separator: names come back as they were written, and nothing else passes for a list."""

import csv
import io
import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lists_at_hand import LISTS, names, read
from openpyxl import Workbook

from keywho.adapters.attendee_list import read_attendees
from keywho.core.errors import BadInput
from keywho.core.problem import Problem
from keywho.core.rounds import Round

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
written_names = st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=20), min_size=1, max_size=8)


def meant(name: str, no: int) -> str:
    """Say, from the documentation alone, what becomes of a written name."""
    bare = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", name).strip()
    if re.match(r"'[=+\-@|%]", bare):
        bare = bare[1:].replace("\\|", "|")
    address = re.fullmatch(r"(?:(.*\S)\s*<)?([^\s@<>,;]+)@[^\s@<>,;]+\.[^\s@<>,;]+>?", bare)
    if address:
        bare = address[1] or address[2].casefold()
    seen = any(unicodedata.category(letter) not in ("Cc", "Cf", "Zs", "Zl", "Zp") for letter in bare)
    return bare if seen else f"Attendee {no}"


def is_utf8_by_chance(content: bytes) -> bool:
    """Some pairs of letters in cp1252 are one letter in UTF-8; nobody can tell them apart."""
    try:
        return not content.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


@given(written=written_names, encoding=st.sampled_from(ENCODINGS), separator=st.sampled_from(",;\t|"), wide=st.booleans())
@example(written=["NULL", "None", "0", "1E2", "true", "'=1+1", "Lovelace, Ada"], encoding="cp1252", separator=";", wide=True)
@example(written=['"', '""', "a\r\nb", "x|y"], encoding="utf-16-be", separator="|", wide=False)
@example(written=["一一一一", "ਊ"], encoding="utf-16-le", separator=",", wide=False)
@example(written=["\ue000", "a\ue000b"], encoding="utf-8", separator=",", wide=False)
def test_any_names_in_any_encoding_come_back(tmp_path_factory: pytest.TempPathFactory, written: list[str], encoding: str, separator: str, wide: bool) -> None:
    if encoding == "cp1252":
        written = [name.encode("cp1252", "replace").decode("cp1252") for name in written]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(["Name", "Role", "Looking for"] if wide else ["Name"])
    writer.writerows([name, "Nurse", "a ward"] if wide else [name] for name in written)
    file = tmp_path_factory.mktemp("names") / "names.csv"
    file.write_bytes(text.getvalue().encode(encoding))
    assume(encoding != "cp1252" or not is_utf8_by_chance(file.read_bytes()))
    kept = written if wide else [name for name in written if name.strip()]
    assert names(read_attendees(file)) == [meant(name, no) for no, name in enumerate(kept, 1)]


def test_the_naughty_strings_are_names_like_any_other(tmp_path: Path) -> None:
    lines = (LISTS / "naughty" / "blns_first_200.txt").read_bytes().decode().split("\n")
    expected = [meant(line, no) for no, line in enumerate((line for line in lines if line.strip()), 1)]
    assert names(read_attendees(LISTS / "naughty" / "blns_first_200.txt")) == expected
    file = tmp_path / "naughty.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["Name"], *([line] for line in lines)])
    assert names(read_attendees(file)) == expected


def test_formulas_for_spreadsheets_are_plain_names() -> None:
    file = LISTS / "csv_hostile" / "csv-payload.txt"
    assert names(read_attendees(file)) == [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]


HOSTILE = sorted(file.stem for file in (LISTS / "csv_hostile").glob("*.csv") if file.stem not in ("comma_in_quotes", "location_coordinates"))


@pytest.mark.parametrize("stem", HOSTILE)
def test_hostile_tables_without_people_are_refused_and_with_a_mapping_read_exactly(stem: str) -> None:
    file = LISTS / "csv_hostile" / f"{stem}.csv"
    expected = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    first, second, *rest = expected[0]
    with pytest.raises(BadInput) as refused:
        read_attendees(file)
    headers = ", ".join(f"“{header}”" for header in expected[0])
    assert str(refused.value).startswith(f'{stem}.csv has no column with names. Row 1 has {headers}. Maybe say which one it is: --map "{first}=name"')
    found = read_attendees(file, {first: "name", second: "seeks"} | dict.fromkeys(rest, "offers"))
    read_back = [[attendee.name, attendee.profile.seeks, attendee.profile.offers][: 2 + len(rest)] for attendee in found.attendees]
    assert read_back == [list(record.values()) for record in expected]


def test_one_name_a_line_is_a_list(tmp_path: Path) -> None:
    found = read(tmp_path, "Ada Lovelace\nLovelace, Ben\n\nZoë\n")
    assert (found.format, names(found)) == ("a list of names", ["Ada Lovelace", "Lovelace, Ben", "Zoë"])


def test_names_and_mail_addresses_need_no_header(tmp_path: Path) -> None:
    assert names(read(tmp_path, "Ada,ada@example.org\nBen,ben@example.org\n")) == ["Ada", "Ben"]


def test_mail_addresses_do_not_become_names(tmp_path: Path) -> None:
    found = read(tmp_path, "Ada Lovelace <ada@example.org>\nben@example.org\nCyd\n")
    assert (names(found), "@" in repr(found)) == (["Ada Lovelace", "ben", "Cyd"], False)


def test_a_text_that_is_no_list_of_names_is_asked_about(tmp_path: Path) -> None:
    assert read(tmp_path, "Ada\n" + "Dear all, " * 20).questions == ("Row 2: more than 100 letters are long for a name. Maybe this is another kind of text.",)


def test_excels_separator_line_is_understood(tmp_path: Path) -> None:
    assert names(read(tmp_path, "sep=;\r\nVorname;Nachname\r\nAda;Lovelace\r\n")) == ["Ada Lovelace"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "is empty"),
        (b",,,\n,,,\n", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF document, not a list"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Excel"),
        (b"PK\x03\x04 broken", "can't be opened as an Excel file"),
        (b"\x00\x01\x02\x03\x80\xff" * 50, "is not a text file"),
        (b"<!DOCTYPE html><table><tr><td>Ada", "is a web page"),
        (b"\xff\xfeA\x00d", "begins like UTF-16 text"),
        (b'Name,Role\nAda,"Nurse\nBen,Cook\n', "row 2, column 2: a quotation mark opens a cell and is never closed"),
    ],
)
def test_what_is_no_list_is_refused_with_a_way_out(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    with pytest.raises(BadInput, match=f"^list.csv.*{sentence}.*Maybe"):
        read_attendees(file)


def test_a_quotation_mark_in_an_odd_place_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, 'Name,Role\nAda,"Nurse" at sea\nBen,5" pipes\n')
    assert [(attendee.name, attendee.profile.role) for attendee in found.attendees] == [("Ada", "Nurse at sea"), ("Ben", '5" pipes')]
    assert found.remarks == ("Row 2 has a quotation mark in an odd place; it was read as “Ada”, “Nurse at sea”.",)


def test_a_table_without_headers_asks_for_them(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"begins at once with a person: “Ada”, “Lovelace”, “ada@example\.org”\. Maybe give it a first row with headers"):
        read(tmp_path, "Ada,Lovelace,ada@example.org\nBen,Miller,ben@example.org\n")


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There is no file .*guests\.csv"):
        read_attendees(tmp_path / "guests.csv")
    with pytest.raises(BadInput, match="is a folder"):
        read_attendees(tmp_path)


def test_numbers_and_formulas_of_a_workbook_become_their_text(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Only", "remarks", "here"])
    people = book.create_sheet("Guests")
    people.append(["About our evening"])
    people.append(["Name", "Looking for"])
    for name in ("Ada", 7, 100.0, 2.5, True, "=A3"):
        people.append([name, "a ward"])
    book.save(tmp_path / "list.xlsx")
    found = read_attendees(tmp_path / "list.xlsx")
    assert names(found) == ["Ada", "7", "100", "2.5", "TRUE", "=A3"]
    assert found.remarks == ("The workbook has 2 sheets; “Guests” is the one with the people.",)


@given(content=st.binary(max_size=200) | st.text(st.sampled_from("Name,;\t|\"\r\n@.+='a1 é\x00"), max_size=120).map(str.encode))
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("bytes") / "list.csv"
    file.write_bytes(content)
    try:
        found = read_attendees(file)
    except BadInput as refusal:
        assert "Maybe" in str(refusal)
    else:
        Problem(found.attendees, (Round.nearby(),), wishes=found.wishes)
        assert all(name.strip() for name in names(found))
