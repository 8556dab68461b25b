"""What the organizer can turn, in words: what the evening is for, how the most sought people are shared out, what is learned while it runs."""

from dataclasses import dataclass
from enum import StrEnum


class Leaning(StrEnum):
    """What the evening is for."""

    OPENINGS = "openings"
    MIX = "a mix"
    COMPANY = "company on the way"


class Sharing(StrEnum):
    """How far the few who are useful to all are shared out."""

    OFF = "first come"
    GENTLE = "gently"
    STRONG = "strongly"


class Learning(StrEnum):
    """How much the yeses of this evening may change its next rounds."""

    OFF = "nothing"
    A_LITTLE = "a little"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Knobs:
    """The organizer's choices; as they stand they suit a mixed evening."""

    leaning: Leaning = Leaning.MIX
    sharing: Sharing = Sharing.GENTLE
    learning: Learning = Learning.A_LITTLE
