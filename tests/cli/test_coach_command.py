import contextlib
import json
import os
import re
import stat
import subprocess
from pathlib import Path

import jsonschema
import msgspec
import pytest

from cli.terminal import REPOSITORY, command, keywho
from keywho.adapters.coach_schema import FILES, coach_schema
from keywho.adapters.notebook_json import notebook_from_json
from keywho.cli.coach import PARTS
from keywho.coach.pitch.answers import Answers
from keywho.coach.speaking import ERROR
from keywho.coach.words import LANGUAGES

SETS = REPOSITORY / "src/keywho/coach/sets"
ANA = ("--name", "Ana", "--does", "I repair bicycles", "--proof", "Last winter I gave forty away", "--seeks", "somebody who runs a workshop for wheelchairs")


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    return tmp_path / "keywho-coach.json"


def kept(file: Path):
    return notebook_from_json(file.read_bytes())


@pytest.mark.parametrize("part", PARTS)
def test_each_part_says_its_help_in_one_line_and_in_full(part: str) -> None:
    assert keywho("coach", part, "--help").out.startswith(("Usage: keywho coach", "Usage: main coach"))
    assert part in keywho("coach", "--help").out


def test_a_pitch_is_built_looked_at_and_kept_for_its_owner_alone(notebook: Path) -> None:
    said = keywho("coach", "pitch", *ANA, "--notebook", notebook, "--keep", "--json")
    assert said.code == 0
    assert (said.json["has"]["name"], said.json["has"]["ask"], said.json["has"]["give"]) == (True, True, False)
    assert "no-give" in {one["kind"] for one in said.json["findings"]}
    assert kept(notebook).versions[0].text == said.json["text"]
    assert kept(notebook).answers.does == "I repair bicycles"
    assert stat.S_IMODE(notebook.stat().st_mode) & 0o077 == 0
    again = keywho("coach", "pitch", "--name", "Ana Ruiz", "--notebook", notebook, "--json").json["text"]
    assert "Ana Ruiz" in again
    assert "forty" in again


