import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.templatetags.static import static

from keywho.server.conf.static_files import FOLDER, STATIC_ROUTE, StaticFiles, digest, paths_in
from server.conf.asking import ask

STYLE = b"body { color: green }\n" * 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "a.css").write_bytes(STYLE)
    (tmp_path / "b.js").write_bytes(b"export {}\n")
    (tmp_path / "c.png").write_bytes(b"\x89PNG" * 400)
    return tmp_path


def test_a_file_under_todays_address_is_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    name, path = next(paths_in(FOLDER))
    answer = ask(StaticFiles(), f"{settings.STATIC_URL}{name}")
    assert (answer.status, answer.body) == (200, path.read_bytes())
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_file_under_an_old_address_is_given_as_it_is_now_but_not_kept(folder: Path) -> None:
    answer = ask(StaticFiles(folder), "/static/0123456789ab/css/a.css")
    assert (answer.status, answer.body, answer.headers["cache-control"]) == (200, STYLE, "no-cache")


def test_text_is_packed_for_those_who_can_unpack_it(folder: Path) -> None:
    files = StaticFiles(folder)
    packed = ask(files, "/static/x/css/a.css", headers=[("Accept-Encoding", "br, gzip")])
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(STYLE) / 4
    assert gzip.decompress(packed.body) == STYLE
    assert packed.headers["content-length"] == str(len(packed.body))
    picture = ask(files, "/static/x/c.png", headers=[("Accept-Encoding", "gzip")])
    assert "content-encoding" not in picture.headers


@pytest.mark.parametrize(("name", "kind"), [("css/a.css", "text/css; charset=utf-8"), ("b.js", "text/javascript; charset=utf-8"), ("c.png", "image/png")])
def test_each_file_says_its_kind(folder: Path, name: str, kind: str) -> None:
    answer = ask(StaticFiles(folder), f"/static/x/{name}")
    assert (answer.headers["content-type"], answer.headers["x-content-type-options"]) == (kind, "nosniff")


def test_what_a_browser_has_already_is_not_sent_again(folder: Path) -> None:
    files = StaticFiles(folder)
    tag = ask(files, "/static/x/b.js").headers["etag"]
    again = ask(files, "/static/x/b.js", headers=[("If-None-Match", f"W/{tag}")])
    assert (again.status, again.body) == (304, b"")
    assert ask(files, "/static/x/b.js", headers=[("If-None-Match", '"other"')]).status == 200


def test_only_the_head_is_sent_where_only_that_is_asked(folder: Path) -> None:
    answer = ask(StaticFiles(folder), "/static/x/b.js", method="HEAD")
    assert (answer.status, answer.headers["content-length"], answer.body) == (200, "10", b"")


@pytest.mark.parametrize("path", ["/static/", "/static/x", "/static/x/none.css", "/static/x/../b.js", "/static/x//b.js", "/static/x/css/../../secret"])
def test_nothing_else_is_given(folder: Path, path: str) -> None:
    for watched in (False, True):
        assert ask(StaticFiles(folder, watched=watched), path).status == 404


def test_files_can_only_be_read(folder: Path) -> None:
    assert ask(StaticFiles(folder), "/static/x/b.js", method="POST").status == 405


def test_whoever_changes_files_sees_the_change_at_once(folder: Path) -> None:
    files = StaticFiles(folder, watched=True)
    (folder / "b.js").write_bytes(b"changed")
    assert ask(files, "/static/x/b.js").body == b"changed"


def test_the_address_changes_with_any_file(tmp_path: Path, folder: Path) -> None:
    before = digest.__wrapped__(folder)
    (folder / "b.js").write_bytes(b"changed")
    assert digest.__wrapped__(folder) != before


def test_templates_name_files_by_the_same_address() -> None:
    assert static("keywho/css/tokens.css") == f"{STATIC_ROUTE}{digest()}/keywho/css/tokens.css"
