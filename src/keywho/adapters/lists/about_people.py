"""What free words say of how far somebody is, how long they have looked, and which help they look for or give (English, German, Spanish, some French)."""

import re

from keywho.adapters.lists.fields import words_of
from keywho.core.people import Help, Seniority

MOST_MONTHS = 600
_NUMBERS = {
    word: number
    for number, words in {
        1: "a an one ein eine einem einen einer un una uno une",
        2: "two zwei dos deux",
        3: "three drei tres trois",
        4: "four vier cuatro quatre",
        5: "five funf cinco cinq",
        6: "six sechs seis",
        7: "seven sieben siete sept",
        8: "eight acht ocho huit",
        9: "nine neun nueve neuf",
        10: "ten zehn diez dix",
        11: "eleven elf once onze",
        12: "twelve zwolf doce douze",
    }.items()
    for word in words.split()
}
_MONTHS = re.compile(r"\b(?:months?|mos?|monate?n?|mes(?:es)?|mois|m)\b")
_YEARS = re.compile(r"\b(?:years?|yrs?|jahre?n?|j|anos?|ans?|y)\b")
_WEEKS = re.compile(r"\b(?:weeks?|wochen?|semanas?|semaines?|w)\b")
_DAYS = re.compile(r"\b(?:days?|tage?n?|dias?|jours?)\b")
_HALF_YEAR = re.compile(r"\b(?:half a year|half year|halbes jahr|halben jahr|halbjahr|medio ano|six mois|demi annee)\b")
_AND_A_HALF = re.compile(r"\b(?:and a half|einhalb|y medio|et demi)\b")
_NOT_YET = re.compile(r"^(?:0|not (?:looking|searching)|none|no|just started|gerade erst|neu|recien|new|this week|today|n a|nada|keine?|gar nicht)$")

_LEADING = re.compile(
    r"\b(?:lead(?:s|ing|er|ership)?|head|director|manag(?:er|es|ing|ement)|chief|c[efto]o|vp|executive|principal|supervisor|foreman|teamleit\w*|leit(?:er|ung|end)\w*|fuhrung\w*|chef(?:in)?|vorgesetzte\w*"
    r"|jefe|jefa|directiv\w*|directora?|gerente|lider\w*|responsable|dirig\w*|cadre)\b"
)
_LONG = re.compile(
    r"\b(?:senior|sr|expert\w*|experte\w*|veteran|long|extensive|seasoned|lang\w*|erfahren\w*|amplia|mucha|experimentad\w*|many|viele|muchos|decades|over (?:ten|10))\b"
)
_SOME = re.compile(
    r"\b(?:mid|middle|intermediate|some|regular|professional|einige\w*|mittel\w*|berufserfahren|media|intermedio|alguna|algunos|semi senior|confirme)\b"
)
_STARTING = re.compile(
    r"\b(?:entry|junior|jr|starter|starting|start|begin\w*|beginner|graduate|grad|student\w*|intern|trainee|apprentice|newcomer|new|none|no experience|first job"
    r"|berufseinsteig\w*|berufsanfang\w*|anfang\w*|einsteig\w*|absolvent\w*|azubi|auszubildende\w*|praktikant\w*|keine|quereinsteig\w*|principiante|recien|becari\w*|aprendiz|sin experiencia"
    r"|debutant\w*|stagiaire|etudiant\w*)\b"
)
_FIRST_OF_ALL_STARTING = re.compile(r"\bno experience\b|\bsin experiencia\b|\bkeine\b|\bentry\b")
SOME_YEARS_FROM, LONG_FROM = 2, 10

_KINDS = {
    Help.JOB_LEAD: r"\b(?:jobs?|leads?|openings?|vacanc\w*|positions?|stellen?\w*|stellenhinweis\w*|jobhinweis\w*|arbeit\w*|empleo\w*|trabajo|puestos?|vacantes?|ofertas?|pistas?|emplois?|travail|hiring|work)\b",
    Help.INTRODUCTION: r"\b(?:intro\w*|contacts?|connect\w*|referr?al\w*|network\w*|kontakt\w*|vermittl\w*|vorstell\w*|empfehl\w*|contactos?|present\w*|referencias?|mise en relation)\b",
    Help.ADVICE: r"\b(?:advi[cs]e\w*|mentor\w*|coach\w*|guidance|tips?|feedback|review\w*|rat|ratschlag\w*|berat\w*|tipps?|consejos?|asesor\w*|orientacion|conseils?)\b",
    Help.INSIDER: r"\b(?:inside\w*|insider\w*|einblick\w*|innensicht|desde dentro|vision interna|experiencia interna|de l interieur|what it is like)\b",
    Help.COMPANION: r"\b(?:compan(?:y|ion|ions|ionship)|buddy|buddies|peers?|same (?:search|boat)|together|company on the way|gleichgesinnt\w*|mitstreit\w*|begleit\w*|weggefahrt\w*|companer\w*|compania|acompan\w*|compagnon\w*)\b",
}  # fmt: skip
_HELP = {kind: re.compile(words) for kind, words in _KINDS.items()}
_PARTS = re.compile(r"[,;/|&+\n\r•·]|\s[-–—]\s")


