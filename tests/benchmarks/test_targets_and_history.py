"""What the benchmarks say of a target, and what they keep of a run."""

from pathlib import Path

import pytest
from history import Record, add, before, newest, read
from targets import Target


@pytest.mark.parametrize(
    ("target", "reached", "said"),
    [
        (Target("score", least=200), 200.0, "score ≥ 200: met"),
        (Target("score", least=200), 199.0, "**score ≥ 200: missed by 0.5 %**"),
        (Target("CPU s", most=1.5), 1.2, "CPU s ≤ 1.5 s: met"),
        (Target("CPU s", most=1.5), 6.0, "**CPU s ≤ 1.5 s: missed, 4.0 times as much**"),
        (Target("gap", most=0.0), 0.0002, "**gap ≤ 0: missed, 0.0200 %**"),
        (Target("gap", most=0.0), None, "**gap ≤ 0: not measured**"),
    ],
)
def test_a_target_says_by_how_much_it_is_missed(target: Target, reached: float | None, said: str) -> None:
    assert target.judged({target.figure: reached}) == said


def measured(date: str, score: float, line: str = "sparse") -> Record:
    return Record("1.0.0", date, "abc", "2 cores", "pairs", line, line, {"score": score, "_curve": [(0.1, score)]})


def test_a_line_measured_again_on_a_day_takes_the_place_of_the_first_and_other_days_stay(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    add([measured("2026-01-01", 1.0), measured("2026-01-02", 2.0)], file)
    add([measured("2026-01-02", 3.0), measured("2026-01-02", 9.0, "hub")], file)
    kept = read(file)
    assert [(record.date, record.figures["score"]) for record in kept] == [("2026-01-01", 1), ("2026-01-02", 3), ("2026-01-02", 9)]
    now = newest(kept)["pairs", "sparse"]
    then = before(kept, now)
    assert now.figures["score"] == 3
    assert then is not None
    assert then.figures["score"] == 1


def test_what_is_no_number_is_kept_as_nothing(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    add([measured("2026-01-01", float("nan"))], file)
    assert read(file)[0].figures == {"score": None, "_curve": [[0.1, None]]}
