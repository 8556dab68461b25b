"""The words of the pages about calendars: the private feed of my talks, and when I have no time."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """One language. {names} in braces are filled in."""

    title: str
    lead: str
    feed_name: str  # {event}
    add: str
    add_hint: str
    address: str
    copy: str
    copied: str
    code: str
    code_hint: str
    how: str
    how_google: str
    how_outlook: str
    how_apple: str
    only_near: str
    secret_title: str
    secret: str
    new_address: str
    new_address_made: str
    too_fast: str
    busy_title: str
    busy_lead: str
    busy_link: str
    known: str  # {until}
    known_one: str  # {until}
    none_known: str
    file: str
    file_hint: str
    read: str
    was_read: str
    nothing_busy: str
    forget: str
    forgotten: str
    fitting: str
    fitting_hint: str  # {zone}
    where_from: str
    from_google: str
    from_outlook: str
    from_apple: str
    no_file: str
    too_large: str
    not_read: str


ENGLISH = CalendarWords(
    title="My calendar",
    lead="The talks that you have agreed on, in your own calendar. What is moved or cancelled changes there by itself.",
    feed_name="Talks after {event}",
    add="Open in my calendar",
    add_hint="Your phone or computer asks whether to subscribe. Say yes, once.",
    address="The address, for calendars on the web",
    copy="Copy the address",
    copied="Copied",
    code="Open it on another device",
    code_hint="Scan this with the device whose calendar you use.",
    how="How to add it by hand",
    how_google="Google Calendar, on a computer: Other calendars, plus sign, From URL. Paste the address.",
    how_outlook="Outlook: Add calendar, Subscribe from web. Paste the address.",
    how_apple="iPhone and Mac: the button above is enough.",
    only_near="keywho runs in a local network here. Calendars can read this while they are in the same network.",
    secret_title="Keep this address to yourself",
    secret="Whoever has it can read when and with whom you talk; nothing else. If it got into wrong hands, make a new one: the old one opens nothing then.",
    new_address="Make a new address",
    new_address_made="This is the new address. Please add it to your calendar again.",
    too_fast="That was quick. Please wait a minute, and try again.",
    busy_title="When I have no time",
    busy_lead="Bring a file of your own calendar, and you are offered only times that fit. Only the times of the next 60 days are kept, not what you do. "
    "Nobody else sees any of it.",
    busy_link="Propose only times that fit my calendar",
    known="{count} stretches without time are known, the last one on {until}.",
    known_one="One stretch without time is known, on {until}.",
    none_known="Nothing is known yet, so all weekdays count as free.",
    file="A file of my calendar",
    file_hint="It ends in .ics. A new file takes the place of the one before.",
    read="Read it",
    was_read="Read. Times that do not fit are not proposed any more.",
    nothing_busy="Read. You are free in the next 60 days, as far as this file says.",
    forget="Forget my times",
    forgotten="Forgotten.",
    fitting="Times that fit you",
    fitting_hint="Weekdays from 9 to 19, on the clock of {zone}.",
    where_from="Where to get the file",
    from_google="Google Calendar, on a computer: Settings, Import and export, Export. Unpack the file first.",
    from_outlook="Outlook: File, Save calendar.",
    from_apple="Calendar on a Mac: File, Export.",
    no_file="Please choose a file first.",
    too_large="This file is too large. Please export only the next months; up to 20 MB are read.",
    not_read="This file can't be read as a calendar. Please export it again, as an .ics file.",
)

GERMAN = CalendarWords(
    title="Mein Kalender",
    lead="Deine abgemachten Gespräche in deinem eigenen Kalender. Was verlegt oder abgesagt wird, ändert sich dort von selbst.",
    feed_name="Gespräche nach {event}",
    add="In meinem Kalender öffnen",
    add_hint="Dein Gerät fragt, ob es den Kalender abonnieren soll. Einmal ja sagen genügt.",
    address="Die Adresse, für Kalender im Web",
    copy="Adresse kopieren",
    copied="Kopiert",
    code="Auf einem anderen Gerät öffnen",
    code_hint="Scanne dies mit dem Gerät, dessen Kalender du benutzt.",
    how="Von Hand hinzufügen",
    how_google="Google Kalender, am Computer: Weitere Kalender, Pluszeichen, Per URL. Adresse einfügen.",
    how_outlook="Outlook: Kalender hinzufügen, Aus dem Internet abonnieren. Adresse einfügen.",
    how_apple="iPhone und Mac: Der Knopf oben genügt.",
    only_near="keywho läuft hier in einem lokalen Netz. Kalender können dies lesen, solange sie im selben Netz sind.",
    secret_title="Behalte diese Adresse für dich",
    secret="Wer sie hat, kann lesen, wann und mit wem du sprichst, sonst nichts. Ist sie in falsche Hände geraten, mach eine neue: Die alte öffnet dann nichts mehr.",
    new_address="Neue Adresse machen",
    new_address_made="Dies ist die neue Adresse. Bitte füge sie deinem Kalender neu hinzu.",
    too_fast="Das war schnell. Bitte warte eine Minute und versuche es noch einmal.",
    busy_title="Wann ich keine Zeit habe",
    busy_lead="Bring eine Datei deines Kalenders mit, dann werden dir nur Zeiten angeboten, die passen. "
    "Behalten werden allein die Zeiten der nächsten 60 Tage, nicht, was du tust. Niemand sonst sieht etwas davon.",
    busy_link="Nur Zeiten vorschlagen, die zu meinem Kalender passen",
    known="{count} Zeiten ohne Lücke sind bekannt, die letzte am {until}.",
    known_one="Eine Zeit ohne Lücke ist bekannt, am {until}.",
    none_known="Noch ist nichts bekannt, also gelten alle Werktage als frei.",
    file="Eine Datei meines Kalenders",
    file_hint="Sie endet auf .ics. Eine neue Datei tritt an die Stelle der alten.",
    read="Einlesen",
    was_read="Eingelesen. Was nicht passt, wird nicht mehr vorgeschlagen.",
    nothing_busy="Eingelesen. Nach dieser Datei bist du in den nächsten 60 Tagen frei.",
    forget="Meine Zeiten vergessen",
    forgotten="Vergessen.",
    fitting="Zeiten, die dir passen",
    fitting_hint="Werktags von 9 bis 19 Uhr, nach der Uhr von {zone}.",
    where_from="Woher die Datei kommt",
    from_google="Google Kalender, am Computer: Einstellungen, Importieren und exportieren, Exportieren. Die Datei zuerst entpacken.",
    from_outlook="Outlook: Datei, Kalender speichern.",
    from_apple="Kalender am Mac: Ablage, Exportieren.",
    no_file="Bitte wähle zuerst eine Datei.",
    too_large="Diese Datei ist zu groß. Bitte exportiere nur die nächsten Monate; bis zu 20 MB werden gelesen.",
    not_read="Diese Datei lässt sich nicht als Kalender lesen. Bitte exportiere sie noch einmal, als .ics-Datei.",
)

SPANISH = CalendarWords(
    title="Mi calendario",
    lead="Las charlas que has acordado, en tu propio calendario. Lo que se mueva o cancele cambia allí por sí solo.",
    feed_name="Charlas después de {event}",
    add="Abrir en mi calendario",
    add_hint="Tu dispositivo pregunta si quieres suscribirte. Di que sí, una sola vez.",
    address="La dirección, para calendarios en la web",
    copy="Copiar la dirección",
    copied="Copiada",
    code="Abrirlo en otro dispositivo",
    code_hint="Escanea esto con el dispositivo cuyo calendario usas.",
    how="Cómo añadirlo a mano",
    how_google="Google Calendar, en un ordenador: Otros calendarios, signo más, Desde URL. Pega la dirección.",
    how_outlook="Outlook: Agregar calendario, Suscribirse desde la web. Pega la dirección.",
    how_apple="iPhone y Mac: basta el botón de arriba.",
    only_near="keywho funciona aquí en una red local. Los calendarios pueden leer esto mientras estén en la misma red.",
    secret_title="Guarda esta dirección para ti",
    secret="Quien la tenga puede leer cuándo y con quién hablas, y nada más. Si ha llegado a malas manos, crea otra: la anterior ya no abrirá nada.",
    new_address="Crear otra dirección",
    new_address_made="Esta es la nueva dirección. Añádela otra vez a tu calendario.",
    too_fast="Has ido rápido. Espera un minuto, por favor, e inténtalo de nuevo.",
    busy_title="Cuándo no tengo tiempo",
    busy_lead="Trae un archivo de tu calendario y solo se te ofrecerán horas que encajen. "
    "Solo se guardan las horas de los próximos 60 días, no lo que haces. Nadie más ve nada de ello.",
    busy_link="Proponer solo horas que encajen en mi calendario",
    known="Se conocen {count} tramos sin tiempo, el último el {until}.",
    known_one="Se conoce un tramo sin tiempo, el {until}.",
    none_known="Aún no se sabe nada, así que todos los días laborables cuentan como libres.",
    file="Un archivo de mi calendario",
    file_hint="Termina en .ics. Un archivo nuevo sustituye al anterior.",
    read="Leerlo",
    was_read="Leído. Lo que no encaje ya no se propone.",
    nothing_busy="Leído. Según este archivo, estás libre los próximos 60 días.",
    forget="Olvidar mis horas",
    forgotten="Olvidado.",
    fitting="Horas que te encajan",
    fitting_hint="Días laborables de 9 a 19, según la hora de {zone}.",
    where_from="De dónde sacar el archivo",
    from_google="Google Calendar, en un ordenador: Configuración, Importar y exportar, Exportar. Descomprime antes el archivo.",
    from_outlook="Outlook: Archivo, Guardar calendario.",
    from_apple="Calendario en un Mac: Archivo, Exportar.",
    no_file="Elige primero un archivo, por favor.",
    too_large="Este archivo es demasiado grande. Exporta solo los próximos meses; se leen hasta 20 MB.",
    not_read="Este archivo no se puede leer como calendario. Expórtalo otra vez, como archivo .ics.",
)

CALENDAR: Mapping[str, CalendarWords] = {"en": ENGLISH, "de": GERMAN, "es": SPANISH}
