"""The simple benefit: honest about what matched, quiet where nothing did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.benefit.columns import MOST_ENTRIES, MOST_POINTS, benefit_from_profiles
from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee, Profile


def person(name: str, **profile: str) -> Attendee:
    return Attendee(AttendeeId(name.lower()), name, Profile(**profile))


def test_who_offers_or_is_what_one_seeks_is_useful_and_the_reason_says_so() -> None:
    people = (
        person("Ada", seeks="A hiring manager in energy"),
        person("Ben", role="Energy hiring lead"),
        person("Cyd", offers="energy"),
        person("Dee", offers="Baking"),
    )
    benefit = benefit_from_profiles(people)
    assert [(one, other) for one, other, _ in benefit.entries()] == [(0, 1), (0, 2)]
    assert benefit.points[0] > benefit.points[1]
    assert dict(benefit.reasons) == {
        (0, 1): "You look for “A hiring manager in energy”; Ben is “Energy hiring lead”.",
        (0, 2): "You look for “A hiring manager in energy”; Cyd offers “energy”.",
    }


def test_two_who_seek_the_same_are_no_help_to_each_other() -> None:
    people = (person("Ada", seeks="a mentor"), person("Ben", seeks="a mentor"), person("Cyd", offers="Mentoring"))
    assert benefit_from_profiles(people) == Benefit.uniform(1.0)


def test_case_accents_and_plurals_do_not_matter() -> None:
    people = (person("Ada", seeks="NURSES, Cafés, companies"), person("Ben", offers="nurse cafe company"))
    assert list(benefit_from_profiles(people).entries()) == [(0, 1, MOST_POINTS)]


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
    assert benefit_from_profiles((person("Ada", seeks=seeks), person("Ben", offers=weak), person("Cyd", role=weak))) == Benefit.uniform(1.0)


def test_a_weak_word_adds_to_a_match_and_the_reason_quotes_what_tells() -> None:
    people = (
        person("Ada", seeks="Hiring manager in energy"),
        person("Ben", offers="energy hiring"),
        person("Cyd", offers="energy"),
        person("Dee", company="Energy Ltd", role="Hiring manager"),
    )
    benefit = benefit_from_profiles(people)
    points = {other: worth for _, other, worth in benefit.entries()}
    assert points[1] > points[2]
    assert benefit.reasons[0, 3] == "You look for “Hiring manager in energy”; Dee is with “Energy Ltd”."


def test_who_seeks_with_weak_words_only_gets_no_match() -> None:
    assert benefit_from_profiles((person("Ada", seeks="a new job"), person("Ben", offers="jobs"))) == Benefit.uniform(1.0)


def test_chinese_is_matched_without_blanks_between_words() -> None:
    people = (person("李雷", seeks="找产品经理"), person("Ben", role="产品经理"))
    assert [(one, other) for one, other, _ in benefit_from_profiles(people).entries()] == [(0, 1)]


def test_a_rare_word_counts_more_than_one_that_many_hold() -> None:
    common = tuple(person(f"P{no}", offers="sales") for no in range(20))
    people = (person("Ada", seeks="sales robotics"), person("Ben", offers="robotics"), *common)
    points = {other: worth for one, other, worth in benefit_from_profiles(people).entries() if one == 0}
    assert points[1] > max(worth for other, worth in points.items() if other != 1)


def test_nobody_gets_more_than_thirty_entries_and_equals_are_spread_over_the_list() -> None:
    people = tuple(person(f"P{no}", seeks="sales", offers="sales") for no in range(100))
    benefit = benefit_from_profiles(people)
    assert [int((benefit.seeker == no).sum()) for no in range(100)] == [MOST_ENTRIES] * 100
    assert [int((benefit.sought == no).sum()) for no in range(100)] == [MOST_ENTRIES] * 100


@pytest.mark.parametrize("people", [(), (person("Ada", seeks="sales", offers="sales"),), (person("Ada"), person("Ben"))])
def test_where_nothing_can_match_everybody_is_worth_the_same(people: tuple[Attendee, ...]) -> None:
    assert benefit_from_profiles(people) == Benefit.uniform(1.0)


texts = st.text(st.sampled_from(list("abcÄß李é ,s1+")), max_size=12)


@given(st.lists(st.builds(Profile, texts, texts, texts, texts), max_size=12))
def test_every_entry_is_a_fair_number_with_a_reason(profiles: list[Profile]) -> None:
    people = [Attendee(AttendeeId(f"a{no}"), f"P{no}", profile) for no, profile in enumerate(profiles)]
    benefit = benefit_from_profiles(people)
    entries = list(benefit.entries())
    assert [(one, other) for one, other, _ in entries] == sorted({(one, other) for one, other, _ in entries})
    assert all(one != other and 0 < worth <= MOST_POINTS for one, other, worth in entries)
    assert set(benefit.reasons) == {(one, other) for one, other, _ in entries}
    assert all(reason.startswith("You look for “") for reason in benefit.reasons.values())
