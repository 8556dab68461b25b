"""A served evening and browsers, for the journeys. Scope is the module: while Playwright runs, nothing else may use asyncio in this thread."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from e2e.browsing import Browsers, browsers, chromium
from e2e.house import House
from e2e.touring import mail_settings
from server.post_office import post_office


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A fresh machine on which keywho was started for the first time."""
    chromium()
    made = House(tmp_path_factory.mktemp("house")).open()
    yield made
    made.close()


@pytest.fixture(scope="module")
def demo_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A machine with the demo evening, and a mail server beside it."""
    chromium()
    with post_office() as office:
        made = House(Path(tmp_path_factory.mktemp("demo")), words=("--demo",), environ=mail_settings(office)).open()
        yield made
        made.close()


@pytest.fixture(scope="module")
def devices(house: House) -> Iterator[Browsers]:
    """Devices in the house. What they complained of fails the test at its end."""
    with browsers(house.url) as opened:
        yield opened
        assert opened.watch.trouble == []
