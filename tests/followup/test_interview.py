"""The rules of interviews: who may say what when, and when calendars are told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from keywho.followup import interview as rules
from keywho.followup.interview import AHEAD, FINAL, InCalendars, Interview, InterviewState, Side, Terms, Way
from keywho.followup.refusals import SENTENCES, Refused, Why

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
ONE, TWO, THREE = (NOON + timedelta(days=days) for days in (1, 2, 3))
TERMS = Terms("How did you get from the ward into management?", 20, Way.PHONE, "", ("What surprised you?",))
ASKER, ASKED = Side.ASKER, Side.ASKED


def asked(*times: datetime) -> Interview:
    return rules.ask("u@keywho.invalid", TERMS, times or (ONE, TWO), now=NOON)


def agreed() -> Interview:
    return rules.accept(asked(), ASKED, ONE, version=1, now=NOON)


def refusal(press: Callable[[], object]) -> Why:
    with pytest.raises(Refused) as refused:
        press()
    return refused.value.why


def test_an_interview_goes_from_the_question_to_the_talk():
    known = asked(TWO, ONE)
    assert (known.times, known.turn, known.sequence, known.is_told) == ((ONE, TWO), ASKED, 0, False)
    known = rules.counter(known, ASKED, [THREE], version=1, now=NOON, words="Thursday is better")
    assert (known.state, known.times, known.turn, known.words) == (InterviewState.COUNTERED, (THREE,), ASKER, "Thursday is better")
    known = rules.accept(known, ASKER, THREE, version=2, now=NOON, place="+49 30 1234")
    assert (known.state, known.starts_at, known.times, known.terms.place, known.sequence) == (InterviewState.ACCEPTED, THREE, (), "+49 30 1234", 0)
    known = rules.hold(known, version=3, now=THREE)
    assert (known.state, known.turn, known.sequence) == (InterviewState.HELD, None, 0)


def test_what_is_agreed_on_stands_until_a_new_time_is_taken():
    known = rules.move(agreed(), ASKER, [THREE], version=2, now=NOON)
    assert (known.starts_at, known.is_moving, known.turn, known.sequence) == (ONE, True, ASKED, 0)
    known = rules.accept(known, ASKED, THREE, version=3, now=NOON)
    assert (known.starts_at, known.is_moving, known.sequence) == (THREE, False, 1)


def test_a_proposal_to_move_can_be_turned_down_or_taken_back():
    moving = rules.move(agreed(), ASKER, [THREE], version=2, now=NOON)
    for by in Side:
        known = rules.stay(moving, by, version=3, now=NOON)
        assert (known.starts_at, known.times, known.sequence, known.state) == (ONE, (), 0, InterviewState.ACCEPTED)


def test_calendars_are_told_of_a_new_place_and_of_the_end_by_a_higher_sequence():
    known = rules.change(agreed(), ASKED, version=2, now=NOON, place="Café Kranzler", minutes=30)
    assert (known.terms.place, known.terms.minutes, known.sequence) == ("Café Kranzler", 30, 1)
    assert rules.change(known, ASKED, version=3, now=NOON, place="Café Kranzler") is known
    assert rules.cancel(known, ASKER, version=3, now=NOON).sequence == 2


def test_one_time_is_told_to_calendars_at_once_and_accepting_it_changes_nothing_there():
    known = asked(ONE)
    assert known.shown == InCalendars(ONE, 20, Way.PHONE, "")
    assert rules.accept(known, ASKED, ONE, version=1, now=NOON).sequence == 0
    assert rules.decline(known, ASKED, version=1, now=NOON).sequence == 1
    countered = rules.counter(known, ASKED, [TWO], version=1, now=NOON)
    assert (countered.sequence, rules.accept(countered, ASKER, TWO, version=2, now=NOON).sequence) == (0, 1)


def test_a_request_that_no_calendar_knows_ends_without_telling_any():
    assert rules.decline(asked(), ASKED, version=1, now=NOON).sequence == 0
    assert rules.cancel(asked(), ASKER, version=1, now=NOON).sequence == 0


def test_a_no_can_be_taken_back_within_an_hour():
    no = rules.decline(asked(), ASKED, version=1, now=NOON, words="Not this month, I'm sorry")
    again = rules.reopen(no, ASKED, version=2, now=NOON + timedelta(hours=1))
    assert (again.state, again.turn, again.times) == (InterviewState.COUNTERED, ASKED, (ONE, TWO))
    assert refusal(lambda: rules.reopen(no, ASKED, version=2, now=NOON + timedelta(minutes=61))) is Why.TOO_LATE_TO_REOPEN
    assert refusal(lambda: rules.reopen(no, ASKER, version=2, now=NOON)) is Why.NOT_YOURS


def test_a_revived_request_is_told_with_a_sequence_above_that_of_its_end():
    no = rules.decline(asked(ONE), ASKED, version=1, now=NOON)
    again = rules.accept(rules.reopen(no, ASKED, version=2, now=NOON), ASKED, ONE, version=3, now=NOON)
    assert (no.sequence, again.sequence) == (1, 2)


def test_of_two_presses_at_once_the_second_is_told_to_look_again():
    known = rules.accept(asked(), ASKED, ONE, version=1, now=NOON)
    assert refusal(lambda: rules.decline(known, ASKED, version=1, now=NOON)) is Why.STALE


REFUSALS: dict[str, tuple[Callable[[], object], Why]] = {
    "accepting one's own time": (lambda: rules.accept(asked(), ASKER, ONE, version=1, now=NOON), Why.NOT_YOURS),
    "a time that nobody proposed": (lambda: rules.accept(asked(), ASKED, THREE, version=1, now=NOON), Why.NOT_PROPOSED),
    "a time that is over": (lambda: rules.accept(asked(), ASKED, ONE, version=1, now=ONE), Why.TOO_SOON),
    "proposing against oneself": (lambda: rules.counter(asked(), ASKER, [THREE], version=1, now=NOON), Why.NOT_YOURS),
    "countering what is agreed on": (lambda: rules.counter(agreed(), ASKED, [THREE], version=2, now=NOON), Why.OVER),
    "moving what is not agreed on": (lambda: rules.move(asked(), ASKED, [THREE], version=1, now=NOON), Why.NOT_AGREED),
    "moving to the same time": (lambda: rules.move(agreed(), ASKED, [ONE], version=2, now=NOON), Why.SAME_TIMES),
    "declining one's own request": (lambda: rules.decline(asked(), ASKER, version=1, now=NOON), Why.NOT_YOURS),
    "declining what is agreed on": (lambda: rules.decline(agreed(), ASKED, version=2, now=NOON), Why.OVER),
    "taking back the other's request": (lambda: rules.cancel(asked(), ASKED, version=1, now=NOON), Why.NOT_YOURS),
    "holding it before it begins": (lambda: rules.hold(agreed(), version=2, now=NOON), Why.NOT_YET_BEGUN),
    "holding what is not agreed on": (lambda: rules.hold(asked(), version=1, now=THREE), Why.NOT_AGREED),
    "staying where nothing moves": (lambda: rules.stay(agreed(), ASKED, version=2, now=NOON), Why.NOT_AGREED),
    "no time": (lambda: rules.ask("u", TERMS, (), now=NOON), Why.NO_TIMES),
    "four times": (lambda: asked(ONE, TWO, THREE, THREE + timedelta(1)), Why.TOO_MANY_TIMES),
    "a past time": (lambda: asked(NOON), Why.TOO_SOON),
    "a time in more than a year": (lambda: asked(NOON + AHEAD + timedelta(days=1)), Why.TOO_FAR),
    "the same time twice": (lambda: asked(ONE, ONE), Why.SAME_TIMES),
    "no purpose": (lambda: rules.ask("u", replace(TERMS, purpose="  \n"), [ONE], now=NOON), Why.NO_PURPOSE),
    "17 minutes": (lambda: rules.ask("u", replace(TERMS, minutes=17), [ONE], now=NOON), Why.NOT_SO_LONG),
    "four questions": (lambda: rules.ask("u", replace(TERMS, questions=("a", "b", "c", "d")), [ONE], now=NOON), Why.TOO_MANY_QUESTIONS),
    "a purpose like a letter": (lambda: rules.ask("u", replace(TERMS, purpose="x" * 301), [ONE], now=NOON), Why.TOO_LONG),
    "words like a letter": (lambda: rules.decline(asked(), ASKED, version=1, now=NOON, words="x" * 501), Why.TOO_LONG),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_can_not_be_is_refused_with_its_reason(name: str):
    press, why = REFUSALS[name]
    assert refusal(press) is why


def test_whose_times_are_all_over_may_propose_new_ones():
    later = rules.counter(asked(ONE), ASKER, [THREE], version=1, now=TWO)
    assert (later.times, later.turn) == ((THREE,), ASKED)


def test_every_reason_has_its_sentence():
    assert set(SENTENCES) == set(Why)


class AnyTwo(RuleBasedStateMachine):
    """Two people press whatever they like; what calendars know is kept beside."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOON
        self.known = asked(ONE)
        self.told: InCalendars | None = self.known.shown
        self.was_told = self.known.shown is not None
        self.proposed: dict[datetime, Side] = {ONE: ASKER}

    def press(self, by: Side, change: Callable[[], Interview]) -> None:
        before = self.known
        try:
            after = change()
        except Refused:
            return
        assert before.state not in FINAL or (before.state, by) == (InterviewState.DECLINED, ASKED)
        assert after is before or after.version == before.version + 1
        ends = after.state in (InterviewState.DECLINED, InterviewState.CANCELLED)
        has_to_be_told = self.was_told and (ends or (after.shown is not None and after.shown != before.shown))
        assert after.sequence == before.sequence + has_to_be_told
        if after.starts_at != before.starts_at:
            assert after.starts_at is not None and after.starts_at > self.now
            assert self.proposed[after.starts_at] is by.other and before.turn is by
        if after.times != before.times and after.times:
            assert before.turn is not by.other or not before.times_ahead(self.now) or before.state is InterviewState.ACCEPTED
            self.proposed = dict.fromkeys(after.times, by)
        if after.shown is not None:
            self.was_told = True
        self.known = after

    @rule(by=st.sampled_from(Side), which=st.sampled_from(["first", "last", "another"]))
    def accepts(self, by: Side, which: str) -> None:
        proposed = self.known.times or (ONE,)
        at = {"first": proposed[0], "last": proposed[-1], "another": self.now + timedelta(days=1, minutes=1)}[which]
        self.press(by, lambda: rules.accept(self.known, by, at, version=self.known.version, now=self.now))

    @rule(by=st.sampled_from(Side), days=st.lists(st.integers(-1, 95), max_size=4))
    def counters(self, by: Side, days: list[int]) -> None:
        self.press(by, lambda: rules.counter(self.known, by, [self.now + timedelta(days=day) for day in days], version=self.known.version, now=self.now))

    @rule(by=st.sampled_from(Side), days=st.lists(st.integers(1, 30), min_size=1, max_size=3))
    def moves(self, by: Side, days: list[int]) -> None:
        self.press(by, lambda: rules.move(self.known, by, [self.now + timedelta(days=day) for day in days], version=self.known.version, now=self.now))

    @rule(by=st.sampled_from(Side))
    def stays(self, by: Side) -> None:
        self.press(by, lambda: rules.stay(self.known, by, version=self.known.version, now=self.now))

    @rule(by=st.sampled_from(Side), place=st.sampled_from(["", "Café", "+49 30"]), minutes=st.sampled_from([15, 20, 30]))
    def changes(self, by: Side, place: str, minutes: int) -> None:
        self.press(by, lambda: rules.change(self.known, by, version=self.known.version, now=self.now, place=place, minutes=minutes))

    @rule(by=st.sampled_from(Side))
    def declines(self, by: Side) -> None:
        self.press(by, lambda: rules.decline(self.known, by, version=self.known.version, now=self.now))
        assert self.known.state is not InterviewState.DECLINED or by is ASKED or self.known.version > 1

    @rule(by=st.sampled_from(Side))
    def reopens(self, by: Side) -> None:
        self.press(by, lambda: rules.reopen(self.known, by, version=self.known.version, now=self.now))

    @rule(by=st.sampled_from(Side), luck=st.integers(0, 3))
    def cancels(self, by: Side, luck: int) -> None:
        if luck == 0:
            self.press(by, lambda: rules.cancel(self.known, by, version=self.known.version, now=self.now))

    @rule(by=st.sampled_from(Side))
    def holds(self, by: Side) -> None:
        self.press(by, lambda: rules.hold(self.known, version=self.known.version, now=self.now))

    @rule(hours=st.integers(0, 60))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(by=st.sampled_from(Side))
    @precondition(lambda self: self.known.version > 1)
    def an_old_page_presses(self, by: Side) -> None:
        old = self.known.version - 1
        for change in (rules.decline, rules.reopen, rules.cancel, rules.stay):
            assert refusal(lambda change=change: change(self.known, by, version=old, now=self.now)) is Why.STALE  # type: ignore[misc]

    @invariant()
    def is_sound(self) -> None:
        known = self.known
        assert (known.state in (InterviewState.ACCEPTED, InterviewState.HELD)) <= (known.starts_at is not None)
        assert len(known.times) <= 3 and list(known.times) == sorted(set(known.times))
        assert known.is_told is self.was_told
        assert known.turn is None or known.times


TestAnyTwo = AnyTwo.TestCase
TestAnyTwo.settings = settings(max_examples=150, stateful_step_count=25, deadline=None)
