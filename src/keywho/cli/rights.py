"""`keywho export`, `erase`, `backup` and `restore`: what people may ask for, and copies that respect it."""

from pathlib import Path

import click

from keywho.adapters.report.words import counted
from keywho.cli.server import needs_server
from keywho.cli.voice import Voice
from keywho.core.errors import BadInput


@click.command("export")
@click.argument("event", metavar="EVENT")
@click.argument("person", metavar="PERSON")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Where it goes: a .zip, or a .json for the bare facts.")
@needs_server
def export_command(event: str, person: str, out: Path | None) -> None:
    """Write everything that is kept about one person, to hand it to them. It holds what is theirs alone: give it to nobody else.

    \b
    keywho export K7XQ2 "Ada Lovelace"
    keywho export K7XQ2 ada@example.org --out ada.json
    """
    from keywho.server.conf.start import start_django

    start_django()
    from keywho.server.services.evenings import now
    from keywho.server.services.rights.found import person_of
    from keywho.server.services.rights.takeaway import as_json, as_zip

    attendee = person_of(event, person)
    target = out or Path(f"keywho-{attendee.event.code.lower()}-{attendee.public_id}.zip")
    target.write_bytes(as_json(attendee) if target.suffix.lower() == ".json" else as_zip(attendee, now()))
    Voice().say(f"{target}: everything about {attendee.shown_name}.")


@click.command("erase")
@click.argument("event", metavar="EVENT")
@click.argument("person", metavar="PERSON")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@needs_server
def erase_command(event: str, person: str, yes: bool) -> None:
    """Erase everything about one person, at once and for good; no backup brings them back.

    \b
    keywho erase K7XQ2 "Ada Lovelace"
    keywho erase K7XQ2 ada@example.org --yes
    """
    from keywho.server.conf.start import start_django

    start_django()
    from keywho.server.services.evenings import now
    from keywho.server.services.rights.erase import erase
    from keywho.server.services.rights.found import person_of

    attendee, voice = person_of(event, person), Voice()
    if not yes and not click.confirm(f"Erase everything about {attendee.name} ({attendee.public_id}) of “{attendee.event.name}”, for good?"):
        voice.say("Nothing was erased.")
        return
    voice.say(erase(attendee, by="keywho", now=now()))


@click.command("backup")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@needs_server
def backup_command(file: Path) -> None:
    """Write the database, the secret key and the list of the erased into one file, also while keywho runs. Keep it as safe as the machine itself.

    \b
    keywho backup before-the-evening.zip
    """
    from keywho.server.conf.start import start_django

    start_django()
    from keywho.server.services.evenings import now
    from keywho.server.services.rights.backup import make_backup

    size = make_backup(file.absolute(), now())
    Voice().say(f"{file}: everything is in it ({size / 1e6:.1f} MB). Whoever has this file can open every page; keep it where nobody else can.")


@click.command("restore")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask first.")
@needs_server
def restore_command(file: Path, yes: bool) -> None:
    """Put a backup in the place of what is there now, while keywho is stopped. Whoever was erased since stays erased.

    \b
    keywho restore before-the-evening.zip
    """
    from keywho.server.conf.start import start_django

    environment = start_django()
    from keywho.server.hosting.restoring import restore
    from keywho.server.services.evenings import now
    from keywho.server.services.rights.backup import read_backup

    about, voice = read_backup(file), Voice()
    if not yes and not click.confirm(f"Put back everything as it was at {about.made_at:%d.%m.%Y %H:%M} (UTC)? What happened since is lost."):
        raise BadInput("Nothing was changed.")
    done = restore(environment, file, now())
    voice.say(
        f"Restored: {counted(done.evenings, 'evening', 'evenings')} with {counted(done.people, 'person', 'people')}, as of {about.made_at:%d.%m.%Y %H:%M} (UTC)."
    )
    if done.erased_again:
        voice.say(f"Erased since then, and now again: {done.erased_again:,}.")
    if done.mails_held_back:
        voice.say(f"{done.mails_held_back:,} mails that waited then may have gone since, and are not sent.")