def seniority_of(text: str) -> Seniority | None:
    """Give how far somebody is: "Senior", "10 years", "Berufseinsteiger", "leads a team of 5"; None where that can't be told."""
    words = words_of(text)
    for kind, found in ((Seniority.STARTING, _FIRST_OF_ALL_STARTING), (Seniority.LEADING, _LEADING)):
        if found.search(words):
            return kind
    years = _count(words, _YEARS)
    if years is None and re.fullmatch(r"\+? ?[0-9]{1,2} ?\+?", text.strip()):
        years = float(re.sub(r"\D", "", text))
    if years is not None and years <= 70:
        return Seniority.LONG if years >= LONG_FROM else Seniority.SOME_YEARS if years >= SOME_YEARS_FROM else Seniority.STARTING
    if _count(words, _MONTHS) is not None:
        return Seniority.STARTING
    order = ((Seniority.STARTING, _STARTING), (Seniority.SOME_YEARS, _SOME), (Seniority.LONG, _LONG))
    return next((kind for kind, found in order if found.search(words)), None)


def months_of(text: str) -> int | None:
    """Give a time in whole months: "3", "3 months", "half a year", "6-12 months" (the middle), "seit 8 Monaten", "over a year"; None where that can't be told."""
    words = words_of(text)
    if _NOT_YET.match(words):
        return 0 if words not in ("n a", "none", "no") else None
    if _HALF_YEAR.search(words):
        return 6
    words = re.sub(r"\b(?:einhalb|anderthalb)\b", "1 and a half", words)
    if "." in text or "," in text:
        words = re.sub(r"\b([0-9]+) 5 ", r"\1 and a half ", words)
    found = None
    for unit, months in ((_YEARS, 12.0), (_MONTHS, 1.0), (_WEEKS, 12 / 52), (_DAYS, 12 / 365)):
        count = _count(words, unit)
        if count is not None:
            if unit is _YEARS and _AND_A_HALF.search(words):
                count = max(count, 1.0) + 0.5
            found = (found or 0.0) + count * months
    if found is None and re.fullmatch(r"(?:about|ca|etwa|circa|over|uber|more than|mas de|unos|plus de|less than)?\s?[0-9]{1,3}(?: [0-9]{1,3})?", words):
        found = _count(f"{words} months", _MONTHS)
    return round(found) if found is not None and 0 <= found <= MOST_MONTHS else None


def helps_of(text: str) -> tuple[frozenset[Help], tuple[str, ...]]:
    """Give the kinds of help that a text names, and the pieces of it that name none."""
    kinds: set[Help] = set()
    strange = []
    for part in _PARTS.split(text):
        words = words_of(part)
        found = {kind for kind, pattern in _HELP.items() if pattern.search(words)}
        kinds |= found
        if words and not found and words not in ("no", "none", "nothing", "n a", "keine", "nichts", "nada", "ninguna"):
            strange.append(part.strip())
    return frozenset(kinds), tuple(strange)


def _count(words: str, unit: re.Pattern[str]) -> float | None:
    """Give the number that stands before a unit; of a range the middle. "Over a year" is one year."""
    found = unit.search(words)
    if not found:
        return None
    before = re.findall(r"[0-9]+|[^\W\d]+", words[: found.start()])[-4:]
    numbers: list[float] = []
    for word in reversed(before):
        if word.isdecimal() and len(word) <= 4:
            numbers.append(float(word))
        elif word in _NUMBERS:
            numbers.append(float(_NUMBERS[word]))
        elif word in ("and", "half"):
            continue
        elif numbers and word not in ("to", "bis", "a", "or", "oder", "o"):
            break
        if len(numbers) == 2:
            break
    if not numbers:
        return None
    return sum(numbers) / len(numbers) if len(numbers) == 2 and numbers[1] <= numbers[0] else numbers[0]
