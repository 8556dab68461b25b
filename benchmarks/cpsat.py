"""OR-Tools CP-SAT as a peer: plain models of whole evenings, one worker, the same seconds as we have; the making of a model is not counted.

It is a program of its own: it takes a pickled (question, arguments), or a list of them, and prints a `peer` for each as JSON. The models are ours and simple; better ones may be published.
"""

import json
import pickle
import sys
import time
from collections.abc import Sequence
from itertools import combinations
from math import comb

import numpy as np
from cases import Figures, peer

from keywho.core.ids import RoundNo
from keywho.core.meeting import Bye, Meeting
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.planning.check import check

MOST_VARIABLES = 2_000_000
MOST_GROUPS = 12_000


def worth_of_pairs(problem: Problem) -> dict[tuple[int, int], int]:
    """Give what each pair is worth together, in whole points."""
    worth: dict[tuple[int, int], int] = {}
    for a, b, points in problem.benefit.entries():
        worth[min(a, b), max(a, b)] = worth.get((min(a, b), max(a, b)), 0) + round(points)
    return worth


def _solved(model: object, limit_s: float, relaxed: int = 1) -> tuple[object, int, float]:
    """Let CP-SAT work with one worker; give the solver, its status and its CPU seconds."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit_s
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.linearization_level = relaxed
    began = time.process_time()
    status = solver.solve(model)  # type: ignore[arg-type]
    return solver, int(status), time.process_time() - began


def _remark(status: int) -> str:
    from ortools.sat.python import cp_model

    return "optimal" if status == cp_model.OPTIMAL else "" if status == cp_model.FEASIBLE else "nothing found"


def pairs(problem: Problem, limit_s: float) -> Figures:
    """Plan pair rounds: a literal for each pair and round, everybody once a round, each pair once."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    worth, rounds = worth_of_pairs(problem), range(len(problem.rounds))
    held = {(pair, no): model.new_bool_var("") for pair in worth for no in rounds}
    of_person: dict[tuple[int, int], list[object]] = {}
    for (pair, no), literal in held.items():
        for who in pair:
            of_person.setdefault((who, no), []).append(literal)
    for literals in of_person.values():
        model.add_at_most_one(literals)
    for pair in worth:
        model.add_at_most_one(held[pair, no] for no in rounds)
    model.maximize(sum(worth[pair] * literal for (pair, _), literal in held.items()))
    solver, status, cpu_s = _solved(model, limit_s)
    found = _remark(status) != "nothing found"
    return peer(solver.objective_value if found else float("nan"), cpu_s, _remark(status))  # type: ignore[attr-defined]


