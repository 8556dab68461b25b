"""Why something was found, and what could be said instead: in plain words, without reproach."""

from keywho.coach.pitch.findings import FindingKind
from keywho.coach.words import words_in


def titles(language: str) -> dict[FindingKind, str]:
    """Give the short names of all kinds."""
    _ = words_in(language, "pitch").gettext
    return {
        FindingKind.NO_ASK: _("No ask was heard"),
        FindingKind.MANY_ASKS: _("More than one ask"),
        FindingKind.VAGUE_ASK: _("The ask could be clearer"),
        FindingKind.ASKS_FOR_JOB: _("It asks for a job"),
        FindingKind.NO_PROOF: _("No example was heard"),
        FindingKind.NO_GIVE: _("Nothing to give was heard"),
        FindingKind.NO_NAME: _("No name was heard"),
        FindingKind.TOO_LONG: _("Too long"),
        FindingKind.TOO_SHORT: _("There is time for more"),
        FindingKind.LONG_SENTENCE: _("A long sentence"),
        FindingKind.JARGON: _("A word of your field"),
        FindingKind.FILLER: _("Filler"),
        FindingKind.TOO_MUCH_I: _("Many sentences begin with “I”"),
        FindingKind.APOLOGY: _("It makes you small"),
        FindingKind.BLAMES: _("It blames somebody"),
        FindingKind.EMPTY_PRAISE: _("Praise without an example"),
    }


def reason(kind: FindingKind, language: str, **gaps: object) -> tuple[str, str]:
    """Give the reason of a finding, and what could be said instead."""
    why, instead = (_of_asks(language) | _of_gaps(language) | _of_length(language) | _of_words(language))[kind]
    return why.format(**gaps), instead.format(**gaps)


def _of_asks(language: str) -> dict[FindingKind, tuple[str, str]]:
    _ = words_in(language, "pitch").gettext
    return {
        FindingKind.NO_ASK: (
            _("Your listener wants to help, and does not know yet with what."),
            _("Say whom you would like to meet, so that they can picture the person."),
        ),
        FindingKind.MANY_ASKS: (
            _("Of several asks people remember none. One is easy to carry through a room."),
            _("Keep the one that matters most tonight; the others have time."),
        ),
        FindingKind.VAGUE_ASK: (
            _("Nobody can think of a person for this. A clear ask brings a face to mind."),
            _("Name what the person does, and where: “somebody who plans shifts in a hospital”."),
        ),
        FindingKind.ASKS_FOR_JOB: (
            _("Hardly anybody here has a job to give, but everybody knows people. Who is asked for a job can only say no."),
            _("Ask for a person or for a talk of fifteen minutes: “I'd like to meet somebody who does this work.”"),
        ),
    }


def _of_gaps(language: str) -> dict[FindingKind, tuple[str, str]]:
    _ = words_in(language, "pitch").gettext
    return {
        FindingKind.NO_PROOF: (
            _("One thing that you did is believed sooner than anything that you say about yourself."),
            _("Add one sentence: what did you do, for whom, and what was different afterwards?"),
        ),
        FindingKind.NO_GIVE: (
            _("Who also gives is easier to talk to, and is asked back."),
            _("Add what you could do for somebody here: show, read, explain, introduce."),
        ),
        FindingKind.NO_NAME: (_("A name makes a stranger a person."), _("Begin with it. The first name is enough.")),
        FindingKind.TOO_MUCH_I: (
            _("It is about you, and may be. Where each sentence begins the same, people stop listening."),
            _("Turn one sentence around: begin with the place, the people or what changed."),
        ),
    }


def _of_length(language: str) -> dict[FindingKind, tuple[str, str]]:
    _ = words_in(language, "pitch").gettext
    return {
        FindingKind.TOO_LONG: (
            _("It takes about {seconds} seconds, and is to take {cut}. What comes after that is heard by nobody."),
            _("Leave one thing out. It is a good second sentence when they ask."),
        ),
        FindingKind.TOO_SHORT: (
            _("It takes about {seconds} of {cut} seconds."),
            _("Short is fine. If you like, use the rest for an example."),
        ),
        FindingKind.LONG_SENTENCE: (
            _("It has {count} words. Who listens cannot read back, and who speaks needs a breath."),
            _("Make two of it."),
        ),
    }


def _of_words(language: str) -> dict[FindingKind, tuple[str, str]]:
    _ = words_in(language, "pitch").gettext
    return {
        FindingKind.JARGON: (
            _("Who does not work in your field may not know it, and hardly anybody asks."),
            _("Say it as you would to a neighbour."),
        ),
        FindingKind.FILLER: (_("It takes time and says nothing."), _("Leave it out, and take a breath instead.")),
        FindingKind.APOLOGY: (_("It makes what follows smaller than it is."), _("Leave it out. The rest stands by itself.")),
        FindingKind.BLAMES: (
            _("It may well be true. A stranger hears only that somebody is spoken ill of, and wonders who is next."),
            _("Say what happened in four words: “My department was closed.” Then go on to what comes."),
        ),
        FindingKind.EMPTY_PRAISE: (
            _("Anybody can say this of themselves, so nobody remembers it."),
            _("Say when it showed: one thing that you did."),
        ),
    }
