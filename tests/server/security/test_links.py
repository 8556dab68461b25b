"""A link opens what it is for, to whom it was given, as long as it is good: nobody guesses one, bends one, or goes on listening with an old one."""

import base64
from collections.abc import Iterator

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from keywho.server.realtime.access import channel_of
from keywho.server.services import at_the_desk, evenings, events, registrations
from keywho.server.services.desk_day import today
from keywho.server.services.evenings import evening
from keywho.server.services.links import Link, LinkKind, is_signed, token_of, unsigned
from keywho.server.services.personal_links import badge_token
from keywho.server.services.rights.erase import erase
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage, set_stage
from server.security.listening import Listening

pytestmark = pytest.mark.django_db(transaction=True)

KEY, OTHER_KEY = "a key of sixteen letters", "another one"


@pytest.fixture
def stage() -> Stage:
    return planned_stage(6, "nearby:any*2", rows=2)


@pytest.fixture
def listening() -> Iterator[Listening]:
    with Listening() as opened:
        yield opened


def every_token(stage: Stage) -> dict[LinkKind, str]:
    """Give a good token of each kind, of the first person where it is a person's."""
    loaded = stage.evening()
    one = loaded.people.registered[0]
    links = {
        LinkKind.PERSONAL: Link(LinkKind.PERSONAL, stage.pk, one.pk, one.link_no),
        LinkKind.BY_BADGE: Link(LinkKind.BY_BADGE, stage.pk, one.pk, one.link_no),
        LinkKind.BADGE: Link(LinkKind.BADGE, stage.pk, one.pk),
        LinkKind.DESK: Link(LinkKind.DESK, stage.pk, stage.organizer.pk, today()),
        LinkKind.SPEAKER: Link(LinkKind.SPEAKER, stage.pk, 0, today()),
    }
    return {kind: token_of(link, loaded.key) for kind, link in links.items()} | {
        LinkKind.PROJECTOR: token_of(Link(LinkKind.PROJECTOR, stage.pk), loaded.projector_key)
    }


@given(
    st.builds(Link, st.sampled_from(LinkKind), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1), st.integers(0, 65535)),
    st.integers(0, 37),
    st.integers(0, 63),
)
def test_a_token_with_one_letter_changed_is_none(link: Link, place: int, letter: int):
    token = token_of(link, KEY)
    changed = token[:place] + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[letter] + token[place + 1 :]
    assert unsigned(token) == link
    assert is_signed(token, KEY) and not is_signed(token, OTHER_KEY)
    assert is_signed(changed, KEY) is (changed == token)


@given(st.text(max_size=60) | st.binary(min_size=28, max_size=28).map(lambda raw: base64.urlsafe_b64encode(raw).rstrip(b"=").decode()))
def test_what_was_not_made_here_opens_nothing(text: str):
    assert not is_signed(text, KEY)


@pytest.mark.parametrize("extra", ["=", "==", " ", "!", "\n", ".", "/", "A"])
def test_a_token_has_one_spelling(extra: str):
    token = token_of(Link(LinkKind.PERSONAL, 1, 2, 3), KEY)
    assert unsigned(token) is not None
    for other in (token + extra, extra + token, token[:5] + extra + token[5:]):
        assert unsigned(other) is None


def test_each_kind_of_token_opens_its_own_door_alone(stage: Stage, listening: Listening):
    tokens = every_token(stage)
    pages = {
        "/p/{}": {LinkKind.PERSONAL, LinkKind.BY_BADGE},
        "/b/{}": {LinkKind.BADGE},
        "/x/{}": {LinkKind.PROJECTOR},
        "/s/{}": {LinkKind.SPEAKER},
        "/first/{}": set(),
    }
    streams = {"/live/phone/{}": {LinkKind.PERSONAL, LinkKind.BY_BADGE}, "/live/projector/{}": {LinkKind.PROJECTOR}, "/live/desk/{}": {LinkKind.DESK}}
    for kind, token in tokens.items():
        for page, kinds in pages.items():
            assert (Client().get(page.format(token)).status_code == 200) is (kind in kinds), (kind, page)
        for page, kinds in streams.items():
            assert (listening.open(page.format(token), stage.pk).status == 200) is (kind in kinds), (kind, page)


def test_a_link_of_another_evening_opens_nothing_here(client: Client, stage: Stage, listening: Listening):
    other = set_stage(6, code="OTHER")
    theirs = records.Attendee.objects.filter(event=other.pk).first()
    mine = stage.evening().people.registered[0]
    for event_pk, pk, key in (
        (stage.pk, theirs.pk, stage.event.key),
        (other.pk, mine.pk, other.event.key),
        (stage.pk, mine.pk, other.event.key),
        (stage.pk, 0, stage.event.key),
    ):
        token = token_of(Link(LinkKind.PERSONAL, event_pk, pk), key)
        assert client.get(f"/p/{token}").status_code == 403
        assert client.post(f"/p/{token}/do/here").status_code == 403
        assert listening.open(f"/live/phone/{token}", event_pk).status == 403


