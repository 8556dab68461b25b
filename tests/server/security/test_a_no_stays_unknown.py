"""A no, a yes that was taken back and no answer at all are the same to the other side: every page, every press, to the byte and to the count of questions."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern
from django.utils import timezone

from keywho.core.ids import AttendeeId
from keywho.server.services import attending
from keywho.server.services.afterwards.my_card import Reach, save_reach
from keywho.server.store import models as records
from keywho.server.web.urls import urlpatterns
from server.an_evening import Stage, planned_stage

pytestmark = pytest.mark.django_db

Seen = dict[str, tuple[int, str, bytes, int]]
"""What came of each page: status, where it leads, its bytes, and how many questions the database was asked."""

IN_WORDS = {"action": "keep", "which": "thanks-{other}"}
"""What is asked for besides a person's number."""


def personal_pages() -> list[str]:
    """All addresses below a personal page, made from the addresses that the server knows: a new page is in it by itself."""
    routes = [str(one.pattern) for one in urlpatterns if isinstance(one, URLPattern) and str(one.pattern).startswith("p/<str:token>")]
    return sorted(routes)


def filled(route: str, token: str, other: int) -> str:
    """Fill in a route: the token, and the other person wherever somebody or something is asked for."""
    parts = []
    for part in route.split("/"):
        if part == "<str:token>":
            parts.append(token)
        elif "<" in part:
            begin, end = part.index("<"), part.index(">")
            name = part[begin + 1 : end].partition(":")[2] or part[begin + 1 : end]
            parts.append(part[:begin] + IN_WORDS.get(name, "{other}").format(other=other) + part[end + 1 :])
        else:
            parts.append(part)
    return "/" + "/".join(parts)


@pytest.fixture(params=["while the evening runs", "after the evening"])
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """An evening whose first round is on or that is over; the one who looks said yes."""
    stage = planned_stage(8, "neighbour,nearby")
    stage.now = timezone.now()
    records.Event.objects.filter(pk=stage.pk).update(starts_at=stage.now)
    stage.to_round(1)
    for person in records.Attendee.objects.filter(event=stage.event):
        save_reach(person, Reach(f"{person.public_id}@example.org"), stage.now)
    while request.param == "after the evening" and not stage.evening().state.closed:
        stage.next()
    yield stage


@pytest.fixture
def pair(stage: Stage) -> tuple[AttendeeId, AttendeeId]:
    """Whoever looks, and the one whose answer is not to be known."""
    return next(one for one in stage.evening().state.programme.meetings if one.round_no == 1).attendees[:2]  # type: ignore[return-value]


def asked(client: Client, get: Callable[[], HttpResponse]) -> tuple[int, str, bytes, int]:
    """Ask for something, and keep all that can be seen of the answer."""
    with CaptureQueriesContext(connection) as questions:
        answer = get()
    return answer.status_code, answer.headers.get("Location", ""), without_moments(answer.content), len(questions)


def without_moments(content: bytes) -> bytes:
    """Give the bytes of a page without the moments at which its reader pressed something themselves; a compressed file as what is in it."""
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as packed:
            content = b"".join(name.encode() + packed.read(name) for name in packed.namelist())
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(?:Z|[+-]\d\d:\d\d)|\d{8}T\d{6}Z|\d{4}-\d\d-\d\d \d\d:\d\d", b"(a moment)", content)


def everything(stage: Stage, me: AttendeeId, other: AttendeeId) -> Seen:
    """Look at everything, and press what is about the other person."""
    client, token = Client(), stage.token(me)
    pk = stage.evening().people.by_id[other].pk
    seen: Seen = {}
    for route in personal_pages():
        page = filled(route, token, pk)
        seen[route] = asked(client, lambda page=page: client.get(page))
    presses = {
        "contacts/answer": {"about": other, "wanted": "1"},
        "contacts/fields": {"about": str(pk), "fields": ["mail"], "press": "own"},
        f"contacts/{pk}/note": {"text": "hello"},
        f"contacts/{pk}/more": {"fields": ["phone"]},
        f"contacts/{pk}/ask": {"purpose": "To learn", "minutes": "20", "way": "phone"},
        f"contacts/{pk}/outcome": {"kind": "talked"},
        "do/keep": {"about": other, "wanted": "1"},
        "do/note": {"about": other, "text": "hello"},
    }
    for path, typed in presses.items():
        page = f"/p/{token}/{path}"
        seen[f"POST {path}"] = asked(client, lambda page=page, typed=typed: client.post(page, typed))
    return seen


def test_nothing_tells_a_no_from_no_answer(stage: Stage, pair: tuple[AttendeeId, AttendeeId]):
    me, other = pair

    def says(wanted: bool) -> None:
        attending.keep_in_touch(stage.pk, other, me, wanted, now=stage.now)

    attending.keep_in_touch(stage.pk, me, other, True, now=stage.now)
    everything(stage, me, other)  # what is made once, such as what was read ahead or noted by the presses, is there now
    no_answer = everything(stage, me, other)
    says(False)
    no = everything(stage, me, other)
    records.KeepInTouch.objects.filter(who__public_id=other).delete()
    if not stage.evening().state.closed:
        says(True)
        yes = everything(stage, me, other)
        assert differing(no_answer, yes) == []  # not even a yes is known before the evening is over
        says(False)
    else:
        says(False)
    yes_then_no = everything(stage, me, other)
    assert (differing(no_answer, no), differing(no_answer, yes_then_no)) == ([], [])
    assert {status for status, *_ in no_answer.values()} <= {200, 303, 400, 403, 404, 405, 410, 422}
    assert sum(status == 200 for status, *_ in no_answer.values()) > 10


def test_a_mutual_yes_is_seen_by_the_same_eyes(stage: Stage, pair: tuple[AttendeeId, AttendeeId]):
    me, other = pair
    attending.keep_in_touch(stage.pk, me, other, True, now=stage.now)
    everything(stage, me, other)
    before = everything(stage, me, other)
    attending.keep_in_touch(stage.pk, other, me, True, now=stage.now)
    changed = differing(before, everything(stage, me, other))
    assert [page for page in changed if page == "p/<str:token>/contacts"] == ["p/<str:token>/contacts"] * stage.evening().state.closed


def differing(one: Seen, other: Seen) -> list[str]:
    """Name the pages that are not the same."""
    return [
        f"{page}: {one[page][3]} questions, then {other[page][3]}" if one[page][:3] == other[page][:3] else page for page in one if one[page] != other[page]
    ]
