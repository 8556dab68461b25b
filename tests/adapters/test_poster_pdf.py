from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.adapters.codes import pictures_of, read_codes
from tests.adapters.paper import SCRIPTS, bare, lies_outside, pages, words_of

from keywho.adapters.poster_pdf import poster_pdf, write_poster
from keywho.core.errors import BadInput

LINK = "http://192.168.178.42:8000/j/K7PW"


def write(tmp_path: Path, title: str = "Job club", **said: object) -> str:
    write_poster(tmp_path / "poster.pdf", title, LINK, "K7PW", **said)  # type: ignore[arg-type]
    (page,) = pages(tmp_path / "poster.pdf")
    return page


def test_the_poster_says_where_to_point_what_to_type_and_that_it_is_easy(tmp_path: Path) -> None:
    lines = [" ".join(line.split()) for line in write(tmp_path).splitlines()]
    assert lines == [
        "Job club",
        "Or open 192.168.178.42:8000 and type",
        "K7PW",
        "1 Point your camera here and tap the link.",
        "2 Write your name and what you look for.",
        "3 Take a chair: your phone says whom you meet.",
        "No app. No account.",
        "No phone? Come to the desk: everything is there on paper too.",
    ]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_the_code_is_read_from_the_picture_of_a_far_camera(tmp_path: Path, language: str, paper: str) -> None:
    write(tmp_path, language=language, paper=paper)
    (picture,) = pictures_of(tmp_path / "poster.pdf", 30)
    assert read_codes(picture) == [LINK]
    assert not lies_outside(tmp_path / "poster.pdf")


def test_the_code_is_a_third_of_the_page_and_the_short_code_is_large(tmp_path: Path) -> None:
    write(tmp_path)
    (picture,) = pictures_of(tmp_path / "poster.pdf", 50)
    square = next(run for line in picture if (run := _first_dark_run(line.tolist())) > 30)
    assert square * 25.4 / 50 * 29 / 7 == pytest.approx(95, abs=4)  # seven of 29 modules are a corner mark
    assert next(bottom - top for _, top, _, bottom, text in words_of(tmp_path / "poster.pdf")[0][2] if text == "K7PW") > 40


def _first_dark_run(line: list[int]) -> int:
    dark = [value < 100 for value in line]
    if True not in dark:
        return 0
    start = dark.index(True)
    return next((at for at, value in enumerate(dark[start:]) if not value), 0)


def test_an_address_of_its_own_is_shown_and_none_where_there_is_none(tmp_path: Path) -> None:
    assert "Or open kw.example.org and type" in write(tmp_path, address="kw.example.org")
    assert "Or open" not in write(tmp_path, address="")


@pytest.mark.parametrize("title", ["T" * 300, "Networking breakfast of the chamber of commerce of the northern district " * 3, *SCRIPTS, "\u202e"])
def test_any_title_fits(tmp_path: Path, title: str) -> None:
    page = write(tmp_path, title, paper="letter")
    assert "U+" not in page and "No app. No account." in page
    assert not lies_outside(tmp_path / "poster.pdf")


def test_a_poster_without_a_title_says_welcome(tmp_path: Path) -> None:
    assert write(tmp_path, "").startswith("Welcome")


def test_the_document_has_language_title_and_size_and_equals_itself(tmp_path: Path) -> None:
    assert "KeineApp.KeinKonto." in bare(write(tmp_path, language="de", paper="letter"))
    assert poster_pdf("Job club", LINK, "K7PW", language="de", paper="letter") == (tmp_path / "poster.pdf").read_bytes()
    reader = PdfReader(tmp_path / "poster.pdf")
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.trailer["/Root"]["/Lang"]) == ("Job club", "de")  # type: ignore[index]
    assert [round(side) for side in reader.pages[0].mediabox[2:]] == [612, 792]


def test_unknown_languages_and_missing_links_are_refused() -> None:
    with pytest.raises(BadInput, match=r"“fr”\. Maybe one of: en, de, es"):
        poster_pdf("Job club", LINK, "K7PW", language="fr")
    with pytest.raises(BadInput, match="Maybe the link is missing"):
        poster_pdf("Job club", "", "K7PW")
