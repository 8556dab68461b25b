import csv
import io
from pathlib import Path

import pytest

from cli.terminal import EXAMPLES, SHARED, TWELVE, folder_of, keywho, run
from keywho.adapters.exchange_json import read_exchange
from keywho.planning.check import check

MOVES = ("--moves", 2000, "--seed", 1)
FOUR_FILES = {"cards.pdf", "programme.csv", "programme.json", "report.html"}
FIGURES = {
    "score",
    "bound",
    "gap",
    "tight",
    "seconds",
    "seed",
    "attendees",
    "byes",
    "repeats",
    "violations",
    "out",
    "files",
    "rounds",
    "unmet",
    "left_out",
    "stopped_by",
}
TICKETING = sorted(
    path for folder in (SHARED / "ticketing", SHARED / "pretix" / "exports") for path in folder.glob("*") if path.suffix in (".csv", ".tsv", ".txt")
)
LISTS = [path for path in TICKETING if path.name != "ORIGIN.txt" and (path.parent.name == "ticketing" or path.name == "checkinlist.csv")]
NAMES = SHARED / "naughty" / "blns.txt"


def list_of(path: Path, names: list[str]) -> Path:
    """Write a list with these names."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["Name"], *([name] for name in names)])
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def test_an_evening_of_twelve_is_planned_checked_and_written(tmp_path: Path) -> None:
    answer = keywho("plan", TWELVE, "--room", "rows:3x4", "--rounds", "neighbour,nearby*2,table:4", *MOVES, "--out", tmp_path / "evening", "--json")
    assert answer.code == 0
    assert answer.json.keys() >= FIGURES | {"walk_m", "memory_mb"}
    assert (answer.json["attendees"], answer.json["rounds"], answer.json["violations"], answer.json["seed"]) == (12, 4, 0, 1)
    assert answer.json["score"] <= answer.json["bound"] + 1e-6
    assert set(folder_of(tmp_path / "evening")) == FOUR_FILES
    assert answer.json["files"] == [str(tmp_path / "evening" / name) for name in ("programme.json", "programme.csv", "cards.pdf", "report.html")]
    exchange = read_exchange(tmp_path / "evening" / "programme.json")
    assert exchange.programme and exchange.result
    verdict = check(exchange.problem, exchange.programme)
    assert verdict.ok and verdict.score.points == pytest.approx(answer.json["score"])
    assert exchange.result.score.points == pytest.approx(answer.json["score"])
    with (tmp_path / "evening" / "programme.csv").open(encoding="utf-8", newline="") as table:
        assert len(list(csv.DictReader(table))) == 12 * 4


def test_people_read_what_was_understood_then_what_came_out(tmp_path: Path) -> None:
    answer = keywho("plan", TWELVE, "--room", "rows:3x4", "--rounds", "neighbour,nearby", *MOVES, "--out", tmp_path / "evening")
    lines = answer.out.splitlines()
    assert lines[0].startswith("evening-12.csv: ") and "12 attendees" in lines[0]
    assert "2 rounds (1 neighbour, 1 nearby); 3 rows of 4 chairs, 12 chairs." in lines
    assert "12 meetings for 12 attendees in 2 rounds." in lines
    assert any(line.startswith("Score ") and "no programme can pass" in line for line in lines)
    assert lines[-1].startswith(f"Written: {tmp_path / 'evening' / 'programme.json'}")


def test_a_ceiling_is_not_told_as_if_it_were_a_proof(tmp_path: Path) -> None:
    tables = keywho("plan", TWELVE, "--rounds", "table:4*2", *MOVES, "--out", tmp_path / "tables")
    pairs = keywho("plan", TWELVE, "--rounds", "nearby:any*2", *MOVES, "--out", tmp_path / "pairs")
    assert ", a ceiling that probably none reaches (gap" in tables.out
    assert "no programme can pass" in pairs.out and ", a ceiling" not in pairs.out


def test_the_same_seed_gives_the_same_files_of_the_programme(tmp_path: Path) -> None:
    for name in ("one", "other"):
        assert keywho("plan", TWELVE, "--rounds", "nearby*2", *MOVES, "--out", tmp_path / name, "--quiet").out == ""
    one, other = folder_of(tmp_path / "one"), folder_of(tmp_path / "other")
    assert one["programme.csv"] == other["programme.csv"]


@pytest.mark.parametrize(("names", "meetings", "byes"), [([], 0, 0), (["Ada"], 0, 3), (["Ada", "Ben"], 3, 0)])
def test_nobody_one_and_two_people_get_their_evening(tmp_path: Path, names: list[str], meetings: int, byes: int) -> None:
    file = list_of(tmp_path / "few.csv", names)
    answer = keywho("plan", file, "--room", "rows:2x3", "--rounds", "neighbour,nearby,table:4", *MOVES, "--out", tmp_path / "evening", "--json")
    assert (answer.code, answer.json["meetings"], answer.json["byes"], answer.json["violations"]) == (0, meetings, byes, 0)
    assert set(folder_of(tmp_path / "evening")) == FOUR_FILES
    assert ("Nobody is in the list" in answer.err) == (not names)
    assert keywho("check", tmp_path / "evening" / "programme.json").code == 0


@pytest.mark.parametrize("file", LISTS or [pytest.param(None, marks=pytest.mark.skip("../shared/data is not here"))], ids=lambda path: path and path.name)
def test_each_ticketing_export_goes_straight_to_programme_and_cards(tmp_path: Path, file: Path) -> None:
    answer = keywho("plan", file, "--room", "rows:6x10", "--rounds", "neighbour,nearby,table:6", "--moves", 500, "--out", tmp_path, "--json")
    assert (answer.code, answer.json["violations"]) == (0, 0)
    assert set(folder_of(tmp_path)) == FOUR_FILES
    assert (tmp_path / "cards.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(not NAMES.exists(), reason="../shared/data is not here")
def test_naughty_strings_as_names_reach_every_file(tmp_path: Path) -> None:
    names = [line for line in NAMES.read_text(encoding="utf-8").splitlines()[:200] if line.strip() and not line.startswith("#")]
    file = list_of(tmp_path / "names.csv", names)
    answer = keywho("plan", file, "--room", "tables:30x8", "--rounds", "nearby:any,table:6", "--moves", 500, "--out", tmp_path / "evening", "--json")
    assert (answer.code, answer.json["violations"]) == (0, 0)
    exchange = read_exchange(tmp_path / "evening" / "programme.json")
    assert len(exchange.problem.attendees) + len(answer.json["left_out"]) == len(names)
    with (tmp_path / "evening" / "programme.csv").open(encoding="utf-8", newline="") as table:
        cells = [cell for row in csv.reader(table) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
    assert b"<script>alert" not in (tmp_path / "evening" / "report.html").read_bytes()


def test_everybody_must_not_meet_everybody_gives_byes_and_no_violation(tmp_path: Path) -> None:
    names = ["Ada", "Ben", "Cyd", "Dee"]
    wishes = tmp_path / "wishes.csv"
    wishes.write_text("".join(f"must-not-meet,{one},{other}\n" for one in names for other in names if one < other))
    answer = keywho("plan", list_of(tmp_path / "four.csv", names), "--rounds", "nearby*2", "--wishes", wishes, *MOVES, "--out", tmp_path / "evening", "--json")
    assert (answer.code, answer.json["meetings"], answer.json["byes"], answer.json["violations"]) == (0, 0, 8, 0)
    assert "Sitting a round out: " in answer.err


def test_more_people_than_chairs_are_planned_and_it_is_said(tmp_path: Path) -> None:
    answer = keywho("plan", TWELVE, "--room", "rows:2x4", "--rounds", "nearby:any*2,table:4", *MOVES, "--out", tmp_path / "evening", "--json")
    assert (answer.code, answer.json["violations"]) == (0, 0)
    assert answer.json["byes"] >= 4 * 3
    assert "8 chairs, 4 fewer than people" in answer.err


def test_hosts_wishes_and_weights_of_the_command_line_reach_the_problem(tmp_path: Path) -> None:
    wishes = tmp_path / "wishes.csv"
    wishes.write_text("must-meet,a1,a2\nfixed-seat,a2,A1\n")
    words = ("--host", "a3", "--host", "a4", "--weights", "bye=50", "--wishes", wishes)
    answer = keywho(
        "plan", TWELVE, "--room", "rows:3x4", "--rounds", "nearby:any,hosts:2", *words, *MOVES, "--out", tmp_path / "evening", "--only", "programme"
    )
    assert answer.code == 0
    assert set(folder_of(tmp_path / "evening")) == {"programme.json"}
    problem = read_exchange(tmp_path / "evening" / "programme.json").problem
    assert set(problem.wishes.hosting.tables) == {"a3", "a4"}
    assert problem.wishes.must_meet == {("a1", "a2")}
    assert problem.wishes.fixed_seats == {"a2": "A1"}
    assert problem.weights.bye == 50


def test_a_planned_evening_is_planned_again_with_other_rounds(tmp_path: Path) -> None:
    assert keywho("import", TWELVE, "--out", tmp_path / "problem.json").code == 0
    answer = keywho("plan", tmp_path / "problem.json", "--rounds", "nearby*3", "--room", "rows:3x4", *MOVES, "--out", tmp_path, "--json")
    assert (answer.code, answer.json["rounds"], answer.json["attendees"]) == (0, 3, 12)
    again = keywho("plan", tmp_path / "programme.json", *MOVES, "--no-files", "--json")
    assert (again.json["score"], again.json["rounds"], again.json["files"]) == (answer.json["score"], 3, [])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nowhere.csv"], "There is no file nowhere.csv"),
        ([TWELVE, "--room", "rows:6"], "is not a room"),
        ([TWELVE, "--rounds", "nearbye"], "nearby"),
        ([TWELVE, "--rounds", "hosts:2"], "nobody is a host"),
        ([TWELVE, "--host", "Nobody At All"], "Nobody called Nobody At All is in the list"),
        ([TWELVE, "--weights", "bye=-1"], "must be a number of points from 0 up"),
        ([TWELVE, "--map", "No such column=seeks"], "No such column"),
        ([TWELVE, "--start", "half six"], "half six is not a time"),
        ([TWELVE, "--gap", "3"], "3"),
        ([TWELVE, "--wishes", "nowhere.csv"], "nowhere.csv"),
        ([], "LIST"),
    ],
    ids=lambda value: None if isinstance(value, str) else " ".join(str(word).rpartition("/")[2] for word in value),
)
def test_bad_input_is_one_plain_sentence_and_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[object], sentence: str) -> None:
    monkeypatch.chdir(tmp_path)
    answer = keywho("plan", *words, "--json")
    assert answer.code == 2
    assert answer.json["error"].keys() == {"code", "message", "names"}
    assert sentence in answer.json["error"]["message"]
    assert "Traceback" not in answer.err and sentence in answer.err
    assert folder_of(tmp_path) == {}


def test_a_fault_names_the_people(tmp_path: Path) -> None:
    wishes = tmp_path / "wishes.csv"
    wishes.write_text("must-meet,a1,a2\nmust-not-meet,a1,a2\n")
    answer = keywho("plan", TWELVE, "--wishes", wishes, "--out", tmp_path / "evening", "--json")
    assert (answer.code, answer.json["error"]["code"], answer.json["error"]["names"]) == (2, "faulty-problem", ["a1", "a2"])


def test_an_unwritable_folder_is_refused_before_the_search(tmp_path: Path) -> None:
    (tmp_path / "evening").write_text("a file stands where the folder should be")
    answer = keywho("plan", TWELVE, "--seconds", 60, "--out", tmp_path / "evening", "--json")
    assert answer.code == 2
    assert answer.json["error"]["message"].endswith("evening is a file, but a folder is needed here. Maybe choose another name with --out.")
    (tmp_path / "other" / "cards.pdf").mkdir(parents=True)
    assert "is a folder, but a file has to go there" in keywho("plan", TWELVE, "--seconds", 60, "--out", tmp_path / "other", "--json").json["error"]["message"]


def test_other_files_in_the_folder_stay_and_a_failure_leaves_ours_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    words = ("--room", "rows:3x4", "--rounds", "nearby", *MOVES, "--out", tmp_path, "--quiet")
    assert keywho("plan", TWELVE, *words).code == 0
    before = folder_of(tmp_path)
    assert set(before) == FOUR_FILES | {"notes.txt"}
    assert keywho("plan", TWELVE, *words, "--host", "Zed").code == 2
    assert folder_of(tmp_path) == before
    assert keywho("plan", EXAMPLES / "evening-12.csv", *words, "--title", "Another").code == 0
    assert folder_of(tmp_path)["notes.txt"] == b"mine"
    assert folder_of(tmp_path)["cards.pdf"] != before["cards.pdf"]


def test_a_program_of_its_own_says_the_same_without_a_terminal(tmp_path: Path) -> None:
    answer = run("plan", TWELVE, "--rounds", "nearby", *MOVES, "--out", tmp_path / "evening", environment={"PATH": "", "PYTHONIOENCODING": "ascii"})
    assert answer.code == 0
    assert "\x1b" not in answer.out + answer.err
    assert "12 attendees" in answer.out


def test_tables_mix_the_column_that_is_meant_in_capital_or_small_letters() -> None:
    words = ("plan", EXAMPLES / "evening-60.csv", "--moves", 500, "--no-files", "--json", "--rounds")
    small, capital, none = (keywho(*words, f"table:6{mixed}*2").json["parts"] for mixed in (":balance=situation", ":balance=Situation", ""))
    assert small == capital != none


def test_a_column_that_nobody_has_is_no_column_to_mix() -> None:
    answer = keywho("plan", EXAMPLES / "evening-60.csv", "--no-files", "--json", "--rounds", "table:6:balance=mood")
    assert answer.code == 2
    assert answer.json["error"]["message"] == "Tables can't mix “mood”: the list has no such column of your own. Maybe one of Situation."
