"""Measure sign-ups: forms sent over HTTP from many loopback addresses at once, each answered when the person is registered, here, seated and told.

python benchmarks/live/signups.py        into an empty evening, and into one of 1,000 people whose programme is published
"""

import http.client
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measure import free_port, started

HERE = Path(__file__).resolve().parent

FORMS, AT_ONCE, ADDRESSES = 240, 16, 40
"""Below the limits against floods: 60 a minute from one address, 600 a minute into one evening."""


def sign_up(port: int, code: str, no: int) -> float:
    """Send one form; give the seconds until the answer."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(f"127.0.0.{2 + no % ADDRESSES}", 0))
    form = {"name": f"Walk Up {no}", "seeks": "a job in energy", "offers": "ten years of law", "consent": "on", "key": secrets.token_urlsafe(18)}
    connection.request("POST", f"/j/{code}", urllib.parse.urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status not in (302, 303):
        raise SystemExit(f"A form was answered with {answer.status}.")
    return time.perf_counter() - began


def measured(people: int) -> tuple[float, float]:
    """Give sign-ups a minute, and the median seconds of one, into an evening of so many people (0 for one without a programme)."""
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        environment = {"KEYWHO_HOME": home, "KEYWHO_ADDRESS": "127.0.0.1", "KEYWHO_PORT": str(port)}
        made = json.loads(subprocess.check_output([sys.executable, str(HERE / "room.py"), str(people), "5"], env={**os.environ, **environment}))
        server = started([str(Path(sys.executable).parent / "keywho"), "serve"], port, environment)
        try:
            time.sleep(8)
            began = time.perf_counter()
            with ThreadPoolExecutor(AT_ONCE) as pool:
                seconds = sorted(pool.map(lambda no: sign_up(port, made["code"], no), range(FORMS)))
            return 60 * FORMS / (time.perf_counter() - began), seconds[FORMS // 2]
        finally:
            server.terminate()
            server.wait(15)


if __name__ == "__main__":
    print("| into | sign-ups a minute | median of one, 16 at once |\n|---|---|---|")
    for people, words in ((0, "an evening without a programme"), (1000, "a published programme of 1,000 people")):
        rate, median = measured(people)
        print(f"| {words} | {rate:,.0f} | {1000 * median:.0f} ms |", flush=True)
