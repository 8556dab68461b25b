"""Numbers as they are said, in English, German and Spanish: "2019" is two words, and five syllables, in one of them alone."""

_SMALL = {
    language: tuple(names.split())
    for language, names in {
        "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
        "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte "
        "veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve",
    }.items()
}
_TENS = {
    language: ("", "", *names.split())
    for language, names in {
        "en": "twenty thirty forty fifty sixty seventy eighty ninety",
        "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    }.items()
}
_HUNDREDS = dict(zip(range(1, 10), (f"{name}cientos" for name in ("", "dos", "tres", "cuatro", "", "seis", "sete", "ocho", "nove")), strict=True)) | {
    1: "ciento",
    5: "quinientos",
}
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
LARGEST = 10**12
"""From here on a number is said digit by digit."""


def number_words(number: int, language: str) -> tuple[str, ...]:
    """Say a whole number.

    >>> number_words(2019, "en"), number_words(21, "de"), number_words(101, "es")
    (('two', 'thousand', 'nineteen'), ('einundzwanzig',), ('ciento', 'uno'))
    """
    if number >= LARGEST:
        return digit_words(str(number), language)
    return tuple({"de": _german, "es": _spanish}.get(language, _english)(number))


def year_words(year: int, language: str) -> tuple[str, ...]:
    """Say a number between 1100 and 2099 as a year.

    >>> year_words(2019, "en"), year_words(1998, "de"), year_words(2005, "en")
    (('twenty', 'nineteen'), ('neunzehnhundertachtundneunzig',), ('two', 'thousand', 'five'))
    """
    century, rest = divmod(year, 100)
    if language == "en" and (century != 20 or rest > 9):
        return (*_english(century), *(("hundred",) if not rest else ("oh", *_english(rest)) if rest < 10 else _english(rest)))
    if language == "de" and century < 20:
        return ("".join(_german(century)) + "hundert" + ("".join(_german(rest)) if rest else ""),)
    return number_words(year, language)


def digit_words(digits: str, language: str) -> tuple[str, ...]:
    """Say a number digit by digit, as a telephone number is said."""
    small = _SMALL.get(language, _SMALL["en"])
    return tuple(small[int(digit)] for digit in digits if digit.isdecimal())


def ordinal_words(number: int, language: str) -> tuple[str, ...]:
    """Say "3rd", "3.", "3º"; in Spanish the plain number takes about as long.

    >>> ordinal_words(23, "en"), ordinal_words(3, "de")
    (('twenty', 'third'), ('dritte',))
    """
    *before, last = number_words(number, language)
    if language == "en":
        return (*before, _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th"))
    if language == "de":
        return ({1: "erste", 3: "dritte", 7: "siebte"}.get(number) or last + ("te" if number < 20 else "ste"),)
    return (*before, last)


def _english(number: int) -> list[str]:
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            whole, rest = divmod(number, size)
            return [*_english(whole), name, *(_english(rest) if rest else [])]
    if number < 20:
        return [_SMALL["en"][number]]
    return [_TENS["en"][number // 10], *([_SMALL["en"][number % 10]] if number % 10 else [])]


def _german(number: int) -> list[str]:
    for size, one, many in ((10**9, "Milliarde", "Milliarden"), (10**6, "Million", "Millionen")):
        if number >= size:
            whole, rest = divmod(number, size)
            return [*(["eine", one] if whole == 1 else [*_german(whole), many]), *(_german(rest) if rest else [])]
    return [_german_word(number)]


def _german_word(number: int) -> str:
    for size, name in ((1000, "tausend"), (100, "hundert")):
        if number >= size:
            whole, rest = divmod(number, size)
            return ("ein" if whole == 1 else _german_word(whole)) + name + (_german_word(rest) if rest else "")
    if number < 20:
        return _SMALL["de"][number]
    tens, ones = divmod(number, 10)
    return (("ein" if ones == 1 else _SMALL["de"][ones]) + "und" if ones else "") + _TENS["de"][tens]


def _spanish(number: int) -> list[str]:
    if number >= 10**6:
        whole, rest = divmod(number, 10**6)
        return [*(["un", "millón"] if whole == 1 else [*_spanish(whole), "millones"]), *(_spanish(rest) if rest else [])]
    if number >= 1000:
        whole, rest = divmod(number, 1000)
        return [*([] if whole == 1 else _spanish(whole)), "mil", *(_spanish(rest) if rest else [])]
    if number == 100:
        return ["cien"]
    if number > 100:
        return [_HUNDREDS[number // 100], *(_spanish(number % 100) if number % 100 else [])]
    if number < 30:
        return [_SMALL["es"][number]]
    return [_TENS["es"][number // 10], *(["y", _SMALL["es"][number % 10]] if number % 10 else [])]
