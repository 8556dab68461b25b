"""The sender of mails is killed again and again, while the mail server refuses and drops: nothing is lost, and nothing goes again once it is recorded."""

from pathlib import Path

import pytest

from load.killing_the_sender import Outcome, run


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    home: Path = tmp_path_factory.mktemp("killed")
    return run(home, kills=40, seed=7)


def test_it_was_killed_while_mails_were_under_way(outcome: Outcome) -> None:
    assert outcome.kills >= 40
    assert outcome.in_the_midst >= 10
    assert outcome.told()["arrived again"] > 0  # there was something to count


def test_no_mail_is_lost(outcome: Outcome) -> None:
    assert len(outcome.mails) >= 100
    assert outcome.lost() == []


def test_no_mail_is_sent_after_its_acceptance_was_recorded(outcome: Outcome) -> None:
    assert len(outcome.recorded) > 50
    assert outcome.sent_after_recorded() == []


def test_every_mail_that_arrives_again_was_counted_as_maybe_twice(outcome: Outcome) -> None:
    assert outcome.not_counted() == []


def test_no_letter_comes_within_two_different_mails(outcome: Outcome) -> None:
    assert outcome.in_two_mails() == []
