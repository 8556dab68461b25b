"""Measure the live evening: press to last phone, a reconnect storm, memory a phone; as ratios to a bare ASGI stream of the same run.

    python benchmarks/live/measure.py 1000           one size, printed
    python benchmarks/live/measure.py 1000 5000 --write

The evening is a real one: a database, a planned and published programme, the server as `keywho serve` runs it, and "next" pressed on the desk over HTTP.
All connections go to the loopback; a run ends by itself.
"""

import argparse
import asyncio
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from phones import Phones, Times

HERE = Path(__file__).resolve().parent

PRESSES = 5


@dataclass
class Figures:
    """What came out for one server."""

    presses: list[Times]
    storm: Times
    kb_a_phone: float

    def median(self, share: float) -> float:
        """Give the median over the presses of a share of the phones."""
        return sorted(times.at(share) for times in self.presses)[len(self.presses) // 2]


def say(text: str) -> None:
    """Tell whoever waits; the tables alone go to the standard output."""
    print(text, file=sys.stderr, flush=True)


def memory_kb(pid: int) -> int:
    """Give the memory of a process that it shares with nobody, and its part of what is shared."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as end:
        end.bind(("127.0.0.1", 0))
        return int(end.getsockname()[1])


def started(command: list[str], port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a server and wait until it answers."""
    server = subprocess.Popen(command, env={**os.environ, **environment}, cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return server
        except OSError:
            time.sleep(0.1)
    server.kill()
    raise SystemExit("The server did not start.")


async def measured(pid: int, phones: Phones, press: Callable[[int], Awaitable[None]]) -> Figures:
    """Connect, press, cut and connect again. Memory is counted from when the first phone has had the evening loaded."""
    first = Phones(phones.port, phones.paths[:1], phones.marker)
    await first.connect()
    first.close()
    await asyncio.sleep(1.0)
    before = memory_kb(pid)
    times = await phones.connect()
    say(f"    connected: {len(times.ms)} of {len(phones.paths)}, refused {phones.refused}, last after {times.at(1):.0f} ms")
    await asyncio.sleep(2.0)
    kb = (memory_kb(pid) - before) / len(phones.paths)
    presses = []
    for round_no in range(1, PRESSES + 1):
        presses.append(await phones.press(lambda round_no=round_no: press(round_no), round_no))
        last = presses[-1]
        say(f"    press {round_no}: p50 {last.at(0.5):.0f}, p99 {last.at(0.99):.0f}, last {last.at(1):.0f} ms, lost {last.lost}")
        await asyncio.sleep(1.5)
    storm = await phones.storm()
    say(f"    storm: last after {storm.at(1):.0f} ms, lost {storm.lost}; {kb:.1f} KB a phone")
    phones.close()
    return Figures(presses, storm, kb)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow where a press leads to."""

    def redirect_request(self, *_: object) -> None:
        return None


async def asked(url: str, form: dict[str, str] | None = None, cookies: str = "") -> None:
    """Ask for a page, or press, in a thread."""

    def ask() -> None:
        body = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(url, body, {"Cookie": cookies, "Referer": url})
        try:
            urllib.request.build_opener(_Stay).open(request, timeout=60).close()
        except urllib.error.HTTPError as answer:
            if answer.code != 302:
                raise SystemExit(f"{url} answered {answer.code}.") from answer

    await asyncio.to_thread(ask)


def bare_figures(count: int) -> Figures:
    """Measure the bare stream."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "bare:application", "--port", str(port), "--log-level", "warning", "--loop", "uvloop", "--http", "httptools"]
    server = started([*command, "--backlog", "8192"], port, {})
    try:

        async def run() -> Figures:
            phones = Phones(port, [f"/phone/{no}" for no in range(count)], lambda round_no, no: b'"round":%d,"id":"%d",' % (round_no, no))

            async def press(round_no: int) -> None:
                await asked(f"http://127.0.0.1:{port}/press/{round_no}")

            return await measured(server.pid, phones, press)

        return asyncio.run(run())
    finally:
        server.terminate()
        server.wait(10)


def keywho_figures(count: int) -> Figures:
    """Measure keywho."""
    with keywho(count, count) as (pid, phones, press):
        return asyncio.run(measured(pid, phones, press))


def at_the_bell(count: int) -> Times:
    """Measure the first "next" when a third of so many people has not come: whoever was to meet them has somebody else on the phone."""

    async def run(phones: Phones, press: Callable[[int], Awaitable[None]]) -> Times:
        await phones.connect()
        await asyncio.sleep(4.0)
        times = await phones.press(lambda: press(1), 1)
        phones.close()
        return times

    with keywho(count, count - count // 3) as (_, phones, press):
        return asyncio.run(run(phones, press))


@contextmanager
def keywho(count: int, here: int) -> Iterator[tuple[int, Phones, Callable[[int], Awaitable[None]]]]:
    """Start a server with an evening of so many people; gives its process, the phones of those who are here, and what presses "next"."""
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        environment = {"KEYWHO_HOME": home, "KEYWHO_ADDRESS": "127.0.0.1", "KEYWHO_PORT": str(port)}
        command = [sys.executable, str(HERE / "room.py"), str(count), str(PRESSES), str(here)]
        made = json.loads(subprocess.check_output(command, env={**os.environ, **environment}))
        server = started([str(Path(sys.executable).parent / "keywho"), "serve"], port, environment)

        async def press(round_no: int) -> None:
            form = {"csrfmiddlewaretoken": made["csrf"], "missing": "out", "from_cue_no": str(made["first_cue_no"] + round_no - 1)}
            await asked(f"http://127.0.0.1:{port}/desk/{made['code']}/run/next", form, made["cookies"])

        try:
            time.sleep(15)  # pages and kernels warm up in the background
            yield server.pid, Phones(port, made["paths"], lambda round_no, no: b'"round":%d,"id":"a%d",' % (round_no, no)), press
        finally:
            server.terminate()
            server.wait(15)


def table(rows: dict[int, tuple[Figures, Figures]]) -> str:
    """Write the figures as a table."""
    lines = [
        "| phones | | p50 | p99 | last | all back after a cut | memory a phone |",
        "|---|---|---|---|---|---|---|",
    ]
    for count, (ours, bare) in rows.items():
        for name, figures in (("keywho", ours), ("bare ASGI stream", bare)):
            times = " | ".join(f"{figures.median(share):.0f} ms" for share in (0.5, 0.99, 1.0))
            lines.append(f"| {count:,} | {name} | {times} | {figures.storm.at(1):.0f} ms | {figures.kb_a_phone:.1f} KB |")
        ratios = " | ".join(f"{ours.median(share) / bare.median(share):.2f}" for share in (0.5, 0.99, 1.0))
        lines.append(f"| {count:,} | ratio | {ratios} | {ours.storm.at(1) / bare.storm.at(1):.2f} | |")
    return "\n".join(lines)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("phones", type=int, nargs="+")
    arguments = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    rows = {}
    for count in arguments.phones:
        say(f"{count:,} phones, bare:")
        bare = bare_figures(count)
        say(f"{count:,} phones, keywho:")
        rows[count] = (keywho_figures(count), bare)
    print(table(rows))
    bell = at_the_bell(1000)
    print(
        f"\n1,000 people of whom a third has not come at the bell: p50 {bell.at(0.5):.0f}, p99 {bell.at(0.99):.0f}, last {bell.at(1):.0f} ms, lost {bell.lost}"
    )


if __name__ == "__main__":
    main()
