"""By which words somebody can be found in what others wrote, and taking these out."""

import json
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property

from keywho.server.store import models as records

LEFT = "…"
"""Stands where somebody's name was."""

FEWEST_DIGITS = 6


@dataclass(frozen=True)
class Traces:
    """What tells one person.

    `sure` are the whole name, mail addresses and phone numbers, which tell them wherever they stand. `called` are names that tell them only where
    nobody else of the evening goes by these, and can be a plain word besides: they are looked for in mails, and never taken out of a sentence.
    """

    sure: tuple[str, ...]
    called: tuple[str, ...] = ()

    @classmethod
    def of(cls, attendee: records.Attendee) -> "Traces":
        """Give the traces of somebody."""
        card = records.ContactCard.objects.filter(who=attendee).first()
        choices = records.AfterChoices.objects.filter(who=attendee).first()
        mails = (attendee.contact, card.mail if card else "", choices.mail if choices else "")
        name = attendee.name.strip()
        sure = (*mails, card.phone if card else "", name if len(name.split()) > 1 else "")
        others = records.Attendee.objects.filter(event_id=attendee.event_id).exclude(pk=attendee.pk)
        taken = {word.casefold() for pair in others.values_list("name", "called") for word in pair if word}
        called = (word for word in (attendee.called.strip(), name) if len(word) > 1 and word.casefold() not in taken)
        return cls(tuple(dict.fromkeys(word.strip() for word in sure if len(word.strip()) > 2)), tuple(dict.fromkeys(called)))

    @cached_property
    def _sure(self) -> re.Pattern[str] | None:
        return _any_of([_telling(word) for word in self.sure], re.IGNORECASE)

    @cached_property
    def _called(self) -> re.Pattern[str] | None:
        return _any_of([_spaced(word) for word in self.called])

    def are_in(self, text: str) -> bool:
        """Say whether a text speaks of them."""
        return any(pattern is not None and pattern.search(text) for pattern in (self._sure, self._called))

    def are_in_mail(self, content: bytes) -> bool:
        """Say whether a mail speaks of them, in its headers or in any of its parts."""
        return self.are_in(text_of_mail(content))

    def taken_out(self, text: str) -> str:
        """Give a text without what surely tells them."""
        return self._sure.sub(LEFT, text) if self._sure is not None else text


def text_of_mail(content: bytes) -> str:
    """Give all that can be read in a mail (RFC 5322, RFC 2045): headers and texts, decoded, with long lines of calendars joined again (RFC 5545, 3.1)."""
    if not content:
        return ""
    if content.startswith(b"{"):  # a letter that waits to go together with others
        return "\n".join(str(text) for text in json.loads(content).values())
    message = message_from_bytes(content, policy=policy.default)
    found = [str(value) for value in message.values()]
    for part in message.walk():
        assert isinstance(part, EmailMessage)
        found += [str(value) for value in part.values()]
        if part.get_content_maintype() == "text":
            raw = part.get_payload(decode=True)
            assert isinstance(raw, bytes)
            found.append(re.sub(r"\r?\n[ \t]", "", raw.decode("utf-8", "replace")))
            found.append(raw.decode("utf-8", "replace"))
    return "\n".join(found)


def _telling(word: str) -> str:
    digits = re.sub(r"\D", "", word)
    is_number = len(digits) >= FEWEST_DIGITS and re.fullmatch(r"[\d\s()+./-]+", word)
    return r"(?<!\d)\+?" + r"[\s()./-]{0,3}".join(digits) + r"(?!\d)" if is_number else _spaced(word)


def _spaced(word: str) -> str:
    return r"(?<!\w)" + r"\s+".join(re.escape(part) for part in word.split()) + r"(?!\w)"


def _any_of(patterns: list[str], flags: int = 0) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns), flags) if patterns else None
