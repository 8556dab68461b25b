"""The sentences that a language has to have. {names} in braces are filled in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language."""

    language: str
    somebody: str
    and_: str
    # places
    seat: str  # {label}
    # the run of show
    welcome: str
    talk: str
    round: str  # {no} {rounds}
    pause: str
    mingle: str
    close: str
    # phases
    walk: str
    turn_first: str
    turn_next: str
    turn_no: str  # {no}
    open_talk: str
    over: str
    paused: str
    # the card of a meeting
    meet: str  # {names}
    neighbour_left: str
    neighbour_right: str
    neighbour_front: str
    neighbour_back: str
    neighbours: str
    go_to: str  # {place}
    stay_at: str  # {place}
    they_come: str  # {place}
    find_each_other: str
    trio: str
    no_reason: str
    # before, between and after
    hello: str  # {name}
    waiting_to_begin: str
    take_seat: str  # {place}
    not_planned: str
    talk_now: str
    break_now: str
    mingle_now: str
    thanks: str
    thanks_more: str
    soon: str  # {what}
    # without a partner
    bye: str
    bye_next: str
    bye_last: str
    bye_meanwhile: str
    waits: str  # newcomer without a place yet
    sits_out: str
    sits_out_more: str
    missing: str
    missing_more: str
    left: str
    left_more: str
    # projector
    here: str  # {here} {expected}
    scan: str
    or_type: str  # {address}
    where_to: str
    look_at_card: str
    breath: str
    breath_more: str
    turn_to_neighbour: str
    some_move_first: str
    next_up: str  # {what}
    goodbye: str
    goodbye_more: str
