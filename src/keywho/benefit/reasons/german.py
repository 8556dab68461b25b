"""Reasons in German."""

import re

from keywho.benefit.reasons.words import ReasonWords
from keywho.core.people import Help

GERMAN = ReasonWords(
    quotes=("„", "“"),
    woven=frozenset({"jemanden", "leute", "kontakte", "rat", "arbeit", "eine", "einen", "hilfe"}),
    you_seek="Sie suchen {wish}.",
    you_want="",
    own_work="Ihre Arbeit: {wish}.",
    you_have_jobs="Sie haben Stellen: {wish}.",
    they_seek="{name} sucht {held}.",
    they_want="",
    you_wrote="Sie schrieben: {held}.",
    compare_notes="Tauschen Sie sich aus.",
    who=("wer", "jemanden, der"),
    my={},
    titles=re.compile(r"(?:[a-zäöü]{3}er|[a-zäöü]{3}in|[a-zäöü]or|ist|ent|eur|kraft|mann|frau|schwester|arzt|ärztin)$"),
    doings=None,
    is_title="{name} ist {held}.",
    was_title="{name} war früher {held}.",
    does="",
    has_articles=False,
    small_titles=False,
    hires="{name} stellt ein: {held}.",
    hires_these="{name} stellt ein: {held}.",
    has_jobs="{name} hat Stellen: {held}.",
    offers="{name} bietet {held}.",
    is_it="{name} kennt diese Arbeit: {held}.",
    works_there="{name} ist bei {held}.",
    introduces="{name} kann Sie vorstellen.",
    same_road="{name} ist diesen Weg gegangen: von {held} zu {more}.",
    same_road_to_here="Auch {name} kommt von dort: {held}.",
    was_in_it="{name} hat das früher gemacht: {held}.",
    in_the_field="{name} ist in diesem Bereich: {held}.",
    neighbouring="Was {name} macht, liegt nahe daran: {held}.",
    still_open="Noch offen?",
    ask_about="Fragen Sie nach {more}.",
    knows_one="Noch offen? {name} kann erzählen: {held}.",
    knows_two="Noch offen? {name} kann erzählen: {held} und {more}.",
    both_seek="Sie suchen beide {wish}: Tauschen Sie sich aus.",
    seek_alike="Sie suchen {wish}, {name} sucht {held}: Tauschen Sie sich aus.",
    help={
        Help.JOB_LEAD: "Sie suchen einen Hinweis auf eine Stelle. {name} kann einen geben.",
        Help.INTRODUCTION: "Sie möchten vorgestellt werden. {name} stellt gern vor.",
        Help.ADVICE: "Sie suchen Rat. {name} gibt Rat.",
        Help.INSIDER: "Sie möchten wissen, wie es von innen aussieht. {name} erzählt es.",
        Help.COMPANION: "Sie suchen Begleitung bei der Suche. {name} ist gern dabei.",
    },
    no_strong_reason="Jemand Neues: Gute Gespräche beginnen oft ohne Plan. Was könnten Sie füreinander tun?",
)
