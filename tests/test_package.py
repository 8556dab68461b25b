"""What `pip install keywho` brings along."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src/keywho"


def test_everything_beside_the_code_is_in_the_package_and_nothing_is_listed_that_is_not_there() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]["keywho"]
    listed = {pattern: {path for path in PACKAGE.glob(pattern) if path.is_file()} for pattern in patterns}
    there = {path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts}
    assert sorted(there - set().union(*listed.values())) == []
    assert [pattern for pattern, found in listed.items() if not found] == []
