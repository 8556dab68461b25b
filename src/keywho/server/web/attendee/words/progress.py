"""The words of somebody's own progress, and of what came of a contact."""

from collections.abc import Mapping
from dataclasses import dataclass

from keywho.followup.outcomes import OutcomeKind


@dataclass(frozen=True, slots=True)
class ProgressWords:
    """One language. `cheers` are small sentences: before the first contact, with contacts, with a question asked, with a talk held."""

    title: str
    lead: str
    met: str
    yeses: str
    contacts: str
    asked: str
    been_asked: str
    held: str
    cheers: tuple[str, str, str, str]
    outcomes_title: str
    named_title: str
    named_text: str
    named_none: str
    named_by: str
    named_label: str
    named_hint: str
    named_add: str
    reached: str
    not_reached: str
    is_reached: str
    take_away: str
    said_reached: str
    said_named: str
    said_away: str
    outcome_title: str
    outcome_lead: str
    outcomes: Mapping[OutcomeKind, str]
    words_label: str
    who_else: str
    who_else_hint: str
    save: str
    said_saved: str
    thank_them: str
    nothing_chosen: str
    too_many: str


PROGRESS: Mapping[str, ProgressWords] = {
    "en": ProgressWords(
        title="How far I have come",
        lead="Only you see this.",
        met="people met",
        yeses="times I said yes to keeping in touch",
        contacts="contacts",
        asked="talks I asked for",
        been_asked="talks I was asked for",
        held="talks held",
        cheers=(
            "You came, and you said hello. That is the hardest step, and it is done.",
            "You have people whom you can write to. One short note is enough for today.",
            "You asked. Most people wait to be asked; you did not.",
            "You talked with somebody who knows more. Each talk makes the next one easier.",
        ),
        outcomes_title="What came of it",
        named_title="My key whos",
        named_text="People whom others named to you: the answers to “Who else should I talk to?”",
        named_none="Nobody yet. Ask it at the end of each talk: “Who else should I talk to?”",
        named_by="named by {name}",
        named_label="Somebody to reach",
        named_hint="A name, or a description: “who buys wards for the hospital”.",
        named_add="Add",
        reached="Reached",
        not_reached="Not yet after all",
        is_reached="reached",
        take_away="Take away",
        said_reached="Wonderful: one key who closer.",
        said_named="Noted. They stand under “My key whos”.",
        said_away="Taken away.",
        outcome_title="What came of {name}?",
        outcome_lead="Only you see this. The organizers see sums of five people or more, never names.",
        outcomes={
            OutcomeKind.TALKED: "We talked",
            OutcomeKind.LEARNED: "I learned something",
            OutcomeKind.INTRODUCED: "I was introduced to somebody",
            OutcomeKind.INTERVIEW: "It led to a job interview",
            OutcomeKind.OFFER: "It led to an offer",
            OutcomeKind.NOTHING: "Nothing yet",
        },
        words_label="In few words: what did you learn?",
        who_else="Whom did they name? “Who else should I talk to?”",
        who_else_hint="They become a new key who on your list.",
        save="Save",
        said_saved="Saved.",
        thank_them="Save, and write a thank-you",
        nothing_chosen="Nothing is chosen yet. Maybe “Nothing yet” is true so far.",
        too_many="Very many key whos wait already. Maybe take some away that you have reached.",
    ),
    "de": ProgressWords(
        title="Wie weit ich bin",
        lead="Das sehen nur Sie.",
        met="Menschen getroffen",
        yeses="Mal habe ich Ja gesagt, in Kontakt zu bleiben",
        contacts="Kontakte",
        asked="Gespräche, um die ich gebeten habe",
        been_asked="Gespräche, um die ich gebeten wurde",
        held="Gespräche geführt",
        cheers=(
            "Sie sind gekommen und haben Hallo gesagt. Das ist der schwerste Schritt, und er ist getan.",
            "Sie haben Menschen, denen Sie schreiben können. Ein kurzer Gruß genügt für heute.",
            "Sie haben gefragt. Die meisten warten, bis man sie fragt; Sie nicht.",
            "Sie haben mit jemandem gesprochen, der mehr weiß. Jedes Gespräch macht das nächste leichter.",
        ),
        outcomes_title="Was daraus wurde",
        named_title="Meine Schlüsselmenschen",
        named_text="Menschen, die Ihnen genannt wurden: die Antworten auf „Mit wem sollte ich noch sprechen?“",
        named_none="Noch niemand. Fragen Sie es am Ende jedes Gesprächs: „Mit wem sollte ich noch sprechen?“",
        named_by="genannt von {name}",
        named_label="Wen möchten Sie erreichen?",
        named_hint="Ein Name oder eine Beschreibung: „wer im Krankenhaus die Stationen leitet“.",
        named_add="Hinzufügen",
        reached="Erreicht",
        not_reached="Doch noch nicht",
        is_reached="erreicht",
        take_away="Wegnehmen",
        said_reached="Wunderbar: ein Schlüsselmensch mehr erreicht.",
        said_named="Notiert unter „Meine Schlüsselmenschen“.",
        said_away="Weggenommen.",
        outcome_title="Was wurde aus {name}?",
        outcome_lead="Das sehen nur Sie. Die Veranstalter sehen Summen von fünf Menschen oder mehr, nie Namen.",
        outcomes={
            OutcomeKind.TALKED: "Wir haben gesprochen",
            OutcomeKind.LEARNED: "Ich habe etwas gelernt",
            OutcomeKind.INTRODUCED: "Ich wurde jemandem vorgestellt",
            OutcomeKind.INTERVIEW: "Es führte zu einem Vorstellungsgespräch",
            OutcomeKind.OFFER: "Es führte zu einem Angebot",
            OutcomeKind.NOTHING: "Noch nichts",
        },
        words_label="In wenigen Worten: Was haben Sie gelernt?",
        who_else="Wer wurde genannt? „Mit wem sollte ich noch sprechen?“",
        who_else_hint="Das wird ein neuer Schlüsselmensch auf Ihrer Liste.",
        save="Speichern",
        said_saved="Gespeichert.",
        thank_them="Speichern und einen Dank schreiben",
        nothing_chosen="Noch ist nichts gewählt. Vielleicht stimmt bisher „Noch nichts“.",
        too_many="Sehr viele Schlüsselmenschen warten schon. Vielleicht einige wegnehmen, die Sie erreicht haben.",
    ),
    "es": ProgressWords(
        title="Hasta dónde he llegado",
        lead="Solo lo ve usted.",
        met="personas conocidas",
        yeses="veces dije que sí a seguir en contacto",
        contacts="contactos",
        asked="charlas que pedí",
        been_asked="charlas que me pidieron",
        held="charlas hechas",
        cheers=(
            "Vino y saludó. Es el paso más difícil, y ya está dado.",
            "Tiene personas a las que escribir. Por hoy basta una nota breve.",
            "Usted preguntó. La mayoría espera a que le pregunten; usted no.",
            "Habló con alguien que sabe más. Cada charla hace más fácil la siguiente.",
        ),
        outcomes_title="En qué quedó",
        named_title="Mis personas clave",
        named_text="Personas que otros le nombraron: las respuestas a «¿Con quién más debería hablar?»",
        named_none="Nadie todavía. Pregúntelo al final de cada charla: «¿Con quién más debería hablar?»",
        named_by="nombrada por {name}",
        named_label="A quién quiere llegar",
        named_hint="Un nombre o una descripción: «quien dirige las plantas del hospital».",
        named_add="Añadir",
        reached="Ya llegué",
        not_reached="Aún no, al final",
        is_reached="lograda",
        take_away="Quitar",
        said_reached="Magnífico: una persona clave más cerca.",
        said_named="Anotado en «Mis personas clave».",
        said_away="Quitada.",
        outcome_title="¿En qué quedó con {name}?",
        outcome_lead="Solo lo ve usted. La organización ve sumas de cinco personas o más, nunca nombres.",
        outcomes={
            OutcomeKind.TALKED: "Hablamos",
            OutcomeKind.LEARNED: "Aprendí algo",
            OutcomeKind.INTRODUCED: "Me presentaron a alguien",
            OutcomeKind.INTERVIEW: "Llevó a una entrevista de trabajo",
            OutcomeKind.OFFER: "Llevó a una oferta",
            OutcomeKind.NOTHING: "Nada todavía",
        },
        words_label="En pocas palabras: ¿qué aprendió?",
        who_else="¿A quién le nombró? «¿Con quién más debería hablar?»",
        who_else_hint="Será una nueva persona clave en su lista.",
        save="Guardar",
        said_saved="Guardado.",
        thank_them="Guardar y escribir unas gracias",
        nothing_chosen="Aún no ha elegido nada. Quizá por ahora sea cierto «Nada todavía».",
        too_many="Ya esperan muchísimas personas clave. Quizá quite algunas a las que ya llegó.",
    ),
}
