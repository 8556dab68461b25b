"""Consent as a type: two yeses about each other, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from keywho.core.ids import AttendeeId
from keywho.followup.card import Card, CardField, fields_of, fields_text
from keywho.followup.optin import MutualYes, Yes, all_mutual, exchange, is_exchange_time, mutual

ANN, BEN, CY = AttendeeId("ann"), AttendeeId("ben"), AttendeeId("cy")
SEVEN = datetime(2026, 11, 26, 19, 0, tzinfo=UTC)
CARDS = {
    ANN: Card("Ann Lee", "Ann", role="nurse", mails=("ann@example.org",), phones=("+44 20 7946 0018",)),
    BEN: Card("Ben Ode", "Ben", company="Ode & Co", mails=("ben@example.org",)),
}


def test_two_yeses_about_each_other_are_mutual_and_nothing_else_is():
    assert mutual(Yes(ANN, BEN), Yes(BEN, ANN)) == MutualYes(Yes(ANN, BEN), Yes(BEN, ANN))
    assert [mutual(Yes(ANN, BEN), other) for other in (Yes(ANN, BEN), Yes(BEN, CY), Yes(CY, ANN))] == [None, None, None]
    assert mutual(Yes(ANN, ANN), Yes(ANN, ANN)) is None


def test_a_consent_can_not_be_made_of_two_yeses_that_are_none():
    with pytest.raises(ValueError, match="not two yeses about each other"):
        MutualYes(Yes(ANN, BEN), Yes(CY, ANN))


def test_each_gets_what_the_other_gives_and_no_more():
    consent = MutualYes(Yes(ANN, BEN, frozenset({CardField.PHONE})), Yes(BEN, ANN, frozenset({CardField.NAME, CardField.MAIL})))
    assert exchange(consent, CARDS.__getitem__) == {
        BEN: Card("Ann", "Ann", phones=("+44 20 7946 0018",)),
        ANN: Card("Ben Ode", "Ben", mails=("ben@example.org",)),
    }


def test_among_many_yeses_only_mutual_ones_of_people_who_are_not_apart_are_found():
    yeses = [Yes(ANN, BEN), Yes(ANN, CY), Yes(CY, ANN), Yes(BEN, CY), Yes(BEN, ANN)]
    assert [both.pair for both in all_mutual(yeses)] == [(ANN, BEN), (ANN, CY)]
    assert [both.pair for both in all_mutual(yeses, frozenset({(ANN, BEN)}))] == [(ANN, CY)]


def test_contacts_wait_for_the_end_of_the_evening_or_for_twelve_hours():
    half_day = SEVEN + timedelta(hours=12)
    asked = [(SEVEN, False, SEVEN), (SEVEN, True, SEVEN), (half_day - timedelta(seconds=1), False, SEVEN), (half_day, False, SEVEN), (half_day, False, None)]
    assert [is_exchange_time(now, is_closed=closed, began_at=began) for now, closed, began in asked] == [False, True, False, True, False]


def test_fields_are_written_in_one_order_and_strange_words_are_passed_over():
    assert fields_text({CardField.PHONE, CardField.NAME}) == "name,phone"
    assert fields_of("phone, name,shoe size,") == {CardField.PHONE, CardField.NAME}
    assert fields_of("") == frozenset()
