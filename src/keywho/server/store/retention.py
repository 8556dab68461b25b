"""How long each stored column is kept, and why it is stored at all. docs/privacy.md is made from this; a column without a rule fails a test."""

from dataclasses import dataclass
from enum import StrEnum


class Kept(StrEnum):
    """When something goes."""

    WITH_PERSON = "until the person erases it or is erased, and at the latest when the evening's time is over"
    WITH_EVENT = "until the organizers delete the evening; it says nothing about anybody without the profiles"
    WITH_ACCOUNT = "until the organizer's account is deleted"


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a column is there, and when it goes."""

    why: str
    kept: Kept


def _rules(kept: Kept, **why: str) -> dict[str, Rule]:
    return {column: Rule(text, kept) for column, text in why.items()}


RETENTION: dict[str, dict[str, Rule]] = {
    "Organizer": _rules(
        Kept.WITH_ACCOUNT,
        id="number of the account",
        email="to sign in",
        name="so that other organizers know who acts",
        password="a hash (Argon2); the password itself is not kept",
        last_login="to notice accounts that nobody uses",
        created_at="to know how old an account is",
        is_active="to close an account",
    ),
    "Event": _rules(
        Kept.WITH_EVENT,
        id="number of the evening",
        code="the short code that people type",
        name="shown to everybody",
        place="shown to those who join",
        starts_at="shown to those who join; when its time is over is counted from here",
        timezone="to show the right hour",
        language="of phones and projector",
        created_at="to sort evenings",
        room_plan="the furniture",
        room_version="so that two organizers do not overwrite each other",
        rounds="what is planned",
        run_of_show="the order of the evening",
        rounds_version="so that two organizers do not overwrite each other",
        people_version="so that all processes know the newest list",
        sign_up_open="whether people can join by themselves",
        words_for_attendees="what organizers say to those who join",
        leaning="what the evening is for, as the organizers chose",
        sharing="how far those whom everybody seeks are shared out",
        learning="how much the answers of the evening may change its rounds",
        own_words="employers and words of the town, as the organizers wrote them",
        epoch="names the log, so that a phone notices a restored database",
        key="secret of personal links",
        projector_key="secret of the projector link",
        erase_after_days="how long profiles are kept after the evening",
    ),
    "Attendee": _rules(
        Kept.WITH_PERSON,
        id="number of the registration",
        event="the evening",
        public_id="the name of the person in the log and in programmes; it means nobody without this record",
        name="for cards, lists and badges",
        called="how somebody wants to be called in the room",
        recognize="what helps others to find them",
        seeks="to bring people together who can help each other; shown to those whom they meet",
        offers="to bring people together who can help each other; shown to those whom they meet",
        role="to bring people together who can help each other; shown to those whom they meet",
        company="to keep people apart from a company they hide from; shown only if they say so",
        industry="to bring people of one field together; shown to those whom they meet where it is the reason",
        place="to bring people of one place together; shown to those whom they meet where it is the reason",
        languages="so that two who meet can talk with each other",
        seniority="to find somebody who is further, or as far; shown to those whom they meet where it is the reason",
        months_searching="to find people in the same situation; shown to nobody, nor told by a reason, nor on the desk",
        seeks_help="what kind of help they look for; shown to those whom they meet where it is the reason",
        gives_help="what kind of help they can give; shown to those whom they meet where it is the reason",
        shares_company="whether the company may be shown",
        hides_from="companies whose people they must not meet; never shown",
        pitch="their own thirty seconds; shown to themselves alone",
        contact="how to reach them; given to nobody but after a mutual yes",
        traits="columns of the organizer's list, for tables that mix them",
        prefers_groups="whether they would rather be three",
        cannot_move="whether the others come to them",
        needs="a hearing side, a way without steps, or a quiet place",
        home_seat="the chair they took",
        status="whether they come",
        source="which list they came from",
        consented_at="when they agreed to the words on the joining page",
        created_at="to keep the order of registration",
        link_no="which of their personal links is the good one",
    ),
    "Wish": _rules(
        Kept.WITH_PERSON,
        id="number of the wish",
        event="the evening",
        kind="what is wished",
        one="for whom",
        other="about whom",
        detail="round, chair or table",
        created_at="to keep their order",
    ),
    "ProgrammeVersion": _rules(
        Kept.WITH_EVENT,
        id="number of the record",
        event="the evening",
        no="number of the version",
        content="who meets whom, by ids alone; traits of those who are erased are taken out",
        run_of_show="the order of the evening it was planned with",
        origin="how it came about",
        made_by="which organizer",
        made_at="when",
        published_at="when people saw it",
        points="how good it is",
        bound="how good one could be at most",
        byes="for the list of versions",
        repeats="for the list of versions",
        people="for the list of versions",
    ),
    "PlanningJob": _rules(
        Kept.WITH_EVENT,
        id="number of the order",
        event="the evening",
        state="where it stands",
        seconds="how long it may search",
        seed="so that it can be repeated",
        asked_by="which organizer",
        asked_at="when",
        started_at="when",
        ended_at="when",
        heartbeat_at="to notice a worker that died",
        tries="to notice an order that fails again and again",
        cancel_asked="to stop it",
        progress="score and bound over time",
        pins="which meetings must stay, by ids alone",
        sentence="what came of it, in words",
        version="the programme that came out",
    ),
    "Fact": _rules(
        Kept.WITH_EVENT,
        id="number of the record",
        event="the evening",
        no="its place in the log",
        at="when it happened",
        kind="what happened",
        body="who, by ids alone; words to one person are taken out when they are erased",
        by="who caused it, by number",
    ),
    "KeepInTouch": _rules(
        Kept.WITH_PERSON,
        id="number of the answer",
        who="whose answer",
        about="about whom",
        wanted="yes or no; a no is never shown; it may move whom its writer meets later that evening",
        at="when",
    ),
    "PrivateNote": _rules(Kept.WITH_PERSON, id="number of the note", who="whose note", about="about whom", text="for themselves alone", at="when"),
    "Report": _rules(
        Kept.WITH_PERSON,
        id="number of the report",
        event="the evening",
        who="who told it",
        about="about whom",
        kind="what it is about",
        text="for the organizers alone",
        at="when",
        settled_at="when an organizer took care of it",
    ),
}


def privacy_page() -> str:
    """Give docs/privacy.md."""
    lines = [
        "# What is stored, why, and for how long",
        "",
        "Made from `src/keywho/server/store/retention.py` by `make docs`; a column without a rule fails a test.",
        "",
        "Everything stays on the machine that keywho runs on. No page asks another host for anything, there are no trackers, and no mail is sent.",
        "Whoever joins reads in one sentence what is kept, and agrees. On their phone they can read and change what they wrote, take all of it with them as a file, and erase it.",
        "",
        "- **Erase means erase**: profile, wishes, notes, answers and reports by and about a person are deleted, as are words that an organizer said to them alone.",
        "  What the program remembers of texts in memory, to be faster, goes at once in the process that erases; where several run, in each other one when it next",
        "  loads the evening, and in the worker within a day.",
        "  The log and the programmes hold ids, which mean nobody without the profile. In an SQLite file the bytes are overwritten, its log of changes included;",
        "  PostgreSQL overwrites freed space in its own time. Copies that somebody made of the home folder or the database are theirs to erase,",
        "  and what an organizer said to everybody, or printed, stays.",
        "- **An evening's time**: profiles, notes, answers and reports are erased 90 days after the evening (each evening can say another number), by the worker, once a day;",
        "  where no day was set, 90 days after the last thing that happened in it.",
        "- **What others know**: those whom somebody meets see what they are called, what helps to recognize them, role, what they seek and give, and the company only if they",
        "  share it; also the reason to meet, which is made of these, and of field, place, experience and kinds of help where somebody wrote them. For how many months somebody has",
        "  been looking helps to find people in the same situation: no page but their own shows it, no reason tells it, and the organizers don't see it. Notes, answers, the pitch, hidden-from companies, contact and needs are shown to nobody else there.",
        "  The organizers see the profile and reports, and never notes or answers. The wall shows what people are called, and places.",
        "- **A no is no answer**: nobody's page, stream or file tells whether somebody answered no about them, does not want to meet them again, or reported them.",
        "- **A badge can be photographed**: the first phone that opens a page with it gets the whole page. Later ones get the card and what can be pressed, and nothing that was",
        "  written before: no notes, answers, profile or file, and they can't erase. The phone before is signed off and told so, and the desk reads it in its log.",
        "  At the desk the whole page is opened again.",
        "- **Who comes from a list** takes their place by writing their name as the organizers did, with the mail address where it is known. Where it is not, somebody who knows",
        "  the name can be faster, and would read what the list says about that person. The desk gives the place back with a new link.",
        "- **A phone** keeps one cookie with the links of its pages, what it was told and has seen, and whether it wants sound. The desk keeps a session cookie and one for its forms.",
        "- **The log of the program** holds no names and no links.",
        "",
    ]
    for record, rules in RETENTION.items():
        lines += [f"## {record}", "", "| column | why | kept |", "|---|---|---|"]
        lines += [f"| `{column}` | {rule.why} | {rule.kept} |" for column, rule in rules.items()]
        lines.append("")
    return "\n".join(lines)
