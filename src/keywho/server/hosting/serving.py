"""Everything that `keywho serve` starts, in order, and ends again."""

import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import NoReturn

from django.db import connection

from keywho.server.conf.environment import Environment
from keywho.server.hosting.bell import listen_to_redis
from keywho.server.hosting.database import migrate
from keywho.server.hosting.greeting import greeting
from keywho.server.hosting.supervise import WorkerBeside
from keywho.server.hosting.web_server import raise_open_files, serve
from keywho.server.services.demo import make_demo
from keywho.server.services.evenings import now
from keywho.server.services.rights.erase import erase_again


def serve_all(environment: Environment, listening: socket.socket, say: Callable[[str], None], *, demo: bool) -> NoReturn:
    """Prepare the database, start the worker, serve until Ctrl-C, end the worker and this process."""
    raise_open_files()
    migrate()
    erase_again(now=now())
    words = greeting(environment, make_demo() if demo else None)
    connection.close()
    if environment.redis_url:
        listen_to_redis(environment.redis_url)
    worker = WorkerBeside()
    worker.start()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        serve(environment, listening, when_ready=lambda: say(words), when_ending=worker.let_go)
    finally:
        worker.end()
    say("keywho has ended; everything is kept.")
    sys.stdout.flush()
    os._exit(0)  # a planner that still warms up in its thread can't be waited for, and Python would end it in the middle of C++
