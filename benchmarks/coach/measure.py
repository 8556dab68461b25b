"""Measure how long texts take to say, judge the coach's estimate, and write docs/benchmarks/coach.md.

    python benchmarks/coach/measure.py                        print what the kept seconds say; no synthesizer is needed
    python benchmarks/coach/measure.py --write                write the page
    python benchmarks/coach/measure.py --say --write          let every synthesizer that is installed say what it has not said yet (a quarter of an hour)
    python benchmarks/coach/measure.py --say --speech-python /path/to/python      where py-nanotts and hibari-tts are installed

Sound goes to files in a temporary folder, never to a loudspeaker.
"""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from page import write as put_in

from coach.measured import Series, keep, series, texts
from coach.page import BENCHMARKS, PAGE, in_short, page
from coach.voices import VOICES, VoiceOf, is_there, rates_of, seconds_by_voice


def main() -> None:
    """Do what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--say", action="store_true", help="let the synthesizers that are installed say what they have not said yet")
    parser.add_argument("--speech-python", default=sys.executable, help="a Python in which py-nanotts and hibari-tts are installed")
    parser.add_argument("--jobs", type=int, default=2, help="voices at once")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks/coach.md")
    asked = parser.parse_args()
    if asked.say:
        say(asked.speech_python, asked.jobs)
    if asked.write:
        PAGE.write_text(page(), encoding="utf-8")
        put_in(BENCHMARKS, "coach", in_short())
    else:
        print(page())


def say(speech_python: str, jobs: int) -> None:
    """Let each voice say what it has not said yet; one that is not installed keeps what it said before."""
    before = {(one.language, one.engine, one.voice, one.rate): one for one in series()}
    there = {(voice.engine, voice.voice): is_there(voice, speech_python) for voice in VOICES}
    for voice in VOICES:
        if not there[voice.engine, voice.voice]:
            print(f"{voice.name} is not installed; what it said before is kept.", file=sys.stderr)
    wanted = [(voice, rate) for voice in VOICES if there[voice.engine, voice.voice] for rate in rates_of(voice)]
    with ThreadPoolExecutor(jobs) as pool:
        for one in pool.map(lambda each: _said(each[0], each[1], before, speech_python), wanted):
            before[one.language, one.engine, one.voice, one.rate] = one
    keep(tuple(before.values()))


def _said(voice: VoiceOf, rate: float, before: dict[tuple[str, str, str, float], Series], speech_python: str) -> Series:
    known = before.get((voice.language, voice.engine, voice.voice, rate), Series(voice.language, voice.engine, voice.voice, rate, {}))
    asked = [text for text in texts() if text.language == voice.language]
    new = [text for text in asked if text.key not in known.seconds]
    seconds = dict(zip((text.key for text in new), seconds_by_voice(voice, rate, [text.text for text in new], speech_python), strict=True))
    print(f"{voice.name} at {rate}: {len(new)} texts", file=sys.stderr)
    return replace(known, seconds={text.key: known.seconds.get(text.key, round(seconds.get(text.key, 0.0), 2)) for text in asked})


if __name__ == "__main__":
    main()
