"""What the answers of an evening change, and what they never change."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.benefit.knobs import Learning
from keywho.benefit.learned import LIMITS, MOST_NEW, Answers, Tastes, limits_in_words, sharpened
from keywho.benefit.likeness import plain_reader
from keywho.core.benefit import Benefit
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.rounds import Round

ADA, BEN, CYD, DAN, EVA, FAY = PEOPLE = tuple(AttendeeId(name) for name in ("ada", "ben", "cyd", "dan", "eva", "fay"))
NURSE, WELDER, NOTHING = (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)
REASON = "You look for a ward. Dan hires nurses."


def room(held: dict[AttendeeId, tuple[float, float]], sought: dict[AttendeeId, tuple[float, float]] | None = None) -> Tastes:
    def rows(of: dict[AttendeeId, tuple[float, float]]) -> np.ndarray:
        return np.array([of.get(who, NOTHING) for who in PEOPLE], np.float32)

    return Tastes(rows(held), rows(sought or {}))


def everybody(points: float = 5.0) -> Benefit:
    return Benefit.of(PEOPLE, {(one, other): points for one in PEOPLE for other in PEOPLE if one != other}, anyone=1.0, reasons={(ADA, DAN): REASON})


def after(answers: Answers, tastes: Tastes, learning: Learning = Learning.MORE, benefit: Benefit | None = None) -> dict[tuple[AttendeeId, AttendeeId], float]:
    """Give the entries that changed, with their new points."""
    before = benefit or everybody()
    now = sharpened(before, PEOPLE, tastes, answers, learning)
    changed = np.flatnonzero(now.points != before.points)
    return {(PEOPLE[now.seeker[at]], PEOPLE[now.sought[at]]): float(now.points[at]) for at in changed}


NURSES = room({BEN: NURSE, DAN: NURSE, CYD: WELDER, EVA: WELDER})


def test_a_yes_and_a_no_speak_for_and_against_people_who_are_alike() -> None:
    found = after({(ADA, BEN): True, (ADA, CYD): False}, NURSES)
    assert {pair for pair in found if found[pair] > 5.0} == {(ADA, BEN), (ADA, DAN)}
    assert {pair for pair in found if found[pair] < 5.0} == {(ADA, CYD), (ADA, EVA)}


def test_a_yes_speaks_for_somebody_to_others_who_look_for_the_same_and_to_nobody_else() -> None:
    tastes = room({}, {ADA: NURSE, EVA: NURSE, FAY: WELDER})
    found = after({(ADA, BEN): True, (CYD, DAN): False}, tastes)
    assert set(found) == {(EVA, BEN)}
    assert found[EVA, BEN] > 5.0


def test_a_no_speaks_to_nobody_but_the_one_who_said_it() -> None:
    tastes = room({BEN: NURSE, DAN: NURSE}, dict.fromkeys(PEOPLE, NURSE))
    assert {who for who, _ in after({(ADA, BEN): False, (CYD, DAN): True}, tastes)} >= {ADA}
    with_no, without = ({(CYD, DAN): True, (FAY, EVA): True, (ADA, BEN): False}, {(CYD, DAN): True, (FAY, EVA): True})
    everywhere, nowhere = (after(answers, tastes) for answers in (with_no, without))
    assert all(points >= 5.0 for (who, _), points in everywhere.items() if who != ADA), "somebody is sought less by others after a no"
    assert set(nowhere) <= set(everywhere)


def test_who_says_yes_to_all_has_told_nothing() -> None:
    answers = {(ADA, BEN): True, (ADA, CYD): True}
    assert after(answers, NURSES) == {}


@pytest.mark.parametrize("answers", [{}, {(ADA, ADA): True}, {(ADA, AttendeeId("gone")): True}, {(AttendeeId("gone"), BEN): False}])
def test_no_answer_about_anybody_here_changes_nothing(answers: Answers) -> None:
    assert sharpened(everybody(), PEOPLE, NURSES, answers, Learning.MORE) == everybody()


def test_nothing_is_learned_where_the_organizer_wants_nothing_learned() -> None:
    assert sharpened(everybody(), PEOPLE, NURSES, {(ADA, BEN): True, (ADA, CYD): False}, Learning.OFF) == everybody()
    assert limits_in_words(Learning.OFF) == "What people answer this evening changes nothing."


ANSWERS = st.dictionaries(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), st.booleans(), max_size=20)
ROWS = st.lists(st.tuples(*[st.floats(-1, 1, width=32)] * 2), min_size=6, max_size=6).map(
    lambda rows: np.array([np.array(row) / max(1.0, float(np.hypot(*row))) for row in rows], np.float32)
)
ENTRIES = st.dictionaries(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)).filter(lambda pair: pair[0] != pair[1]), st.sampled_from([0.0, 0.5, 3.0, 7.25, 10.0, 20.0])
)


@given(ENTRIES, ROWS, ROWS, ANSWERS, st.sampled_from(Learning))
def test_an_entry_keeps_within_its_limits_and_none_ends(
    entries: dict[tuple[AttendeeId, AttendeeId], float], held: np.ndarray, sought: np.ndarray, answers: Answers, learning: Learning
) -> None:
    before = Benefit.of(PEOPLE, entries, anyone=1.0)
    now = sharpened(before, PEOPLE, Tastes(held, sought), answers, learning)
    limits, old = LIMITS[learning], len(before.points)
    points, begun = now.points[:old], now.points[old:]
    assert (now.seeker[:old].tolist(), now.sought[:old].tolist(), now.anyone) == (before.seeker.tolist(), before.sought.tolist(), 1.0)
    assert ((points > 0) == (before.points > 0)).all()
    assert (points >= before.points * (1 - limits.share) - 0.005).all()
    assert (points <= before.points * (1 + limits.share) + limits.most_added + 0.005).all()
    assert (points <= np.maximum(before.points, 10.0) + 0.005).all()
    assert ((begun > 0) & (begun <= limits.most_added)).all()
    assert np.bincount(now.seeker[old:], minlength=1).max() <= MOST_NEW
    Problem(tuple(Attendee(who, who) for who in PEOPLE), (Round.nearby(None),), benefit=now)  # refuses what no planner can take


def test_where_the_profiles_see_no_use_a_firm_lesson_begins_an_entry_without_a_reason() -> None:
    now = sharpened(Benefit(anyone=1.0), PEOPLE, NURSES, {(ADA, BEN): True, (ADA, CYD): False, (FAY, CYD): False}, Learning.MORE)
    assert {(PEOPLE[one], PEOPLE[other]) for one, other, _ in now.entries()} == {(ADA, BEN), (ADA, DAN)}
    assert not now.reasons


@given(ROWS, ROWS, ANSWERS)
def test_the_order_in_which_answers_came_does_not_matter(held: np.ndarray, sought: np.ndarray, answers: Answers) -> None:
    turned = dict(reversed(list(answers.items())))
    one, other = (sharpened(everybody(), PEOPLE, Tastes(held, sought), said, Learning.MORE) for said in (answers, turned))
    assert one == other


def test_reasons_are_those_of_the_profiles_whatever_was_answered() -> None:
    now = sharpened(everybody(), PEOPLE, NURSES, {(ADA, BEN): True, (ADA, CYD): False}, Learning.MORE)
    assert dict(now.reasons) == {(0, 3): REASON}


def test_people_in_the_same_work_are_alike_and_others_are_not() -> None:
    roles = ("Registered nurse", "Krankenschwester", "Truck driver", "")
    tastes = Tastes.of([Attendee(AttendeeId(f"p{no}"), "", Profile(role=role)) for no, role in enumerate(roles)], plain_reader())
    near = tastes.held @ tastes.held.T
    assert near[0, 1] > 0.5 > 0.2 > near[0, 2]
    assert not tastes.held[3].any()


@pytest.mark.parametrize(("learning", "words"), [(Learning.A_LITTLE, "by a fifth at most, and by a tenth"), (Learning.MORE, "by half at most, and by a fifth")])
def test_the_limits_are_said_in_words(learning: Learning, words: str) -> None:
    assert words in limits_in_words(learning)
