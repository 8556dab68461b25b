"""After a whole evening: two who both said yes, and the talk that one asks the other for: mailed, in a real calendar, accepted, moved and called off."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from adapters.calendar.caldav_server import CalendarAccount, calendar_account
from adapters.calendar.judges import assert_strict
from e2e.all_pages import Guide, account_made, first_start
from e2e.browsing import browsers, button, chromium, heading
from e2e.house import House
from server.hosting.running import wait_until
from server.post_office import Office, post_office

NEW_YORK = ZoneInfo("America/New_York")
WEBHOOK_KEY = "the-key-that-a-mail-server-posts-with"
HOUR = 18


@dataclass
class Person:
    """One of the two: their phone, mail address, clock, and calendar on the CalDAV server."""

    who: str
    called: str
    page: Page
    path: str
    mail: str
    zone: ZoneInfo
    calendar: CalendarAccount

    def open(self, part: str) -> Page:
        """Open one of their pages."""
        self.page.goto(f"{self.path}/{part}")
        return self.page


@dataclass
class Later:
    """The days after an evening."""

    guide: Guide
    office: Office
    people: dict[str, Person] = field(default_factory=dict)
    read: int = 0
    question: str = ""

    def mails_to(self, person: Person, count: int) -> list[EmailMessage]:
        """Wait for so many mails to somebody in all, and give them."""
        wait_until(lambda: len(self.office.to(person.mail)) >= count, f"mail {count} to {person.called}")
        return self.office.to(person.mail)

    def newest_invitation(self, person: Person, count: int, method: str) -> bytes:
        """Wait for a mail with a calendar part, let every judge look at it, and put it into their calendar."""
        content = calendar_of(self.mails_to(person, count)[-1], method)
        assert_strict(content)
        assert person.path.removeprefix("/p/")[:16].encode() not in content.replace(b"\r\n ", b""), (
            "a calendar is seen by others: no link to the page stands in it"
        )
        person.calendar.put(content)
        return content


@pytest.fixture
def later(tmp_path: Path) -> Iterator[Later]:
    """A house whose server has a mail server, with the demo evening."""
    program = chromium()
    assert program
    with ExitStack() as opened:
        office = opened.enter_context(post_office())
        house = House(tmp_path / "house", words=("--demo",))
        house.environ = {
            "KEYWHO_PUBLIC_URL": house.url,
            "KEYWHO_SMTP_URL": f"{office.url}?starttls=never",
            "KEYWHO_MAIL_FROM": "keywho@club.example",
            "KEYWHO_MAIL_REPLIES": "talks+{}@club.example",
            "KEYWHO_MAIL_WEBHOOK_KEY": WEBHOOK_KEY,
        }
        house.open()
        opened.callback(house.close)
        devices = opened.enter_context(browsers(house.url))
        guide = Guide(house, devices)
        devices.watch.expected.append("422 (Unprocessable Entity)")  # a form comes back with what is missing
        first_start(guide)
        account_made(guide)
        opened.callback(guide.line.http.close)
        yield Later(guide, office)
        assert devices.watch.trouble == []


def test_from_a_mutual_yes_to_a_talk(later: Later, tmp_path: Path) -> None:
    asker_zone, change = next_summer_time()
    with ExitStack() as opened:
        a_whole_evening(later, opened, tmp_path, asker_zone)
        asker, asked = later.people["asker"], later.people["asked"]
        contacts_are_there(asker, asked)
        agree_to_mails(later, asker, asker_zone)
        agree_to_mails(later, asked, NEW_YORK)
        times = ask_for_a_talk(later, asker, asked, change)
        uid = accept(later, asker, asked, times)
        moved = move(later, asker, asked, uid, times)
        called_off_by_a_calendar(later, asker, asked, uid, moved)


def a_whole_evening(later: Later, opened: ExitStack, folder: Path, asker_zone: ZoneInfo) -> None:
    """All rounds are held; two say yes to each other on their phones, and one no to a third, who said yes."""
    guide = later.guide
    while not (pairs := met_in_pairs(guide)):
        guide.next()
    one, other = pairs[0]
    for role, who, zone in (("asker", one, asker_zone), ("asked", other, NEW_YORK)):
        (folder / role).mkdir()
        page = guide.browsers.page("small", guide.phone(who))
        account = opened.enter_context(calendar_account(folder / role, role))
        later.people[role] = Person(who, guide.tokens["names"][who], page, guide.phone(who), f"{role}@people.example", zone, account)
    asker, asked = later.people["asker"], later.people["asked"]
    for me, them in ((asker, asked), (asked, asker)):
        page = me.open("contacts")
        expect(page.get_by_text("Contacts are exchanged when the evening is over.")).to_be_visible()
        answer(page, them.called, "Yes")
    while guide.look()["projector"]["board"]["kind"] != "closed":
        guide.next()
    third = next(who for who in people_met(guide, one) if who not in (one, other))
    guide.tap(third, "keep", about=one, wanted=1)
    answer(asker.open("contacts"), guide.tokens["names"][third], "Not now")
    assert not in_contacts(guide, third, asker.called) and not in_contacts(guide, one, guide.tokens["names"][third])


def contacts_are_there(asker: Person, asked: Person) -> None:
    """Each has the other; what the one gives is what the other sees."""
    page = asked.open("card")
    page.get_by_label("Phone", exact=True).first.fill("+1 212 555 0143")
    button(page, "Save").first.click()
    page = asker.open("contacts")
    page.get_by_role("link", name=re.compile(re.escape(asked.called))).first.click()
    expect(heading(page, asked.called)).to_be_visible()
    page.get_by_label("My note").fill("Knows the ward, loves sailing")
    button(page, "Save").click()
    expect(page.get_by_label("My note")).to_have_value("Knows the ward, loves sailing")
    with page.expect_download() as download:
        page.get_by_role("link", name="Keep in my address book").click()
    card = Path(download.value.path()).read_text(encoding="utf-8")
    assert card.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n") or card.startswith("BEGIN:VCARD\nVERSION:4.0\n")


def agree_to_mails(later: Later, person: Person, zone: ZoneInfo) -> None:
    """A clock of their own; mails at once, to an address that has to be proven."""
    page = person.open("me")
    page.get_by_label("My time zone").fill(zone.key)
    button(page, "Save").click()
    page = person.open("mails")
    page.get_by_label("Your mail address").fill(person.mail)
    page.get_by_label("At once").check()
    button(page, "Yes, mail me").click()
    expect(heading(page, "Look into your mail")).to_be_visible()
    (mail,) = later.mails_to(person, 1)
    link = re.search(r"https?://\S+/mail/verify/\S+", words_of(mail))
    assert link is not None, words_of(mail)
    page.goto(link[0])
    button(page, "Yes, it is mine").click()
    expect(heading(page, "Thank you")).to_be_visible()


def ask_for_a_talk(later: Later, asker: Person, asked: Person, change: datetime) -> tuple[datetime, datetime]:
    """Two times are proposed, one before and one after the change to summer time; the other sees them on their clock, on the page and in the mail."""
    page = asker.open("contacts")
    page.get_by_role("link", name=re.compile(re.escape(asked.called))).first.click()
    page.get_by_role("link", name="Ask for a talk").click()
    button(page, "Ask", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("What for, in one sentence").fill("How did you get into this field?")
    page.get_by_text("20 min", exact=True).click()
    page.get_by_label("Where, or which number").fill("+34 600 000 000")
    times = tuple((change + timedelta(days=days)).replace(hour=HOUR) for days in (-1, 1))
    if not page.get_by_label("Day 1").is_visible():
        page.get_by_text("Other days and times").click()
    for no, at in enumerate(times, 1):
        page.get_by_label(f"Day {no}").fill(f"{at:%Y-%m-%d}")
        page.get_by_label("Time", exact=True).nth(no - 1).fill(f"{at:%H:%M}")
    last = page.locator("label:has([name=questions])").last
    later.question = last.inner_text().strip()
    assert later.question.endswith("?")
    last.locator("input").check()
    page.get_by_label("Show them my questions").check()
    button(page, "Ask", exact=True).click()
    expect(page.get_by_text(re.compile("is asked. You see the answer here."))).to_be_visible()
    mail = later.mails_to(asked, 2)[-1]
    assert f"<{later.guide.house.url}/mail/stop/" in mail["List-Unsubscribe"]
    assert asker.mail not in mail.as_string(), "no mail address gets to the other"
    for at in times:
        assert f"{at.astimezone(NEW_YORK):%H:%M}" in words_of(mail)
    return times[0], times[1]


def accept(later: Later, asker: Person, asked: Person, times: tuple[datetime, datetime]) -> str:
    """One tap accepts the time after the change; the invitations are in two calendars at the right local time."""
    page = asked.open("interviews")
    page.get_by_role("link", name=re.compile(re.escape(asker.called))).first.click()
    expect(page.get_by_text(later.question)).to_be_visible()
    at = times[1].astimezone(NEW_YORK)
    button(page, re.compile(rf"{at.day} {at:%b}.*{at:%H:%M}")).click()
    expect(page.get_by_text(re.compile(rf"Agreed: .*{at:%H:%M}"))).to_be_visible()
    content = later.newest_invitation(asked, 3, "REQUEST")
    later.newest_invitation(asker, 2, "REQUEST")
    uid = str(Calendar.from_ical(content).events[0]["UID"])
    shown_alike(asker, asked, uid, times[1])
    return uid


def move(later: Later, asker: Person, asked: Person, uid: str, times: tuple[datetime, datetime]) -> datetime:
    """The asker would rather talk before the change; the other agrees, and both calendars show it."""
    page = asker.open("interviews")
    page.get_by_role("link", name=re.compile(re.escape(asked.called))).first.click()
    page.get_by_text("Move it").click()
    if not page.get_by_label("Day 1").is_visible():
        page.get_by_text("Other days and times").click()
    page.get_by_label("Day 1").fill(f"{times[0]:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).first.fill(f"{times[0]:%H:%M}")
    button(page, "Send").click()
    expect(page.get_by_text("You proposed other times")).to_be_visible()
    shown_alike(asker, asked, uid, times[1])
    later.mails_to(asked, 4)
    page = asked.open("interviews")
    page.get_by_role("link", name=re.compile(re.escape(asker.called))).first.click()
    at = times[0].astimezone(NEW_YORK)
    button(page, re.compile(rf"{at.day} {at:%b}.*{at:%H:%M}")).click()
    later.newest_invitation(asked, 5, "REQUEST")
    content = later.newest_invitation(asker, 3, "REQUEST")
    assert Calendar.from_ical(content).events[0]["SEQUENCE"] >= 1
    shown_alike(asker, asked, uid, times[0])
    return times[0]


def called_off_by_a_calendar(later: Later, asker: Person, asked: Person, uid: str, at: datetime) -> None:
    """The calendar of the one who was asked declines by mail; a stranger who tries the same is not listened to. Both calendars hear of it."""
    invitation = calendar_of(later.office.to(asked.mail)[-1], "REQUEST")
    stranger = declining(invitation, "mallory@evil.example", "talks@club.example")
    assert hand_in(later, stranger) == "stranger"
    organizer = str(Calendar.from_ical(invitation).events[0]["ORGANIZER"]).removeprefix("mailto:")
    reply = declining(invitation, asked.mail, organizer)
    assert "declined" in hand_in(later, reply)
    assert hand_in(later, reply) == "again"
    later.newest_invitation(asker, 4, "CANCEL")
    assert asker.calendar.event(uid)["STATUS"] == "CANCELLED"
    page = asker.open("interviews")
    page.get_by_role("link", name=re.compile(re.escape(asked.called))).first.click()
    expect(page.get_by_text("Cancelled").or_(page.get_by_text("Not at present")).first).to_be_visible()


# ---- small things


def next_summer_time() -> tuple[ZoneInfo, datetime]:
    """Find the zone whose next change to summer time comes first, and noon of the day on which the clock goes forward."""
    found = []
    for zone in (ZoneInfo("Europe/Madrid"), ZoneInfo("America/Santiago")):
        noon = (datetime.now(zone) + timedelta(days=3)).replace(hour=12, minute=0, second=0, microsecond=0)
        while (noon.utcoffset() or timedelta()) <= ((noon - timedelta(days=1)).utcoffset() or timedelta()):
            noon += timedelta(days=1)
        found.append((noon, zone))
    change, zone = min(found, key=lambda one: one[0].astimezone(UTC))
    return zone, change


def met_in_pairs(guide: Guide) -> list[tuple[str, str]]:
    """Give those who meet in pairs now."""
    cards = {who: parts["card"] for who, parts in guide.look()["phones"].items()}
    return [(who, card["partners"][0]["id"]) for who, card in sorted(cards.items()) if card["kind"] == "meet" and len(card["partners"]) == 1]


def people_met(guide: Guide, who: str) -> list[str]:
    """Give all whom somebody has met."""
    parts: dict[str, Any] = guide.look()["phones"][who]
    return [one["id"] for one in parts["met"]]


def answer(page: Page, called: str, words: str) -> None:
    """Answer about somebody on the page of contacts."""
    card = page.get_by_role("listitem").filter(has_text=called)
    button(card, words, exact=True).first.click()
    expect(page.get_by_role("listitem").filter(has_text=called).first).to_be_visible()


def in_contacts(guide: Guide, who: str, called: str) -> bool:
    """Say whether somebody's file of contacts has another one."""
    with httpx.Client(base_url=guide.house.url, timeout=30) as http:
        return called in http.get(f"{guide.phone(who)}/contacts.vcf").text