@pytest.mark.parametrize("page", ["", "/more", "/chair", "/room", "/qr.svg", "/profile", "/export"])
def test_an_old_link_number_opens_no_page(client: Client, stage: Stage, page: str):
    who = stage.ids()[0]
    old = stage.token(who)
    registrations.new_link(records.Attendee.objects.get(event=stage.pk, public_id=who))
    assert client.get(f"/p/{old}{page}").status_code == 403
    assert client.post(f"/p/{old}/erase").status_code == 403
    assert records.Attendee.objects.filter(event=stage.pk, public_id=who).exists()


def test_links_go_on_after_more_new_ones_than_a_token_can_count(client: Client, stage: Stage):
    who = stage.ids()[0]
    records.Attendee.objects.filter(event=stage.pk, public_id=who).update(link_no=65535)
    registrations.new_link(person := records.Attendee.objects.get(event=stage.pk, public_id=who))
    assert client.get(f"/p/{registrations.personal_token(stage.event, person)}").status_code == 200


def test_whoever_listens_with_an_old_link_is_told_and_hears_no_more(stage: Stage, listening: Listening):
    one, other = stage.ids()[:2]
    old, others = listening.open(f"/live/phone/{stage.token(one)}", stage.pk), listening.open(f"/live/phone/{stage.token(other)}", stage.pk)
    registrations.new_link(records.Attendee.objects.get(event=stage.pk, public_id=one))
    listening.wait()
    assert (old.text.endswith("event: gone\ndata:\n\n"), old.over, others.over) == (True, True, False)
    new = listening.open(f"/live/phone/{stage.token(one)}", stage.pk)
    stage.next()
    listening.wait()
    assert old.text.endswith("event: gone\ndata:\n\n")
    assert (new.over, new.text.count('"clock"'), others.text.count('"clock"')) == (False, 2, 2)


def test_a_new_projector_link_ends_the_old_wall_and_opens_the_new_one_at_once(stage: Stage, listening: Listening):
    path = at_the_desk.projector_path(stage.evening()).replace("/x/", "/live/projector/")
    old = listening.open(path, stage.pk)
    at_the_desk.new_projector_link(stage.pk)
    listening.wait()
    assert (old.over, "event: gone" in old.text, listening.open(path, stage.pk).status) == (True, True, 403)
    assert listening.open(at_the_desk.projector_path(stage.evening()).replace("/x/", "/live/projector/"), stage.pk).status == 200


@pytest.mark.parametrize(
    ("ends", "whose"),
    [
        (lambda stage: events.end_old_links(stage.pk), {"phone", "badge", "desk", "projector"}),
        (lambda stage: events.delete_event(stage.event, stage.event.name), {"phone", "badge", "desk", "projector"}),
        (lambda stage: erase(stage.event.attendees.first(), by="organizer 1", now=stage.now), {"phone", "badge"}),
        (lambda stage: registrations.cancel(stage.event.attendees.first(), by="organizer 1", now=stage.now), {"phone", "badge"}),
    ],
    ids=["all links", "evening", "erased", "cancelled"],
)
def test_streams_end_with_what_they_are_of(stage: Stage, listening: Listening, ends, whose: set[str]):
    tokens = every_token(stage)
    opened = {
        "phone": listening.open(f"/live/phone/{tokens[LinkKind.PERSONAL]}", stage.pk),
        "badge": listening.open(f"/live/phone/{tokens[LinkKind.BY_BADGE]}", stage.pk),
        "desk": listening.open(f"/live/desk/{tokens[LinkKind.DESK]}", stage.pk),
        "projector": listening.open(f"/live/projector/{tokens[LinkKind.PROJECTOR]}", stage.pk),
    }
    ends(stage)
    listening.wait()
    assert {name for name, stream in opened.items() if stream.over} == whose


def test_a_desk_token_is_good_for_its_day_and_the_next(stage: Stage):
    loaded = stage.evening()
    for days, good in ((-1, False), (0, True), (1, True), (2, False)):
        link = Link(LinkKind.DESK, stage.pk, stage.organizer.pk, (today() - days) % 65536)
        assert (channel_of(loaded, link, token_of(link, loaded.key)) is not None) is good


@pytest.mark.parametrize("mark", ["x-²-1", f"x-{'9' * 5000}-1", "---", "\x00", "x" * 5000])
def test_a_made_up_mark_is_one_of_another_log(stage: Stage, listening: Listening, mark: str):
    opened = listening.open(f"/live/phone/{stage.token(stage.ids()[0])}", stage.pk, last_event_id=mark)
    assert (opened.status, '"resync":true' in opened.text) == (200, True)


def test_made_up_evenings_leave_nothing_in_memory(client: Client, stage: Stage):
    before = len(evenings._LOCKS)
    for event_pk in range(900_000, 900_050):
        assert client.get(f"/p/{token_of(Link(LinkKind.PERSONAL, event_pk, 1), 'made up')}").status_code == 403
    assert len(evenings._LOCKS) == before


def test_a_badge_is_no_page_and_its_code_says_nothing_of_the_page(client: Client, stage: Stage):
    loaded = evening(stage.pk)
    person = loaded.people.registered[0]
    token = badge_token(loaded, person)
    assert client.get(f"/p/{token}").status_code == 403
    asked = client.get(f"/b/{token}")
    assert stage.token(person.attendee.id) not in asked.content.decode()
