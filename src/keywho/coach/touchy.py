"""What a first sentence for strangers does not touch: health, age, family, religion, politics, origin, and an employer. In English, German and Spanish.

The lists hold words that in such a sentence can hardly mean anything else ("God", but not "party"). They are for sentences that somebody writes for all, and for pieces of
profiles of which a topic is taken: there one word too many does no harm.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Touchy(StrEnum):
    """What may hurt, or is not asked of somebody who looks for work."""

    HEALTH = "health"
    AGE = "age"
    FAMILY = "family"
    RELIGION = "religion"
    POLITICS = "politics"
    ORIGIN = "origin"
    EMPLOYER = "employer"


WORDS = {
    Touchy.HEALTH: (
        r"health\w*|ill|illness\w*|sick\w*|disease\w*|disab\w*|handicap\w*|surgery|hospitals?|doctor'?s appointment|medic(?:ation|ine|al)\w*|therap(?:y|ies|ist\w*)|depress\w*|anxi(?:ety|ous)"
        r"|burn-?out|pregnan\w*|weight|diet|cancer|mental\w*|pain(?:s|ful)?|addict\w*|alcohol\w*|drugs|knees|wheelchair\w*|autis\w*|adhd|injur\w*",
        r"gesund(?!er menschenverstand)\w*|krank\w*|behinder\w*|operation(?:en)?|arzt\w*|ärzt\w*|medikament\w*|therap\w*|depress\w*|schwanger\w*|gewicht|diät|krebs|psych\w*|schmerz\w*|sucht|süchtig\w*"
        r"|alkohol\w*|drogen|rollstuhl|verletz\w*|pflegebedürft\w*",
        r"salud\w*|enferm\w*|discapaci\w*|minusvál\w*|cirugía|médic\w*|medicament\w*|terapi\w*|depres\w*|ansiedad|embaraz\w*|peso|dieta|cáncer|dolor\w*|adicci\w*|adict\w*|alcohol\w*|drogas"
        r"|silla de ruedas|lesion\w*|lesión",
    ),
    Touchy.AGE: (
        r"age|aged|how old|years old|older|elder\w*|young|younger|youngest|youth|generation\w*|retire\w*|pension\w*|birthday\w*|when you were (?:a )?(?:kid|child|little)|childhood|grow(?:ing)? up|grew up|boomer\w*|millennial\w*",
        r"(?:ihr|dein|mein|sein|das|im|am|vom|welches|welchem)(?:em|es)? alter|wie alt|jahre alt|älter\w*|jung|junge[rnms]?|jünger\w*|jugend\w*|generation\w*|rente\w*|rentner\w*|ruhestand\w*|geburtstag\w*|kindheit|als kind"
        r"|aufgewachsen|aufwachsen",
        r"edad|cuántos años|años tiene|personas mayores|joven|jóvenes|juventud|generaci\w*|jubil\w*|pensión|pensiones|cumpleaños|infancia|niñez|de (?:pequeñ|niñ)[oa]\w*|dónde creció|se crió",
    ),
    Touchy.FAMILY: (
        r"famil(?:y|ies)|kids?|child|children|sons?|daughters?|mothers?|fathers?|mum|mom|dad|parents?|parental|siblings?|brothers?|sisters?|wife|wives|husbands?|spouse\w*|married|marry|marriage|wedding\w*|divorc\w*|girlfriend\w*|boyfriend\w*|widow\w*"
        r"|grand(?:mother|father|parent|child|son|daughter|ma|pa)\w*|single mother|bab(?:y|ies)|in love|your partner|dating|relationship status",
        r"famili\w*|kind|kinder\w*|söhne?|sohn\w*|tochter\w*|töchter\w*|mutter\w*|mütter\w*|vater|väter\w*|vaters|eltern\w*|geschwister\w*|bruder\w*|schwester\w*|ehefrau\w*|ehemann\w*|ehe|verheiratet\w*|heirat\w*|hochzeit\w*"
        r"|scheidung\w*|geschieden\w*|freundin|witwe\w*|oma|opa|großmutter|großvater|großeltern|enkel\w*|baby\w*|verliebt\w*|ihre? partner(?:in)?",
        r"famili\w*|hij[oa]s?|niñ[oa]s?|madres?|padres?|mamá|papá|herman[oa]s?|espos[oa]s?|marido\w*|casad[oa]\w*|matrimonio\w*|boda\w*|divorci\w*|novi[oa]s?|viud[oa]\w*|abuel[oa]s?|niet[oa]s?|bebé\w*|enamorad[oa]\w*|su pareja",
    ),
    Touchy.RELIGION: (
        r"religi\w*|god|church\w*|mosque\w*|synagogue\w*|temples?|pray\w*|faith\w*|bible|quran|christian\w*|christmas|easter|muslim\w*|islam\w*|jew|jews|jewish|hindu\w*|buddhis\w*|atheis\w*|ramadan|spiritual\w*",
        r"religi\w*|gott|gottes\w*|kirch\w*|moschee\w*|synagoge\w*|tempel|beten|gebet\w*|ihr(?:em|en)? glauben?|glaubens\w*|gläubig\w*|bibel|koran|christ|christen|christlich\w*|weihnacht\w*|ostern|muslim\w*|islam\w*|jude\w*|jüdisch\w*|hindu\w*|buddhis\w*"
        r"|atheis\w*|spirituell\w*",
        r"religi\w*|dios|iglesia\w*|mezquita\w*|sinagoga\w*|templos?|rezar\w*|su fe|biblia|corán|cristian\w*|navidad\w*|pascua|musulm\w*|islam\w*|judí\w*|hind[úu]\w*|budis\w*|ate[oa]s?|espiritual\w*",
    ),
    Touchy.POLITICS: (
        r"politic\w*|elections?|vot(?:e|es|ed|er|ers|ing)|government\w*|president|prime minister|left-wing|right-wing|liberal|conservative\w*|socialis\w*|communis\w*|democrat\w*|republican\w*|trade union\w*|unions?|brexit|war|wars|gun control|abortion\w*|protest\w*",
        r"politi\w*|wahl(?:en|kampf\w*)|bundestagswahl\w*|wähler\w*|regierung\w*|bundeskanzler\w*|präsident\w*|partei\w*|sozialis\w*|kommunis\w*|konservativ\w*|gewerkschaft\w*|krieg\w*|abtreibung\w*|demonstration\w*",
        r"polític\w*|elecciones|votar|vota|votó|votante\w*|voto|gobierno\w*|presidente\w*|partidos? polític\w*|socialis\w*|comunis\w*|conservador\w*|sindicat\w*|guerra\w*|aborto\w*|de (?:izquierdas?|derechas?)|protesta\w*",
    ),
    Touchy.ORIGIN: (
        r"where (?:are|do) you (?:really )?(?:come )?from|where you(?:'re| are) (?:really )?from|where you come from|are you (?:really )?from|born|birthplace|nationalit\w*|your (?:home )?country|home country|homeland|ethnic\w*|your race|racial|skin colou?r|accents?|native\w*"
        r"|immigra\w*|migra(?:nt|nts|tion)|foreign\w*|refugee\w*|asylum\w*|visas?|citizen\w*|passport\w*|mother tongue|heritage|ancest\w*|your roots|culture of origin|tribe\w*|caste\w*",
        r"woher (?:kommen|stammen|sind)|(?:kommen|stammen) sie .*her|herkunft\w*|geboren\w*|geburtsort|nationalität\w*|staatsangehör\w*|staatsbürger\w*|heimat\w*|ihr(?:em)? land|ethni\w*|rasse\w*|hautfarbe\w*|akzent\w*|muttersprach\w*"
        r"|einwander\w*|migra\w*|ausländ\w*|flüchtling\w*|geflüchtet\w*|asyl\w*|visum|wurzeln|vorfahren",
        r"de dónde (?:es|son|viene)|de dónde procede|origen|orígenes|nacid[oa]\w*|nació|nacimiento|nacionalidad\w*|su país|patria|étnic\w*|etnia\w*|raza\w*|color de piel|acentos?|lengua materna|inmigra\w*|migra(?:nte|ntes|ción)|extranjer\w*|refugiad\w*"
        r"|asilo|visado\w*|ciudadaní\w*|pasaporte\w*|raíces|antepasad\w*",
    ),
    Touchy.EMPLOYER: (
        r"employers?|where (?:do|did|are) you work(?:ing)?|(?:whom?) (?:do|did) you work for|(?:which|what) (?:company|firm)|your (?:company|firm|boss)",
        r"arbeitgeber\w*|wo arbeiten sie|wo haben sie (?:\w+ )?gearbeitet|für wen arbeiten|(?:bei|in|für) welche[rm]? (?:firma|unternehmen|betrieb)|ihre?[rmn]? (?:firma|chef|chefin)",
        r"empleador\w*|dónde trabaj\w*|para quién trabaj\w*|(?:qué|cuál) empresa|su (?:empresa|jefe|jefa)",
    ),
}
"""By what they touch: words in English, in German, in Spanish."""
IN_ORDER = ("en", "de", "es")


@dataclass(frozen=True, slots=True)
class Touched:
    """What a text touches, and by which words."""

    what: Touchy
    words: str


def touches(text: str, language: str = "") -> tuple[Touched, ...]:
    """Say what a text touches, by the words of its language; of all three where it is not known: a Spanish "son" is no English one.

    >>> [(one.what.value, one.words) for one in touches("How old are your kids?", "en")]
    [('age', 'How old'), ('family', 'kids')]
    """
    return tuple(_found(text, language if language in IN_ORDER else "")) if text else ()


def _found(text: str, language: str) -> Iterator[Touched]:
    for what in Touchy:
        if (found := _pattern(what, language).search(text)) is not None:
            yield Touched(what, found.group())


@cache
def _pattern(what: Touchy, language: str) -> re.Pattern[str]:
    words = WORDS[what] if not language else (WORDS[what][IN_ORDER.index(language)],)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
