"""A real CalDAV server (Radicale) on a loopback port with a folder of its own, and a real client (caldav) for it."""

import contextlib
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import caldav
from icalendar import Calendar

READY_WITHIN_S = 20.0


@dataclass(frozen=True)
class CalendarAccount:
    """A calendar of one person on the server, as the client sees it."""

    calendar: Any

    def put(self, message: bytes) -> None:
        """Do what a calendar program does with a message of iTIP: put its event in, over the one with the same uid, without the METHOD (RFC 4791, 4.1)."""
        content = Calendar.from_ical(message)
        del content["METHOD"]
        known = self._found(str(content.events[0]["UID"]))
        if known is None:
            self.calendar.save_event(content.to_ical().decode())
        elif int(Calendar.from_ical(known.data).events[0].get("SEQUENCE", 0)) <= int(content.events[0]["SEQUENCE"]):
            known.data = content.to_ical().decode()
            known.save(increase_seqno=False)

    def event(self, uid: str) -> Any:
        """Fetch an event from the server."""
        found = self._found(uid)
        assert found is not None, f"the server has no {uid}"
        return Calendar.from_ical(found.data).events[0]

    def shown(self, uid: str, zone: str) -> str:
        """Say when an event begins as a calendar in a zone shows it."""
        starts = self.event(uid)["DTSTART"].dt
        assert isinstance(starts, datetime)
        return f"{starts.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"

    def uids_between(self, begin: datetime, end: datetime) -> list[str]:
        """Ask the server, which reads zones by itself, what is between two moments."""
        found = self.calendar.search(start=begin, end=end, event=True, expand=False)
        return sorted(str(Calendar.from_ical(one.data).events[0]["UID"]) for one in found)

    def _found(self, uid: str) -> Any:
        with contextlib.suppress(caldav.lib.error.NotFoundError):
            return self.calendar.event_by_uid(uid)
        return None


@contextlib.contextmanager
def calendar_account(folder: Path, owner: str = "ben") -> Iterator[CalendarAccount]:
    """Start the server, make somebody's calendar, and stop the server at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = folder / "radicale.ini"
    settings.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n[storage]\nfilesystem_folder = {folder / 'kept'}\n[logging]\nlevel = error\n"
    )
    with (folder / "radicale.log").open("wb") as log:
        server = subprocess.Popen([sys.executable, "-m", "radicale", "--config", str(settings)], stdout=log, stderr=log)
    try:
        _wait_for(port, server, folder)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            client = caldav.DAVClient(f"http://127.0.0.1:{port}/", username=owner, password="any")
            try:
                yield CalendarAccount(client.principal().make_calendar("Talks"))
            finally:
                client.close()
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int, server: "subprocess.Popen[bytes]", folder: Path) -> None:
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until:
        assert server.poll() is None, (folder / "radicale.log").read_text()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("Radicale does not listen")
