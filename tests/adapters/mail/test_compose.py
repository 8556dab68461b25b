"""A mail as bytes, judged by the library's strict parser."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.adapters.mail.as_html import as_html, inner
from keywho.adapters.mail.compose import CalendarPart, Mailbox, NewMail, Stopping, compose, one_line

NAUGHTY = Path(__file__).resolve().parents[4] / "shared/data/naughty/blns.txt"
AT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language", "Reply-To",
    "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post",
]  # fmt: skip
STOPPING = Stopping("https://club.example/mail/stop/abc", "mailto:k@club.example?subject=stop%20abc", "k7.club.example", "Job club")


def naughty() -> list[str]:
    if not NAUGHTY.exists():
        return ["a\r\nBcc: x@example.org", 'Ada "the, first" L', "田中さん", "😀", "=?utf-8?q?x?=", "\u202etest", "A" * 500]
    return [line for line in NAUGHTY.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def read(raw: bytes) -> EmailMessage:
    found = message_from_bytes(raw, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def mail_of(name: str, subject: str = "Hello", text: str = "Hello", calendar: CalendarPart | None = None) -> bytes:
    stopping = Stopping(STOPPING.url, STOPPING.mailto, STOPPING.list_id, name)
    to = Mailbox("ada@example.org", name)
    return compose(
        NewMail(
            "<1@club.example>", AT, Mailbox("k@club.example", name), to, subject, text, as_html(text, "en", subject), "en", "k@club.example", calendar, stopping
        )
    )


def shown_name(mail: EmailMessage) -> str:
    """The name as it is read, but for spaces: this parser puts some between the parts of a long name, which RFC 2047 says are none."""
    return "".join(mail["To"].addresses[0].display_name.split())


def without_spaces(name: str) -> str:
    return "".join(one_line(name, 100).split())


def check_sound(raw: bytes) -> EmailMessage:
    """Nothing but our headers, each once, and all of it plain lines of ASCII that a mail server takes."""
    mail = read(raw)
    assert [name for name in mail.keys() if name != "Content-Type"] == HEADERS  # noqa: SIM118  a mail's keys can repeat
    assert mail["To"].addresses[0].addr_spec == "ada@example.org"
    assert len(mail["To"].addresses) == len(mail["From"].addresses) == 1
    raw.decode("ascii")
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert [part.get_content_type() for part in mail.walk()][:3] == ["multipart/alternative", "text/plain", "text/html"]
    return mail


@pytest.mark.parametrize(
    "name",
    ["Ada, Countess", 'Ada "Ace" L\\', "Zoë Müller", "田中さん", "😀" * 30, "a\r\nBcc: x@example.org", "=?utf-8?q?evil?=", "", " ", "Ada <x@y.z>", "\u202eadA"],
    ids=["comma", "quotes", "umlauts", "kanji", "emoji", "line break", "encoded word", "empty", "space", "address", "right to left"],
)
def test_a_name_stays_a_name(name: str) -> None:
    mail = check_sound(mail_of(name))
    assert shown_name(mail) == without_spaces(name)
    assert "Bcc" not in mail


def test_names_and_texts_that_break_programs_break_no_mail() -> None:
    for text in naughty():
        mail = check_sound(mail_of(text, text, text))
        assert shown_name(mail) == without_spaces(text)
        assert "".join(str(mail["Subject"]).split()) == "".join(one_line(text, 200).split())


@given(name=st.text(max_size=150), subject=st.text(max_size=300), text=st.text(max_size=400))
def test_whatever_people_write_a_mail_has_our_headers_and_no_others(name: str, subject: str, text: str) -> None:
    mail = check_sound(mail_of(name, subject, text))
    part = mail.get_body(("plain",))
    assert part is not None
    kept = str(part.get_content()).replace("\r\n", "\n").rstrip("\n")
    wanted = "".join(
        letter for letter in text.replace("\r\n", "\n").replace("\r", "\n") if letter in "\n\t" or (letter >= " " and not "\x7f" <= letter <= "\x9f")
    )
    assert kept == wanted.rstrip("\n")


def test_a_calendar_part_keeps_its_bytes_and_says_what_it_does() -> None:
    content = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nSUMMARY:Zoë\r\nEND:VCALENDAR\r\n".encode()
    mail = read(mail_of("Ada", calendar=CalendarPart("CANCEL", content)))
    assert mail.get_content_type() == "multipart/mixed"
    inside = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert [(part.get_param("method"), part.get_param("charset"), part.get_payload(decode=True)) for part in inside] == [("CANCEL", "UTF-8", content)]
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_payload(decode=True)) == ("invite.ics", content)


def test_the_address_that_stops_mails_stands_on_the_first_line_of_its_header() -> None:
    lines = mail_of("Ada").split(b"\r\n")
    assert b"List-Unsubscribe: <https://club.example/mail/stop/abc>," in lines
    assert b"Message-ID: <1@club.example>" in lines


def test_one_click_is_only_promised_over_https() -> None:
    plain = Stopping("http://10.0.0.7:8000/mail/stop/abc", "mailto:k@club.example", "k7", "Job club")
    mail = read(compose(NewMail("<1@c>", AT, Mailbox("k@club.example"), Mailbox("ada@example.org"), "Hello", "Hello", "", stopping=plain)))
    assert (mail["List-Unsubscribe-Post"], str(mail["List-Unsubscribe"]).startswith("<http://10.0.0.7")) == (None, True)


def test_html_has_links_and_nothing_that_somebody_wrote_as_marks() -> None:
    page = as_html('See https://club.example/p/x?a=1&b=2.\nBye\n\n<img src="http://evil/x.png"> & more', "en", "<b>")
    assert inner(page) == (
        '<p>See <a href="https://club.example/p/x?a=1&amp;b=2">https://club.example/p/x?a=1&amp;b=2</a>.<br>\nBye</p>\n'
        '<p>&lt;img src=&quot;<a href="http://evil/x.png">http://evil/x.png</a>&quot;&gt; &amp; more</p>'
    )
    assert "<title>&lt;b&gt;</title>" in page
