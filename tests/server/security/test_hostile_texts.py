"""Whatever people write stays words: on every page, in every fragment, file and header."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from keywho.core.ids import AttendeeId
from keywho.server.conf.guards import CONTENT_POLICY
from keywho.server.services import attending, running
from keywho.server.services.at_the_desk import projector_path
from keywho.server.services.personal_links import badge_token
from keywho.server.store import models as records
from keywho.server.web.attendee.taps import _of_person
from server.an_evening import Stage, planned_stage
from server.security.walking import addresses

pytestmark = pytest.mark.django_db(transaction=True)

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</script><svg onload=alert(1)>",
    "</textarea><b onclick=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}}{% debug %}",
    "${alert(1)} `x`",
    "\u202egnp.exe\u2028\u2029",
    "a\r\nSet-Cookie: evil=1",
    '=HYPERLINK("http://evil.example")',
    "../../etc/passwd\\..\\x",
    "--><!-- <!--<script>",
    "&lt;script&gt;&#x3C;",
    "\ufeff\u200b\ud7ff\U0001f469\u200d\U0001f4bb",
)
TYPED = (*HOSTILE, "\x00", "a\x00b", "9" * 5000, "²", "-1", "99999999999999999999")
"""What can be sent and can't be kept: not every database takes a NUL."""

FREE_ATTRIBUTES = re.compile(r"^on[a-z]+$|^style$|^srcdoc$")


class Markup(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.within = tag

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, text: str) -> None:
        if self.within == "script" and text.strip():
            self.scripts.append(text)


def holds_only_ours(text: str, where: str) -> None:
    """Check that nothing in a page is an element, a handler or an address that somebody wrote."""
    page = Markup()
    page.feed(text)
    for tag, attributes in page.elements:
        assert not [name for name in attributes if FREE_ATTRIBUTES.match(name)], (where, tag, attributes)
        for name in ("src", "href", "action", "hx-get", "hx-post", "xlink:href", "formaction"):
            address = attributes.get(name) or ""
            assert re.match(r"(/(?!/)|#|\?|$|http://(testserver|[\d.]+:\d+)/|mailto:|[a-z-]+/?(\?|$)|\./)", address), (where, tag, name, address)
        if tag == "script":
            kind = attributes.get("type")
            assert kind in ("module", "application/json", None), (where, attributes)
            assert "src" in attributes or kind == "application/json", (where, "a script within the page")
    for script in page.scripts:
        json.loads(script)


@pytest.fixture
def stage() -> Stage:
    """A running evening in which everybody and everything has a hostile name."""
    _of_person.forget()
    stage = planned_stage(16, "neighbour,nearby:any,table:4", rows=4)
    for no, person in enumerate(stage.event.attendees.order_by("pk")):
        text = HOSTILE[no % len(HOSTILE)]
        fields = ("recognize", "seeks", "offers", "role", "company", "hides_from", "pitch", "contact")
        records.Attendee.objects.filter(pk=person.pk).update(
            name=text[:90] + f" {no}",
            called=text[:60],
            shares_company=True,
            needs="quiet hearing",
            **{name: f"{text[:100]} {name}" for name in fields},
            traits=json.dumps({text: text}),
        )
    records.Event.objects.filter(pk=stage.pk).update(name=HOSTILE[1], place=HOSTILE[0], people_version=99, words_for_attendees=HOSTILE[3])
    records.Organizer.objects.filter(pk=stage.organizer.pk).update(name=HOSTILE[1])
    stage.event.refresh_from_db()
    running.arrived(stage.pk, stage.ids()[:12], by=f"organizer {stage.organizer.pk}", now=stage.now)
    stage.to_round(1)
    for text in HOSTILE:
        running.announce(stage.pk, text, by=f"organizer {stage.organizer.pk}", now=stage.now)
    ids = stage.ids()
    for who in ids[:4]:
        partner = stage.evening().state.programme.meeting_of(who, 1).others(who)[0]
        running.announce(stage.pk, HOSTILE[1], by="organizer 1", now=stage.now, to=who)
        attending.write_note(stage.pk, who, partner, "".join(HOSTILE), now=stage.now)
        attending.ask_for_help(stage.pk, who, HOSTILE[0], "".join(HOSTILE), now=stage.now)
    first, second = stage.event.attendees.all()[:2]
    records.Wish.objects.create(event=stage.event, kind="must-not-meet", one=first, other=second)
    records.PlanningJob.objects.create(event=stage.event, state="failed", sentence=HOSTILE[1])
    return stage


