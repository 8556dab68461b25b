"""A real `keywho serve` in a process of its own, for tests that start, kill and end it."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

LONGEST_START_S = 60


@dataclass
class Serving:
    """A server that was started; `said` is what it wrote to the terminal so far."""

    process: subprocess.Popen[str]
    port: int
    said: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def text(self) -> str:
        return "".join(self.said)

    def read(self) -> None:
        """Collect what the server says, until it ends."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)

    def first_link(self) -> str:
        """Give the link that was printed for the first account."""
        found = re.search(r"http://\S+/first/(\S+)", self.text)
        assert found is not None, self.text
        return found[1]

    def worker_pids(self) -> list[int]:
        """Give the processes that this server started."""
        return children_of(self.process.pid)

    def interrupt(self) -> float:
        """Press Ctrl-C; give the seconds until it had ended."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(LONGEST_START_S)
        return time.monotonic() - began


@contextmanager
def serving(home: Path, *words: str, port: int | None = None, **environ: str) -> Iterator[Serving]:
    """Start a server, wait until it is ready, and make sure that it is gone afterwards."""
    port = port or free_port()
    process = start(home, *words, port=port, **environ)
    server = Serving(process, port)
    reader = threading.Thread(target=server.read, daemon=True)
    reader.start()
    try:
        wait_until(lambda: "Ctrl-C ends it" in server.text or process.poll() is not None, f"a server that is ready, but: {server.text}")
        assert process.poll() is None, server.text
        yield server
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(LONGEST_START_S)
        reader.join(5)
        if process.stdout is not None:
            process.stdout.close()


def start(home: Path, *words: str, port: int, **environ: str) -> subprocess.Popen[str]:
    """Start `keywho serve`, with nothing of the environment of whoever runs the tests."""
    known = {name: text for name, text in os.environ.items() if not name.startswith(("KEYWHO_", "DJANGO_"))}
    settings = {"KEYWHO_HOME": str(home), "KEYWHO_ADDRESS": "127.0.0.1", "KEYWHO_PORT": str(port)}
    command = [sys.executable, "-m", "keywho", "serve", *words]
    return subprocess.Popen(
        command, env=known | settings | environ | {"PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children_of(pid: int) -> list[int]:
    """Give the processes that a process started."""
    found = []
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if int((folder / "stat").read_text().rsplit(") ", 1)[1].split()[1]) == pid:
                found.append(int(folder.name))
    return found


def is_alive(pid: int) -> bool:
    """Say whether a process still runs."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except OSError:
        return False


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = LONGEST_START_S) -> None:
    """Wait until something holds."""
    latest = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < latest, f"Waited {seconds} s for {what}"
        time.sleep(0.02)


def answers(url: str) -> bool:
    """Say whether a server answers."""
    with suppress(httpx.HTTPError):
        return httpx.get(url, timeout=2).status_code < 500
    return False
