"""What kind of help a piece of a profile asks for or gives, by the words people use (English, German, Spanish)."""

import re

from keywho.benefit.vocabulary.tokens import plain
from keywho.core.people import Help

_HIRING = re.compile(
    r"\b(?:hir(?:e|es|ing)|(?:we|i|my team|our team)(?: are| am|'re|'m)? (?:looking to )?(?:hire|recruit|staff)\w*|recruit(?:s|er|ers|ing|ment)?|staffing|talent acquisition"
    r"|headhunt\w*|(?:job|open) (?:offer|opening|vacanc)\w*|openings?|vacanc(?:y|ies)|(?:jobs?|positions?|posts?|roles?) (?:are )?(?:open|free|available|to fill)|(?:open|free|permanent) (?:jobs?|positions?|posts?)|(?:we|i) (?:have|offer) (?:open )?(?:jobs?|positions?|roles?)"
    r"|stell(?:e|en) (?:zu )?(?:besetzen|ein|frei)|stell(?:e|en|t) .{1,40}\bein|einstell\w*|einzustellen|personaler(?:in)?|personalvermittl\w*|offene stellen?|wir suchen"
    r"|contrat(?:o|a|an|amos|ar|ando|acion)|reclut\w*|seleccion de personal|seleccionamos|vacantes?|buscamos)\b"
)
_LOOKS_FOR_PEOPLE = re.compile(
    r"\b(?:(?:we(?: are|'re)?|(?:my|our) \w+(?: is| are)?) (?:looking for|seeking|seeks?|needs?)|(?:wir|mein\w*|unser\w*)(?: \w+)? (?:sucht|suchen|braucht|brauchen)"
    r"|(?:mi|nuestr[oa]) \w+ (?:busca|necesita)|necesitamos)\b(?! (?:a |an |some |eine? |einen |un |una )?(?:jobs?|work|stelle|arbeit|trabajo|empleo|puesto|help|hilfe|ayuda)\b)"
)
_HIRING_LEAD = re.compile(
    r"^(?:(?:we|i|(?:my|our)\s+\w+)(?:\s+(?:are|is|am)|['’](?:re|m))?\s+)?(?:hires?|hiring|recruits?|recruiting|looking\s+(?:to\s+hire|for)|needs?|seeks?|seeking)\s+(?:for\s+)?(?=\w)"
    r"|^(?:wir|(?:mein|unser)\w*\s+\w+)\s+(?:suchen|sucht|brauchen|braucht)\s+(?=\w)"
    r"|^(?:(?:mi|nuestr[oa])\s+\w+\s+)?(?:busca|buscamos|necesita|necesitamos|contrat(?:o|a|amos))\s+(?:a\s+)?(?=\w)",
    re.IGNORECASE,
)
_HIRING_AROUND = re.compile(r"^(?:(?:ich|wir)\s+)?stellen?\s+(\w.*?)\s+ein$", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"^(?:introduc\w*|intros?|contacts?|connections?|i know|i can introduce|how|why|what|who|where|wie|warum|was|wer|wo|como|quien|donde|kontakte?|ich kenne|kenne|contactos?|conozco)\b"
)
_SKILL = re.compile(r"^(?:hiring|recruiting|staffing|recruitment)(?: and| &|,) (?:(?!for\b)\w+ing|retention|onboarding)\b")
_JOBS = re.compile(r"^(?:jobs?(?! (?:seek|club|coach|hunt|search|cent))|positions?|stellen?|arbeitsplatze|empleos?|puestos?|trabajos?|vacantes?)\b")
_WORDS = {
    Help.JOB_LEAD: re.compile(
        r"\b(?:jobs?|position|positions|opening|openings|vacanc(?:y|ies)|employ(?:er|ers|ment)|work as|work in|hiring|hires?|recruiters?|internship|apprenticeship|first step into"
        r"|stellen?|arbeit|arbeitgeber|job|jobs|anstellung|praktikum|ausbildungsplatz|einstieg|empleos?|trabajo|puestos?|vacantes?|practicas|contrat\w*)\b"
    ),
    Help.INTRODUCTION: re.compile(
        r"\b(?:introduc\w*|intros?|contacts?|connections?|referrals?|refer|network|kontakte?n?|vermittl\w*|vorstellen|empfehl\w*|contactos?|presentar\w*|presentacion|referencias?)\b"
    ),
    Help.ADVICE: re.compile(
        r"\b(?:advice|advise|mentor\w*|coach\w*|guidance|tips?|feedback|review\w*|rat|ratschlag|ratschlage|berat\w*|tipps?|lebenslauf\w*|consejos?|asesor\w*|orientacion)\b"
    ),
    Help.INSIDER: re.compile(
        r"\b(?:insiders?|inside view|day[- ]to[- ]day|what it is like|einblicke?|erfahrungsbericht\w*|alltag|desde dentro|como es trabajar|experiencia de primera mano)\b"
    ),
    Help.COMPANION: re.compile(
        r"\b(?:companions?|same boat|same search|others who (?:are )?(?:also )?(?:look|search)\w*|peers?|accountability|gleichgesinnte\w*|mitstreiter\w*|leidensgenoss\w*"
        r"|companer[oa]s? de busqueda|en la misma situacion|otras personas que buscan)\b"
    ),
}


def kinds_of_help(text: str) -> frozenset[Help]:
    """Give the kinds of help that a text names."""
    written = plain(text)
    return frozenset(kind for kind, words in _WORDS.items() if words.search(written))


def whom_they_hire(text: str) -> str:
    """Give a piece about hiring without the words that say so: "hiring nurses", "wir stellen nurses ein" are about "nurses"; empty where there are none."""
    around = _HIRING_AROUND.match(text)
    if around is not None:
        return around[1]
    lead = _HIRING_LEAD.match(text)
    return text[lead.end() :] if lead is not None else ""


def speaks_of_hiring(text: str) -> bool:
    """Say whether somebody who writes this about themselves hires, recruits or has jobs to give."""
    written = plain(text).strip()
    hires = any(words.search(written) for words in (_HIRING, _JOBS, _LOOKS_FOR_PEOPLE))
    return hires and not _OF_OTHERS.search(written) and not _SKILL.search(written)
