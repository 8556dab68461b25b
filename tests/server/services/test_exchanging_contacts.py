"""Contacts are exchanged after a mutual yes, when the evening is over."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId
from keywho.followup.card import Card, CardField
from keywho.server.services import attending
from keywho.server.services.afterwards.exchange import (
    answered_by,
    are_contacts,
    choose_fields,
    contact,
    contacts_of,
    exchange_all_due,
    exchange_due,
    give_more,
)
from keywho.server.services.afterwards.my_card import Reach, save_reach, uid_of
from keywho.server.store import models as records
from server.an_evening import Stage, planned_stage

pytestmark = pytest.mark.django_db

MAIL_AND_NAME = frozenset({CardField.NAME, CardField.MAIL})


class Pair:
    """Two who met in the first round of an evening."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        meeting = next(one for one in stage.evening().state.programme.meetings if one.round_no == 1)
        self.one, self.other = meeting.attendees[:2]

    def pk(self, who: AttendeeId) -> int:
        return self.stage.evening().people.by_id[who].pk

    def says(self, who: AttendeeId, wanted: bool) -> None:
        about = self.other if who == self.one else self.one
        attending.keep_in_touch(self.stage.pk, who, about, wanted, now=self.stage.now)

    def contacts(self, who: AttendeeId) -> list[AttendeeId]:
        return [one.who for one in contacts_of(self.stage.pk, self.pk(who), self.stage.now)]


@pytest.fixture
def stage() -> Iterator[Stage]:
    """An evening whose first round is on; everybody's card has a mail address and a phone number, of which they give the mail."""
    stage = planned_stage(8, "neighbour,nearby")
    stage.to_round(1)
    for person in records.Attendee.objects.filter(event=stage.event):
        save_reach(person, Reach(f"{person.public_id}@example.org", "+44 20 7946 0018", shares=MAIL_AND_NAME), stage.now)
    yield stage


@pytest.fixture
def pair(stage: Stage) -> Pair:
    """Two who met."""
    return Pair(stage)


def close(stage: Stage) -> None:
    while not stage.evening().state.closed:
        stage.next()


def test_both_get_what_the_other_gives_once_the_evening_is_over(stage: Stage, pair: Pair):
    pair.says(pair.one, True)
    pair.says(pair.other, True)
    assert (pair.contacts(pair.one), exchange_due(stage.pk, stage.now)) == ([], 0)
    close(stage)
    (got,) = contacts_of(stage.pk, pair.pk(pair.one), stage.now)
    them = records.Attendee.objects.get(pk=pair.pk(pair.other))
    assert got.card == Card(them.name, them.name, mails=(f"{pair.other}@example.org",), uid=uid_of(them))
    assert (got.gives, got.given, got.round_no, got.exchanged_at) == (MAIL_AND_NAME, MAIL_AND_NAME, 1, stage.now)
    assert pair.contacts(pair.other) == [pair.one]
    assert are_contacts(pair.pk(pair.one), pair.pk(pair.other))


def test_the_end_need_not_be_pressed_twelve_hours_do_and_the_worker_sees_to_it(stage: Stage, pair: Pair):
    pair.says(pair.one, True)
    pair.says(pair.other, True)
    assert exchange_all_due(stage.later(11.5 * 3600)) == 0
    assert (exchange_all_due(stage.later(1800)), exchange_all_due(stage.now)) == (1, 0)
    assert not exchange_all_due(stage.now + timedelta(days=9))


@pytest.mark.parametrize("last", ["no", "no answer", "yes then no"])
def test_without_a_mutual_yes_nobody_gets_anything(stage: Stage, pair: Pair, last: str):
    pair.says(pair.one, True)
    if last == "yes then no":
        pair.says(pair.other, True)
    if last != "no answer":
        pair.says(pair.other, False)
    close(stage)
    assert (pair.contacts(pair.one), pair.contacts(pair.other), exchange_due(stage.pk, stage.now)) == ([], [], 0)
    with pytest.raises(BadInput, match="none of your contacts"):
        contact(stage.pk, pair.pk(pair.one), pair.pk(pair.other), stage.now)
    assert not are_contacts(pair.pk(pair.one), pair.pk(pair.other))


