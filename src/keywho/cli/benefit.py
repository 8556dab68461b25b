"""`keywho benefit`: who is useful to whom, and why."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from keywho.cli.benefit_of import Benefits, Entry, attendees_of, knobs_of, reader_of, sums
from keywho.cli.evening import mapping_of
from keywho.cli.people import NameBook
from keywho.cli.progress import ProgressLine
from keywho.cli.voice import Voice, speaks
from keywho.core.errors import BadInput
from keywho.core.languages import name_of_language

if TYPE_CHECKING:
    from keywho.core.ids import AttendeeId

IN_THE_TABLE = 3
NAMED = 12
SHOWN_EVERY = 50


@click.command("benefit")
@click.argument("source", metavar="LIST", type=click.Path(path_type=Path))
@click.option("--explain", nargs=2, metavar="NAME NAME", help="Say of two people, in both directions, what speaks for it that they meet.")
@click.option(
    "--most", type=click.IntRange(min=1, max=30), metavar="N", help="So many for each person: 3 on the terminal, 30 in files and JSON if nothing is said."
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write all entries to this file, .csv or .json.")
@click.option("--language", type=click.Choice(["en", "de", "es"]), default="en", show_default=True, help="Language of the reasons.")
@click.option("--knobs", multiple=True, metavar="NAME=WORD", help="leaning=openings, 'leaning=company on the way', sharing=strongly ... Can be repeated.")
@click.option("--own-words", type=click.Path(path_type=Path), metavar="FILE", help="Words of the town: employers, and what is the same here, one a line.")
@click.option("--embed/--no-embed", default=None, help="Read with the sentence model, or without; where nothing is said, with it if it is installed.")
@click.option("--map", "mapping", multiple=True, metavar="HEADER=FIELD", help="Read this column as that field, such as 'Wanted=seeks'. Can be repeated.")
@click.option("--keep-waitlisted", is_flag=True, help="Keep those on the waiting list too.")
@speaks
def benefit_command(
    source: Path,
    explain: tuple[str, str] | None,
    most: int | None,
    out: Path | None,
    language: str,
    knobs: tuple[str, ...],
    own_words: Path | None,
    embed: bool | None,
    mapping: tuple[str, ...],
    keep_waitlisted: bool,
    voice: Voice,
) -> None:
    """Say who is useful to whom, and why.

    LIST is a list of attendees or a keywho JSON file.

    \b
    keywho benefit guests.csv
    keywho benefit guests.csv --out benefit.csv --language de
    keywho benefit guests.csv --explain "Ana" "Ben"
    """
    chosen, fields = knobs_of(knobs), mapping_of(mapping)
    if out and out.suffix.casefold() not in (".csv", ".json"):
        raise BadInput(f"--out {out}: the ending says the format, .csv or .json. Maybe {out.with_suffix('.csv')}.")
    people = attendees_of(source, fields, keep_waitlisted=keep_waitlisted)
    reader = reader_of(own_words, embed=embed)
    pair = tuple(map(NameBook(people).find, explain)) if explain else ()

    from keywho.benefit.matrix import RoomBenefit

    with ProgressLine(voice) as line:
        line.show(f"Reading {len(people):,} people and comparing them ...")
        benefits = Benefits(RoomBenefit.of(people, reader=reader, knobs=chosen, language=language), language)
        in_files, shown = bool(out or voice.json), most or IN_THE_TABLE
        found = [] if pair or (voice.quiet and not in_files) else _worded(benefits, most if in_files else shown, line)
    if pair:
        _explain(benefits, (pair[0], pair[1]), voice)
        return
    entries = [entry for best in found for entry in best]
    if out:
        from keywho.cli.benefit_files import write_entries

        write_entries(out, entries)
    if not voice.quiet:
        _table(benefits, found, shown, voice)
    summary = _summary(benefits, voice)
    if out:
        voice.say(f"Written: {out}")
    if voice.json:
        from keywho.cli.benefit_files import fields_of

        voice.answer({**summary, "out": str(out) if out else None, "entries": [fields_of(entry) for entry in entries]})


def _worded(benefits: Benefits, most: int | None, line: ProgressLine) -> list[list[Entry]]:
    """Give the best entries of each person with their reasons; the line shows how far it is."""
    found, many = [], len(benefits.room.attendees)
    for place in range(many):
        if place % SHOWN_EVERY == 0:
            line.show(f"Finding the words: {place:,} of {many:,} people")
        found.append(benefits.of(place, most))
    return found


def _table(benefits: Benefits, found: list[list[Entry]], most: int, voice: Voice) -> None:
    """Show everybody with the best few for them."""
    for attendee, entries in zip(benefits.room.attendees, found, strict=True):
        voice.say(_line(attendee.name))
        for entry in entries[:most]:
            voice.say(_row(entry))
        if not entries:
            voice.say("        nobody stands out: anybody new is as good as another")


def _row(entry: Entry) -> str:
    return f"  {entry.points:4.1f}  {_line(entry.sought.name)}" + (f": {_line(entry.reason)}" if entry.reason else "")


def _line(text: str) -> str:
    return " ".join(text.split())


def _summary(benefits: Benefits, voice: Voice) -> dict[str, object]:
    """Say how many have a strong reason, who has none, and who is sought most."""
    people = benefits.room.attendees
    without = [attendee for place, attendee in enumerate(people) if place not in benefits.with_a_reason]
    sought = benefits.most_sought(5)
    if not people:
        voice.say("Nobody is in the list, so nobody is useful to anybody.")
    elif len(people) == 1:
        voice.say(f"{_line(people[0].name)} is alone in the list.")
    else:
        voice.say()
        voice.say(f"{len(people) - len(without):,} of {len(people):,} people have somebody whom they should meet for a strong reason.")
        if without:
            more = f" and {len(without) - NAMED:,} more" if len(without) > NAMED else ""
            voice.say(
                f"Without: {', '.join(_line(one.name) for one in without[:NAMED])}{more}. Maybe ask them for a job title, or for what they would like to learn."
            )
        if sought:
            voice.say(f"Sought most: {', '.join(f'{_line(one.name)} (by {count:,})' for one, count in sought)}.")
    return {
        "attendees": len(people),
        "with_a_reason": len(people) - len(without),
        "without": [one.id for one in without],
        "most_sought": [{"id": one.id, "by": count} for one, count in sought],
    }


def _explain(benefits: Benefits, pair: "tuple[AttendeeId, AttendeeId]", voice: Voice) -> None:
    """Say of two people, in both directions, what speaks for it that they meet."""
    if pair[0] == pair[1]:
        raise BadInput("Both names mean the same person. Maybe give the ids.")
    found = [_direction(benefits, one, other, voice) for one, other in (pair, pair[::-1])]
    voice.answer({"one": pair[0], "other": pair[1], "directions": found})


def _direction(benefits: Benefits, one: "AttendeeId", other: "AttendeeId", voice: Voice) -> dict[str, object]:
    room = benefits.room
    by_id = {attendee.id: attendee for attendee in room.attendees}
    seeker, sought = by_id[one], by_id[other]
    fired, points, why = room.evidence(one, other), benefits.points(one, other), room.why(one, other, benefits.language)
    shared = seeker.profile.languages & sought.profile.languages
    apart = bool(seeker.profile.languages and sought.profile.languages and not shared)
    voice.say(f"{_line(sought.name)} for {_line(seeker.name)}: {points:.1f} points" + ("" if points else ", not among the most useful people"))
    voice.say(f"  Reason: {_line(why)}" if why else "  No strong reason.")
    if apart:
        voice.say(f"  They share no language: {_languages(seeker.profile.languages)} and {_languages(sought.profile.languages)}.")
    elif shared:
        voice.say(f"  They can talk in: {_languages(shared)}.")
    else:
        voice.say("  Languages are not known of both, so nothing is concluded from them.")
    for signal in fired:
        voice.say(
            f"  {signal.kind.value.replace('_', ' ')}: strength {signal.strength:.2f}, counts {signal.weight:.2f} at most"
            + ("" if signal.is_told else " (too weak to be said)")
        )
        for who, text in ((seeker, signal.wanted), (sought, signal.held)):
            if text:
                voice.say(f"      {_line(who.name)} wrote “{_line(text)}”, understood as: {_understood(benefits, text)}")
    if not fired:
        voice.say("  No signal fired." if not apart else "  So nothing else counts.")
    return {
        "seeker": one,
        "sought": other,
        "points": points,
        "reason": why,
        "languages": sorted(shared),
        "no_language_in_common": apart,
        "signals": [
            {**of_one, "understood": [_understood(benefits, text) for text in (signal.wanted, signal.held) if text]}
            for of_one, signal in zip(sums(fired), fired, strict=True)
        ],
    }


def _languages(codes: frozenset[str]) -> str:
    return ", ".join(name_of_language(code) for code in sorted(codes))


def _understood(benefits: Benefits, text: str) -> str:
    """Give the words of a text as they are understood, and the occupation that is nearest, if there is one."""
    reader = benefits.room.judge.reader
    words = reader.understood(text)
    concepts = reader.vocabulary.concepts_of([words])
    said = " ".join(words) or "nothing"
    return f"{said} ({reader.vocabulary.concepts[concepts.indices[concepts.data.argmax()]].label(benefits.language)})" if concepts.nnz else said
