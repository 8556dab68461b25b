"""What every command of the coach has: a language, a notebook in a file, a voice."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap

import click

from keywho.cli.voice import Voice
from keywho.coach.notebook import Notebook
from keywho.coach.words import LANGUAGES, words_in
from keywho.core.errors import BadInput

LONGEST_LINE = 100
MARKS = (" ", "-", "·", "✓")
"""What begins a line of a list."""


@dataclass(frozen=True, slots=True)
class Session:
    """One call of the coach: in which language, with which notebook, from which file, and when."""

    voice: Voice
    language: str
    file: Path | None
    notebook: Notebook
    at: datetime

    def gettext(self, sentence: str) -> str:
        """Give a sentence in the language."""
        return words_in(self.language, "terminal").gettext(sentence)

    def ngettext(self, one: str, several: str, n: int) -> str:
        """Give a sentence about one or several in the language."""
        return words_in(self.language, "terminal").ngettext(one, several, n)

    def say(self, sentence: str = "") -> None:
        """Tell the person at the terminal; in a window long lines break between words."""
        self.voice.say(_broken(sentence) if sys.stdout.isatty() else sentence)

    def keep(self, notebook: Notebook) -> None:
        """Write the notebook.

        Raises
        ------
        BadInput
            No file was named.
        """
        from keywho.adapters.notebook_json import notebook_to_json
        from keywho.adapters.safe_write import write_safely

        _ = words_in(self.language, "terminal").gettext
        if self.file is None:
            raise BadInput(_("Nothing can be kept without a notebook. Maybe name one: --notebook keywho-coach.json. It is made where it is not there yet."))
        if not self.file.exists():
            self.file.touch(mode=0o600)  # what somebody wrote for themselves is for their eyes alone
        write_safely(self.file, notebook_to_json(notebook))
        self.say(_("Kept in {file}.").format(file=self.file))


def _broken(sentence: str) -> str:
    width = min(get_terminal_size().columns, LONGEST_LINE)
    indent = " " * (len(sentence) - len(sentence.lstrip(" -·✓0123456789"))) if sentence[:1] in MARKS else ""
    return "\n".join(wrap(sentence, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)) or sentence


def coached(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options --notebook, --language, --json and --quiet, and a `session` made of them."""

    @click.option(
        "--notebook",
        "notebook_file",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="The notebook: read, and written where something is kept.",
    )
    @click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True, help="The language of the coach and of the text.")
    @click.option("--json", "in_json", is_flag=True, help="Print one JSON object on stdout; sentences go to stderr.")
    @click.option("--quiet", "-q", is_flag=True, help="Say only what went wrong.")
    @wraps(command)
    def coaching(notebook_file: Path | None, language: str, in_json: bool, quiet: bool, **options: object) -> None:
        command(session=Session(Voice(in_json, quiet), language, notebook_file, _opened(notebook_file), datetime.now(UTC)), **options)

    return coaching


def _opened(file: Path | None) -> Notebook:
    from keywho.adapters.notebook_json import notebook_from_json

    return notebook_from_json(file.read_bytes()) if file is not None and file.exists() else Notebook()


def text_option(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the argument FILE and the option --text."""
    command = click.option("--text", metavar="TEXT", help="The text itself, instead of a file.")(command)
    return click.argument("source", metavar="[FILE]", required=False, type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))(command)


def written(source: Path | None, text: str | None) -> str:
    """Give the text that was named: a file, "-" for what is typed or piped in, or the option --text; empty without any."""
    if text is not None:
        return text.strip()
    if source is None:
        return ""
    if str(source) == "-":
        return sys.stdin.read().strip()
    try:
        return source.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        raise BadInput(f"{source} is no plain text. Maybe save it as a text file (UTF-8).") from None
