"""The words of contacts, of the own card and of the page about oneself, in one language. {names} in braces are filled in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactWords:
    """One language."""

    title: str
    lead: str
    none_title: str
    none_text: str
    not_yet: str
    fill_title: str
    fill_text: str
    fill_button: str
    reach_all_title: str
    reach_all_text: str  # {count}
    reach_all_button: str
    met: str  # {where}
    round: str  # {no}
    next_ask: str
    next_open: str
    next_agreed: str
    next_held: str
    take_title: str
    take_text: str
    for_phone: str
    for_old_phone: str
    as_table: str
    as_json: str
    until: str  # {day}
    day: str  # {day} {month} {year}
    people_title: str
    people_text: str
    said_yes: str
    said_no: str
    not_said: str
    gives: str  # {fields}
    gives_nothing: str
    choose_for: str  # {name}
    choose_save: str
    choose_usual: str
    said_fields: str
    too_late: str
    none_of_yours: str
    note_title: str
    note_hint: str
    questions: str
    outcome: str
    save_card: str
    save_card_old: str
    you_gave: str
    you_gave_text: str
    give_more: str
    said_more: str
    gave_nothing: str  # {name}
    name: str
    role: str
    company: str
    mail: str
    phone: str
    link: str
    place: str
    seeks: str
    offers: str
    their_seeks: str
    their_offers: str
    card_title: str
    card_lead: str
    mail_hint: str
    phone_hint: str
    link_hint: str
    give_title: str
    give_hint: str
    bad_mail: str
    bad_phone: str
    bad_link: str
    said_card: str
    preview: str
    preview_none: str
    qr_title: str
    qr_text: str
    file_title: str
    file_text: str
    file_button: str
    file_missing: str
    file_bad: str
    file_large: str
    understood_title: str
    understood_text: str
    passed_over: str  # {count}
    several_cards: str  # {count}
    or_else: str  # {others}
    me_title: str
    me_lead: str
    my_profile: str
    my_mails: str
    my_history: str
    my_progress: str
    my_rights: str
    zone_title: str
    zone_hint: str
    zone_evening: str  # {zone}
    zone_unknown: str
    seeks_line: str  # {text}
    offers_line: str  # {text}
    note_line: str  # {text}
    met_line: str  # {day} {event}
