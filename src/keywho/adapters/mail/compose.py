"""A mail as bytes (RFC 5322): text and HTML side by side (RFC 2046), maybe a calendar part that calendars act on (RFC 6047).

Header lines are written here and not by the library's parser, so that a name with commas, line breaks or quotation marks stays a name.
"""

import base64
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.charset import QP, Charset
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.utils import format_datetime, quote
from typing import cast

LONGEST_NAME = 100
LONGEST_SUBJECT = 200
UTF8 = Charset("utf-8")
UTF8.body_encoding = QP
LINES = policy.compat32.clone(linesep="\r\n", max_line_length=78)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Who a mail comes from or goes to."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A message for calendars (iTIP, RFC 5546): what it does (REQUEST, CANCEL ...), and its bytes."""

    method: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Stopping:
    """How whoever gets a mail stops them: a page that takes one press (RFC 8058), an address, and the name of the list (RFC 2919)."""

    url: str
    mailto: str
    list_id: str
    list_name: str


@dataclass(frozen=True, slots=True)
class NewMail:
    """Everything that one mail says."""

    message_id: str
    at: datetime
    sender: Mailbox
    to: Mailbox
    subject: str
    text: str
    html: str
    language: str = "en"
    reply_to: str = ""
    calendar: CalendarPart | None = None
    stopping: Stopping | None = None


@dataclass(frozen=True, slots=True)
class _Finished:
    """A header line that is folded already, or must not be: some mail programs overlook an address that begins on the second line."""

    text: str

    def encode(self, linesep: str = "\r\n", **_: object) -> str:
        """Give it as it is."""
        return self.text.replace("\n", linesep)


HeaderText = Header | _Finished | str


def compose(mail: NewMail) -> bytes:
    """Write a mail as it is handed over: lines end in CRLF, and each is ASCII."""
    message = _body(mail)
    for name, value in _headers(mail):
        message[name] = cast("str", value)  # this policy takes finished headers, which its types do not say
    return message.as_bytes(policy=LINES)


def one_line(text: str, most: int) -> str:
    """Give a text that can stand in a header line: nothing in it that ends a line, steers a terminal or turns the direction of reading for good."""
    plain = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter for letter in text if unicodedata.category(letter) not in ("Cs", "Co", "Cn")
    )
    return " ".join(plain.split())[:most].strip()


def many_lines(text: str) -> str:
    """Give a text that can stand in a body."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in plain if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))


def _headers(mail: NewMail) -> list[tuple[str, HeaderText]]:
    found: list[tuple[str, HeaderText]] = [
        ("From", _mailbox("From", mail.sender)),
        ("To", _mailbox("To", mail.to)),
        ("Subject", _words("Subject", one_line(mail.subject, LONGEST_SUBJECT))),
        ("Date", format_datetime(mail.at)),
        ("Message-ID", _Finished(mail.message_id)),
        ("MIME-Version", "1.0"),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("Content-Language", mail.language),
    ]
    if mail.reply_to:
        found.append(("Reply-To", _Finished(mail.reply_to)))
    if mail.stopping:
        stop = mail.stopping
        found.append(("List-Id", _mailbox("List-Id", Mailbox(stop.list_id, stop.list_name))))
        found.append(("List-Unsubscribe", _Finished(",\n ".join(f"<{way}>" for way in (stop.url, stop.mailto)))))
        if stop.url.startswith("https://"):
            found.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return found


def _body(mail: NewMail) -> MIMEBase:
    sides = MIMEMultipart("alternative")
    sides.attach(_text("plain", many_lines(mail.text)))
    sides.attach(_text("html", many_lines(mail.html)))
    del sides["MIME-Version"]
    if mail.calendar is None:
        return sides
    sides.attach(_calendar("text", "calendar", mail.calendar))
    whole = MIMEMultipart("mixed")
    del whole["MIME-Version"]
    whole.attach(sides)
    attached = _calendar("application", "ics", mail.calendar)
    attached.add_header("Content-Disposition", "attachment", filename="invite.ics")
    whole.attach(attached)
    return whole


def _text(kind: str, text: str) -> MIMENonMultipart:
    part = MIMENonMultipart("text", kind)
    part.set_payload(text.encode("utf-8", "replace").decode("utf-8"), UTF8)
    del part["MIME-Version"]
    return part


def _calendar(main: str, kind: str, calendar: CalendarPart) -> MIMENonMultipart:
    part = MIMENonMultipart(main, kind, charset="UTF-8")
    if main == "text":
        part.set_param("method", re.sub(r"[^A-Z]", "", calendar.method.upper()))
    else:
        part.set_param("name", "invite.ics")
    part.set_payload(base64.encodebytes(calendar.content).decode())
    part["Content-Transfer-Encoding"] = "base64"
    del part["MIME-Version"]
    return part


def _mailbox(header: str, box: Mailbox) -> Header:
    """Write a name and an address; a name in other letters than English ones becomes encoded words (RFC 2047), any other a quoted one."""
    name = one_line(box.name, LONGEST_NAME)
    if not name:
        return Header(f"<{box.address}>" if header == "List-Id" else box.address, "us-ascii", header_name=header)
    if name.isascii() and "=?" not in name:
        return Header(f'"{quote(name)}" <{box.address}>', "us-ascii", header_name=header)
    written = Header(name, "utf-8", header_name=header)
    written.append(f"<{box.address}>", "us-ascii")
    return written


def _words(header: str, text: str) -> Header:
    return Header(text, "us-ascii" if text.isascii() and "=?" not in text else "utf-8", header_name=header)
