import json
from pathlib import Path

import pytest

from cli.terminal import EXAMPLES, TWELVE, Answer, folder_of, keywho, run
from keywho.adapters.exchange_json import read_exchange, write_exchange
from keywho.cli.evening import EveningWords, read_evening
from keywho.core.programme import Programme
from simple_planner import simple_programme


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    """A planned evening of twelve in rows."""
    problem = read_evening(EveningWords(TWELVE, "rows:4x4", "neighbour,nearby:any*2,table:4")).problem
    file = tmp_path / "programme.json"
    write_exchange(file, problem, simple_programme(problem))
    return file


def names_of(file: Path) -> list[str]:
    return [attendee.name for attendee in read_exchange(file).problem.attendees]


def test_import_says_what_it_understood_and_writes_an_evening(tmp_path: Path) -> None:
    answer = keywho("import", TWELVE, "--out", tmp_path / "problem.json", "--json")
    assert answer.code == 0
    assert answer.json["attendees"] == 12
    assert {"header": "Looking for", "field": "seeks"} in answer.json["columns"]
    assert answer.json["left_out"] == []
    assert "“Looking for” → seeks" in answer.err
    assert len(read_exchange(tmp_path / "problem.json").problem.attendees) == 12


def test_import_reads_a_column_as_it_is_told(tmp_path: Path) -> None:
    file = tmp_path / "guests.csv"
    file.write_text("Name,Zweck\nAda,a job\nBen,\n")
    columns = keywho("import", file, "--map", "Zweck=seeks", "--json").json["columns"]
    assert columns == [{"header": "Name", "field": "name"}, {"header": "Zweck", "field": "seeks"}]


def test_check_passes_a_sound_programme(planned: Path) -> None:
    answer = keywho("check", planned, "--json")
    assert (answer.code, answer.json["ok"], answer.json["violations"], answer.json["found"]) == (0, True, 0, [])


def test_check_ends_with_1_and_names_what_is_broken(planned: Path) -> None:
    exchange = read_exchange(planned)
    assert exchange.programme
    write_exchange(planned, exchange.problem, Programme(exchange.programme.meetings[1:], exchange.programme.byes, exchange.programme.home_seats))
    answer = keywho("check", planned, "--json")
    assert (answer.code, answer.json["ok"]) == (1, False)
    assert answer.json["violations"] == len(answer.json["found"]) > 0
    assert answer.json["found"][0].keys() == {"code", "sentence", "names", "round_no"}
    assert answer.json["found"][0]["sentence"] in keywho("check", planned).out


def test_bound_is_not_below_what_a_programme_reaches(planned: Path) -> None:
    answer = keywho("bound", planned, "--json")
    assert answer.code == 0
    assert answer.json.keys() == {"bound", "method", "tight"}
    assert answer.json["bound"] >= keywho("check", planned, "--json").json["score"]
    assert "No programme can pass" in keywho("bound", TWELVE, "--rounds", "nearby*2").out


def test_explain_speaks_of_two_people_and_of_one(planned: Path) -> None:
    one, other = names_of(planned)[:2]
    both = keywho("explain", planned, one.upper(), other, "--json")
    assert both.code == 0
    assert (both.json["one"], both.json["other"]) == ("a1", "a2")
    assert any(one in sentence for sentence in both.json["sentences"])
    assert "Round 2" in keywho("explain", planned, one, "--round", 2).out
    assert keywho("explain", planned, one, "--round", 9).code == 2
    assert keywho("explain", planned, "Nobody At All").code == 2


def test_cards_and_report_are_made_from_the_programme_alone(planned: Path, tmp_path: Path) -> None:
    assert keywho("cards", planned, "--out", tmp_path / "c.pdf", "--start", "18:30", "--title", "Job club", "--paper", "letter").code == 0
    assert keywho("report", planned, "--out", tmp_path / "r.html", "--title", "Job club").code == 0
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    assert "Job club" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_a_file_without_a_programme_is_refused_with_a_way_out(tmp_path: Path) -> None:
    keywho("import", TWELVE, "--out", tmp_path / "problem.json")
    for words in (["check"], ["cards"], ["report"]):
        answer = keywho(*words, tmp_path / "problem.json")
        assert answer.code == 2
        assert "holds no programme yet. Maybe run: keywho plan" in answer.err


def test_cards_into_a_missing_folder_are_refused_with_a_sentence(planned: Path, tmp_path: Path) -> None:
    for name in ("cards", "report"):
        answer = keywho(name, planned, "--out", tmp_path / "nowhere" / "file", "--json")
        assert answer.code == 2
        assert "nowhere" in answer.json["error"]["message"]


def test_schema_is_the_published_one() -> None:
    answer = keywho("schema")
    assert answer.code == 0
    assert '"title": "keywho exchange format"' in answer.out


