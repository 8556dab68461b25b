"""What a phone, and the wall, ever get to know about others: walked through a whole evening, with all bytes looked at."""

import json
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client

from keywho.core.ids import AttendeeId
from keywho.live.state import Presence
from keywho.server.services import attending, running
from keywho.server.services.at_the_desk import projector_path
from keywho.server.store import models as records
from keywho.server.web.attendee.taps import _of_person
from server.an_evening import Stage, planned_stage
from server.security.listening import Listening, Stream

pytestmark = pytest.mark.django_db(transaction=True)

SECRETS = ("Surname", "contact", "company", "hides", "pitch", "note", "trait", "Report")
SHARED = ("called", "recognize", "seeks", "offers", "role", "open-company")


def mark(what: str, no: int) -> str:
    """Give a word that stands nowhere else: what it is of, and whose."""
    return f"{what}<{no:02d}>"


@pytest.fixture
def stage() -> Stage:
    """Sixteen people of whom everything is known; half share their company. Everybody seeks what the company of another is."""
    _of_person.forget()
    stage = planned_stage(16, "neighbour,nearby*2,table:4", rows=4)
    for no, person in enumerate(stage.event.attendees.order_by("pk")):
        shares = no % 2 == 0
        records.Attendee.objects.filter(pk=person.pk).update(
            name=f"Called{no} {mark('Surname', no)}",
            called=mark("called", no),
            recognize=mark("recognize", no),
            seeks=f"{mark('seeks', no)} somebody at employer{(no + 1) % 16}",
            offers=mark("offers", no),
            role=mark("role", no),
            company=f"{mark('open-company' if shares else 'company', no)} employer{no}",
            shares_company=shares,
            hides_from=mark("hides", no),
            pitch=mark("pitch", no),
            contact=mark("contact", no),
            traits=json.dumps({"Situation": mark("trait", no)}),
            consented_at=stage.now,
        )
    records.Event.objects.filter(pk=stage.pk).update(people_version=77)
    return stage


@pytest.fixture
def listening() -> Iterator[Listening]:
    with Listening() as opened:
        yield opened


def seen_on(client: Client, stage: Stage, who: AttendeeId) -> str:
    """Give all that the pages of a phone say."""
    token, texts = stage.token(who), []
    for page in ("", "/more", "/chair", "/room", "/qr.svg", "/profile", "/export"):
        answer = client.get(f"/p/{token}{page}", follow=True)
        texts.append(answer.content.decode() + str(answer.headers))
    return unescape(unescape("\n".join(texts))).replace("\\u003c", "<").replace("\\u003e", ">")


def owners(text: str, what: str) -> set[int]:
    """Give whose of something is told in a text."""
    return {int(no) for no in re.findall(rf"(?<![\w-]){what}<(\d\d)>", text)}


def steps(stage: Stage) -> Iterator[str]:
    """Play an evening; stop at each state that a phone can be in."""
    ids = stage.ids()
    yield "before"
    running.arrived(stage.pk, ids[:14], by="organizer 1", now=stage.now)
    yield "arrived"
    stage.to_round(1)
    yield "round 1"
    partner = stage.evening().state.programme.meeting_of(ids[0], 1).others(ids[0])[0]
    attending.write_note(stage.pk, ids[0], partner, mark("note", 0), now=stage.now)
    attending.keep_in_touch(stage.pk, ids[0], partner, False, now=stage.now)
    attending.keep_in_touch(stage.pk, partner, ids[0], True, now=stage.now)
    attending.ask_for_help(stage.pk, ids[0], "harassed", mark("Report", 0), now=stage.now)
    attending.never_again(stage.pk, ids[0], partner, now=stage.now)
    yield "noted"
    attending.leave(stage.pk, ids[5], now=stage.later(1))
    attending.sit_out(stage.pk, ids[6], now=stage.now)
    yield "somebody left"
    stage.later(400)
    stage.next()
    yield "round 2"
    running.announce(stage.pk, "Soup is ready", by="organizer 1", now=stage.now)
    stage.later(400)
    stage.to_round(4)
    yield "tables"
    while not stage.evening().state.closed:
        stage.next()
    yield "closed"


