"""The worker: does long jobs, one after another, apart from the web server."""

import logging
import os
import sys
import threading
from datetime import UTC, datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections
from django.db.models import Q
from huey.consumer import Consumer

from keywho.server.conf.environment import Environment
from keywho.server.conf.jobs import queue
from keywho.server.hosting.bell import bell_of_redis
from keywho.server.hosting.postman import Postman
from keywho.server.services import ports
from keywho.server.services.afterwards.exchange import exchange_all_due
from keywho.server.services.afterwards.reminder_mails import mail_due
from keywho.server.services.tidying import tidy
from keywho.server.store import models as records

log = logging.getLogger("keywho.worker")

LOOK_EVERY_S = 0.1
SWEEP_EVERY_S = 5.0
TIDY_EVERY = timedelta(days=1)
REMIND_EVERY = timedelta(minutes=3)
STALE_S = 15.0
"""A running job whose worker was not heard of for so long has none any more."""

FORGOTTEN_S = 10.0
"""A job that waits for so long while the queue is empty was never ordered: the server died between record and order."""


def work_apart(environment: Environment) -> None:
    """Do jobs without a server beside; the screens hear of them through Redis, if there is one."""
    if environment.redis_url:
        ports.plug(publish_with=bell_of_redis(environment.redis_url))
    work(environment)


def work(environment: Environment, *, beside: bool = False) -> None:
    """Do jobs until told to end; `beside` a server, also when that ends."""
    alone = beside and not environment.redis_url
    postman = Postman(is_alone=alone)
    if beside:
        threading.Thread(target=_end_with_stdin, args=(postman,), name="parent", daemon=True).start()
    put_back_lost(datetime.now(UTC), stale_s=0.0 if alone else STALE_S)
    ending = threading.Event()
    threading.Thread(target=_sweep, args=(ending,), name="sweep", daemon=True).start()
    postman.start()
    try:
        Consumer(queue().huey, workers=1, periodic=False, initial_delay=LOOK_EVERY_S, backoff=1.0, max_delay=LOOK_EVERY_S, shutdown_timeout=1).run()
    finally:
        ending.set()
        postman.end()


def put_back_lost(now: datetime, *, stale_s: float = STALE_S) -> int:
    """Order again what lost its worker, or was never ordered; give how many jobs these are."""
    running = Q(state=records.JobState.RUNNING) & (Q(heartbeat_at__lt=now - timedelta(seconds=stale_s)) | Q(heartbeat_at=None))
    lost = list(records.PlanningJob.objects.filter(running).order_by("id"))
    for job in lost:
        found = records.PlanningJob.objects.filter(pk=job.pk, state=records.JobState.RUNNING, heartbeat_at=job.heartbeat_at)
        if found.update(state=records.JobState.QUEUED, heartbeat_at=None):
            queue().order("plan", job.pk)
    if not lost and queue().waiting == 0:
        forgotten = records.PlanningJob.objects.filter(state=records.JobState.QUEUED, asked_at__lt=now - timedelta(seconds=FORGOTTEN_S)).order_by("id")
        lost = list(forgotten)
        for job in lost:
            queue().order("plan", job.pk)
    if lost:
        log.warning("%d jobs had lost their worker and are begun again.", len(lost))
    return len(lost)


def _sweep(ending: threading.Event) -> None:
    """Every few seconds look for lost jobs, every few minutes for contacts to exchange and reminders to mail, and once a day for what is to be erased."""
    tidied_at: datetime | None = None
    reminded_at: datetime | None = None
    while not ending.wait(SWEEP_EVERY_S):
        now = datetime.now(UTC)
        try:
            put_back_lost(now)
            if reminded_at is None or now - reminded_at > REMIND_EVERY:
                reminded_at = now
                exchange_all_due(now)
                mail_due(now)
            if tidied_at is None or now - tidied_at > TIDY_EVERY:
                tidied_at = now
                tidy(now)
                SessionStore.clear_expired()
        except Exception:
            log.exception("Looking for lost jobs, or erasing what is over, failed.")
        finally:
            close_old_connections()


def _end_with_stdin(postman: Postman) -> None:
    sys.stdin.buffer.read()
    postman.end()
    os._exit(0)
