"""What only the wall says, beside the words of the evening: short enough for the last row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WallWords:
    """One language of the wall. {no}, {pages} and {count} are filled in by the page."""

    sound_on: str
    full_screen: str
    connecting: str
    page: str  # {no} {pages}
    first_turn: str
    other_turn: str
    turn: str
    talk: str
    over: str
    paused_more: str
    and_more: str  # {count}
    code: str


ENGLISH = WallWords(
    sound_on="Sound on",
    full_screen="Full screen",
    connecting="No connection",
    page="{no} of {pages}",
    first_turn="What I seek, what I can give.",
    other_turn="What you seek, what you can give.",
    turn="What I seek, what I can give.",
    talk="How can you help each other?",
    over="Say thank you. Would you like to keep in touch? Your phone asks, and only a yes from both is shown.",
    paused_more="We go on in a moment.",
    and_more="and {count} more",
    code="Code",
)

GERMAN = WallWords(
    sound_on="Ton an",
    full_screen="Vollbild",
    connecting="Keine Verbindung",
    page="{no} von {pages}",
    first_turn="Was ich suche, was ich geben kann.",
    other_turn="Was du suchst, was du geben kannst.",
    turn="Was ich suche, was ich geben kann.",
    talk="Wie könnt ihr einander helfen?",
    over="Sagt danke. Wollt ihr in Kontakt bleiben? Das Handy fragt, und nur ein Ja von beiden wird gezeigt.",
    paused_more="Gleich geht es weiter.",
    and_more="und {count} weitere",
    code="Code",
)

SPANISH = WallWords(
    sound_on="Activar sonido",
    full_screen="Pantalla completa",
    connecting="Sin conexión",
    page="{no} de {pages}",
    first_turn="Qué busco, qué puedo dar.",
    other_turn="Qué buscas, qué puedes dar.",
    turn="Qué busco, qué puedo dar.",
    talk="¿Cómo podéis ayudaros?",
    over="Dad las gracias. ¿Queréis seguir en contacto? El móvil pregunta, y solo se muestra el sí de ambos.",
    paused_more="Seguimos enseguida.",
    and_more="y {count} más",
    code="Código",
)

_WORDS = {"en": ENGLISH, "de": GERMAN, "es": SPANISH}


def wall_words(language: str) -> WallWords:
    """Give the words of a language; English where there are none."""
    return _WORDS.get(language, ENGLISH)
