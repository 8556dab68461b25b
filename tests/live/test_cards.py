"""Each kind of card, for somebody to whom just that happened."""

from datetime import timedelta

import pytest

from keywho.core.ids import AttendeeId, RoundNo
from keywho.live.facts import Arrived, AttendeeLeft, CueStarted, Fact, Missed, ProgrammeMended, ProgrammePublished, SatOut
from keywho.live.mending import ProgrammeChange
from keywho.live.phone_view import card
from keywho.live.run_of_show import usual_run_of_show
from keywho.live.state import replay
from live.facts_made import LATER, PEOPLE, ROUNDS, SEVEN, programme_of, scene_of

ANN, WALK_UP = PEOPLE[0], LATER[0]
PLANNED = programme_of(list(PEOPLE))
WITHOUT_ANN = programme_of([who for who in PEOPLE if who != ANN])
PUBLISHED = ProgrammePublished(SEVEN, 1, usual_run_of_show(ROUNDS), PEOPLE, PLANNED)
HERE = Arrived(SEVEN, PEOPLE)
FIRST, SECOND, END = (CueStarted(SEVEN + timedelta(minutes=no), no) for no in (3, 4, 7))
ALONE = ProgrammeMended(SEVEN, ProgrammeChange.between(PLANNED, WITHOUT_ANN))


def shown(facts: list[Fact], who: AttendeeId = ANN) -> tuple[str, str, tuple[str, ...]]:
    """Give kind, headline and what can be tapped."""
    state = replay(facts)
    found = card(state, who, scene_of(state))
    return found.kind, found.headline, found.may


@pytest.mark.parametrize(
    ("facts", "kind", "headline", "may"),
    [
        ([], "open", "Hello Person a0", ("here",)),
        ([PUBLISHED, HERE], "open", "Hello Person a0", ("leave", "groups")),
        ([PUBLISHED, HERE, FIRST], "meet", "Meet Person a7", ("not-here", "leave", "groups", "not-again")),
        ([PUBLISHED, HERE, AttendeeLeft(SEVEN, ANN), ALONE, FIRST], "left", "Goodbye", ("here",)),
        ([PUBLISHED, HERE, Missed(SEVEN, (ANN,)), ALONE, FIRST], "missing", "Are you here?", ("here", "leave")),
        ([PUBLISHED, ALONE, FIRST], "missing", "Are you here?", ("here", "leave")),
        ([PUBLISHED, HERE, SatOut(SEVEN, ANN, RoundNo(1)), ALONE, FIRST], "sits-out", "You sit this one out", ("come-back", "leave")),
        ([PUBLISHED, HERE, ALONE, FIRST], "bye", "Take a breath", ("leave", "groups")),
        ([PUBLISHED, HERE, END], "closed", "Thank you for coming, Person a0", ()),
    ],
)
def test_the_card_says_what_is_so(facts: list[Fact], kind: str, headline: str, may: tuple[str, ...]) -> None:
    assert shown(facts) == (kind, headline, may)


def test_somebody_who_walks_up_waits_for_the_next_round_in_which_they_meet() -> None:
    later = programme_of([*PEOPLE, WALK_UP])
    only_later = ProgrammeChange((), tuple(meeting for meeting in later.meetings if WALK_UP in meeting.attendees and meeting.round_no > 1))
    facts: list[Fact] = [PUBLISHED, HERE, FIRST, Arrived(SEVEN, (WALK_UP,), RoundNo(2)), ProgrammeMended(SEVEN, only_later)]
    assert shown(facts, WALK_UP)[0] == "waits"
    assert shown([*facts, SECOND], WALK_UP)[0] == "meet"


def test_a_bye_promises_the_next_round_only_where_a_meeting_follows() -> None:
    state = replay([PUBLISHED, HERE, ALONE, FIRST])
    assert card(state, ANN, scene_of(state)).text == "Nobody is waiting for you this round."
    again = ProgrammeMended(SEVEN, ProgrammeChange((), tuple(meeting for meeting in PLANNED.meetings if ANN in meeting.attendees and meeting.round_no == 2)))
    state = replay([PUBLISHED, HERE, ALONE, again, FIRST])
    assert card(state, ANN, scene_of(state)).text.endswith("you are first in line for the next.")
