"""The layers that pyproject.toml draws cover every module."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
WEB = ROOT / "src/keywho/server/web"


def test_every_part_of_planning_belongs_to_the_checker_or_may_not_be_used_by_it() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    checker = next(contract for contract in contracts if contract["name"].startswith("The checker shares nothing"))
    parts = [path for path in (ROOT / "src/keywho/planning").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    modules = {f"keywho.planning.{path.stem}" for path in parts if path.stem != "__init__"}
    assert sorted([*checker["source_modules"], *checker["forbidden_modules"]]) == sorted(modules)


def test_pages_ask_services_and_never_the_database() -> None:
    assert [file.name for file in WEB.rglob("*.py") if ".objects" in file.read_text(encoding="utf-8")] == []
