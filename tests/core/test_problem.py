"""What a planner may know: who is there, who must not meet, how many trios a round may have."""

from dataclasses import replace

import pytest

from keywho.core.benefit import Benefit
from keywho.core.errors import FaultyProblem
from keywho.core.ids import AttendeeId, RoundNo, TableId
from keywho.core.layouts import round_tables, rows
from keywho.core.meeting import Meeting
from keywho.core.people import Attendee, Profile, company_key
from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.core.score import Score
from keywho.core.wishes import Hosting, Wishes

ADA, BEN, EVA, DUNG, FRITZ = (AttendeeId(name) for name in ("ada", "ben", "eva", "dung", "fritz"))
FIVE = tuple(Attendee(who, who.title()) for who in (EVA, ADA, BEN, FRITZ, DUNG))
ONE = RoundNo(1)


def test_those_present_come_in_the_order_of_the_list() -> None:
    problem = Problem(FIVE, (Round.nearby(), Round.nearby()), wishes=Wishes(absent={ADA: frozenset({ONE})}))
    assert problem.present(1) == (EVA, BEN, FRITZ, DUNG)
    assert problem.present(2) == (EVA, ADA, BEN, FRITZ, DUNG)
    assert problem.index[BEN] == 2
    assert list(problem.round_nos) == [1, 2]


@pytest.mark.parametrize(
    ("company", "hides_from", "hidden"),
    [("ACME  Ltd", {"acme ltd"}, True), ("Acme", {"Initech", "ACME "}, True), ("Acme", {"Acme Ltd"}, False), ("", {""}, False), ("Acme", set(), False)],
)
def test_company_is_compared_without_case_and_blanks(company: str, hides_from: set[str], hidden: bool) -> None:
    hiding, other = Attendee(ADA, "Ada", hides_from=frozenset(hides_from)), Attendee(BEN, "Ben", Profile(company=company))
    assert hiding.is_hidden_from(other) is hidden
    assert Problem((other, hiding), (Round.nearby(),)).forbidden == (frozenset({(ADA, BEN)}) if hidden else frozenset())


def test_hiding_from_the_own_company_hides_from_colleagues_only() -> None:
    acme = Profile(company="Acme")
    people = (Attendee(ADA, "Ada", acme, hides_from=frozenset({"Acme"})), Attendee(BEN, "Ben", acme), Attendee(EVA, "Eva"))
    wishes = Wishes(must_not_meet=frozenset({(BEN, EVA)}))
    assert Problem(people, (Round.nearby(),), wishes=wishes).forbidden == {(ADA, BEN), (BEN, EVA)}
    assert company_key("  Acme\tLtd ") == "acme ltd"


def test_odd_one_makes_one_trio_and_each_who_prefers_groups_another() -> None:
    wishes = Wishes(prefers_groups=frozenset({ADA}))
    assert Problem(FIVE, (Round.nearby(None),)).most_trios(1) == 1
    assert Problem(FIVE[:4], (Round.nearby(None),)).most_trios(1) == 0
    assert Problem(FIVE[:4], (Round.nearby(None),), wishes=wishes).most_trios(1) == 1
    assert Problem(FIVE, (Round.nearby(None),), wishes=wishes).most_trios(1) == 1  # five people have no second three
    assert Problem(FIVE[:3], (Round.neighbour(),), rows(1, 4)).most_trios(1) == 1
    assert Problem(FIVE, (Round.neighbour(),)).most_trios(1) == 1
    assert Problem(FIVE, (Round.table(4),)).most_trios(1) == 0
    assert Problem(FIVE, (Round.requests(),), wishes=Wishes(requests=((ADA, BEN),))).most_trios(1) == 0


def test_home_chairs_matter_to_neighbours_and_within_a_reach_in_a_room() -> None:
    rounds = (Round.neighbour(), Round.nearby(2.0), Round.nearby(None), Round.table(4))
    in_a_room = Problem(FIVE, rounds, rows(2, 3))
    assert [in_a_room.measures_reach(no) for no in in_a_room.round_nos] == [True, True, False, False]
    assert not any(Problem(FIVE, rounds).measures_reach(no) for no in (1, 2, 3, 4))


def test_tables_are_those_of_the_room_or_circles_of_its_chairs() -> None:
    assert [table.name for table in Problem(FIVE, (Round.table(3),), round_tables(2, 4)).tables(1)] == ["Table 1", "Table 2"]
    assert [table.capacity for table in Problem(FIVE, (Round.table(4),), rows(2, 3)).tables(1)] == [4, 2]
    assert Problem(FIVE, (Round.table(3),)).tables(1) == ()


def test_hosts_rounds_of_different_size_have_the_same_circles() -> None:
    wishes = Wishes(hosting=Hosting({ADA: TableId("circle-4-2")}))
    problem = Problem(FIVE, (Round.hosts(1), Round.table(3), Round.hosts(3)), rows(2, 4), wishes=wishes)
    assert [[table.id for table in problem.tables(no)] for no in (1, 2, 3)] == [
        ["circle-4-1", "circle-4-2"],
        ["circle-3-1", "circle-3-2", "circle-3-3"],
        ["circle-4-1", "circle-4-2"],
    ]
    with pytest.raises(FaultyProblem, match="Ada hosts at circle-3-1, which is not in the room"):
        replace(problem, wishes=Wishes(hosting=Hosting({ADA: TableId("circle-3-1")})))


def test_hosts_requests_and_pinned_groups_are_known_by_round() -> None:
    wishes = Wishes(
        absent={ADA: frozenset({ONE})},
        hosting=Hosting({ADA: None, DUNG: None, BEN: None}),
        requests=((EVA, ADA), (ADA, EVA), (BEN, DUNG)),
        pinned=(Meeting(RoundNo(2), (ADA, EVA)),),
    )
    problem = Problem(FIVE, (Round.hosts(1), Round.hosts(2)), wishes=wishes)
    assert problem.hosts_present(1) == (BEN, DUNG)
    assert problem.requested == {(ADA, EVA), (BEN, DUNG)}
    assert (problem.pinned_in(1), problem.pinned_in(2)) == ((), (frozenset({ADA, EVA}),))


def test_round_says_how_many_meet() -> None:
    rounds = (Round.neighbour(), Round.nearby(), Round.table(6), Round.hosts(3), Round.requests())
    assert [(round_.of_pairs, round_.largest) for round_ in rounds] == [(True, 3), (True, 3), (False, 6), (False, 4), (True, 2)]


def test_benefit_is_directed_and_in_the_order_of_the_list() -> None:
    benefit = Benefit.of([EVA, ADA], {(ADA, EVA): 2.0}, anyone=0.5, reasons={(ADA, EVA): "Eva hires."})
    assert list(benefit.entries()) == [(1, 0, 2.0)]
    assert benefit.reasons == {(1, 0): "Eva hires."}
    assert benefit == Benefit.of([EVA, ADA], {(ADA, EVA): 2.0}, anyone=0.5, reasons={(ADA, EVA): "Eva hires."})
    assert benefit != Benefit.of([ADA, EVA], {(ADA, EVA): 2.0}, anyone=0.5, reasons={(ADA, EVA): "Eva hires."})
    assert Benefit.uniform(2.0) == Benefit(anyone=2.0) != Benefit()


def test_points_are_what_is_gained_less_every_price() -> None:
    score = Score(100.0, 10.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, byes=1)
    assert (score.price, score.points) == (45.0, 65.0)
