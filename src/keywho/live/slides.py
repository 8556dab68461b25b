"""The speaker's slides: what stands on the wall while somebody speaks, since when, and how long each has stood there."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class WallSlide:
    """A few large words. The log holds them, so that a restart shows what was shown, whatever has become of the script since.

    Attributes
    ----------
    no, of : its number from 1, and how many there are.
    seconds : how long it is to stand there.
    room_talks : the room talks meanwhile, and the wall counts down.
    """

    no: int
    of: int
    title: str
    lines: tuple[str, ...] = ()
    seconds: float = 0.0
    room_talks: bool = False


@dataclass(frozen=True, slots=True)
class Showing:
    """Slides being shown: which one since when (moved on by pauses; None when they are over), and for how many seconds each stood there before, by number."""

    slide: WallSlide | None
    since: datetime
    spent_s: tuple[float, ...] = ()

    def turned(self, slide: WallSlide | None, at: datetime) -> "Showing":
        """Go on to another slide, or to none; the same one goes on standing there."""
        return self if slide == self.slide else Showing(slide, at, self.spent_at(at))

    def spent_at(self, at: datetime) -> tuple[float, ...]:
        """Give how long each slide has stood there up to a moment."""
        if self.slide is None:
            return self.spent_s
        spent = [*self.spent_s, *([0.0] * (self.slide.of - len(self.spent_s)))]
        spent[self.slide.no - 1] += self.elapsed_s(at)
        return tuple(spent)

    def elapsed_s(self, at: datetime) -> float:
        """Give how long the slide has stood there this time; 0 for none."""
        return max(0.0, (at - self.since).total_seconds()) if self.slide is not None else 0.0

    def later(self, pause: timedelta) -> "Showing":
        """Give it after a pause, which does not count."""
        return replace(self, since=self.since + pause)


def shown(before: Showing | None, slide: WallSlide | None, at: datetime) -> Showing | None:
    """Show a slide, or none: the first one after an end begins anew."""
    if before is None or before.slide is None:
        return before if slide is None else Showing(slide, at)
    return before.turned(slide, at)
