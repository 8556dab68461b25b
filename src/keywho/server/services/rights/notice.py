"""The ready privacy notice of an evening (GDPR, Art. 13), made from the rules of retention, in three languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from keywho.server.services.post.route import sends_mail
from keywho.server.services.rights.notice_words import NOTICE, NoticeWords
from keywho.server.store import models as records
from keywho.server.store.retention import RETENTION
from keywho.server.store.retention.groups import Group, kept_in

LONGEST_CONTACT = 500


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is kept: what, what for, how long."""

    title: str
    what: str
    why: str
    how_long: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice, ready to be shown, printed or copied."""

    language: str
    words: NoticeWords
    intro: str
    responsible: str
    contact: str
    parts: Sequence[Part]
    recipients: Sequence[str]

    def as_text(self) -> str:
        """Give it as plain text, for other places."""
        words = self.words
        sections = [
            (words.title, [self.intro]),
            (words.responsible_title, [self.responsible, self.contact]),
            (words.basis_title, [words.basis]),
            (words.what_title, [f"{one.title}: {one.what} {words.what_for}: {one.why} {words.how_long}: {one.how_long}." for one in self.parts]),
            (words.who_title, self.recipients),
            (words.rights_title, [*words.rights, words.complaint]),
        ]
        return "\n\n".join("\n".join([title.upper(), *lines]) for title, lines in sections) + "\n"


def notice_of(event: records.Event, language: str = "") -> Notice:
    """Give the notice of an evening in a language; without one in that of its phones."""
    chosen = language if language in NOTICE else event.language if event.language in NOTICE else "en"
    words, mails = NOTICE[chosen], sends_mail()
    organizers = list(event.organizers.order_by("pk"))
    names = ", ".join(organizer.name for organizer in organizers)
    contact = event.contact_for_privacy or (words.write_to.format(mails=", ".join(one.email for one in organizers)) if organizers else words.ask_at)
    groups = [group for group in Group if mails or group is not Group.MAILS]
    return Notice(
        chosen,
        words,
        words.intro.format(event=event.name),
        words.responsible.format(names=names) if names else words.ask_at,
        contact,
        tuple(_part(group, words, event.erase_after_days) for group in groups),
        (*words.who, words.mails if mails else words.no_mails),
    )


def choose_contact(event: records.Event, words: str) -> str:
    """Write down whom people write to about privacy; without words the organizers' own addresses stand there."""
    said = "\n".join(line.strip() for line in words.strip()[:LONGEST_CONTACT].splitlines())
    records.Event.objects.filter(pk=event.pk).update(contact_for_privacy=said)
    return "Saved. The notice says it." if said else "Saved. The notice names the organizers' addresses."


def _part(group: Group, words: NoticeWords, days: int) -> Part:
    told = words.groups[group]
    how_long = "; ".join(dict.fromkeys(words.times[kept].format(days=days) for kept in kept_in(group, RETENTION)))
    return Part(told.title, told.what, told.why, how_long)
