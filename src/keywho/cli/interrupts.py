"""Ctrl-C during a search: once for the best so far, twice to give up."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def second_interrupt_aborts() -> Iterator[None]:
    """While the search runs, the first Ctrl-C is a KeyboardInterrupt that the engine answers with its best; the second ends the command.

    The second is left to the operating system, because compiled code does not come back to Python to look.
    """

    def first(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGINT, first)
    except ValueError:  # not in the main thread, where no Ctrl-C arrives
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
