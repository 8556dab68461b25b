"""One broken hard rule."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """One hard rule that a programme breaks.

    `code` is for programs, `sentence` for people; `names` are the ids of the people concerned. `round_no` is None where
    the whole evening is concerned.
    """

    code: str
    sentence: str
    names: tuple[str, ...] = ()
    round_no: int | None = None

    def __str__(self) -> str:
        return self.sentence
