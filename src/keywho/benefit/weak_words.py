"""Words that say little alone: they add to what a piece of a profile is about, but never are what it is about."""

from collections.abc import Sequence
from functools import lru_cache

from keywho.benefit.vocabulary.tokens import bare_words, is_filler, plain, singular

_HIRING_AS_WRITTEN = """recruiter recruit recruiting recruitment talent acquisition hiring hire staffing headhunter personaler personalerin personalvermittlung recruiterin offene
    offener einstellen buscamos contratamos contrato contratar vacantes vacante reclutamiento reclutador reclutadora seleccion we our"""
_RANKS_AS_WRITTEN = """manager lead leader leading head director chief officer executive engineer engineering specialist expert professional coordinator consultant
    assistant associate account project program programme office planner planning service team department club staff member partner owner boss management
    technician operator worker colleague mentor mentoring coach coaching practice practise review advice feedback training resume cv curriculum
    leiter leiterin leitung ingenieur ingenieurin mitarbeiter mitarbeiterin fachkraft kaufmann kauffrau dienst chefin projekt planung kollegin
    mentorin mentoren
    director directora jefe jefa ingeniero ingeniera servicio encargado encargada equipo proyecto mentora mentores
    directeur directrice responsable ingenieure equipe"""
_WEAK_AS_WRITTEN = """senior junior principal intern trainee apprentice field professional anyone everybody everyone someone somebody people folks town city region nearby
    place face faces chance possibility possibilities insight insights insider view views perspective conversation exchange coffee
    accountability welcome bigger number numbers teach ask asks asking done gladly want wants whoever anything something right now needed required necessary wanted ideally preferably possibly looking open offene offener
    leute menschen stellen jobs kontakte firmen moglichkeit moglichkeiten austausch gesprach stadt region
    personas contactos empresas empleos puestos posibilidad posibilidades ciudad cafe lugar
    gens contacts"""

_ASKED_FOR_AS_WRITTEN = "mentor mentoring coach coaching practice practise review advice feedback training resume cv curriculum team member"
_PLACES_AS_WRITTEN = """hospital clinic school university uni college faculty office agency company firm museum restaurant charity ngo association nonprofit foundation council
    municipality authority club studio workshop startup utility consultancy venue institute institution campus canteen shop store site
    krankenhaus klinik schule universitat hochschule buro agentur verein stiftung behorde gemeinde mittelstand konzern betrieb werkstatt laden geschaft amt firma
    clinica escuela colegio universidad oficina agencia empresa museo restaurante asociacion fundacion ayuntamiento taller consultora ong tienda"""


@lru_cache(maxsize=1)
def _ranks() -> frozenset[str]:
    return frozenset(singular(plain(word)) for word in _RANKS_AS_WRITTEN.split())


@lru_cache(maxsize=1)
def _asked_for() -> frozenset[str]:
    """Ranks that are a help rather than half a title: no "mentor for my team" is a work."""
    return frozenset(singular(word) for word in _ASKED_FOR_AS_WRITTEN.split())


@lru_cache(maxsize=1)
def _hiring() -> frozenset[str]:
    return frozenset(singular(plain(word)) for word in _HIRING_AS_WRITTEN.split())


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    return frozenset(singular(plain(word)) for word in _WEAK_AS_WRITTEN.split()) - _ranks()


def says_nothing(word: str) -> bool:
    """Say whether a word tells nothing about the work: job, looking, someone; small words are the tongue's, not of `bare_words`."""
    return (is_filler(word) or word in _weak()) and word not in _ranks()


def is_rank(word: str) -> bool:
    """Say whether a word tells how somebody works, not in what: manager, engineer, service."""
    return word in _ranks()


def is_of_hiring(word: str) -> bool:
    """Say whether a word is about hiring as such: recruiter, talent, staffing."""
    return word in _hiring()


def telling(words: Sequence[str]) -> tuple[str, ...]:
    """Give the words that are neither empty nor a mere rank."""
    return tuple(word for word in words if not says_nothing(word) and not is_rank(word))


def is_about_something(text: str) -> bool:
    """Say whether a text is about something: it has a telling word, or two ranks that make a title ("account manager")."""
    words = bare_words(text)
    return bool(telling(words)) or len({word for word in words if is_rank(word) and word not in _asked_for()}) >= 2


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(singular(plain(word)) for word in _PLACES_AS_WRITTEN.split())


def is_only_a_place(text: str) -> bool:
    """Say whether a text names only a kind of place in which people of many trades work: "a hospital", "schools", "Agenturen"."""
    words = bare_words(text)
    found = [_one_of_many(word) for word in words if not says_nothing(word) or word in _places()]
    return bool(found) and all(word in _places() for word in found)


def _one_of_many(word: str) -> str:
    """Take a German plural off, where that gives a place."""
    return next((word[: -len(end)] for end in ("en", "n", "e", "es") if word.endswith(end) and word[: -len(end)] in _places()), word)


@lru_cache(maxsize=65_536)
def bare(word: str) -> str:
    """Give one written word as it is compared; empty for a small word, a number or a mere sign."""
    found = bare_words(word)
    return found[0] if found else ""
