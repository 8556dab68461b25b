"""Short forms and signs, and what is said for them."""

SHORT_FORMS = {
    "en": {
        "mr.": "mister", "mrs.": "missis", "ms.": "miz", "dr.": "doctor", "prof.": "professor", "st.": "saint", "e.g.": "for example", "i.e.": "that is",
        "etc.": "et cetera", "vs.": "versus", "vs": "versus", "approx.": "approximately", "no.": "number", "inc.": "incorporated", "ltd.": "limited",
        "p.m.": "P M", "a.m.": "A M", "pm": "P M", "am": "am", "u.s.": "U S", "u.k.": "U K", "ph.d.": "P H D", "phd": "P H D", "saas": "sass", "w/": "with",
        "b2b": "B to B", "b2c": "B to C", "24/7": "twenty four seven", "jr.": "junior", "sr.": "senior", "msc": "M S C", "bsc": "B S C",
    },
    "de": {
        "z.b.": "zum Beispiel", "u.a.": "unter anderem", "d.h.": "das heißt", "usw.": "und so weiter", "bzw.": "beziehungsweise", "ca.": "zirka",
        "dr.": "Doktor", "prof.": "Professor", "hr.": "Herr", "fr.": "Frau", "nr.": "Nummer", "evtl.": "eventuell", "ggf.": "gegebenenfalls",
        "inkl.": "inklusive", "etc.": "et cetera", "vgl.": "vergleiche", "z.": "zum", "b.": "Beispiel", "mio.": "Millionen", "mrd.": "Milliarden",
        "str.": "Straße", "co.": "Co", "j.": "Jahre", "b2b": "B to B", "gmbh": "Ge em be ha", "st.": "Sankt",
    },
    "es": {
        "sr.": "señor", "sra.": "señora", "srta.": "señorita", "dr.": "doctor", "dra.": "doctora", "d.": "don", "dña.": "doña", "etc.": "etcétera",
        "p.ej.": "por ejemplo", "p.": "por", "ej.": "ejemplo", "ud.": "usted", "uds.": "ustedes", "núm.": "número", "nº": "número", "n.º": "número", "aprox.": "aproximadamente",
        "ee.uu.": "Estados Unidos", "b2b": "be to be",
    },
}  # fmt: skip
"""What is said for a short form, by language and by the form in small letters, with its full stop."""

UNITS = {
    "en": {"km": "kilometers", "kg": "kilos", "kWh": "kilowatt hours", "hrs": "hours", "min": "minutes", "yrs": "years", "ft": "feet", "mph": "miles an hour"},
    "de": {"km": "Kilometer", "kg": "Kilo", "kWh": "Kilowattstunden", "Std": "Stunden", "Min": "Minuten", "qm": "Quadratmeter", "h": "Uhr"},
    "es": {"km": "kilómetros", "kg": "kilos", "kWh": "kilovatios hora", "min": "minutos", "h": "horas"},
}
"""Units that stand behind a number."""

BEHIND_NUMBERS = {
    "en": {"k": "thousand", "K": "thousand", "M": "million", "m": "million", "am": "A M", "pm": "P M", "x": "times", "s": ""},
    "de": {"k": "tausend", "x": "mal", "h": "Stunden", "er": "er"},
    "es": {"k": "mil", "x": "veces", "h": "horas"},
}
"""What is said for letters that are joined to a number."""

RANGES = {"en": "to", "de": "bis", "es": "a"}
"""What is said for a dash between two numbers."""

SINGLE_WORDS = {"en": "AI", "de": "", "es": "AYOEU"}
"""Capital letters that are words by themselves."""

MARKS = {
    "en": {"%": "percent", "&": "and", "+": "plus", "=": "equals", "@": "at", ".": "dot", "/": "slash", "-": "dash", "_": "underscore", "€": "euros", "$": "dollars", "£": "pounds", "°": "degrees", ":": ""},
    "de": {"%": "Prozent", "&": "und", "+": "plus", "=": "gleich", "@": "ät", ".": "Punkt", "/": "Schrägstrich", "-": "minus", "_": "Unterstrich", "€": "Euro", "$": "Dollar", "£": "Pfund", "°": "Grad"},
    "es": {"%": "por ciento", "&": "y", "+": "más", "=": "igual", "@": "arroba", ".": "punto", "/": "barra", "-": "guion", "_": "guion bajo", "€": "euros", "$": "dólares", "£": "libras", "°": "grados"},
}  # fmt: skip
"""What is said for a sign."""

_NAMES = {
    "en": "abcdefghijklmnopqrstuvwxyz=ay bee cee dee ee eff gee aitch eye jay kay ell em en oh pee cue ar ess tee you vee double-you ex why zee",
    "de": "abcdefghijklmnopqrstuvwxyzäöü=ah beh zeh deh eh eff geh hah ih jott kah ell emm enn oh peh kuh err ess teh uh vau weh iks üpsilon zett äh öh üh",
    "es": "abcdefghijklmnñopqrstuvwxyz=a be ce de e efe ge hache i jota ca ele eme ene eñe o pe cu erre ese te u uve uve-doble equis ye zeta",
}
LETTERS = {language: dict(zip(names.split("=")[0], names.split("=")[1].split(), strict=True)) for language, names in _NAMES.items()}
"""The name of a letter, as it is said where an abbreviation is spelled."""

_AS_WORDS = (
    "NASA NATO AIDS SAP LAN RAM ROM PIN SIM GIF SWOT STEM UNESCO UNICEF OPEC LASER IKEA MOOC AJAX JAVA COBOL SCRUM LEAN AGILE DACH OTAN ONU PYME AVE CAD NET "
    "I A NO YES NOT ALL AND THE MY ME WE"
)
SAID_AS_WORDS = frozenset(_AS_WORDS.split())
"""Capitals that are said as a word, not letter by letter."""
