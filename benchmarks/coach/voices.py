"""Speech synthesizers that say a text into a file, never to a loudspeaker, and how long that takes without the silence before and behind.

    apt-get install espeak-ng flite festival festvox-kdlpc16k festvox-us-slt-hts
    pip install py-nanotts hibari-tts          into any Python; `--speech-python` names it

A voice whose program is missing is left out, and the page says so.
"""

import shutil
import subprocess
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

RATES = (0.65, 0.8, 1.0, 1.25)
"""How much faster than the voice does by itself."""

WINDOW_S = 0.01
QUIET = 0.02
"""A window is silence if it is quieter than this share of the loudest."""


@dataclass(frozen=True, slots=True)
class VoiceOf:
    """A voice of a synthesizer."""

    language: str
    engine: str
    voice: str

    @property
    def name(self) -> str:
        """Name it as the page does."""
        return f"{self.engine} {self.voice}"


VOICES = (
    VoiceOf("en", "espeak-ng", "en-us"),
    VoiceOf("en", "espeak-ng", "en-gb+f3"),
    VoiceOf("en", "flite", "kal16"),
    VoiceOf("en", "flite", "rms"),
    VoiceOf("en", "flite", "slt"),
    VoiceOf("en", "flite", "awb"),
    VoiceOf("en", "festival", "ked_diphone"),
    VoiceOf("en", "festival", "cmu_us_slt_arctic_hts"),
    VoiceOf("en", "pico", "en-US"),
    VoiceOf("en", "pico", "en-GB"),
    VoiceOf("en", "hibari", "heart"),
    VoiceOf("es", "espeak-ng", "es"),
    VoiceOf("es", "espeak-ng", "es-419+f2"),
    VoiceOf("es", "pico", "es-ES"),
    VoiceOf("de", "espeak-ng", "de"),
    VoiceOf("de", "espeak-ng", "de+f2"),
    VoiceOf("de", "pico", "de-DE"),
)
"""Formants (espeak-ng), diphones (flite kal16, festival ked), statistical ones (the other flite voices, festival slt, pico) and a neural one (hibari)."""

_ONE_RATE = frozenset({"cmu_us_slt_arctic_hts"})
"""Voices that do not heed a rate."""

_COMMANDS = {"espeak-ng": "espeak-ng", "flite": "flite", "festival": "text2wave"}
_MODULES = {"pico": "py_nanotts", "hibari": "hibari"}


def rates_of(voice: VoiceOf) -> tuple[float, ...]:
    """Give the rates at which a voice speaks."""
    return (1.0,) if voice.voice in _ONE_RATE else RATES


def is_there(voice: VoiceOf, speech_python: str) -> bool:
    """Say whether the program of a voice is installed."""
    if voice.engine in _COMMANDS:
        return shutil.which(_COMMANDS[voice.engine]) is not None and (voice.engine != "festival" or _has_festival(voice.voice))
    return not subprocess.run([speech_python, "-c", f"import {_MODULES[voice.engine]}"], capture_output=True, check=False).returncode


def _has_festival(voice: str) -> bool:
    return any(Path("/usr/share/festival/voices").glob(f"*/{voice}"))


def seconds_by_voice(voice: VoiceOf, rate: float, texts: list[str], speech_python: str) -> Iterator[float]:
    """Let a voice say each text at a rate, and measure."""
    with TemporaryDirectory() as folder:
        for text in texts:
            sound = Path(folder) / "said.wav"
            written = Path(folder) / "text.txt"
            written.write_text(text + "\n", encoding="utf-8" if voice.engine != "festival" else "latin-1", errors="replace")
            subprocess.run(_command(voice, rate, text, written, sound, speech_python), check=True, capture_output=True, timeout=120)
            yield seconds_in(sound)


def _command(voice: VoiceOf, rate: float, text: str, written: Path, sound: Path, speech_python: str) -> list[str]:
    if voice.engine == "espeak-ng":
        return ["espeak-ng", "-v", voice.voice, "-s", f"{160 * rate:.0f}", "-f", str(written), "-w", str(sound)]
    if voice.engine == "flite":
        return ["flite", "-voice", voice.voice, "--setf", f"duration_stretch={1 / rate:.3f}", "-f", str(written), "-o", str(sound)]
    if voice.engine == "festival":
        return ["text2wave", "-eval", f"(voice_{voice.voice})", "-eval", f"(Parameter.set 'Duration_Stretch {1 / rate:.3f})", "-o", str(sound), str(written)]
    if voice.engine == "pico":
        return [speech_python, "-m", "py_nanotts", text, "-o", str(sound), "-v", voice.voice, "--speed", f"{rate:.2f}"]
    return [speech_python, "-m", "hibari.cli", text, "-o", str(sound), "--voice", voice.voice, "--speed", f"{rate:.2f}", "--seed", "1"]


def seconds_in(sound: Path) -> float:
    """Measure a recording from its first sound to its last."""
    with wave.open(str(sound)) as opened:
        hertz, channels = opened.getframerate(), opened.getnchannels()
        signs = np.frombuffer(opened.readframes(opened.getnframes()), dtype=np.int16)[::channels].astype(np.float64)
    window = int(hertz * WINDOW_S)
    loudness = np.sqrt(np.mean(np.square(signs[: len(signs) // window * window].reshape(-1, window)), axis=1))
    loud = np.flatnonzero(loudness > QUIET * loudness.max())
    return float((loud[-1] - loud[0] + 1) * WINDOW_S)
