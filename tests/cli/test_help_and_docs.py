import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli.terminal import EXAMPLES, REPOSITORY, keywho
from keywho.cli.exits import Exit
from keywho.cli.main import COMMANDS, main

PAGE = (REPOSITORY / "docs" / "cli.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0].removeprefix("keywho ").strip(): part for part in re.split(r"^## ", PAGE, flags=re.M)[1:]}
DOCUMENTS = [REPOSITORY / "README.md", EXAMPLES / "README.md", *sorted((REPOSITORY / "docs").glob("*.md"))]


def command_of(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return command


def params_of(command: click.Command) -> list[click.Parameter]:
    """Give what a command takes, with that of its parts."""
    if not isinstance(command, click.Group):
        return command.params
    context = click.Context(command)
    parts = [command.get_command(context, name) for name in command.list_commands(context)]
    return [*command.params, *(param for part in parts if part is not None for param in params_of(part))]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_its_help(name: str) -> None:
    answer = keywho(name, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"Usage: keywho {name}") or answer.out.startswith(f"Usage: main {name}")
    assert name in keywho("--help").out


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_has_its_paragraph_in_the_docs(name: str) -> None:
    everywhere = SECTIONS["For every command"]
    for option in params_of(command_of(name)):
        if isinstance(option, click.Option):
            long = max(option.opts, key=len)
            assert f"`{long}" in SECTIONS[name] or f"`{long}" in everywhere, f"docs/cli.md does not explain {long} of keywho {name}"


def test_each_command_has_its_section_and_no_section_is_about_a_command_that_is_gone() -> None:
    assert set(SECTIONS) - {"For every command"} == set(COMMANDS)


def test_the_docs_explain_no_option_that_is_gone() -> None:
    for name in COMMANDS:
        known = {word for option in params_of(command_of(name)) for word in option.opts} | {"--help"}
        assert set(re.findall(r"^- `(--[a-z-]+)", SECTIONS[name], flags=re.M)) <= known


def test_each_exit_code_is_explained_in_the_docs_and_in_the_help() -> None:
    for code in Exit:
        assert re.search(rf"^\| {code.value} \|", PAGE, flags=re.M)
        assert re.search(rf"^\s+{code.value}\s", keywho("--help").out, flags=re.M)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_in_the_docs_is_one_that_the_command_line_takes(document: Path) -> None:
    blocks = "".join(re.findall(r"```sh\n(.*?)```", document.read_text(encoding="utf-8"), flags=re.S))
    for line in re.findall(r"^(?:\.venv/bin/)?keywho (.+)$", blocks, flags=re.M):
        name, *words = shlex.split(line, comments=True)
        command_of(name).make_context(name, words)  # raises where an option or argument is wrong


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_in_a_help_text_is_one_that_the_command_line_takes(name: str) -> None:
    command = command_of(name)
    for line in re.findall(r"^ *keywho (.+)$", f"{command.help}\n{command.epilog}", flags=re.M):
        other, *words = shlex.split(line)
        command_of(other).make_context(other, words)


def test_the_help_loads_nothing_heavy() -> None:
    look = "import sys; from keywho.cli.main import main; main(['--help'], standalone_mode=False); print([name for name in HEAVY if name in sys.modules])"
    heavy = ["numpy", "numba", "scipy", "fpdf", "rich", "openpyxl", "jinja2", "highspy"]
    done = subprocess.run([sys.executable, "-c", f"HEAVY = {heavy}; {look}"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_importing_the_library_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", "import sys, keywho; print('numpy' in sys.modules)"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_every_name_of_the_library_face_is_there() -> None:
    import keywho as face

    assert set(face.__all__) == {*face._MODULE_BY_NAME, "__version__"}
    for name in face.__all__:
        assert getattr(face, name) is not None
    assert set(face.__all__) <= set(dir(face))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = face.nonsense  # type: ignore[attr-defined]


def test_the_python_of_the_readme_plans_an_evening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", (REPOSITORY / "README.md").read_text(encoding="utf-8"), flags=re.S)
    assert len(block.strip().splitlines()) <= 12
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(EXAMPLES)
    exec(compile(block, "README.md", "exec"), {})
    assert "are possible" in capsys.readouterr().out
    assert (tmp_path / "cards.pdf").read_bytes().startswith(b"%PDF")


def test_the_example_lists_are_as_their_program_makes_them() -> None:
    sys.path.insert(0, str(EXAMPLES))
    try:
        from make import lists  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(EXAMPLES))
    assert {path: path.read_bytes() for path in lists()} == lists()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_in_the_docs_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
