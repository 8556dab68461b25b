"""Words of the town: what the organizer adds to the vocabulary, employers and the names that things have here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the organizer added.

    Attributes
    ----------
    employers : names of local employers, each with its other names: (("Carl Zeiss AG", "Zeiss"), ...).
    same : words that mean the same here, the first is the one that is understood: (("photonics", "optics", "lasers"), ...).
    """

    employers: tuple[tuple[str, ...], ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
