"""Names of languages, as people write them."""

import pytest

from keywho.core.languages import _CODES, OWN_NAMES, languages_in, name_of_language


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("German, English", {"de", "en"}),
        ("Deutsch und Englisch", {"de", "en"}),
        ("español y francés", {"es", "fr"}),
        ("EN/DE; tr", {"en", "de", "tr"}),
        ("English & Mandarin", {"en", "zh"}),
        ("  Swabian ,, Swiss  German", {"swabian", "swiss german", "de"}),
        ("Brazilian Portuguese", {"pt"}),
        ("English native", {"en"}),
        ("German Sign Language", {"german sign language"}),
        ("fra, eng", {"fr", "en"}),
        ("", set()),
        ("-, 3", set()),
    ],
)
def test_languages_are_read_as_people_write_them(text: str, found: set[str]):
    assert languages_in(text) == found


def test_what_a_language_calls_itself_is_read_as_its_code():
    assert all(languages_in(name) == {code} for code, name in OWN_NAMES.items())
    assert [name_of_language(code) for code in ("de", "swabian")] == ["Deutsch", "swabian"]


@pytest.mark.parametrize("code", sorted(_CODES - {"et", "no"} | {"swabian", "german sign language"}))
def test_a_code_is_read_as_itself(code: str):
    assert languages_in(code) == {code}


def test_what_is_shown_of_a_language_is_read_again_as_the_same():
    """The desk shows the names and reads them again when a profile is saved; "no" alone would be none, and "et" is "and" in French."""
    assert all(languages_in(name_of_language(code)) == {code} for code in _CODES)