def test_through_a_whole_evening_others_are_known_by_what_they_share_alone(client: Client, stage: Stage, listening: Listening):
    ids = stage.ids()
    streams: dict[AttendeeId, Stream] = {who: listening.open(f"/live/phone/{stage.token(who)}", stage.pk) for who in ids}
    wall = listening.open(projector_path(stage.evening()).replace("/x/", "/live/projector/"), stage.pk)
    told: set[str] = set()
    met: dict[AttendeeId, set[int]] = {who: set() for who in ids}
    for step in steps(stage):
        listening.wait()
        state = stage.evening().state
        for no, who in enumerate(ids):
            met[who] |= {
                ids.index(other)
                for meeting in state.programme.by_attendee.get(who, ())
                if meeting.round_no in state.rounds_begun
                for other in meeting.others(who)
            }
            text = streams[who].text + (seen_on(Client(), stage, who) if no < 7 else "")
            for secret in SECRETS:
                assert owners(text, secret) <= {no}, (step, who, secret)
            for shared in SHARED:
                allowed = met[who] | {no}
                assert owners(text, shared) <= allowed, (step, who, shared, owners(text, shared) - allowed)
            told |= {shared for shared in SHARED if owners(text, shared) - {no}}
        looked = client.get(projector_path(stage.evening())).content.decode() + wall.text
        for what in (*SECRETS, "recognize", "seeks", "offers", "role", "open-company"):
            assert not owners(unescape(looked), what), (step, what)
    assert told == {*SHARED}, "what people share is told to those whom they meet"
    assert state.presence_of(ids[5]) is Presence.LEFT


def as_others_see(client: Client, stage: Stage, who: AttendeeId) -> str:
    """Give a person's pages without what is new in every look at them, such as the time and the version."""
    return re.sub(r"said=[\w:%-]+|\d{13}|[0-9a-f]{8}-\d+-\d+", "", seen_on(client, stage, who))


def test_a_no_looks_like_no_answer(client: Client, stage: Stage, listening: Listening):
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(1)
    who = stage.ids()[0]
    partner = stage.evening().state.programme.meeting_of(who, 1).others(who)[0]
    stream = listening.open(f"/live/phone/{stage.token(partner)}", stage.pk)
    seen, heard = {}, {}
    for answer in (None, False, True, False):
        if answer is not None:
            attending.keep_in_touch(stage.pk, who, partner, answer, now=stage.now)
        listening.wait()
        seen[answer], heard[answer] = as_others_see(client, stage, partner), stream.text
    assert seen[None] == seen[False] == seen[True]
    assert heard[None] == heard[False] == heard[True]


def test_never_again_says_nothing_to_the_other(client: Client, stage: Stage, listening: Listening):
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(1)
    who = stage.ids()[0]
    partner = stage.evening().state.programme.meeting_of(who, 1).others(who)[0]
    stream = listening.open(f"/live/phone/{stage.token(partner)}", stage.pk)
    page, heard = client.get(f"/p/{stage.token(partner)}").content.decode(), stream.text
    attending.never_again(stage.pk, who, partner, now=stage.now)
    listening.wait()
    after = client.get(f"/p/{stage.token(partner)}").content.decode()
    hide = re.compile(r"data-start=\"[^\"]*\"")
    assert stream.text == heard
    assert hide.sub("", after) == hide.sub("", page)
    assert "parted" not in after.casefold()


def test_someone_elses_partner_is_found_by_name_and_gives_no_list(client: Client, stage: Stage):
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(1)
    who = stage.ids()[0]
    for typed in ("", "c", "%", "_", "*", " ", "ca\x00", "<"):
        answer = client.post(f"/p/{stage.token(who)}/do/other", {"round": 1, "name": typed}, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["choices"]) == (409, []), typed
    many = client.post(f"/p/{stage.token(who)}/do/other", {"round": 1, "name": "called"}, headers={"Accept": "application/json"}).json()
    assert len(many["choices"]) <= 6
    assert not [secret for secret in SECRETS if owners(json.dumps(many), secret)]


def test_presses_answer_with_nothing_about_strangers(stage: Stage):
    running.arrived(stage.pk, stage.ids(), by="organizer 1", now=stage.now)
    stage.to_round(1)
    who = stage.ids()[0]
    partner = stage.evening().state.programme.meeting_of(who, 1).others(who)[0]
    stranger = next(one for one in stage.ids() if one not in (who, partner))
    for action in ("keep", "note", "never", "not-here"):
        given = {"about": stranger, "wanted": "1", "text": "x", "round": 1}
        answer = Client().post(f"/p/{stage.token(who)}/do/{action}", given, headers={"Accept": "application/json"})
        assert mark("called", stage.ids().index(stranger)) not in answer.content.decode()
    assert (records.KeepInTouch.objects.count(), records.PrivateNote.objects.count()) == (0, 0)
    assert not stage.evening().state.parted
