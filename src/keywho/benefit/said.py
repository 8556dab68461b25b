"""What people say in passing: what they do not want, that they do not know yet, and which road they have come."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from keywho.benefit.segments import subject_of
from keywho.benefit.vocabulary.tokens import plain
from keywho.benefit.weak_words import is_about_something

_NOT = re.compile(
    r"^(?P<before>.*?)(?:^|\s)(?:"
    r"(?:but |aber |pero )?(?:please no(?: more)?|no more|no longer(?: in)?|bitte (?:kein\w*|nicht)|por favor nada de)\s+(?P<a>.+)"
    r"|(?:anything|everything|alles|todo|cualquier cosa)\s+(?:but|except|ausser|außer|nur nicht|menos|excepto)\s+(?P<b>.+)"
    r"|(?:but |aber |pero )?(?:not|nicht(?: mehr)?|nada de|no quiero(?: trabajar)?(?: en)?|ya no(?: quiero)?|nothing|no)\s+(?P<c>.+)"
    r"|(?:out of|away from|raus aus(?: der| dem)?|weg (?:von|aus)(?: der| dem)?|salir de|dejar)\s+(?P<e>.+)"
    r"|(?:but |aber )?(?:except(?: for)?|apart from|ausser|außer|ausgenommen|excepto|menos|keine?[nmrs]?)\s+(?P<d>.+)"
    r")$",
    re.IGNORECASE,
)
_NOT_AGAINST = re.compile(
    r"^(?:(?:not|no|nicht|kein\w*|nothing|nada)\s+)*(?:only|just|nur|solo|sólo|sure|yet|idea|ahnung|experience|erfahrung|experiencia|preference|matter|limit|problem|sicher|particular"
    r"|lo s[eé]|s[eé]|hay|importa|know|picky|one|entry|degree|todav[ií]a|weiß|weiss|klar)\b",
    re.IGNORECASE,
)
_LACK = re.compile(
    r"^(?:(?:i\s+have|ich\s+habe|tengo)\s+)?(?:no|without|keine?|ohne|sin)\s+(?:\w+\s+)?(?:experience|erfahrung|experiencia|degree|abschluss|titulo|título)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"^(?:i|i['’](?:m|ve)|my|we|ich|mein\w*|wir|yo|mi|soy|tengo|took|was|were|had|did|do|does|have|has|been|got|lost|worked|studied|is|are|am|can|could|now need|habe|bin|war|kann|gibt|hay|puedo)\b",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"\b(?:look|looking|seek|seeking|search|searching|want|wanting|need|wish|hope|hoping|like|love|['’]d|move|moving|switch|become|suche?|brauche|m[oö]chte|w[uü]rde|will|busco|quiero|necesito"
    r"|quisiera|gustar[ií]a)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"^(?:what (?:you|people|everybody)|was (?:sie|ihr|du)|lo que (?:usted|ustedes|t[uú]))\b|^\w+ (?:it|them|that|this|es|das|lo)$", re.IGNORECASE
)
_CV = re.compile(
    r"^(?:curriculum(?: vitae)?|cv|resume|lebenslauf|werdegang|berufserfahrung|work (?:history|experience)|employment history|experiencia laboral|trayectoria)\b(?! \w)"
    r"|^(?:from |seit |desde )?(?:\d\d?[/.])?(?:19|20)\d\d\b|\b(?:19|20)\d\d ?[-–] ?(?:(?:19|20)\d\d|now|today|heute|hoy)\b"
)
_YEARS = re.compile(
    r"^(?:from |since |seit |von |desde |de )?(?:(?:\d\d?[/.])?(?:19|20)\d\d\s*(?:[-–]|to|bis|a)?\s*)+(?:(?:now|today|heute|hoy)\s+)?", re.IGNORECASE
)
_PLEASE = re.compile(r"[\s,]*(?:please|thanks|thank you|bitte|danke|por favor|gracias)[\s.!]*$", re.IGNORECASE)
_UNDECIDED = re.compile(
    r"\b(?:(?:do not|don.?t|dont) (?:really )?know|not (?:so )?sure|no idea|unsure|undecided|not decided|open to (?:anything|everything|all|ideas|whatever)|open for anything|open[- ]?minded"
    r"|anything(?: goes| really)?|whatever(?: comes)?|no preference|still (?:figuring|finding|thinking|exploring|looking around)|just (?:looking|curious|exploring)|tbd|idk"
    r"|weiss (?:ich |es )?(?:noch )?nicht|weiss noch|keine ahnung|unsicher|unentschlossen|unentschieden|offen fur (?:alles|vieles|neues|ideen)|noch (?:offen|unklar|nicht)|egal|alles mogliche|mal schauen|mal sehen"
    r"|no (?:lo )?se(?: todavia| aun)?|aun no|todavia no|no estoy segur[oa]|indecis[oa]|abiert[oa] a (?:todo|cualquier|lo que)|lo que sea|cualquier cosa|sin preferencia)\b"
)


def refused(segment: str) -> tuple[str, str] | None:
    """Give (what is left of a wish, what is not wanted): "anything but retail" -> ("", "retail"); None where nothing is refused."""
    found = _NOT.match(segment)
    if found is None:
        return None
    what = next(part for part in (found["a"], found["b"], found["c"], found["d"], found["e"]) if part)
    if _NOT_AGAINST.match(what) or _NOT_AGAINST.match(segment[len(found["before"]) :].strip()):
        return None
    before = re.sub(r"[\s,]*(?:but|aber|pero)?$", "", found["before"], flags=re.IGNORECASE)
    return before.strip(), _PLEASE.sub("", what)


def only_tells(segment: str) -> bool:
    """Say whether a piece of a wish is no wish but tells or asks something: "no experience in sales yet", "my knees are done", "do testers get hired"."""
    return _LACK.match(segment) is not None or _SAYS.match(segment) is not None or (_TELLS.match(segment) is not None and _WISHES.search(segment) is None)


def begins_cv(segment: str) -> bool:
    """Say whether a piece of a wish begins a list of what somebody has done: "Curriculum", "2012-2016 manual tester"."""
    return _CV.search(plain(segment)) is not None


def without_years(segment: str) -> str:
    """Take years off the beginning of a line of a résumé: "2012-2016 manual tester" -> "manual tester"."""
    return _YEARS.sub("", segment)


def says_a_wish(segment: str) -> bool:
    """Say whether a piece has a word with which people wish: looking, want, suche, busco."""
    return _WISHES.search(segment) is not None


def is_undecided(segment: str) -> bool:
    """Say whether somebody says that they do not know yet, or are open to anything, and nothing else: "open to anything in logistics" is a wish."""
    written = plain(segment).replace("’", "'")
    found = _UNDECIDED.search(written)
    if found is None:
        return not written.strip(" ?.-…")
    return not is_about_something(f"{written[: found.start()]} {written[found.end() :]}")


@dataclass(frozen=True, slots=True)
class Road:
    """A change that somebody has made: from one work to another. `to` is empty where only the past is told."""

    start: str
    to: str = ""


_FROM_TO = (
    r"(?:moved|switched|changed|went|transitioned|came|career (?:change|changer|switch(?:er)?)|quereinsteiger(?:in)?|quereinstieg|gewechselt|wechsel\w*|umgestiegen|umschulung"
    r"|pas[eé]|cambi[eé]|cambio|transici[oó]n)\s+(?:from|von|vom|aus(?: der| dem)?|de|del)\s+(?P<start>.+?)\s+(?:(?:in)?to|zum|zur|zu|nach|in(?: die| den| das)?|auf|al?)\s+(?P<to>.+)"
)
_THEN_NOW = r"(?:(?:i )?(?:was|used to (?:be|work as|work in)|been)|(?:ich )?war|(?:fr[uü]her|zuvor|ehemals)|antes(?: era)?|(?:yo )?(?:fui|era|trabaj[eé] (?:de|como|en)))\s+(?P<start>[^,;.]+?)\s*(?:[,;.–—-]\s*|\s+and\s+|\s+und\s+|\s+y\s+)(?:i(?:'m| am)\s+|bin\s+|soy\s+)?(?:now|today|jetzt|heute|nun|ahora|hoy)(?:\s+(?:i(?:'m| am)|bin(?: ich)?|soy))?\s+(?P<to>[^,;.]+)"
_TURNED = r"(?P<start>[^,;.]{3,60}?)\s+(?:turned|(?:who )?became|→|->|=>)\s+(?P<to>[^,;.]{3,60})"
_FORMER = r"(?:^|[\s(,;])(?:(?:i )?(?:came|started out|began) (?:here )?(?:from|as|in)(?: an?| the)?\b|former(?:ly)?|ex[- ]|previously|retired|was an?|used to (?:be|work as)|ehemalige?[rs]?|gelernte?[rs]?|fr[uü]here?[rs]?|antigu[oa]|antes|exdocente)\s*(?P<start>[^,;.()\n]{2,60})"
_ROADS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (_FROM_TO, _THEN_NOW, _TURNED, _FORMER))
_GOES_ON = re.compile(
    r"\s+(?:looking|seeking|searching|wanting|wants|hoping|moving|trying|now|who|with|and\s+now|aiming|auf\s+der\s+suche|jetzt|sucht|suche|mit|que|busca|busco|ahora|con|myself|selbst|mism[oa])\b.*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:an?|the|eine?[nmr]?|der|die|das|un|una|el|la|als|as|working as|como|de)\s+", re.IGNORECASE)


def roads_in(text: str) -> Iterator[Road]:
    """Give the changes that a text tells of: "moved from teaching into UX", "was a nurse, now in IT", "former teacher"."""
    for sentence in re.split(r"[\n;.!?]+\s*", text[:2_000]):
        for pattern in _ROADS:
            found = pattern.search(sentence[:300])
            if found is None:
                continue
            start = _work(found["start"])
            if start:
                yield Road(start, _work(found["to"]) if "to" in pattern.groupindex else "")
                break


def _work(text: str) -> str:
    return subject_of(_ARTICLE.sub("", _GOES_ON.split(" ".join(text.split()), maxsplit=1)[0]))
