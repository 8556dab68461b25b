"""How well the coach finds what a careful coach named in pitches that were written, and labelled, before its rules were read: precision and recall.

A finding is right where a careful coach named the same kind and, if words were named, where both are about the same words; else it is false. A fault is found where a right
finding is about it. Whoever reads `own_pitches.toml` reads pitches that the rules were made with: they say nothing of new ones.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from keywho.coach.pitch.answers import Cut
from keywho.coach.pitch.findings import Finding
from keywho.coach.pitch.looking import look

PITCHES = Path(__file__).resolve().parents[2] / "tests/coach/thirty_pitches.toml"
FRESH = Path(__file__).resolve().parent / "fresh_pitches.toml"
HARD = Path(__file__).resolve().parent / "hard_pitches.toml"


@dataclass(frozen=True, slots=True)
class Found:
    """One finding or one fault of a pitch: `is_right` says that both agree, `is_fault` on which side it stands."""

    pitch: str
    language: str
    kind: str
    words: str
    is_fault: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How many findings are right, how many faults are found, and how many pitches without a fault are left in peace."""

    findings: int
    right: int
    faults: int
    found: int

    @property
    def precision(self) -> float:
        """The share of findings that are right."""
        return self.right / self.findings if self.findings else 1.0

    @property
    def recall(self) -> float:
        """The share of faults that are found."""
        return self.found / self.faults if self.faults else 1.0


def compared(file: Path = PITCHES) -> tuple[Found, ...]:
    """Compare the coach with the labels, pitch by pitch."""
    return tuple(one for pitch in tomllib.loads(file.read_text(encoding="utf-8"))["pitch"] for one in _compared(pitch))


def _compared(pitch: Mapping[str, Any]) -> Iterator[Found]:
    text = pitch["text"]
    findings = look(text, pitch["language"], cut=Cut(pitch["cut"])).findings
    faults = [(_kind(one), one.get("words", "") if isinstance(one, Mapping) else "") for one in pitch["faults"]]
    for finding in findings:
        yield Found(pitch["id"], pitch["language"], str(finding.kind), finding.words(text), False, any(_agree(finding, fault, text) for fault in faults))
    for kind, words in faults:
        yield Found(pitch["id"], pitch["language"], kind, words, True, any(_agree(finding, (kind, words), text) for finding in findings))


def _kind(fault: Any) -> str:
    name = fault["kind"] if isinstance(fault, Mapping) else fault
    return str(name).lower().replace("_", "-")


def _agree(finding: Finding, fault: tuple[str, str], text: str) -> bool:
    kind, words = fault
    if str(finding.kind) != kind:
        return False
    start = text.find(words) if words else -1
    return start < 0 or finding.end <= finding.start or (finding.start < start + len(words) and start < finding.end)


def figures(found: tuple[Found, ...]) -> Figures:
    """Count."""
    findings, faults = [one for one in found if not one.is_fault], [one for one in found if one.is_fault]
    return Figures(len(findings), sum(one.is_right for one in findings), len(faults), sum(one.is_right for one in faults))
