"""The words of the privacy notice, in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from keywho.server.store.retention.groups import Group
from keywho.server.store.retention.kept import Kept


@dataclass(frozen=True, slots=True)
class Told:
    """What a group is called, what is in it, and what for."""

    title: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """One language. What stands in braces is filled in: days, event, names."""

    name: str
    title: str
    intro: str  # {event}
    responsible_title: str
    responsible: str  # {names}
    write_to: str  # {mails}
    ask_at: str
    basis_title: str
    basis: str
    what_title: str
    what_for: str
    how_long: str
    groups: Mapping[Group, Told]
    times: Mapping[Kept, str]  # {days}
    who_title: str
    who: tuple[str, ...]
    mails: str
    no_mails: str
    rights_title: str
    rights: tuple[str, ...]
    complaint: str


NOTICE: Mapping[str, NoticeWords] = {
    "en": NoticeWords(
        name="English",
        title="How we handle what you tell us",
        intro="For everybody who comes to “{event}” (information under Art. 13 GDPR).",
        responsible_title="Who is responsible",
        responsible="The organizers of this evening: {names}.",
        write_to="Write to: {mails}.",
        ask_at="Ask at the desk, or whoever invited you.",
        basis_title="Why we may",
        basis=(
            "You agree when you join (Art. 6(1)(a) GDPR). You need not give more than a name, and you can take your consent back at any time: erase yourself on your page. "
            "What was done until then stays lawful. A program proposes who meets whom; it decides nothing that has legal effect on you, and you can always sit out."
        ),
        what_title="What is kept, what for, and for how long",
        what_for="What for",
        how_long="How long",
        groups={
            Group.PROFILE: Told(
                "Your profile",
                "Name, how you want to be called, what you seek and offer, role, company, field, place, languages, companies you hide from, what you need in the room, and wishes whom to meet.",
                "To bring people together who can help each other, and to print cards and badges.",
            ),
            Group.EVENING: Told(
                "The evening itself",
                "Who met whom in which round and on which chair, when you came and left: under a number alone, which means nobody without your profile.",
                "To run the rounds, also after a power cut.",
            ),
            Group.ANSWERS: Told(
                "Your answers and notes",
                "With whom you want to keep in touch, and what you noted for yourself.",
                "For yourself. A yes is shown to the other person only if they said yes, too; a no to nobody.",
            ),
            Group.REPORTS: Told(
                "Calls for help and reports", "What you told the organizers in confidence, and what they did about it.", "To keep everybody safe."
            ),
            Group.CONTACTS: Told(
                "Your card and contacts",
                "Mail address, phone, link, and to whom you give which of them.",
                "To give it to those who said yes as you did, and only what you chose.",
            ),
            Group.INTERVIEWS: Told(
                "Interviews",
                "Requests, times, place, what was said with them, hours in which you have no time, and how you want to be reached.",
                "To agree on a talk. Only the two who talk see it.",
            ),
            Group.REMINDERS: Told(
                "Reminders and outcomes",
                "What you plan next, what came of it, whom others named to you.",
                "For yourself alone; organizers see sums of at least five people.",
            ),
            Group.FEEDBACK: Told(
                "Your view of the evening",
                "Three answers and maybe some words.",
                "To make the next evening better; shown as sums, and words without your name.",
            ),
            Group.MAILS: Told(
                "Mails",
                "Your address, which mails went there, and whether they arrived.",
                "To tell you what can't wait, only if you agreed and the address is proved to be yours.",
            ),
            Group.COACH: Told(
                "What you do with the coach",
                "Your pitches, how long your rehearsals took (never a sound), your questions for talks, and what you did of the ladder and the lessons.",
                "For yourself alone. Nobody else sees it, the organizers neither.",
            ),
            Group.HISTORY: Told(
                "From evening to evening",
                "Only if you choose it: whom you have met, and whether you both want to meet again.",
                "So that you meet somebody new next time. Nobody sees it.",
            ),
        },
        times={
            Kept.WITH_PERSON: "until you erase it, at the latest {days} days after the evening",
            Kept.WITH_EVENT: "the numbers until the organizers delete the evening; what they mean goes with your profile",
            Kept.WITH_ACCOUNT: "as long as the account",
            Kept.MAIL_TEXT: "the text of a mail 30 days",
            Kept.MAIL_LINE: "that it went until you erase it, at the latest {days} days after the evening",
            Kept.OWN_TIME: "hours in which you have no time until a day after they are over",
            Kept.RECEIVED: "that an answer came in 30 days",
            Kept.HISTORY: "until you end it, at the latest two years after the last evening you came to",
            Kept.WITH_HISTORY: "no longer than the other person lets it be remembered, too",
        },
        who_title="Who gets it",
        who=(
            "It lies on the organizers' own machine and is given to no company. There are no trackers, and no page loads anything from elsewhere.",
            "Those whom you meet see what you are called, what you seek and offer, your role, and your company only if you say so.",
            "The organizers see your profile and reports, and never your answers, notes, contacts or talks.",
        ),
        mails="Mails go through the organizers' mail server to your own provider.",
        no_mails="No mails are sent: everything stands on your page.",
        rights_title="What you can do",
        rights=(
            "Read and change everything you wrote: on your page, under “What others see of me”.",
            "Take all of it with you: the same page, “Everything we know about you”, as a file to read and for other programs.",
            "Erase yourself: the same page, “Erase me”. It is done at once, and no backup brings it back.",
            "No phone? The organizers do all of this for you. You can also ask them to limit or stop what is done with it.",
        ),
        complaint="You can also complain to the data protection authority where you live.",
    ),
    "de": NoticeWords(
        name="Deutsch",
        title="Wie wir mit Ihren Angaben umgehen",
        intro="Für alle, die zu „{event}“ kommen (Information nach Art. 13 DSGVO).",
        responsible_title="Wer verantwortlich ist",
        responsible="Die Veranstalter dieses Abends: {names}.",
        write_to="Schreiben Sie an: {mails}.",
        ask_at="Fragen Sie am Tisch, oder wer Sie eingeladen hat.",
        basis_title="Warum wir das dürfen",
        basis=(
            "Sie willigen beim Anmelden ein (Art. 6 Abs. 1 lit. a DSGVO). Mehr als einen Namen müssen Sie nicht angeben, und Sie können die Einwilligung jederzeit widerrufen: Löschen Sie sich auf Ihrer Seite. "
            "Was bis dahin geschah, bleibt rechtmäßig. Ein Programm schlägt vor, wer wen trifft; es entscheidet nichts, was rechtlich für Sie gilt, und Sie können jederzeit aussetzen."
        ),
        what_title="Was gespeichert wird, wozu und wie lange",
        what_for="Wozu",
        how_long="Wie lange",
        groups={
            Group.PROFILE: Told(
                "Ihr Profil",
                "Name, wie Sie angesprochen werden, was Sie suchen und bieten, Rolle, Firma, Branche, Ort, Sprachen, Firmen, denen Sie nicht begegnen möchten, was Sie im Raum brauchen, und Wünsche, wen Sie treffen.",
                "Um Leute zusammenzubringen, die einander helfen können, und für Karten und Namensschilder.",
            ),
            Group.EVENING: Told(
                "Der Abend selbst",
                "Wer wen in welcher Runde auf welchem Stuhl traf, wann Sie kamen und gingen: nur unter einer Nummer, die ohne Ihr Profil niemanden bezeichnet.",
                "Damit die Runden laufen, auch nach einem Stromausfall.",
            ),
            Group.ANSWERS: Told(
                "Ihre Antworten und Notizen",
                "Mit wem Sie in Verbindung bleiben möchten, und was Sie sich notiert haben.",
                "Für Sie selbst. Ein Ja sieht die andere Person nur, wenn auch sie Ja gesagt hat; ein Nein sieht niemand.",
            ),
            Group.REPORTS: Told(
                "Hilferufe und Meldungen",
                "Was Sie den Veranstaltern im Vertrauen gesagt haben, und was sie getan haben.",
                "Damit sich alle sicher fühlen können.",
            ),
            Group.CONTACTS: Told(
                "Ihre Karte und Kontakte",
                "Mailadresse, Telefon, Link, und wem Sie was davon geben.",
                "Um es denen zu geben, die wie Sie Ja gesagt haben, und nur, was Sie gewählt haben.",
            ),
            Group.INTERVIEWS: Told(
                "Gespräche",
                "Anfragen, Zeiten, Ort, was dazu gesagt wurde, Stunden, in denen Sie keine Zeit haben, und wie Sie erreicht werden möchten.",
                "Um ein Gespräch zu verabreden. Nur die beiden, die miteinander sprechen, sehen es.",
            ),
            Group.REMINDERS: Told(
                "Erinnerungen und Ergebnisse",
                "Was Sie als Nächstes vorhaben, was daraus wurde, wen andere Ihnen genannt haben.",
                "Nur für Sie selbst; die Veranstalter sehen Summen von mindestens fünf Personen.",
            ),
            Group.FEEDBACK: Told(
                "Ihre Sicht auf den Abend",
                "Drei Antworten und vielleicht ein paar Worte.",
                "Damit der nächste Abend besser wird; gezeigt als Summen, und Worte ohne Ihren Namen.",
            ),
            Group.MAILS: Told(
                "Mails",
                "Ihre Adresse, welche Mails dorthin gingen, und ob sie ankamen.",
                "Um Ihnen zu sagen, was nicht warten kann: nur wenn Sie zugestimmt haben und die Adresse nachweislich Ihnen gehört.",
            ),
            Group.COACH: Told(
                "Was Sie mit dem Coach machen",
                "Ihre Vorstellungen, wie lange Ihre Proben dauerten (nie eine Aufnahme), Ihre Fragen für Gespräche, und was Sie von Leiter und Lektionen getan haben.",
                "Für Sie allein. Niemand sonst sieht es, auch nicht die Veranstalter.",
            ),
            Group.HISTORY: Told(
                "Von Abend zu Abend",
                "Nur wenn Sie es wählen: wen Sie getroffen haben, und ob Sie beide sich wiedersehen möchten.",
                "Damit Sie das nächste Mal neue Leute treffen. Niemand sieht es.",
            ),
        },
        times={
            Kept.WITH_PERSON: "bis Sie es löschen, spätestens bis {days} Tage nach dem Abend",
            Kept.WITH_EVENT: "die Nummern, bis die Veranstalter den Abend löschen; was sie bedeuten, geht mit Ihrem Profil",
            Kept.WITH_ACCOUNT: "so lange wie das Konto",
            Kept.MAIL_TEXT: "der Text einer Mail 30 Tage",
            Kept.MAIL_LINE: "dass sie ging, bis Sie es löschen, spätestens bis {days} Tage nach dem Abend",
            Kept.OWN_TIME: "Stunden, in denen Sie keine Zeit haben, bis einen Tag danach",
            Kept.RECEIVED: "dass eine Antwort kam, 30 Tage",
            Kept.HISTORY: "bis Sie es beenden, spätestens bis zwei Jahre nach Ihrem letzten Abend",
            Kept.WITH_HISTORY: "nicht länger, als auch die andere Person es merken lässt",
        },
        who_title="Wer es bekommt",
        who=(
            "Es liegt auf dem eigenen Rechner der Veranstalter und geht an keine Firma. Es gibt keine Tracker, und keine Seite lädt etwas von anderswo.",
            "Wen Sie treffen, der sieht, wie Sie angesprochen werden, was Sie suchen und bieten, Ihre Rolle, und Ihre Firma nur, wenn Sie es sagen.",
            "Die Veranstalter sehen Ihr Profil und Meldungen, aber nie Ihre Antworten, Notizen, Kontakte oder Gespräche.",
        ),
        mails="Mails gehen über den Mailserver der Veranstalter zu Ihrem eigenen Anbieter.",
        no_mails="Es werden keine Mails verschickt: Alles steht auf Ihrer Seite.",
        rights_title="Was Sie tun können",
        rights=(
            "Alles lesen und ändern, was Sie geschrieben haben: auf Ihrer Seite, bei dem, was andere von Ihnen sehen.",
            "Alles mitnehmen: auf derselben Seite, „Alles, was wir über Sie wissen“, als Datei zum Lesen und für andere Programme.",
            "Sich löschen: auf derselben Seite, „Mich löschen“. Es geschieht sofort, und keine Sicherung bringt es zurück.",
            "Kein Telefon? Die Veranstalter tun all das für Sie. Sie können auch verlangen, dass weniger oder nichts mehr damit geschieht.",
        ),
        complaint="Sie können sich auch bei der Datenschutzbehörde Ihres Wohnorts beschweren.",
    ),
    "es": NoticeWords(
        name="Español",
        title="Cómo tratamos lo que nos cuenta",
        intro="Para quienes vienen a «{event}» (información según el art. 13 del RGPD).",
        responsible_title="Quién responde",
        responsible="Quienes organizan esta velada: {names}.",
        write_to="Escriba a: {mails}.",
        ask_at="Pregunte en la mesa, o a quien le invitó.",
        basis_title="Por qué podemos",
        basis=(
            "Usted da su consentimiento al apuntarse (art. 6.1.a del RGPD). No hace falta dar más que un nombre, y puede retirar el consentimiento cuando quiera: bórrese en su página. "
            "Lo hecho hasta entonces sigue siendo lícito. Un programa propone quién se encuentra con quién; no decide nada con efecto legal para usted, y siempre puede descansar una ronda."
        ),
        what_title="Qué se guarda, para qué y cuánto tiempo",
        what_for="Para qué",
        how_long="Cuánto tiempo",
        groups={
            Group.PROFILE: Told(
                "Su perfil",
                "Nombre, cómo quiere que le llamen, qué busca y qué ofrece, oficio, empresa, sector, lugar, idiomas, empresas que prefiere evitar, qué necesita en la sala, y deseos de a quién conocer.",
                "Para juntar a personas que se pueden ayudar, y para tarjetas y distintivos.",
            ),
            Group.EVENING: Told(
                "La velada misma",
                "Quién conoció a quién, en qué ronda y en qué silla, cuándo llegó y se fue: solo con un número que sin su perfil no señala a nadie.",
                "Para llevar las rondas, también tras un apagón.",
            ),
            Group.ANSWERS: Told(
                "Sus respuestas y notas",
                "Con quién quiere seguir en contacto, y lo que anotó para usted.",
                "Para usted. Un sí lo ve la otra persona solo si también dijo sí; un no, nadie.",
            ),
            Group.REPORTS: Told(
                "Llamadas de ayuda y avisos", "Lo que contó en confianza a quienes organizan, y lo que hicieron.", "Para que todas las personas estén seguras."
            ),
            Group.CONTACTS: Told(
                "Su tarjeta y contactos",
                "Correo, teléfono, enlace, y a quién da qué.",
                "Para darlo a quienes dijeron sí como usted, y solo lo que eligió.",
            ),
            Group.INTERVIEWS: Told(
                "Charlas",
                "Peticiones, horas, lugar, lo que se dijo con ellas, las horas en que no tiene tiempo, y cómo quiere que se le encuentre.",
                "Para quedar a charlar. Solo lo ven las dos personas que hablan.",
            ),
            Group.REMINDERS: Told(
                "Recordatorios y resultados",
                "Lo que piensa hacer, qué salió de ello, a quién le nombraron.",
                "Solo para usted; quienes organizan ven sumas de al menos cinco personas.",
            ),
            Group.FEEDBACK: Told(
                "Su opinión de la velada",
                "Tres respuestas y quizá unas palabras.",
                "Para que la próxima sea mejor; se muestra en sumas, y las palabras sin su nombre.",
            ),
            Group.MAILS: Told(
                "Correos",
                "Su dirección, qué correos fueron allí, y si llegaron.",
                "Para decirle lo que no puede esperar: solo si aceptó y está comprobado que la dirección es suya.",
            ),
            Group.COACH: Told(
                "Lo que hace con el entrenador",
                "Sus presentaciones, cuánto duraron sus ensayos (nunca un sonido), sus preguntas para las charlas, y lo que ha hecho de la escalera y las lecciones.",
                "Para usted. Nadie más lo ve, tampoco quienes organizan.",
            ),
            Group.HISTORY: Told(
                "De una velada a otra",
                "Solo si lo elige: a quién ha conocido, y si ambos quieren volver a verse.",
                "Para que la próxima vez conozca a alguien nuevo. Nadie lo ve.",
            ),
        },
        times={
            Kept.WITH_PERSON: "hasta que usted lo borre, a más tardar {days} días después de la velada",
            Kept.WITH_EVENT: "los números, hasta que quienes organizan borren la velada; lo que significan se va con su perfil",
            Kept.WITH_ACCOUNT: "mientras exista la cuenta",
            Kept.MAIL_TEXT: "el texto de un correo, 30 días",
            Kept.MAIL_LINE: "que se envió, hasta que usted lo borre, a más tardar {days} días después de la velada",
            Kept.OWN_TIME: "las horas en que no tiene tiempo, hasta un día después",
            Kept.RECEIVED: "que llegó una respuesta, 30 días",
            Kept.HISTORY: "hasta que usted lo termine, a más tardar dos años después de su última velada",
            Kept.WITH_HISTORY: "no más de lo que la otra persona también deje recordar",
        },
        who_title="Quién lo recibe",
        who=(
            "Está en el ordenador de quienes organizan y no se da a ninguna empresa. No hay rastreadores, y ninguna página carga nada de fuera.",
            "Quienes usted conoce ven cómo le llaman, qué busca y ofrece, su oficio, y su empresa solo si usted lo dice.",
            "Quienes organizan ven su perfil y los avisos, y nunca sus respuestas, notas, contactos o charlas.",
        ),
        mails="Los correos pasan por el servidor de correo de quienes organizan hasta su proveedor.",
        no_mails="No se envían correos: todo está en su página.",
        rights_title="Qué puede hacer",
        rights=(
            "Leer y cambiar todo lo que escribió: en su página, en lo que otros ven de usted.",
            "Llevárselo todo: en la misma página, «Todo lo que sabemos de usted», como archivo para leer y para otros programas.",
            "Borrarse: en la misma página, «Borrarme». Se hace al momento, y ninguna copia de seguridad lo devuelve.",
            "¿Sin teléfono? Quienes organizan lo hacen por usted. También puede pedir que se use menos o que no se use.",
        ),
        complaint="También puede reclamar ante la autoridad de protección de datos de donde vive.",
    ),
}
