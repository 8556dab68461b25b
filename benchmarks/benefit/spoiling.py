"""What happens to a title on an old phone: slips of the thumb, and words cut short."""

import random
import re

_KEYS = """qwa wqeas ewrsd retdf tryfg ytugh uyihj iuojk oipkl pol aqwsz sawedxz dserfcx fdrtgvc gftyhbv hgyujnb jhuikmn kjiolm lkop zasx xzsdc cxdfv vcfgb bvghn nbhjm
mnjk"""
_NEIGHBOURS = {keys[0]: keys[1:] for keys in _KEYS.split()}
"""The letters around a letter, on a keyboard as it is common in English."""

_SHORT_AS_WRITTEN = """registered nurse RN | licensed practical nurse LPN | nurse practitioner NP | software engineer SWE | software developer SW Dev | project manager PM
| product manager PM | human resources HR | information technology IT | quality assurance QA | quality control QC | vice president VP | account executive AE
| business analyst BA | database administrator DBA | certified nursing assistant CNA | physical therapist PT | occupational therapist OT | public relations PR
| user experience UX | customer service representative CSR | chief executive officer CEO | emergency medical technician EMT | administrative assistant Admin Asst
| senior Sr. | junior Jr. | manager Mgr | engineer Eng | assistant Asst | associate Assoc | director Dir | coordinator Coord | representative Rep | specialist Spec
| technician Tech | administrator Admin | accountant Acct | supervisor Supv | operator Opr | management Mgmt | manufacturing Mfg | maintenance Maint | mechanical Mech
| department Dept | executive Exec | developer Dev | operations Ops | marketing Mktg | laboratory Lab | consultant Cons | professor Prof | transportation Transp
| electrician Elec | production Prod | teacher Tchr | university Univ | hospital Hosp | finance Fin | service Svc | services Svcs | system Sys | systems Sys
| warehouse Whse | construction Constr | apprentice Appr | certified Cert. | international Intl | national Natl | education Ed | instructor Instr | inspector Insp
| equipment Equip | medical Med | general Gen | research Res | analyst Anlst | planner Plnr | control Ctrl | development Dev | environmental Env | financial Fin"""


def _short() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give pairs of (what is written out, its short form), the longest first; a short form begins with the first capital."""
    pairs = []
    for part in _SHORT_AS_WRITTEN.split("|"):
        words = part.split()
        at = next(no for no, word in enumerate(words) if not word.islower())
        pairs.append((re.compile(rf"\b{' '.join(words[:at])}\b", re.IGNORECASE), " ".join(words[at:])))
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0].pattern)))


_SHORT = _short()


def mistyped(text: str, dice: random.Random, slips: int | None = None) -> str:
    """Give a text with one or two slips (as many where it is said): a neighbouring key, two letters swapped, one dropped, one doubled."""
    for _ in range(slips or dice.choice((1, 2))):
        places = [at for at, letter in enumerate(text) if letter.isalpha()]
        if len(places) < 4:
            return text
        text = dice.choice((_beside, _swapped, _dropped, _doubled))(text, dice.choice(places), dice)
    return text


def _beside(text: str, at: int, dice: random.Random) -> str:
    typed = dice.choice(_NEIGHBOURS.get(text[at].lower(), "e"))
    return text[:at] + (typed.upper() if text[at].isupper() else typed) + text[at + 1 :]


def _swapped(text: str, at: int, dice: random.Random) -> str:
    return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def _dropped(text: str, at: int, dice: random.Random) -> str:
    return text[:at] + text[at + 1 :]


def _doubled(text: str, at: int, dice: random.Random) -> str:
    return text[: at + 1] + text[at:]


def abbreviated(text: str) -> str:
    """Give a text with everything shortened that has a common short form; the same text where nothing has."""
    for written_out, short in _SHORT:
        text = written_out.sub(short, text)
    return text
