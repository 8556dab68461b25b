"""Everything that is kept about a person, ready for JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from keywho.core.ids import AttendeeId
from keywho.server.services import evenings
from keywho.server.services.registrations import Written
from keywho.server.services.rights.afterwards_of import AFTERWARDS_OF
from keywho.server.store import models as records

LEFT_OUT: Mapping[str, str] = {
    "Wish.other": "that others asked for them, or want to be kept apart from them, is theirs",
    "KeepInTouch.about": "what others answered about them is theirs, and a no must not be told from no answer",
    "PrivateNote.about": "what others noted about them is theirs alone",
    "Report.about": "who reported them has to be safe",
    "Sharing.about": "what others give them shows in their contacts, and what they don't give is theirs to know",
    "Reminder.about": "reminders of others are for others",
    "Outcome.about": "what others say came of it is theirs alone",
    "NamedKeyWho.named_by": "what others wrote down after talking with them is theirs alone",
    "KeyQuestions.about": "what others want to ask them is theirs, until they share it in an invitation",
    "Mail.about": "mails to others are theirs",
}
"""Links to a person that lead to what belongs to somebody else, and why it is in nobody's file."""

EXPORTED = frozenset(
    {
        "Wish.one", "KeepInTouch.who", "PrivateNote.who", "Report.who", "ContactCard.who", "Sharing.who", "Exchange.one", "Exchange.other", "AfterChoices.who",
        "OfficeHours.who", "Interview.asker", "Interview.asked", "BusyTime.who", "Reminder.who", "Outcome.who", "NamedKeyWho.who", "Feedback.who", "Mail.who",
        "Notebook.who", "KeyQuestions.who",
    }
)  # fmt: skip
"""Links to a person that lead to what is in their file. Of wishes, those to be kept apart are left out, since the other may have wished it."""


def everything_about(attendee: records.Attendee, *, for_them: bool = False) -> dict[str, object]:
    """Give all that is kept about somebody, ready for JSON.

    Notes and answers about others, and all that follows the evening, are for the person alone: they are in it with `for_them`, on their own phone, and not at the desk.
    For how long they have been looking is in it with `for_them` alone; whether they said so is not told at the desk.
    Whom they meet in rounds to come is not told on their phone before.
    What others wished, said or wanted to keep to themselves about the person is theirs, and not in it (`LEFT_OUT`): that somebody does not want to meet them again,
    asked for them, or reported them.
    """
    loaded = evenings.evening(attendee.event_id)
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
        "wishes": _wishes_of(attendee),
        "evening_itself": _evening_of(loaded, attendee, for_them=for_them),
        "reports_by_them": [
            {"kind": report.kind, "text": report.text, "at": report.at.isoformat(), "settled_at": report.settled_at.isoformat() if report.settled_at else None}
            for report in records.Report.objects.filter(who=attendee).order_by("pk")
        ],
        "log": _log_of(attendee),
    }
    notes, answers = records.PrivateNote.objects.filter(who=attendee), records.KeepInTouch.objects.filter(who=attendee)
    if for_them:
        found["notes"] = [{"about": note.about.shown_name, "text": note.text, "at": note.at.isoformat()} for note in notes.select_related("about")]
        found["keep_in_touch"] = [
            {"about": answer.about.shown_name, "wanted": answer.wanted, "at": answer.at.isoformat()} for answer in answers.select_related("about")
        ]
        found |= {name: part(attendee) for name, part in AFTERWARDS_OF.items()}
    else:
        profile.pop("months_searching")
        found["only_on_their_phone"] = {"notes": notes.count(), "answers": answers.count()}
    return found


def _wishes_of(attendee: records.Attendee) -> list[dict[str, object]]:
    mine = records.Wish.objects.filter(one=attendee).exclude(kind=records.WishKind.MUST_NOT_MEET).select_related("one", "other")
    return [
        {
            "kind": wish.kind,
            "one": wish.one.name,
            "other": wish.other.name if wish.other else None,
            "detail": wish.detail,
            "made_at": wish.created_at.isoformat(),
        }
        for wish in mine
    ]


def _evening_of(loaded: evenings.Evening, attendee: records.Attendee, *, for_them: bool) -> dict[str, object]:
    who, state = AttendeeId(attendee.public_id), loaded.state
    return {
        "presence": state.presence_of(who).value,
        "away_in_rounds": sorted(state.away.get(who, ())),
        "would_rather_be_three": state.groups.get(who, attendee.prefers_groups),
        "meetings": [
            {"round": meeting.round_no, "with": [loaded.called(other) for other in meeting.others(who)], "chairs": list(meeting.seats)}
            for meeting in state.programme.by_attendee.get(who, ())
            if meeting.round_no in state.rounds_begun or not for_them
        ],
        "messages": [{"at": said.at.isoformat(), "text": said.text} for said in state.said_to.get(who, ())],
    }


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
