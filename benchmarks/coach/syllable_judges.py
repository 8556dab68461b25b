"""How often the rules for syllables are right: against words counted by hand, and against the CMU Pronouncing Dictionary where Debian's festlex-cmu is installed."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from coach.measured import LANGUAGES, texts
from keywho.coach.speaking import aloud, syllables

COUNTED = Path(__file__).resolve().parents[2] / "tests/coach/counted_syllables.toml"
CMU = Path("/usr/share/festival/dicts/cmu/cmudict-0.4.out")
_ENTRY = re.compile(r"\(\"([a-z']+)\" \S+ \((.*)\)\)$")
_SYLLABLE = re.compile(r"\) [012]\)")


def by_hand() -> Mapping[str, tuple[int, int]]:
    """Give for each language how many words were counted by hand, and how many of them the rules count as well."""
    lists = {language: words.split() for language, words in tomllib.loads(COUNTED.read_text(encoding="utf-8")).items()}
    return {
        language: (len(lists[language]), sum(syllables(word.replace("-", ""), language) == word.count("-") + 1 for word in lists[language]))
        for language in LANGUAGES
    }


def by_dictionary() -> Mapping[str, tuple[int, int]]:
    """Give how many words the dictionary knows, and how many of them the rules count as it does: of the texts that were spoken, and of all; empty where it is not installed."""
    if not CMU.exists():
        return {}
    known: dict[str, set[int]] = {}
    for line in CMU.read_text(encoding="latin-1").splitlines():
        if entry := _ENTRY.match(line):
            known.setdefault(entry[1], set()).add(len(_SYLLABLE.findall(entry[2])))
    spoken = {word.lower() for text in texts() if text.language == "en" for one in aloud(text.text, "en") for word in one.words}
    return {
        name: (len(words), sum(syllables(word, "en") in known[word] for word in words))
        for name, words in (("words of the texts", spoken & known.keys()), ("all words", known.keys()))
    }
