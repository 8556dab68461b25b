"""The exchange format as it stands in a file: one struct for each noun of the core, with the same field names.

Text, lists and objects that are empty may be left out; numbers with a meaning are always written,
so that a file means the same when a later version has other defaults.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from keywho.core.people import Help, Seniority
from keywho.core.rounds import RoundKind
from keywho.core.score import Weights as CoreWeights

FORMAT_VERSION = 1
USUAL = CoreWeights()

Unbounded = float | Literal["infinity", "-infinity"]
IdPair = tuple[str, str]


class Sparse(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Left-out fields are empty."""


class Full(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All fields are written."""


class Profile(Sparse, frozen=True):
    """What a person wrote about themselves."""

    seeks: Annotated[str, Meta(description="What the person looks for.")] = ""
    offers: Annotated[str, Meta(description="What the person can give.")] = ""
    role: Annotated[str, Meta(description="Their work, in their words.")] = ""
    company: Annotated[str, Meta(description="Their employer, where they named one.")] = ""
    industry: Annotated[str, Meta(description="The field they are in or want to be in.")] = ""
    place: Annotated[str, Meta(description="Where they live or want to work.")] = ""
    languages: Annotated[list[str], Meta(description="What they can talk in: ISO 639-1 codes, or the name in small letters. Empty: unknown.")] = []
    seniority: Annotated[Seniority | None, Meta(description="How far they are in their field; null for unknown.")] = None
    seeks_help: Annotated[list[Help], Meta(description="Kinds of help they look for.")] = []
    gives_help: Annotated[list[Help], Meta(description="Kinds of help they can give.")] = []


class Attendee(Sparse, frozen=True):
    """One person in the room."""

    id: Annotated[str, Meta(description="Name of this person in the whole file; unique.")]
    name: Annotated[str, Meta(description="The name that people read.")]
    profile: Annotated[Profile, Meta(description="What they seek and offer.")] = Profile()
    traits: Annotated[dict[str, str], Meta(description="The organizer's own columns by name, used to balance tables.")] = {}
    hides_from: Annotated[list[str], Meta(description="Companies whose people this person must not meet.")] = []


class Round(Full, frozen=True):
    """One round; the first of the list is round 1."""

    kind: Annotated[RoundKind, Meta(description="How people meet: neighbour, nearby, table, hosts or requests.")]
    size: Annotated[int, Meta(description="Most people in one meeting: 2 for pairs, 3 to 12 at tables, host and guests together for hosts.")] = 2
    reach_m: Annotated[float | None, Meta(description="Nearby rounds: how far apart the home chairs of a pair may be, in metres; null for the whole room.")] = (
        None
    )
    balance: Annotated[str, Meta(description="Name of the trait that tables should mix; empty for none.")] = ""
    minutes: Annotated[float, Meta(description="Length of the round, in minutes.")] = 6.0
    break_minutes: Annotated[float, Meta(description="Pause after the round, in minutes.")] = 2.0


class Seat(Sparse, frozen=True):
    """A chair, or a place to stand."""

    id: Annotated[str, Meta(description="Name of the seat in the whole file; unique.")]
    x_m: Annotated[float, Meta(description="Metres to the right of the room's upper left corner.")]
    y_m: Annotated[float, Meta(description="Metres down from the room's upper left corner.")]
    row: Annotated[str, Meta(description="Name of its row or table, as people read it.")] = ""
    label: Annotated[str, Meta(description="What stands on the chair.")] = ""


class Table(Full, frozen=True):
    """Seats that belong together."""

    id: Annotated[str, Meta(description="Name of the table in the whole file; unique.")]
    name: Annotated[str, Meta(description="The name that people read.")]
    seats: Annotated[list[str], Meta(description="Ids of its seats, in their order round the table.")]


class Room(Full, frozen=True):
    """All furniture. Also the content of a room file."""

    seats: Annotated[list[Seat], Meta(description="Every chair, 1 to 20,000.")]
    tables: Annotated[list[Table], Meta(description="The tables; none in a room of rows.")] = []
    adjacent: Annotated[
        list[IdPair] | None,
        Meta(
            description="Pairs of seats that are side by side. Left out: those next to each other round a table, and seats of one row at most 1.6 chairs apart."
        ),
    ] = None
    name: Annotated[str, Meta(description="What the room is called.")] = ""
    chair_m: Annotated[float, Meta(description="Usual distance between two chairs, in metres.")] = 0.6


class Benefit(Full, frozen=True):
    """How useful people are to each other."""

    anyone: Annotated[float, Meta(description="What meeting anybody new is worth to each person, in points, on top of the entries.")] = 0.0
    entries: Annotated[
        list[tuple[str, str, float]],
        Meta(description="[a, b, points]: how useful attendee b is to attendee a, in points from 0 up. Pairs that are not listed are 0."),
    ] = []
    reasons: Annotated[list[tuple[str, str, str]], Meta(description="[a, b, sentence]: why b is useful to a, as people read it.")] = []


class Meeting(Sparse, frozen=True):
    """Two or more attendees at one place in one round."""

    round_no: Annotated[int, Meta(description="Number of the round, from 1.")]
    attendees: Annotated[list[str], Meta(description="Ids of those who meet.")]
    seats: Annotated[list[str], Meta(description="Seat of each attendee, in the same order; empty without a room.")] = []
    table: Annotated[str | None, Meta(description="Id of the table or circle of chairs; null in rows.")] = None


class Bye(Full, frozen=True):
    """A round in which somebody who is there has no meeting."""

    round_no: Annotated[int, Meta(description="Number of the round, from 1.")]
    attendee: Annotated[str, Meta(description="Id of the attendee.")]


class Hosting(Full, frozen=True):
    """Who keeps a table in the hosts rounds."""

    tables: Annotated[dict[str, str | None], Meta(description="The table of each host, by the host's id; null for any table.")] = {}
    guest_least: Annotated[int, Meta(description="Different hosts that each guest should meet at least.")] = 0
    guest_most: Annotated[int | None, Meta(description="Different hosts that a guest meets at most; null for no limit.")] = None
    host_least: Annotated[int, Meta(description="Different guests that each host should meet at least.")] = 0
    host_most: Annotated[int | None, Meta(description="Different guests that a host meets at most; null for no limit.")] = None


class Wishes(Sparse, frozen=True):
    """What people and the organizer ask for, beside benefit."""

    absent: Annotated[dict[str, list[int]], Meta(description="Numbers of the rounds in which an attendee is not there, by attendee id.")] = {}
    must_meet: Annotated[list[IdPair], Meta(description="Pairs of attendees who have to meet in some round.")] = []
    must_not_meet: Annotated[list[IdPair], Meta(description="Pairs of attendees who never meet.")] = []
    acquainted: Annotated[list[IdPair], Meta(description="Pairs of attendees who know each other already.")] = []
    requests: Annotated[list[IdPair], Meta(description="[who asked, whom they asked to meet].")] = []
    pinned: Annotated[list[Meeting], Meta(description="Meetings that stay as they are.")] = []
    fixed_seats: Annotated[dict[str, str], Meta(description="Seat of those who cannot move, by attendee id.")] = {}
    home_seats: Annotated[dict[str, str], Meta(description="Seat that somebody has taken already, by attendee id.")] = {}
    prefers_groups: Annotated[list[str], Meta(description="Ids of those who would rather be three or more than one to one.")] = []
    hosting: Annotated[Hosting, Meta(description="Hosts and their limits.")] = Hosting()
    parted: Annotated[
        list[tuple[str, str, int]], Meta(description="[a, b, round]: attendees who do not meet again, and the first round in which they must not.")
    ] = []
    dropped: Annotated[list[int], Meta(description="Numbers of the rounds that are not held.")] = []


class Weights(Full, frozen=True):
    """What one unit of each thing is worth, in points. docs/objective.md has the formula."""

    useful: Annotated[tuple[float, ...], Meta(description="Extra points for a person's first, second, third ... useful meeting.")] = USUAL.useful
    bye: Annotated[float, Meta(description="Price of a bye, in points.")] = USUAL.bye
    bye_again: Annotated[float, Meta(description="Added for each bye that the same person already has, in points.")] = USUAL.bye_again
    repeat: Annotated[float, Meta(description="Price of each meeting of two who already met, in points.")] = USUAL.repeat
    trio: Annotated[float, Meta(description="Price of each trio in a neighbour or nearby round, in points.")] = USUAL.trio
    walk_per_metre: Annotated[float, Meta(description="Price of one metre walked by one person, in points.")] = USUAL.walk_per_metre
    imbalance: Annotated[float, Meta(description="Price of each person above the fair share of their trait at a table, in points.")] = USUAL.imbalance
    one_to_one: Annotated[float, Meta(description="Price of each meeting of two for somebody who prefers groups, in points.")] = USUAL.one_to_one
    must_meet: Annotated[float, Meta(description="Price of each must-meet that is not met, in points.")] = USUAL.must_meet
    request: Annotated[float, Meta(description="Added to the asker's benefit when a request is held, in points.")] = USUAL.request
    idle_gap: Annotated[float, Meta(description="Price of each idle run between two meetings in requests rounds, in points.")] = USUAL.idle_gap
    host_short: Annotated[float, Meta(description="Price of each meeting that a guest or host lacks of the asked minimum, in points.")] = USUAL.host_short
    both_ways: Annotated[
        float, Meta(description="Share of a pair's benefit that counts only as far as both gain alike, 0 to 1; 0 for the plain sum of both directions.")
    ] = USUAL.both_ways
    idle_again: Annotated[float, Meta(description="Added for each idle run that the same person already has, in points.")] = USUAL.idle_again


class Problem(Full, frozen=True):
    """One evening to plan."""

    attendees: Annotated[list[Attendee], Meta(description="Everybody who comes.")]
    rounds: Annotated[list[Round], Meta(description="The rounds, in their order.")]
    room: Annotated[Room | None, Meta(description="The furniture; null where people can meet anywhere.")] = None
    benefit: Annotated[Benefit, Meta(description="How useful people are to each other.")] = Benefit(anyone=1.0)
    wishes: Annotated[Wishes, Meta(description="What people and the organizer ask for.")] = Wishes()
    weights: Annotated[Weights, Meta(description="What one unit of each thing is worth.")] = Weights()


class Programme(Full, frozen=True):
    """All meetings of all rounds: one version of the evening."""

    version: Annotated[int, Meta(description="Counts the versions of the evening, from 1.")] = 1
    meetings: Annotated[list[Meeting], Meta(description="Every meeting.")] = []
    byes: Annotated[list[Bye], Meta(description="Every bye.")] = []
    home_seats: Annotated[dict[str, str], Meta(description="Seat that each attendee takes on arrival, by attendee id.")] = {}


class Score(Full, frozen=True):
    """The worth of the programme by part. Prices are not negative and are taken off."""

    points: Annotated[float | None, Meta(description="The whole score, in points. For readers; keywho computes it again from the parts.")] = None
    benefit: Annotated[float, Meta(description="Benefit of all who meet, in points.")] = 0.0
    useful: Annotated[float, Meta(description="Extra worth of useful meetings, in points.")] = 0.0
    bye_price: Annotated[float, Meta(description="Price of the byes, in points.")] = 0.0
    repeat_price: Annotated[float, Meta(description="Price of the repeats, in points.")] = 0.0
    trio_price: Annotated[float, Meta(description="Price of the trios, in points.")] = 0.0
    walk_price: Annotated[float, Meta(description="Price of the walking, in points.")] = 0.0
    imbalance_price: Annotated[float, Meta(description="Price of one-sided tables, in points.")] = 0.0
    one_to_one_price: Annotated[float, Meta(description="Price of meetings of two for those who prefer groups, in points.")] = 0.0
    must_meet_price: Annotated[float, Meta(description="Price of must-meets that are not met, in points.")] = 0.0
    idle_gap_price: Annotated[float, Meta(description="Price of idle runs in requests rounds, in points.")] = 0.0
    host_short_price: Annotated[float, Meta(description="Price of missing meetings with hosts, in points.")] = 0.0
    byes: Annotated[int, Meta(description="Number of byes.")] = 0
    repeats: Annotated[int, Meta(description="Number of repeats.")] = 0
    trios: Annotated[int, Meta(description="Number of trios.")] = 0
    walk_m: Annotated[float, Meta(description="Walking of all people together, in metres.")] = 0.0


class OddSet(Full, frozen=True):
    """An odd set: the pairs inside it, and those that leave it, are at most half of its room, rounded down."""

    members: Annotated[list[str], Meta(description="Ids of the people in it.")]
    leaving: Annotated[list[IdPair], Meta(description="Pairs with one of them that are counted, too.")]
    price: Annotated[float, Meta(description="Price of one pair more, in points.")]


class Crowd(Full, frozen=True):
    """Trios that can sit in these rounds alone are at most as many as the rounds."""

    rounds: Annotated[list[int], Meta(description="Numbers of the rounds.")]
    price: Annotated[float, Meta(description="Price of one trio more, in points.")]


class Proof(Sparse, frozen=True):
    """Prices from which anybody can add up the bound again; any prices that are not negative prove some bound."""

    person: Annotated[dict[str, float], Meta(description="Price of one more meeting by attendee id; 0 where it is left out.")] = {}
    useful: Annotated[dict[str, float], Meta(description="Price of one more useful meeting by attendee id; 0 where it is left out.")] = {}
    meeting: Annotated[float, Meta(description="Price of one more meeting of two.")] = 0.0
    trio: Annotated[float, Meta(description="Price of one more trio.")] = 0.0
    free_trio: Annotated[float, Meta(description="Price of one more trio beyond those that odd numbers make.")] = 0.0
    counts_trios: Annotated[bool, Meta(description="Whether trios of three who all gain by it are counted one by one.")] = True
    sides: Annotated[list[tuple[str, str, float]], Meta(description="[a, b, price]: of the pair's part in a trio.")] = []
    odd_sets: Annotated[list[OddSet], Meta(description="Odd sets of people.")] = []
    crowds: Annotated[list[Crowd], Meta(description="Trios that want the same few rounds.")] = []


class Bound(Full, frozen=True):
    """What no programme of this problem can pass."""

    points: Annotated[Unbounded, Meta(description="The bound, in points.")]
    method: Annotated[str, Meta(description="How it was proven, in words.")]
    tight: Annotated[bool, Meta(description="Whether good programmes reach it.")] = False
    proof: Annotated[Proof | None, Meta(description="Prices from which it can be added up again; null where there are none.")] = None


class Unmet(Full, frozen=True):
    """A wish that could not be fulfilled together with the others."""

    code: Annotated[str, Meta(description="Name of the wish, for programs.")]
    names: Annotated[list[str], Meta(description="Ids of the attendees.")]
    sentence: Annotated[str, Meta(description="What is unmet and what may help.")]


class Snapshot(Full, frozen=True):
    """Score and bound at one moment of the search."""

    seconds: Annotated[float, Meta(description="Time since the start, in seconds.")]
    score: Annotated[Unbounded, Meta(description="Best score so far, in points.")]
    bound: Annotated[Unbounded, Meta(description="Best bound so far, in points.")]


class Result(Full, frozen=True):
    """How good the programme is, and how it was found."""

    score: Annotated[Score, Meta(description="The worth of the programme by part.")]
    bound: Annotated[Bound, Meta(description="What no programme can pass.")]
    seconds: Annotated[float, Meta(description="Time of the whole run, in seconds.")]
    seed: Annotated[int, Meta(description="The seed of the run; the same problem, rule and seed give the same programme.")]
    version: Annotated[str, Meta(description="The version of keywho that planned.")]
    gap: Annotated[float | None, Meta(description="(bound - score) / bound; 0 means that no programme is better. For readers; keywho computes it again.")] = (
        None
    )
    stopped_by: Annotated[str, Meta(description="What ended the run: optimal, done, rule, clock or interrupt.")] = "done"
    work: Annotated[int, Meta(description="Number of moves that were evaluated.")] = 0
    seconds_by_stage: Annotated[dict[str, float], Meta(description="Time of each part of the engine, in seconds.")] = {}
    unmet: Annotated[list[Unmet], Meta(description="Wishes that could not be fulfilled.")] = []
    history: Annotated[list[Snapshot], Meta(description="Score over time.")] = []


class Exchange(Full, frozen=True):
    """A keywho exchange file: an evening, and what was planned for it."""

    format: Annotated[Literal["keywho"], Meta(description="Says that this is a keywho file.")]
    format_version: Annotated[Literal[1], Meta(description="The version of this format.")]
    problem: Annotated[Problem, Meta(description="All that the planner may know.")]
    programme: Annotated[Programme | None, Meta(description="Who meets whom; null before planning.")] = None
    result: Annotated[Result | None, Meta(description="How good the programme is; null where it is not known.")] = None
