"""How well a room can serve its people: every number can be counted in what they wrote."""

from collections import Counter
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.benefit.apart import Apart
from keywho.benefit.likeness import Reader
from keywho.benefit.own_words import OwnWords
from keywho.benefit.supply import HardToPlace, Offered, OverAsked, Sought, Supply, Why, supply_of
from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee, Help, Profile

NAMES = ("Ana", "Ben", "Cyd", "Dan", "Eva", "Fay", "Gus", "Hal", "Ida", "Jon")


def person(no: int, profile: Profile, **more) -> Attendee:
    return Attendee(AttendeeId(f"a{no}"), NAMES[no % len(NAMES)], profile, **more)


def people(*profiles: Profile) -> list[Attendee]:
    return [person(no, profile) for no, profile in enumerate(profiles)]


def helped(*pairs: tuple[int, int], points: float = 8.0) -> Benefit:
    """A benefit in which the second of each pair is a strong help to the first."""
    order = [AttendeeId(str(no)) for no in range(100)]
    return Benefit.of(order, {(order[one], order[other]): points for one, other in pairs}, anyone=1.0)


def things(found: Sequence[Sought]) -> list[Sought]:
    """Those that are more than a kind of help."""
    return [one for one in found if one.kind is None]


def test_what_is_sought_and_not_here_is_one_thing_in_different_words():
    room = people(
        Profile(seeks="someone in logistics"),
        Profile(seeks="a job in logistics; Python"),
        Profile(seeks="Logistics"),
        Profile(seeks="a nurse", offers="Python"),
        Profile(seeks="Python", role="Nurse"),
    )
    found = supply_of(room, helped((1, 3), (3, 4), (4, 3)))
    assert things(found.missing) == [Sought("logistics", (0, 1, 2))]
    assert (found.people, found.told, found.served, found.well_served) == (5, 5, 3, 0)
    assert found.hard == (HardToPlace(0, Why.NOBODY, ("logistics",)), HardToPlace(2, Why.NOBODY, ("logistics",)))


def test_what_many_look_for_and_one_has_is_scarce():
    room = people(*(Profile(seeks="a nurse") for _ in range(8)), Profile(role="Nurse"))
    found = supply_of(room, helped(*((no, 8) for no in range(8))), can_meet=5)
    assert (found.missing, found.scarce) == ((), (Sought("nurse", tuple(range(8)), (8,)),))
    assert found.over_asked == (OverAsked(8, 8),)


def test_a_name_that_only_this_town_knows_is_work_once_the_organizer_says_so():
    room = people(Profile(seeks="somebody at Zorbifax"), Profile(seeks="bees", role="Nurse"))
    assert supply_of(room, helped((1, 0))).hard == (HardToPlace(0, Why.VAGUE, ("somebody at Zorbifax",)),)
    found = supply_of(room, helped((1, 0)), reader=Reader(own_words=OwnWords(employers=(("Zorbifax",),))))
    assert (things(found.missing), found.hard) == ([Sought("Zorbifax", (0,))], (HardToPlace(0, Why.NOBODY, ("Zorbifax",)),))


def test_what_somebody_has_help_with_is_not_missing_by_what_they_say_in_passing():
    room = people(Profile(seeks="a nurse, part time, gladly logistics"), Profile(role="Nurse"))
    assert things(supply_of(room, helped((0, 1))).missing) == []
    assert things(supply_of(room, Benefit.uniform()).missing) == [Sought("logistics", (0,))]


def test_a_pasted_résumé_is_no_list_of_wishes():
    skills = "logistics, plumbing, carpentry, bookkeeping, sales, teaching"
    found = supply_of(people(*(Profile(seeks=skills) for _ in range(4)), Profile(role="Plumber")), Benefit.uniform())
    assert (things(found.missing), things(found.scarce)) == ([], [])
    assert {one.why for one in found.hard if one.who < 4} == {Why.FAR}


def test_whoever_can_meet_all_who_seek_them_is_not_asked_by_too_many():
    room = people(*(Profile(seeks="a nurse") for _ in range(5)), Profile(role="Nurse"))
    pairs = [(no, 5) for no in range(5)]
    assert supply_of(room, helped(*pairs), can_meet=5).over_asked == ()
    assert supply_of(room, helped(*pairs)).over_asked == ()


def test_what_is_offered_and_nobody_asks_for_is_untapped():
    room = people(Profile(seeks="a nurse", offers="carpentry"), Profile(offers="Carpentry, nursing"))
    assert supply_of(room, helped((0, 1))).untapped == (Offered("carpentry", (0, 1)),)


def test_nobody_answers_themselves():
    room = people(Profile(seeks="a plumber", offers="plumber"), Profile(offers="beekeeping"))
    found = supply_of(room, Benefit.uniform())
    assert found.missing == (Sought("plumber", (0,)),)
    assert supply_of([*room, person(2, Profile(role="Plumber"))], Benefit.uniform()).missing == ()


