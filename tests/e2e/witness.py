"""A process that looks into the database of a served evening, as fresh eyes: `python witness.py` answers lines of JSON with lines of JSON.

It shares nothing with the server but the file, and keeps nothing between two looks: each replays the log from its first fact.
"""

import json
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec

from keywho.server.conf.start import start_django

start_django()

from django.db import close_old_connections, connections  # noqa: E402
from django.urls import URLPattern, get_resolver  # noqa: E402

from keywho.core.problem import Problem  # noqa: E402
from keywho.live.channels import desk_parts, phone_parts, projector_parts  # noqa: E402
from keywho.live.state import replay  # noqa: E402
from keywho.planning.check import check  # noqa: E402
from keywho.server.hosting.database import migrate  # noqa: E402
from keywho.server.services.evenings import Evening, evening, forget, now  # noqa: E402
from keywho.server.services.links import Link, LinkKind, token_of  # noqa: E402
from keywho.server.store import load  # noqa: E402
from keywho.server.store import models as records  # noqa: E402


def plain(value: object) -> Any:
    """Give a value as it comes out of JSON."""
    return json.loads(msgspec.json.encode(value))


def tokens(loaded: Evening) -> dict[str, Any]:
    """The links of everybody in the room."""
    phones = {who: token_of(Link(LinkKind.PERSONAL, loaded.pk, one.pk, one.link_no), loaded.key) for who, one in loaded.people.by_id.items()}
    return {
        "phones": phones,
        "badges": {who: token_of(Link(LinkKind.BADGE, loaded.pk, one.pk), loaded.key) for who, one in loaded.people.by_id.items()},
        "pks": {who: one.pk for who, one in loaded.people.by_id.items()},
        "names": {who: loaded.called(who) for who in phones},
        "projector": token_of(Link(LinkKind.PROJECTOR, loaded.pk), loaded.projector_key),
    }


def look(loaded: Evening) -> dict[str, Any]:
    """The log, and what every screen has to show by it."""
    state = replay([fact for _, fact in load.numbered_facts(loaded.pk, 0)])
    rows = records.Fact.objects.filter(event_id=loaded.pk).order_by("no").values_list("no", "kind", "by", "body", "at")
    first = state.first_open_round(now())
    wrong = check(kept_together(loaded.problem(first), loaded), state.programme).violations if state.version and first else ()
    return {
        "facts": [[no, kind, by, json.loads(body), at.isoformat()] for no, kind, by, body, at in rows],
        "phones": {who: plain(phone_parts(state, who, loaded.scene)) for who in loaded.people.by_id},
        "projector": plain(projector_parts(state, loaded.scene)),
        "desk": plain(desk_parts(state, loaded.scene, loaded.no)),
        "wrong": [str(violation) for violation in wrong],
        "same": state == loaded.state,
        "reports": records.Report.objects.filter(event_id=loaded.pk).count(),
    }


def routes(_: Evening) -> dict[str, Any]:
    """The names of all addresses."""

    def names(patterns: list[Any]) -> list[str]:
        return [name for one in patterns for name in ([str(one.name)] if isinstance(one, URLPattern) else names(one.url_patterns))]

    return {"names": names(get_resolver().url_patterns)}


def days_later(loaded: Evening) -> dict[str, Any]:
    """Let four days have gone by since contacts were exchanged."""
    for exchanged in records.Exchange.objects.filter(event_id=loaded.pk):
        records.Exchange.objects.filter(pk=exchanged.pk).update(at=exchanged.at - timedelta(days=4))
    return {"talks": dict(records.Interview.objects.filter(event_id=loaded.pk).values_list("purpose", "uid"))}


def kept_together(problem: Problem, loaded: Evening) -> Problem:
    """Pin the trios of a round under way: three who talk are not torn apart because an odd number became an even one."""
    no = loaded.state.round_under_way(now())
    trios = [meeting for meeting in loaded.state.programme.by_round.get(no, ()) if len(meeting.attendees) == 3] if no and problem.round(no).of_pairs else []
    return replace(problem, wishes=replace(problem.wishes, pinned=(*problem.wishes.pinned, *trios)))


def prepare(people: int, rounds: str, rows: int, chairs: int | None, code: str) -> dict[str, Any]:
    """Make an evening, planned and published, with two organizers: ada@example.org and bo@example.org."""
    from server.an_evening import planned_stage

    migrate()
    for name in ("Ada", "Bo"):
        records.Organizer.objects.sign_up(email=f"{name.lower()}@example.org", name=name, password=PASSWORD)
    stage = planned_stage(people, rounds, rows, chairs, code)
    stage.event.organizers.set(records.Organizer.objects.all())
    records.Event.objects.filter(pk=stage.pk).update(starts_at=now())
    return {"pk": stage.pk}


PASSWORD = "four words put together"


def answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Answer one line."""
    close_old_connections()
    if asked["do"] == "prepare":
        return prepare(asked["people"], asked["rounds"], asked["rows"], asked.get("chairs"), asked["code"])
    forget()
    looks: Mapping[str, Callable[[Evening], dict[str, Any]]] = {"tokens": tokens, "look": look, "routes": routes, "days_later": days_later}
    found = looks[asked["do"]](evening(records.Event.objects.get(code=asked["code"]).pk))
    connections.close_all()
    return found


if __name__ == "__main__":
    for line in sys.stdin:
        try:
            found = answer(json.loads(line))
        except Exception:
            found = {"refused": traceback.format_exc()}
        print(json.dumps(found), flush=True)
