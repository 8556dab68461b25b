"""The words of reminders: one line for each, notes that are ready to edit, and the mails."""

from collections.abc import Mapping
from dataclasses import dataclass

from keywho.followup.reminders import ReminderKind


@dataclass(frozen=True, slots=True)
class ReminderWords:
    """One language. `lines` say in one sentence what to do, `hints` why; `{name}` is the other person, `{time}` when a talk begins."""

    lines: Mapping[ReminderKind, str]
    hints: Mapping[ReminderKind, str]
    thanks_subject: str
    thanks_note: str
    ask_note: str
    warm_note: str
    held_note: str
    i_remember: str
    digest_subject: str
    hello: str
    open_page: str
    talk_subject: str
    their_card: str
    my_note: str
    my_questions: str
    usual_questions: tuple[str, str, str]


REMINDER_WORDS: Mapping[str, ReminderWords] = {
    "en": ReminderWords(
        lines={
            ReminderKind.THANKS: "Thank {name} for the conversation",
            ReminderKind.ASK: "Ask {name} for a short talk",
            ReminderKind.EVENING_BEFORE: "Your talk with {name}: {time}",
            ReminderKind.PREPARE: "Soon: your talk with {name}, {time}",
            ReminderKind.HELD: "How was the talk with {name}?",
            ReminderKind.KEEP_WARM: "Say hello to {name} again",
        },
        hints={
            ReminderKind.THANKS: "Two sentences are enough. The note is written; make it yours.",
            ReminderKind.ASK: "Nothing has gone to them yet. Fifteen minutes by phone are easily given.",
            ReminderKind.EVENING_BEFORE: "Here is their card, your note and your three questions.",
            ReminderKind.PREPARE: "Here is their card, your note and your three questions.",
            ReminderKind.HELD: "Thank them, keep what you learned, and note whom they named.",
            ReminderKind.KEEP_WARM: "A short word each month keeps a contact alive.",
        },
        thanks_subject="Thank you",
        thanks_note="Hello {name},\n\nthank you for the conversation at {event}. It was good to meet you, and I would like to stay in touch.{remember}\n\nBest wishes\n{me}",
        ask_note="Hello {name},\n\nwe met at {event}. May I call you for fifteen minutes? I have three short questions about your work.{remember}\n\nBest wishes\n{me}",
        warm_note="Hello {name},\n\nI thought of our conversation at {event}. How are you getting on? If I can help with something, just say so.{remember}\n\nBest wishes\n{me}",
        held_note="Hello {name},\n\nthank you for your time and for all that you told me. It helps me on. I will let you know what comes of it.{remember}\n\nBest wishes\n{me}",
        i_remember="\n\nI have not forgotten what you are looking for: {seeks}.",
        digest_subject="Your next steps after {event}",
        hello="Hello {me},",
        open_page="Open, change or stop these reminders: {link}",
        talk_subject="{time}: your talk with {name}",
        their_card="Who it is",
        my_note="My note",
        my_questions="My three questions",
        usual_questions=(
            "How did you come to what you do now?",
            "What would you do first in my place?",
            "Who else should I talk to?",
        ),
    ),
    "de": ReminderWords(
        lines={
            ReminderKind.THANKS: "{name} für das Gespräch danken",
            ReminderKind.ASK: "{name} um ein kurzes Gespräch bitten",
            ReminderKind.EVENING_BEFORE: "Ihr Gespräch mit {name}: {time}",
            ReminderKind.PREPARE: "Bald: Ihr Gespräch mit {name}, {time}",
            ReminderKind.HELD: "Wie war das Gespräch mit {name}?",
            ReminderKind.KEEP_WARM: "{name} wieder einmal grüßen",
        },
        hints={
            ReminderKind.THANKS: "Zwei Sätze genügen. Der Gruß ist schon geschrieben; machen Sie ihn zu Ihrem.",
            ReminderKind.ASK: "Noch ist nichts unterwegs. Eine Viertelstunde am Telefon gibt man gern.",
            ReminderKind.EVENING_BEFORE: "Hier sind die Karte, Ihre Notiz und Ihre drei Fragen.",
            ReminderKind.PREPARE: "Hier sind die Karte, Ihre Notiz und Ihre drei Fragen.",
            ReminderKind.HELD: "Danken Sie, halten Sie fest, was Sie gelernt haben und wer Ihnen genannt wurde.",
            ReminderKind.KEEP_WARM: "Ein kurzes Wort im Monat hält einen Kontakt lebendig.",
        },
        thanks_subject="Vielen Dank",
        thanks_note="Hallo {name},\n\nvielen Dank für das Gespräch bei {event}. Es hat mich gefreut, und ich würde gern in Kontakt bleiben.{remember}\n\nHerzliche Grüße\n{me}",
        ask_note="Hallo {name},\n\nwir haben uns bei {event} kennengelernt. Passt in den nächsten Tagen ein Anruf von einer Viertelstunde? "
        "Ich habe drei kurze Fragen zu Ihrer Arbeit.{remember}\n\nHerzliche Grüße\n{me}",
        warm_note="Hallo {name},\n\nich habe an unser Gespräch bei {event} gedacht. Wie geht es Ihnen? Wenn ich bei etwas helfen kann, genügt ein Wort.{remember}\n\n"
        "Herzliche Grüße\n{me}",
        held_note="Hallo {name},\n\nvielen Dank für Ihre Zeit und alles, was Sie mir erzählt haben. Es bringt mich weiter. Ich melde mich, wenn etwas daraus wird."
        "{remember}\n\nHerzliche Grüße\n{me}",
        i_remember="\n\nIch denke auch daran, was Sie suchen: {seeks}.",
        digest_subject="Ihre nächsten Schritte nach {event}",
        hello="Hallo {me},",
        open_page="Diese Erinnerungen öffnen, ändern oder beenden: {link}",
        talk_subject="{time}: Ihr Gespräch mit {name}",
        their_card="Wer es ist",
        my_note="Meine Notiz",
        my_questions="Meine drei Fragen",
        usual_questions=(
            "Wie sind Sie zu dem gekommen, was Sie heute tun?",
            "Was würden Sie an meiner Stelle zuerst tun?",
            "Mit wem sollte ich noch sprechen?",
        ),
    ),
    "es": ReminderWords(
        lines={
            ReminderKind.THANKS: "Dar las gracias a {name} por la conversación",
            ReminderKind.ASK: "Pedir a {name} una breve charla",
            ReminderKind.EVENING_BEFORE: "Su charla con {name}: {time}",
            ReminderKind.PREPARE: "Pronto: su charla con {name}, {time}",
            ReminderKind.HELD: "¿Qué tal la charla con {name}?",
            ReminderKind.KEEP_WARM: "Volver a saludar a {name}",
        },
        hints={
            ReminderKind.THANKS: "Bastan dos frases. La nota ya está escrita; hágala suya.",
            ReminderKind.ASK: "Aún no ha salido nada. Quince minutos por teléfono se dan con gusto.",
            ReminderKind.EVENING_BEFORE: "Aquí están su tarjeta, su nota y sus tres preguntas.",
            ReminderKind.PREPARE: "Aquí están su tarjeta, su nota y sus tres preguntas.",
            ReminderKind.HELD: "Dé las gracias, guarde lo aprendido y anote a quién le nombraron.",
            ReminderKind.KEEP_WARM: "Unas palabras al mes mantienen vivo un contacto.",
        },
        thanks_subject="Muchas gracias",
        thanks_note="Hola, {name}:\n\nmuchas gracias por la conversación en {event}. Me alegró conocerle y me gustaría seguir en contacto.{remember}\n\nUn saludo\n{me}",
        ask_note="Hola, {name}:\n\nnos conocimos en {event}. ¿Puedo llamarle quince minutos? Tengo tres preguntas breves sobre su trabajo.{remember}\n\nUn saludo\n{me}",
        warm_note="Hola, {name}:\n\nme he acordado de nuestra conversación en {event}. ¿Cómo le va? Si puedo ayudar en algo, basta con decírmelo.{remember}\n\nUn saludo\n{me}",
        held_note="Hola, {name}:\n\nmuchas gracias por su tiempo y por todo lo que me contó. Me ayuda a avanzar. Le contaré en qué queda.{remember}\n\nUn saludo\n{me}",
        i_remember="\n\nNo olvido lo que usted busca: {seeks}.",
        digest_subject="Sus próximos pasos después de {event}",
        hello="Hola, {me}:",
        open_page="Abrir, cambiar o detener estos recordatorios: {link}",
        talk_subject="{time}: su charla con {name}",
        their_card="Quién es",
        my_note="Mi nota",
        my_questions="Mis tres preguntas",
        usual_questions=(
            "¿Cómo llegó a lo que hace hoy?",
            "¿Qué haría primero en mi lugar?",
            "¿Con quién más debería hablar?",
        ),
    ),
}
LONGEST_REMEMBERED = 120


def words_of_reminders(language: str) -> ReminderWords:
    """Give the words of a language; English where there are none."""
    return REMINDER_WORDS.get(language, REMINDER_WORDS["en"])


def note_for(kind: ReminderKind, words: ReminderWords, *, name: str, me: str, event: str, seeks: str = "") -> str:
    """Write the note that goes with a reminder; empty before a talk. What the other seeks is taken up where they gave it, and it fits a sentence."""
    notes = {
        ReminderKind.THANKS: words.thanks_note,
        ReminderKind.ASK: words.ask_note,
        ReminderKind.KEEP_WARM: words.warm_note,
        ReminderKind.HELD: words.held_note,
    }
    sought = " ".join(seeks.split()).rstrip(".!")
    remember = words.i_remember.format(seeks=sought) if 0 < len(sought) <= LONGEST_REMEMBERED else ""
    return notes[kind].format(name=name, me=me, event=event, remember=remember) if kind in notes else ""
