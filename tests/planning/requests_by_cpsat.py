"""The best plan of a small evening of requests, proven by OR-Tools CP-SAT: a program that reads the evening as JSON and prints the points."""

import json
import sys

import numpy as np
from ortools.sat.python import cp_model


def points(pairs: list[list[int]], worth: list[float], present: np.ndarray, places: list[int | None], idle_gap: float, idle_again: float) -> float:
    model = cp_model.CpModel()
    rounds, count = present.shape
    held = [[model.new_bool_var("") for _ in range(rounds)] for _ in pairs]
    for ways, people in zip(held, pairs, strict=True):
        model.add(sum(ways) <= 1)
        for round_, way in enumerate(ways):
            if not present[round_, people].all():
                model.add(way == 0)
    for round_, most in enumerate(places):
        if most is not None:
            model.add(sum(ways[round_] for ways in held) <= most)
    price = 0
    for who in range(count):
        busy = [sum(ways[round_] for ways, people in zip(held, pairs, strict=True) if who in people) for round_ in range(rounds)]
        begins = []
        for round_ in range(rounds):
            model.add(busy[round_] <= 1)
            for later in range(round_ + 2, rounds):  # a meeting, then nothing in rounds of which one counts, then a meeting
                between = present[round_ + 1 : later, who]
                runs = int((between & ~np.concatenate([[False], between[:-1]])).sum())
                if runs:
                    gap = model.new_bool_var("")
                    model.add(gap >= busy[round_] + busy[later] - 1 - sum(busy[round_ + 1 : later]))
                    begins.append(runs * gap)
        waits = model.new_int_var(0, rounds, "")
        model.add(waits == sum(begins))
        again = model.new_int_var(0, rounds * rounds, "")
        for already in range(1, rounds):  # k(k-1)/2 is the greatest of its tangents
            model.add(again >= already * waits - already * (already + 1) // 2)
        price += int(2 * idle_gap) * waits + int(2 * idle_again) * again
    model.maximize(sum(int(2 * worth) * sum(ways) for worth, ways in zip(worth, held, strict=True)) - price)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return solver.objective_value / 2


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    print(points(asked["pairs"], asked["worth"], np.array(asked["present"]), asked["places"], asked["idle_gap"], asked["idle_again"]))
