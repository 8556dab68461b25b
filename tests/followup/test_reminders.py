"""Reminders: what comes when, in whose morning, and that nothing comes again."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.followup.reminders import (
    AgreedTalk,
    Answered,
    Due,
    Known,
    KnownContact,
    ReminderId,
    ReminderKind,
    ReminderState,
    at_local,
    coming,
    due,
    kinds_of,
    kinds_text,
    morning_after,
    to_mail,
)
from keywho.followup.words.reminders import REMINDER_WORDS, note_for, words_of_reminders

Kind, State = ReminderKind, ReminderState
BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 3, 26, 20, 30, tzinfo=UTC)  # summer time begins on the 29th
CONTACT = KnownContact(7, EVENING)
THANKS, ASK = ReminderId(Kind.THANKS, 7), ReminderId(Kind.ASK, 7)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


def kinds(known: Known, at: datetime) -> list[ReminderKind]:
    return [one.kind for one in due(known, at)]


def test_the_morning_after_asks_for_thanks_and_three_days_after_for_a_first_step():
    known = Known(BERLIN, (CONTACT,))
    assert [kinds(known, local(text)) for text in ("2026-03-27T07:59", "2026-03-27T08:00", "2026-03-29T07:59", "2026-03-29T08:00", "2026-04-25T12:00")] == [
        [],
        [Kind.THANKS],
        [Kind.THANKS],
        [Kind.ASK],
        [Kind.ASK],
    ]
    assert kinds(known, local("2026-04-26T08:00")) == [Kind.KEEP_WARM]


def test_whoever_says_yes_after_midnight_is_reminded_on_the_same_morning():
    assert morning_after(local("2026-03-27T00:40"), BERLIN) == local("2026-03-27T08:00")
    assert morning_after(local("2026-03-27T04:00"), BERLIN) == local("2026-03-28T08:00")


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("Europe/Berlin", "2026-03-28T20:00"),
        ("Europe/Berlin", "2026-10-24T20:00"),
        ("America/New_York", "2026-03-07T20:00"),
        ("Australia/Lord_Howe", "2026-04-04T20:00"),
        ("Asia/Kathmandu", "2026-05-01T20:00"),
    ],
    ids=["berlin-spring", "berlin-autumn", "new-york-spring", "half-an-hour", "no-summer-time"],
)
def test_a_morning_is_eight_on_the_own_clock_over_a_change_to_summer_time(zone: str, begins: str):
    there = ZoneInfo(zone)
    at = datetime.fromisoformat(begins).replace(tzinfo=there)
    first = due(Known(there, (KnownContact(7, at),)), at + timedelta(days=1))[0].due_at.astimezone(there)
    assert (first.date(), first.time()) == ((at + timedelta(days=1)).date(), time(8))


def test_an_hour_that_the_clock_leaves_out_counts_as_the_one_after_it():
    assert at_local(local("2026-03-29T12:00").date(), time(2, 30), BERLIN).astimezone(BERLIN).time() == time(3, 30)


def test_what_was_sent_or_is_agreed_on_needs_no_thanks_and_no_first_step():
    at = local("2026-03-30T12:00")
    assert kinds(Known(BERLIN, (replace(CONTACT, touched_at=(EVENING,)),)), at) == []
    assert kinds(Known(BERLIN, (replace(CONTACT, has_talk_ahead=True),)), at) == []
    assert kinds(Known(BERLIN, (CONTACT,), answers={THANKS: Answered(State.DONE, EVENING)}), at) == []


def test_a_contact_of_lately_is_warm_still():
    touched = replace(CONTACT, touched_at=(local("2026-04-20T12:00"),))
    assert kinds(Known(BERLIN, (touched,)), local("2026-04-27T12:00")) == []
    assert kinds(Known(BERLIN, (touched,)), local("2026-05-26T12:00")) == [Kind.KEEP_WARM]


def test_months_end_on_their_last_day():
    contact = KnownContact(7, local("2026-01-31T19:00"), touched_at=(local("2026-01-31T20:00"),))
    assert [one.due_at for one in due(Known(BERLIN, (contact,)), local("2026-02-28T08:00"))] == [local("2026-02-28T08:00")]


TALK = AgreedTalk(3, 7, local("2026-03-29T10:00"), 20, i_asked=True)
TOUCHED = replace(CONTACT, touched_at=(EVENING,))


def test_before_a_talk_one_is_reminded_twice_and_after_it_once():
    known = Known(BERLIN, (TOUCHED,), (TALK,))
    times = ("2026-03-28T17:59", "2026-03-28T18:00", "2026-03-29T07:59", "2026-03-29T08:00", "2026-03-29T10:00", "2026-03-30T08:00")
    assert [kinds(known, local(text)) for text in times] == [[], [Kind.EVENING_BEFORE], [Kind.EVENING_BEFORE], [Kind.PREPARE], [], [Kind.HELD]]
    assert kinds(replace(known, talks=(replace(TALK, i_asked=False),)), local("2026-03-30T08:00")) == []


def test_a_talk_that_was_moved_is_reminded_of_again():
    known = Known(BERLIN, (TOUCHED,), (TALK,))
    seen = {one.id: Answered(State.DONE, one.due_at) for one in due(known, local("2026-03-29T08:30"))}
    moved = replace(TALK, starts_at=TALK.starts_at + timedelta(days=7))
    assert kinds(replace(known, answers=seen), local("2026-03-29T08:30")) == []
    assert kinds(replace(known, talks=(moved,), answers=seen), local("2026-04-05T08:30")) == [Kind.PREPARE]


def test_what_is_put_off_comes_at_its_moment_and_holds_back_what_would_follow():
    until = local("2026-03-31T17:00")
    known = Known(BERLIN, (CONTACT,), answers={THANKS: Answered(State.PUT_OFF, until)})
    assert kinds(known, local("2026-03-29T09:00")) == []
    assert kinds(known, until) == [Kind.ASK]
    later = Known(BERLIN, (CONTACT,), answers={ASK: Answered(State.PUT_OFF, local("2026-05-10T08:00"))})
    assert [kinds(later, local(text)) for text in ("2026-04-28T12:00", "2026-05-10T08:00")] == [[], [Kind.KEEP_WARM]]


def test_a_stopped_reminder_stops_its_whole_row():
    warm = ReminderId(Kind.KEEP_WARM, 7, turn=1)
    known = Known(BERLIN, (TOUCHED,), answers={warm: Answered(State.STOPPED, EVENING)})
    assert {kind for days in range(400) for kind in kinds(known, EVENING + timedelta(days=days))} == set()


def test_what_has_no_fixed_hour_is_one_mail_a_day_and_each_reminder_is_in_one():
    known = Known(BERLIN, tuple(KnownContact(pk, EVENING) for pk in (7, 8, 9)), (TALK,))
    mailed: list[tuple[datetime, tuple[Due, ...]]] = []
    answers: dict[ReminderId, Answered] = {}
    at = EVENING
    while at < EVENING + timedelta(days=10):
        wanted = to_mail(replace(known, answers=answers), at)
        if wanted.digest:
            mailed.append((at, wanted.digest))
        answers |= {one.id: Answered(State.WAITS, one.due_at, wanted.digest_at) for one in wanted.digest}
        at += timedelta(minutes=20)
    days = [at.astimezone(BERLIN).date() for at, _ in mailed]
    named = [one.id for _, digest in mailed for one in digest]
    assert len(days) == len(set(days)) == 3
    assert len(named) == len(set(named)) == 7 and all(not one.kind.has_fixed_hour for one in named)
    assert all(6 <= at.astimezone(BERLIN).hour < 8 for at, _ in mailed)


def test_a_talk_is_mailed_at_its_own_hour_and_once():
    known = Known(BERLIN, (TOUCHED,), (TALK,))
    first = to_mail(known, local("2026-03-28T18:10"))
    assert [one.kind for one in first.urgent] == [Kind.EVENING_BEFORE]
    mailed = {one.id: Answered(State.WAITS, one.due_at, local("2026-03-28T18:10")) for one in first.urgent}
    assert to_mail(replace(known, answers=mailed), local("2026-03-28T18:20")).urgent == ()


def test_kinds_that_were_stopped_are_written_and_read():
    off = frozenset({Kind.ASK, Kind.HELD})
    assert kinds_of(kinds_text(off, False)) == (off, False)
    assert kinds_of(kinds_text((), True)) == (frozenset(), True)
    assert kinds_of("nonsense,,ask") == (frozenset({Kind.ASK}), False)


def test_what_is_to_come_is_told_a_week_ahead():
    assert [one.kind for one in coming(Known(BERLIN, (CONTACT,)), EVENING)] == [Kind.THANKS, Kind.ASK]


@pytest.mark.parametrize("language", sorted(REMINDER_WORDS))
def test_each_language_has_a_line_for_each_kind_and_a_note_that_names_both(language: str):
    words = words_of_reminders(language)
    assert set(words.lines) == set(words.hints) == set(Kind) and all("{name}" in line for line in words.lines.values())
    for kind in (Kind.THANKS, Kind.ASK, Kind.KEEP_WARM, Kind.HELD):
        note = note_for(kind, words, name="Ben", me="Ada", event="Job club", seeks="a ward in a hospital.")
        assert all(part in note for part in ("Ben", "Ada", "a ward in a hospital")) and "{" not in note
        assert "looking" not in note_for(kind, words_of_reminders("en"), name="Ben", me="Ada", event="Job club", seeks="x" * 300)
    assert note_for(Kind.PREPARE, words, name="Ben", me="Ada", event="Job club") == ""


# Whatever people answer, and however often somebody looks.

ZONES = st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]).map(ZoneInfo)
MOMENTS = st.integers(0, 60 * 24 * 100).map(lambda minutes: EVENING + timedelta(minutes=minutes))


@st.composite
def known_people(draw: st.DrawFn) -> Known:
    pks = draw(st.lists(st.integers(1, 5), max_size=3, unique=True))
    contacts = tuple(KnownContact(pk, draw(MOMENTS), tuple(draw(st.lists(MOMENTS, max_size=2))), draw(st.booleans())) for pk in pks)
    talks = tuple(AgreedTalk(no, draw(st.integers(1, 5)), draw(MOMENTS), 20, draw(st.booleans())) for no in range(draw(st.integers(0, 2))))
    return Known(draw(ZONES), contacts, talks)


ANSWERS = st.lists(st.tuples(MOMENTS, st.sampled_from([State.DONE, State.STOPPED, State.PUT_OFF]), st.integers(1, 40)), max_size=6)


def answer_first(known: Known, at: datetime, state: ReminderState, days: int) -> Known:
    """Answer the first thing that is due, as the page would record it."""
    found = due(known, at)
    if not found:
        return known
    due_at = at + timedelta(days=days) if state is State.PUT_OFF else found[0].due_at
    return replace(known, answers={**(known.answers or {}), found[0].id: Answered(state, due_at)})


@given(known=known_people(), answered=ANSWERS, last=MOMENTS)
def test_looking_in_steps_or_once_gives_the_same_and_what_is_done_never_comes_again(known: Known, answered: list, last: datetime):
    jumped = stepped = known
    done: set[ReminderId] = set()
    stopped: set[tuple[ReminderKind, int, int | None]] = set()
    at = EVENING
    for moment, state, days in sorted(answered, key=lambda one: one[0]):
        while at < moment:
            found = due(stepped, at)
            assert not done & {one.id for one in found}
            assert not stopped & {one.id.series for one in found}
            assert len({one.id for one in found}) == len(found)
            at += timedelta(days=3, hours=5)
        first = due(stepped, moment)[:1]
        done |= {one.id for one in first if state is State.DONE}
        stopped |= {one.id.series for one in first if state is State.STOPPED}
        stepped = answer_first(stepped, moment, state, days)
        jumped = answer_first(jumped, moment, state, days)
    assert due(stepped, last) == due(jumped, last)
    end = max([last, *(moment for moment, _, _ in answered)])
    assert not done & {one.id for one in due(stepped, end)} and not stopped & {one.id.series for one in due(stepped, end)}


@given(known=known_people(), off=st.frozensets(st.sampled_from(list(Kind))), at=MOMENTS)
def test_a_stopped_kind_never_comes(known: Known, off: frozenset[ReminderKind], at: datetime):
    quiet = replace(known, off=off)
    assert not off & {one.kind for one in (*due(quiet, at), *coming(quiet, at))}
    assert due(replace(known, all_off=True), at) == () and to_mail(replace(known, all_off=True), at).urgent == ()


@given(known=known_people(), at=MOMENTS)
def test_about_one_contact_there_is_one_reminder_without_a_fixed_hour_besides_how_a_talk_was(known: Known, at: datetime):
    about = [one.id.about for one in due(known, at) if one.kind in (Kind.THANKS, Kind.ASK, Kind.KEEP_WARM)]
    assert len(about) == len(set(about))
