"""Reasons in Spanish."""

import re

from keywho.benefit.reasons.words import ReasonWords
from keywho.core.people import Help

SPANISH = ReasonWords(
    quotes=("«", "»"),
    woven=frozenset({"un", "una", "alguien", "contactos", "consejos", "trabajo", "ayuda"}),
    you_seek="Usted busca {wish}.",
    you_want="",
    own_work="Su trabajo: {wish}.",
    you_have_jobs="Usted tiene puestos: {wish}.",
    they_seek="{name} busca {held}.",
    they_want="",
    you_wrote="Usted escribió: {held}.",
    compare_notes="Compartan lo que saben.",
    who=("quien", "a alguien que"),
    my={},
    titles=re.compile(r"^(?:\w+(?:or|ora|ista|ero|era|ogo|oga|ario|aria|ente|ante|ado|ada|ico|ica))(?: (?:social|de \w+))?$", re.IGNORECASE),
    doings=None,
    is_title="{name} es {held}.",
    was_title="{name} fue antes {held}.",
    does="",
    has_articles=False,
    small_titles=True,
    hires="{name} contrata: {held}.",
    hires_these="{name} contrata: {held}.",
    has_jobs="{name} tiene puestos: {held}.",
    offers="{name} ofrece {held}.",
    is_it="{name} conoce este trabajo: {held}.",
    works_there="{name} está en {held}.",
    introduces="{name} puede presentarle.",
    same_road="{name} hizo este camino: de {held} a {more}.",
    same_road_to_here="{name} también viene de ahí: {held}.",
    was_in_it="{name} lo hizo antes: {held}.",
    in_the_field="{name} está en este sector: {held}.",
    neighbouring="Lo que hace {name} está cerca: {held}.",
    still_open="¿Aún sin decidir?",
    ask_about="Pregunte por {more}.",
    knows_one="¿Aún sin decidir? {name} puede contarle de {held}.",
    knows_two="¿Aún sin decidir? {name} puede contarle de {held} y {more}.",
    both_seek="Ambos buscan {wish}: compartan lo que saben.",
    seek_alike="Usted busca {wish}; {name}, {held}: compartan lo que saben.",
    help={
        Help.JOB_LEAD: "Usted busca una pista de empleo. {name} puede darle una.",
        Help.INTRODUCTION: "Usted busca que le presenten a alguien. {name} presenta a la gente.",
        Help.ADVICE: "Usted busca consejo. {name} da consejos.",
        Help.INSIDER: "Usted quiere saber cómo es por dentro. {name} lo cuenta.",
        Help.COMPANION: "Usted busca compañía en la misma búsqueda. {name} le acompaña.",
    },
    no_strong_reason="Alguien nuevo: las buenas charlas suelen empezar sin plan. ¿Qué podrían hacer el uno por el otro?",
)
