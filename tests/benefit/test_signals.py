"""Each signal fires for what it is about, and for nothing else; together they are put together as chances."""

import pytest

from keywho.benefit.judging import MOST_LEARNED, Fired
from keywho.benefit.knobs import Knobs, Leaning, Sharing
from keywho.benefit.likeness import Reader
from keywho.benefit.matrix import RoomBenefit, benefit_from_profiles
from keywho.benefit.own_words import own_words_of
from keywho.benefit.profile_reading import Side
from keywho.benefit.sharing import CAN_MEET
from keywho.benefit.signals import SIGNALS, Kind, Weights
from keywho.core.ids import AttendeeId
from keywho.core.people import Attendee, Help, Profile, Seniority

ADA, BEN, CYD = AttendeeId("ada"), AttendeeId("ben"), AttendeeId("cyd")
HELP, COMPANY = frozenset({Help.ADVICE}), frozenset({Help.COMPANION})


def room(ada: Profile, *others: Profile, **how: object) -> RoomBenefit:
    people = [Attendee(who, who.title(), profile) for who, profile in zip((ADA, BEN, CYD), (ada, *others), strict=False)]
    return RoomBenefit.of(people, **how)  # type: ignore[arg-type]


def fired(ada: Profile, ben: Profile, **how: object) -> dict[Kind, Fired]:
    return {one.kind: one for one in room(ada, ben, **how).evidence(ADA, BEN)}


def points(found: RoomBenefit, one: int = 0, other: int = 1) -> float:
    return next((worth for a, b, worth in found.benefit.entries() if (a, b) == (one, other)), 0.0)


@pytest.mark.parametrize(
    ("kind", "ada", "ben"),
    [
        (Kind.IS_THE_ROLE, Profile(seeks="a librarian"), Profile(role="Librarian")),
        (Kind.HIRES_FOR_IT, Profile(seeks="a job as a librarian"), Profile(offers="hiring librarians")),
        (
            Kind.HIRES_FOR_IT,
            Profile(seeks="a job near the sea", role="Librarian"),
            Profile(offers="hiring librarians"),
        ),
        (Kind.OFFERS_IT, Profile(seeks="Spanish lessons"), Profile(offers="Spanish lessons")),
        (Kind.WORKS_THERE, Profile(seeks="A job at Zeiss in Jena"), Profile(company="Zeiss AG")),
        (Kind.SAME_ROAD, Profile(seeks="a first step into accounting", role="Nurse"), Profile(role="was a nurse, now in accounting")),
        (Kind.SAME_ROAD, Profile(seeks="a first step into accounting", role="Nurse"), Profile(role="Accounting (former nurse)")),
        (Kind.SAME_ROAD, Profile(seeks="I don't know yet", role="Nurse"), Profile(role="was a nurse, now in accounting")),
        (Kind.WAS_IN_IT, Profile(seeks="a nurse"), Profile(role="former nurse")),
        (Kind.IN_THE_FIELD, Profile(seeks="work in logistics"), Profile(industry="Logistics")),
        (Kind.COMPANIONS, Profile(seeks="work in logistics"), Profile(seeks="logistics")),
        (Kind.BROAD_KNOWLEDGE, Profile(seeks="Keine Ahnung"), Profile(offers="payroll; gardening; Spanish lessons", seniority=Seniority.LONG)),
        (Kind.RIGHT_HELP, Profile(seeks_help=COMPANY), Profile(gives_help=COMPANY)),
        (Kind.WANTS_THE_JOB, Profile(offers="hiring nurses"), Profile(seeks="to become a nurse")),
        (Kind.IN_THE_FIELD, Profile(seeks="communications; a hospital"), Profile(industry="Health care")),
    ],
)
def test_a_signal_fires_strongly_for_what_it_is_about_and_is_told_with_both_pieces(kind: Kind, ada: Profile, ben: Profile) -> None:
    found = fired(ada, ben)
    assert found[kind].is_told
    assert kind is Kind.RIGHT_HELP or found[kind].held
    assert room(ada, ben).why(ADA, BEN)


