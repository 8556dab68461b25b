"""Profiles as people write them: every text gives something sensible."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.benefit.help_kinds import whom_they_hire
from keywho.benefit.profile_reading import MOST_SEGMENTS, Reading, Side, read_profile
from keywho.benefit.segments import segments_of, subject_of
from keywho.core.people import Help, Profile, Seniority


def wish(text: str) -> Reading:
    return read_profile(Profile(seeks=text))


def subjects(reading: Reading, side: Side) -> list[str]:
    return [one.subject for one in reading.on(side)]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("A hiring manager in wind and solar energy", ["wind and solar energy"]),
        ("A first step into software; somebody who hires test engineers", ["software", "test engineers"]),
        ("Product Manager / Data Analyst", ["Product Manager", "Data Analyst"]),
        ("• a ward nurse\n• a mentor\n- payroll", ["ward nurse", "payroll"]),
        ("Kellner oder Barista", ["Kellner", "Barista"]),
        ("Ich suche Kontakte in der Pflege und im Sozialwesen", ["Pflege", "Sozialwesen"]),
        ("Busco trabajo en hoteles y restaurantes", ["hoteles y restaurantes"]),
        ("Somebody at Zeiss who hires lab technicians", ["lab technicians"]),
        ("I am a former teacher looking to move into UX", ["UX"]),
        ("career change from teaching to UX design", ["UX design"]),
        ("Quereinstieg in die IT", ["IT"]),
        ("Node.js developer. St. Mary hospital", ["Node.js developer", "St. Mary hospital"]),
        ("open to anything in logistics", ["logistics"]),
        ("an account manager", ["account manager"]),
        ("RN", ["RN"]),
        ("interview practice", ["interview practice"]),
        ("teach it, or ideally in a hospital", ["hospital"]),
        ("Took a course. My knees are done. A librarian", ["librarian"]),
        ("Do testers get hired? quality control", ["quality control"]),
        ("A mentor who started at the front desk would be great", ["front desk"]),
        ("video. Who cuts films and would let me look over their shoulder?", ["video", "cuts films"]),
        ("Product manager, best in health tech", ["Product manager", "health tech"]),
        ("Archive work, and what you wish the library had", ["Archive"]),
        ("Test automation. Curriculum: 2012-2016 manual tester; Java, Jenkins. Looking for payroll", ["Test automation", "payroll"]),
        ("Krankenpflege. Lebenslauf: seit 2015 Verkauf; Kasse", ["Krankenpflege"]),
        ("a new job", []),
        ("Curriculum: payroll clerk", ["payroll clerk"]),
        ("an engineer, a manager; advice", []),
        ("找产品经理", ["找产品经理"]),
    ],
)
def test_a_wish_is_read_piece_by_piece_without_the_words_around(text: str, about: list[str]) -> None:
    assert subjects(wish(text), Side.WANTS) == about


@pytest.mark.parametrize(
    ("text", "wants", "avoids"),
    [
        ("no sales please", [], ["sales"]),
        ("nicht im Vertrieb", [], ["Vertrieb"]),
        ("anything but retail", [], ["retail"]),
        ("nurse jobs, no night shifts please", ["nurse"], ["night shifts"]),
        ("keine Zeitarbeit, Stelle als Buchhalterin", ["Buchhalterin"], ["Zeitarbeit"]),
        ("want out of building; payroll", ["payroll"], ["building"]),
        ("no quiero ventas; hostelería", ["hostelería"], ["ventas"]),
        ("no experience in accounting; a librarian", ["librarian"], []),
        ("not only a librarian", ["librarian"], []),
    ],
)
def test_what_somebody_does_not_want_is_no_wish(text: str, wants: list[str], avoids: list[str]) -> None:
    reading = wish(text)
    assert (subjects(reading, Side.WANTS), subjects(reading, Side.AVOIDS)) == (wants, avoids)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "I don't know yet",
        "I don’t know yet",
        "not sure",
        "open to anything",
        "Anything goes!",
        "Weiß noch nicht",
        "Keine Ahnung",
        "offen für alles",
        "no lo sé todavía",
        "lo que sea",
    ],
)
def test_not_to_know_yet_is_understood(text: str) -> None:
    assert wish(text).undecided
    assert not wish(text).on(Side.WANTS)


@pytest.mark.parametrize("text", ["not sure, maybe a librarian", "I don't know yet: accounting, maybe", "a librarian; open to anything"])
def test_who_names_something_is_not_undecided(text: str) -> None:
    assert not wish(text).undecided


@pytest.mark.parametrize(
    ("role", "start", "to", "now"),
    [
        ("former teacher", "teacher", None, []),
        ("UX designer (former teacher)", "teacher", None, ["UX designer"]),
        ("Payroll lead; I came from a building site office", "building site office", None, ["Payroll lead"]),
        ("moved from teaching into UX", "teaching", "UX", ["UX"]),
        ("was a nurse, now in IT", "nurse", "IT", ["IT"]),
        ("Quereinsteiger von der Pflege zur IT", "Pflege", "IT", ["IT"]),
        ("früher Koch, jetzt Disponent", "Koch", "Disponent", ["Disponent"]),
        ("antes profesor, ahora desarrollador", "profesor", "desarrollador", ["desarrollador"]),
        ("Teacher → UX designer", "Teacher", "UX designer", ["UX designer"]),
    ],
)
def test_roads_behind_somebody_are_found_and_what_is_past_is_no_role_any_more(role: str, start: str, to: str | None, now: list[str]) -> None:
    reading = read_profile(Profile(role=role))
    assert [(one.subject, two.subject if two else None) for one, two in reading.roads] == [(start, to)]
    assert subjects(reading, Side.ROLE) == now
    assert subjects(reading, Side.PAST) == [start]


@pytest.mark.parametrize(
    ("offers", "for_what"),
    [
        ("hiring chefs and waiters", ["chefs and waiters"]),
        ("We're hiring! Nurses", ["Nurses"]),
        ("Ich stelle Pflegekräfte ein", ["Pflegekräfte"]),
        ("offene Stellen in der Logistik", ["Logistik"]),
        ("contratamos camareros", ["camareros"]),
        ("Jobs in hotels", ["hotels"]),
        ("introductions to recruiters", []),
        ("how firms recruit; who hires in public service", []),
        ("job seekers' desk at the library", []),
        ("I know people who hire in logistics", []),
        ("a higher degree", []),
    ],
)
def test_who_hires_says_for_what(offers: str, for_what: list[str]) -> None:
    assert subjects(read_profile(Profile(offers=offers)), Side.HIRES) == for_what


def test_who_hires_without_saying_for_what_hires_for_what_they_are() -> None:
    reading = read_profile(Profile(role="QA lead", offers="two openings in my team, how our interviews work, why testers from other trades are good"))
    assert [(one.text, one.subject) for one in reading.on(Side.HIRES)] == [("two openings in my team", "QA lead")]


def test_what_stands_in_brackets_beside_a_role_is_its_field() -> None:
    reading = read_profile(Profile(role="Site planner (wind)"))
    assert (subjects(reading, Side.ROLE), subjects(reading, Side.FIELD)) == (["Site planner"], ["wind"])


def test_whom_somebody_seeks_who_hires_is_whom_they_hire() -> None:
    reading = read_profile(Profile(seeks="chefs, front desk staff", offers="Jobs in hotels"))
    assert subjects(reading, Side.HIRES) == ["hotels", "chefs", "front desk staff"]


def test_kinds_of_help_come_from_ticks_and_from_words() -> None:
    reading = read_profile(Profile(seeks="a mentor; introductions in law", offers="CV review", seeks_help=frozenset({Help.INSIDER})))
    assert reading.seeks_help == {Help.ADVICE, Help.INTRODUCTION, Help.INSIDER}
    assert reading.ticked_seeks == {Help.INSIDER}
    assert reading.gives_help == {Help.ADVICE}


def test_broad_knowledge_grows_with_different_things_experience_and_advice() -> None:
    narrow = read_profile(Profile(offers="payroll"))
    same = read_profile(Profile(offers="payroll; payroll in hospitals"))
    broad = read_profile(Profile(offers="payroll; gardening; Spanish lessons; résumé reviews", seniority=Seniority.LONG))
    assert 0 < narrow.breadth == same.breadth < broad.breadth <= 1
    assert read_profile(Profile()).breadth == 0


def test_a_pasted_resume_is_cut_to_its_most_telling_pieces_at_once() -> None:
    resume = "\n".join(f"• {no} years: responsible for payroll system migration number {chr(97 + no % 26)}{no} in hospital group" for no in range(2_000))
    begun = time.perf_counter()
    reading = read_profile(Profile(resume, resume, resume[:5_000]))
    assert time.perf_counter() - begun < 2
    assert all(len(reading.on(side)) <= MOST_SEGMENTS for side in Side)
    assert all(len(one.text) <= 120 for side in Side for one in reading.on(side))
    assert "payroll" in reading.on(Side.WANTS)[0].subject


anything = st.text(max_size=300) | st.lists(
    st.sampled_from(
        [
            "no",
            "not",
            "from",
            "to",
            "was",
            "now",
            "former",
            "and",
            "who",
            "hiring",
            "in",
            ",",
            ".",
            ";",
            "(",
            "nurse",
            "von",
            "der",
            "zu",
            "que",
            "antes",
            "ahora",
        ]
    ),
    max_size=40,
).map(" ".join)


@given(anything, anything, anything)
def test_any_text_is_read_without_a_surprise(seeks: str, offers: str, role: str) -> None:
    reading = read_profile(Profile(seeks, offers, role))
    written = " ".join(" ".join((seeks, offers, role)).split())
    for side in Side:
        for one in reading.on(side):
            assert one.subject
            assert one.text in written
            assert one.subject in (written if side is Side.HIRES else one.text)


@given(anything)
def test_pieces_and_subjects_are_parts_of_the_text(text: str) -> None:
    for segment in segments_of(text):
        assert segment in " ".join(text.split())
        assert subject_of(segment) in segment


@pytest.mark.parametrize(
    ("text", "wants", "places"),
    [
        ("communications; a hospital, schools", ["communications"], ["hospital", "schools"]),
        ("Buchhaltung, gern in Schulen", ["Buchhaltung"], ["Schulen"]),
        ("a hospital", ["hospital"], []),
        ("school nurse, rehab clinic", ["school nurse", "rehab clinic"], []),
        ("contabilidad; una escuela", ["contabilidad"], ["escuela"]),
    ],
)
def test_a_place_where_many_trades_work_is_no_wish_for_a_trade_unless_it_is_all_there_is(text: str, wants: list[str], places: list[str]) -> None:
    assert (subjects(wish(text), Side.WANTS), subjects(wish(text), Side.WANTS_PLACE)) == (wants, places)


JOBS = frozenset({Help.JOB_LEAD})


@pytest.mark.parametrize(
    ("profile", "hires"),
    [
        (Profile(seeks="RNs", offers="three positions open"), ["RNs"]),
        (Profile(seeks="payroll people", company="Ledgerline", gives_help=JOBS), ["payroll"]),
        (Profile(seeks="payroll people", gives_help=JOBS), []),
        (Profile(seeks="festivals", offers="hiring and keeping Saturday staff", role="Shop manager"), []),
        (Profile(seeks="new faces", offers="who hires in public service; how accounting firms recruit"), []),
        (Profile(seeks="payroll", role="Recruiter", offers="I hire nurses", seeks_help=JOBS), []),
        (Profile(role="Hotel manager", offers="we're looking for receptionists"), ["receptionists"]),
        (Profile(role="Hotel manager", offers="our team needs receptionists"), ["receptionists"]),
        (Profile(role="Koch", offers="unser Betrieb sucht Köche"), ["Köche"]),
        (Profile(role="asesor fiscal", offers="mi gestoría busca contables"), ["contables"]),
        (Profile(role="Cook", offers="we are looking for a job, both of us; my son needs help"), []),
        (Profile(seeks="test engineers; a mentor for my leadership", offers="two openings in my team", industry="Software"), ["test engineers"]),
    ],
)
def test_who_hires_says_so_and_looks_for_no_job(profile: Profile, hires: list[str]) -> None:
    assert subjects(read_profile(profile), Side.HIRES) == hires


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("hiring nurses", "nurses"),
        ("we are looking for receptionists", "receptionists"),
        ("wir suchen Krankenpfleger", "Krankenpfleger"),
        ("Ich stelle Projektleiter in der Logistik ein", "Projektleiter in der Logistik"),
        ("contrato enfermeras", "enfermeras"),
        ("mi gestoría busca contables", "contables"),
        ("two openings in my team", ""),
        ("Hiring", ""),
        ("needlework", ""),
    ],
)
def test_the_words_that_say_that_somebody_hires_are_not_whom_they_hire(text: str, whom: str) -> None:
    assert whom_they_hire(text) == whom
