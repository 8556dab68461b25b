"""How many syllables a word has, by rules of its spelling, in English, German and Spanish.

What the rules get right is measured against lists counted by hand (tests/coach/counted_syllables.toml) and, for English, against the CMU Pronouncing Dictionary
(docs/benchmarks/coach.md).
"""

import re
import unicodedata
from functools import lru_cache

_VOWELS = "aeiouyàáâäãåæèéêëìíîïòóôöõøùúûüýÿœ"
_GROUP = re.compile(f"[{_VOWELS}]+")


@lru_cache(maxsize=4_096)  # single words, in memory alone, and nothing that says whose they are
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
        1: "the me we he she be these they're you're tongue mosque league aisle tier mosques leagues tongues",
        2: "people business being something sometimes someone somewhere somehow maybe makeup lifestyle homework housework baseline pipeline deadline notebook "
        "notebooks framework teamwork lifetime sideline guideline guidelines warehouse facebook every evening evenings chocolate comfort create creates poem "
        "poet quiet science fuel duel giant client clients trial trials dial riot lion iron react doing going seeing unique technique critique centre centres "
        "colleague colleagues dialogue dialogues embed homeland eyebrow oneself elsewhere trademark beyond hundred fluent soldier soldiers reuse reused "
        "lower higher safer boutique antique minute minutes biscuit biscuits several  wednesday",
        3: "idea area ideas areas interested interesting catalogue catalogues anyone everyone everything another camera businesses vehicle recipe recipes "
        "finale scientist scientists theory theatre theatres video videos mosaic beforehand everywhere synagogue ideal ratio coworker coworkers everyday "
        "icebreaker icebreakers apologize usual usually museum museums differently european reopen sciences warehouses easier usefulness",
        4: "everybody apostrophe catastrophe simile arithmetic variable january february anxiety retirement",
    }.items()
    for word in words.split()
}
_EN_SILENT = (
    re.compile(r"(?<=[^aeiouy])e$(?<![^aeiouyrw]le$)(?<!acre$)"),
    re.compile(r"(?<=[^aeiouydt])ed$(?<![^aeiouyrlw]led$)|(?<=[ae]y)ed$"),
    re.compile(r"(?<=[^aeiouyscgxzjh])es$(?<![^aeiouylrw]les$)|(?<=[tpg]h)es$"),
    re.compile(
        r"(?<=[aeiouy][^aeiouy])e(?=(?:ly|ful|fully|less|lessly|ment|ments|ness|work|works|wise|some|body|where|book|books|land|line|lines|time|day|ty|teen|hold|lessness|fulness)$)"
    ),
    re.compile(r"(?<=[aeiouy](?:nc|rg|ng|rc|dg))e(?=(?:ly|ful|ment|ments|ness|less)$)"),
    re.compile(r"(?<=[aeiou][gq])ues?$"),
)
_EN_PARTED = re.compile(
    r"ia(?=[nlbrtsmg]|$)(?<!cia)(?<!tia)(?<!gia)(?<!ssia)(?<!rria)|(?<=[bdmnprvt])io(?=[lu])|(?<=[bdmprv])io(?!u)|(?<=[dbmlnprvht])iu|"
    r"(?<=[bdlmnpvr])ie(?=nc|nt|t$|ty|st$|r$|rs$)|(?<=c)ie(?=t|nti)|(?<=i)e(?=tly)|ii|eo(?=[nrlgm](?!u))(?<!peo)(?<!geon)|(?<!g)eou?(?=s)|uous|(?<=[ntdcl])ua(?!r[dy]?$)|(?<=s)ua(?=l)|"
    r"ui(?=t[yio]|n[eo]|s[mt])(?<!qui)(?<!recruit)|(?<=[cr])ea(?=t(?:e|i|o))|[aeiouy]ing|(?<=[iy])e(?=rs?$)(?<!ie)|"
    r"(?<=[aoe])y(?=[ae])(?<=[aoe])(?!ed$|e$)|oe(?=[tm])|(?<=[bcdfgklpstvzi])sm(?:s|$)|thms?$|uou|(?<=r)ui(?=n)|(?<=fl)ui|(?<=s)ui(?=ci)|lie(?=ns?$)|^coo(?=pe|rd)|^zoo(?=l)|^rea(?=c[^h])|thea(?=t)|^reu(?!n)|(?<=fl)uen|(?<=[ae])yo|(?<!p)yo(?=n)|(?<=[ct])ia(?=t)|io(?=s?$)|y(?=ee)|(?<=so)cio|eye(?=r)"
)


def _english(word: str) -> int:
    stem = re.sub(r"'(?:s|d|ll|re|ve|m)$", "", word)
    if stem in _EN_KNOWN:
        return _EN_KNOWN[stem]
    for silent in _EN_SILENT:
        stem = silent.sub("", stem)
    more = 1 if re.search("[dsvt]n't$", word) and word not in ("can't", "won't", "don't", "aren't", "weren't") else 0
    return _groups(stem) + len(_EN_PARTED.findall(stem)) + more


_DE_KNOWN = {
    "team": 1,
    "teams": 1,
    "deal": 1,
    "job": 1,
    "jobs": 1,
    "pfui": 1,
    "email": 2,
    "software": 2,
    "knie": 1,
    "online": 2,
    "website": 2,
    "homepage": 2,
    "cousine": 3,
}
_DE_GROUP = re.compile("ieu|aa|ee|oo|ie|ei|ai|au|eu|äu|ey|ay|oy|oi|ou|[aeiouäöüyéèàáêôïëó]")
_DE_PARTED = tuple(
    (re.compile(place), becomes)
    for place, becomes in (
        ("qu", "kw"),
        (r"^((?:vor|zu|ab|an|aus|ein|auf|mit|vorzu)?(?:ge|be))(?=ei|[aouäöü]|in(?=\w)|im(?=\w)|ir(?=\w)|e(?!e|ere|eren|t|ten))(?!ern|et|est|u[gt])", r"\1."),
        ("(?<=il|in|ud|kt|er|st)ie(?=n?$)(?<!sinfonie)", "i.e"),
        ("(?<=[lprt])ien(?=t|z)", "i.en"),
        ("eum(?=s?$)|een(?=$)", "e.en"),
        ("(?<=ei|au|eu|äu|ie)(?=[aeiou])", "."),
        ("y(?=[aeou])", "j"),
    )
)


def _german(word: str) -> int:
    if word in _DE_KNOWN:
        return _DE_KNOWN[word]
    plain = word
    for place, becomes in _DE_PARTED:
        plain = place.sub(becomes, plain)
    return len(_DE_GROUP.findall(plain))


_ES_STRONG = "aeoáéíóúàèòâêô"


def _spanish(word: str) -> int:
    plain = re.sub(r"[qg]u(?=[eiéí])", "k", word)
    plain = re.sub(r"y(?=[aeiouáéíóú])", "j", plain)
    groups = re.findall("[aeiouáéíóúüyàèòâêô]+", plain.replace("h", ""))
    return sum(max(sum(sign in _ES_STRONG for sign in group), 1) for group in groups)