@pytest.mark.parametrize(
    ("profile", "why", "about"),
    [
        (Profile(), Why.NOTHING, ()),
        (Profile(offers="beekeeping"), Why.SEEKS_NOTHING, ()),
        (Profile(seeks="a new job"), Why.VAGUE, ("a new job",)),
        (Profile(seeks="a plumber"), Why.NOBODY, ("plumber",)),
        (Profile(seeks="a nurse"), Why.FAR, ("nurse",)),
        (Profile(seeks="a nurse", languages=frozenset({"uk"})), Why.LANGUAGE, ("uk",)),
    ],
)
def test_each_who_has_nobody_is_told_why(profile: Profile, why: Why, about: tuple[str, ...]):
    room = people(profile, Profile(seeks="beekeeping", role="Nurse", languages=frozenset({"en"})))
    assert supply_of(room, helped((1, 0))).hard == (HardToPlace(0, why, about),)


def test_a_weak_entry_is_no_help():
    room = people(Profile(seeks="a nurse"), Profile(role="Nurse"))
    assert [supply_of(room, helped((0, 1), points=points)).served for points in (1.0, 9.0)] == [0, 1]


def test_whoever_is_kept_apart_is_no_help():
    room = [
        person(0, Profile(seeks="a nurse"), hides_from=frozenset({"Town  Hospital"})),
        person(1, Profile(role="Nurse", company="town hospital")),
        person(2, Profile(role="Nurse", seeks="beekeeping")),
    ]
    benefit = helped((0, 1), (2, 1))
    found = supply_of(room, benefit, apart=Apart.of(room))
    assert (supply_of(room, benefit).served, found.served) == (2, 1)
    assert found.hard[-1] == HardToPlace(0, Why.HIDES, count=1)
    assert supply_of(room, benefit, apart=Apart.of(room, [(1, 2)])).served == 0


def test_kinds_of_help_are_counted_and_companions_are_so_for_each_other():
    seek, give = (lambda kind: Profile(seeks_help=frozenset({kind}))), (lambda kind: Profile(gives_help=frozenset({kind})))
    room = people(seek(Help.INTRODUCTION), seek(Help.INTRODUCTION), seek(Help.COMPANION), seek(Help.COMPANION), seek(Help.ADVICE), give(Help.ADVICE))
    found = supply_of(room, Benefit.uniform())
    assert (found.missing, found.told) == ((Sought("an introduction", (0, 1), kind=Help.INTRODUCTION),), 5)


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_room_has_nothing_to_say(count: int):
    assert supply_of(people(*[Profile()] * count), Benefit.uniform()) == Supply(
        count, 0, 0, 0, None, (), (), tuple(HardToPlace(no, Why.NOTHING) for no in range(count)), (), ()
    )


def test_the_order_of_the_list_makes_no_difference():
    profiles = [Profile(seeks="logistics"), Profile(seeks="someone in logistics"), Profile(seeks="nurse", offers="bees"), Profile(role="Nurse")]
    told = set()
    for order in permutations(range(4)):
        found = supply_of(people(*(profiles[no] for no in order)), Benefit.uniform())
        told.add((tuple((one.label, frozenset(order[no] for no in one.seekers)) for one in found.missing), tuple(one.label for one in found.untapped)))
    assert len(told) == 1


WORDS = ("logistics", "a nurse", "plumber", "a job in logistics", "beekeeping", "a new job", "I don't know", "", "teaching; plumbing")


@st.composite
def rooms(draw: st.DrawFn) -> tuple[list[Attendee], Benefit]:
    """A small room, and a benefit in which anybody may be anything to anybody."""
    count = draw(st.integers(0, 8))
    text = st.sampled_from(WORDS)
    room = [
        person(no, Profile(draw(text), draw(text), draw(text)), hides_from=draw(st.sampled_from([frozenset(), frozenset({"Acme"})]))) for no in range(count)
    ]
    pairs = (
        draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] != pair[1]), max_size=30))
        if count > 1
        else []
    )
    return room, helped(*dict.fromkeys(pairs))


@given(rooms(), st.integers(1, 4))
def test_all_numbers_can_be_counted_again(drawn: tuple[list[Attendee], Benefit], can_meet: int):
    room, benefit = drawn
    found = supply_of(room, benefit, apart=Apart.of(room), can_meet=can_meet)
    helpers = Counter(seeker for seeker, _, _ in benefit.entries())
    asked = Counter(sought for _, sought, _ in benefit.entries())
    assert (found.people, found.served, found.well_served) == (len(room), len(helpers), sum(count >= 3 for count in helpers.values()))
    assert {one.who for one in found.hard} == set(range(len(room))) - helpers.keys()
    crowded = sorted((-count, who) for who, count in asked.items() if count > 1.5 * can_meet)
    assert [(one.asked_by, one.who) for one in found.over_asked] == [(-count, who) for count, who in crowded[:1]], "one in ten at most"
    assert [len(one.seekers) for one in found.missing] == sorted((len(one.seekers) for one in found.missing), reverse=True)
    for one in things(found.missing):
        holders = [no for no, who in enumerate(room) if one.label in f"{who.profile.offers} {who.profile.role}".casefold()]
        assert set(holders) <= set(one.seekers[:1])
        assert any(one.label in room[no].profile.seeks for no in one.seekers)
    for one in found.untapped:
        assert any(one.label in room[no].profile.offers for no in one.offered_by)
        assert all(room[no].profile.offers for no in one.offered_by)
        assert not any(one.label in who.profile.seeks for who in room)
