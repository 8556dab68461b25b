"""The courage ladder: twelve rungs, from saying one's name to being the one who is asked. Each at one's own pace, in any order; going down is fine.

Small steps towards what one fears, again and again, make it smaller: talking to strangers each day for a week lowered the fear of being turned away
(Sandstrom, Boothby & Cooney 2022, https://doi.org/10.1016/j.jesp.2022.104356).
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from keywho.coach.notebook import Notebook
from keywho.coach.sets import read_set

RUNG = "rung:"


class Moment(StrEnum):
    """What happens in an evening, after it, or with the coach, and can light a rung."""

    MET = "met"
    NOTED = "noted"
    REHEARSED = "rehearsed"
    PITCHED = "pitched"
    WALKED_OVER = "walked-over"
    AT_A_TABLE = "at-a-table"
    SAID_YES = "said-yes"
    THANKED = "thanked"
    ASKED = "asked"
    HELD = "held"
    REACHED = "reached"
    WAS_ASKED = "was-asked"


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung.

    Attributes
    ----------
    key : names it in notebooks and addresses.
    title : what to do, in one line.
    why : why it helps.
    how : how it is done, one step a sentence or two.
    smaller : what to do where this is too much today.
    lit_by : moments each of which lights it.
    lit_when : when it lights up by itself, in a sentence.
    lesson : key of the lesson about it; may be empty.
    """

    key: str
    title: str
    why: str
    how: tuple[str, ...]
    smaller: str
    lit_by: tuple[Moment, ...]
    lit_when: str
    lesson: str = ""

    @property
    def mark(self) -> str:
        """Its key among the marks of a notebook."""
        return RUNG + self.key


@dataclass(frozen=True, slots=True)
class Ladder:
    """All rungs, the smallest first."""

    rungs: tuple[Rung, ...]

    def rung(self, key: str) -> Rung | None:
        """Give a rung by its key."""
        return next((one for one in self.rungs if one.key == key), None)

    def beside(self, rung: Rung) -> tuple[Rung | None, Rung | None]:
        """Give the rung below and the rung above."""
        no = self.rungs.index(rung)
        return (self.rungs[no - 1] if no else None, self.rungs[no + 1] if no + 1 < len(self.rungs) else None)


@dataclass(frozen=True, slots=True)
class Standing:
    """A rung as it stands for somebody. `by_itself` says that what happened lit it, not they themselves."""

    no: int
    rung: Rung
    is_lit: bool
    by_itself: bool = False


def ladder_in(language: str) -> Ladder:
    """Read the ladder in a language."""
    return read_set(language, "ladder", Ladder)


def moments_in(notebook: Notebook) -> frozenset[Moment]:
    """Give what happened with the coach itself."""
    return frozenset({Moment.REHEARSED} if notebook.tries else ())


def standings(ladder: Ladder, notebook: Notebook, happened: Collection[Moment] = ()) -> tuple[Standing, ...]:
    """Give each rung as it stands: marked by its owner, or lit by what happened unless they took that back."""
    moments = frozenset(happened) | moments_in(notebook)
    return tuple(_standing(no, rung, notebook, moments) for no, rung in enumerate(ladder.rungs, 1))


def _standing(no: int, rung: Rung, notebook: Notebook, moments: frozenset[Moment]) -> Standing:
    by_itself = rung.mark not in notebook.put_away and not moments.isdisjoint(rung.lit_by)
    return Standing(no, rung, by_itself or rung.mark in notebook.marks, by_itself)


def lit_rungs(ladder: Ladder, notebook: Notebook, happened: Collection[Moment] = ()) -> frozenset[str]:
    """Give the keys of the rungs that are lit."""
    return frozenset(one.rung.key for one in standings(ladder, notebook, happened) if one.is_lit)


def next_rung(known: Collection[Standing]) -> Standing | None:
    """Give the smallest rung that is not lit: what one may try next; None where all are."""
    return next((one for one in known if not one.is_lit), None)