def paths(stage: Stage) -> list[str]:
    words = {
        "code": stage.event.code,
        "no": 1,
        "round_no": 1,
        "pk": stage.event.attendees.first().pk,
        "organizer_pk": 1,
        "job_pk": records.PlanningJob.objects.get().pk,
        "what": "cards",
    }
    loaded = stage.evening()
    found = [path for _, path in addresses(words) if path.startswith(("/desk", "/account")) and "<" not in path]
    for no, who in enumerate(stage.ids()):
        one = loaded.people.by_id[who]
        found += [f"/desk/{stage.event.code}/{part}" for part in (f"people/{one.pk}", f"run/person/{one.pk}?link", f"programme/1/person/{one.pk}")]
        found += [f"/p/{stage.token(who)}{part}" for part in ("", "/more", "/profile", "/qr.svg")] if no < 15 else []
        found.append(f"/b/{badge_token(loaded, one)}")
    for text in TYPED:
        for page in (
            "people",
            "run/found",
            "run",
            "people/names",
            "wishes",
            "print",
            "programme/1/round/1",
            "programme/1/people",
            "programme/1/names",
            "programme/1/why",
        ):
            found.append((f"/desk/{stage.event.code}/{page}", {"q": text, "one": text, "other": text}))
        found += [
            ("/", {"code": text}),
            ("/sign-in", {"next": text}),
            (f"/j/{stage.event.code}", {"seat": text, "new": "1"}),
            (f"/p/{stage.token(stage.ids()[0])}", {"said": text}),
        ]
    return [*found, projector_path(loaded), f"/j/{stage.event.code}", "/"]


def test_every_page_stays_ours(stage: Stage):
    organizer, phone = Client(), Client()
    organizer.force_login(stage.organizer)
    seen = 0
    for asked in paths(stage):
        path, words = asked if isinstance(asked, tuple) else (asked, {})
        client = organizer if path.startswith(("/desk", "/account")) else phone if path.startswith("/p/") else Client()
        for headers in ({}, {"HX-Request": "true"}) if client is organizer else ({},):
            answer = client.get(path, words, headers=headers)
            assert answer.status_code < 500, path
            policy = answer.headers["Content-Security-Policy"]
            assert policy == CONTENT_POLICY or ("/report" in path and policy.startswith("default-src 'none'; style-src 'sha256-"))
            assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Referrer-Policy"] == "same-origin"
            assert answer.headers["Cache-Control"] in ("no-store, private", "private, max-age=60"), path
            kind = answer.headers["Content-Type"]
            if kind.startswith(("text/html", "image/svg")) and "/report" not in path:
                seen += 1
                holds_only_ours(answer.content.decode(), path)
    assert seen > 300


def test_presses_answer_with_words(stage: Stage):
    client = Client()
    client.force_login(stage.organizer)
    for text in TYPED:
        for press, given in (
            ("walk-up", {"name": text, "seeks": text}),
            ("tell-all", {"text": text}),
            ("broken", {"what": text}),
            ("next", {"from_cue_no": text}),
        ):
            for headers in ({}, {"HX-Request": "true"}):
                answer = client.post(f"/desk/{stage.event.code}/run/{press}", given, headers=headers, follow=True)
                assert answer.status_code < 500, (press, text)
                holds_only_ours(answer.content.decode(), press)
                if "HX-Trigger" in answer.headers:
                    assert answer.headers["HX-Trigger"].isascii() and json.loads(answer.headers["HX-Trigger"])
        who = stage.ids()[0]
        for action in ("other", "seat", "help", "note", "nonsense"):
            _of_person.forget()
            answer = Client().post(
                f"/p/{stage.token(who)}/do/{action}", {"name": text, "seat": text, "help": text, "text": text, "round": text, "about": text}, follow=True
            )
            assert answer.status_code < 500, (action, text)
            holds_only_ours(answer.content.decode(), action)


def test_files_have_harmless_names_and_run_nothing(stage: Stage):
    client = Client()
    client.force_login(stage.organizer)
    for what in ("cards", "badges", "signs", "chart", "round", "stickers", "poster"):
        answer = client.get(f"/desk/{stage.event.code}/print/{what}.pdf")
        if answer.status_code == 302:
            continue
        name = answer.headers["Content-Disposition"]
        assert "\n" not in name and "/" not in name.replace("utf-8''", "") and "<" not in name
        assert answer.content.startswith(b"%PDF") and not re.search(rb"/(JavaScript|JS|Launch|AA|SubmitForm|EmbeddedFile)\b", answer.content)
    table = client.get(f"/desk/{stage.event.code}/programme/1/programme.csv")
    cells = [cell for line in csv.reader(io.StringIO(table.content.decode(), newline="")) for cell in line]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert json.loads(client.get(f"/desk/{stage.event.code}/programme/1/programme.json").content)


@pytest.mark.parametrize("text", [*HOSTILE, "x" * 100_000, "\x00", "\x1b[31m"])
def test_joining_takes_words_or_says_why_not(stage: Stage, text: str):
    form = {"name": text, "called": text, "seeks": text, "company": text, "consent": "on", "key": "k" * 24, "seat": text, "trap": ""}
    answer = Client().post(f"/j/{stage.event.code}", form, follow=True)
    assert answer.status_code in (200, 422), answer.status_code
    holds_only_ours(answer.content.decode(), "join")
    answer = Client().post(f"/j/{stage.event.code}/listed", {"name": text, "mail": text, "seat": text}, follow=True)
    assert answer.status_code in (200, 422)
    assert AttendeeId(text) not in stage.ids()
