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
        why="Diese Mail kommt, weil du dir nach „{event}“ Mails gewünscht hast.",
        your_page="Deine Seite, auf der du auch wählst, wie oft: {url}",
        stop="Keine Mails mehr: {url}",
        several="{count} Dinge von „{event}“",
        several_begin="Das hat sich seit der letzten Mail gesammelt.",
        verify_subject="Ist das deine Adresse? {event}",
        verify="Jemand, wahrscheinlich du, möchte die Mails nach „{event}“ an diese Adresse bekommen.\n\nWenn das stimmt, öffne diese Seite und bestätige es:\n{url}\n\n"
        "Wenn nicht, musst du nichts tun: Es kommt keine weitere Mail. Der Link gilt zwei Tage.",
        hello="Hallo {called},",
    ),
    "es": PostWords(
        via="{event} (keywho)",
        why="Recibes este correo porque pediste correos después de «{event}».",
        your_page="Tu página, donde también eliges con qué frecuencia: {url}",
        stop="No más correos: {url}",
        several="{count} novedades de «{event}»",
        several_begin="Esto es lo que se ha reunido desde el último correo.",
        verify_subject="¿Es esta tu dirección? {event}",
        verify="Alguien, seguramente tú, quiere recibir en esta dirección los correos que siguen a «{event}».\n\nSi es así, abre esta página y confírmalo:\n{url}\n\n"
        "Si no, no tienes que hacer nada: no llegará ningún otro correo. El enlace vale dos días.",
        hello="Hola, {called}:",
    ),
}


def post_words(language: str) -> PostWords:
    """Give the words of a language; English where there are none."""
    return POST.get(language.partition("-")[0], POST["en"])
