"""Mails that come in are read down to what they are; no mail breaks the reading."""

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.mail.received import ANSWER, OURS, POSTFIX, WHOLE_MAIL_BACK
from keywho.adapters.mail.read import Kind, ReadMail, read_mail

CALENDAR = b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n"


def read(text: str) -> ReadMail:
    return read_mail(text.replace("\n", "\r\n").encode())


def answer(method: str = "REPLY") -> str:
    return ANSWER.format(
        sender="Ada <ada@example.org>", to="a+7-x@club.example", name="<1@example.org>", method=method, calendar=base64.b64encode(CALENDAR).decode()
    )


def test_an_answer_of_a_calendar_is_found_however_deep_and_once() -> None:
    found = read(answer())
    assert found == ReadMail(Kind.CALENDAR, "ada@example.org", ("a+7-x@club.example",), "<1@example.org>", calendars=(CALENDAR,))


def test_a_mail_that_came_back_says_which_and_why() -> None:
    found = read(POSTFIX.format(action="failed", status="5.1.1", name=OURS))
    assert (found.kind, found.about_id, found.failed_address, found.is_final) == (Kind.BOUNCE, OURS, "person0@example.org", True)
    assert found.reason == "550 5.1.1 <person0@example.org>: Recipient address rejected: User unknown"


def test_a_mail_that_came_back_whole_is_no_answer_of_the_calendar_in_it() -> None:
    found = read(WHOLE_MAIL_BACK.format(name=OURS))
    assert (found.kind, found.about_id, found.reason, found.is_final, found.calendars) == (Kind.BOUNCE, OURS, "5.1.1", True, ())


@pytest.mark.parametrize(
    ("action", "status"), [("delayed", "4.4.1"), ("failed", "4.2.2"), ("delivered", "2.0.0"), ("relayed", "2.0.0")], ids=lambda value: value
)
def test_what_may_still_arrive_has_not_come_back(action: str, status: str) -> None:
    assert not read(POSTFIX.format(action=action, status=status, name=OURS)).is_final


def test_a_message_id_that_is_none_of_ours_is_not_taken() -> None:
    assert read(POSTFIX.format(action="failed", status="5.0.0", name="<somebody@example.org>")).about_id == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Subject: Out of office\nAuto-Submitted: auto-replied\n\nI am away", Kind.AUTOMATIC),
        ("Subject: Hello\nAuto-Submitted: no\n\nHello", Kind.UNKNOWN),
        ("Subject: Hello\n\nHello", Kind.UNKNOWN),
        (f"Subject: stop 7.{'a' * 16}~{'B' * 43}\n\n", Kind.STOP),
        (f"Subject: Re: stop 7.{'a' * 16}~{'B' * 43}\n\n", Kind.STOP),
        ("Subject: please stop\n\n", Kind.UNKNOWN),
        ("", Kind.UNKNOWN),
        ("\n\n\n", Kind.UNKNOWN),
    ],
    ids=["away", "said by hand", "hello", "stop", "answered stop", "stop what", "nothing", "no headers"],
)
def test_other_mails_are_told_apart(text: str, kind: Kind) -> None:
    assert read(text).kind is kind


def test_a_mail_in_a_mail_in_a_mail_ends_somewhere() -> None:
    deep = "".join(f"Content-Type: multipart/mixed; boundary=B{no}\n\n--B{no}\n" for no in range(400))
    assert read(deep).kind is Kind.UNKNOWN
    wide = "Content-Type: multipart/mixed; boundary=B\n\n" + "--B\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n" * 5_000
    assert len(read(wide).calendars) <= 1


@given(st.binary(max_size=400), st.integers(0, 3_000), st.integers(0, 3_000))
def test_no_mail_breaks_the_reading(noise: bytes, begin: int, end: int) -> None:
    whole = (answer() + POSTFIX).encode()
    assert isinstance(read_mail(noise), ReadMail)
    assert isinstance(read_mail(whole[:begin] + noise + whole[end:]), ReadMail)


def test_all_calendars_at_hand_come_through_unchanged() -> None:
    folder = Path(__file__).resolve().parents[4] / "shared/data/icalendar"
    for file in sorted(folder.rglob("*.ics"))[:200]:
        content = file.read_bytes()
        text = ANSWER.format(sender="a@b.de", to="c@d.de", name="<1@b>", method="REPLY", calendar=base64.encodebytes(content).decode())
        assert read(text).calendars == (content,), file.name
