"""What people write about themselves in a list becomes a profile; nothing that is not understood costs a row."""

from pathlib import Path

import pytest

from keywho.adapters.attendee_list import AttendeeList, read_attendees
from keywho.adapters.lists.about_people import helps_of, months_of, seniority_of
from keywho.adapters.lists.fields import Field, field_of
from keywho.core.languages import languages_in
from keywho.core.people import Help, Profile, Seniority


def read(folder: Path, text: str) -> AttendeeList:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return read_attendees(path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("English, Deutsch; español", {"en", "de", "es"}),
        ("EN/DE", {"en", "de"}),
        ("fluent in French", {"fr"}),
        ("Englisch (B2), Deutsch (Muttersprache)", {"en", "de"}),
        ("Inglés y alemán", {"en", "de"}),
        ("English German", {"en", "de"}),
        ("en-GB", {"en"}),
        ("中文、Ελληνικά、русский", {"zh", "el", "ru"}),
        ("isiZulu und ein bisschen Twi", {"zu", "tw"}),
        ("Plattdeutsch, sign language", {"plattdeutsch", "sign language"}),
        ("no English, Spanish", {"es"}),
        ("no/sv", {"no", "sv"}),
        ("none", set()),
        ("", set()),
    ],
)
def test_languages_are_read_as_people_write_them(text: str, found: set[str]) -> None:
    assert languages_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3", 3),
        ("3 months", 3),
        ("half a year", 6),
        ("ein halbes Jahr", 6),
        ("6-12 months", 9),
        ("seit 8 Monaten", 8),
        ("over a year", 12),
        ("a year and a half", 18),
        ("anderthalb Jahre", 18),
        ("1.5 years", 18),
        ("1 year 2 months", 14),
        ("medio año", 6),
        ("más de 6 meses", 6),
        ("2 weeks", 0),
        ("since March", None),
        ("99999", None),
        ("", None),
    ],
)
def test_months_of_searching_are_read_from_words(text: str, found: int | None) -> None:
    assert months_of(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Senior", Seniority.LONG),
        ("10 years", Seniority.LONG),
        ("más de 20 años", Seniority.LONG),
        ("8 Jahre", Seniority.SOME_YEARS),
        ("mid-level", Seniority.SOME_YEARS),
        ("Berufseinsteiger", Seniority.STARTING),
        ("entry level", Seniority.STARTING),
        ("team lead", Seniority.LEADING),
        ("blue", None),
        ("", None),
    ],
)
def test_seniority_is_read_from_words(text: str, found: Seniority | None) -> None:
    assert seniority_of(text) is found


def test_kinds_of_help_are_read_in_three_languages() -> None:
    assert helps_of("job lead, advice") == ({Help.JOB_LEAD, Help.ADVICE}, ())
    assert helps_of("Stellenhinweis; Kontakt") == ({Help.JOB_LEAD, Help.INTRODUCTION}, ())
    assert helps_of("consejo; compañero de búsqueda, money") == ({Help.ADVICE, Help.COMPANION}, ("money",))


def test_every_new_column_reaches_the_profile(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Name,Who are you looking for?,Branche,Wohnort,Sprachen,Berufserfahrung,How long have you been looking?,What kind of help are you looking for?,What help\n"
        "Ana,RN,Pflege,Jena,Deutsch/EN,12 Jahre,half a year,job lead,x\n",
    )
    assert found.attendees[0].profile == Profile(
        "RN", "", "", "", "Pflege", "Jena", frozenset({"de", "en"}), Seniority.LONG, 6, frozenset({Help.JOB_LEAD}), frozenset()
    )


def test_what_is_not_understood_is_said_and_costs_no_row(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Seeks,Experience,Months of searching,Seeks help\nAna,x,blue,since the flood,money\nBen,y,2 years,3,advice\n")
    assert [one.name for one in found.attendees] == ["Ana", "Ben"]
    assert found.attendees[0].profile == Profile("x")
    assert found.remarks == (
        "“Experience” is not understood for Ana (row 2): “blue”; left out of the profile. Maybe write years, such as “5 years”, or “starting”, “senior”, “leading people”.",
        "“Months of searching” is not understood for Ana (row 2); left out of the profile. Maybe write a number of months.",
        "“Seeks help” is not understood for Ana (row 2): “money”; left out of the profile. "
        "Maybe write job lead, introduction, advice, insider's view or companion.",
    )


def test_the_kind_of_help_is_what_people_seek_where_nothing_else_asks_for_it(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,What kind of help are you looking for?,What kind of help can you give?\nAna,a ward that needs an RN,cakes\n")
    assert found.attendees[0].profile == Profile("a ward that needs an RN", "cakes")
    assert found.remarks == ()


def test_tables_can_still_be_mixed_by_industry_but_nothing_shows_the_months(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Industry,Months of searching\nAna,Care,3 months\nBen,Care,3 months\nCem,Energy,6 months\n")
    assert [one.traits for one in found.attendees] == [{"Industry": "Care"}, {"Industry": "Care"}, {"Industry": "Energy"}]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("What help are you looking for?", Field.SEEKS),
        ("Who are you looking for?", Field.SEEKS),
        ("Wie lange suchst du schon?", Field.MONTHS),
        ("¿Cuánto tiempo llevas buscando?", Field.MONTHS),
        ("Which languages do you speak?", Field.LANGUAGES),
        ("City", Field.IGNORED),
        ("Where do you work?", Field.COMPANY),
        ("Welche Art von Hilfe suchst du?", Field.SEEKS_HELP),
        ("¿Qué tipo de ayuda puedes ofrecer?", Field.GIVES_HELP),
    ],
)
def test_headers_mean_what_they_say(header: str, field: Field) -> None:
    assert field_of(header) is field
