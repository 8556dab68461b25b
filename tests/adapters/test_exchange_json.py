import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keywho.adapters.exchange_json import Exchange, dumps, loads, read_exchange, schema, write_exchange
from keywho.core.benefit import Benefit
from keywho.core.errors import BadInput, FaultyProblem
from keywho.core.ids import AttendeeId, RoundNo, SeatId, pair_of
from keywho.core.layouts import rows
from keywho.core.meeting import Bye, Meeting
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round
from keywho.core.score import Score
from keywho.core.wishes import Wishes
from keywho.planning.check import check
from keywho.planning.result import Bound, Result, Snapshot, Unmet
from strategies import problems_and_programmes

DOCS = Path(__file__).parents[2] / "docs"
VALIDATOR = jsonschema.Draft202012Validator(json.loads(schema()))

TEXTS = st.text(max_size=12)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
POINTS = st.floats(allow_nan=False)
IDS = TEXTS.map(AttendeeId)
SCORES = st.builds(Score, *[FINITE] * 11, *[st.integers(0, 10**6)] * 3, FINITE)


def results(programme: Programme) -> st.SearchStrategy[Result]:
    return st.builds(
        Result,
        st.just(programme),
        SCORES,
        st.builds(Bound, POINTS, TEXTS, st.booleans()),
        FINITE,
        st.integers(0, 2**128),
        TEXTS,
        st.lists(st.builds(Unmet, TEXTS, st.lists(IDS, max_size=3).map(tuple), TEXTS), max_size=3).map(tuple),
        st.lists(st.builds(Snapshot, FINITE, POINTS, POINTS), max_size=3).map(tuple),
        st.sampled_from(["optimal", "done", "rule", "clock", "interrupt"]),
        st.integers(0, 2**63),
        st.dictionaries(TEXTS, FINITE, max_size=3),
    )


@st.composite
def exchanges(draw: st.DrawFn) -> Exchange:
    problem, first = draw(problems_and_programmes(max_people=10, max_rounds=4))
    programme = replace(first, version=draw(st.integers(1, 99)))
    match draw(st.integers(0, 2)):
        case 0:
            return Exchange(problem)
        case 1:
            return Exchange(problem, programme)
    return Exchange(problem, programme, draw(results(programme)))


@st.composite
def outlandish_problems(draw: st.DrawFn) -> Problem:
    """Draw problems with any text and any number that the core allows."""
    people = draw(
        st.lists(st.builds(Attendee, IDS, TEXTS, st.builds(Profile, TEXTS, TEXTS, TEXTS, TEXTS), TRAITS, HIDES), max_size=4, unique_by=lambda one: one.id)
    )
    ids = [one.id for one in people]
    pairs = [(one, other) for one in range(len(ids)) for other in range(len(ids)) if one != other]
    listed = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    benefit = Benefit(
        np.array([one for one, _ in listed], np.int32),
        np.array([other for _, other in listed], np.int32),
        np.array([draw(st.floats(0, allow_infinity=False)) for _ in listed], np.float64),
        draw(st.floats(0, allow_infinity=False)),
        {pair: draw(TEXTS) for pair in (draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else [])},
    )
    knows = frozenset(pair_of(ids[one], ids[other]) for one, other in listed)
    away = {who: draw(st.frozensets(st.integers(1, 2).map(RoundNo))) for who in ids[:2]}
    rounds = (Round.nearby(draw(st.none() | st.floats(0, exclude_min=True, allow_infinity=False))), Round.table(3, balance=draw(TEXTS), minutes=draw(FINITE)))
    return Problem(tuple(people), rounds, None, benefit, Wishes(absent=away, acquainted=knows, must_not_meet=knows))


TRAITS = st.dictionaries(TEXTS, TEXTS, max_size=3)
HIDES = st.frozensets(TEXTS, max_size=2)


@given(exchanges())
def test_what_is_written_is_read_back_exactly(exchange: Exchange) -> None:
    content = dumps(exchange.problem, exchange.programme, exchange.result)
    assert loads(content) == exchange
    VALIDATOR.validate(json.loads(content))