def words_of(mail: EmailMessage) -> str:
    """Give the plain words of a mail."""
    part = mail.get_body(("plain",))
    assert isinstance(part, EmailMessage)
    return str(part.get_content())


def calendar_of(mail: EmailMessage, method: str) -> bytes:
    """Give the calendar part of a mail, whose method stands in its content type too."""
    found = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert found, words_of(mail)
    assert found[0].get_param("method") == method
    content = found[0].get_payload(decode=True)
    assert isinstance(content, bytes) and f"METHOD:{method}\r\n".encode() in content
    return content


def shown_alike(asker: Person, asked: Person, uid: str, at: datetime) -> None:
    """Both calendars show the talk at the right time on the clock of their owner."""
    for person in (asker, asked):
        assert person.calendar.shown(uid, person.zone.key) == f"{at.astimezone(person.zone):%Y-%m-%d %H:%M}"


def declining(invitation: bytes, sender: str, to: str) -> bytes:
    """Write the mail with which a calendar program declines an invitation."""
    calendar = Calendar.from_ical(invitation)
    calendar["METHOD"] = "REPLY"
    event = calendar.events[0]
    event["ATTENDEE"].params["PARTSTAT"] = "DECLINED"
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = sender, to, "Declined", f"<{sender}-declines@people.example>"
    mail.set_content("Declined")
    mail.add_alternative(calendar.to_ical().decode(), subtype="calendar", params={"method": "REPLY"})
    return mail.as_bytes()


def hand_in(later: Later, mail: bytes) -> str:
    """Hand a mail in as a mail server does."""
    answer = httpx.post(f"{later.guide.house.url}/inbox/{WEBHOOK_KEY}", content=mail, headers={"Content-Type": "message/rfc822"}, timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.text.strip()
