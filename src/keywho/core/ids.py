"""Distinct types for the names of things; never bare strings or integers."""

from typing import NewType

AttendeeId = NewType("AttendeeId", str)
SeatId = NewType("SeatId", str)
TableId = NewType("TableId", str)
RoundNo = NewType("RoundNo", int)
"""1-based number of a round in the evening."""

Pair = tuple[AttendeeId, AttendeeId]
"""Two attendees, the smaller id first (see `pair_of`)."""


def pair_of(one: AttendeeId, other: AttendeeId) -> Pair:
    """Two attendees as an unordered pair: the smaller id comes first."""
    return (one, other) if one <= other else (other, one)
