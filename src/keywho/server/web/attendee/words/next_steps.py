"""The words of the page of next steps: what to do now, and when to be reminded of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from keywho.followup.reminders import ReminderKind


@dataclass(frozen=True, slots=True)
class NextWords:
    """One language. `buttons` are the main button of each kind of reminder, `kinds` its name."""

    title: str
    lead: str
    none_title: str
    none_text: str
    waits: str
    answer: str
    buttons: Mapping[ReminderKind, str]
    kinds: Mapping[ReminderKind, str]
    or_a_note: str
    more: str
    done: str
    tomorrow: str
    next_week: str
    day: str
    hour: str
    at_this_day: str
    stop_this: str
    stop_kind: str
    coming: str
    reminders: str
    reminders_text: str
    all_on: str
    all_off: str
    on_again: str
    off: str
    is_off: str
    all_are_off: str
    said_done: str
    said_later: str
    said_stopped: str
    said_kind: str
    said_on: str
    too_late: str
    no_such_day: str
    note_title: str
    note_text: str
    your_words: str
    save: str
    said_saved: str
    copy: str
    copied: str
    by_mail: str
    by_phone: str
    sent: str
    how_to_send: str
    where: str
    back: str
    progress: str
    feedback: str
    report: str


NEXT: Mapping[str, NextWords] = {
    "en": NextWords(
        title="Next steps",
        lead="One small step after another. Only you see this page.",
        none_title="Nothing waits for you",
        none_text="You are up to date. When something helps you on, it stands here: a thank-you, a talk to prepare, somebody to greet again.",
        waits="{name} waits for your answer about a talk",
        answer="Answer",
        buttons={
            ReminderKind.THANKS: "Open the note",
            ReminderKind.ASK: "Ask for a talk",
            ReminderKind.EVENING_BEFORE: "Prepare",
            ReminderKind.PREPARE: "Prepare",
            ReminderKind.HELD: "How was it?",
            ReminderKind.KEEP_WARM: "Open the note",
        },
        kinds={
            ReminderKind.THANKS: "Thank-you notes",
            ReminderKind.ASK: "Asking for a talk",
            ReminderKind.EVENING_BEFORE: "The evening before a talk",
            ReminderKind.PREPARE: "Two hours before a talk",
            ReminderKind.HELD: "After a talk",
            ReminderKind.KEEP_WARM: "A greeting each month",
        },
        or_a_note="Or send a short note",
        more="Later, done, or not at all",
        done="It is done",
        tomorrow="Tomorrow",
        next_week="Next week",
        day="Day",
        hour="Hour",
        at_this_day="Remind me then",
        stop_this="Not this one again",
        stop_kind="No reminders of this kind",
        coming="Coming up",
        reminders="Choose your reminders",
        reminders_text="Whatever you switch off here comes neither on this page nor by mail.",
        all_on="All reminders",
        all_off="Switch all off",
        on_again="Switch on",
        off="Switch off",
        is_off="off",
        all_are_off="All reminders are off.",
        said_done="Well done.",
        said_later="We remind you then: {when}.",
        said_stopped="This reminder does not come again.",
        said_kind="Reminders of this kind do not come again. You can switch them on below.",
        said_on="These reminders come again.",
        too_late="This time is over, too far away, or too late for the talk. Please choose another one.",
        no_such_day="Please choose a day and an hour.",
        note_title="A note to {name}",
        note_text="Change it so that it sounds like you. A word about what you spoke of makes it yours.",
        your_words="Your note",
        save="Save the note",
        said_saved="Saved. It waits here until you send it.",
        copy="Copy",
        copied="Copied",
        by_mail="Send by mail",
        by_phone="Send as a text message",
        sent="I have sent it",
        how_to_send="How do you send it?",
        where="Where",
        back="Next steps",
        progress="How far I have come",
        feedback="How was the evening?",
        report="Report misbehaviour",
    ),
    "de": NextWords(
        title="Nächste Schritte",
        lead="Ein kleiner Schritt nach dem anderen. Diese Seite sehen nur Sie.",
        none_title="Nichts wartet auf Sie",
        none_text="Alles ist getan. Wenn etwas Sie weiterbringt, steht es hier: ein Dank, ein Gespräch, das Sie vorbereiten, jemand, den Sie wieder einmal grüßen.",
        waits="{name} wartet wegen eines Gesprächs auf Ihre Antwort",
        answer="Antworten",
        buttons={
            ReminderKind.THANKS: "Den Gruß öffnen",
            ReminderKind.ASK: "Um ein Gespräch bitten",
            ReminderKind.EVENING_BEFORE: "Vorbereiten",
            ReminderKind.PREPARE: "Vorbereiten",
            ReminderKind.HELD: "Wie war es?",
            ReminderKind.KEEP_WARM: "Den Gruß öffnen",
        },
        kinds={
            ReminderKind.THANKS: "Dank nach dem Abend",
            ReminderKind.ASK: "Um ein Gespräch bitten",
            ReminderKind.EVENING_BEFORE: "Am Abend vor einem Gespräch",
            ReminderKind.PREPARE: "Zwei Stunden vor einem Gespräch",
            ReminderKind.HELD: "Nach einem Gespräch",
            ReminderKind.KEEP_WARM: "Jeden Monat ein Gruß",
        },
        or_a_note="Oder eine kurze Nachricht schicken",
        more="Später, erledigt oder gar nicht",
        done="Es ist getan",
        tomorrow="Morgen",
        next_week="Nächste Woche",
        day="Tag",
        hour="Uhrzeit",
        at_this_day="Dann erinnern",
        stop_this="Diese nicht mehr",
        stop_kind="Keine Erinnerungen dieser Art",
        coming="Bald",
        reminders="Erinnerungen wählen",
        reminders_text="Was Sie hier ausschalten, kommt weder auf dieser Seite noch per Mail.",
        all_on="Alle Erinnerungen",
        all_off="Alle ausschalten",
        on_again="Einschalten",
        off="Ausschalten",
        is_off="aus",
        all_are_off="Alle Erinnerungen sind aus.",
        said_done="Gut gemacht.",
        said_later="Wir erinnern Sie dann: {when}.",
        said_stopped="Diese Erinnerung kommt nicht wieder.",
        said_kind="Erinnerungen dieser Art kommen nicht wieder. Unten lassen sie sich wieder einschalten.",
        said_on="Diese Erinnerungen kommen wieder.",
        too_late="Dieser Zeitpunkt ist vorbei, zu weit weg oder zu spät für das Gespräch. Bitte einen anderen wählen.",
        no_such_day="Bitte einen Tag und eine Uhrzeit wählen.",
        note_title="Ein Gruß an {name}",
        note_text="Ändern Sie ihn, bis er nach Ihnen klingt. Ein Wort darüber, wovon Sie sprachen, macht ihn zu Ihrem.",
        your_words="Ihre Nachricht",
        save="Nachricht speichern",
        said_saved="Gespeichert. Sie wartet hier, bis Sie sie abschicken.",
        copy="Kopieren",
        copied="Kopiert",
        by_mail="Per Mail schicken",
        by_phone="Als SMS schicken",
        sent="Ich habe sie abgeschickt",
        how_to_send="Wie schicken Sie sie ab?",
        where="Wo",
        back="Nächste Schritte",
        progress="Wie weit ich bin",
        feedback="Wie war der Abend?",
        report="Fehlverhalten melden",
    ),
    "es": NextWords(
        title="Próximos pasos",
        lead="Un pequeño paso tras otro. Solo usted ve esta página.",
        none_title="Nada le espera",
        none_text="Está al día. Cuando algo le ayude a avanzar, estará aquí: unas gracias, una charla que preparar, alguien a quien volver a saludar.",
        waits="{name} espera su respuesta sobre una charla",
        answer="Responder",
        buttons={
            ReminderKind.THANKS: "Abrir la nota",
            ReminderKind.ASK: "Pedir una charla",
            ReminderKind.EVENING_BEFORE: "Preparar",
            ReminderKind.PREPARE: "Preparar",
            ReminderKind.HELD: "¿Qué tal fue?",
            ReminderKind.KEEP_WARM: "Abrir la nota",
        },
        kinds={
            ReminderKind.THANKS: "Notas de agradecimiento",
            ReminderKind.ASK: "Pedir una charla",
            ReminderKind.EVENING_BEFORE: "La tarde antes de una charla",
            ReminderKind.PREPARE: "Dos horas antes de una charla",
            ReminderKind.HELD: "Después de una charla",
            ReminderKind.KEEP_WARM: "Un saludo cada mes",
        },
        or_a_note="O enviar una nota breve",
        more="Más tarde, hecho o nunca",
        done="Ya está hecho",
        tomorrow="Mañana",
        next_week="La próxima semana",
        day="Día",
        hour="Hora",
        at_this_day="Recordármelo entonces",
        stop_this="Este no más",
        stop_kind="Ningún recordatorio de este tipo",
        coming="Pronto",
        reminders="Elegir los recordatorios",
        reminders_text="Lo que apague aquí no llega ni a esta página ni por correo.",
        all_on="Todos los recordatorios",
        all_off="Apagar todos",
        on_again="Encender",
        off="Apagar",
        is_off="apagado",
        all_are_off="Todos los recordatorios están apagados.",
        said_done="Bien hecho.",
        said_later="Se lo recordaremos entonces: {when}.",
        said_stopped="Este recordatorio no vuelve.",
        said_kind="Los recordatorios de este tipo no vuelven. Abajo puede encenderlos de nuevo.",
        said_on="Estos recordatorios vuelven.",
        too_late="Ese momento ya pasó, está demasiado lejos o es tarde para la charla. Elija otro, por favor.",
        no_such_day="Elija un día y una hora, por favor.",
        note_title="Una nota para {name}",
        note_text="Cámbiela hasta que suene a usted. Una palabra sobre lo que hablaron la hace suya.",
        your_words="Su nota",
        save="Guardar la nota",
        said_saved="Guardada. Espera aquí hasta que la envíe.",
        copy="Copiar",
        copied="Copiada",
        by_mail="Enviar por correo",
        by_phone="Enviar como SMS",
        sent="Ya la he enviado",
        how_to_send="¿Cómo la envía?",
        where="Dónde",
        back="Próximos pasos",
        progress="Hasta dónde he llegado",
        feedback="¿Qué tal la velada?",
        report="Denunciar un mal comportamiento",
    ),
}