def repaired(planned: Path, out: Path, *words: object) -> Answer:
    return keywho("repair", planned, *words, "--out", out, "--json")


def test_repair_after_all_kinds_of_changes_gives_a_sound_programme(planned: Path, tmp_path: Path) -> None:
    names = names_of(planned)
    changes = ("--no-show", names[0], "--left", f"{names[1]}@3", "--arrived", "Eve Fox@2", "--seat-lost", "d4")
    answer = repaired(planned, tmp_path / "evening", *changes, "--from-round", 2)
    assert (answer.code, answer.json["violations"]) == (0, 0)
    assert set(folder_of(tmp_path / "evening")) == {"cards.pdf", "programme.csv", "programme.json", "report.html"}
    before, after = read_exchange(planned), read_exchange(tmp_path / "evening" / "programme.json")
    assert before.programme and after.programme
    assert after.programme.version > before.programme.version
    assert after.programme.by_round[1] == before.programme.by_round[1]  # type: ignore[index]
    assert "Eve Fox" in [attendee.name for attendee in after.problem.attendees]
    assert not [meeting for meeting in after.programme.by_attendee.get("a2", ()) if meeting.round_no >= 3]  # type: ignore[call-overload]
    assert answer.json["people_told"] == len(answer.json["changed"])
    assert all(no >= 2 for rounds in answer.json["changed"].values() for no in rounds)


def test_repair_begins_with_the_first_round_that_a_change_names(planned: Path, tmp_path: Path) -> None:
    answer = repaired(planned, tmp_path / "evening", "--left", "a1@3")
    assert answer.code == 0
    assert all(no >= 3 for rounds in answer.json["changed"].values() for no in rounds)


def test_repair_names_who_needs_a_new_card_and_stays_in_the_folder_of_its_file(planned: Path, tmp_path: Path) -> None:
    own = tmp_path / "monday" / "programme.json"
    own.parent.mkdir()
    own.write_bytes(planned.read_bytes())
    answer = keywho("repair", own, "--no-show", "a1", "--json")
    assert (answer.code, answer.json["out"]) == (0, str(own.parent))
    names = {attendee.id: attendee.name for attendee in read_exchange(own).problem.attendees}
    told = [names[who] for who in names if who in answer.json["changed"]]
    assert told and f"from round 1 on: {', '.join(told)}." in answer.err


def test_repair_tells_few_something_new_unless_later_rounds_are_free(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("kept", "free")]
    for folder in folders:
        assert keywho("plan", EXAMPLES / "evening-60.csv", "--rounds", "nearby:any*6", "--moves", 2000, "--out", folder, "--json").code == 0
    kept = keywho("repair", folders[0] / "programme.json", "--no-show", "a1", "--json")
    free = keywho("repair", folders[1] / "programme.json", "--no-show", "a1", "--later-rounds-free", "--json")
    assert (kept.json["violations"], free.json["violations"]) == (0, 0)
    assert kept.json["people_told"] < free.json["people_told"]
    assert free.json["score"] >= kept.json["score"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Nothing happened"),
        (["--no-show", "Zed Zedson"], "Nobody called Zed Zedson"),
        (["--seat-lost", "Z9"], "The room has no seat Z9"),
        (["--table-lost", "table9"], "The room has no table table9"),
    ],
)
def test_repair_refuses_what_it_does_not_know(planned: Path, tmp_path: Path, words: list[str], sentence: str) -> None:
    answer = repaired(planned, tmp_path / "evening", *words)
    assert answer.code == 2
    assert sentence in answer.json["error"]["message"]
    assert not (tmp_path / "evening").exists()


def test_the_demo_plans_sixty_people(tmp_path: Path) -> None:
    answer = run("demo", "--seconds", 1, "--out", tmp_path / "evening-60", "--json")
    assert answer.code == 0
    assert '"attendees": 60' in answer.out
    assert set(folder_of(tmp_path / "evening-60")) == {"cards.pdf", "programme.csv", "programme.json", "report.html"}


def test_check_adds_up_the_proof_of_a_bound_again(tmp_path: Path) -> None:
    keywho("plan", EXAMPLES / "evening-60.csv", "--rounds", "nearby:any*3", "--moves", 2000, "--out", tmp_path)
    file = tmp_path / "programme.json"
    answer, said = keywho("check", file, "--json"), keywho("check", file).out
    assert answer.json["proven_bound"] >= answer.json["score"]
    assert "Its prices were added up again: no programme can pass" in said
    cheap = json.loads(file.read_bytes())
    cheap["result"]["bound"]["proof"]["person"] = {}
    file.write_text(json.dumps(cheap))
    assert "but its prices prove only" in keywho("check", file).out
    del cheap["result"]["bound"]["proof"]
    file.write_text(json.dumps(cheap))
    assert "prices" not in keywho("check", file).out
    assert keywho("check", file, "--json").json["proven_bound"] is None