@given(outlandish_problems())
def test_any_text_and_number_is_read_back_exactly_and_in_the_same_order(problem: Problem) -> None:
    content = dumps(problem)
    read = loads(content).problem
    assert read == problem
    assert [list(one.traits) for one in read.attendees] == [list(one.traits) for one in problem.attendees]
    assert list(read.benefit.reasons) == list(problem.benefit.reasons)
    assert dumps(read) == content


def evening() -> Exchange:
    """Four people, a room of four chairs, and a wish of every usual sort: the example of the docs."""
    ana, ben, cem, dora = (AttendeeId(name) for name in ("ana", "ben", "cem", "dora"))
    people = (
        Attendee(ana, "Ana", Profile("a nursing job", "Spanish lessons", "nurse", ""), {"situation": "laid off"}),
        Attendee(ben, "Ben", Profile("", "knows the head nurse of St. Mary's", "porter", "St. Mary's"), {"situation": "working"}),
        Attendee(cem, "Cem", Profile("a first job", "web pages", "", ""), {"situation": "changing careers"}, frozenset({"Initech"})),
        Attendee(dora, "Dora", Profile("help with a web page", "bakes bread", "baker", "Dora's"), {"situation": "working"}),
    )
    points = {(ana, ben): 8.0, (dora, cem): 5.0, (cem, dora): 2.5}
    reasons = {(ana, ben): "Ben knows the head nurse of St. Mary's; Ana seeks a nursing job.", (dora, cem): "Cem makes web pages; Dora seeks help with one."}
    wishes = Wishes(
        absent={dora: frozenset({RoundNo(2)})},
        must_meet=frozenset({pair_of(ana, ben)}),
        acquainted=frozenset({pair_of(ana, dora)}),
        fixed_seats={ana: SeatId("A1")},
        prefers_groups=frozenset({cem}),
    )
    problem = Problem(people, (Round.neighbour(), Round.nearby(3.0)), rows(1, 4), Benefit.of([ana, ben, cem, dora], points, reasons=reasons), wishes)
    seats = [SeatId(f"A{no}") for no in range(1, 5)]
    programme = Programme(
        (
            Meeting(RoundNo(1), (ana, ben), (seats[0], seats[1])),
            Meeting(RoundNo(1), (cem, dora), (seats[2], seats[3])),
            Meeting(RoundNo(2), (ana, cem), (seats[0], seats[1])),
        ),
        (Bye(RoundNo(2), ben),),
        dict(zip([ana, ben, cem, dora], seats, strict=True)),
    )
    score = check(problem, programme).score
    bound = Bound(42.0, "every pair at its best", False)
    history = (Snapshot(0.01, 12.5, float("inf")), Snapshot(0.05, score.points, 42.0))
    unmet = (Unmet("bye", (ben,), "Ben sits out round 2. Maybe invite one more."),)
    return Exchange(problem, programme, Result(programme, score, bound, 0.25, 7, "0.1.0", unmet, history, "done", 1200, {"pairs": 0.2, "seating": 0.05}))


def test_equal_problems_give_equal_files_whatever_the_order_of_their_sets() -> None:
    pairs = [pair_of(AttendeeId(f"a{one}"), AttendeeId(f"a{other}")) for one in range(9) for other in range(one)]
    people = tuple(Attendee(AttendeeId(f"a{no}"), str(no)) for no in range(9))
    one, other = (Problem(people, (), wishes=Wishes(acquainted=frozenset(order))) for order in (pairs, pairs[::-1]))
    assert dumps(one) == dumps(other)


def test_numbers_of_numpy_are_numbers() -> None:
    exchange = evening()
    assert exchange.result
    result = replace(exchange.result, seconds=np.float64(0.25), seed=np.int64(7))  # type: ignore[arg-type]
    assert loads(dumps(exchange.problem, result=result)) == exchange


def test_a_result_brings_its_programme_and_no_other() -> None:
    exchange = evening()
    assert exchange.programme
    assert loads(dumps(exchange.problem, result=exchange.result)) == exchange
    with pytest.raises(ValueError, match="belongs to another programme"):
        dumps(exchange.problem, replace(exchange.programme, version=2), exchange.result)


