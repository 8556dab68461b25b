"""`keywho coach`: the coach in a terminal, without any evening. Everything stays on this machine; a notebook is a file that its owner names."""

from importlib import import_module

import click

PARTS = {
    "pitch": ("coach_pitch", "Build a pitch from a few answers, or look at one."),
    "time": ("coach_pitch", "Say how long a text takes to say, and how sure that is."),
    "rehearse": ("coach_rehearse", "Say a pitch against the clock."),
    "questions": ("coach_words", "Three questions for somebody."),
    "icebreakers": ("coach_words", "First sentences for people who meet; or check a file of them."),
    "opening": ("coach_words", "The script that starts a room, with its pacing; or check one."),
    "ladder": ("coach_steps", "The twelve rungs of courage, and which are done."),
    "practice": ("coach_steps", "Seven days of small steps towards strangers."),
    "lessons": ("coach_steps", "Twenty lessons of two minutes, each with one thing to do."),
    "certificate": ("coach_steps", "What was done, to show or to print."),
}
"""Each part with the file of this folder that holds it; its text stands here so that `keywho coach --help` loads none of them."""

EPILOG = """\b
Examples:
  keywho coach pitch --name Ana --does "I repair bicycles" --seeks "somebody who runs a workshop"
  keywho coach time pitch.txt --language es
  keywho coach rehearse pitch.txt --notebook keywho-coach.json
  keywho coach ladder --done say-your-name --notebook keywho-coach.json
"""


class Parts(click.Group):
    """The parts of the coach by name, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(PARTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in PARTS:
            return None
        command: click.Command = getattr(import_module(f"keywho.cli.{PARTS[cmd_name][0]}"), f"{cmd_name}_part")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Parts"):
            formatter.write_dl([(name, text) for name, (_, text) in PARTS.items()])


@click.command("coach", cls=Parts, epilog=EPILOG)
def coach_command() -> None:
    """Get ready for meeting people: a pitch, a rehearsal, three questions, small steps. It needs no evening and no network.

    What is to be kept goes into a notebook, a file that you name with --notebook; the same file can be brought to the coach's pages and taken from them.
    """
