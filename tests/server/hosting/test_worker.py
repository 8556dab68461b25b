"""A job survives whatever happens to its worker. Here real workers are killed while they plan the demo evening."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from keywho.server.conf.jobs import queue
from keywho.server.hosting.worker import FORGOTTEN_S, STALE_S, put_back_lost
from keywho.server.store import models as records
from server.hosting.running import serving, wait_until
from server.machines import PostgreSQL, Redis

needs_proc = pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc to see which processes run")

ORDER = """
import sys
from keywho.server.conf.start import start_django
start_django()
from keywho.server.services.planning import order_plan
from keywho.server.store import models as records
print(order_plan(records.Event.objects.get().pk, float(sys.argv[1]), 7, None).job_pk)
"""
LOOK = """
from keywho.server.conf.start import start_django
start_django()
from keywho.server.store import models as records
print(*records.PlanningJob.objects.values_list("state", "tries").get())
"""


def said(program: str, *words: str, **environ: str) -> list[str]:
    """Run a program beside the server, with its settings."""
    known = {name: text for name, text in os.environ.items() if not name.startswith(("KEYWHO_", "DJANGO_"))}
    return subprocess.run([sys.executable, "-c", program, *words], env=known | environ, check=True, capture_output=True, text=True).stdout.split()


def job_in(home: Path) -> tuple[str, int]:
    """Give state and tries of the only job."""
    with closing(sqlite3.connect(f"file:{home}/keywho.sqlite3?mode=ro", uri=True)) as database:
        state, tries = database.execute("select state, tries from store_planningjob").fetchone()
    return str(state), int(tries)


def ask_to_stop(home: Path) -> None:
    with closing(sqlite3.connect(home / "keywho.sqlite3", timeout=20, isolation_level=None)) as database:
        database.execute("update store_planningjob set cancel_asked = 1")


def is_so(home: Path, state: str, tries: int) -> Callable[[], bool]:
    return lambda: job_in(home) == (state, tries)


@needs_proc
def test_a_job_goes_on_after_its_worker_was_killed_and_after_a_crash_of_everything(tmp_path: Path) -> None:
    with serving(tmp_path, "--demo") as server:
        said(ORDER, "300", KEYWHO_HOME=str(tmp_path))
        wait_until(is_so(tmp_path, "running", 1), "the planner")
        (worker,) = server.worker_pids()
        os.kill(worker, signal.SIGKILL)
        wait_until(is_so(tmp_path, "running", 2), "the planner, begun again")
        server.process.kill()
    assert job_in(tmp_path)[0] in ("running", "queued")
    with serving(tmp_path, "--demo") as server:
        wait_until(is_so(tmp_path, "running", 3), "the planner, after a new start")
        ask_to_stop(tmp_path)
        wait_until(lambda: job_in(tmp_path)[0] not in ("running", "queued"), "the end of the planner")
    with closing(sqlite3.connect(tmp_path / "keywho.sqlite3")) as database:
        assert database.execute("select state, version_id is not null from store_planningjob").fetchone() == ("cancelled", 1)


@needs_proc
def test_postgresql_and_redis_carry_jobs_too(tmp_path: Path, postgresql: PostgreSQL, redis_server: Redis) -> None:
    settings = {"KEYWHO_HOME": str(tmp_path), "KEYWHO_DATABASE_URL": postgresql.make_database("jobs"), "KEYWHO_REDIS_URL": redis_server.url}
    with serving(tmp_path, "--demo", **{name: text for name, text in settings.items() if name != "KEYWHO_HOME"}):
        said(ORDER, "1", **settings)
        wait_until(lambda: said(LOOK, **settings) == ["done", "1"], "the end of the planner")
    assert not (tmp_path / "jobs.sqlite3").exists()


@pytest.fixture
def event(db: None) -> records.Event:
    queue().huey.flush()
    return records.Event.objects.create(code="ABCD", name="Evening", epoch="e", key="k", projector_key="p")


def test_a_running_job_with_a_fresh_heartbeat_is_left_alone(event: records.Event) -> None:
    now = timezone.now()
    job = records.PlanningJob.objects.create(event=event, state=records.JobState.RUNNING, heartbeat_at=now - timedelta(seconds=STALE_S - 1))
    assert put_back_lost(now) == 0
    job.refresh_from_db()
    assert (job.state, queue().waiting) == (records.JobState.RUNNING, 0)


@pytest.mark.parametrize("silent_s", [STALE_S + 1, 3600.0, None])
def test_a_running_job_whose_worker_is_silent_is_ordered_again_once(event: records.Event, silent_s: float | None) -> None:
    now = timezone.now()
    heartbeat_at = None if silent_s is None else now - timedelta(seconds=silent_s)
    job = records.PlanningJob.objects.create(event=event, state=records.JobState.RUNNING, heartbeat_at=heartbeat_at)
    assert (put_back_lost(now), put_back_lost(now)) == (1, 0)
    job.refresh_from_db()
    assert (job.state, queue().waiting) == (records.JobState.QUEUED, 1)


def test_a_job_that_was_recorded_but_never_ordered_is_ordered(event: records.Event) -> None:
    job = records.PlanningJob.objects.create(event=event)
    assert put_back_lost(job.asked_at + timedelta(seconds=FORGOTTEN_S - 1)) == 0
    assert put_back_lost(job.asked_at + timedelta(seconds=FORGOTTEN_S + 1)) == 1
    assert queue().waiting == 1
    assert put_back_lost(job.asked_at + timedelta(seconds=FORGOTTEN_S + 2)) == 0  # it waits in the queue now


def test_an_order_of_somebody_else_is_not_done(event: records.Event) -> None:
    import pickle

    queue().huey.storage.enqueue(pickle.dumps("not signed"))
    with pytest.raises(ValueError, match="Separator"):
        queue().huey.dequeue()
