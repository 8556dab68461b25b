"""The words that keywho itself puts into mails, in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PostWords:
    """One language."""

    via: str
    why: str
    your_page: str
    stop: str
    several: str
    several_begin: str
    verify_subject: str
    verify: str
    hello: str


POST: Mapping[str, PostWords] = {
    "en": PostWords(
        via="{event} (keywho)",
        why="You get this because you asked for mails after {event}.",
        your_page="Your page, where you also choose how often: {url}",
        stop="No more mails: {url}",
        several="{count} things from {event}",
        several_begin="Here is what has gathered since the last mail.",
        verify_subject="Is this your address? {event}",
        verify="Somebody, most likely you, wants the mails that follow {event} to come to this address.\n\nIf that is right, open this page and say so:\n{url}\n\n"
        "If it is not, you need do nothing: no other mail will come. The link is good for two days.",
        hello="Hello {called},",
    ),
    "de": PostWords(
        via="{event} (keywho)",
        why="Diese Mail kommt, weil Sie sich nach „{event}“ Mails gewünscht haben.",
        your_page="Ihre Seite, auf der Sie auch wählen, wie oft: {url}",
        stop="Keine Mails mehr: {url}",
        several="{count} Dinge von „{event}“",
        several_begin="Das hat sich seit der letzten Mail gesammelt.",
        verify_subject="Ist das Ihre Adresse? {event}",
        verify="Jemand, wahrscheinlich Sie selbst, möchte die Mails nach „{event}“ an diese Adresse bekommen.\n\nWenn das stimmt, öffnen Sie diese Seite und bestätigen Sie es:\n{url}\n\n"
        "Wenn nicht, müssen Sie nichts tun: Es kommt keine weitere Mail. Der Link gilt zwei Tage.",
        hello="Guten Tag, {called},",
    ),
    "es": PostWords(
        via="{event} (keywho)",
        why="Recibe este correo porque pidió correos después de «{event}».",
        your_page="Su página, donde también elige con qué frecuencia: {url}",
        stop="No más correos: {url}",
        several="{count} novedades de «{event}»",
        several_begin="Esto es lo que se ha reunido desde el último correo.",
        verify_subject="¿Es esta su dirección? {event}",
        verify="Alguien, seguramente usted, quiere recibir en esta dirección los correos que siguen a «{event}».\n\nSi es así, abra esta página y confírmelo:\n{url}\n\n"
        "Si no, no tiene que hacer nada: no llegará ningún otro correo. El enlace vale dos días.",
        hello="Hola, {called}:",
    ),
}


def post_words(language: str) -> PostWords:
    """Give the words of a language; English where there are none."""
    return POST.get(language.partition("-")[0], POST["en"])
