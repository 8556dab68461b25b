"""Reading printed pages back, and the names that make it hard."""

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

BLNS = Path(__file__).parents[3] / "shared" / "data" / "naughty" / "blns.txt"
SCRIPTS = [
    "王小明",
    "田中さくら",
    "김철수",
    "محمد عبد الله",
    "אבי כהן",
    "अमिताभ श्रीवास्तव",
    "ธนพล ศรีสุข",
    "தமிழ்ச்செல்வன்",
    "Ελένη",
    "Владимир",
    "አበበ",
    "မောင်မောင်",
    "សុខា",
    "😀",
    "𐐔𐐯𐑅",
    "Nguyễn Thị Ánh",
]


def pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def bare(text: str) -> str:
    """Text without blanks: lines are broken where the paper wants it. (The reader puts a NUL before letters beyond U+FFFF.)"""
    return re.sub(r"[\s\x00]+", "", unicodedata.normalize("NFC", text))


def naughty_names() -> list[str]:
    """Give 200 lines that break programs."""
    if not BLNS.exists():
        pytest.skip("the shared test data naughty/blns.txt is not beside this checkout")
    return [line for line in BLNS.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")][:200]


def words_of(path: Path) -> list[tuple[float, float, list[tuple[float, float, float, float, str]]]]:
    """Give width, height and the words with their boxes of each page."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed; it measures where words stand")
    text = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True).stdout.decode("utf-8", "replace")
    root = ElementTree.fromstring(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text))
    space = "{http://www.w3.org/1999/xhtml}"
    found = []
    for page in root.iter(f"{space}page"):
        words = [(*(float(word.attrib[key]) for key in ("xMin", "yMin", "xMax", "yMax")), word.text or "") for word in page.iter(f"{space}word")]
        found.append((float(page.attrib["width"]), float(page.attrib["height"]), words))
    return found  # type: ignore[return-value]


def lies_outside(path: Path) -> list[object]:
    """Give the words that are not whole on their page."""
    return [word for width, height, words in words_of(path) for word in words if word[0] < 0 or word[1] < -1 or word[2] > width + 0.5 or word[3] > height + 0.5]
