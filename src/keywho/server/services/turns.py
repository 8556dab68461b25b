"""Whose turn it is to think: one at a time for each evening in this process, organizers first, all others in the order in which they came.

Without it, a crowd at the door would think all at once, one of them would be recorded, and all the others would have to think again.
The database is not locked while somebody thinks; other processes are kept apart by the numbers of the log.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count


class Turns:
    """A queue in front of one evening."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[tuple[int, int]] = []
        self._tickets = count()
        self._busy = False

    @contextmanager
    def turn(self, *, first: bool) -> Iterator[None]:
        """Wait for one's turn, and give it on afterwards; `first` goes before all who are not."""
        with self._changed:
            ticket = (0 if first else 1, next(self._tickets))
            heappush(self._waiting, ticket)
            while self._busy or self._waiting[0] != ticket:
                self._changed.wait()
            heappop(self._waiting)
            self._busy = True
        try:
            yield
        finally:
            with self._changed:
                self._busy = False
                self._changed.notify_all()


_TURNS: dict[int, Turns] = {}
_TURNS_LOCK = threading.Lock()


def turns_of(event_pk: int) -> Turns:
    """Give the queue of an evening."""
    with _TURNS_LOCK:
        return _TURNS.setdefault(event_pk, Turns())
