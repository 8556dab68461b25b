"""From a signal that fired to one or two short sentences for the seeker. What people wrote is quoted, or woven in where that surely reads well."""

import re

from keywho.benefit.help_kinds import whom_they_hire
from keywho.benefit.judging import Fired
from keywho.benefit.reasons.english import ENGLISH
from keywho.benefit.reasons.german import GERMAN
from keywho.benefit.reasons.spanish import SPANISH
from keywho.benefit.reasons.titles import work_said
from keywho.benefit.reasons.words import ReasonWords
from keywho.benefit.segments import cut_at_a_word
from keywho.benefit.signals import Kind

LONGEST = 140
LONGEST_NAME = 40
_QUOTE_LENGTHS = (75, 60, 45, 36, 28, 20, 12)
_LANGUAGES = {"en": ENGLISH, "de": GERMAN, "es": SPANISH}
_LEAD_IN = re.compile(
    r"^(?:(?:currently|aktuell|derzeit|actualmente)\s+)?(?:"
    r"(?:i\s*(?:am|['’]m)\s+)?(?:looking|searching|hoping|on the lookout)\s+(?:for|to\s+(?:find|meet))"
    r"|(?:(?:i|we)\s+)?(?:seek|seeking|need|want|wanted|wish|hope|(?:would|['’]d)\s+like|['’]d\s+love|like|love)(?:\s+to\s+(?:find|meet|get to know|talk to|talk with|speak to|speak with))?"
    r"|(?:ich\s+)?(?:suche|such|brauche|m[oö]chte|will|w[uü]rde\s+gerne?)(?:\s+(?:nach|gerne?))?|gesucht(?:\s+wird)?"
    r"|(?:estoy\s+)?(?:busco|buscando|necesito|quiero|quisiera|me\s+gustar[ií]a)(?:\s+(?:a|conocer(?:\s+a)?|encontrar|hablar\s+con))?"
    r")(?=[\s:])[\s:]*",
    re.IGNORECASE,
)
_JOBS_LEAD = re.compile(
    r"^(?:open\s+|permanent\s+)?(?:jobs?|stellen|empleos|puestos)\b|\b(?:positions?|openings?|vacanc(?:y|ies)|posts|offene\s+stellen?|vacantes?)\b",
    re.IGNORECASE,
)
_I = re.compile(r"\b(?:i|i['’]\w+|my|mine|me|our|us|we|myself|ich|mir|mich|mein\w*|wir|unser\w*|yo|mi|mis|nuestr\w+)\b", re.IGNORECASE)
_TO = re.compile(r"to\s", re.IGNORECASE)
_TOLD_TO_HELPERS = frozenset({Kind.HIRES_FOR_IT, Kind.OFFERS_IT, Kind.IS_THE_ROLE, Kind.WAS_IN_IT, Kind.IN_THE_FIELD, Kind.NEIGHBOURING})
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


def reason_to_help(fired: Fired, name: str, language: str = "en") -> str:
    """Say to the reader for what somebody called `name`, for whom a signal fired, may need them: what that one looks for, and what the reader wrote of it.

    Empty where that can't be said in the words of both.
    """
    if fired.kind not in _TOLD_TO_HELPERS or fired.is_own_work or not fired.wanted or not fired.held:
        return ""
    words = _LANGUAGES.get(language, ENGLISH)
    called, theirs = cut_at_a_word(name, LONGEST_NAME), _LEAD_IN.sub("", fired.wanted)
    sentence = ""
    for longest in _QUOTE_LENGTHS:
        sentence = f"{_they_seek(theirs, called, words, longest)} {words.you_wrote.format(held=_quoted(fired.held, words, longest))}"
        if len(sentence) <= LONGEST:
            break
    return sentence


def no_strong_reason(language: str = "en") -> str:
    """Give a friendly sentence and a question for two who have no strong reason to meet."""
    return _LANGUAGES.get(language, ENGLISH).no_strong_reason


