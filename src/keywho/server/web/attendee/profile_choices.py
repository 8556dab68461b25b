"""What can be chosen in a profile, in the words of a language: languages, experience, kinds of help; and "I don't know yet", which is a good answer."""

from collections.abc import Sequence

from keywho.core.languages import OWN_NAMES, languages_in, name_of_language
from keywho.core.people import Help, Seniority
from keywho.server.store.profile_fields import column_of, help_column, helps_of, words_in
from keywho.server.web.attendee.words import PAGE_LANGUAGES, PageWords

LANGUAGES = list(OWN_NAMES.items())


def helps(words: PageWords) -> list[tuple[str, str]]:
    """Give the kinds of help, as they are kept and as they are said."""
    return [(kind.value, said) for kind, said in zip(Help, words.kinds_of_help, strict=True)]


def seniorities(words: PageWords) -> list[tuple[str, str]]:
    """Give how far somebody can be; the last answer says nothing."""
    return [*((one.value, said) for one, said in zip(Seniority, words.seniorities, strict=True)), ("", words.rather_not_say)]


def languages_kept(chosen: Sequence[str], others: str) -> str:
    """Give languages as they are kept, from boxes and free text."""
    return column_of([*chosen, *languages_in(others)])


def languages_shown(kept: str) -> tuple[list[str], str]:
    """Give which boxes are ticked, and what stands beside them."""
    codes = words_in(kept)
    return [code for code in codes if code in OWN_NAMES], ", ".join(name_of_language(code) for code in codes if code not in OWN_NAMES)


def helps_kept(chosen: Sequence[str]) -> str:
    """Give kinds of help as they are kept."""
    return help_column(Help(one) for one in chosen)


def helps_shown(kept: str) -> list[str]:
    """Give which boxes of help are ticked."""
    return [kind.value for kind in Help if kind in helps_of(kept)]


def is_unsure(seeks: str) -> bool:
    """Say whether what stands there is "I don't know yet", in any language."""
    return seeks.strip() in {words.unsure_words for words in PAGE_LANGUAGES.values()}
