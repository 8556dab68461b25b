"""The pages of what follows the evening, as stops of the tour."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from playwright.sync_api import Page

from e2e.browsing import button
from e2e.touring import Guide, Stop, View, desk_view, public

AFTER_NO_PAGES = {
    "calendar-feed": "a file for calendars",
    "calendar-talk": "a file",
    "contacts-answer": "a press",
    "contacts-fields": "a press",
    "contacts-give-all": "a press",
    "contact-note": "a press",
    "contact-more": "a press",
    "contact-vcf": "a file",
    "contact-old-vcf": "a file",
    "contacts-vcf": "a file",
    "contacts-old-vcf": "a file",
    "contacts-csv": "a file",
    "contacts-json": "a file",
    "phone-export-zip": "a file",
    "my-card-qr": "a picture",
    "next-choose": "a press",
    "next-answer": "a press",
    "progress-key-who": "a press",
    "after-report-done": "a press",
    "desk-mail-again": "a press",
    "inbox": "for mail servers",
}
"""Addresses that are no page of their own, and what they are."""

MINE = Path(__file__).parents[1] / "fixtures/vcard"


def mine(name: str, route: str, part: str, touch=None) -> View:  # type: ignore[no-untyped-def]
    """One of the pages of the person whom the tour is about."""
    return View(name, route, lambda guide: f"{guide.phone(guide.heroine)}/{part.format(**guide.named)}", "phone", touch, signed_in=False)


def theirs(name: str, route: str, who: str, part: str) -> View:
    """One of the pages of somebody else."""
    return View(name, route, lambda guide: f"{guide.phone(guide.named[who])}/{part.format(**guide.named)}", "phone", signed_in=False)


def nobody_answered(guide: Guide) -> None:
    """The evening is over; the tour is about somebody who met at least four."""
    phones = guide.look()["phones"]
    guide.heroine = next(who for who in sorted(phones) if len(phones[who]["met"]) > 3)
    met = [one["id"] for one in phones[guide.heroine]["met"]][:4]
    guide.named = dict(zip(("ann", "ben", "cleo", "dan"), met, strict=True))
    guide.named |= {f"{name}_pk": str(guide.tokens["pks"][who]) for name, who in list(guide.named.items())}
    guide.named["thanks"] = f"thanks.{guide.named['dan_pk']}.0.0"
    guide.named["my_pk"] = str(guide.tokens["pks"][guide.heroine])


def some_days_later(guide: Guide) -> None:
    """Contacts are exchanged, talks asked for, agreed on and declined, and four days go by."""
    me, ann, ben, cleo, dan = (guide.heroine, *(guide.named[name] for name in ("ann", "ben", "cleo", "dan")))
    for one, other in ((me, ann), (me, ben), (me, cleo), (me, dan), (ann, me), (ben, me), (cleo, me), (dan, me)):
        guide.tap(one, "keep", about=other, wanted=1)
    guide.tap(me, "note", about=ann, text="Knows three hospitals that hire. Sails. Said I should look at night shifts first.")
    card = {"mail": "person@people.example", "phone": "+44 20 7946 0018", "link": "https://www.people.example/me", "fields": ["mail", "phone", "role", "seeks"]}
    for who in (me, ann, ben, cleo, dan):
        send(guide, who, "card", **card)
    ask(guide, ann, "my_pk", "How did you get from teaching into logistics?")
    ask(guide, me, "ben_pk", "What does a day in your team look like?")
    ask(guide, me, "cleo_pk", "What do people who come into your field get wrong?")
    talks = guide.house.ask("days_later", code=guide.code)["talks"]
    guide.named |= {"asked_me": key(talks, "teaching"), "i_asked": key(talks, "a day"), "declined": key(talks, "wrong")}
    send(guide, ben, f"interviews/{guide.named['i_asked']}", press="accept", version=1, at=in_days(9).isoformat())
    send(guide, cleo, f"interviews/{guide.named['declined']}", press="decline", version=1, ready="Thank you for asking me. Gladly later.")
    hours = in_days(12)
    send(
        guide,
        dan,
        "office-hours",
        press="offer",
        day=f"{hours:%Y-%m-%d}",
        begins="17:00",
        ends="18:00",
        minutes="20",
        way="video",
        says="Ask me about nursing.",
    )
    for who in (me, ann, ben, cleo, dan):
        send(guide, who, "feedback", met_the_right=4, felt_welcome=5, comes_again=4, words="More time for the rounds at tables, please.")
        send(guide, who, f"contacts/{guide.named['my_pk' if who != me else 'ann_pk']}/outcome", kind="talked", outcome="talked", words="")
    guide.named["again"] = history_link(guide, me)
    strange = next(one["id"] for one in guide.look()["phones"][dan]["met"] if one["id"] not in (me, ann, ben, cleo))
    send(guide, dan, "report", about=strange, text="He did not let go of my arm.")


def send(guide: Guide, who: str, part: str, **words: object) -> None:
    """Send a form of one of somebody's pages."""
    with httpx.Client(base_url=guide.house.url, timeout=30) as http:
        answer = http.post(f"{guide.phone(who)}/{part}", data=words)
        assert answer.status_code in (200, 303), (part, answer.status_code, answer.text[:2000])