def by_groups(problem: Problem, limit_s: float) -> Figures:
    """Plan pair and table rounds of few people who divide into full groups: a literal for each round and each group that there could be.

    CP-SAT's linear relaxation likes this better than people on tables, and proves small evenings optimal.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    worth, there = worth_of_pairs(problem), [[problem.index[who] for who in problem.present(no)] for no in problem.round_nos]
    groups = [list(combinations(people, round_.size)) for people, round_ in zip(there, problem.rounds, strict=True)]
    held = [[model.new_bool_var("") for _ in there] for there in groups]
    of_pair: dict[tuple[int, int], list[object]] = {pair: [] for pair in combinations(range(len(problem.attendees)), 2)}
    for people, some, literals in zip(there, groups, held, strict=True):
        for who in people:
            model.add_exactly_one(literal for group, literal in zip(some, literals, strict=True) if who in group)
        for group, literal in zip(some, literals, strict=True):
            for pair in combinations(group, 2):
                of_pair[pair].append(literal)
    for no in range(1, len(groups)):
        if groups[no] == groups[no - 1]:  # rounds have no order
            one, other = (
                sum(at * literal for at, (group, literal) in enumerate(zip(groups[no], held[k], strict=True)) if group[0] == there[no][0]) for k in (no - 1, no)
            )
            model.add(one <= other)
    never = {(min(pair), max(pair)) for pair in ((problem.index[a], problem.index[b]) for a, b in problem.forbidden)}
    uniform, price, gains = 2 * problem.benefit.anyone, round(problem.weights.repeat), []
    for pair, together in of_pair.items():
        if pair in never:
            model.add(sum(together) == 0)
            continue
        met = model.new_bool_var("")
        model.add(sum(together) >= met)
        gains.append((round(worth.get(pair, 0) + uniform) + price) * met - price * sum(together))
    model.maximize(sum(gains))
    solver, status, cpu_s = _solved(model, limit_s, relaxed=2)
    if _remark(status) == "nothing found":
        return peer(float("nan"), cpu_s, "nothing found")
    chosen = [
        [list(group) for group, literal in zip(some, literals, strict=True) if solver.boolean_value(literal)]
        for some, literals in zip(groups, held, strict=True)
    ]  # type: ignore[attr-defined]
    return peer(points_of(problem, programme_of(problem, chosen)), cpu_s, _remark(status))


def tables(problem: Problem, limit_s: float) -> Figures:
    """Plan table rounds: a literal for each person, table and round; a pair that is worth something counts once, each repeat has its price.

    Where pairs times tables times rounds are too many, repeats of worthless pairs are left out of the model (they are counted afterwards).
    """
    from ortools.sat.python import cp_model

    size, count = problem.rounds[0].size, len(problem.attendees)
    if count % size == 0 and comb(count, size) <= MOST_GROUPS:
        return by_groups(problem, limit_s)
    model = cp_model.CpModel()
    worth, rounds = worth_of_pairs(problem), range(len(problem.rounds))
    tables = range(-(-count // size))
    at = {(i, t, no): model.new_bool_var("") for i in range(count) for t in tables for no in rounds}
    for no in rounds:
        model.add(at[0, 0, no] == 1)  # tables have no names
        for i in range(count):
            model.add_exactly_one(at[i, t, no] for t in tables)
        for t in tables:
            model.add_linear_constraint(sum(at[i, t, no] for i in range(count)), count // len(tables), size)
    for i, t in ((i, i // size) for i in range(count)):  # the first round is nobody's choice where all are alike
        model.add_hint(at[i, t, 0], 1)
    uniform = 2 * problem.benefit.anyone
    pairs = list(combinations(range(count), 2))
    if len(pairs) * len(tables) * len(rounds) > MOST_VARIABLES:
        pairs = list(worth)
    gains = []
    for i, j in pairs:
        together = []
        for no in rounds:
            here = []
            for t in tables:
                both = model.new_bool_var("")
                model.add_implication(both, at[i, t, no])
                model.add_implication(both, at[j, t, no])
                model.add_bool_or(both, at[i, t, no].negated(), at[j, t, no].negated())
                here.append(both)
            together.append(sum(here))
        met = model.new_bool_var("")
        model.add(sum(together) >= met)
        price = round(problem.weights.repeat)
        gains.append((round(worth.get((i, j), 0) + uniform) + price) * met - price * sum(together))
    model.maximize(sum(gains))
    solver, status, cpu_s = _solved(model, limit_s)
    if _remark(status) == "nothing found":
        return peer(float("nan"), cpu_s, "nothing found")
    groups = [[[i for i in range(count) if solver.boolean_value(at[i, t, no])] for t in tables] for no in rounds]  # type: ignore[attr-defined]
    left_out = "" if len(pairs) > len(worth) else "repeats of worthless pairs left out of the model, not of the score"
    return peer(points_of(problem, programme_of(problem, groups)), cpu_s, _remark(status) or left_out)


def golfers(groups: int, size: int, rounds: int, limit_s: float) -> Figures:
    """Plan groups with as few repeated pairs as possible; the first round and the place of the first group's members are given away."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    count = groups * size
    at = {(i, g, no): model.new_bool_var("") for i in range(count) for g in range(groups) for no in range(rounds)}
    for no in range(rounds):
        for i in range(count):
            model.add_exactly_one(at[i, g, no] for g in range(groups))
        for g in range(groups):
            model.add(sum(at[i, g, no] for i in range(count)) == size)
    for i in range(count):
        model.add(at[i, i // size, 0] == 1)
        for no in range(1, rounds):  # something to begin with
            model.add_hint(at[i, i // size, no], 1)
    repeats = []
    for i, j in combinations(range(count), 2):
        together = []
        for no in range(1, rounds):
            both = model.new_bool_var("")
            for g in range(groups):
                model.add_bool_or(both, at[i, g, no].negated(), at[j, g, no].negated())
            together.append(both)
        again = model.new_int_var(0, rounds, "")
        model.add(again >= sum(together) + int(i // size == j // size) - 1)
        repeats.append(again)
    model.minimize(sum(repeats))
    solver, status, cpu_s = _solved(model, limit_s)
    found = _remark(status) != "nothing found"
    return peer(round(solver.objective_value) if found else float("nan"), cpu_s, _remark(status))  # type: ignore[attr-defined]


def requests(people: int, slots: int, tables: int, pairs: np.ndarray, allowed: np.ndarray, limit_s: float) -> Figures:
    """Hold all meetings with as few breaks as possible: runs of busy slots are counted by where they begin."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    held = [{slot: model.new_bool_var("") for slot in np.flatnonzero(row).tolist()} for row in allowed]
    of_person: dict[int, list[int]] = {}
    for meeting, ways in enumerate(held):
        model.add_exactly_one(ways.values())
        for who in pairs[meeting].tolist():
            of_person.setdefault(who, []).append(meeting)
    for slot in range(slots):
        model.add(sum(ways[slot] for ways in held if slot in ways) <= tables)
    begins = []
    for meetings in of_person.values():
        before: object = 0
        for slot in range(slots):
            here = [held[meeting][slot] for meeting in meetings if slot in held[meeting]]
            busy = model.new_bool_var("")
            model.add(sum(here) == busy)
            begin = model.new_bool_var("")
            model.add(begin >= busy - before)  # type: ignore[operator]
            begins.append(begin)
            before = busy
    model.minimize(sum(begins))
    solver, status, cpu_s = _solved(model, limit_s)
    found = _remark(status) != "nothing found"
    return peer(round(solver.objective_value) - len(of_person) if found else float("nan"), cpu_s, _remark(status))  # type: ignore[attr-defined]


def programme_of(problem: Problem, groups_by_round: Sequence[Sequence[Sequence[int]]]) -> Programme:
    """Give the programme of some groups, without chairs."""
    meetings = tuple(
        Meeting(RoundNo(no), tuple(problem.attendees[who].id for who in group))
        for no, groups in zip(problem.round_nos, groups_by_round, strict=True)
        for group in groups
        if len(group) > 1
    )
    held = {(meeting.round_no, who) for meeting in meetings for who in meeting.attendees}
    return Programme(meetings, tuple(Bye(RoundNo(no), who) for no in problem.round_nos for who in problem.present(no) if (no, who) not in held))


def points_of(problem: Problem, programme: Programme) -> float:
    """Count a programme with the planner's independent checker; a broken rule is an error."""
    seen = check(problem, programme)
    if seen.violations:
        raise SystemExit(f"CP-SAT's programme breaks a rule: {seen.violations[0]}")
    return seen.score.points


QUESTIONS = {"groups": by_groups, "pairs": pairs, "tables": tables, "golfers": golfers, "requests": requests}


if __name__ == "__main__":
    asked = pickle.load(sys.stdin.buffer)
    several = isinstance(asked, list)
    answers = [QUESTIONS[question](*words) for question, words in (asked if several else [asked])]
    print(json.dumps(answers if several else answers[0]))
