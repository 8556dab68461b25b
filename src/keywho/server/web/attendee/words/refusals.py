"""Why something about an interview can't be, in three languages. {time} is filled in where a time belongs to it."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from keywho.followup.refusals import SENTENCES, Refused, Why
from keywho.followup.words.interviews import interview_words, when

GERMAN: Mapping[Why, str] = {
    Why.STALE: "Inzwischen hat sich etwas geändert. Bitte noch einmal ansehen und erneut tippen, wenn es so bleiben soll.",
    Why.NOT_YOURS: "Jetzt ist die andere Seite dran.",
    Why.OVER: "Dieses Gespräch ist abgeschlossen. Sie können neu fragen.",
    Why.NOT_AGREED: "Es ist noch keine Zeit abgemacht.",
    Why.NOT_PROPOSED: "Diese Zeit ist nicht vorgeschlagen. Sie können sie selbst vorschlagen.",
    Why.TOO_SOON: "Diese Zeit ist schon vorbei. Bitte eine spätere wählen.",
    Why.TOO_FAR: "Das ist mehr als ein Jahr voraus. Vielleicht stimmt die Jahreszahl nicht.",
    Why.NO_TIMES: "Es ist keine Zeit vorgeschlagen. Bitte nennen Sie mindestens eine.",
    Why.TOO_MANY_TIMES: "Höchstens drei Zeiten lassen sich auf einmal vorschlagen.",
    Why.SAME_TIMES: "Zwei der Zeiten sind gleich. Bitte eine davon ändern.",
    Why.NO_PURPOSE: "Es fehlt, wozu das Gespräch ist: Ein Satz genügt.",
    Why.TOO_MANY_QUESTIONS: "Drei Fragen genügen: Die werden auch beantwortet.",
    Why.TOO_LONG: "Das ist zu lang. Bitte kürzer sagen.",
    Why.NOT_SO_LONG: "Ein Gespräch dauert 15, 20 oder 30 Minuten.",
    Why.NOT_YET_BEGUN: "Das Gespräch hat noch nicht begonnen.",
    Why.TOO_LATE_TO_REOPEN: "Seitdem ist mehr als eine Stunde vergangen. Fragen Sie doch selbst.",
    Why.NO_SUCH_LOCAL_TIME: "Da wird die Uhr vorgestellt, diese Zeit gibt es nicht. Bitte eine Stunde später wählen.",
    Why.TWICE_LOCAL_TIME: "Da wird die Uhr zurückgestellt, diese Zeit gibt es zweimal. Bitte eine Stunde später wählen.",
    Why.NOT_A_TIME: "Tag und Uhrzeit sind nicht lesbar. Bitte beides wählen.",
    Why.NO_CONTACT: "Fragen können Sie alle, mit denen Sie Kontakte getauscht haben.",
    Why.ONE_OPEN: "Sie haben schon gefragt, und die Antwort steht noch aus.",
    Why.THEY_ASK: "Sie werden schon von der anderen Seite gefragt: Antworten Sie unter „Gespräche“.",
    Why.WEEK_IS_FULL: "Diese Woche sind es schon so viele Anfragen, wie dieser Mensch annehmen kann. Versuchen Sie es wieder ab {time}.",
    Why.TAKES_NONE: "Dieser Mensch nimmt zurzeit keine Anfragen an.",
    Why.TAKEN: "Diese Zeit hat gerade jemand anderes genommen. Bitte eine andere wählen.",
    Why.OWN_HOURS: "Das ist Ihre eigene Sprechstunde.",
    Why.STRETCH: "Eine Sprechstunde endet nach ihrem Beginn, fasst mindestens ein Gespräch und dauert höchstens zwölf Stunden.",
    Why.OVERLAPS: "Zu dieser Zeit haben Sie schon etwas.",
    Why.UNKNOWN: "Dieses Gespräch gibt es nicht. Vielleicht wurde es gelöscht.",
}
SPANISH: Mapping[Why, str] = {
    Why.STALE: "Algo ha cambiado mientras tanto. Mire de nuevo, y pulse otra vez si aún lo quiere.",
    Why.NOT_YOURS: "Ahora le toca responder a la otra persona.",
    Why.OVER: "Esta charla está cerrada. Puede preguntar de nuevo.",
    Why.NOT_AGREED: "Todavía no hay una hora acordada.",
    Why.NOT_PROPOSED: "Esta hora no está entre las propuestas. Puede proponerla usted.",
    Why.TOO_SOON: "Esta hora ya ha pasado. Elija una posterior.",
    Why.TOO_FAR: "Falta más de un año. Quizá el año no sea el correcto.",
    Why.NO_TIMES: "No se propone ninguna hora. Indique al menos una.",
    Why.TOO_MANY_TIMES: "Se pueden proponer tres horas como máximo a la vez.",
    Why.SAME_TIMES: "Dos de las horas son iguales. Cambie una de ellas.",
    Why.NO_PURPOSE: "Falta para qué es la charla: basta una frase.",
    Why.TOO_MANY_QUESTIONS: "Tres preguntas bastan: esas sí tendrán respuesta.",
    Why.TOO_LONG: "Es demasiado largo. Dígalo más breve.",
    Why.NOT_SO_LONG: "Una charla dura 15, 20 o 30 minutos.",
    Why.NOT_YET_BEGUN: "Esta charla aún no ha empezado.",
    Why.TOO_LATE_TO_REOPEN: "Ha pasado más de una hora. Quizá pueda preguntar usted.",
    Why.NO_SUCH_LOCAL_TIME: "Ese día se adelanta el reloj y esa hora no existe. Elija una hora más tarde.",
    Why.TWICE_LOCAL_TIME: "Ese día se atrasa el reloj y esa hora ocurre dos veces. Elija una hora más tarde.",
    Why.NOT_A_TIME: "No se entienden el día y la hora. Elija ambos.",
    Why.NO_CONTACT: "Puede preguntar a quienes han intercambiado contactos con usted.",
    Why.ONE_OPEN: "Ya ha preguntado, y la respuesta sigue pendiente.",
    Why.THEY_ASK: "Ya le ha preguntado esa persona: responda en «Charlas».",
    Why.WEEK_IS_FULL: "Esta persona ya tiene esta semana todas las peticiones que puede atender. Pruebe de nuevo a partir del {time}.",
    Why.TAKES_NONE: "Esta persona no acepta peticiones por ahora.",
    Why.TAKEN: "Alguien acaba de tomar esta hora. Elija otra.",
    Why.OWN_HOURS: "Son sus propias horas de consulta.",
    Why.STRETCH: "Las horas de consulta terminan después de empezar, con al menos una charla y doce horas como máximo.",
    Why.OVERLAPS: "A esta hora ya tiene algo.",
    Why.UNKNOWN: "No existe tal charla. Quizá se borró.",
}
ENGLISH: Mapping[Why, str] = {**SENTENCES, Why.WEEK_IS_FULL: "This person has as many requests as they can take this week. Try again from {time} on."}
REFUSALS: Mapping[str, Mapping[Why, str]] = {"en": ENGLISH, "de": GERMAN, "es": SPANISH}


def sentence(refused: Refused, language: str, zone: ZoneInfo) -> str:
    """Say why, in a language and on a clock."""
    words = REFUSALS.get(language, ENGLISH)[refused.why]
    at: datetime | None = refused.at
    return words.format(time=when(at, zone, interview_words(language)) if at else "")
