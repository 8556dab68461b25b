"""An organizer who prepares an evening over plain HTTP, from the first-run link to the published programme."""

import json
import re
import time
from datetime import UTC, datetime, timedelta

import httpx
import msgspec

from e2e.house import PASSWORD, House
from keywho.adapters.room_plan_json import room_plan_dumps
from keywho.core.room_edits import plan_of_rows

EMAIL = "ada@example.org"


class Preparing:
    """The pages of the desk before the evening."""

    def __init__(self, house: House) -> None:
        self.http = httpx.Client(base_url=house.url, timeout=60)
        self.code = ""

    def post(self, path: str, **words: object) -> httpx.Response:
        """Send a form, and give the page that follows."""
        told = {name: str(word) for name, word in words.items()}
        answer = self.http.post(path, data={"csrfmiddlewaretoken": self.http.cookies.get("keywho_form", ""), **told}, follow_redirects=True)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:2000]}"
        return answer

    def post_json(self, path: str, content: bytes) -> None:
        """Send what a script of a page sends."""
        headers = {"X-CSRFToken": self.http.cookies["keywho_form"], "Content-Type": "application/json"}
        answer = self.http.post(path, content=content, headers=headers)
        assert answer.status_code == 200, f"{path}: {answer.text}"

    def make_account(self, token: str) -> None:
        """Open the first-run link."""
        self.http.get(f"/first/{token}").raise_for_status()
        self.post(f"/first/{token}", email=EMAIL, name="Ada", password=PASSWORD)

    def make_evening(self, name: str, starts_at: datetime) -> None:
        """Make an evening, and remember its code."""
        self.http.get("/desk/new").raise_for_status()
        answer = self.post("/desk/new", name=name, place="Town hall", **self._when(starts_at))
        found = re.search(r"/desk/([A-Z0-9]+)/room", str(answer.url))
        assert found is not None, answer.url
        self.code = found[1]

    def open_doors(self, name: str) -> None:
        """It is today."""
        self.post(f"/desk/{self.code}/evening", name=name, place="Town hall", **self._when(datetime.now(UTC) + timedelta(minutes=20)))

    def make_room(self, rows: int, chairs: int) -> None:
        """Put up rows of chairs."""
        plan = json.loads(room_plan_dumps(plan_of_rows(rows, chairs, aisles=[chairs // 2])))
        self.http.get(f"/desk/{self.code}/room").raise_for_status()
        self.post_json(f"/desk/{self.code}/room", json.dumps({"version": 0, "plan": plan}).encode())

    def make_rounds(self, entries: list[dict[str, object]]) -> None:
        """Put the evening in order."""
        self.post_json(f"/desk/{self.code}/rounds", msgspec.json.encode({"version": 0, "entries": entries}))

    def plan(self, seconds: float) -> None:
        """Have it planned, wait, and publish the version."""
        self.post(f"/desk/{self.code}/programme/plan", seconds=seconds)
        latest = time.monotonic() + 120
        while True:
            page = self.http.get(f"/desk/{self.code}/programme").text
            if f"/desk/{self.code}/programme/1/publish" in page and "is at work" not in page:
                break
            assert time.monotonic() < latest, page
            time.sleep(0.3)
        self.post(f"/desk/{self.code}/programme/1/publish")

    @staticmethod
    def _when(starts_at: datetime) -> dict[str, object]:
        return {"day": f"{starts_at:%Y-%m-%d}", "time": f"{starts_at:%H:%M}", "timezone": "UTC", "language": "en"}
