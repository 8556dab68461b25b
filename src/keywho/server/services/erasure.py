"""Everything that is known about a person, and erasing it.

The log and the programmes name people by id alone, so that without the profile they say nothing about anybody; what else in them
is about one person (traits for mixing tables, words to them alone) is taken out.
"""

import json
import zlib
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from keywho.core.ids import AttendeeId
from keywho.server.services import evenings
from keywho.server.services.registrations import Written, not_expected, people_changed
from keywho.server.store import models as records
from keywho.server.store import save

NAMED_SOMEBODY = "What was said here named somebody who is erased."


def everything_about(attendee: records.Attendee, *, for_them: bool = False) -> dict[str, object]:
    """Give all that is kept about somebody, ready for JSON.

    Notes and answers about others are for the person alone: they are in it with `for_them`, on their own phone, and only counted at the desk.
    For how long they have been looking is in it with `for_them` alone; whether they said so is not told at the desk.
    Whom they meet in rounds to come is not told on their phone before.
    What others wished, said or wanted to keep to themselves about the person is theirs, and not in it: that somebody does not want to meet them again,
    asked for them, or reported them.
    """
    loaded = evenings.evening(attendee.event_id)
    who = AttendeeId(attendee.public_id)
    state = loaded.state
    wishes = records.Wish.objects.filter(one=attendee).exclude(kind=records.WishKind.MUST_NOT_MEET).select_related("one", "other")
    notes, answers = records.PrivateNote.objects.filter(who=attendee), records.KeepInTouch.objects.filter(who=attendee)
    profile = asdict(Written.of(attendee))
    found: dict[str, object] = {
        "evening": {"name": loaded.name, "code": loaded.code},
        "id": attendee.public_id,
        "profile": profile,
        "traits": json.loads(attendee.traits or "{}"),
        "registration": {
            "status": attendee.status,
            "from": attendee.source,
            "made_at": attendee.created_at.isoformat(),
            "consented_at": attendee.consented_at.isoformat() if attendee.consented_at else None,
            "chair": attendee.home_seat,
            "links_given_out": attendee.link_no + 1,
        },
        "wishes": [
            {
                "kind": wish.kind,
                "one": wish.one.name,
                "other": wish.other.name if wish.other else None,
                "detail": wish.detail,
                "made_at": wish.created_at.isoformat(),
            }
            for wish in wishes
        ],
        "evening_itself": {
            "presence": state.presence_of(who).value,
            "away_in_rounds": sorted(state.away.get(who, ())),
            "would_rather_be_three": state.groups.get(who, attendee.prefers_groups),
            "meetings": [
                {"round": meeting.round_no, "with": [loaded.called(other) for other in meeting.others(who)], "chairs": list(meeting.seats)}
                for meeting in state.programme.by_attendee.get(who, ())
                if meeting.round_no in state.rounds_begun or not for_them
            ],
            "messages": [{"at": said.at.isoformat(), "text": said.text} for said in state.said_to.get(who, ())],
        },
        "reports_by_them": [
            {"kind": report.kind, "text": report.text, "at": report.at.isoformat()} for report in records.Report.objects.filter(who=attendee).order_by("pk")
        ],
        "log": _log_of(attendee),
    }
    if for_them:
        found["notes"] = [{"about": note.about.shown_name, "text": note.text, "at": note.at.isoformat()} for note in notes.select_related("about")]
        found["keep_in_touch"] = [
            {"about": answer.about.shown_name, "wanted": answer.wanted, "at": answer.at.isoformat()} for answer in answers.select_related("about")
        ]
    else:
        profile.pop("months_searching")
        found["only_on_their_phone"] = {"notes": notes.count(), "answers": answers.count()}
    return found


def erase(attendee: records.Attendee, *, by: str, now: datetime) -> str:
    """Erase a person: profile, wishes, notes and answers by and about them, reports by and about them.

    Where a programme counts on them, nobody waits for them any more. Their id stays in the log and in programmes, and means nobody.
    """
    attendee.refresh_from_db()
    name, event_pk = attendee.shown_name, attendee.event_id
    not_expected(attendee, by=by, now=now)
    with transaction.atomic():
        records.Report.objects.filter(Q(who=attendee) | Q(about=attendee)).delete()
        take_out_of_versions(event_pk, attendee.public_id)
        _take_out_of_log(event_pk, attendee.public_id)
        _take_out_of_jobs(event_pk, attendee)
        records.Attendee.objects.filter(pk=attendee.pk).delete()
        people_changed(event_pk)
    evenings.forget_people(event_pk)
    save.overwrite_what_is_erased()
    return f"Everything about {name} is erased."


def _log_of(attendee: records.Attendee) -> list[dict[str, object]]:
    """Give the facts that name somebody, and which they or an organizer caused; that somebody else parted from them is not told."""
    me = f"attendee {attendee.public_id}"
    found: list[dict[str, object]] = []
    for fact in records.Fact.objects.filter(event_id=attendee.event_id).exclude(kind="ProgrammePublished").order_by("no"):
        if (fact.kind == "PairParted" and fact.by != me) or not _names(fact.body, attendee.public_id):
            continue
        by = fact.by if fact.by == me or not fact.by.startswith("attendee ") else "somebody in the room"
        found.append({"no": fact.no, "at": fact.at.isoformat(), "kind": fact.kind, "by": by})
    return found


def _names(body: str, public_id: str) -> bool:
    return json.dumps(public_id, ensure_ascii=False) in body or json.dumps(public_id) in body


def take_out_of_versions(event_pk: int, public_id: str | None = None) -> None:
    """Leave of a person's traits in planned programmes nothing; of everybody's where nobody is named."""
    for version in records.ProgrammeVersion.objects.filter(event_id=event_pk):
        content = json.loads(zlib.decompress(bytes(version.content)))
        theirs = [one for one in content["problem"]["attendees"] if public_id in (None, one["id"]) and (one.get("traits") or one.get("name"))]
        for one in theirs:
            one.pop("traits", None)
            one["name"] = ""
        if theirs:
            version.content = zlib.compress(json.dumps(content, ensure_ascii=False).encode())
            version.save(update_fields=["content"])


def _take_out_of_jobs(event_pk: int, attendee: records.Attendee) -> None:
    """Leave of sentences that say why a plan failed none that names the person."""
    for job in records.PlanningJob.objects.filter(event_id=event_pk).exclude(sentence=""):
        if any(name and name in job.sentence for name in (attendee.name, attendee.called)):
            records.PlanningJob.objects.filter(pk=job.pk).update(sentence=NAMED_SOMEBODY)


def _take_out_of_log(event_pk: int, public_id: str) -> None:
    """Leave of what was said to one person alone the fact that something was said."""
    for fact in records.Fact.objects.filter(event_id=event_pk, kind="Announced"):
        body = json.loads(fact.body)
        if body.get("to") == public_id:
            fact.body = json.dumps({**body, "text": ""})
            fact.save(update_fields=["body"])