def test_at_a_terminal_the_coach_asks(notebook: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with subprocess.Popen(command("coach", "pitch", "--keep", "--notebook", notebook), stdin=theirs, stdout=theirs, stderr=theirs) as coach:
        os.close(theirs)
        os.write(ours, b"2\nAna\nI repair bicycles\nLast winter I gave forty away\n\nsomebody who runs a workshop\n6\n")
        said = b""
        with contextlib.suppress(OSError):  # a terminal that is closed
            while part := os.read(ours, 65_536):
                said += part
    os.close(ours)
    assert (coach.returncode, b"Hello, I'm Ana." in said) == (0, True)
    answers = kept(notebook).answers
    assert (answers.name, answers.shape, answers.since, answers.gives) == ("Ana", "changing", 6, "")
    assert answers.seeks == "somebody who runs a workshop"


def test_an_own_text_is_looked_at_and_shortened(tmp_path: Path) -> None:
    file = tmp_path / "pitch.txt"
    file.write_text(
        "I'm Ana. " + "I walked along the river and looked at the boats for a while. " * 12 + "Whom do you know who runs a shipyard?", encoding="utf-8"
    )
    said = keywho("coach", "pitch", file, "--shorten", "--json").json
    assert "too-long" in {one["kind"] for one in said["findings"]}
    assert len(said["shorter"]) < len(said["text"])
    assert "At 30 seconds you are at: …" in keywho("coach", "pitch", file).out


def test_nothing_answered_is_said_kindly() -> None:
    said = keywho("coach", "pitch")
    assert (said.code, "Nothing was answered yet" in said.err) == (2, True)


def test_time_says_its_error_and_follows_the_tries(notebook: Path) -> None:
    text = "Hello, I'm Ana. I repair bicycles, and in 2019 I gave 40 % of them away. Who runs a workshop?"
    usual = keywho("coach", "time", "--text", text, "--json").json
    assert (usual["tries"], usual["mean_error"]) == (0, ERROR[0].mean)
    for seconds in (1.2, 1.2, 1.2):
        assert keywho("coach", "rehearse", "--text", text, "--seconds", round(usual["seconds"] * seconds, 1), "--notebook", notebook).code == 0
    own = keywho("coach", "time", "--text", text, "--notebook", notebook, "--json").json
    assert (own["tries"], own["mean_error"]) == (3, ERROR[3].mean)
    assert own["seconds"] == pytest.approx(usual["seconds"] * 1.2, rel=0.03)
    assert own["high_s"] - own["low_s"] < usual["high_s"] - usual["low_s"]
    assert "3 tries" in keywho("coach", "time", "--text", text, "--notebook", notebook).out


def test_a_rehearsal_without_anybody_there_asks_for_the_seconds() -> None:
    said = keywho("coach", "rehearse", "--text", "Hello.")
    assert (said.code, "--seconds" in said.err) == (2, True)


def test_three_questions_are_said_and_kept(notebook: Path) -> None:
    said = keywho("coach", "questions", "--i-seek", "teaching", "--they-are", "teacher", "--keep", "Ben", "--notebook", notebook, "--json").json
    assert len(said["questions"]) == 3
    assert kept(notebook).questions[0].questions == tuple(said["questions"])
    assert len(keywho("coach", "questions", "--i-seek", "teaching", "--all", "--json").json["questions"]) > 3


def test_icebreakers_are_graded_and_a_file_is_checked_line_by_line(tmp_path: Path) -> None:
    assert list(keywho("coach", "icebreakers", "--round", 1, "--json").json) == ["easy"]
    good = (SETS / "en/icebreakers.toml").read_text(encoding="utf-8")
    file = tmp_path / "own.toml"
    file.write_text(good, encoding="utf-8")
    assert keywho("coach", "icebreakers", "--check", file).code == 0
    line = good.splitlines().index('say = "What brought you here tonight?"') + 1
    file.write_text(good.replace("What brought you here tonight?", "How old are your children?"), encoding="utf-8")
    said = keywho("coach", "icebreakers", "--check", file)
    assert (said.code, f"own.toml:{line}:" in said.err) == (2, True)


def test_the_opening_says_when_and_how_long() -> None:
    said = keywho("coach", "opening", "--json").json
    assert said["seconds"] == sum(slide["seconds"] for slide in said["slides"])
    assert [slide["from_s"] for slide in said["slides"]] == sorted(slide["from_s"] for slide in said["slides"])


def test_rungs_days_and_lessons_are_marked_taken_back_and_certified(notebook: Path, tmp_path: Path) -> None:
    out = tmp_path / "certificate.pdf"
    keywho("coach", "ladder", "--done", "say-your-name", "--notebook", notebook)
    keywho("coach", "ladder", "--done", "3", "--notebook", notebook)
    keywho("coach", "ladder", "--undo", "3", "--notebook", notebook)
    week = keywho("coach", "practice", "--begin", "--guess", 4, "--done", 1, "--how", "glad", "--notebook", notebook, "--json").json
    keywho("coach", "lessons", "--done", "hello", "--notebook", notebook)
    assert week == {"has_begun": True, "guess": 4, "went": {"1": "glad"}}
    lit = [one["key"] for one in keywho("coach", "ladder", "--notebook", notebook, "--json").json["rungs"] if one["is_lit"]]
    assert lit == ["say-your-name"]
    assert [one["key"] for one in keywho("coach", "lessons", "--notebook", notebook, "--json").json["lessons"] if one["is_done"]] == ["hello"]
    assert keywho("coach", "certificate", "--name", "Ana", "--notebook", notebook, "--out", out).code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert keywho("coach", "certificate").code == 2


@pytest.mark.parametrize("words", [("ladder", "--done", "hello-world"), ("lessons", "nothing"), ("practice", "--begin")], ids=lambda words: words[0])
def test_what_is_not_there_or_not_kept_is_said_and_nothing_is_written(words: tuple[str, ...], notebook: Path) -> None:
    said = keywho("coach", *words, *(() if words[0] == "practice" else ("--notebook", notebook)))
    assert said.code == 2
    assert said.err.startswith("Error: ")
    assert not notebook.exists()


def test_a_file_that_is_no_notebook_is_left_alone(notebook: Path) -> None:
    notebook.write_text("[1, 2]", encoding="utf-8")
    assert keywho("coach", "ladder", "--done", "1", "--notebook", notebook).code == 2
    assert notebook.read_text(encoding="utf-8") == "[1, 2]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_speaks_each_language(language: str) -> None:
    said = keywho("coach", "ladder", "--language", language).out
    assert re.search({"en": "Next, if you like", "de": "Als Nächstes", "es": "Lo siguiente"}[language], said)


def test_the_schema_is_in_the_docs_and_fits_all_files() -> None:
    assert (REPOSITORY / "docs/coach-sets.schema.json").read_bytes() == coach_schema() == keywho("schema", "--coach").out.encode()
    rules = json.loads(coach_schema())
    jsonschema.Draft202012Validator.check_schema({"$defs": rules["$defs"]})
    for name, shape in rules["files"].items():
        judge = jsonschema.Draft202012Validator({**shape, "$defs": rules["$defs"]})
        files = [file for language in LANGUAGES for file in (SETS / language).glob(f"{name}/*.toml" if name == "lessons" else name)]
        assert files or name == "keywho-coach.json"
        for file in files:
            judge.validate(json.loads(msgspec.json.encode(msgspec.toml.decode(file.read_bytes()))))
            assert not judge.is_valid({"easy": 1})
    assert set(rules["files"]) == set(FILES)
    assert Answers.__dataclass_fields__.keys() == rules["$defs"]["Answers"]["properties"].keys()
