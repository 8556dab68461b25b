"""Puts benchmarks/ on the path: what measures has to be right too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
