import os
from pathlib import Path

import pytest

from keywho.adapters.safe_write import write_safely
from keywho.core.errors import BadInput


def test_safe_write_replaces_a_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "programme.json"
    write_safely(target, b"old")
    write_safely(target, b"new")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"programme.json": b"new"}


def test_safe_write_keeps_the_old_file_when_the_new_one_can_not_be_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "programme.json"
    write_safely(target, b"old")

    def full_disk(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(BadInput, match=r"programme\.json can't be written: No space left on device\. Maybe"):
        write_safely(target, b"new")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"programme.json": b"old"}


def test_safe_write_into_a_missing_folder_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no-such-folder.programme\.json can't be written: No such file or directory"):
        write_safely(tmp_path / "no-such-folder" / "programme.json", b"new")


def test_safe_write_over_a_link_replaces_what_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_bytes(b"old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write_safely(tmp_path / "link.json", b"new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"


def test_safe_write_gives_a_new_file_the_usual_rights_and_keeps_those_of_an_old_one(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_safely(tmp_path / "new", b"x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode
    (tmp_path / "new").chmod(0o600)
    write_safely(tmp_path / "new", b"y")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600