def test_a_file_is_written_and_read(tmp_path: Path) -> None:
    exchange = evening()
    write_exchange(tmp_path / "evening.json", exchange.problem, exchange.programme, exchange.result)
    assert read_exchange(tmp_path / "evening.json") == exchange
    assert [file.name for file in tmp_path.iterdir()] == ["evening.json"]
    with pytest.raises(BadInput, match=r"nothing\.json can't be read: No such file or directory\. Maybe a misspelt name\."):
        read_exchange(tmp_path / "nothing.json")


def test_small_files_are_for_people_and_large_ones_are_compact() -> None:
    few, many = (Problem(tuple(Attendee(AttendeeId(f"a{no}"), f"Name {no}") for no in range(count)), ()) for count in (3, 6000))
    assert dumps(few).startswith(b'{\n "format": "keywho",\n "format_version": 1,')
    assert b"\n" not in dumps(many)
    assert len(dumps(many)) < 50 * 6000
    assert loads(dumps(many)).problem == many


def changed(change: Callable[[Any], None]) -> bytes:
    exchange = evening()
    parsed = json.loads(dumps(exchange.problem, exchange.programme, exchange.result))
    change(parsed)
    return json.dumps(parsed).encode()


def _set(*path: str | int, to: object) -> Callable[[Any], None]:
    def change(parsed: Any) -> None:
        for step in path[:-1]:
            parsed = parsed[step]
        parsed[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            _set("format", to="pretix"),
            'evening.json is not a keywho exchange file: it does not say "format": "keywho". Maybe it is a room file, or another program\'s.',
        ),
        (_set("format_version", to=2), "evening.json has format_version 2; this keywho reads 1. Maybe it was written by a newer keywho: upgrade."),
        (_set("problem", "attendees", 0, "name", to=3), "evening.json: problem.attendees[0].name should be text, not a whole number."),
        (_set("problem", "attendees", to=None), "evening.json: problem.attendees should be a list, not null."),
        (
            _set("problem", "rounds", 1, "kind", to="dance"),
            "evening.json: problem.rounds[1].kind can't be 'dance'. Maybe see docs/exchange-format.md for what it can be.",
        ),
        (_set("problem", "wishes", "mustmeet", to=[]), "evening.json: problem.wishes has a field “mustmeet” that is not known there. Maybe “must_meet”."),
        (_set("problem", "wishes", "must_meet", to=[["ana"]]), "evening.json: problem.wishes.must_meet[0] should be a list of 2."),
        (_set("problem", "wishes", "absent", to={"ana": 3}), "evening.json: problem.wishes.absent (one of its entries) should be a list, not a whole number."),
        (
            _set("problem", "benefit", "entries", 1, to=["ana", "bne", 1]),
            "evening.json: problem.benefit.entries[1] names “bne”, who is not in the list. Maybe a misspelt id.",
        ),
        (
            _set("problem", "room", "adjacent", to=[["A1", "B7"]]),
            "evening.json: problem.room: adjacent names the seat “B7”, which is not in the room. Maybe a misspelt id.",
        ),
        (
            _set("result", "bound", "points", to="much"),
            "evening.json: result.bound.points can't be 'much'. Maybe see docs/exchange-format.md for what it can be.",
        ),
        (_set("programme", to=None), "evening.json has a result but no programme. Maybe set result to null."),
        (lambda parsed: parsed["problem"]["attendees"][2].pop("id"), "evening.json: problem.attendees[2] has no “id”. Maybe add it."),
        (lambda parsed: parsed.pop("problem"), "evening.json: the file has no “problem”. Maybe add it."),
    ],
)
def test_a_faulty_file_says_where_in_plain_words(change: Callable[[Any], None], message: str) -> None:
    with pytest.raises(BadInput, match=f"^{re.escape(message)}$"):
        loads(changed(change), "evening.json")


def test_faults_of_the_evening_itself_pass_through() -> None:
    with pytest.raises(FaultyProblem, match="names zoe, who is not in the list"):
        loads(changed(_set("problem", "wishes", "prefers_groups", to=["zoe"])))


def test_pairs_may_be_written_in_any_order() -> None:
    assert loads(changed(_set("problem", "wishes", "must_meet", to=[["ben", "ana"]]))) == evening()


