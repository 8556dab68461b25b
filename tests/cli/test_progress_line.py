import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.terminal import EXAMPLES, command, run
from keywho.cli.progress import sentence
from keywho.planning.stopping import Progress

WATCHED = """
from keywho.cli.progress import ProgressLine
from keywho.cli.voice import Voice
from keywho.planning.stopping import Progress
import time
with ProgressLine(Voice()) as line:
    for work in range(3):
        line(Progress(work * 0.1, work, 100.0 + work, 200.0, "pairs"))
        time.sleep(0.11)
"""


def test_the_line_says_score_bound_and_gap_once_they_are_known() -> None:
    assert sentence(Progress(1.5, 9, 1234.5, 2000.0, "tables")) == "  1.5 s  tables: score 1,234 of at most 2,000, gap 38.27%"
    assert sentence(Progress(0.2, 0, 12.5, math.inf, "pairs")) == "  0.2 s  pairs: score 12.5"
    assert sentence(Progress(0.1, 0, -math.inf, math.inf, "")) == "  0.1 s  ..."


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_terminal_sees_one_line_that_rewrites_itself() -> None:
    seen = seen_on_terminal(sys.executable, "-c", WATCHED)
    assert b"pairs: score 102.0 of at most 200.0, gap 49.00%" in seen
    assert b"\x1b[2K" in seen and b"\x1b[3" not in seen  # rewritten, but without colour


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_a_terminal_sees_how_far_the_words_of_a_benefit_are() -> None:
    seen = seen_on_terminal(*command("benefit", EXAMPLES / "evening-60.csv", "--no-embed"))
    assert b"Reading 60 people and comparing them ..." in seen
    assert b"Finding the words: 50 of 60 people" in seen
    assert run("benefit", EXAMPLES / "evening-12.csv", "--no-embed").err == ""


def seen_on_terminal(*words: str) -> bytes:
    """Run a program whose stderr is a terminal; give what it shows there."""
    import pty

    ours, theirs = pty.openpty()
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "100"})
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert running.wait() == 0
    return seen


def test_a_log_gets_no_line_from_a_short_search(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WATCHED], capture_output=True, cwd=tmp_path, check=True)
    assert done.stderr == b""
