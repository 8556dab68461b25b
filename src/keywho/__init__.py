"""keywho runs the room at networking events: who meets whom, when and where, with a proof of how good the programme is.

All names below are loaded when they are first used, so that ``import keywho`` costs next to nothing.

>>> from keywho import Attendee, MaxMoves, Problem, Round, plan
>>> people = tuple(Attendee(name.lower(), name) for name in ("Ada", "Ben", "Cyd", "Dee"))
>>> result = plan(Problem(people, (Round.nearby(),) * 3), stop=MaxMoves(10_000))
>>> len(result.programme.meetings)
6
"""

from importlib import import_module
from typing import TYPE_CHECKING

from keywho.version import VERSION as __version__

if TYPE_CHECKING:
    from keywho.adapters.attendee_list import AttendeeList, read_attendees
    from keywho.adapters.cards_pdf import write_cards
    from keywho.adapters.exchange_json import Exchange, read_exchange, write_exchange
    from keywho.adapters.programme_csv import write_programme_csv
    from keywho.adapters.report_html import write_report
    from keywho.adapters.room_text import read_room
    from keywho.adapters.rounds_text import read_rounds
    from keywho.benefit.knobs import Knobs
    from keywho.benefit.likeness import Reader
    from keywho.benefit.matrix import RoomBenefit, benefit_from_profiles
    from keywho.benefit.own_words import OwnWords
    from keywho.core.benefit import Benefit
    from keywho.core.changes import Back, Change, Departure, LateArrival, NoShow, Parted, PrefersGroups, RoundAdded, RoundDropped, SeatLost, SitOut, TableLost
    from keywho.core.errors import BadInput, Fault, FaultyProblem, KeywhoError
    from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId, pair_of
    from keywho.core.layouts import round_tables, rows, standing
    from keywho.core.meeting import Bye, Meeting
    from keywho.core.people import Attendee, Profile
    from keywho.core.problem import Problem
    from keywho.core.programme import Difference, Programme
    from keywho.core.room import Room, Seat, Table
    from keywho.core.rounds import Round, RoundKind
    from keywho.core.score import Score, Weights
    from keywho.core.wishes import Hosting, Wishes
    from keywho.planning.bounds import bound
    from keywho.planning.check import Verdict, Violation, check
    from keywho.planning.engine import plan
    from keywho.planning.explain import Explanation, explain
    from keywho.planning.repair import Repair, repair
    from keywho.planning.result import Bound, Result, Snapshot, Unmet
    from keywho.planning.stopping import MaxGap, MaxMoves, MaxSeconds, Progress, StoppingRule

_NAMES_BY_MODULE = {
    "adapters.attendee_list": ("AttendeeList", "read_attendees"),
    "adapters.cards_pdf": ("write_cards",),
    "adapters.exchange_json": ("Exchange", "read_exchange", "write_exchange"),
    "adapters.programme_csv": ("write_programme_csv",),
    "adapters.report_html": ("write_report",),
    "adapters.room_text": ("read_room",),
    "adapters.rounds_text": ("read_rounds",),
    "benefit.knobs": ("Knobs",),
    "benefit.likeness": ("Reader",),
    "benefit.matrix": ("RoomBenefit", "benefit_from_profiles"),
    "benefit.own_words": ("OwnWords",),
    "core.benefit": ("Benefit",),
    "core.changes": (
        "Back",
        "Change",
        "Departure",
        "LateArrival",
        "NoShow",
        "Parted",
        "PrefersGroups",
        "RoundAdded",
        "RoundDropped",
        "SeatLost",
        "SitOut",
        "TableLost",
    ),
    "core.errors": ("BadInput", "Fault", "FaultyProblem", "KeywhoError"),
    "core.ids": ("AttendeeId", "RoundNo", "SeatId", "TableId", "pair_of"),
    "core.layouts": ("round_tables", "rows", "standing"),
    "core.meeting": ("Bye", "Meeting"),
    "core.people": ("Attendee", "Profile"),
    "core.problem": ("Problem",),
    "core.programme": ("Difference", "Programme"),
    "core.room": ("Room", "Seat", "Table"),
    "core.rounds": ("Round", "RoundKind"),
    "core.score": ("Score", "Weights"),
    "core.wishes": ("Hosting", "Wishes"),
    "planning.bounds": ("bound",),
    "planning.check": ("Verdict", "Violation", "check"),
    "planning.engine": ("plan",),
    "planning.explain": ("Explanation", "explain"),
    "planning.repair": ("Repair", "repair"),
    "planning.result": ("Bound", "Result", "Snapshot", "Unmet"),
    "planning.stopping": ("MaxGap", "MaxMoves", "MaxSeconds", "Progress", "StoppingRule"),
}
_MODULE_BY_NAME = {name: module for module, names in _NAMES_BY_MODULE.items() for name in names}

__all__ = [
    "Attendee",
    "AttendeeId",
    "AttendeeList",
    "Back",
    "BadInput",
    "Benefit",
    "Bound",
    "Bye",
    "Change",
    "Departure",
    "Difference",
    "Exchange",
    "Explanation",
    "Fault",
    "FaultyProblem",
    "Hosting",
    "KeywhoError",
    "Knobs",
    "LateArrival",
    "MaxGap",
    "MaxMoves",
    "MaxSeconds",
    "Meeting",
    "NoShow",
    "OwnWords",
    "Parted",
    "PrefersGroups",
    "Problem",
    "Profile",
    "Programme",
    "Progress",
    "Reader",
    "Repair",
    "Result",
    "Room",
    "RoomBenefit",
    "Round",
    "RoundAdded",
    "RoundDropped",
    "RoundKind",
    "RoundNo",
    "Score",
    "Seat",
    "SeatId",
    "SeatLost",
    "SitOut",
    "Snapshot",
    "StoppingRule",
    "Table",
    "TableId",
    "TableLost",
    "Unmet",
    "Verdict",
    "Violation",
    "Weights",
    "Wishes",
    "__version__",
    "benefit_from_profiles",
    "bound",
    "check",
    "explain",
    "pair_of",
    "plan",
    "read_attendees",
    "read_exchange",
    "read_room",
    "read_rounds",
    "repair",
    "round_tables",
    "rows",
    "standing",
    "write_cards",
    "write_exchange",
    "write_programme_csv",
    "write_report",
]


def __getattr__(name: str) -> object:
    """Load a name of the library face when it is first used."""
    if name not in _MODULE_BY_NAME:
        raise AttributeError(f"module 'keywho' has no attribute {name!r}")
    found = getattr(import_module(f"keywho.{_MODULE_BY_NAME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULE_BY_NAME})
