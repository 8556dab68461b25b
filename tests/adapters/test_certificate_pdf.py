"""The certificate: it says what was done and by whom it was noted, in each language, and is one page however much that is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.adapters.paper import bare, lies_outside, pages

from keywho.adapters.certificate_pdf import certificate_pdf, write_certificate
from keywho.coach.certificate import Certificate, Deeds, certificate
from keywho.coach.ladder import Moment, ladder_in
from keywho.coach.lessons import lessons_in
from keywho.coach.notebook import Notebook, Try, Version, Way
from keywho.coach.pitch.answers import Cut, Shape
from keywho.coach.week import DAYS, HowItWent
from keywho.coach.words import LANGUAGES

NOW = datetime(2026, 11, 27, 19, tzinfo=UTC)
DAY = date(2026, 11, 27)
LONG = "Maria Magdalena Aloisia von Hohenlohe-Schillingsfürst de la Vega y Santa Cruz"


def everything() -> Notebook:
    """The notebook of somebody who did all there is to do."""
    notebook = Notebook().with_version(Version("I'm Ana.", Cut.TEN, Shape.STUDENT, NOW)).with_try(Try(NOW, Way.TAPPED, Cut.TEN, 9.0))
    for no in range(1, DAYS + 1):
        notebook = replace(notebook, week=notebook.week.with_day(no, HowItWent.GLAD, NOW.date()))
    for mark in (*(rung.mark for rung in ladder_in("en").rungs), *(lesson.mark for lesson in lessons_in("en"))):
        notebook = notebook.marked(mark, NOW)
    return notebook


def made(language: str = "en", name: str = "Ana Novak") -> Certificate:
    deeds = Deeds(evenings=12, met=48, contacts=20, asked=10, talks=8, been_asked=5)
    return certificate(name, deeds, everything(), {Moment.MET, Moment.ASKED}, DAY, language)


def test_nothing_done_is_an_empty_certificate():
    assert certificate("Ana", Deeds(), Notebook(), (), DAY, "en").is_empty
    assert not certificate("Ana", Deeds(met=1, evenings=1), Notebook(), (), DAY, "en").is_empty


def test_reading_alone_adds_nothing():
    only_read = certificate("Ana", Deeds(), Notebook().marked("lesson-read:hello", NOW), (), DAY, "en")
    assert only_read.is_empty


def test_without_a_name_it_says_who_noted_it_all_the_same():
    assert certificate("  ", Deeds(), everything(), (), DAY, "en").stretches[0].title == "Noted by the person who did it"


def test_it_says_each_figure_and_the_day(tmp_path: Path):
    write_certificate(tmp_path / "certificate.pdf", made())
    (page,) = pages(tmp_path / "certificate.pdf")
    for words in (
        "Ana Novak",
        "12 of 12 rungs of the courage ladder",
        "48 people met · 12 evenings · 20 contacts exchanged · 10 talks asked for · 8 talks held · 5 talks agreed to",
        "1 pitch written · 1 time rehearsed · 7 of 7 days of small steps · 20 tasks of the lessons done",
        "As it stands on 27 November 2026. Each line says what was done, not what was read.",
    ):
        assert bare(words) in bare(page)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_there_is_to_do_fits_on_one_page(tmp_path: Path, language: str, paper: str):
    certificate_of_all = made(language, LONG)
    write_certificate(tmp_path / "certificate.pdf", certificate_of_all, paper=paper)
    (page,) = pages(tmp_path / "certificate.pdf")
    assert not lies_outside(tmp_path / "certificate.pdf")
    for stretch in certificate_of_all.stretches:
        assert all(bare(rung) in bare(page) for rung in stretch.rungs)
    assert bare(page).rindex(bare(certificate_of_all.closing)) > bare(page).rindex(bare(certificate_of_all.stretches[-1].rungs[-1]))


def test_equal_certificates_are_equal_files():
    assert certificate_pdf(made()) == certificate_pdf(made())
