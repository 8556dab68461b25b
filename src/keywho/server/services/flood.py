"""How often something may be done in a minute. Counted in memory: a restart begins anew, which harms nobody."""

import threading
from collections import deque
from collections.abc import Callable, Hashable

MINUTE_S = 60.0
MOST_KEYS = 50_000


class Limit:
    """At most `most` in any 60 s for each key."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._times: dict[Hashable, deque[float]] = {}
        self._lock = threading.Lock()

    def admits(self, key: Hashable, at_s: float) -> bool:
        """Count one more for a key at a moment (of a clock that only goes on); False where it is one too many, which is not counted."""
        with self._lock:
            times = self._times.setdefault(key, deque())
            while times and times[0] <= at_s - MINUTE_S:
                times.popleft()
            if len(times) >= self.most:
                return False
            times.append(at_s)
            if len(self._times) > MOST_KEYS:
                self._forget(lambda last_s: last_s <= at_s - MINUTE_S)
            return True

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._times.clear()

    def _forget(self, is_over: Callable[[float], bool]) -> None:
        """Drop what does not count any more, so that strangers can't fill the memory; where that is not enough, all of it."""
        kept = {key: times for key, times in self._times.items() if times and not is_over(times[-1])}
        self._times = kept if len(kept) <= MOST_KEYS else {}
