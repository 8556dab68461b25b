"""The scripts of the pages have tests of their own, in JavaScript: run them with Node, where there is one."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="there is no Node on this machine")
def test_the_scripts_of_the_pages():
    assert NODE
    told = subprocess.run([NODE, "--test", *sorted(map(str, (ROOT / "tests/js").glob("*.test.mjs")))], capture_output=True, text=True, timeout=120, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "\n# pass 0\n" not in told.stdout
