from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.adapters.codes import pictures_of, read_codes
from tests.adapters.paper import SCRIPTS, bare, lies_outside, naughty_names, pages, words_of

from keywho.adapters.badges_pdf import Badge, badges_pdf, write_badges
from keywho.adapters.legible import legible
from keywho.core.errors import BadInput

LINK = "https://evening.example.org/b/Zk3v9QxT7hLmN2pRwY8s"
ANN = Badge("Ann", "Ruiz", "I seek a ward that hires nurses", f"{LINK}1", "K7P-2WD", "St. Mary's")
BEN = Badge("Ben", "Okonkwo", qr_text=f"{LINK}2", code="QW8-44X")


def write(tmp_path: Path, badges: list[Badge], **said: object) -> list[str]:
    write_badges(tmp_path / "badges.pdf", badges, **said)  # type: ignore[arg-type]
    return pages(tmp_path / "badges.pdf")


def height_of(tmp_path: Path, word: str) -> float:
    """Height of a word on paper, in points."""
    _, _, words = words_of(tmp_path / "badges.pdf")[0]
    return max(bottom - top for _, top, _, bottom, text in words if text == word)


def test_a_badge_says_who_what_and_where_to_scan(tmp_path: Path) -> None:
    (page,) = write(tmp_path, [ANN], title="Job club", double_sided=False)
    assert bare(page) == "Cutalongthedashedlines.JobclubK7P-2WDRuizSt.Mary'sIseekawardthathiresnursesAnn"


def test_both_sides_of_a_badge_show_the_same(tmp_path: Path) -> None:
    (page,) = write(tmp_path, [ANN, BEN], title="Job club")
    assert [page.count(words) for words in ("Ruiz", "Okonkwo", "K7P-2WD", "Job club", "I seek a ward")] == [2, 2, 2, 4, 2]


@pytest.mark.parametrize(("double_sided", "on_a_page"), [(True, 4), (False, 8)])
def test_a_page_takes_eight_faces(tmp_path: Path, double_sided: bool, on_a_page: int) -> None:
    assert len(write(tmp_path, [ANN] * on_a_page, double_sided=double_sided)) == 1
    assert len(write(tmp_path, [ANN] * (on_a_page + 1), double_sided=double_sided)) == 2


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_code_is_read_from_the_printed_page(tmp_path: Path, paper: str) -> None:
    write(tmp_path, [ANN, BEN, Badge("Cy", qr_text="https://evening.example.org/b/" + "x" * 90)], paper=paper)
    (picture,) = pictures_of(tmp_path / "badges.pdf")
    assert sorted(read_codes(picture)) == sorted([f"{LINK}1", f"{LINK}2", "https://evening.example.org/b/" + "x" * 90] * 2)


def test_the_first_name_is_as_large_as_fits(tmp_path: Path) -> None:
    write(tmp_path, [ANN, Badge("Christopher", "Ruiz")], double_sided=False)
    ann, christopher, rest = (height_of(tmp_path, word) for word in ("Ann", "Christopher", "Ruiz"))
    assert ann > christopher > 1.5 * rest


def test_a_first_name_of_one_long_word_is_broken_rather_than_small(tmp_path: Path) -> None:
    long = "Wolfeschlegelsteinhausenbergerdorff"
    (page,) = write(tmp_path, [Badge(long, "Ruiz")], double_sided=False)
    assert long in bare(page)
    _, _, words = words_of(tmp_path / "badges.pdf")[0]
    assert next(bottom - top for _, top, _, bottom, text in words if text.startswith("Wolfe")) > 18


def test_a_whole_name_is_split_at_its_first_blank() -> None:
    assert Badge.named("Ann van der Berg", code="X") == Badge("Ann", "van der Berg", code="X")
    assert Badge.named(" 王小明\n") == Badge("王小明")
    assert Badge.named("\u202e") == Badge("")


def test_who_has_no_first_name_is_called_by_the_other_and_who_has_none_writes_it(tmp_path: Path) -> None:
    (page,) = write(tmp_path, [Badge("", "Ruiz"), Badge("\u200b", "", code="K7P-2WD")], double_sided=False)
    assert page.count("Ruiz") == 1 and page.count("My name is") == 1
    assert height_of(tmp_path, "Ruiz") > 40


def test_a_line_that_is_too_long_ends_with_an_ellipsis_between_words(tmp_path: Path) -> None:
    (page,) = write(tmp_path, [Badge("Ann", line="somebody who knows " * 20, qr_text=LINK)], double_sided=False)
    assert "…" in page and "somebody who knows somebody" in " ".join(page.split())
    assert "knowssomebody" not in page


LONG = ["W" * 200, "الحسين" * 33, "王" * 200, "i" * 200, "a\u0301\u0302\u0303\u0304" * 50, "ก็" * 100, "x y " * 60]


def test_names_of_200_letters_stay_on_their_badge(tmp_path: Path) -> None:
    badges = [Badge(name, name, name, LINK, name, name) for name in LONG]
    write(tmp_path, badges, title="T" * 300, double_sided=False)
    assert not lies_outside(tmp_path / "badges.pdf")
    for _, height, words in words_of(tmp_path / "badges.pdf"):
        cuts = [height / 2 + no * 60 * 72 / 25.4 for no in (-1, 0, 1)]
        assert not [word for word in words for cut in cuts if word[1] + 4 < cut < word[3] - 4]


def test_every_script_has_its_letters(tmp_path: Path) -> None:
    found = "".join(map(bare, write(tmp_path, [Badge.named(name) for name in SCRIPTS], double_sided=False)))
    assert "U+" not in found and "王小明" in found and "Владимир" in found


def test_naughty_names_are_printed(tmp_path: Path) -> None:
    names = naughty_names()
    badges = [Badge.named(name, line=name, code=name[:8], company=name) for name in names]
    found = "".join(map(bare, write(tmp_path, badges, double_sided=False)))
    short = [legible(name) for name in names if name.isascii() and len(name) < 12]
    assert len(short) > 20 and not [name for name in short if bare(name) not in found]
    assert not lies_outside(tmp_path / "badges.pdf")


def test_equal_badges_give_equal_files_with_title_and_letter_size(tmp_path: Path) -> None:
    write(tmp_path, [ANN, BEN], title="Job club", paper="letter")
    assert badges_pdf([ANN, BEN], title="Job club", paper="letter") == (tmp_path / "badges.pdf").read_bytes()
    reader = PdfReader(tmp_path / "badges.pdf")
    assert reader.metadata is not None and reader.metadata.title == "Job club"
    assert [round(side) for side in reader.pages[0].mediabox[2:]] == [612, 792]


def test_nobody_and_unknown_paper_and_endless_links_are_refused() -> None:
    with pytest.raises(BadInput, match="Maybe add people"):
        badges_pdf([])
    with pytest.raises(BadInput, match="Maybe"):
        badges_pdf([ANN], paper="napkin")
    with pytest.raises(BadInput, match="shorter link"):
        badges_pdf([Badge("Ann", qr_text="x" * 5000)])
