"""The command `keywho`: finds the asked command, loads only that one, and turns errors into sentences and exit codes."""

import errno
from importlib import import_module

import click

from keywho.cli.exits import Exit
from keywho.cli.voice import Voice
from keywho.core.errors import KeywhoError
from keywho.version import VERSION

COMMANDS = {
    "plan": ("planning", "Plan an evening: who meets whom, when and where."),
    "import": ("reading", "Read a list of attendees and say what was understood."),
    "benefit": ("benefit", "Say who is useful to whom, and why."),
    "check": ("judging", "Verify a programme against every rule."),
    "bound": ("judging", "Say how good any programme of an evening can be at most."),
    "explain": ("judging", "Say why two people meet, or don't; or why someone has a bye."),
    "repair": ("repairing", "Mend a running programme after a no-show, a late arrival, a broken chair."),
    "cards": ("printing", "Print the cards, table signs and the wall chart of a programme (PDF)."),
    "report": ("printing", "Write the report of a programme (one HTML file)."),
    "schema": ("reading", "Print the JSON Schema of the exchange format, or of the coach's files."),
    "demo": ("demo", "Plan the example evening of 60 people."),
    "coach": ("coach", "Get ready: a pitch, a rehearsal, three questions, small steps; without any evening."),
    "model": ("model", "Install the optional sentence model, or say whether it is installed."),
    "serve": ("server", "Serve the live evening: desk, phones and projector."),
    "worker": ("server", "Do the long jobs of a server."),
    "migrate": ("server", "Bring the server's database to the shape this version needs."),
    "organizer": ("server", "Print a link with which an organizer chooses a new password."),
    "mail": ("mail", "Send a test mail, and say what is wrong where it does not go."),
    "export": ("rights", "Write everything that is kept about one person."),
    "erase": ("rights", "Erase everything about one person, for good."),
    "backup": ("rights", "Write the server's database, secret and list of the erased into one file."),
    "restore": ("rights", "Put a backup back; whoever was erased since stays erased."),
}
"""Each command with the file of this folder that holds it; its text stands here so that `keywho --help` loads none of them."""

EPILOG = """\b
Examples:
  keywho plan guests.csv --room rows:6x10 --rounds neighbour,nearby*3,table:6 --seconds 5 --out evening
  keywho repair evening/programme.json --no-show "Ada Lovelace" --left "Ben@3" --out evening
  keywho explain evening/programme.json "Ada Lovelace" "Ben"

\b
Exit codes:
  0    done (wishes that could not be met are named, but are no error)
  1    the check found violations
  2    wrong arguments, or something the command can't read, write or plan
  70   keywho broke its own rules: please report it
  130  interrupted before there was anything to show
"""


class Commands(click.Group):
    """The commands by name, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"keywho.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.obj = Voice(json="--json" in args)  # known before the command's own options are, for errors in those
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        voice: Voice = ctx.obj
        try:
            return super().invoke(ctx)
        except KeywhoError as error:
            voice.refuse(error.code, str(error), names_in(error))
            ctx.exit(Exit.REFUSED)
        except click.ClickException as error:
            voice.answer({"error": {"code": "usage", "message": error.format_message(), "names": []}})
            raise
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            voice.refuse("file", f"{error.filename or 'A file'}: {error.strerror or error}.", [str(error.filename)] if error.filename else [])
            ctx.exit(Exit.REFUSED)
        except KeyboardInterrupt:
            voice.refuse("interrupted", "Interrupted before there was anything to show; nothing was written.")
            ctx.exit(Exit.INTERRUPTED)


def names_in(error: KeywhoError) -> list[str]:
    """Give the names that an error is about, each once."""
    faults = [error, *getattr(error, "faults", ())]
    return list(dict.fromkeys(str(name) for fault in faults for name in getattr(fault, "names", ())))


@click.command(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="keywho")
def main() -> None:
    """keywho runs the room: who meets whom, when and where, with a proof of how good the programme is."""
