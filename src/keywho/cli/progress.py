"""One line that shows where a running search stands."""

import math
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from keywho.cli.voice import Voice, plain

if TYPE_CHECKING:
    from rich.live import Live

    from keywho.planning.stopping import Progress

LIVE_EVERY_S = 0.1
PRINT_EVERY_S = 2.0


class ProgressLine:
    """Shows each progress as a line that rewrites itself; where stderr is no terminal, as a plain line every two seconds."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._live: Live | None = None
        self._next_s = time.monotonic()

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self._voice.quiet:
            from rich.console import Console
            from rich.live import Live

            console = Console(stderr=True)
            self._live = Live(console=console, auto_refresh=False, transient=True)
            self._live.start()
            console.show_cursor(True)  # a second Ctrl-C ends the program without another chance to do so
        else:
            self._next_s += PRINT_EVERY_S  # short searches need no lines in a log
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._live:
            self._live.stop()

    def __call__(self, progress: "Progress") -> None:
        """Show where the search stands; too frequent calls are passed over."""
        now_s = time.monotonic()
        if now_s < self._next_s:
            return
        if self._live:
            self.show(sentence(progress))
            self._next_s = now_s + LIVE_EVERY_S
        elif not self._voice.quiet:
            self._voice.warn(sentence(progress))
            self._next_s = now_s + PRINT_EVERY_S

    def show(self, text: str) -> None:
        """Show a text in the line; a log does without."""
        if self._live:
            from rich.text import Text

            self._live.update(Text(plain(text), no_wrap=True, overflow="ellipsis"), refresh=True)


def sentence(progress: "Progress") -> str:
    """Say where a search stands; the bound only once there is one."""
    stage = f"{progress.stage}: " if progress.stage else ""
    said = f"{progress.seconds:5.1f} s  {stage}score {points(progress.score)}" if math.isfinite(progress.score) else f"{progress.seconds:5.1f} s  {stage}..."
    return f"{said} of at most {points(progress.bound)}, gap {progress.gap:.2%}" if math.isfinite(progress.bound + progress.score) else said


def points(value: float) -> str:
    """Give points as people read them."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.1f}"
