"""Explanations name people and reasons, tell costs that are true, and keep secrets."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keywho.core.benefit import Benefit
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, Pair, RoundNo, SeatId
from keywho.core.layouts import rows
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round
from keywho.core.score import Weights
from keywho.core.wishes import Hosting, Wishes
from keywho.planning.check import check
from keywho.planning.explain import explain
from strategies import problems_and_programmes

ADA, BEN, EVA, DUNG, FRITZ = (AttendeeId(name) for name in ("p1", "p2", "p3", "p4", "p5"))
NAMES = ("Ada", "Ben", "Eva", "Dung", "Fritz")
PEOPLE = tuple(Attendee(who, name) for who, name in zip((ADA, BEN, EVA, DUNG, FRITZ), NAMES, strict=True))
FOUR = PEOPLE[:4]
ORDER = (ADA, BEN, EVA, DUNG, FRITZ)
PLAIN = Weights(useful=(), repeat=30.0)
PAIRS = Round.nearby(None)


def pairs(*rounds: tuple[Pair, ...], byes: tuple[Bye, ...] = ()) -> Programme:
    return Programme(tuple(Meeting(RoundNo(no), pair) for no, held in enumerate(rounds, 1) for pair in held), byes)


def evening(*rounds: Round, people: tuple[Attendee, ...] = FOUR, benefit: Benefit | None = None, wishes: Wishes | None = None) -> Problem:
    return Problem(people, rounds, None, benefit or Benefit(), wishes or Wishes(), PLAIN)


USEFUL = Benefit.of(
    ORDER[:4], {(ADA, BEN): 5.0, (BEN, ADA): 1.0, (EVA, DUNG): 2.0, (ADA, EVA): 3.0}, reasons={(ADA, BEN): "Ben hires nurses; Ada seeks a ward."}
)
TOGETHER = pairs(((ADA, BEN), (EVA, DUNG)))


def test_meeting_of_two_is_explained_by_the_benefit_in_both_directions() -> None:
    assert explain(evening(PAIRS, benefit=USEFUL), TOGETHER, ADA, BEN).sentences == (
        "Ada and Ben meet in round 1 (nearby).",
        "Ben is useful to Ada, 5 points: Ben hires nurses; Ada seeks a ward.",
        "Ada is useful to Ben, 1 point.",
    )


def test_what_helps_one_more_than_the_other_is_said_to_count_less() -> None:
    problem = replace(evening(PAIRS, benefit=USEFUL), weights=replace(PLAIN, both_ways=0.5))
    assert (
        explain(problem, TOGETHER, ADA, BEN).sentences[-1]
        == "Together that counts 4 points: what helps one of them more than the other counts less, by 2 points."
    )
    assert explain(problem, TOGETHER, ADA, EVA).sentences[1].endswith("Ada meets Ben, worth 4 points; Eva meets Dung, worth 1 point.")


def test_meeting_that_only_fills_the_round_is_said_to_be_one() -> None:
    assert explain(evening(PAIRS), TOGETHER, ADA, BEN).sentences == (
        "Ada and Ben meet in round 1 (nearby).",
        "They are new to each other; nothing more speaks for this meeting, and nothing against it.",
    )


def test_meeting_by_wish_names_the_wishes() -> None:
    wishes = Wishes(must_meet=frozenset({(ADA, BEN)}), requests=((BEN, ADA),), pinned=(Meeting(RoundNo(1), (ADA, BEN)),))
    assert explain(evening(PAIRS, wishes=wishes), TOGETHER, BEN, ADA).sentences == (
        "Ben and Ada meet in round 1 (nearby).",
        "The meeting in round 1 is pinned: it was settled before.",
        "They must meet: the organizer asked for it.",
        "Ben asked to meet Ada.",
        "Ada is useful to Ben, 20 points.",
    )


def test_repeats_are_named_with_their_price() -> None:
    twice = pairs(((ADA, BEN), (EVA, DUNG)), ((ADA, BEN), (EVA, DUNG)))
    assert explain(evening(PAIRS, PAIRS), twice, ADA, BEN).sentences[-1] == "They meet 2 times: that counts as a repeat and costs 30 points."
    known = Wishes(acquainted=frozenset({(ADA, BEN)}))
    assert explain(evening(PAIRS, PAIRS, wishes=known), twice, ADA, BEN).sentences[-1] == (
        "They know each other already: that counts as 2 repeats and costs 60 points."
    )


def test_place_and_company_are_named() -> None:
    problem = Problem(FOUR, (Round.table(3),), rows(2, 4), Benefit(), Wishes(absent={DUNG: frozenset({RoundNo(1)})}))
    table = problem.tables(1)[0]
    held = Programme((Meeting(RoundNo(1), (ADA, BEN, EVA), table.seats, table.id),), (), dict(zip((ADA, BEN, EVA), table.seats, strict=True)))
    assert check(problem, held).ok
    assert explain(problem, held, ADA, EVA).sentences[0] == "Ada and Eva meet in round 1 (table) on Row A, chair 1 and Row A, chair 3, together with Ben."


def test_two_who_do_not_meet_hear_whom_they_meet_instead_and_what_an_exchange_costs() -> None:
    assert explain(evening(PAIRS, benefit=USEFUL), TOGETHER, ADA, EVA).sentences == (
        "Ada and Eva do not meet this evening.",
        "Round 1: Ada meets Ben, worth 6 points; Eva meets Dung, worth 2 points.",
        "Round 1: Eva in the place of Ben would cost 5 points.",
        "Eva is useful to Ada, 3 points.",
    )


def test_exchange_that_breaks_a_rule_is_not_offered() -> None:
    kept = Wishes(pinned=(Meeting(RoundNo(1), (EVA, DUNG)),))
    assert "Round 1: the meeting of Eva and Dung is pinned." in explain(evening(PAIRS, wishes=kept), TOGETHER, ADA, EVA).sentences
    forbidden = Wishes(must_not_meet=frozenset({(BEN, DUNG)}))
    assert explain(evening(PAIRS, wishes=forbidden), TOGETHER, ADA, EVA).sentences[2] == (
        "Round 1: no exchange of two people brings them together without breaking another rule."
    )


def test_two_who_meet_in_another_round_hear_when() -> None:
    problem = evening(PAIRS, PAIRS)
    twice = pairs(((ADA, BEN), (EVA, DUNG)), ((ADA, EVA), (BEN, DUNG)))
    assert explain(problem, twice, ADA, EVA, round_no=1).sentences[:2] == (
        "Ada and Eva do not meet in round 1.",
        "They meet in round 2 (nearby).",
    )
    assert explain(problem, twice, ADA, EVA).sentences[0] == "Ada and Eva meet in round 2 (nearby)."


def test_two_who_are_never_there_together_hear_so() -> None:
    absent = Wishes(absent={ADA: frozenset({RoundNo(1)}), BEN: frozenset({RoundNo(2)})})
    problem = evening(PAIRS, PAIRS, wishes=absent)
    held = pairs(((EVA, DUNG),), ((ADA, EVA),), byes=(Bye(RoundNo(1), BEN), Bye(RoundNo(2), DUNG)))
    assert explain(problem, held, ADA, BEN).sentences[:2] == ("Ada and Ben do not meet this evening.", "They are never there at the same time.")


def test_two_who_sit_far_apart_hear_how_far() -> None:
    problem = Problem(FOUR, (Round.neighbour(), Round.nearby(1.0)), rows(1, 4))
    homes = {who: SeatId(f"A{no}") for no, who in enumerate((ADA, BEN, EVA, DUNG), 1)}
    seats = {ADA: "A1", BEN: "A2", EVA: "A3", DUNG: "A4"}
    held = Programme(
        tuple(Meeting(RoundNo(no), pair, (SeatId(seats[pair[0]]), SeatId(seats[pair[1]]))) for no in (1, 2) for pair in ((ADA, BEN), (EVA, DUNG))),
        (),
        homes,
    )
    assert check(problem, held).ok
    assert explain(problem, held, ADA, DUNG).sentences[1:3] == (
        "Round 1: nobody moves, and their home chairs (Row A, chair 1 and Row A, chair 4) are not side by side.",
        "Round 2: their home chairs are 1.8 m apart, and the round reaches 1 m.",
    )


def test_rounds_of_hosts_and_requests_say_what_they_are_for() -> None:
    wishes = Wishes(hosting=Hosting({ADA: None, BEN: None}), requests=((ADA, DUNG),))
    problem = evening(Round.hosts(1), Round.requests(), wishes=wishes)
    held = pairs(((ADA, EVA), (BEN, DUNG)), ((ADA, DUNG),), byes=(Bye(RoundNo(2), BEN), Bye(RoundNo(2), EVA)))
    assert explain(problem, held, ADA, BEN).sentences[1:3] == (
        "Round 1: both are hosts and keep their own tables.",
        "Round 2: it holds requested meetings only, and neither asked for the other.",
    )
    assert explain(problem, held, EVA, DUNG, round_no=1).sentences[1] == "Round 1: neither is a host."


BY_WISH = "Ada and Ben are not brought together, by wish of the organizer or of one of them."


def test_who_hides_from_whom_is_not_told() -> None:
    hiding = (Attendee(ADA, "Ada", hides_from=frozenset({"Acme"})), Attendee(BEN, "Ben", Profile(company="Acme")), *FOUR[2:])
    held = pairs(((ADA, EVA), (BEN, DUNG)))
    by_hiding = explain(evening(PAIRS, people=hiding, benefit=USEFUL), held, ADA, BEN)
    by_organizer = explain(evening(PAIRS, benefit=USEFUL, wishes=Wishes(must_not_meet=frozenset({(ADA, BEN)}))), held, ADA, BEN)
    assert by_hiding == by_organizer
    assert by_hiding.sentences == (BY_WISH,)


@given(problems_and_programmes(), st.data())
@settings(max_examples=60)
def test_hidden_company_never_shows(evening: tuple[Problem, Programme], data: st.DataObject) -> None:
    problem, programme = evening
    without = tuple(replace(attendee, hides_from=frozenset()) for attendee in problem.attendees)
    forbidden = problem.forbidden
    openly = replace(problem, attendees=without, wishes=replace(problem.wishes, must_not_meet=forbidden))
    ids = [attendee.id for attendee in problem.attendees]
    if len(ids) >= 2:
        one, other = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
        assert explain(problem, programme, one, other) == explain(openly, programme, one, other)
        assert explain(problem, programme, one) == explain(openly, programme, one)


def test_bye_of_an_odd_one_is_explained() -> None:
    problem = evening(PAIRS, people=PEOPLE)
    held = replace(TOGETHER, byes=(Bye(RoundNo(1), FRITZ),))
    assert explain(problem, held, FRITZ).sentences == (
        "Round 1 (nearby): Fritz has a bye; 5 people are there, an odd number, so one is left over.",
        "It is the only bye of Fritz.",
        "Fritz meets nobody this evening.",
    )


@pytest.mark.parametrize(
    ("rounds", "wishes", "cause"),
    [
        (PAIRS, Wishes(absent={who: frozenset({RoundNo(1)}) for who in (BEN, EVA, DUNG)}), "nobody else is there."),
        (
            PAIRS,
            Wishes(must_not_meet=frozenset({(ADA, BEN), (ADA, EVA), (ADA, DUNG)})),
            "nobody who is there can be brought together with Ada.",
        ),
        (Round.requests(), Wishes(requests=((BEN, EVA),)), "the round holds requested meetings only; Ada asked for nobody, and nobody asked for Ada."),
        (
            Round.requests(),
            Wishes(requests=((BEN, EVA), (ADA, DUNG)), absent={DUNG: frozenset({RoundNo(1)})}),
            "of those whom Ada asked for, or who asked for Ada, nobody is there.",
        ),
        (Round.hosts(1), Wishes(hosting=Hosting({BEN: None})), "3 guests are there, and 1 host can take 1."),
        (Round.hosts(1), Wishes(hosting=Hosting({BEN: None}), absent={BEN: frozenset({RoundNo(1)})}), "no host is there."),
        (Round.hosts(1), Wishes(hosting=Hosting({ADA: None, BEN: None, EVA: None})), "there are more hosts than guests, 3 to 1."),
        (Round.hosts(3), Wishes(hosting=Hosting({BEN: None}, guest_most=0)), "Ada has the most hosts that were allowed, 0."),
        (Round.table(4), Wishes(), "so has Dung: a meeting of theirs was given up for something worth more, or had no place."),
        (Round.table(4), Wishes(must_not_meet=frozenset({(ADA, DUNG)})), "everybody whom Ada could meet is needed elsewhere."),
    ],
)
def test_bye_has_a_cause(rounds: Round, wishes: Wishes, cause: str) -> None:
    problem = evening(rounds, wishes=wishes)
    held = pairs(((BEN, EVA),), byes=(Bye(RoundNo(1), ADA), Bye(RoundNo(1), DUNG)))
    assert explain(problem, held, ADA, round_no=1).sentences[0] == f"Round 1 ({rounds.kind}): Ada has a bye; {cause}"


def test_bye_for_want_of_chairs_is_explained() -> None:
    homes = {ADA: SeatId("A1"), BEN: SeatId("A2")}
    for round_, cause in (
        (Round.neighbour(), "the room has 2 chairs, and Dung found none."),
        (PAIRS, "4 people are there for 2 chairs."),
    ):
        problem = Problem(FOUR, (round_,), rows(1, 2))
        held = Programme((Meeting(RoundNo(1), (ADA, BEN), (SeatId("A1"), SeatId("A2"))),), (Bye(RoundNo(1), EVA), Bye(RoundNo(1), DUNG)), homes)
        assert check(problem, held).ok
        assert explain(problem, held, DUNG, round_no=1).sentences[0] == f"Round 1 ({round_.kind}): Dung has a bye; {cause}"


def test_evening_of_one_person_is_told_round_by_round() -> None:
    problem = evening(PAIRS, PAIRS, PAIRS, benefit=USEFUL, wishes=Wishes(absent={ADA: frozenset({RoundNo(3)})}))
    held = pairs(((ADA, BEN), (EVA, DUNG)), ((ADA, DUNG), (BEN, EVA)), ((BEN, DUNG),), byes=(Bye(RoundNo(3), EVA),))
    assert explain(problem, held, ADA).sentences == (
        "Round 1 (nearby): Ada meets Ben.",
        "Round 2 (nearby): Ada meets Dung.",
        "Round 3: Ada is not there.",
        "In all Ada meets 2 people. Useful to Ada: Ben.",
    )


@pytest.mark.parametrize(
    ("one", "other", "round_no", "sentence"),
    [
        (AttendeeId("zoe"), None, None, "There is nobody with the id zoe in the list. Maybe look it up in the programme's file."),
        (ADA, ADA, None, "Ada does not meet themselves. Maybe name a second person."),
        (ADA, None, 2, "There is no round 2; the last of the evening is 1."),
    ],
)
def test_question_about_nobody_is_answered_with_a_way_out(one: AttendeeId, other: AttendeeId | None, round_no: int | None, sentence: str) -> None:
    with pytest.raises(BadInput, match=re.escape(sentence)):
        explain(evening(PAIRS), TOGETHER, one, other, round_no=round_no)


@given(problems_and_programmes(), st.data())
@settings(max_examples=100)
def test_every_question_has_an_answer_in_names(evening: tuple[Problem, Programme], data: st.DataObject) -> None:
    problem, programme = evening
    named = {attendee.id: f"Somebody {no}" for no, attendee in enumerate(problem.attendees)}
    problem = replace(problem, attendees=tuple(replace(attendee, name=named[attendee.id]) for attendee in problem.attendees))
    if named:
        one = data.draw(st.sampled_from(sorted(named)))
        other = data.draw(st.sampled_from([None, *(who for who in sorted(named) if who != one)]))
        no = data.draw(st.sampled_from([None, *problem.round_nos]))
        found = explain(problem, programme, one, other, round_no=no)
        assert found.sentences
        assert str(found) == "\n".join(found.sentences)
        for sentence in found.sentences:
            assert sentence.endswith(".")
            assert not re.search(r"\ba\d\d\b", sentence)
