"""How many syllables a word has, by rules of its spelling, in English, German and Spanish.

What the rules get right is measured against lists counted by hand (tests/coach/counted_syllables.toml) and, for English, against the CMU Pronouncing Dictionary
(docs/benchmarks/coach.md).
"""

import re
import unicodedata
from functools import lru_cache

_VOWELS = "aeiouyàáâäãåæèéêëìíîïòóôöõøùúûüýÿœ"
_GROUP = re.compile(f"[{_VOWELS}]+")


@lru_cache(maxsize=20_000)
def syllables(word: str, language: str) -> int:
    """Count the syllables of a word; it has at least one. A language without rules of its own is counted by the groups of its vowels.

    >>> [syllables(word, "en") for word in ("hello", "networking", "created", "moved", "experience")]
    [2, 3, 3, 1, 4]
    >>> [syllables(word, "es") for word in ("hola", "guitarra", "energía", "ciudad", "busco")]
    [2, 3, 4, 2, 2]
    >>> [syllables(word, "de") for word in ("hallo", "beruflich", "Arbeit", "beendet", "Reihe")]
    [2, 3, 2, 3, 2]
    """
    plain = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    count = {"en": _english, "de": _german, "es": _spanish}.get(language, _groups)(plain)
    return max(count, 1)


def letters(word: str) -> int:
    """Count the letters of a word: what its consonants and long vowels add to its syllables."""
    return sum(sign.isalpha() for sign in word)


def _groups(word: str) -> int:
    return len(_GROUP.findall(word))


_EN_KNOWN = {
    word: count
    for count, words in {
        1: "they're you're",
        2: "people business being something sometimes someone somewhere somehow maybe makeup lifestyle homework housework baseline pipeline deadline "
        "framework teamwork lifetime sideline guideline warehouse facebook every evening interest different chocolate comfort "
        "create poem poet quiet science fuel duel giant client trial dial riot lion iron react being doing going area's idea's hours naive ",
        3: "idea area ideas areas interesting interested interests differently anyone everyone everything another camera general business's naivety "
        "businesses vehicle hundredth already recipe finale",
        4: "everybody apostrophe catastrophe simile",
    }.items()
    for word in words.split()
}
_EN_SILENT = (
    re.compile(r"(?<=[^aeiouy])e$(?<![^aeiouy][bcdfgkpstz]le$)(?<![^aeiouy]re$)|(?<=[^aeiouy])re$(?<=[^aeiouycdtgb]re$)"),
    re.compile(r"(?<=[^aeiouydt])ed$(?<![^aeiouylr]led$)(?<!tred$)"),
    re.compile(r"(?<=[^aeiouyscgxzjh])es$(?<![^aeiouylr]les$)|(?<=[tpg]h)es$"),
    re.compile(r"(?<=[aeiou][^aeiouy])e(?=(?:ly|ful|fully|less|lessly|ment|ments|ness|work|works|wise|s?body|where)$)"),
    re.compile(r"(?<=[aeouy][rngmk])e(?=d?ly$)"),
)
_EN_PARTED = re.compile(
    r"ia(?=[nlbrt]|$)(?<!cia)(?<!tia)(?<!gia)(?<!ssia)|(?<=[cd])io(?=l)|(?<=[bdlmnprv])io|(?<=[bdlmnprvht])iu|(?<=[bdlmnpvr])ie(?=nc|nt|t$|ty)|ii|"
    r"eo(?=[nrlg](?!u))(?<!peo)(?<!geon)|uous|(?<=[ntds])ua(?!r[dy]?$)|ui(?=t[yio]|n[eo]|s[mt])(?<!qui)|eau?(?=t[eio](?!n)[^r]?)(?<=[rn]ea)|[aeiouy]ing|(?<=[iy])e(?=r$)|"
    r"(?<=[aoe])[iy](?=[ae])|oi(?=ng)|oe(?=[tm])|(?<=[bcdfgklpstvz])sm(?:s|$)|(?<=i)sms?$|thm"
)


def _english(word: str) -> int:
    stem = re.sub(r"'(?:s|d|ll|re|ve|m)$", "", word)
    if stem in _EN_KNOWN:
        return _EN_KNOWN[stem]
    for silent in _EN_SILENT:
        stem = silent.sub("", stem)
    more = 1 if re.search("[dsvt]n't$", word) and word not in ("can't", "won't", "don't", "aren't", "weren't") else 0
    return _groups(stem) + len(_EN_PARTED.findall(stem)) + more


_DE_GROUP = re.compile("aa|ee|oo|ie|ei|ai|au|eu|äu|ey|ay|oy|oi|ui(?!t)|ou|[aeiouäöüyéèàáêôïëó]")
_DE_PARTED = re.compile("^(be|ge)(?=[aeiouäöü])")


def _german(word: str) -> int:
    plain = re.sub("qu", "kw", word)
    plain = re.sub("(?<=[bdfglmnprstvz])ien(?=$|s$)", "i.en", plain)
    plain = re.sub("^(ge|be|(?:vor|zu|ab|an|aus|ein|auf|mit)?ge|(?:vor|zu)?be)(?=(?:ei|[aeouäöü]|in|im|ir))", r"\1.", plain)
    plain = re.sub("(?<=ei|au|eu|äu|ie)(?=[aeiou])", ".", plain)
    plain = re.sub("(?<=[aeiou])(?=y[aeou])", ".", plain)
    plain = re.sub("y(?=[aeou])", "j", plain)
    return len(_DE_GROUP.findall(plain))


_ES_STRONG = "aeoáéíóúàèòâêô"


def _spanish(word: str) -> int:
    plain = re.sub(r"[qg]u(?=[eiéí])", "k", word)
    plain = re.sub(r"y(?=[aeiouáéíóú])", "j", plain)
    groups = re.findall("[aeiouáéíóúüyàèòâêô]+", plain.replace("h", ""))
    return sum(max(sum(sign in _ES_STRONG for sign in group), 1) for group in groups)
