"""A mail that came in, read down to what it is: a calendar's answer, one of ours that came back, a wish for no more mails, an automatic answer, or something else.

A mail can say anything: what is read here is a claim, which `services.receiving` checks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from email.utils import getaddresses, parseaddr
from enum import Enum

LARGEST = 2 * 1024 * 1024
MOST_PARTS = 200
DEEPEST = 20
OWN_ID = re.compile(r"<[0-9a-f]{32}@[^<>\s]{1,150}>")
STOP = re.compile(r"\bstop[ :]+([A-Za-z0-9._~=-]{20,200})", re.IGNORECASE)
FAILED = ("failed", "expired")


class Kind(Enum):
    """What a mail is."""

    CALENDAR = "calendar"
    BOUNCE = "bounce"
    STOP = "stop"
    AUTOMATIC = "automatic"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReadMail:
    """What a mail says. `calendars` are its calendar messages; `about_id` is the Message-ID of ours that came back; `is_final` says that it will not be tried again."""

    kind: Kind
    sender: str = ""
    recipients: tuple[str, ...] = ()
    message_id: str = ""
    calendars: tuple[bytes, ...] = ()
    about_id: str = ""
    failed_address: str = ""
    reason: str = ""
    is_final: bool = False
    stop_token: str = ""


def read_mail(raw: bytes) -> ReadMail:
    """Read a mail; whatever can't be read is of unknown kind, and nothing raises."""
    try:
        return _read(message_from_bytes(raw[:LARGEST], policy=policy.compat32))
    except Exception:  # the mail library has raised nearly everything over broken mails in its time; a mail of a stranger must not stop the others
        return ReadMail(Kind.UNKNOWN)


def _read(mail: Message) -> ReadMail:
    sender = parseaddr(_header(mail, "From"))[1]
    recipients = tuple(
        dict.fromkeys(address for _, address in getaddresses([_header(mail, name) for name in ("To", "Cc", "Delivered-To", "X-Original-To")]) if address)
    )
    known = (sender, recipients, _header(mail, "Message-ID").strip()[:200])
    parts = list(_parts(mail))
    bounced = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if bounced is not None:
        return _bounce(known, bounced, parts)
    calendars = tuple(_bytes(part) for part in parts if part.get_content_type() in ("text/calendar", "application/ics"))
    if calendars:
        return ReadMail(Kind.CALENDAR, *known, tuple(dict.fromkeys(calendars)))
    asked = STOP.search(_header(mail, "Subject"))
    if asked:
        return ReadMail(Kind.STOP, *known, stop_token=asked[1])
    is_automatic = _header(mail, "Auto-Submitted").strip().lower() not in ("", "no") or mail["X-Autoreply"] or mail["X-Autorespond"]
    return ReadMail(Kind.AUTOMATIC if is_automatic else Kind.UNKNOWN, *known)


def _bounce(known: tuple[str, tuple[str, ...], str], status: Message, parts: list[Message]) -> ReadMail:
    """Read a delivery status (RFC 3464): which of ours, to whom, and why it did not arrive."""
    fields: dict[str, str] = {}
    groups = status.get_payload()
    for group in groups if isinstance(groups, list) else []:
        if isinstance(group, Message) and group["Action"]:
            fields = {name.lower(): " ".join(str(value).split()) for name, value in group.items()}
            if fields["action"].lower() in FAILED:
                break
    recipient = (fields.get("original-recipient") or fields.get("final-recipient") or "").rpartition(";")[2].strip()
    code = fields.get("status", "")
    reason = fields.get("diagnostic-code", "").partition(";")[2].strip() or code
    is_final = fields.get("action", "").lower() in FAILED and not code.startswith("4")
    return ReadMail(Kind.BOUNCE, *known, about_id=_own_id(parts), failed_address=recipient[:200], reason=reason[:300], is_final=is_final)


def _own_id(parts: list[Message]) -> str:
    """Find the name of the mail of ours within what a mail server sends back: a whole mail, or its header lines."""
    for part in parts:
        if part.get_content_type() == "text/rfc822-headers":
            found = OWN_ID.search(_bytes(part).decode("ascii", "replace"))
            if found:
                return found[0]
        if part.get_content_type() in ("message/rfc822", "message/global"):
            for inner in part.get_payload() if isinstance(part.get_payload(), list) else []:
                found = OWN_ID.search(_header(inner, "Message-ID")) if isinstance(inner, Message) else None
                if found:
                    return found[0]
    for part in parts:
        found = OWN_ID.search(" ".join(str(part.get(name, "")) for name in ("In-Reply-To", "References")))
        if found:
            return found[0]
    return ""


def _parts(mail: Message, depth: int = 0) -> Iterator[Message]:
    """Give all parts of a mail, however deep, but those of a mail that came back: what stood in it was ours."""
    yield mail
    if depth >= DEEPEST:
        return
    payload = mail.get_payload()
    if mail.get_content_maintype() == "multipart" and isinstance(payload, list):
        for part in payload[:MOST_PARTS]:
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _header(mail: Message, name: str) -> str:
    return " ".join(str(value) for value in mail.get_all(name, []))
