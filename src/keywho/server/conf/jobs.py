"""The queue of long jobs: an order goes in at the server, a worker takes it out (docs/decisions/0008-long-jobs.md).

An order that a worker has taken out is gone from the queue. What survives a crash is the job's record in the database;
`hosting.worker` puts orders of jobs whose worker died into the queue again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from huey import Huey, RedisHuey, SqliteHuey
from huey.api import Task
from huey.serializer import SignedSerializer

from keywho.core.errors import BadInput
from keywho.server.conf.environment import Environment, read_environment
from keywho.server.conf.home import secret_in

QUEUE_FILE = "jobs.sqlite3"

JOBS = {"plan": "keywho.server.services.planning:run_planning_job"}
"""Each kind of job, and the function that does it; loaded where it is done."""


@dataclass(frozen=True, slots=True)
class JobQueue:
    """A queue and the one kind of order that goes into it: a job's name and what it is about."""

    huey: Huey
    order_of: Callable[..., Task]

    @classmethod
    def of(cls, environment: Environment) -> "JobQueue":
        """Open the queue: in Redis where there is one, else in a file. Orders are signed, so that nobody else who can write there gives us any."""
        signed = SignedSerializer(secret=environment.secret_key or secret_in(environment.home))
        if environment.redis_url:
            huey: Huey = RedisHuey("keywho", url=environment.redis_url, results=False, read_timeout=1, serializer=signed)
        else:
            huey = SqliteHuey("keywho", filename=str(environment.home / QUEUE_FILE), results=False, fsync=True, strict_fifo=True, serializer=signed)
        return cls(huey, huey.task()(do_job).s)

    def order(self, job_name: str, *args: object) -> None:
        """Order a job; a worker begins it as soon as it is free."""
        if job_name not in JOBS:
            raise BadInput(f"There is no job named {job_name}. Maybe one of: {', '.join(JOBS)}.")
        self.huey.enqueue(self.order_of(job_name, *args))

    @property
    def waiting(self) -> int:
        """How many orders no worker has taken yet."""
        return int(self.huey.pending_count())


@cache
def queue() -> JobQueue:
    """Give the queue of this installation."""
    return JobQueue.of(read_environment())


def enqueue_planning(job_pk: int) -> None:
    """Order a planning job of this installation."""
    queue().order("plan", job_pk)


def do_job(job_name: str, *args: object) -> None:
    """Do a job, in the worker."""
    module, function = JOBS[job_name].split(":")
    getattr(import_module(module), function)(*args)
