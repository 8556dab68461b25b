"""Keeps the worker alive beside the web server, and lets it end with it, however that ends."""

import logging
import subprocess
import sys
import threading
import time

from keywho.server.hosting.bell import tell_screens

log = logging.getLogger("keywho.server")

PATIENCE_S = 3.0
"""A worker ends at once, but for the mail that it is just handing over (`postman.LAST_MAIL_S`)."""

SOON_S = 5.0
LONGEST_PAUSE_S = 30.0


class WorkerBeside:
    """A worker process that is started again when it dies.

    What it writes to standard output says which event has changed. Its standard input is a pipe from us that nobody writes to: when we are gone, even by kill -9, the pipe ends, and the worker with it.
    """

    def __init__(self, command: list[str] | None = None) -> None:
        self.command = command or [sys.executable, "-m", "keywho.server.hosting.worker_beside"]
        self.ending = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def start(self) -> None:
        """Start the worker and watch it."""
        self.thread.start()

    def let_go(self) -> None:
        """Let the worker end, without waiting for it."""
        self.ending.set()
        if self.process is not None and self.process.stdin:
            self.process.stdin.close()

    def end(self) -> None:
        """End the worker; a job it was at is begun again with the next start."""
        self.let_go()
        if self.process is None:
            return
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _watch(self) -> None:
        pause_s = 0.2
        while not self.ending.is_set():
            began = time.monotonic()
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
            if self.ending.is_set():
                self.end()
                return
            if self.process.stdout:
                with self.process.stdout as rings:
                    tell_screens(rings)
            code = self.process.wait()
            if self.ending.is_set():
                return
            pause_s = 0.2 if time.monotonic() - began > SOON_S else min(pause_s * 2, LONGEST_PAUSE_S)
            log.warning("The worker ended (code %s); it is started again.", code)
            self.ending.wait(pause_s)
