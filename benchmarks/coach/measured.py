"""What was measured: texts, voices, and the seconds that each voice took, kept in seconds.json so that weights and errors can be computed anew without any synthesizer."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

HERE = Path(__file__).resolve().parent
SECONDS = HERE / "seconds.json"
LANGUAGES = ("en", "es", "de")
OTHER_HAND = "other hand"


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A text; `part` is "fit" where weights are fitted to it, "judge" where they are judged by it."""

    language: str
    part: str
    kind: str
    text: str

    @property
    def key(self) -> str:
        """Name it in seconds.json: a text that is changed has not been measured."""
        return f"{crc32(self.text.encode()):08x}"

    @property
    def written_words(self) -> int:
        """Count its words as the plain rule does."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Series:
    """One voice at one rate: the seconds of texts by their key."""

    language: str
    engine: str
    voice: str
    rate: float
    seconds: Mapping[str, float]


def texts() -> tuple[SpokenText, ...]:
    """Read all texts."""
    return tuple(_texts())


def _texts() -> Iterator[SpokenText]:
    for language in LANGUAGES:
        for one in tomllib.loads((HERE / f"texts_{language}.toml").read_text(encoding="utf-8"))["text"]:
            yield SpokenText(language, one["part"], one["kind"], one["text"])


def series() -> tuple[Series, ...]:
    """Read what was measured."""
    return tuple(Series(**one) for one in json.loads(SECONDS.read_text(encoding="utf-8"))) if SECONDS.exists() else ()


def keep(found: tuple[Series, ...]) -> None:
    """Write what was measured, one voice and rate a line."""
    lines = [
        json.dumps({"language": one.language, "engine": one.engine, "voice": one.voice, "rate": one.rate, "seconds": dict(sorted(one.seconds.items()))})
        for one in sorted(found, key=lambda one: (one.language, one.engine, one.voice, one.rate))
    ]
    SECONDS.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
