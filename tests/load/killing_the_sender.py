"""Kills the sender of mails at random moments, while a real mail server takes, refuses or drops what it gets; then looks whether the laws were kept.

`python tests/load/killing_the_sender.py --kills 1000` prints the figures of docs/mail.md. The test suite does the same with fewer kills.

Three processes: this one has the mail server and counts what arrives; a nursery has Django loaded, and forks a sender again and again, each of which it kills with SIGKILL.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from server.post_office import Act, post_office

LIKELY = {
    Act.TAKE: 60, Act.LATER_AT_RECIPIENT: 6, Act.REFUSE_RECIPIENT: 4, Act.DROP_AT_SENDER: 4, Act.DROP_AT_DATA: 6, Act.LATER_AFTER_DATA: 6,
    Act.REFUSE_AFTER_DATA: 4, Act.TAKE_AND_DROP: 10,
}  # fmt: skip
"""How often the mail server does what, in a hundred."""

MAILS_A_KILL = 5
SHORTEST_LIFE_S, LONGEST_LIFE_S = 0.06, 1.0
"""Between these lies the longest life of a sender: on a busy machine each needs longer before it is at work at all."""


@dataclass(frozen=True)
class MailAtEnd:
    """A mail as it stands in the database when the queue is empty."""

    message_id: str
    address: str
    kind: str
    state: str
    maybe_twice: int
    tries: int


@dataclass
class Outcome:
    """What a run came to: what stands in the database, what arrived (when, under which name), and when acceptances were seen as recorded."""

    mails: list[MailAtEnd]
    arrived: list[tuple[float, str, str]]
    recorded: dict[str, float]
    refused: set[str]
    kills: int
    in_the_midst: int
    seconds: float

    @property
    def count_by_name(self) -> Counter[str]:
        return Counter(name for _, name, _ in self.arrived)

    def lost(self) -> list[MailAtEnd]:
        """Mails that are said to have gone, and never arrived; that are said to be refused, and were not; and mails that are not settled."""
        arrived = self.count_by_name
        is_so = {"sent": lambda mail: arrived[mail.message_id] > 0, "refused": lambda mail: mail.address in self.refused}
        return [mail for mail in self.mails if mail.state not in is_so or not is_so[mail.state](mail)]

    def sent_after_recorded(self) -> list[str]:
        """Mails that arrived after their acceptance stood in the database."""
        return [name for at, name, _ in self.arrived if at > self.recorded.get(name, float("inf"))]

    def not_counted(self) -> list[MailAtEnd]:
        """Mails that arrived more often than is said they may have."""
        arrived = self.count_by_name
        return [mail for mail in self.mails if arrived[mail.message_id] > 1 + mail.maybe_twice]

    def in_two_mails(self) -> list[str]:
        """Letters that arrived within two different mails."""
        names: dict[str, set[str]] = {}
        for _, name, text in self.arrived:
            for letter in re.findall(r"letter-\d+", text):
                names.setdefault(letter, set()).add(name)
        return [letter for letter, found in names.items() if len(found) > 1]

    def told(self) -> dict[str, Any]:
        """Give the figures."""
        twice = sum(count - 1 for count in self.count_by_name.values())
        return {
            "kills": self.kills,
            "kills while a mail was under way": self.in_the_midst,
            "mails": len(self.mails),
            "sent": sum(mail.state == "sent" for mail in self.mails),
            "refused for good": sum(mail.state == "refused" for mail in self.mails),
            "handings over": sum(mail.tries for mail in self.mails),
            "arrived": len(self.arrived),
            "arrived again": twice,
            "counted as maybe twice": sum(mail.maybe_twice for mail in self.mails),
            "lost": len(self.lost()),
            "sent after an acceptance was recorded": len(self.sent_after_recorded()),
            "arrived again without being counted": len(self.not_counted()),
            "seconds": round(self.seconds, 1),
        }


def run(home: Path, kills: int, seed: int) -> Outcome:
    """Fill a queue, kill its sender so often, let the last one finish, and give what came of it."""
    began = time.monotonic()
    chance = random.Random(seed)
    calm = False

    def act() -> Act:
        if calm:
            return Act.TAKE
        return chance.choices(list(LIKELY), list(LIKELY.values()))[0]

    arrived: list[tuple[float, str, str]] = []
    with post_office(act) as office:
        office.came = _Noting(arrived)  # type: ignore[assignment]
        environ = {name: text for name, text in os.environ.items() if not name.startswith(("KEYWHO_", "DJANGO_"))}
        environ |= {"KEYWHO_HOME": str(home), "KEYWHO_SMTP_URL": office.url, "KEYWHO_MAIL_FROM": "keywho@club.example", "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, __file__, "--nursery", "--kills", str(kills), "--seed", str(seed)]
        with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as nursery:
            assert nursery.stdout is not None
            recorded: dict[str, float] = {}
            end: dict[str, Any] = {}
            for line in nursery.stdout:
                told = json.loads(line)
                recorded |= {name: told["at"] for name in told.get("recorded", ()) if name not in recorded}
                calm = calm or told.get("calm", False)
                end = told.get("end", end)
    mails = [MailAtEnd(**mail) for mail in end["mails"]]
    return Outcome(mails, arrived, recorded, office.refused, end["kills"], end["in_the_midst"], time.monotonic() - began)


class _Noting(list[Any]):
    """Takes what arrives, with the moment of it."""

    def __init__(self, arrived: list[tuple[float, str, str]]) -> None:
        super().__init__()
        self.arrived = arrived

    def __iadd__(self, came: Any) -> "_Noting":
        for _, content in came:
            found = re.search(rb"(?mi)^Message-ID: (\S+)", content)
            assert found is not None
            self.arrived.append((time.monotonic(), found[1].decode(), content.decode("utf-8", "replace")))
        return self


def nursery(kills: int, seed: int) -> None:
    """Bring up senders, and kill them. Says on each line what was recorded as accepted so far."""
    from keywho.server.conf.start import start_django

    start_django()
    from keywho.server.hosting.database import migrate

    migrate()
    Nursery(seed).rear(kills)


class Nursery:
    """Forks senders from a process that has Django loaded, and knows the time that they are told."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed + 1)
        self.ahead_s = 0.0
        self.longest_s = SHORTEST_LIFE_S
        self.letters = 0
        self.seen: set[str] = set()

    def now(self) -> Any:
        from datetime import UTC, datetime, timedelta

        return datetime.now(UTC) + timedelta(seconds=self.ahead_s)

    def rear(self, kills: int) -> None:
        """Kill so many senders, a quarter of them while a mail is under way (more are killed where that takes more); then let one finish."""
        from keywho.server.store import models as records

        self.fill(kills * MAILS_A_KILL // 2)
        done = in_the_midst = 0
        while done < kills or (in_the_midst < kills // 4 and done < 10 * kills):  # a kill that hits nothing tells nothing, and a busy machine is slow to begin
            if records.Mail.objects.filter(state="waiting").count() < 30:
                self.fill(max(60, kills // 4))
            if not self.sender_killed():
                continue  # it had nothing more to do
            done += 1
            is_hit = records.Mail.objects.filter(state="sending").exists()
            in_the_midst += is_hit
            self.longest_s = max(SHORTEST_LIFE_S, self.longest_s * 0.8) if is_hit else min(LONGEST_LIFE_S, self.longest_s * 1.25)
            self.tell_recorded()
            self.ahead_s += 20
        print(json.dumps({"calm": True, "at": time.monotonic()}), flush=True)
        time.sleep(0.2)
        while records.Mail.objects.filter(state__in=("waiting", "sending", "gathered")).exists():
            self.sender_killed(after_s=None)
            self.tell_recorded()
            self.ahead_s += 3600
        whole = records.Mail.objects.exclude(kind="news").values("message_id", "address", "kind", "state", "maybe_twice", "tries")
        lines = [*whole, *self.stray_letters()]
        print(json.dumps({"at": time.monotonic(), "end": {"mails": lines, "kills": done, "in_the_midst": in_the_midst}}), flush=True)

    def stray_letters(self) -> list[dict[str, object]]:
        """Give letters that were to go together with others and did not go, nor were refused with them."""
        from keywho.server.store import models as records

        refused = records.Mail.objects.filter(kind="digest", state="refused").values_list("message_id", flat=True)
        left = records.Mail.objects.filter(kind="news").exclude(state="sent").exclude(state="joined", answer__in=list(refused))
        return list(left.values("message_id", "address", "kind", "state", "maybe_twice", "tries"))

    def fill(self, count: int) -> None:
        """Put mails of new people in the queue, some of them as letters that go together."""
        from django.db import transaction

        from keywho.server.services.post.letters import Letter
        from keywho.server.services.post.queue import post
        from keywho.server.store import models as records

        with transaction.atomic():
            event, _ = records.Event.objects.get_or_create(code="KILLED", defaults={"name": "Job club", "epoch": "1", "key": "k", "projector_key": "p"})
            for _ in range(count):
                self.letters += 1
                no, may_wait = self.letters, self.letters % 10 == 0
                person = records.Attendee.objects.create(event=event, public_id=f"a{no}", name=f"Person {no}")
                agreed = {"mail_agreed_at": self.now(), "mail_verified_at": self.now(), "mails": "daily"}
                records.AfterChoices.objects.create(who=person, mail=f"person{no}@example.org", **agreed)
                post(person.pk, Letter("news" if may_wait else "interview", "Hello", f"letter-{no}", is_urgent=not may_wait), self.now())
                if may_wait:
                    self.letters += 1
                    post(person.pk, Letter("news", "Hello", f"letter-{self.letters}", is_urgent=False), self.now())
            records.Mail.objects.filter(state="gathered").update(not_before=self.now())

    def sender_killed(self, after_s: float | None = -1.0) -> bool:
        """Fork a sender and kill it after some time (None: let it finish); False where it had ended before."""
        import signal

        from django.db import connections

        connections.close_all()
        wait_s = self.chance.uniform(0.004, self.longest_s) if after_s == -1.0 else after_s
        pid = os.fork()
        if pid == 0:
            try:
                self.send()
            finally:
                os._exit(0)
        if wait_s is not None:
            time.sleep(wait_s)
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        return os.WIFSIGNALED(status)

    def send(self) -> None:
        """Do what the postman does after each start."""
        from datetime import timedelta

        from django.conf import settings

        from keywho.adapters.mail.smtp import SmtpServer
        from keywho.server.services.post.sending import put_back_cut_off, send_waiting

        put_back_cut_off(self.now(), timedelta(0))
        send_waiting(SmtpServer.of(settings.SMTP_URL), self.now)

    def tell_recorded(self) -> None:
        """Say which acceptances stand in the database now, while no sender lives."""
        from keywho.server.store import models as records

        found = set(records.Mail.objects.filter(state="sent").exclude(kind="news").values_list("message_id", flat=True)) - self.seen
        self.seen |= found
        print(json.dumps({"at": time.monotonic(), "recorded": sorted(found)}), flush=True)


def main() -> None:
    """Read what is asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--nursery", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.nursery:
        nursery(asked.kills, asked.seed)
        return
    with tempfile.TemporaryDirectory() as home:
        outcome = run(Path(home), asked.kills, asked.seed)
    for words, figure in outcome.told().items():
        print(f"{words:42} {figure:>10}")
    sys.exit(bool(outcome.lost() or outcome.sent_after_recorded() or outcome.not_counted() or outcome.in_two_mails()))


if __name__ == "__main__":
    main()
