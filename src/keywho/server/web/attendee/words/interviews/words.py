"""The words of the pages of talks (informational interviews) and of office hours, in one language. {names} in braces are filled in."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TalkWords:
    """One language."""

    title: str
    lead: str
    for_me: str
    agreed: str
    waiting: str
    past: str
    none_title: str
    none_text: str
    none_button: str
    asks_you: str  # {minutes}
    proposes: str
    would_move: str
    waits_for: str  # {name}
    you_move: str
    how_was_it: str
    states: Mapping[str, str]
    limit_title: str
    limit_text: str
    limit_label: str
    limit_none: str
    limit_saved: str
    hours_link: str
    hours_to_book: str
    your_clock: str  # {zone}
    # asking
    ask_title: str  # {name}
    ask_lead: str  # {name}
    purpose: str
    purpose_hint: str
    purpose_examples: tuple[str, str]
    minutes: str
    n_minutes: str  # {minutes}
    way: str
    ways: Mapping[str, str]
    place: str
    place_hint: str
    times: str
    times_hint: str
    suggested: str
    own_times: str
    only_fitting: str
    day: str  # {no}
    time: str
    questions: str
    questions_hint: str
    ready_questions: tuple[str, ...]
    build_questions: str
    own_questions: str
    own_questions_hint: str
    share: str
    share_hint: str
    ask_button: str
    asked: str  # {name}
    too_fast: str
    # one talk
    what_for: str
    where: str
    how: str
    they_ask: str
    i_ask: str
    you_talk: str
    stands_until: str
    choose_time: str
    choose_new_time: str
    where_may_say: str
    all_over: str
    propose: str
    propose_new: str
    move: str
    say_something: str
    send: str
    decline: str
    decline_lead: str
    kind_words: tuple[str, ...]
    own_words: str
    cancel: str
    cancel_lead: str
    cancel_words: tuple[str, ...]
    take_back: str
    take_back_lead: str
    keep_old: str
    withdraw_move: str
    change: str
    held: str
    reopen: str
    reopen_lead: str
    to_calendar: str
    ask_again: str
    thank: str
    they_said: str  # {name}
    you_said: str
    keeps_questions: str
    shares_questions: str
    did_accept: str  # {time}
    did_propose: str  # {name}
    did_decline: str  # {name}
    did_cancel: str  # {name}
    did_withdraw: str
    did_reopen: str
    did_stay: str
    did_change: str  # {name}
    did_hold: str
    meanwhile: str  # {what}
    # office hours
    hours_title: str
    hours_lead: str
    hours_mine: str
    hours_none: str
    hours_offer: str
    hours_day: str
    hours_from: str
    hours_until: str
    hours_each: str
    hours_says: str
    hours_says_hint: str
    hours_button: str
    hours_offered: str
    hours_close: str
    hours_closed: str
    is_closed: str
    n_free: str  # {count}
    booked_by: str
    book_title: str
    book_lead: str
    book_none_title: str
    book_none_text: str
    all_booked: str
    book_part: str
    book_button: str
    booked: str  # {time}
    part_missing: str
