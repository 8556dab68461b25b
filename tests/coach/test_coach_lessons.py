"""The lessons: twenty, of two minutes each, in plain words, each with one task that can be done somewhere."""

import re

import pytest

from keywho.coach.ladder import ladder_in
from keywho.coach.lessons import Lesson, lesson_in, lessons_in
from keywho.coach.sets import NotInShape, names_in, parsed
from keywho.coach.words import LANGUAGES

PAGES = {"pitch", "questions", "ladder"}
JARGON = re.compile(r"\b(leverage|synerg\w*|elevator pitch|personal brand\w*|value proposition|stakeholder\w*|touch base|win-win|hack\w*)\b", re.IGNORECASE)
A_SOURCE = re.compile(r".+\. .*\b(19|20)\d\d\b.*", re.DOTALL)


def test_there_are_twenty_lessons_each_with_a_key_of_its_own():
    lessons = lessons_in("en")
    assert len(lessons) == len({lesson.key for lesson in lessons}) == 20
    assert [name.split("-", 1)[1] for name in names_in("en", "lessons")] == [lesson.key for lesson in lessons]


@pytest.mark.parametrize("lesson", lessons_in("en"), ids=lambda lesson: lesson.key)
def test_a_lesson_takes_two_minutes_in_plain_words(lesson: Lesson):
    words = " ".join(lesson.paragraphs).split()
    assert 240 <= len(words) <= 350
    assert not JARGON.search(" ".join(words))
    sentences = re.split(r"[.?!:;](?:\s|”)", " ".join(words))
    assert max(len(sentence.split()) for sentence in sentences) <= 36


@pytest.mark.parametrize("lesson", lessons_in("en"), ids=lambda lesson: lesson.key)
def test_a_lesson_has_one_task_that_can_be_done_somewhere_and_sources(lesson: Lesson):
    kind, name = lesson.place
    places = {"rung": {rung.key for rung in ladder_in("en").rungs}, "page": PAGES, "evening": {"next"}, "desk": {"opening"}}
    assert name in places[kind]
    assert lesson.task and lesson.sources
    assert all(A_SOURCE.fullmatch(source) for source in lesson.sources)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lessons_are_the_same_in_every_language(language: str):
    for lesson, english in zip(lessons_in(language), lessons_in("en"), strict=True):
        assert (lesson.key, lesson.tied_to) == (english.key, english.tied_to)
        assert [source.split(",")[0] for source in lesson.sources] == [source.split(",")[0] for source in english.sources]
        assert len(lesson.paragraphs) == len(english.paragraphs), lesson.key


def test_an_unknown_lesson_is_none():
    assert lesson_in("en", "selling") is None


def test_a_task_that_is_tied_to_nothing_is_refused_with_the_reason():
    with pytest.raises(NotInShape, match=r"tied_to is .pitch., and should be like"):
        parsed(b'key = "a"\ntitle = "A"\nfor_whom = "a"\nparagraphs = ["a"]\ntask = "a"\ntied_to = "pitch"', "a.toml", Lesson)
