"""Two people change places by an organizer's hand."""

import pytest

from keywho.core.errors import BadInput
from keywho.core.ids import RoundNo
from keywho.planning.check import check
from keywho.server.services import running
from keywho.server.services.joining_up import swap
from keywho.server.store import models as records
from keywho.server.store import save
from server.an_evening import planned_stage

pytestmark = pytest.mark.django_db(transaction=True)


def two_pairs(stage, no):
    """Give two meetings of two in a round."""
    return [meeting for meeting in stage.evening().state.programme.by_round[RoundNo(no)] if len(meeting.attendees) == 2][:2]


def test_two_change_places_in_one_round_and_nothing_else_changes() -> None:
    stage = planned_stage(rounds="nearby*2,table:4")
    here, there = two_pairs(stage, 1)
    one, other = here.attendees[0], there.attendees[0]
    before = stage.evening().state.programme
    done = swap(stage.pk, one, other, [RoundNo(1)], by="organizer 1", now=stage.now)
    now = stage.evening()
    assert done.changed
    assert set(now.state.programme.meeting_of(one, RoundNo(1)).attendees) == {one, there.attendees[1]}
    assert set(now.state.programme.meeting_of(other, RoundNo(1)).attendees) == {other, here.attendees[1]}
    assert {m for m in before.meetings if m.round_no != 1} == {m for m in now.state.programme.meetings if m.round_no != 1}
    assert check(now.problem(1), now.state.programme).ok


def test_a_swap_that_brings_two_together_who_must_not_meet_is_refused_in_words() -> None:
    stage = planned_stage(rounds="nearby*2,table:4")
    here, there = two_pairs(stage, 1)
    one, stays = here.attendees[0], there.attendees[1]
    running.act(stage.pk, lambda _: running.Decision((_parted(stage, one, stays),), ""), by="attendee")
    before = stage.evening().no
    with pytest.raises(BadInput, match="can't change places: "):
        swap(stage.pk, one, there.attendees[0], [RoundNo(1)], by="organizer 1", now=stage.now)
    assert stage.evening().no == before


def _parted(stage, one, other):
    from keywho.live.facts import PairParted

    return PairParted(stage.now, one, other, RoundNo(1))


def test_a_round_that_is_over_is_not_changed() -> None:
    stage = planned_stage(rounds="nearby*2,table:4")
    stage.to_round(2)
    here, there = two_pairs(stage, 1)
    with pytest.raises(BadInput, match="can't be changed any more"):
        swap(stage.pk, here.attendees[0], there.attendees[0], [RoundNo(1)], by="organizer 1", now=stage.now)


def test_two_who_meet_each_other_have_nothing_to_swap() -> None:
    stage = planned_stage(rounds="nearby*2,table:4")
    here, _ = two_pairs(stage, 1)
    assert not swap(stage.pk, *here.attendees, [RoundNo(1)], by="organizer 1", now=stage.now).changed


def test_somebody_whose_profile_is_erased_can_not_be_swapped() -> None:
    stage = planned_stage(rounds="nearby*2,table:4")
    here, there = two_pairs(stage, 1)
    records.Attendee.objects.filter(event_id=stage.pk, public_id=here.attendees[0]).delete()
    save.people_changed(stage.pk)
    with pytest.raises(BadInput, match="not on the list any more"):
        swap(stage.pk, here.attendees[0], there.attendees[0], [RoundNo(1)], by="organizer 1", now=stage.now)
