"""What the views show beside the state: the furniture, and the people as others may see them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from keywho.core.ids import AttendeeId
from keywho.core.problem import Problem
from keywho.live.words import Words, words_of


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody as others may see them: `company` is empty unless it is shared. `pitch` is shown to themselves alone."""

    called: str
    recognize: str = ""
    seeks: str = ""
    offers: str = ""
    role: str = ""
    company: str = ""
    pitch: str = ""


Why = Callable[[AttendeeId, AttendeeId], str]
"""Why somebody meets another, in words to the first; empty for no strong reason."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """How those who meet may begin: a first sentence, and questions that follow it."""

    sentence: str = ""
    follow_ups: tuple[str, ...] = ()


Icebreaker = Callable[[AttendeeId, tuple[AttendeeId, ...], int], Beginning]
"""How somebody may begin with these others in a round."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the views need beside the state.

    `problem` is the evening as it is now; None before anything is planned.
    """

    title: str
    code: str
    words: Words
    faces: Mapping[AttendeeId, Face]
    why: Why
    icebreaker: Icebreaker
    problem: Problem | None = None

    @classmethod
    def empty(cls) -> "Scene":
        """Give a scene without people."""
        return cls("", "", words_of("en"), {}, lambda _who, _other: "", lambda _who, _others, _no: Beginning())

    def called(self, who: AttendeeId) -> str:
        """Say how somebody wants to be called; kind words for one whose profile is erased."""
        face = self.faces.get(who)
        return (face.called if face else "") or self.words.somebody
