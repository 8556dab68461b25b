"""The benefit of a room: honest about what matched, quiet where nothing did, and the same however it came about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.benefit.judging import MOST_POINTS
from keywho.benefit.matrix import MOST_ENTRIES, RoomBenefit, benefit_from_profiles
from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee, Profile

STRONG = 4.0


def person(name: str, **profile: object) -> Attendee:
    return Attendee(AttendeeId(name.lower()), name, Profile(**profile))  # type: ignore[arg-type]


def points_of(benefit: Benefit, seeker: int = 0) -> dict[int, float]:
    return {other: worth for one, other, worth in benefit.entries() if one == seeker}


def test_whoever_helps_one_way_reads_what_for() -> None:
    people = (
        Attendee(AttendeeId("ana"), "Ana", Profile(seeks="interview practice", role="Welder")),
        Attendee(AttendeeId("ben"), "Ben", Profile(seeks="a pastry kitchen", offers="mock interviews; interview practice")),
    )
    room = RoomBenefit.of(people)
    ana, ben = (one.id for one in people)
    assert room.why(ana, ben).startswith("You look for “interview practice”. Ben offers ")
    assert room.why(ben, ana) == "" and room.why_to_help(ana, ben) == ""
    assert room.why_to_help(ben, ana) == "Ana looks for “interview practice”. You wrote “interview practice”."
    assert room.why_to_help(ben, ana, "de") == "Ana sucht „interview practice“. Sie schrieben: „interview practice“."
    assert len(room.why_to_help(ben, ana, "es")) <= 140


def test_who_hires_offers_or_is_what_one_seeks_is_useful_in_this_order_and_the_reason_says_so() -> None:
    people = (
        person("Ada", seeks="A ward nurse"),
        person("Ben", offers="hiring ward nurses"),
        person("Cyd", offers="ward nurse"),
        person("Dee", role="Ward nurse"),
        person("Eve", offers="Baking"),
    )
    benefit = benefit_from_profiles(people)
    points = points_of(benefit)
    assert points[1] > points[2] > points[3] > STRONG
    assert points.get(4, 0) < 1
    assert benefit.reasons[0, 1] == "You look for a ward nurse. Ben hires “ward nurses”."
    assert benefit.reasons[0, 2] == "You look for a ward nurse. Cyd offers “ward nurse”."
    assert benefit.reasons[0, 3] == "You look for a ward nurse. Dee is a ward nurse."


def test_two_who_only_seek_the_same_are_companions_not_each_others_key_who() -> None:
    people = (person("Ada", seeks="work in logistics"), person("Ben", seeks="Work in logistics"), person("Cyd", offers="logistics"))
    room = RoomBenefit.of(people)
    points = points_of(room.benefit)
    assert 0 < points[1] < STRONG < points[2]
    assert room.why(people[0].id, people[1].id) == "You both look for work in logistics: compare notes."


def test_small_words_match_nobody() -> None:
    people = (person("Ada", seeks="someone who can help me with the work"), person("Ben", offers="I can work with someone who is the help"))
    assert benefit_from_profiles(people) == Benefit.uniform(1.0)


@pytest.mark.parametrize(
    ("seeks", "weak"),
    [
        ("Introductions in hotels and food", "Introductions in accounting"),
        ("A hiring manager in energy", "Account Manager"),
        ("A first step into software; somebody who hires test engineers", "A first job as an engineer; ten years of experience"),
        ("Jobs in public service", "Jobs in guest services"),
        ("Arbeit in der Pflege", "Neue Arbeit"),
        ("trabajo en hoteles", "Un nuevo trabajo"),
        ("un emploi dans la santé", "un premier emploi"),
    ],
)
def test_a_weak_word_alone_makes_no_match(seeks: str, weak: str) -> None:
    room = RoomBenefit.of((person("Ada", seeks=seeks), person("Ben", offers=weak), person("Cyd", role=weak)))
    assert all(worth < STRONG for _, _, worth in room.benefit.entries())
    assert not room.benefit.reasons


def test_who_seeks_with_weak_words_only_gets_no_match() -> None:
    assert benefit_from_profiles((person("Ada", seeks="a new job"), person("Ben", offers="jobs"))) == Benefit.uniform(1.0)


def test_nobody_gets_more_than_thirty_entries_and_equals_are_sought_equally_often() -> None:
    people = tuple(person(f"P{no}", seeks="sales", offers="sales") for no in range(100))
    benefit = benefit_from_profiles(people)
    assert [int((benefit.seeker == no).sum()) for no in range(100)] == [MOST_ENTRIES] * 100
    assert [int((benefit.sought == no).sum()) for no in range(100)] == [MOST_ENTRIES] * 100


@pytest.mark.parametrize("people", [(), (person("Ada", seeks="sales", offers="sales"),), (person("Ada"), person("Ben"))])
def test_where_nothing_can_match_everybody_is_worth_the_same(people: tuple[Attendee, ...]) -> None:
    assert benefit_from_profiles(people) == Benefit.uniform(1.0)


def test_who_can_not_talk_to_each_other_gains_nothing_and_who_says_nothing_of_it_is_not_judged_by_it() -> None:
    wish = {"seeks": "accounting", "offers": "accounting"}
    people = (
        person("Ada", languages=frozenset({"en"}), **wish),
        person("Ben", languages=frozenset({"de"}), **wish),
        person("Cyd", languages=frozenset({"de", "en"}), **wish),
        person("Dee", **wish),
    )
    room = RoomBenefit.of(people)
    assert set(points_of(room.benefit)) == {2, 3}
    assert room.why(people[0].id, people[1].id) == ""
    assert room.evidence(people[0].id, people[1].id) == ()


WORDS = [
    "nurse",
    "ward nurse",
    "I hire nurses",
    "sales",
    "former teacher",
    "was a nurse, now in sales",
    "no sales please",
    "李雷产品",
    "Zeiss",
    "I don't know yet",
    "",
]
texts = st.lists(st.sampled_from(WORDS), max_size=3).map("; ".join) | st.text(st.sampled_from(list("abcÄß李é ,s1+;.\n")), max_size=12)
profiles = st.builds(Profile, texts, texts, texts, st.sampled_from(["", "Zeiss AG", "Acme"]))


def room_of(those: list[Profile], first: int = 0) -> tuple[Attendee, ...]:
    return tuple(Attendee(AttendeeId(f"a{no}"), f"P{no}", profile) for no, profile in enumerate(those, first))


@given(st.lists(profiles, max_size=10))
def test_every_entry_is_a_fair_number_and_every_reason_can_be_traced_to_what_both_wrote(those: list[Profile]) -> None:
    people = room_of(those)
    room = RoomBenefit.of(people)
    benefit = room.benefit
    entries = [(one, other) for one, other, _ in benefit.entries()]
    assert entries == sorted(set(entries))
    assert all(one != other and 0 < worth <= MOST_POINTS for one, other, worth in benefit.entries())
    assert set(benefit.reasons) <= set(entries)
    for one, other in entries:
        told = room.why(people[one].id, people[other].id)
        assert ((one, other) in benefit.reasons) == bool(told)
        for fired in room.evidence(people[one].id, people[other].id):
            mine, theirs = (" ".join(" ".join((p.seeks, p.offers, p.role, p.company)).split()) for p in (people[one].profile, people[other].profile))
            assert fired.wanted in mine
            assert fired.held in theirs
            assert fired.more in theirs


@given(st.lists(profiles, max_size=8), st.lists(profiles, max_size=8), st.data())
def test_a_changed_room_is_worth_the_same_as_one_judged_anew(before: list[Profile], after: list[Profile], draw: st.DataObject) -> None:
    first = room_of(before)
    kept = [one for one in first if draw.draw(st.booleans())]
    later = [*kept, *room_of(after, draw.draw(st.integers(0, len(before))))]
    by_id = {one.id: one for one in draw.draw(st.permutations(later))}
    people = tuple(by_id.values())
    assert RoomBenefit.of(first).changed(people).benefit == RoomBenefit.of(people).benefit


def test_who_writes_nothing_but_a_job_title_meets_who_hires_for_it() -> None:
    people = (
        person("Ana", role="Software engineer"),
        person("Ben", offers="we hire software engineers", company="Acme"),
        person("Cyd", role="Baker", company="Bakery"),
    )
    benefit = benefit_from_profiles(people)
    assert benefit.reasons[0, 1] == "Your work is “Software engineer”. Ben hires “software engineers”."
    assert (2, 1) not in benefit.reasons