def test_who_answers_after_the_evening_gets_the_contact_at_once(stage: Stage, pair: Pair):
    pair.says(pair.one, True)
    close(stage)
    assert pair.contacts(pair.other) == []
    pair.says(pair.other, True)
    assert pair.contacts(pair.other) == [pair.one]


def test_what_is_given_to_one_person_can_change_until_the_exchange_and_grow_after(stage: Stage, pair: Pair):
    one, other = pair.pk(pair.one), pair.pk(pair.other)
    pair.says(pair.one, True)
    choose_fields(stage.pk, one, other, {CardField.LINK}, stage.now)
    choose_fields(stage.pk, one, other, {CardField.PHONE}, stage.now)
    pair.says(pair.other, True)
    close(stage)
    assert contact(stage.pk, other, one, stage.now).gives == {CardField.PHONE}
    with pytest.raises(BadInput, match="exchanged already"):
        choose_fields(stage.pk, one, other, (), stage.now)
    assert give_more(stage.pk, one, other, {CardField.MAIL}, stage.now).given == {CardField.PHONE, CardField.MAIL}
    assert contact(stage.pk, other, one, stage.now).card.mails == (f"{pair.one}@example.org",)


def test_what_was_erased_from_a_card_is_gone_for_those_who_had_it(stage: Stage, pair: Pair):
    pair.says(pair.one, True)
    pair.says(pair.other, True)
    close(stage)
    assert contact(stage.pk, pair.pk(pair.one), pair.pk(pair.other), stage.now).card.mail
    save_reach(records.Attendee.objects.get(pk=pair.pk(pair.other)), Reach(), stage.now)
    assert not contact(stage.pk, pair.pk(pair.one), pair.pk(pair.other), stage.now).card.mail


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("how", ["parted", "reported"])
def test_who_keeps_apart_gives_and_gets_nothing(stage: Stage, pair: Pair, when: str, how: str):
    pair.says(pair.one, True)
    pair.says(pair.other, True)
    if when == "after":
        close(stage)
        exchange_due(stage.pk, stage.now)
    if how == "parted":
        attending.never_again(stage.pk, pair.one, pair.other, now=stage.now)
    else:
        records.Report.objects.create(event=stage.event, who_id=pair.pk(pair.one), about_id=pair.pk(pair.other), kind="harassed", at=stage.now)
    if when == "before":
        close(stage)
    assert (pair.contacts(pair.one), pair.contacts(pair.other)) == ([], [])
    assert not are_contacts(pair.pk(pair.one), pair.pk(pair.other))
    assert (pair.pk(pair.other) in {met.pk for met in answered_by(stage.pk, pair.pk(pair.one))}) is (when == "before")


def test_those_one_has_met_are_listed_until_they_are_contacts(stage: Stage, pair: Pair):
    one, other = pair.pk(pair.one), pair.pk(pair.other)

    def known() -> list[tuple[bool | None, frozenset[CardField], bool]]:
        return [(met.wanted, met.gives, met.is_own_choice) for met in answered_by(stage.pk, one) if met.pk == other]

    assert known() == [(None, MAIL_AND_NAME, False)]
    pair.says(pair.one, True)
    pair.says(pair.other, True)
    choose_fields(stage.pk, one, other, {CardField.PHONE}, stage.now)
    assert known() == [(True, {CardField.PHONE}, True)]
    close(stage)
    exchange_due(stage.pk, stage.now)
    assert known() == []


def test_a_stranger_is_given_nothing(stage: Stage, pair: Pair):
    strangers = {*stage.ids()} - {pair.one, pair.other}
    with pytest.raises(BadInput, match="not met"):
        choose_fields(stage.pk, pair.pk(pair.one), pair.pk(min(strangers)), (), stage.now)


@pytest.mark.parametrize(
    ("reach", "sentence"),
    [
        (Reach("ada at example"), "no.*mail|not a mail"),
        (Reach(phone="call me"), "not a phone"),
        (Reach(link="javascript:alert(1)"), "not the address"),
        (Reach(link="http://a b.org"), "not the address"),
    ],
    ids=["mail", "phone", "script", "blank"],
)
def test_what_is_no_way_to_be_reached_is_refused(stage: Stage, pair: Pair, reach: Reach, sentence: str):
    with pytest.raises(BadInput, match=sentence):
        save_reach(records.Attendee.objects.get(pk=pair.pk(pair.one)), reach, stage.now)
