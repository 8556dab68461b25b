"""What is kept about a person of what followed the evening: for themselves alone."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db.models import Q

from keywho.server.services.rights.traces import text_of_mail
from keywho.server.store import models as records

Told = Mapping[str, object]


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _called(person: records.Attendee | None) -> str | None:
    return person.shown_name if person is not None else None


def _card(attendee: records.Attendee) -> Told | None:
    card = records.ContactCard.objects.filter(who=attendee).first()
    if card is None:
        return None
    return {"mail": card.mail, "phone": card.phone, "link": card.link, "gives_by_default": _words(card.shares), "changed_at": _at(card.changed_at)}


def _sharing(attendee: records.Attendee) -> Sequence[Told]:
    found = records.Sharing.objects.filter(who=attendee).select_related("about").order_by("pk")
    return [{"with": _called(one.about), "gives": _words(one.fields), "at": _at(one.at)} for one in found]


def _contacts(attendee: records.Attendee) -> Sequence[Told]:
    found = []
    for exchange in records.Exchange.objects.filter(Q(one=attendee) | Q(other=attendee)).select_related("one", "other"):
        i_am_one = exchange.one_id == attendee.pk
        mine, theirs = (exchange.one_gives, exchange.other_gives) if i_am_one else (exchange.other_gives, exchange.one_gives)
        found.append(
            {"with": _called(exchange.other if i_am_one else exchange.one), "i_give": _words(mine), "they_give": _words(theirs), "at": _at(exchange.at)}
        )
    return found


def _choices(attendee: records.Attendee) -> Told | None:
    choices = records.AfterChoices.objects.filter(who=attendee).first()
    if choices is None:
        return None
    return {
        "timezone": choices.timezone,
        "mail": choices.mail,
        "agreed_to_mails_at": _at(choices.mail_agreed_at),
        "mail_verified_at": _at(choices.mail_verified_at),
        "mails_stopped_at": _at(choices.mail_stopped_at),
        "trouble_with_mails": choices.mail_trouble,
        "how_often": choices.mails,
        "interviews_in_a_week_at_most": choices.weekly_limit,
        "reminders_stopped": _words(choices.reminders_off),
        "has_a_calendar_link": bool(choices.calendar_key),
    }


def _office_hours(attendee: records.Attendee) -> Sequence[Told]:
    return [
        {
            "from": _at(hours.starts_at),
            "until": _at(hours.ends_at),
            "minutes_each": hours.minutes,
            "way": hours.way,
            "place": hours.place,
            "words": hours.words,
            "made_at": _at(hours.made_at),
            "closed_at": _at(hours.closed_at),
        }
        for hours in records.OfficeHours.objects.filter(who=attendee)
    ]


def _interviews(attendee: records.Attendee) -> Sequence[Told]:
    found = []
    mine = records.Interview.objects.filter(Q(asker=attendee) | Q(asked=attendee, is_withheld=False)).select_related("asker", "asked").prefetch_related("times")
    for interview in mine:
        i_asked = interview.asker_id == attendee.pk
        may_read = i_asked or interview.shares_questions
        found.append(
            {
                "with": _called(interview.asked if i_asked else interview.asker),
                "asked_by_me": i_asked,
                "purpose": interview.purpose,
                "minutes": interview.minutes,
                "way": interview.way,
                "place": interview.place,
                "questions": json.loads(interview.questions or "[]") if may_read else [],
                "shares_questions": interview.shares_questions if i_asked else None,
                "state": interview.state,
                "starts_at": _at(interview.starts_at),
                "words": interview.words,
                "proposed_times": [{"at": _at(time.starts_at), "by_me": time.by_asker == i_asked, "is_open": time.is_open} for time in interview.times.all()],
                "asked_at": _at(interview.made_at),
                "changed_at": _at(interview.changed_at),
            }
        )
    return found


def _busy(attendee: records.Attendee) -> Sequence[Told]:
    return [{"from": _at(time.starts_at), "until": _at(time.ends_at)} for time in records.BusyTime.objects.filter(who=attendee).order_by("starts_at", "pk")]


def _reminders(attendee: records.Attendee) -> Sequence[Told]:
    found = records.Reminder.objects.filter(who=attendee).select_related("about").order_by("due_at", "pk")
    return [
        {"kind": one.kind, "about": _called(one.about), "due_at": _at(one.due_at), "state": one.state, "mailed_at": _at(one.mailed_at), "text": one.text}
        for one in found
    ]


def _outcomes(attendee: records.Attendee) -> Sequence[Told]:
    found = records.Outcome.objects.filter(who=attendee).select_related("about").order_by("pk")
    return [{"about": _called(one.about), "what": one.kind, "text": one.text, "at": _at(one.at)} for one in found]


def _named(attendee: records.Attendee) -> Sequence[Told]:
    found = records.NamedKeyWho.objects.filter(who=attendee).select_related("named_by")
    return [{"words": one.words, "named_by": _called(one.named_by), "at": _at(one.at), "reached_at": _at(one.reached_at)} for one in found]


def _feedback(attendee: records.Attendee) -> Told | None:
    said = records.Feedback.objects.filter(who=attendee).first()
    if said is None:
        return None
    answers = {"met_the_right": said.met_the_right, "felt_welcome": said.felt_welcome, "comes_again": said.comes_again}
    return {**answers, "words": said.words, "at": _at(said.at)}


def _mails(attendee: records.Attendee) -> Sequence[Told]:
    """Give the mails to them, with the text as long as it is kept."""
    return [
        {
            "to": mail.address,
            "kind": mail.kind,
            "state": mail.state,
            "written_at": _at(mail.made_at),
            "settled_at": _at(mail.settled_at),
            "answer_of_the_mail_server": mail.answer,
            "text": text_of_mail(bytes(mail.content)),
        }
        for mail in records.Mail.objects.filter(who=attendee)
    ]


def _history(attendee: records.Attendee) -> Told | None:
    """Give that history follows them. Whom they met is told evening by evening: a list here would tell who else lets history follow them."""
    regular = attendee.regular
    if regular is None:
        return None
    return {
        "since": _at(regular.made_at),
        "last_came_at": _at(regular.seen_at),
        "follows_by_mail": regular.mail,
        "mail_verified_at": _at(regular.mail_verified_at),
    }


def _coach(attendee: records.Attendee) -> Told | None:
    book = records.Notebook.objects.filter(who=attendee).first()
    questions = records.KeyQuestions.objects.filter(who=attendee).select_related("about").order_by("pk")
    return {
        "notebook": json.loads(book.content) if book is not None else None,
        "questions": [
            {
                "about": _called(one.about),
                "purpose": one.purpose,
                "questions": json.loads(one.questions),
                "changed_at": _at(one.changed_at),
                "used_at": _at(one.used_at),
            }
            for one in questions
        ],
    }


def _words(text: str) -> list[str]:
    return [word for word in text.split(",") if word]


AFTERWARDS_OF: Mapping[str, Callable[[records.Attendee], object]] = {
    "card": _card,
    "shared_with": _sharing,
    "contacts": _contacts,
    "choices_after_the_evening": _choices,
    "office_hours": _office_hours,
    "interviews": _interviews,
    "busy_times": _busy,
    "reminders": _reminders,
    "outcomes": _outcomes,
    "named_key_whos": _named,
    "feedback": _feedback,
    "mails": _mails,
    "coach": _coach,
    "history": _history,
}
"""Each part of what is kept, by its name in the file."""