@pytest.mark.parametrize(
    ("kind", "ada", "ben"),
    [
        (Kind.HIRES_FOR_IT, Profile(seeks="a first step into accounting", role="Librarian"), Profile(offers="hiring librarians")),
        (Kind.IS_THE_ROLE, Profile(seeks="a nurse"), Profile(role="former nurse")),
        (Kind.WORKS_THERE, Profile(seeks="A job in optics"), Profile(company="Zeiss AG")),
        (Kind.WORKS_THERE, Profile(seeks="A job in a company"), Profile(company="Company Ltd")),
        (Kind.SAME_ROAD, Profile(seeks="a first step into accounting", role="Carpenter"), Profile(role="was a nurse, now in accounting")),
        (Kind.SAME_ROAD, Profile(seeks="a first step into carpentry", role="Nurse"), Profile(role="was a nurse, now in accounting")),
        (Kind.NEIGHBOURING, Profile(seeks="a nurse", role="Nurse"), Profile(role="Nurse")),
        (Kind.BROAD_KNOWLEDGE, Profile(seeks="a nurse"), Profile(offers="payroll; gardening; Spanish lessons", seniority=Seniority.LONG)),
        (Kind.RIGHT_HELP, Profile(seeks="advice"), Profile(offers="advice")),
        (Kind.RIGHT_HELP, Profile(seeks_help=HELP), Profile(gives_help=HELP)),
        (Kind.COMPANIONS, Profile(offers="hiring nurses", seeks="nurses"), Profile(seeks="to become a nurse")),
        (Kind.COMPANIONS, Profile(seeks="communications; a hospital"), Profile(seeks="hospital kitchen")),
        (Kind.WAS_IN_IT, Profile(seeks="carpentry", role="Carpenter"), Profile(role="was a carpenter, now in sales")),
        (Kind.WAS_IN_IT, Profile(seeks="a nurse", offers="hiring nurses"), Profile(role="former nurse")),
        (Kind.HIRES_FOR_IT, Profile(seeks="nurses", offers="hiring nurses"), Profile(offers="hiring nurses")),
        (Kind.OFFERS_IT, Profile(seeks="company restaurant"), Profile(offers="social media for small restaurants")),
        (Kind.OFFERS_IT, Profile(seeks="outpatient clinic"), Profile(offers="patience")),
        (Kind.OFFERS_IT, Profile(seeks="bookkeeping"), Profile(offers="the Saturday accountability group")),
        (Kind.IS_THE_ROLE, Profile(seeks="test engineers"), Profile(role="Project engineer")),
        (Kind.HIRES_FOR_IT, Profile(seeks="", role="Accountant", company="Ledger"), Profile(offers="hiring accountants")),
        (Kind.BROAD_KNOWLEDGE, Profile(seeks="new faces"), Profile(offers="payroll; gardening; Spanish lessons", seniority=Seniority.LONG)),
        (Kind.RIGHT_HELP, Profile(seeks_help=frozenset({Help.JOB_LEAD})), Profile(gives_help=frozenset({Help.JOB_LEAD}))),
    ],
)
def test_a_signal_is_not_told_for_what_it_is_not_about(kind: Kind, ada: Profile, ben: Profile) -> None:
    found = fired(ada, ben)
    assert kind not in found or not found[kind].is_told


def test_signals_are_put_together_as_chances() -> None:
    alone = points(room(Profile(seeks="a librarian"), Profile(role="Librarian")))
    both = points(room(Profile(seeks="a librarian"), Profile(role="Librarian", offers="hiring librarians")))
    evidence = fired(Profile(seeks="a librarian"), Profile(role="Librarian", offers="hiring librarians"))
    missed = 1.0
    for one in evidence.values():
        missed *= 1 - one.worth
    assert alone < both <= 10
    assert both == pytest.approx(10 * (1 - missed), abs=0.02)


def test_words_of_help_add_to_a_match_and_are_none_alone() -> None:
    ada, ben = Profile(seeks="advice on payroll"), Profile(offers="payroll")
    assert points(room(ada, Profile(offers="payroll, advice"))) > points(room(ada, ben))
    assert points(room(ada, Profile(offers="advice"))) == 0


def test_who_is_refused_loses_most_and_gets_no_reason() -> None:
    wish = "work in logistics"
    ben = Profile(industry="Logistics", role="Retail manager")
    free, refusing = room(Profile(seeks=wish), ben), room(Profile(seeks=f"{wish}, no retail please"), ben)
    assert points(refusing) < points(free) / 2
    assert free.why(ADA, BEN)
    assert refusing.why(ADA, BEN) == ""


def test_the_organizers_other_names_of_an_employer_are_known() -> None:
    ada, ben = Profile(seeks="a job at the Optical Works"), Profile(company="Carl Zeiss AG")
    own_words = own_words_of("employer: Carl Zeiss AG, Optical Works")
    assert Kind.WORKS_THERE not in fired(ada, ben)
    assert fired(ada, ben, reader=Reader(own_words=own_words))[Kind.WORKS_THERE].is_told


def test_months_of_searching_bring_companions_a_little_closer_and_are_in_no_reason() -> None:
    def searching(months: int | None) -> Profile:
        return Profile(seeks="work in logistics", months_searching=months)

    close, far, unknown = (room(searching(9), searching(months)) for months in (8, 30, None))
    assert points(far) == points(unknown) < points(close) < 1.2 * points(far)
    assert close.why(ADA, BEN) == far.why(ADA, BEN)


