"""Core nouns to records."""

import zlib
from collections.abc import Sequence
from dataclasses import replace

import msgspec
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Max

from keywho.adapters.exchange_json import dumps
from keywho.core.benefit import Benefit
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.rounds import Round
from keywho.live.facts import Fact
from keywho.live.run_of_show import RunOfShow
from keywho.planning.result import Result
from keywho.server.store import models as records
from keywho.server.store.facts_json import fact_to_json


class LogMoved(Exception):
    """Somebody else recorded a fact first: load again, decide again."""


def facts(event_pk: int, after: int, new: Sequence[Fact], *, by: str) -> int:
    """Append facts behind number `after`, all or none of them; gives the number of the last one.

    Raises
    ------
    LogMoved
        The log has gone on.
    """
    if not new:
        return after
    rows = []
    for no, fact in enumerate(new, after + 1):
        kind, body = fact_to_json(fact)
        rows.append(records.Fact(event_id=event_pk, no=no, at=fact.at, kind=kind, body=body, by=by))
    try:
        with transaction.atomic():
            records.Fact.objects.bulk_create(rows)
    except IntegrityError:  # numbers have no gaps: if the log has gone on, the first of these is taken
        raise LogMoved from None
    return after + len(rows)


def people_changed(event_pk: int) -> None:
    """Count a change to attendees or wishes."""
    records.Event.objects.filter(pk=event_pk).update(people_version=F("people_version") + 1)


def version(
    event_pk: int,
    problem: Problem,
    result: Result,
    show: RunOfShow,
    *,
    origin: str,
    made_by: records.Organizer | None,
) -> records.ProgrammeVersion:
    """Keep a planned programme as the next version, without names and what people wrote."""
    bare = replace(problem, attendees=tuple(Attendee(one.id, "", traits=one.traits) for one in problem.attendees), benefit=Benefit())
    with transaction.atomic():
        records.Event.objects.select_for_update().get(pk=event_pk)
        last = records.ProgrammeVersion.objects.filter(event_id=event_pk).aggregate(Max("no"))["no__max"] or 0
        return records.ProgrammeVersion.objects.create(
            event_id=event_pk,
            no=last + 1,
            content=zlib.compress(dumps(bare, result=result)),
            run_of_show=run_of_show(show),
            origin=origin,
            made_by=made_by,
            points=result.score.points,
            bound=result.bound.points,
            byes=result.score.byes,
            repeats=result.score.repeats,
            people=len(problem.attendees),
        )


def overwrite_what_is_erased() -> None:
    """Have the database leave no bytes of what was erased. SQLite overwrites them in its file (`secure_delete`), and here lets go of the copies in its log.

    Other databases do this in their own time. Call it after the commit.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def rounds(value: Sequence[Round]) -> str:
    """Give rounds as text."""
    return msgspec.json.encode(list(value)).decode()


def run_of_show(value: RunOfShow) -> str:
    """Give a run of show as text."""
    return msgspec.json.encode(list(value)).decode()
