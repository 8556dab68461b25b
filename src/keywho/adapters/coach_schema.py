"""The JSON Schema of the coach's files: what translators and organizers write, and the notebook."""

import msgspec

from keywho.adapters.exchange.plain_words import laid_out
from keywho.coach.icebreakers import Icebreakers
from keywho.coach.ladder import Ladder
from keywho.coach.lessons import Lesson
from keywho.coach.notebook import Notebook
from keywho.coach.opening import Opening
from keywho.coach.pitch.shapes import PitchShapes
from keywho.coach.pitch.vocabulary import PitchWords
from keywho.coach.practice import Practice
from keywho.coach.questions import Templates

FILES: dict[str, type] = {
    "icebreakers.toml": Icebreakers,
    "ladder.toml": Ladder,
    "lessons": Lesson,
    "opening.toml": Opening,
    "pitch.toml": PitchShapes,
    "pitch-words.toml": PitchWords,
    "practice.toml": Practice,
    "questions.toml": Templates,
    "keywho-coach.json": Notebook,
}
"""Each file with its shape; a file of the folder `lessons` is one lesson."""


def coach_schema() -> bytes:
    """Give the JSON Schema of all files of the coach, as it stands in docs/coach-sets.schema.json: under `files` each file by its name."""
    shapes, components = msgspec.json.schema_components(FILES.values(), ref_template="#/$defs/{name}")
    rules = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "files of the keywho coach",
        "description": "Each file of the coach has the shape that stands under its name in `files`. TOML files are read as the JSON that they are equal to.",
        "files": dict(zip(FILES, shapes, strict=True)),
        "$defs": dict(sorted(components.items())),
    }
    return f"{laid_out(rules)}\n".encode()
