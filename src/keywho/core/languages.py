"""Languages that people talk in: names as they are written in lists and forms, to the codes of a profile."""

import re
from collections.abc import Mapping

OWN_NAMES: Mapping[str, str] = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "pt": "Português",
    "pl": "Polski",
    "tr": "Türkçe",
    "uk": "Українська",
    "ru": "Русский",
    "ar": "العربية",
    "zh": "中文",
}
"""What the most common ones call themselves, by ISO 639-1 code."""

_OTHER_NAMES: Mapping[str, str] = {
    "en": "englisch inglés ingles eng",
    "de": "german alemán aleman ger deu",
    "es": "spanish spanisch castellano castilian espanol spa",
    "fr": "french französisch francés frances francais fra",
    "it": "italian italienisch ita",
    "pt": "portuguese portugiesisch portugues por",
    "pl": "polish polnisch polaco",
    "tr": "turkish türkisch turco turkce",
    "uk": "ukrainian ukrainisch ucraniano",
    "ru": "russian russisch ruso",
    "ar": "arabic arabisch árabe arabe",
    "zh": "chinese chinesisch chino mandarin mandarín 普通话",
    "ja": "japanese japanisch japonés 日本語",
    "ko": "korean koreanisch coreano 한국어",
    "hi": "hindi हिन्दी",
    "ur": "urdu اردو",
    "fa": "persian farsi persisch persa فارسی",
    "nl": "dutch niederländisch holandés nederlands",
    "ro": "romanian rumänisch rumano română",
    "el": "greek griechisch griego ελληνικά",
    "he": "hebrew hebräisch hebreo עברית",
    "hu": "hungarian ungarisch húngaro magyar",
    "cs": "czech tschechisch checo čeština",
    "sv": "swedish schwedisch sueco svenska",
    "da": "danish dänisch danés dansk",
    "no": "norwegian norwegisch noruego norsk",
    "fi": "finnish finnisch finlandés suomi",
    "bg": "bulgarian bulgarisch búlgaro български",
    "hr": "croatian kroatisch croata hrvatski",
    "sr": "serbian serbisch serbio srpski српски",
    "sq": "albanian albanisch albanés shqip",
    "vi": "vietnamese vietnamesisch vietnamita",
    "tl": "tagalog filipino",
    "ca": "catalan katalanisch catalán català",
    "eu": "basque baskisch vasco euskera euskara",
    "gl": "galician galicisch gallego galego",
}
_CODE_BY_NAME = {name: code for code, names in _OTHER_NAMES.items() for name in (code, *names.split())} | {
    name.casefold(): code for code, name in OWN_NAMES.items()
}


def languages_in(text: str) -> frozenset[str]:
    """Give the languages that a text names, parted by commas or the like: "German, en / Swabian" are de, en and "swabian"."""
    names = (" ".join(part.casefold().split()) for part in re.split(r"[,;/|\n+&、，]|\b(?:and|und|y|e)\b", text, flags=re.IGNORECASE))
    return frozenset(_CODE_BY_NAME.get(name, name) for name in names if any(letter.isalpha() for letter in name))


def name_of_language(code: str) -> str:
    """Give what a language calls itself; one that is not among the common ones stands as it is written."""
    return OWN_NAMES.get(code, code)
