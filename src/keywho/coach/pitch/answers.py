"""What somebody answers before they have a pitch. Nobody is asked for an employer."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Shape(StrEnum):
    """From where somebody speaks; each has questions and sentences of its own."""

    JOB_SEEKER = "job-seeker"
    CHANGING = "changing"
    RETURNING = "returning"
    STUDENT = "student"
    EMPLOYER = "employer"
    MENTOR = "mentor"


class Since(IntEnum):
    """For how many months somebody has been looking, or on their way into another field. Said only if they choose to."""

    NOT_SAID = 0
    THREE = 3
    SIX = 6
    TWELVE = 12


class Cut(IntEnum):
    """How long a pitch is to be, in seconds."""

    TEN = 10
    THIRTY = 30
    SIXTY = 60


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of the builder, in the person's own words; each may be empty.

    Attributes
    ----------
    name : how they want to be called.
    does : who I am, by what I do and like.
    proof : what I did that shows it.
    seeks : my key who: whom I want to reach, and for what.
    gives : what I can do for others.
    says_layoff : whether they want a sentence about having been laid off.
    """

    shape: Shape = Shape.JOB_SEEKER
    since: Since = Since.NOT_SAID
    name: str = ""
    does: str = ""
    proof: str = ""
    seeks: str = ""
    gives: str = ""
    says_layoff: bool = False
