"""One search on several cores: large evenings by dealing the rounds, others as streams that go their own way, the worst taking now and then the evening of the best."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from keywho.planning.search.dealing import DealtRounds
from keywho.planning.search.pace import Budget
from keywho.planning.search.table_search import TableSearch, Watch

MEETING_POINTS = (0.5, 0.75, 0.9)
"""Shares of a run after which the worst stream takes the evening of the best."""

DEALT_FROM = 4000
"""People times rounds from which rounds are dealt."""

MOST_BYTES = 256 << 20
"""Memory for all twins of a search; there are fewer of them where each takes much."""


class Search(Protocol):
    """Whatever runs a search over table rounds."""

    def anneal(self, budget: Budget, hot: float, cold: float, here: float, target: float, watch: Watch, *, part: float = 0.0) -> tuple[float, int]:
        """See `TableSearch.anneal`."""


def cores() -> int:
    """Give how many cores this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def on_cores(search: TableSearch, count: int) -> Search:
    """Give a search that runs on at most so many cores, fewer where memory or rounds are too few; on one it is the search itself."""
    count = max(1, min(count, 1 + MOST_BYTES // max(1, search.own_bytes)))
    if search.instance.count * len(search.rounds) >= DEALT_FROM:
        count = min(count, len(search.rounds))
        return search if count == 1 else DealtRounds(search, count)
    return search if count == 1 else Streams(search, count)


class Streams:
    """A search that runs as several twins. The same seed, budget and number of streams give the same evening, as long as the clock does not lead."""

    def __init__(self, search: TableSearch, count: int) -> None:
        """Take the search and say how many streams there are, this one included."""
        self.search, self.count = search, count

    def anneal(self, budget: Budget, hot: float, cold: float, here: float, target: float, watch: Watch, *, part: float = 0.0) -> tuple[float, int]:
        """Do what `TableSearch.anneal` does, in all streams. A budget of moves is shared among them, one of seconds is everyone's own."""
        own = Budget(None if budget.moves is None else max(1, budget.moves // self.count), budget.seconds)
        streams = [self.search, *(self.search.twin(at) for at in range(1, self.count))]
        points, made = [here] * self.count, 0
        try:
            for began, end in zip([0.0, *MEETING_POINTS], [*MEETING_POINTS, 1.0], strict=True):
                heats = hot * (cold / hot) ** began, hot * (cold / hot) ** end
                share = part * (end - began) / max(1e-9, 1.0 - part * began)
                points, steps = self._run(streams, own.part(end - began), heats, points, target, watch, made, share)
                made += steps
                watch(max(points), made)  # a rule that counts moves may stop here, where all streams are done
                if max(points) >= target:
                    break
                best, worst = points.index(max(points)), points.index(min(points))
                if points[best] > points[worst]:
                    streams[worst].follow(streams[best])
                    points[worst] = points[best]
        finally:
            self.search.led_by_clock |= any(stream.led_by_clock for stream in streams)
            best = max(range(self.count), key=lambda at: streams[at].points())
            if best:
                self.search.follow(streams[best])
        return max(points), made

    def _run(
        self, streams: list[TableSearch], budget: Budget, heats: tuple[float, float], points: list[float], target: float, watch: Watch, made: int, part: float
    ) -> tuple[list[float], int]:
        """Let all streams use a budget, the first in this thread. Returns the points of each and the moves of all."""
        used = [0.0]

        def told(best: float, moves: int) -> float:
            used[0] = max(used[0], watch(best, made + moves))
            return used[0]

        with ThreadPoolExecutor(self.count - 1) as pool:
            others = [
                pool.submit(stream.anneal, budget, *heats, here, target, lambda best, moves: used[0], part=part)
                for stream, here in zip(streams[1:], points[1:], strict=True)
            ]
            try:
                first = streams[0].anneal(budget, *heats, points[0], target, told, part=part)
            except BaseException:
                used[0] = 1.0  # the others end at once
                raise
        found = [first, *(other.result() for other in others)]
        return [best for best, _ in found], sum(steps for _, steps in found)
