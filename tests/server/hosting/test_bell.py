import sys
from collections.abc import Iterator

import pytest

from keywho.server.hosting.bell import bell_of_redis, listen_to_redis
from keywho.server.hosting.supervise import WorkerBeside
from keywho.server.services import ports
from server.hosting.running import wait_until
from server.machines import Redis

RINGING = "import os; os.write(1, b'17\\n'); os.write(1, b'nonsense\\n'); os.write(1, b'23\\n'); import sys; sys.stdin.read()"


@pytest.fixture
def told() -> Iterator[list[int]]:
    """The events that the screens were told of."""
    heard: list[int] = []
    before = ports.publish
    ports.plug(publish_with=heard.append)
    yield heard
    ports.plug(publish_with=before)


@pytest.mark.django_db
def test_what_a_worker_beside_the_server_changes_is_told_to_the_screens(told: list[int], caplog: pytest.LogCaptureFixture) -> None:
    worker = WorkerBeside([sys.executable, "-c", RINGING])
    worker.start()
    try:
        wait_until(lambda: told == [17, 23], "both rings", 20)
    finally:
        worker.end()
        worker.thread.join(10)
    assert "could not be told" in caplog.text


@pytest.mark.django_db
def test_a_worker_elsewhere_is_heard_through_redis(told: list[int], redis_server: Redis) -> None:
    listen_to_redis(redis_server.url)
    ring = bell_of_redis(redis_server.url)

    def heard() -> bool:
        ring(42)
        return 42 in told

    wait_until(heard, "the ring", 20)


@pytest.mark.django_db
def test_without_redis_a_worker_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    bell_of_redis("unix:///nowhere/redis.sock")(42)
    assert "Redis did not take a message" in caplog.text