def test_what_the_evening_is_for_moves_companions_and_openings() -> None:
    ada, companion, opening = Profile(seeks="logistics"), Profile(seeks="logistics"), Profile(offers="hiring for logistics")
    found = {leaning: room(ada, companion, opening, knobs=Knobs(leaning=leaning)) for leaning in Leaning}
    company = [points(found[leaning], 0, 1) for leaning in (Leaning.OPENINGS, Leaning.MIX, Leaning.COMPANY)]
    hiring = [points(found[leaning], 0, 2) for leaning in (Leaning.OPENINGS, Leaning.MIX, Leaning.COMPANY)]
    assert company == sorted(set(company))
    assert hiring[0] == hiring[1] > hiring[2] > company[2]


def test_who_can_introduce_is_a_reason_of_its_own() -> None:
    found = room(Profile(seeks="a librarian"), Profile(), ties={(ADA, BEN): 1.0})
    assert points(found) == pytest.approx(10 * Weights().can_introduce)
    assert found.why(ADA, BEN) == "You look for a librarian. Ben can introduce you."
    assert dict(found.benefit.reasons)[0, 1] == found.why(ADA, BEN)


def test_what_was_learned_changes_points_within_bounds_and_no_reason() -> None:
    profiles = Profile(seeks="a librarian"), Profile(role="Librarian"), Profile(offers="gardening")
    plain = room(*profiles)
    taught = plain.with_learned({(ADA, BEN): -50.0, (ADA, CYD): 1.5})
    assert points(taught) == pytest.approx(points(plain) - MOST_LEARNED)
    assert points(taught, 0, 2) == points(plain, 0, 2) + 1.5
    assert taught.why(ADA, BEN) == plain.why(ADA, BEN)


def test_who_is_useful_to_all_is_shared_out_and_left_to_those_who_have_nobody_else() -> None:
    def crowd(sharing: Sharing) -> list[float]:
        people = [Attendee(AttendeeId(f"s{no}"), "", Profile(seeks="payroll; gardening" if no else "payroll")) for no in range(4 * CAN_MEET)]
        people += [Attendee(AttendeeId("star"), "", Profile(offers="payroll"))]
        people += [Attendee(AttendeeId(f"g{no}"), "", Profile(offers="gardening", seeks=f"piano {no}")) for no in range(3)]
        benefit = benefit_from_profiles(people, knobs=Knobs(sharing=sharing))
        return [worth for _, sought, worth in benefit.entries() if sought == 4 * CAN_MEET]

    off, gentle, strong = crowd(Sharing.OFF), crowd(Sharing.GENTLE), crowd(Sharing.STRONG)
    assert len(set(off)) == 1
    assert off == gentle == strong  # the gardeners are crowded as well: nobody has anybody else


def test_who_has_others_to_ask_leaves_the_one_in_demand_to_those_who_have_not() -> None:
    asked = [Attendee(AttendeeId(f"s{no}"), "", Profile(seeks=f"payroll; {skill}" if no else "payroll")) for no, skill in enumerate(SKILLS)]
    star = Attendee(AttendeeId("star"), "", Profile(offers="payroll"))
    experts = [Attendee(AttendeeId(f"e{no}-{copy}"), "", Profile(offers=skill)) for no, skill in enumerate(SKILLS) for copy in range(3)]
    people = [*asked, star, *experts]
    found = {
        sharing: {
            one: worth
            for one, sought, worth in benefit_from_profiles(people, knobs=Knobs(sharing=sharing)).entries()
            if sought == len(asked) and one < len(asked)
        }
        for sharing in Sharing
    }
    off, gentle, strong = (found[sharing] for sharing in (Sharing.OFF, Sharing.GENTLE, Sharing.STRONG))
    assert len(off) == len(asked) > CAN_MEET
    assert off[0] == gentle[0] == strong[0]
    assert all(off[no] > gentle[no] > strong[no] > off[no] / 2 for no in range(1, len(asked)))


SKILLS = ("gardening", "welding", "Spanish lessons", "photography", "carpentry", "statistics", "plumbing", "nursing", "bookbinding", "choir singing")


def test_every_signal_has_a_weight_and_every_weight_a_signal() -> None:
    assert {kind.value for kind in Kind} == set(Weights.__dataclass_fields__)
    assert set(Kind) - set(SIGNALS) == {Kind.CAN_INTRODUCE}
    assert all(0 < Weights().leaning(leaning).of(kind) < 1 for kind in Kind for leaning in Leaning)


def test_of_who_is_gone_nothing_is_kept() -> None:
    ada, ben, cyd = (
        Attendee(who, who.title(), Profile(seeks=f"{text} one", offers=f"{text} two")) for who, text in ((ADA, "payroll"), (BEN, "zymurgy"), (CYD, "law"))
    )
    before = RoomBenefit.of((ada, ben, cyd))
    after = before.changed((ada, cyd)).changed((ada, cyd, Attendee(AttendeeId("dee"), "Dee")))
    kept = [
        text
        for crowd in after.crowds
        for text in (*crowd.phrases.texts, *(one.text for reading in crowd.readings for side in Side for one in reading.on(side)))
    ]
    assert any("payroll" in text for text in kept)
    assert not any("zymurgy" in text for text in kept)
    assert after.why(ADA, BEN) == ""
