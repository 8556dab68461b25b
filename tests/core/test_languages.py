"""Names of languages, as people write them."""

import pytest

from keywho.core.languages import OWN_NAMES, languages_in, name_of_language


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("German, English", {"de", "en"}),
        ("Deutsch und Englisch", {"de", "en"}),
        ("español y francés", {"es", "fr"}),
        ("EN/DE; tr", {"en", "de", "tr"}),
        ("English & Mandarin", {"en", "zh"}),
        ("  Swabian ,, Swiss  German", {"swabian", "swiss german"}),
        ("", set()),
        ("-, 3", set()),
    ],
)
def test_languages_are_read_as_people_write_them(text: str, found: set[str]):
    assert languages_in(text) == found


def test_what_a_language_calls_itself_is_read_as_its_code():
    assert all(languages_in(name) == {code} for code, name in OWN_NAMES.items())
    assert [name_of_language(code) for code in ("de", "swabian")] == ["Deutsch", "swabian"]