def _sentence(fired: Fired, name: str, words: ReasonWords, longest: int) -> str:
    held, more = (_quoted(text, words, longest) for text in (fired.held, fired.more))
    before, theirs = _you_seek(fired.wanted, words, longest), _LEAD_IN.sub("", fired.held)
    kind = fired.kind
    if kind is Kind.RIGHT_HELP and fired.help is not None:
        return words.help[fired.help].format(name=name)
    if kind is Kind.HIRES_FOR_IT:
        before = words.own_work.format(wish=_quoted(fired.wanted, words, longest)) + " " if fired.is_own_work else before
        return before + _hires(fired.held, name, words, longest)
    if kind is Kind.WANTS_THE_JOB:
        return _you_hire(fired.wanted, words, longest) + _they_seek(theirs, name, words, longest)
    if kind is Kind.COMPANIONS:
        return _compared(_LEAD_IN.sub("", fired.wanted), theirs, name, words, longest)
    if kind is Kind.BROAD_KNOWLEDGE:
        is_it = work_said(fired.held, words)[0] if len(fired.held) <= longest else ""
        if is_it and more:
            return f"{words.still_open} {is_it.format(name=name)} {words.ask_about.format(more=more)}"
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
    if kind in (Kind.IS_THE_ROLE, Kind.WAS_IN_IT) and len(fired.held) <= longest:
        plain = work_said(fired.held, words)[kind is Kind.WAS_IN_IT] or plain
    return before + plain.format(name=name, held=held)


def _wants_to(text: str, longest: int) -> str:
    """Give a wish that begins with "to" and is short enough; else nothing."""
    return f"to{text[2:]}" if _TO.match(text) and len(text) <= longest and not _I.search(text) else ""


def _you_seek(wanted: str, words: ReasonWords, longest: int) -> str:
    """Give the first sentence: what the reader looks for; empty for nothing."""
    if words.you_want and _wants_to(wanted, longest):
        return words.you_want.format(wish=_wants_to(wanted, longest)) + " "
    wish = _piece(_LEAD_IN.sub("", wanted), words, longest, is_own=True)
    return words.you_seek.format(wish=wish) + " " if wish else ""


def _you_hire(text: str, words: ReasonWords, longest: int) -> str:
    """Give the first sentence for a reader who hires."""
    if _JOBS_LEAD.search(text):
        return words.you_have_jobs.format(wish=_quoted(whom_they_hire(text) or text, words, longest)) + " "
    return _you_seek(whom_they_hire(text) or text, words, longest)


def _they_seek(text: str, name: str, words: ReasonWords, longest: int) -> str:
    """Give a sentence: what the other looks for."""
    if words.they_want and _wants_to(text, longest):
        return words.they_want.format(name=name, held=_wants_to(text, longest))
    return words.they_seek.format(name=name, held=_piece(text, words, longest))


def _compared(mine: str, theirs: str, name: str, words: ReasonWords, longest: int) -> str:
    """Say that two look for the same."""
    if words.they_want and (_wants_to(mine, longest) or _wants_to(theirs, longest)):
        return f"{_you_seek(mine, words, longest)}{_they_seek(theirs, name, words, longest)} {words.compare_notes}"
    wish, held = _piece(mine, words, longest, is_own=True), _piece(theirs, words, longest)
    return (words.both_seek if mine.casefold() == theirs.casefold() else words.seek_alike).format(wish=wish, held=held, name=name)


def _hires(text: str, name: str, words: ReasonWords, longest: int) -> str:
    """Say that somebody hires, as they say it: "hiring nurses" is said as "hires “nurses”"."""
    whom = whom_they_hire(text)
    if whom and not _JOBS_LEAD.search(whom):
        return words.hires_these.format(name=name, held=_quoted(whom, words, longest))
    return (words.has_jobs if _JOBS_LEAD.search(text) else words.hires).format(name=name, held=_quoted(whom or text, words, longest))


def _piece(text: str, words: ReasonWords, longest: int, *, is_own: bool = False) -> str:
    """Give a piece of a wish: woven in where it begins as a sentence of this language goes on, else in quotes.

    The reader's own "my" becomes "your"; of others it is quoted.
    """
    cut = cut_at_a_word(text, longest)
    first = cut.split(" ", 1)[0]
    asked, said = words.who
    is_whole = cut == " ".join(text.split()) and not re.search(r"[“”„«»\"():!?]", cut)
    is_woven = is_whole and (first.casefold() in words.woven or (first.casefold() == asked and " " in cut))
    if is_woven and is_own and words.my:
        cut = re.sub(r"\w+", lambda found: words.my.get(found[0].casefold(), found[0]), cut)
    if is_woven and not _I.search(cut):
        return (said if first.casefold() == asked else first.casefold()) + cut[len(first) :]
    return _quoted(text, words, longest)


def _quoted(text: str, words: ReasonWords, longest: int) -> str:
    line = " ".join(text.split()).translate(_QUOTE_SIGNS)
    cut = cut_at_a_word(line, longest)
    if not cut:
        return ""
    return f"{words.quotes[0]}{cut}{' ...' if len(cut) < len(line) else ''}{words.quotes[1]}"
