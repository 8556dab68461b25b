"""From a signal that fired to one or two short sentences for the seeker. What people wrote is quoted, or woven in where that surely reads well."""

import re

from keywho.benefit.judging import Fired
from keywho.benefit.reasons.english import ENGLISH
from keywho.benefit.reasons.german import GERMAN
from keywho.benefit.reasons.spanish import SPANISH
from keywho.benefit.reasons.words import ReasonWords
from keywho.benefit.segments import cut_at_a_word
from keywho.benefit.signals import Kind

LONGEST = 140
LONGEST_NAME = 40
_QUOTE_LENGTHS = (45, 36, 28, 20, 12)
_LANGUAGES = {"en": ENGLISH, "de": GERMAN, "es": SPANISH}
_LEAD_IN = re.compile(
    r"^(?:(?:currently|aktuell|derzeit|actualmente)\s+)?(?:"
    r"(?:i\s*(?:am|['’]m)\s+)?(?:looking|searching|hoping|on the lookout)\s+(?:for|to\s+(?:find|meet))"
    r"|(?:i\s+)?(?:seek|seeking|need|want|wanted|wish|hope|(?:would|['’]d)\s+like|['’]d\s+love|like|love)(?:\s+to\s+(?:find|meet|get to know|talk to|talk with|speak to|speak with))?"
    r"|(?:ich\s+)?(?:suche|such|brauche|m[oö]chte|will|w[uü]rde\s+gerne?)(?:\s+(?:nach|gerne?))?|gesucht(?:\s+wird)?"
    r"|(?:estoy\s+)?(?:busco|buscando|necesito|quiero|quisiera|me\s+gustar[ií]a)(?:\s+(?:a|conocer(?:\s+a)?|encontrar|hablar\s+con))?"
    r")(?=[\s:])[\s:]*",
    re.IGNORECASE,
)
_HIRING_LEAD = re.compile(
    r"^(?:(?:we|i)(?:\s+are|['’]re|\s+am|['’]m)?\s+)?(?:hire|hires|hiring|recruit|recruits|recruiting|looking\s+to\s+hire)\s+(?:for\s+)?(?=\w)", re.IGNORECASE
)
_JOBS_LEAD = re.compile(r"^(?:open\s+)?(?:jobs?|positions?|openings?|stellen|empleos|puestos|vacantes)\b", re.IGNORECASE)
_QUOTE_SIGNS = str.maketrans('“”„«»"', "‘’‘‘’’")


def reason(fired: Fired, name: str, language: str = "en") -> str:
    """Say why somebody called `name` is useful to the reader; a language that is not known is answered in English. At most 140 signs for usual names."""
    words = _LANGUAGES.get(language, ENGLISH)
    called = cut_at_a_word(name, LONGEST_NAME)
    sentence = ""
    for longest in _QUOTE_LENGTHS:
        sentence = _sentence(fired, called, words, longest)
        if len(sentence) <= LONGEST:
            break
    return sentence


def no_strong_reason(language: str = "en") -> str:
    """Give a friendly sentence and a question for two who have no strong reason to meet."""
    return _LANGUAGES.get(language, ENGLISH).no_strong_reason


def _sentence(fired: Fired, name: str, words: ReasonWords, longest: int) -> str:
    wish = _piece(_LEAD_IN.sub("", fired.wanted), words, longest)
    held, more = (_quoted(text, words, longest) for text in (fired.held, fired.more))
    before = words.you_seek.format(wish=wish) + " " if wish else ""
    if words.you_want and re.match(r"to\s", fired.wanted, re.IGNORECASE) and len(fired.wanted) <= longest:
        before = words.you_want.format(wish=f"to{fired.wanted[2:]}") + " "
    kind = fired.kind
    if kind is Kind.RIGHT_HELP and fired.help is not None:
        return words.help[fired.help].format(name=name)
    if kind is Kind.HIRES_FOR_IT:
        before = words.own_work.format(wish=_quoted(fired.wanted, words, longest)) + " " if fired.is_own_work else before
        return before + _hires(fired.held, name, words, longest)
    if kind is Kind.COMPANIONS:
        theirs = _piece(_LEAD_IN.sub("", fired.held), words, longest)
        return (words.both_seek if wish.casefold() == theirs.casefold() else words.seek_alike).format(wish=wish, held=theirs, name=name)
    if kind is Kind.BROAD_KNOWLEDGE:
        return (words.knows_two if fired.more else words.knows_one).format(name=name, held=held, more=more)
    if kind is Kind.SAME_ROAD:
        return before + (words.same_road if fired.more else words.same_road_to_here).format(name=name, held=held, more=more)
    if kind is Kind.WORKS_THERE:
        return before + words.works_there.format(name=name, held=cut_at_a_word(fired.held.translate(_QUOTE_SIGNS), longest))
    plain = {
        Kind.OFFERS_IT: words.offers,
        Kind.IS_THE_ROLE: words.is_it,
        Kind.CAN_INTRODUCE: words.introduces,
        Kind.WAS_IN_IT: words.was_in_it,
        Kind.IN_THE_FIELD: words.in_the_field,
        Kind.NEIGHBOURING: words.neighbouring,
    }[kind]
    return before + plain.format(name=name, held=held)


def _hires(text: str, name: str, words: ReasonWords, longest: int) -> str:
    """Say that somebody hires, as they say it: "hiring nurses" is said as "hires “nurses”"."""
    lead = _HIRING_LEAD.match(text)
    if lead is not None:
        return words.hires_these.format(name=name, held=_quoted(text[lead.end() :], words, longest))
    return (words.has_jobs if _JOBS_LEAD.match(text) else words.hires).format(name=name, held=_quoted(text, words, longest))


def _piece(text: str, words: ReasonWords, longest: int) -> str:
    """Give a piece of a wish: woven in where it begins as a sentence of this language goes on, else in quotes."""
    cut = cut_at_a_word(text, longest)
    first = cut.split(" ", 1)[0]
    if first.casefold() in words.woven and cut == " ".join(text.split()) and not re.search(r"[“”„«»\"():!?]", cut):
        return first.casefold() + cut[len(first) :]
    return _quoted(text, words, longest)


def _quoted(text: str, words: ReasonWords, longest: int) -> str:
    line = " ".join(text.split()).translate(_QUOTE_SIGNS)
    cut = cut_at_a_word(line, longest)
    if not cut:
        return ""
    return f"{words.quotes[0]}{cut}{' ...' if len(cut) < len(line) else ''}{words.quotes[1]}"
