"""The words of the attendees' pages in one language; those of cards and clock are in `live.words`. {names} in braces are filled in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageWords:
    """One language."""

    language: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    day_and_time: str  # {weekday} {day} {month} {time}
    to_content: str
    # landing
    what_it_is: str
    code_label: str
    code_hint: str
    code_go: str
    code_unknown: str  # {code}
    code_missing: str
    organizer_link: str
    open_my_page: str
    # joining
    join_lead: str
    join_button: str
    joining: str
    name_label: str
    name_hint: str
    called_label: str
    called_hint: str
    seeks_label: str
    seeks_hint: str
    offers_label: str
    offers_hint: str
    recognize_label: str
    recognize_hint: str
    more_about_me: str
    unsure_label: str
    unsure_words: str
    industry_label: str
    industry_hint: str
    place_label: str
    place_hint: str
    languages_label: str
    other_languages_label: str
    other_languages_hint: str
    seniority_label: str
    rather_not_say: str
    seniorities: tuple[str, ...]
    seeks_help_label: str
    gives_help_label: str
    kinds_of_help: tuple[str, ...]
    months_searching_label: str
    months_searching_hint: str
    months_as_a_number: str
    choose_one_of_these: str
    role_label: str
    role_hint: str
    company_label: str
    company_hint: str
    shares_company_label: str
    pitch_label: str
    pitch_hint: str
    what_helps_me: str
    prefers_groups_label: str
    cannot_move_label: str
    hearing_label: str
    step_free_label: str
    quiet_label: str
    hides_from_label: str
    hides_from_hint: str
    consent_title: str
    consent_text: str  # {days}
    consent_whole: str
    consent_label: str
    consent_missing: str
    trap_label: str
    trap_filled: str
    if_you_like: str
    not_saved: str
    second_look: str
    name_missing: str
    too_long: str  # {most}
    # on the list already
    listed_title: str
    listed_text: str
    listed_mail_label: str
    listed_mail_hint: str
    listed_button: str
    closed_title: str
    closed_text: str
    over_title: str
    over_text: str
    known_title: str  # {name}
    known_text: str  # {event}
    somebody_else_joins: str
    is_this_my_chair: str  # {chair}
    my_chair_yes: str
    # badge
    badge_title: str  # {name}
    badge_text: str  # {event}
    badge_yes: str
    badge_no: str
    badge_others: str  # {name}
    badge_others_text: str
    badge_private: str
    # a link that is not good
    gone_title: str
    gone_text: str
    # chair
    chair_title: str
    chair_lead: str
    chair_code_label: str
    chair_code_hint: str
    chair_take: str  # {chair}
    chair_choose: str
    chair_skip: str
    chair_mine: str  # {chair}
    chair_picture: str
    room_picture: str
    stage: str
    change_chair: str
    # the personal page
    noscript: str
    connected: str
    trying: str
    see_you: str  # {when}
    see_you_more: str
    here: str
    not_here: str
    in_again: str
    my_pitch: str
    no_pitch: str
    pitch_coach: str
    people: str
    more: str
    close: str
    back: str
    look: str
    why: str
    begin_with: str
    then_maybe: str
    about: str  # {name}
    role: str
    company: str
    seeks: str
    offers: str
    show_all: str
    sound_on: str
    sound_off: str
    dismiss: str
    # whose turn it is
    my_turn: str
    my_turn_more: str
    their_turn: str  # {name}
    their_turn_more: str
    then_me: str
    then_them: str  # {name}
    then_talk: str
    then_part: str
    first_me: str
    first_them: str  # {name}
    until_next: str
    paused: str
    # after a meeting
    keep_title: str  # {name}
    keep_many: str
    meet_many: str  # {n}
    keep_text: str
    keep_yes: str
    keep_no: str
    kept_yes: str
    kept_no: str
    note_label: str  # {name}
    note_hint: str
    note_save: str
    note_saved: str
    people_title: str
    people_text: str
    people_none: str
    met_in: str  # {no}
    # what one can do
    do_title: str
    do_not_here_who: str
    do_not_here_confirm: str  # {name}
    do_other: str
    do_other_hint: str
    do_other_label: str
    do_other_button: str
    do_sit_out: str
    do_come_back: str
    do_groups: str
    do_groups_off: str
    do_leave: str
    do_leave_confirm: str
    do_never: str
    do_never_text: str
    do_never_confirm: str  # {name}
    do_never_button: str
    do_never_none: str
    do_help: str
    help_text: str
    help_lost: str
    help_partner: str
    help_unwell: str
    help_harassed: str
    help_whom: str
    help_other: str
    help_text_label: str
    help_send: str
    do_room: str
    do_qr: str
    qr_title: str
    qr_text: str
    do_profile: str
    do_coach: str
    coach_link: str
    do_contacts: str
    colours: str
    light: str
    dark: str
    device: str
    yes: str
    no: str
    # answers of the page itself
    sent_later: str
    not_sent: str
    page_too_old: str  # {title}
    nobody_called: str  # {name}
    which_one: str
    too_many_taps: str
    # profile
    profile_title: str
    profile_lead: str
    profile_save: str
    profile_saved: str
    export_title: str
    export_text: str
    export_button: str
    erase_title: str
    erase_text: str
    erase_button: str
    erase_confirm: str
    erased_title: str
    erased_text: str
