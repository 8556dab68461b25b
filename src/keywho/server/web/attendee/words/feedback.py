"""The words of feedback on the evening, and of reports of misbehaviour."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedbackWords:
    """One language. `low` and `high` say what 1 and 5 mean."""

    title: str
    lead: str
    met_the_right: str
    felt_welcome: str
    comes_again: str
    low: str
    high: str
    no_answer: str
    words_label: str
    words_hint: str
    save: str
    said_thanks: str
    report_title: str
    report_lead: str
    about_whom: str
    somebody_else: str
    what_happened: str
    what_hint: str
    consequence: str
    send: str
    said_sent: str
    urgent: str


FEEDBACK: Mapping[str, FeedbackWords] = {
    "en": FeedbackWords(
        title="How was the evening?",
        lead="The organizers see means and words without names, and only once five people have answered. You can change your answer whenever you like.",
        met_the_right="I met people who help me on",
        felt_welcome="I felt welcome",
        comes_again="I would come again",
        low="1: not at all",
        high="5: very much",
        no_answer="No answer",
        words_label="What should stay, what should change?",
        words_hint="Nobody sees your name. Please name nobody either.",
        save="Send",
        said_thanks="Thank you. That makes the next evening better.",
        report_title="Report misbehaviour",
        report_lead="What you write goes to the organizers at once, and to nobody else. The person is not told.",
        about_whom="Whom is it about?",
        somebody_else="Somebody else",
        what_happened="What happened?",
        what_hint="A few words are enough. Where it was somebody else, say what helps to find them.",
        consequence="You two are not brought together again. You are no contacts any more, and talks between you are off.",
        send="Tell the organizers",
        said_sent="The organizers have it. Thank you for telling it.",
        urgent="If you are in danger, call the emergency number (112 or 911) first.",
    ),
    "de": FeedbackWords(
        title="Wie war der Abend?",
        lead="Die Veranstalter sehen Mittelwerte und Worte ohne Namen, und erst, wenn fünf Menschen geantwortet haben. "
        "Sie können Ihre Antwort jederzeit ändern.",
        met_the_right="Ich habe Menschen getroffen, die mich weiterbringen",
        felt_welcome="Ich habe mich willkommen gefühlt",
        comes_again="Ich würde wiederkommen",
        low="1: gar nicht",
        high="5: sehr",
        no_answer="Keine Antwort",
        words_label="Was soll bleiben, was soll anders werden?",
        words_hint="Niemand sieht Ihren Namen. Bitte nennen auch Sie niemanden.",
        save="Absenden",
        said_thanks="Vielen Dank. Das macht den nächsten Abend besser.",
        report_title="Fehlverhalten melden",
        report_lead="Was Sie schreiben, geht sofort an die Veranstalter und an niemanden sonst. Die Person erfährt davon nichts.",
        about_whom="Um wen geht es?",
        somebody_else="Jemand anderes",
        what_happened="Was ist geschehen?",
        what_hint="Wenige Worte genügen. War es jemand anderes: Woran erkennt man die Person?",
        consequence="Sie beide werden nicht wieder zusammengebracht. Sie sind keine Kontakte mehr, und Gespräche zwischen Ihnen fallen aus.",
        send="Den Veranstaltern sagen",
        said_sent="Die Veranstalter wissen es jetzt. Danke, dass Sie es gesagt haben.",
        urgent="Wenn Sie in Gefahr sind, rufen Sie zuerst den Notruf (112).",
    ),
    "es": FeedbackWords(
        title="¿Qué tal la velada?",
        lead="La organización ve medias y palabras sin nombres, y solo cuando han respondido cinco personas. Puede cambiar su respuesta cuando quiera.",
        met_the_right="Conocí a personas que me ayudan a avanzar",
        felt_welcome="Me sentí bien recibido",
        comes_again="Volvería a venir",
        low="1: nada",
        high="5: mucho",
        no_answer="Sin respuesta",
        words_label="¿Qué debe seguir igual y qué debe cambiar?",
        words_hint="Nadie ve su nombre. Por favor, no nombre usted a nadie.",
        save="Enviar",
        said_thanks="Muchas gracias. Así la próxima velada será mejor.",
        report_title="Denunciar un mal comportamiento",
        report_lead="Lo que escriba llega enseguida a la organización y a nadie más. La persona no se entera.",
        about_whom="¿De quién se trata?",
        somebody_else="Otra persona",
        what_happened="¿Qué pasó?",
        what_hint="Bastan pocas palabras. Si fue otra persona, diga cómo reconocerla.",
        consequence="No les volveremos a juntar. Dejan de ser contactos y se anulan las charlas entre ustedes.",
        send="Decirlo a la organización",
        said_sent="La organización ya lo sabe. Gracias por decirlo.",
        urgent="Si está en peligro, llame primero a emergencias (112).",
    ),
}
