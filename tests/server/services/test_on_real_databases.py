"""The running evening on the databases that it is kept in: an SQLite file, and PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

from server.machines import PostgreSQL

HERE = Path(__file__).parent
FILES = (
    "test_running.py", "test_swap.py", "test_accounts.py", "test_interviews.py", "test_sending_mails.py",
    "presses_at_once.py", "bookings_at_once.py", "senders_at_once.py",
)  # fmt: skip


def run_on(url: str, *files: str) -> None:
    """Run tests in a process of its own, on another database."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *(str(HERE / file) for file in files)]
    known = {name: text for name, text in os.environ.items() if not name.startswith(("KEYWHO_", "DJANGO_"))}
    done = subprocess.run(command, env=known | {"TESTS_DATABASE_URL": url}, capture_output=True, text=True, check=False, cwd=HERE.parents[2])
    assert done.returncode == 0, done.stdout + done.stderr


def test_on_postgresql(postgresql: PostgreSQL) -> None:
    run_on(postgresql.make_database("evenings"), *FILES)


def test_presses_at_once_on_an_sqlite_file(tmp_path: Path) -> None:
    run_on(f"sqlite:///{tmp_path / 'tests.sqlite3'}", "presses_at_once.py", "bookings_at_once.py", "senders_at_once.py")
