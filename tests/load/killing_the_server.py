"""Kills a whole `keywho serve`, its worker included, at random moments while it sends, and starts it again; then looks whether the laws of mails were kept.

`python tests/load/killing_the_server.py --kills 100`. What `killing_the_sender.py` does a thousand times in a minute with the sender alone, this does with everything around it.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from e2e.house import House
from load.killing_the_sender import LIKELY, MailAtEnd, Nursery, Outcome, _Noting
from server.hosting.running import children_of
from server.post_office import Act, post_office

MAILS_A_KILL = 60
LONGEST_END_S = 120


def run(home: Path, kills: int, seed: int) -> Outcome:
    """Let a server send and kill it so often; then let it finish, and give what came of it."""
    began, chance, calm = time.monotonic(), random.Random(seed), False

    def act() -> Act:
        return Act.TAKE if calm else chance.choices(list(LIKELY), list(LIKELY.values()))[0]

    arrived: list[tuple[float, str, str]] = []
    recorded: dict[str, float] = {}
    in_the_midst = 0
    with post_office(act) as office:
        office.came = _Noting(arrived)  # type: ignore[assignment]
        house = House(home, environ={"KEYWHO_SMTP_URL": f"{office.url}?starttls=never", "KEYWHO_MAIL_FROM": "keywho@club.example", "KEYWHO_LOG_LEVEL": "error"})
        house.open()
        clerk = Clerk(home, house.environ, seed)
        for _ in range(kills):
            clerk.ask(fill=MAILS_A_KILL)
            wait_until_it_sends(clerk, chance.randint(1, MAILS_A_KILL // 2))
            time.sleep(chance.uniform(0.0, 0.02))
            kill(house)
            found = clerk.ask(hurry=True)
            recorded |= {name: time.monotonic() for name in found["recorded"] if name not in recorded}
            in_the_midst += found["sending"]
            house.open()
        calm = True
        latest = time.monotonic() + LONGEST_END_S
        while (found := clerk.ask(hurry=True))["waiting"] and time.monotonic() < latest:
            time.sleep(1)
        kill(house)
        mails = [MailAtEnd(**mail) for mail in clerk.ask(end=True)["mails"]]
        clerk.process.terminate()
        clerk.process.wait(10)
    return Outcome(mails, arrived, recorded, office.refused, kills, in_the_midst, time.monotonic() - began)


def wait_until_it_sends(clerk: "Clerk", count: int) -> None:
    """Wait until the worker has settled so many of the mails in the queue, or rests after a failure."""
    before, latest = clerk.ask()["waiting"], time.monotonic() + 6
    while clerk.ask()["waiting"] > before - count and time.monotonic() < latest:
        time.sleep(0.01)


def kill(house: House) -> None:
    """Cut the power of the server and of its worker, in the same moment."""
    assert house.server is not None
    for pid in children_of(house.server.process.pid):
        os.kill(pid, signal.SIGKILL)
    house.cut()


class Clerk:
    """A process beside the server that puts mails in the queue and reads the database."""

    def __init__(self, home: Path, environ: dict[str, str], seed: int) -> None:
        known = {name: text for name, text in os.environ.items() if not name.startswith(("KEYWHO_", "DJANGO_"))}
        known |= {**environ, "KEYWHO_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, __file__, "--clerk", "--seed", str(seed)]
        self.process = subprocess.Popen(command, env=known, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, **words: object) -> dict[str, Any]:
        """Have something done, and read what is there."""
        assert self.process.stdin is not None and self.process.stdout is not None
        print(json.dumps(words), file=self.process.stdin, flush=True)
        told: dict[str, Any] = json.loads(self.process.stdout.readline())
        return told


def clerk(seed: int) -> None:
    """Do what is asked, line by line."""
    from keywho.server.conf.start import start_django

    start_django()
    from django.db import close_old_connections

    from keywho.server.store import models as records

    nursery = Nursery(seed)
    for line in sys.stdin:
        asked = json.loads(line)
        close_old_connections()
        nursery.fill(asked.get("fill", 0))
        if asked.get("hurry"):
            records.Mail.objects.filter(state__in=("waiting", "gathered")).update(not_before=nursery.now())
        told: dict[str, Any] = {
            "recorded": list(records.Mail.objects.filter(state="sent").exclude(kind="news").values_list("message_id", flat=True)),
            "sending": records.Mail.objects.filter(state="sending").exists(),
            "waiting": records.Mail.objects.filter(state__in=("waiting", "sending", "gathered")).count(),
        }
        if asked.get("end"):
            whole = records.Mail.objects.exclude(kind="news").values("message_id", "address", "kind", "state", "maybe_twice", "tries")
            told["mails"] = [*whole, *nursery.stray_letters()]
        print(json.dumps(told), flush=True)


def main() -> None:
    """Read what is asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clerk", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.clerk:
        clerk(asked.seed)
        return
    with tempfile.TemporaryDirectory() as home:
        outcome = run(Path(home), asked.kills, asked.seed)
    for words, figure in outcome.told().items():
        print(f"{words:42} {figure:>10}")
    sys.exit(bool(outcome.lost() or outcome.sent_after_recorded() or outcome.not_counted() or outcome.in_two_mails()))


if __name__ == "__main__":
    main()