@given(st.integers(0, 10**6), st.binary(max_size=3))
def test_a_damaged_file_is_bad_input_and_nothing_else(where: int, bits: bytes) -> None:
    content = (DOCS / "exchange-format.schema.json").read_bytes() if where % 7 == 0 else dumps(evening().problem)
    cut = where % len(content)
    try:
        loads(content[:cut] + bits + content[cut + len(bits) + where % 3 :], "evening.json")
    except BadInput as error:
        assert str(error).startswith("evening.json")
    except FaultyProblem:
        pass


def test_lists_without_end_are_bad_input() -> None:
    with pytest.raises(BadInput, match="without end"):
        loads(b'{"format": "keywho", "format_version": 1, "x": ' + b"[" * 100_000)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_no_file_can_hold_is_refused_before_writing(number: float, tmp_path: Path) -> None:
    problem = replace(evening().problem, room=replace(rows(1, 4), chair_m=number))
    write_exchange(tmp_path / "evening.json", evening().problem)
    with pytest.raises(BadInput, match=r"problem\.room\.chair_m is (nan|inf), which no file can hold\. Maybe"):
        write_exchange(tmp_path / "evening.json", problem)
    assert read_exchange(tmp_path / "evening.json").problem == evening().problem


def test_half_a_character_is_refused_before_writing() -> None:
    with pytest.raises(BadInput, match=r"“A\\ud83dna” has half a character in it, which no file can hold\. Maybe"):
        dumps(Problem((Attendee(AttendeeId("ana"), "A\ud83dna"),), ()))


def test_the_published_schema_is_up_to_date() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))
    assert (DOCS / "exchange-format.schema.json").read_bytes() == schema()


def test_the_schema_refuses_what_keywho_refuses() -> None:
    for change in (_set("problem", "attendees", 0, "name", to=3), _set("format_version", to=2), _set("problem", "wishes", "mustmeet", to=[])):
        assert not VALIDATOR.is_valid(json.loads(changed(change)))


def test_the_docs_name_every_field_with_its_meaning() -> None:
    text = (DOCS / "exchange-format.md").read_text()
    missing = [table for table in field_tables() if table not in text]
    assert missing == []


def test_the_example_of_the_docs_is_what_keywho_writes() -> None:
    found = re.search(r"```json\n(.*?)```", (DOCS / "exchange-format.md").read_text(), re.DOTALL)
    assert found
    exchange = evening()
    assert found[1].encode() == dumps(exchange.problem, exchange.programme, exchange.result)
    assert loads(found[1].encode()) == exchange
    assert exchange.programme
    assert check(exchange.problem, exchange.programme).ok


def field_tables() -> Iterator[str]:
    """Give the table of each noun as the docs have it, from the published schema."""
    nouns = json.loads(schema())["$defs"]
    for name, noun in nouns.items():
        if "properties" in noun:
            lines = [f"### {name}", "", noun["description"], "", "| field | type | left out | meaning |", "|---|---|---|---|"]
            for field, rule in noun["properties"].items():
                left_out = "needed" if field in noun["required"] else f"`{json.dumps(rule['default'])}`"
                lines.append(f"| `{field}` | {_type_words(rule)} | {left_out} | {rule['description']} |")
            yield "\n".join(lines) + "\n"


def _type_words(rule: dict[str, Any]) -> str:
    plain = {"string": "text", "number": "number", "integer": "whole number", "boolean": "true or false", "null": "null"}
    if "anyOf" in rule:
        return " or ".join(_type_words(one) for one in rule["anyOf"])
    if "allOf" in rule:
        return _type_words(rule["allOf"][0])
    if "$ref" in rule:
        name = rule["$ref"].rpartition("/")[2]
        return "kind" if name == "RoundKind" else f"[{name}](#{name.lower()})"
    if "enum" in rule:
        return " or ".join(f"`{json.dumps(value)}`" for value in rule["enum"])
    if "prefixItems" in rule:
        return "[" + ", ".join(_type_words(one) for one in rule["prefixItems"]) + "]"
    if rule["type"] == "array":
        return f"list of {_type_words(rule['items'])}"
    if rule["type"] == "object":
        return f"object: {_type_words(rule['additionalProperties'])} by name"
    return plain[rule["type"]]
