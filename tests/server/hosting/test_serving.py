import os
import re
import signal
import socket
import sqlite3
from pathlib import Path

import httpx
import pytest

from server.hosting.running import free_port, is_alive, serving, start, wait_until

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc to see which processes run")


def organizers(home: Path) -> list[str]:
    with sqlite3.connect(home / "keywho.sqlite3") as database:
        found = [str(name) for (name,) in database.execute("select email from store_organizer")]
    database.close()
    return found


def hold_open(port: int, count: int) -> list[socket.socket]:
    """Give lines on which a request was begun and never finished."""
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
    for line in lines:
        line.sendall(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf")
    return lines


def test_the_first_start_needs_nothing_and_the_second_keeps_everything(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with serving(home) as first:
        assert f"Phones open   {first.url}" in first.text
        assert f"{first.url}/first/{first.first_link()}" in first.text
        assert "█" in first.text
        assert httpx.get(f"{first.url}/nothing-here").status_code == 404
        secret = (home / "secret_key").read_text()
    assert organizers(home) == []
    with serving(home, port=first.port) as second:
        assert second.first_link()
        assert (home / "secret_key").read_text() == secret


def test_ctrl_c_ends_it_within_two_seconds_though_lines_are_open(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        lines = hold_open(server.port, 50)
        wait_until(lambda: len(server.worker_pids()) == 1, "the worker")
        (worker,) = server.worker_pids()
        assert server.interrupt() < 2
        assert server.process.returncode == 0, server.text
        assert not is_alive(worker)
        wait_until(lambda: "everything is kept." in server.text.splitlines()[-1], "last words", 5)
        assert "Traceback" not in server.text
        assert "rror" not in server.text
        for line in lines:
            line.close()


def test_ctrl_c_ends_it_within_two_seconds_with_phones_connected(tmp_path: Path) -> None:
    with serving(tmp_path, "--demo") as server:
        token = re.findall(r"/p/(\S+)", server.text)[0]
        streams = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(5)]
        for stream in streams:
            stream.sendall(f"GET /live/phone/{token} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        for stream in streams:
            assert b"text/event-stream" in stream.recv(4096)
        assert server.interrupt() < 2
        assert (server.process.returncode, "Traceback" in server.text, token in server.text.split("Ctrl-C")[1]) == (0, False, False), server.text
        for stream in streams:
            stream.settimeout(2)
            while stream.recv(4096):
                pass  # the server has closed it
            stream.close()


def test_a_worker_that_dies_is_started_again(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        wait_until(lambda: len(server.worker_pids()) == 1, "the worker")
        (worker,) = server.worker_pids()
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: len([pid for pid in server.worker_pids() if pid != worker and is_alive(pid)]) == 1, "another worker", 20)


def test_the_worker_ends_with_the_server_however_that_ends(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        wait_until(lambda: len(server.worker_pids()) == 1, "the worker")
        (worker,) = server.worker_pids()
        server.process.kill()
        wait_until(lambda: not is_alive(worker), "the end of the worker", 5)


def test_a_taken_port_is_said_before_anything_is_begun(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = start(tmp_path / "home", port=port)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said == f"Error: Port {port} is taken: maybe keywho runs already in another window. Else set KEYWHO_PORT to another one, such as {port + 1}.\n"
    assert not (tmp_path / "home").exists()


def test_an_address_that_is_not_ours_is_said(tmp_path: Path) -> None:
    process = start(tmp_path, port=free_port(), KEYWHO_ADDRESS="192.0.2.77")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said.endswith("Maybe KEYWHO_ADDRESS is no address of this machine.\n")


def test_a_wrong_setting_is_said_before_anything_is_begun(tmp_path: Path) -> None:
    process = start(tmp_path / "home", port=free_port(), KEYWHO_PROT="1")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said == "Error: KEYWHO_PROT is set, but there is no such setting. Maybe KEYWHO_PORT was meant.\n"


def test_a_database_that_does_not_answer_is_said(tmp_path: Path) -> None:
    process = start(tmp_path, port=free_port(), KEYWHO_DATABASE_URL=f"postgres://keywho@/keywho?host={tmp_path}")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 2, said
    assert said.startswith("Error: The database does not answer:")
    assert said.endswith("Maybe KEYWHO_DATABASE_URL is wrong, or the database is not started.\n")


def test_a_proxy_is_believed_only_when_it_was_named(tmp_path: Path) -> None:
    forwarded = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    with serving(tmp_path, KEYWHO_DEBUG="yes", KEYWHO_TRUST_PROXY="127.0.0.1") as server:  # the page of a developer shows what was asked
        assert "https://127.0.0.1" in httpx.get(f"{server.url}/nothing-here", headers=forwarded).text
    with serving(tmp_path, KEYWHO_DEBUG="yes") as server:
        assert "https://127.0.0.1" not in httpx.get(f"{server.url}/nothing-here", headers=forwarded).text
