"""A fuller profile in the exchange format: all of it comes back, but for how long somebody has searched."""

from dataclasses import replace

from keywho.adapters.exchange_json import dumps, loads
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee, Help, Profile, Seniority
from keywho.core.problem import Problem
from keywho.core.rounds import Round, RoundKind

FULL = Profile(
    "a", "b", "c", "d", "care", "Jena", frozenset({"en", "de"}), Seniority.LONG, 14, frozenset({Help.ADVICE, Help.INSIDER}), frozenset({Help.JOB_LEAD})
)


def test_a_full_profile_comes_back_without_the_months_of_searching() -> None:
    problem = Problem((Attendee(AttendeeId("a"), "Ana", FULL), Attendee(AttendeeId("b"), "Ben")), (Round(RoundKind.NEIGHBOUR),))
    text = dumps(problem)
    assert b"months" not in text
    assert loads(text).problem.attendees == (Attendee(AttendeeId("a"), "Ana", replace(FULL, months_searching=None)), Attendee(AttendeeId("b"), "Ben"))
