"""Real servers for the tests: a PostgreSQL and a Redis in temporary folders, each reached through a socket in its folder."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

LONGEST_START_S = 30


@dataclass(frozen=True, slots=True)
class PostgreSQL:
    """A running PostgreSQL; `url` is what KEYWHO_DATABASE_URL takes."""

    folder: Path
    programs: Path

    @property
    def url(self) -> str:
        return f"postgres://keywho@/keywho?host={self.folder}"

    def make_database(self, name: str) -> str:
        """Make an empty database and give its address."""
        subprocess.run([self.programs / "createdb", "-h", self.folder, "-U", "keywho", name], check=True)
        return f"postgres://keywho@/{name}?host={self.folder}"

    @classmethod
    @contextmanager
    def started(cls) -> "Iterator[PostgreSQL]":
        """Start one and end it."""
        programs = postgresql_programs()
        folder = Path(tempfile.mkdtemp(prefix="keywho-pg-"))
        who = somebody_else() if os.getuid() == 0 else None  # it refuses to run as root
        if who:
            os.chown(folder, who.pw_uid, who.pw_gid)
        run_as = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": [], "cwd": folder} if who else {"cwd": folder}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        base = folder / "base"
        subprocess.run([programs / "initdb", "-D", base, "-U", "keywho", "-A", "trust", "-E", "UTF8", "--no-sync"], check=True, **run_as, **quiet)
        command = [programs / "postgres", "-D", base, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"]
        process = subprocess.Popen(command, **run_as, **quiet)
        try:
            wait_until(lambda: subprocess.run([programs / "pg_isready", "-h", folder, "-U", "keywho"], check=False, **quiet).returncode == 0, "PostgreSQL")
            machine = cls(folder, programs)
            machine.make_database("keywho")
            yield machine
        finally:
            process.send_signal(signal.SIGINT)  # does not wait for those who are still connected
            process.wait(LONGEST_START_S)
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Redis:
    """A running Redis; `url` is what KEYWHO_REDIS_URL takes."""

    socket: Path

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    @classmethod
    @contextmanager
    def started(cls) -> "Iterator[Redis]":
        """Start one and end it."""
        program = shutil.which("redis-server")
        if program is None:
            pytest.skip("redis-server is not installed. Maybe: apt install redis-server.")
        folder = Path(tempfile.mkdtemp(prefix="keywho-redis-"))
        socket = folder / "redis.sock"
        command = [program, "--port", "0", "--unixsocket", socket, "--save", "", "--dir", folder]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until(socket.exists, "Redis")
            yield cls(socket)
        finally:
            process.terminate()
            process.wait(LONGEST_START_S)
            shutil.rmtree(folder, ignore_errors=True)


def postgresql_programs() -> Path:
    """Find the folder with initdb and postgres, or skip."""
    beside = shutil.which("postgres")
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *([Path(beside).parent] if beside else [])]
    for folder in found:
        if all((folder / program).exists() for program in ("initdb", "postgres", "createdb", "pg_isready")):
            return folder
    pytest.skip("PostgreSQL is not installed. Maybe: apt install postgresql.")


def somebody_else() -> pwd.struct_passwd:
    """Find an account without rights, for what refuses to run as root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.skip("PostgreSQL refuses to run as root, and there is no account postgres or nobody.")


def wait_until(is_so, what: str) -> None:
    """Wait until something holds; fail with a sentence when it never does."""
    latest = time.monotonic() + LONGEST_START_S
    while not is_so():
        if time.monotonic() > latest:
            pytest.fail(f"{what} was not there within {LONGEST_START_S} s.")
        time.sleep(0.05)
