"""A microphone for tests: a file of sound with pauses that are known, which Chromium takes for somebody who speaks."""

import array
import math
import shutil
import subprocess
import wave
from collections.abc import Sequence
from pathlib import Path

RATE = 22_050
AS_MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
Sound = Sequence[float | str]
"""Seconds of silence, and sentences that are said."""


def arguments(file: Path) -> tuple[str, ...]:
    """Tell Chromium that a file is its microphone; it is heard once, from the moment on that the microphone opens."""
    return (*AS_MICROPHONE, f"--use-file-for-fake-audio-capture={file}%noloop")


def write(file: Path, sound: Sound) -> list[tuple[float, float]]:
    """Write the file, and say from when to when each sentence is heard."""
    samples, said = array.array("h"), []
    for piece in sound:
        before = len(samples)
        samples.extend(voice(piece) if isinstance(piece, str) else array.array("h", bytes(2 * round(piece * RATE))))
        if isinstance(piece, str):
            said.append((before / RATE, len(samples) / RATE))
    with wave.open(str(file), "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(RATE)
        made.writeframes(samples.tobytes())
    return said


def voice(sentence: str) -> "array.array[int]":
    """Say a sentence: by espeak-ng where it is installed, else as bursts of tones, four a second."""
    if shutil.which("espeak-ng"):
        said = subprocess.run(["espeak-ng", "-v", "en-us", "-s", "150", "--stdout", sentence], capture_output=True, check=True).stdout
        spoken = array.array("h", said[44 : len(said) - len(said) % 2])
        loud = [place for place, one in enumerate(spoken) if abs(one) > 300]
        return spoken[loud[0] : loud[-1] + 1]
    seconds = len(sentence.split()) * 0.35
    return array.array("h", (round(9000 * abs(math.sin(4 * math.pi * at)) ** 0.5 * math.sin(2 * math.pi * 180 * at)) for at in _moments(seconds)))


def _moments(seconds: float) -> list[float]:
    return [place / RATE for place in range(round(seconds * RATE))]
