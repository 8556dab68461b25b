"""The words of letters about interviews, and of times, in three languages. {names} in braces are filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from keywho.followup.interview import Way


@dataclass(frozen=True, slots=True)
class Letters:
    """What stands in one kind of letter: its subject, and the sentence it begins with."""

    subject: str
    begin: str


@dataclass(frozen=True, slots=True)
class InterviewWords:
    """One language."""

    language: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    when: str  # {weekday} {day} {month} {time} {place}
    ways: Mapping[Way, str]
    minutes: str  # {minutes}
    purpose: str
    how: str
    where: str
    times: str
    agreed: str
    until_now: str
    questions: str
    said: str  # {name}
    answer_here: str
    look_here: str
    summary: str  # {name}
    via: str  # {name}
    asked: Letters
    countered: Letters
    accepted: Letters
    moving: Letters
    moved: Letters
    stays: Letters
    changed: Letters
    cancelled: Letters
    withdrawn: Letters
    declined: Letters
    tidied: Letters
    updated: Letters
    reopened: Letters
    booked: Letters


ENGLISH = InterviewWords(
    language="en",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
    when="{weekday}, {day} {month}, {time} ({place})",
    ways={Way.PHONE: "by phone", Way.COFFEE: "over coffee", Way.VIDEO: "by video"},
    minutes="{minutes} minutes",
    purpose="What for",
    how="How",
    where="Where",
    times="Proposed times",
    agreed="Agreed",
    until_now="Agreed until now, and it stands until you both take another",
    questions="The questions they bring",
    said="{name} writes",
    answer_here="Accept, propose other times or decline kindly, in one tap:",
    look_here="All about this talk:",
    summary="Talk with {name}",
    via="{name} via keywho",
    asked=Letters("{name} asks you for a talk of {minutes} minutes", "{name}, whom you met at {event}, would like to hear from you."),
    countered=Letters("{name} proposes other times", "{name} would like to talk with you, at another time."),
    accepted=Letters("Agreed: you talk with {name}", "You and {name} have agreed on a time."),
    moving=Letters("{name} would like to move your talk", "Something has come up, and {name} proposes other times."),
    moved=Letters("Moved: your talk with {name}", "You and {name} have agreed on a new time."),
    stays=Letters("Your talk with {name} stays as agreed", "The time of your talk with {name} stays as it was."),
    changed=Letters("Your talk with {name}: place or length changed", "{name} has changed where or how long you talk."),
    cancelled=Letters("Cancelled: your talk with {name}", "The talk will not take place. {name} lets you know, so that your time is yours again."),
    withdrawn=Letters("{name} needs no talk at present", "{name} has taken the request back. There is nothing that you need to do."),
    declined=Letters(
        "{name} can't talk at present",
        "{name} has read your request and can't take it at present. That you asked was right: most talks come of asking several.",
    ),
    tidied=Letters(
        "Taken out of your calendar: talk with {name}", "You have cancelled or declined. This mail takes the talk with {name} out of your calendar."
    ),
    updated=Letters("For your calendar: talk with {name}", "You have changed where or how long you talk. This mail tells your calendar."),
    reopened=Letters("{name} would like to talk after all", "{name} has thought again: your request is open once more."),
    booked=Letters("{name} takes part of your office hours", "{name} has booked a part of the office hours that you offer at {event}."),
)
GERMAN = InterviewWords(
    language="de",
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
    when="{weekday}, {day}. {month}, {time} Uhr ({place})",
    ways={Way.PHONE: "am Telefon", Way.COFFEE: "bei einem Kaffee", Way.VIDEO: "per Video"},
    minutes="{minutes} Minuten",
    purpose="Wozu",
    how="Wie",
    where="Wo",
    times="Vorgeschlagene Zeiten",
    agreed="Abgemacht",
    until_now="Bisher abgemacht, und es gilt, bis Sie beide eine andere Zeit nehmen",
    questions="Die mitgebrachten Fragen",
    said="{name} schreibt",
    answer_here="Mit einem Tippen annehmen, andere Zeiten vorschlagen oder freundlich absagen:",
    look_here="Alles zu diesem Gespräch:",
    summary="Gespräch mit {name}",
    via="{name} über keywho",
    asked=Letters("{name} bittet Sie um ein Gespräch von {minutes} Minuten", "{name}, Ihnen von „{event}“ bekannt, möchte gern von Ihnen hören."),
    countered=Letters("{name} schlägt andere Zeiten vor", "{name} spricht gern mit Ihnen, zu einer anderen Zeit."),
    accepted=Letters("Abgemacht: Gespräch mit {name}", "Sie und {name} haben sich auf eine Zeit geeinigt."),
    moving=Letters("{name} möchte Ihr Gespräch verlegen", "Es ist etwas dazwischengekommen, und {name} schlägt andere Zeiten vor."),
    moved=Letters("Verlegt: Ihr Gespräch mit {name}", "Sie und {name} haben sich auf eine neue Zeit geeinigt."),
    stays=Letters("Ihr Gespräch mit {name} bleibt wie abgemacht", "Die Zeit Ihres Gesprächs mit {name} bleibt, wie sie war."),
    changed=Letters("Ihr Gespräch mit {name}: Ort oder Länge geändert", "{name} hat geändert, wo oder wie lange Sie sprechen."),
    cancelled=Letters("Abgesagt: Ihr Gespräch mit {name}", "Das Gespräch findet nicht statt. {name} sagt es Ihnen, damit die Zeit wieder Ihnen gehört."),
    withdrawn=Letters("{name} braucht zurzeit kein Gespräch", "{name} hat die Anfrage zurückgenommen. Sie müssen nichts tun."),
    declined=Letters(
        "{name} kann zurzeit nicht",
        "{name} hat Ihre Anfrage gelesen und kann sie zurzeit nicht annehmen. Fragen war richtig: Die meisten Gespräche entstehen, wenn man mehrere fragt.",
    ),
    tidied=Letters("Aus Ihrem Kalender genommen: Gespräch mit {name}", "Sie haben abgesagt. Diese Mail nimmt das Gespräch mit {name} aus Ihrem Kalender."),
    updated=Letters("Für Ihren Kalender: Gespräch mit {name}", "Sie haben geändert, wo oder wie lange Sie sprechen. Diese Mail sagt es Ihrem Kalender."),
    reopened=Letters("{name} möchte doch mit Ihnen sprechen", "{name} hat es sich anders überlegt: Ihre Anfrage ist wieder offen."),
    booked=Letters("{name} kommt in Ihre Sprechstunde", "{name} hat einen Teil der Sprechstunde gebucht, die Sie bei „{event}“ anbieten."),
)
SPANISH = InterviewWords(
    language="es",
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    when="{weekday}, {day} de {month}, {time} ({place})",
    ways={Way.PHONE: "por teléfono", Way.COFFEE: "con un café", Way.VIDEO: "por vídeo"},
    minutes="{minutes} minutos",
    purpose="Para qué",
    how="Cómo",
    where="Dónde",
    times="Horas propuestas",
    agreed="Acordado",
    until_now="Acordado hasta ahora, y vale hasta que ambas partes tomen otra hora",
    questions="Las preguntas que trae",
    said="{name} escribe",
    answer_here="Acepte, proponga otras horas o decline con amabilidad, con un toque:",
    look_here="Todo sobre esta charla:",
    summary="Charla con {name}",
    via="{name} a través de keywho",
    asked=Letters("{name} le pide una charla de {minutes} minutos", "{name}, a quien conoció en «{event}», quisiera escucharle."),
    countered=Letters("{name} propone otras horas", "{name} quiere hablar con usted, a otra hora."),
    accepted=Letters("Acordado: habla con {name}", "Usted y {name} han acordado una hora."),
    moving=Letters("{name} quisiera cambiar la hora de su charla", "Ha surgido algo, y {name} propone otras horas."),
    moved=Letters("Nueva hora: su charla con {name}", "Usted y {name} han acordado una nueva hora."),
    stays=Letters("Su charla con {name} sigue como estaba", "La hora de su charla con {name} sigue como estaba."),
    changed=Letters("Su charla con {name}: cambió el lugar o la duración", "{name} ha cambiado dónde o cuánto tiempo hablan."),
    cancelled=Letters("Cancelada: su charla con {name}", "La charla no tendrá lugar. {name} le avisa para que su tiempo vuelva a ser suyo."),
    withdrawn=Letters("{name} no necesita charla por ahora", "{name} ha retirado su petición. No tiene que hacer nada."),
    declined=Letters(
        "{name} no puede por ahora",
        "{name} ha leído su petición y no puede aceptarla por ahora. Hizo bien en preguntar: la mayoría de las charlas nacen de preguntar a varios.",
    ),
    tidied=Letters("Fuera de su calendario: charla con {name}", "Ha cancelado o declinado. Este correo quita la charla con {name} de su calendario."),
    updated=Letters("Para su calendario: charla con {name}", "Ha cambiado dónde o cuánto tiempo hablan. Este correo se lo dice a su calendario."),
    reopened=Letters("{name} quiere hablar con usted después de todo", "{name} lo ha pensado de nuevo: su petición vuelve a estar abierta."),
    booked=Letters("{name} reserva parte de sus horas de consulta", "{name} ha reservado una parte de las horas de consulta que ofrece en «{event}»."),
)
INTERVIEW_WORDS: Mapping[str, InterviewWords] = {words.language: words for words in (ENGLISH, GERMAN, SPANISH)}


def interview_words(language: str) -> InterviewWords:
    """Give the words of a language; English where there are none."""
    return INTERVIEW_WORDS.get(language, ENGLISH)


def when(at: datetime, zone: ZoneInfo, words: InterviewWords, until: datetime | None = None) -> str:
    """Say a moment, or from when until when, on the clock of a zone, and which clock that is.

    >>> from datetime import UTC
    >>> when(datetime(2026, 12, 3, 16, 30, tzinfo=UTC), ZoneInfo("Europe/Berlin"), ENGLISH)
    'Thursday, 3 December, 17:30 (Berlin)'
    """
    local = at.astimezone(zone)
    place = zone.key.rpartition("/")[2].replace("_", " ")
    time = f"{local:%H:%M}" + (f"\u2013{until.astimezone(zone):%H:%M}" if until else "")
    return words.when.format(weekday=words.weekdays[local.weekday()], day=local.day, month=words.months[local.month - 1], time=time, place=place)
