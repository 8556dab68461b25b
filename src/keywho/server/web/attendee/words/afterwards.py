"""The words that all pages of what follows the evening share."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AfterwardsWords:
    """One language."""

    label: str
    contacts: str
    interviews: str
    next_steps: str
    me: str
    back_to_card: str
    save: str
    saved: str
    cancel: str
    download: str
    changed_meanwhile: str


AFTERWARDS: Mapping[str, AfterwardsWords] = {
    "en": AfterwardsWords(
        label="After the evening",
        contacts="Contacts",
        interviews="Talks",
        next_steps="Next steps",
        me="Me",
        back_to_card="The evening",
        save="Save",
        saved="Saved.",
        cancel="Cancel",
        download="Download",
        changed_meanwhile="Something has changed meanwhile. Please look again, and press once more if you still wish it.",
    ),
    "de": AfterwardsWords(
        label="Nach dem Abend",
        contacts="Kontakte",
        interviews="Gespräche",
        next_steps="Nächste Schritte",
        me="Ich",
        back_to_card="Der Abend",
        save="Speichern",
        saved="Gespeichert.",
        cancel="Abbrechen",
        download="Herunterladen",
        changed_meanwhile="Inzwischen hat sich etwas geändert. Bitte noch einmal ansehen und erneut tippen, wenn es so bleiben soll.",
    ),
    "es": AfterwardsWords(
        label="Después de la velada",
        contacts="Contactos",
        interviews="Charlas",
        next_steps="Próximos pasos",
        me="Yo",
        back_to_card="La velada",
        save="Guardar",
        saved="Guardado.",
        cancel="Cancelar",
        download="Descargar",
        changed_meanwhile="Algo ha cambiado mientras tanto. Mire de nuevo, y pulse otra vez si aún lo desea.",
    ),
}
