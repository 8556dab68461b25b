"""Watches a search for those who wait at the desk: writes down how far it is, and hears when it shall end."""

import logging
import math
import threading
import time
from contextlib import closing
from types import TracebackType
from typing import Self

import msgspec
from django.db import DatabaseError, connection
from django.utils import timezone

from keywho.planning.stopping import Progress
from keywho.server.store import models as records

log = logging.getLogger("keywho.worker")

TELL_EVERY_S = 0.25
BEAT_EVERY_S = 3.0
MOST_MOMENTS = 120


class NoLongerOurs(Exception):
    """The job is not this worker's any more: it was given to another one, or deleted."""


class Moment(msgspec.Struct, frozen=True, array_like=True):
    """Score and bound at one time of a search; the bound is None before it is known."""

    seconds: float
    score: float
    bound: float | None = None


class Stand(msgspec.Struct, frozen=True):
    """How far a search is, as it stands in the job's record."""

    stage: str = ""
    seconds: float = 0.0
    score: float | None = None
    bound: float | None = None
    gap: float | None = None
    moments: tuple[Moment, ...] = ()


class Watch:
    """Called by the planner now and then; tells the record at most four times a second.

    Where the planner is silent for long, a second thread says that it is alive.
    """

    def __init__(self, job_pk: int, tries: int) -> None:
        self._mine = records.PlanningJob.objects.filter(pk=job_pk, state=records.JobState.RUNNING, tries=tries)
        self._told_s = 0.0
        self._moments: list[Moment] = []
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ended.set()

    def __call__(self, progress: Progress) -> None:
        """Write down where the search stands.

        Raises
        ------
        KeyboardInterrupt
            Somebody asked it to end; the planner then gives the best so far.
        NoLongerOurs
            Another worker has the job.
        """
        self._remember(progress)
        if time.monotonic() - self._told_s < TELL_EVERY_S:
            return
        self._told_s = time.monotonic()
        try:
            if not self._mine.update(progress=msgspec.json.encode(self._stand(progress)).decode(), heartbeat_at=timezone.now()):
                raise NoLongerOurs
            asked = self._mine.values_list("cancel_asked", flat=True).first()
        except DatabaseError as error:
            log.warning("How far the planner is could not be written down: %s", error)
            return
        if asked:
            raise KeyboardInterrupt

    def _remember(self, progress: Progress) -> None:
        """Keep a moment where score or bound have changed; when there are many, every second one."""
        if not math.isfinite(progress.score):
            return
        moment = Moment(round(progress.seconds, 3), round(progress.score, 1), _finite(progress.bound))
        if self._moments and (self._moments[-1].score, self._moments[-1].bound) == (moment.score, moment.bound):
            return
        self._moments.append(moment)
        if len(self._moments) > MOST_MOMENTS:
            self._moments = [self._moments[0], *self._moments[2::2]] if len(self._moments) % 2 else self._moments[1::2]

    def _stand(self, progress: Progress) -> Stand:
        return Stand(
            progress.stage, round(progress.seconds, 2), _finite(progress.score), _finite(progress.bound), _finite(progress.gap, 5), tuple(self._moments)
        )

    def _beat(self) -> None:
        while not self._ended.wait(BEAT_EVERY_S):
            try:
                with closing(connection):
                    self._mine.all().update(heartbeat_at=timezone.now())
            except DatabaseError as error:
                log.warning("The planner's heartbeat could not be written down: %s", error)


def _finite(number: float, digits: int = 1) -> float | None:
    return round(number, digits) if math.isfinite(number) else None
