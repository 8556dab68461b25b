"""A real server, asked by a stranger: what stands on every answer, what is in none, and what the terminal says of it."""

import re
import socket
from pathlib import Path

import httpx
import pytest

from keywho.server.conf.guards import HEADERS
from server.hosting.running import Serving, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory):
    home = tmp_path_factory.mktemp("served")
    with serving(home, "--demo", KEYWHO_LOG_LEVEL="debug") as server:
        yield server, home


def phone_of(server: Serving) -> str:
    found = re.search(r"/p/([\w-]{30,})", server.text)
    assert found is not None, server.text
    return found[1]


def test_every_answer_tells_the_browser_to_refuse_what_is_foreign(served: tuple[Serving, Path]):
    server, _ = served
    token = phone_of(server)
    with httpx.Client(base_url=server.url) as client:
        page = client.get(f"/p/{token}")
        static = re.search(r'href="(/static/[^"]+\.css)"', page.text)[1]
        asked = [
            "/",
            "/nothing",
            f"/p/{token}",
            "/p/x",
            "/desk/",
            "/sign-in",
            static,
            "/static/x/nothing",
            "/time",
            "/live/phone/x",
            "/live/",
            "/live/phone/" + "x" * 38,
            "/gallery",
        ]
        answers = [client.get(path) for path in asked]
        answers += [client.post("/sign-in"), client.post(static), client.get("/", headers={"Host": "evil.example"}), client.request("PUT", f"/p/{token}")]
        answers.append(client.post("/j/GREET", content=b"x" * 1_000_001))
        with client.stream("GET", f"/live/phone/{token}") as stream:
            answers.append(stream)
    for answer in answers:
        assert answer.status_code < 500
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, answer.url
    assert [answer.status_code for answer in answers[-6:]] == [403, 405, 400, 403, 413, 200]
    assert "no-store" in answers[2].headers["cache-control"] and "no-store" in answers[-1].headers["cache-control"]


def test_cookies_are_for_this_server_alone(served: tuple[Serving, Path]):
    server, _ = served
    with httpx.Client(base_url=server.url) as client:
        told = [*client.get(f"/p/{phone_of(server)}").headers.get_list("set-cookie"), *client.get("/sign-in").headers.get_list("set-cookie")]
    assert len(told) == 2
    for cookie in told:
        assert "SameSite=Lax" in cookie and "Domain=" not in cookie
        assert "HttpOnly" in cookie or cookie.startswith("keywho_form="), "the room editor's script reads the word of the forms"


@pytest.mark.parametrize(
    "path",
    ["../secret_key", "..%2f..%2fsecret_key", "%2e%2e/%2e%2e/secret_key", "x/../../../../etc/passwd", "x//etc/passwd", "x/%00", "x/..\\..\\secret_key", "."],
)
def test_files_come_from_one_folder(served: tuple[Serving, Path], path: str):
    server, home = served
    secret = (home / "secret_key").read_text().strip()
    with socket.create_connection(("127.0.0.1", server.port), 5) as line:
        line.sendall(f"GET /static/{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert b" 200 " not in answer.split(b"\r\n")[0]
    assert secret.encode() not in answer and b"root:" not in answer


def test_the_terminal_says_no_names_and_no_links(served: tuple[Serving, Path]):
    server, home = served
    greeting = len(server.text)
    token = phone_of(server)
    secret = (home / "secret_key").read_text().strip()
    with httpx.Client(base_url=server.url) as client:
        client.post("/j/GREET", data={"name": "Zaphodia Beeblebrox", "seeks": "Zaphodia", "consent": "on", "key": "k" * 24})
        client.post(f"/p/{token}/do/help", data={"text": "Zaphodia's trouble", "help": "other"})
        client.get(f"/p/{token[:-1]}x")
        client.get("/", params={"code": "Zaphodia"})
        client.post("/sign-in", data={"email": "zaphodia@example.org", "password": "Zaphodia"})
        client.get("/p/zaphodia@example.org")
        assert secret not in client.get("/nothing").text
    said = server.text[greeting:]
    assert "aphodia" not in said and token not in said and token[:-1] not in said
    assert "Beeblebrox" not in said


def test_the_home_folder_is_its_owners_alone(served: tuple[Serving, Path]):
    _, home = served
    assert (home / "secret_key").stat().st_mode & 0o077 == 0
