"""How long a text takes to say: numbers and abbreviations as they are said, their syllables and stops, and somebody's own pace."""

from keywho.coach.speaking.aloud import Said, Stop, aloud
from keywho.coach.speaking.estimate import (
    ERROR,
    Error,
    Estimate,
    Moment,
    Spoken,
    cut_at,
    error_of,
    moments,
    seconds_of,
    spoken,
    words_for,
)
from keywho.coach.speaking.pace import USUAL, Pace
from keywho.coach.speaking.syllables import syllables

__all__ = [
    "ERROR",
    "USUAL",
    "Error",
    "Estimate",
    "Moment",
    "Pace",
    "Said",
    "Spoken",
    "Stop",
    "aloud",
    "cut_at",
    "error_of",
    "moments",
    "seconds_of",
    "spoken",
    "syllables",
    "words_for",
]
