import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from keywho.core.errors import BadInput
from keywho.server.conf.home import SECRET_FILE, prepare_home, secret_in


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    home = tmp_path / "deep" / "home"
    prepare_home(home)
    secret = secret_in(home)
    prepare_home(home)
    assert secret_in(home) == secret
    assert len(secret) >= 60
    assert stat.S_IMODE((home / SECRET_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [path.name for path in home.iterdir()] == [SECRET_FILE]


def test_many_that_start_at_once_have_the_same_secret(tmp_path: Path) -> None:
    def start(_no: int) -> str:
        prepare_home(tmp_path)
        return secret_in(tmp_path)

    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(start, range(64)))) == 1


def test_a_home_that_was_never_prepared_has_no_secret(tmp_path: Path) -> None:
    assert secret_in(tmp_path) == ""


def test_a_home_that_cannot_be_made_is_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="Maybe set KEYWHO_HOME to a folder that you can write to"):
        prepare_home(tmp_path / "file" / "home")
