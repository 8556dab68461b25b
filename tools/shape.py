"""Show the shape of the code: the longest files and functions, where a noun may be missing. It judges nothing.

python tools/shape.py [FOLDER ...]
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

LONG_FILE, LONG_FUNCTION, SHOWN = 300, 50, 10


def functions(file: Path) -> Iterator[tuple[int, str]]:
    """Give the length and the name of each function in a file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{file}:{node.lineno} {node.name}"


def show(title: str, sized: list[tuple[int, str]], long: int) -> None:
    """Print the longest ones and how many are long."""
    print(f"{title}: {len(sized):,}, of which {sum(size > long for size, _ in sized)} have more than {long} lines")
    for size, name in sorted(sized, reverse=True)[:SHOWN]:
        print(f"  {size:5} {name}")


if __name__ == "__main__":
    files = [file for folder in sys.argv[1:] or ["src"] for file in sorted(Path(folder).rglob("*.py"))]
    show("Files", [(len(file.read_text(encoding="utf-8").splitlines()), str(file)) for file in files], LONG_FILE)
    show("Functions", [sized for file in files for sized in functions(file)], LONG_FUNCTION)