def history_link(guide: Guide, who: str) -> str:
    """Let somebody's history follow them; gives the path of its link."""
    send(guide, who, "history", press="follow")
    with httpx.Client(base_url=guide.house.url, timeout=30) as http:
        found = re.search(r"/again/[\w-]+", http.get(f"{guide.phone(who)}/history").text)
    assert found is not None
    return found[0]


def ask(guide: Guide, who: str, whom: str, purpose: str) -> None:
    """Ask a contact for a talk."""
    days = {f"{what}{no}": text for no in (1, 2) for what, text in (("day", f"{in_days(8 + no):%Y-%m-%d}"), ("time", f"{in_days(8 + no):%H:%M}"))}
    terms = {"purpose": purpose, "minutes": "20", "way": "phone", "place": "+44 20 7946 0018", "questions": "Who else should I talk to?", "share": "on"}
    send(guide, who, f"contacts/{guide.named[whom]}/ask", **terms, **days)


def in_days(days: int) -> datetime:
    """Give a moment at 10 o'clock, some days ahead; the demo evening has the clock of UTC."""
    return (datetime.now(UTC) + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)


def key(talks: dict[str, str], words: str) -> str:
    """Give the key of the talk whose purpose has some words in it."""
    return next(uid for purpose, uid in talks.items() if words in purpose).partition("@")[0]


def send_nothing(page: Page) -> None:
    """Send the form as it is, so that it says what is missing."""
    button(page, "Ask", exact=True).click()
    page.wait_for_load_state()


def bring_card(page: Page) -> None:
    """Bring the card of an address book, and look at what is understood."""
    page.locator("input[type=file]").set_input_files(next(iter(sorted(MINE.rglob("*.vcf")))))
    button(page, "Look at the file").click()
    page.wait_for_load_state()


AFTERWARDS: Sequence[Stop] = (
    Stop(
        nobody_answered,
        (
            mine("contacts, none yet", "contacts", "contacts"),
            mine("talks, none yet", "interviews", "interviews"),
            mine("next steps, nothing", "next-steps", "next"),
            mine("me", "me", "me"),
            mine("my card", "my-card", "card"),
            mine("mails", "mails", "mails"),
            mine("history", "history", "history"),
            mine("progress, nothing", "progress", "progress"),
            mine("feedback", "feedback", "feedback"),
            mine("report", "report", "report"),
            mine("my calendar", "calendar", "calendar"),
            mine("my busy times", "busy", "busy"),
            mine("office hours, none", "office-hours", "office-hours"),
            mine("office hours to book, none", "office-hours-book", "office-hours/book"),
            desk_view("afterwards, nothing", "after", "after"),
            desk_view("mails at the desk", "desk-mails", "mails"),
            desk_view("privacy notice", "privacy", "privacy"),
            public("privacy notice for all", "notice", lambda guide: f"/j/{guide.code}/privacy"),
            public("a mail that stops nothing", "mail-stop", lambda guide: "/mail/stop/nothing"),
            public("a mail that proves nothing", "mail-verify", lambda guide: "/mail/verify/nothing"),
            public("a history that is none", "again", lambda guide: "/again/nothing"),
        ),
    ),
    Stop(
        some_days_later,
        (
            mine("contacts", "contacts", "contacts"),
            mine("contact", "contact", "contacts/{ann_pk}"),
            mine("ask for a talk", "interview-ask", "contacts/{cleo_pk}/ask"),
            mine("ask for a talk, something missing", "interview-ask", "contacts/{cleo_pk}/ask", send_nothing),
            mine("what came of it", "contact-outcome", "contacts/{ann_pk}/outcome"),
            mine("talks", "interviews", "interviews"),
            mine("talk, asked", "interview", "interviews/{asked_me}"),
            mine("talk, agreed", "interview", "interviews/{i_asked}"),
            mine("talk, declined", "interview", "interviews/{declined}"),
            theirs("office hours", "office-hours", "dan", "office-hours"),
            mine("office hours to book", "office-hours-book", "office-hours/book"),
            mine("next steps", "next-steps", "next"),
            mine("a thank-you note", "next-step", "next/{thanks}"),
            mine("history, that follows", "history", "history"),
            public("to the next evening", "again", lambda guide: guide.named["again"]),
            mine("progress", "progress", "progress"),
            mine("my card, filled in from a file", "my-card-file", "card", bring_card),
            mine("my card, filled in", "my-card", "card"),
            desk_view("afterwards", "after", "after"),
        ),
    ),
)
