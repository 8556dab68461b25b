"""A house in which evenings are served: a home folder and a port of its own, a server that can be killed and started again, and a witness beside it."""

import contextlib
import json
import os
import random
import re
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from server.hosting.running import Serving, start, wait_until

TESTS = Path(__file__).parents[1]
PASSWORD = "four words put together"


@dataclass
class House:
    """One served home folder."""

    home: Path
    port: int = field(default_factory=lambda: quiet_port())
    words: tuple[str, ...] = ()
    environ: dict[str, str] = field(default_factory=dict)
    server: Serving | None = None
    witness: "Witness | None" = None
    reader: threading.Thread | None = None
    spoken: str = ""
    starts: int = 0

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> "House":
        """Start the server and wait until it is ready."""
        self.server = None
        self.server = Serving(start(self.home, *self.words, port=self.port, **self.environ), self.port)
        server = self.server
        self.reader = threading.Thread(target=server.read, daemon=True)
        self.reader.start()
        wait_until(lambda: "Ctrl-C ends it" in server.text or server.process.poll() is not None, f"a server that is ready, but: {server.text}")
        assert server.process.poll() is None, server.text
        self.starts += 1
        return self

    def cut(self) -> None:
        """Cut the power: kill -9."""
        assert self.server is not None
        self.server.process.kill()
        self.server.process.wait(30)
        if self.reader is not None:
            self.reader.join(30)
        if self.server.process.stdout is not None:
            self.server.process.stdout.close()
        self.spoken += self.server.text

    def close(self) -> None:
        """End everything; a server that had trouble says so."""
        if self.server is not None:
            self.cut()
        if self.witness is not None:
            self.witness.close()
        assert not re.search(r"^[\d:]+ (error|critical):", self.spoken, re.MULTILINE), self.spoken[-8000:]

    def said(self, pattern: str) -> str:
        """Find something in what the server wrote to the terminal."""
        assert self.server is not None
        found = re.search(pattern, self.server.text)
        assert found is not None, self.server.text
        return found[1]

    def ask(self, do: str, **words: object) -> dict[str, Any]:
        """Ask the witness."""
        if self.witness is None:
            self.witness = Witness.of(self.home)
        return self.witness.ask(do, **words)


def quiet_port() -> int:
    """Find a free port below those that the system gives to whoever calls: the server comes back on it after a power cut, and nobody may have taken it."""
    for port in random.sample(range(20_000, 30_000), 50):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


@dataclass
class Witness:
    """The process of witness.py."""

    process: subprocess.Popen[str]

    @classmethod
    def of(cls, home: Path) -> "Witness":
        """Start one on a home folder."""
        known = {name: text for name, text in os.environ.items() if not name.startswith(("KEYWHO_", "DJANGO_"))}
        environ = known | {"KEYWHO_HOME": str(home), "PYTHONPATH": os.pathsep.join([str(TESTS), *filter(None, [os.environ.get("PYTHONPATH")])])}
        command = [sys.executable, str(Path(__file__).parent / "witness.py")]
        return cls(subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"))

    def ask(self, do: str, **words: object) -> dict[str, Any]:
        """Ask, and give the answer."""
        assert self.process.stdin is not None and self.process.stdout is not None
        print(json.dumps({"do": do, **words}), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        found: dict[str, Any] = json.loads(line or '{"refused": "the witness has ended"}')
        assert "refused" not in found, found["refused"]
        return found

    def close(self) -> None:
        """End it."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self.process.kill()
        self.process.wait(30)


class DeskLine:
    """An organizer who presses over plain HTTP, as the run page's script does."""

    def __init__(self, house: House, code: str, email: str = "ada@example.org") -> None:
        self.house, self.code = house, code
        self.http = httpx.Client(base_url=house.url, timeout=30)
        self.http.get("/sign-in").raise_for_status()
        answer = self.http.post("/sign-in", data={"email": email, "password": PASSWORD, "csrfmiddlewaretoken": self.http.cookies["keywho_form"]})
        assert answer.status_code == 302, answer.text

    def page(self, path: str) -> str:
        """Load a page of this evening's desk."""
        answer = self.http.get(f"/desk/{self.code}/{path}")
        assert answer.status_code == 200, f"/desk/{self.code}/{path}: {answer.status_code}\n{self.house.server.text[-4000:] if self.house.server else ''}"
        return answer.text

    def press(self, path: str, **words: object) -> "Said":
        """Press a button; gives what was said, and whether it changed anything."""
        told = {name: str(word) for name, word in words.items()}
        headers = {"HX-Request": "true", "X-CSRFToken": self.http.cookies["keywho_form"]}
        answer = self.http.post(f"/desk/{self.code}/run/{path}", data=told, headers=headers)
        toast = json.loads(answer.headers.get("HX-Trigger", "{}")).get("toast", {})
        return Said(answer.status_code, toast.get("text", answer.text), toast.get("kind") == "good")

    def stream_path(self) -> str:
        """The address of this desk's stream."""
        found = re.search(r"/live/desk/[\w-]+", self.page("run"))
        assert found is not None
        return found[0]

    def close(self) -> None:
        """Hang up."""
        self.http.close()


@dataclass(frozen=True, slots=True)
class Said:
    """The answer to a press."""

    status: int
    text: str
    changed: bool = True

    @property
    def ok(self) -> bool:
        """Say whether it was taken."""
        return self.status == 200


def tap(http: httpx.Client, token: str, action: str, **words: object) -> Said:
    """Press something on a phone, as its script does."""
    told = {name: str(word) for name, word in words.items()}
    answer = http.post(f"/p/{token}/do/{action}", data=told, headers={"Accept": "application/json"})
    return Said(answer.status_code, answer.json()["sentence"] if answer.headers.get("content-type", "").startswith("application/json") else answer.text)
