"""What a supply says, word by word."""

from dataclasses import replace

import pytest

from keywho.benefit.supply import HardToPlace, Offered, OverAsked, Sought, Supply, Why
from keywho.benefit.supply_words import (
    hard_sentence,
    headline,
    invitation,
    missing_sentence,
    named,
    number,
    over_asked_sentence,
    scarce_sentence,
    second_line,
    untapped_sentence,
    what_helps,
)
from keywho.core.people import Help

ROOM = Supply(60, 56, 48, 31, 5, (), (), (), (), ())
NAMES = ("Ana", "Ben", "Cyd", "Dan", "Eva", "Fay", "Gus")
called = NAMES.__getitem__


@pytest.mark.parametrize(
    ("room", "sentence"),
    [
        (ROOM, "48 of 60 people have somebody here who can help them."),
        (replace(ROOM, served=1), "1 of 60 people has somebody here who can help them."),
        (replace(ROOM, served=60), "All 60 people have somebody here who can help them."),
        (replace(ROOM, people=2, served=2), "Both people can help each other."),
        (replace(ROOM, served=0), "Nobody here has somebody who could clearly help them yet."),
        (replace(ROOM, told=0), "Nobody has written yet what they seek."),
        (replace(ROOM, people=1, told=1, served=0), "One person alone: nobody can help them yet."),
        (replace(ROOM, people=0), "Nobody is on the list yet."),
        (replace(ROOM, people=5000, served=4321), "4,321 of 5,000 people have somebody here who can help them."),
    ],
)
def test_the_headline_says_how_many_are_served(room: Supply, sentence: str):
    assert headline(room) == sentence


@pytest.mark.parametrize(
    ("room", "sentence"),
    [
        (ROOM, "31 of them have three or more. 4 have not written what they seek."),
        (replace(ROOM, told=60, well_served=0), "None of them has three or more."),
        (replace(ROOM, told=59, well_served=1), "1 of them has three or more. 1 has not written what they seek."),
        (replace(ROOM, told=0, served=0), ""),
    ],
)
def test_the_second_line_says_who_has_a_choice_and_who_did_not_tell(room: Supply, sentence: str):
    assert second_line(room) == sentence


def test_what_is_missing_is_said_and_can_be_sent_without_a_name():
    one = Sought("logistics", (0, 1, 2, 3))
    assert missing_sentence(one) == "Four people look for “logistics”; nobody here offers it."
    assert missing_sentence(replace(one, seekers=(0,))) == "One person looks for “logistics”; nobody here offers it."
    assert invitation(one, "Job club") == "Do you know somebody for “logistics”? Four people at Job club would like to meet them."
    assert invitation(replace(one, seekers=(0,)), "Job club") == "Do you know somebody for “logistics”? One person at Job club would like to meet them."


@pytest.mark.parametrize("kind", Help)
def test_a_kind_of_help_is_said_without_quotes(kind: Help):
    one = Sought(kind.value, (0, 1), (), kind)
    assert missing_sentence(one) == f"Two people look for {kind.value}; nobody here offers it."
    assert scarce_sentence(replace(one, answered_by=(2,)), called) == f"Two people look for {kind.value}; only Cyd offers it."
    assert invitation(one, "Job club").startswith("Do you know somebody who") and "“" not in invitation(one, "Job club")


def test_few_who_are_asked_by_many_are_named():
    assert scarce_sentence(Sought("a nurse", tuple(range(8)), (1,)), called) == "Eight people look for “a nurse”; only Ben comes near it."
    assert scarce_sentence(Sought("a nurse", tuple(range(8)), (1, 2)), called) == "Eight people look for “a nurse”; only Ben and Cyd come near it."
    assert over_asked_sentence(OverAsked(1, 9), 5, called) == "Nine people would gain from meeting Ben, who can meet five."


def test_offers_that_nobody_asks_for_are_named():
    assert untapped_sentence(Offered("beekeeping", (0,)), called) == "Ana offers “beekeeping”; nobody asks for it."
    assert untapped_sentence(Offered("beekeeping", (0, 1, 2)), called) == "Three people offer “beekeeping”; nobody asks for it."


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (HardToPlace(0, Why.NOTHING), "Has written nothing yet."),
        (HardToPlace(0, Why.HIDES, count=1), "Is kept apart from one person here."),
        (HardToPlace(0, Why.HIDES, count=25), "Is kept apart from 25 people here."),
        (HardToPlace(0, Why.LANGUAGE, ("fr", "swabian")), "Nobody else here says that they speak Français or swabian."),
        (HardToPlace(0, Why.VAGUE, ("a new job",)), "Looks for “a new job”."),
        (HardToPlace(0, Why.VAGUE), "Looks for help of some kind."),
        (HardToPlace(0, Why.NOBODY, ("logistics", "law")), "Looks for “logistics” or “law”; nobody here offers it."),
        (HardToPlace(0, Why.FAR, ("logistics",)), "Looks for “logistics”; somebody comes near it, but nobody fits well."),
    ],
)
def test_why_somebody_is_hard_to_place_is_said(one: HardToPlace, sentence: str):
    assert hard_sentence(one) == sentence


@pytest.mark.parametrize("why", Why)
def test_for_each_reason_there_is_a_sentence_and_a_way_out(why: Why):
    for text in (hard_sentence(HardToPlace(0, why, ("law",), 2)), what_helps(why)):
        assert text.endswith(".") and len(text) < 120


def test_many_names_and_large_numbers_stay_short():
    assert (named((), called), named((0,), called), named((0, 1), called)) == ("nobody", "Ana", "Ana and Ben")
    assert named(range(7), called) == "Ana, Ben, Cyd, Dan, Eva and 2 more"
    assert (number(0), number(12), number(13), number(5000)) == ("no", "twelve", "13", "5,000")
