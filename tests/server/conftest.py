"""Starts Django for the tests of the server, in a home folder of its own.

Nothing of this is loaded where only the library is tested: `pytest tests/planning` knows no Django.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(tempfile.mkdtemp(prefix="keywho-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

OTHER_DATABASE = os.environ.get("TESTS_DATABASE_URL", "")
"""Where the tests are to run; usually an SQLite of theirs in memory."""

for name in [name for name in os.environ if name.startswith("KEYWHO_") and name != "KEYWHO_FUZZ"]:
    del os.environ[name]  # the settings of whoever runs the tests are not those of the tests
os.environ |= {
    "KEYWHO_HOME": str(HOME),
    "KEYWHO_ALLOWED_HOSTS": "testserver",
    "DJANGO_SETTINGS_MODULE": "keywho.server.conf.settings",
} | ({"KEYWHO_DATABASE_URL": OTHER_DATABASE} if OTHER_DATABASE else {})

from keywho.server.conf.start import start_django  # noqa: E402  the environment has to be set before

start_django()

from django.conf import settings  # noqa: E402

if OTHER_DATABASE.startswith("sqlite:"):
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(settings.DATABASES["default"]["NAME"])  # a file, which threads can share

from server.machines import PostgreSQL, Redis  # noqa: E402


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A real PostgreSQL of its own, gone after the tests."""
    with PostgreSQL.started() as machine:
        yield machine


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Redis]:
    """A real Redis of its own, gone after the tests."""
    with Redis.started() as machine:
        yield machine
