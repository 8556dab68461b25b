"""The words of the pages about history that follows a person from evening to evening."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """One language."""

    title: str
    lead: str
    what_title: str
    what: tuple[str, ...]
    how_long: str
    start: str
    started: str
    link_title: str
    link: str
    link_copy: str
    link_qr: str
    mail_title: str
    mail_on: str  # {mail}
    mail_off: str  # {mail}
    mail_start: str
    mail_stop: str
    mail_first: str
    mail_to_page: str
    mail_follows: str
    mail_stopped: str
    stop_title: str
    stop: str
    stop_button: str
    stop_confirm: str
    stopped: str
    again_title: str
    again_lead: str
    again_list: str
    again_none: str
    again_code: str
    again_button: str
    again_joined: str  # {event}
    again_here: str
    recognized: str
    not_recognized: str
    over_title: str
    over: str


HISTORY: Mapping[str, HistoryWords] = {
    "en": HistoryWords(
        title="When you come again",
        lead="If you like, keywho remembers from evening to evening whom you have met, so that you meet somebody new each time.",
        what_title="What it does",
        what=(
            "You are not brought together again with people you have met, unless you both said that you want to keep in touch.",
            "Whom you did not want to meet again stays away from you on every evening.",
            "Nobody sees it: not the others, not the organizers. It only helps to plan, and only about people who chose the same.",
        ),
        how_long="It is kept for two years after the last evening you came to, or until you end it here.",
        start="Remember for my next evening",
        started="From now on your history follows you. Keep the link below for the next evening.",
        link_title="Your link for next time",
        link="Open it before you join the next evening. It is yours alone: whoever has it would be taken for you.",
        link_copy="Copy the link",
        link_qr="Show it as a code",
        mail_title="Or by your mail address",
        mail_on="Whenever you prove {mail} on an evening, you are recognized.",
        mail_off="You can also be recognized by {mail}: then you need no link, once you have proved the address there.",
        mail_start="Recognize me by my address",
        mail_stop="Not by my address any more",
        mail_first="If you give a mail address and prove that it is yours, you need no link.",
        mail_to_page="To my mails",
        mail_follows="You will be recognized by your address, too.",
        mail_stopped="You are not recognized by your address any more. The link stays good.",
        stop_title="End it",
        stop="All that is remembered from evening to evening is erased at once. Your page of this evening stays.",
        stop_button="Forget whom I met",
        stop_confirm="Erase your history on all evenings? The link is worth nothing then.",
        stopped="It is erased. Nothing follows you any more.",
        again_title="Good to see you again",
        again_lead="Join an evening from here, and you will meet people whom you have not met yet.",
        again_list="Evenings to come",
        again_none="No evening is open here yet. Type its code when you have one; the link stays good.",
        again_code="Code of the evening",
        again_button="Join",
        again_joined="You have joined “{event}” already.",
        again_here="Remember me there, too",
        recognized="We know you again: you will meet people whom you have not met yet.",
        not_recognized="You have joined. We did not recognize you by your link; maybe it was ended, or used by somebody else tonight.",
        over_title="This link leads nowhere any more",
        over="The history was ended, or it is older than two years. You can join any evening without it.",
    ),
    "de": HistoryWords(
        title="Wenn Sie wiederkommen",
        lead="Wenn Sie mögen, merkt sich keywho von Abend zu Abend, wen Sie getroffen haben. So lernen Sie jedes Mal neue Leute kennen.",
        what_title="Was es bewirkt",
        what=(
            "Mit Leuten, die Sie schon getroffen haben, werden Sie nicht wieder zusammengebracht – außer wenn Sie beide in Verbindung bleiben wollten.",
            "Wen Sie nicht wiedersehen wollten, der bleibt an jedem Abend fern von Ihnen.",
            "Niemand sieht es: nicht die anderen, nicht die Veranstalter. Es hilft nur beim Planen, und nur bei Leuten, die dasselbe gewählt haben.",
        ),
        how_long="Es bleibt bis zwei Jahre nach Ihrem letzten Abend, oder bis Sie es hier beenden.",
        start="Für meinen nächsten Abend merken",
        started="Ab jetzt geht Ihre Geschichte mit. Heben Sie den Link unten für den nächsten Abend auf.",
        link_title="Ihr Link fürs nächste Mal",
        link="Öffnen Sie ihn, bevor Sie sich zum nächsten Abend anmelden. Er gehört nur Ihnen: Wer ihn hat, würde für Sie gehalten.",
        link_copy="Link kopieren",
        link_qr="Als Code zeigen",
        mail_title="Oder über Ihre Mailadresse",
        mail_on="Wenn Sie an einem Abend {mail} bestätigen, werden Sie wiedererkannt.",
        mail_off="Sie können auch an {mail} erkannt werden: Dann brauchen Sie keinen Link, sobald Sie die Adresse dort bestätigt haben.",
        mail_start="An der Adresse erkennen",
        mail_stop="Nicht mehr an der Adresse",
        mail_first="Wenn Sie eine Mailadresse angeben und bestätigen, brauchen Sie keinen Link.",
        mail_to_page="Zu meinen Mails",
        mail_follows="Sie werden auch an Ihrer Adresse erkannt.",
        mail_stopped="Sie werden nicht mehr an Ihrer Adresse erkannt. Der Link gilt weiter.",
        stop_title="Beenden",
        stop="Alles, was von Abend zu Abend gemerkt ist, wird sofort gelöscht. Ihre Seite dieses Abends bleibt.",
        stop_button="Vergessen, wen ich traf",
        stop_confirm="Ihre Geschichte an allen Abenden löschen? Der Link ist dann nichts mehr wert.",
        stopped="Es ist gelöscht. Nichts geht mehr mit.",
        again_title="Schön, Sie wiederzusehen",
        again_lead="Melden Sie sich von hier aus an, und Sie treffen Leute, die Sie noch nicht kennen.",
        again_list="Kommende Abende",
        again_none="Noch ist hier kein Abend offen. Geben Sie den Code ein, sobald Sie einen haben; der Link gilt weiter.",
        again_code="Code des Abends",
        again_button="Anmelden",
        again_joined="Bei „{event}“ sind Sie schon angemeldet.",
        again_here="Auch dort wiedererkennen",
        recognized="Wir kennen Sie wieder: Sie treffen Leute, die Sie noch nicht getroffen haben.",
        not_recognized="Sie sind angemeldet. An Ihrem Link haben wir Sie nicht erkannt; vielleicht wurde er beendet, oder heute hat ihn schon jemand benutzt.",
        over_title="Dieser Link führt nirgends mehr hin",
        over="Die Geschichte wurde beendet, oder sie ist älter als zwei Jahre. Anmelden können Sie sich an jedem Abend auch ohne sie.",
    ),
    "es": HistoryWords(
        title="Cuando vuelva",
        lead="Si quiere, keywho recuerda de una velada a otra a quién ha conocido, para que cada vez conozca a alguien nuevo.",
        what_title="Para qué sirve",
        what=(
            "No se le vuelve a juntar con personas que ya conoce, salvo que ambos dijeran que quieren seguir en contacto.",
            "Quien usted no quiso volver a ver queda lejos de usted en todas las veladas.",
            "Nadie lo ve: ni los demás ni quienes organizan. Solo ayuda a planear, y solo con personas que eligieron lo mismo.",
        ),
        how_long="Se guarda hasta dos años después de la última velada a la que vino, o hasta que usted lo termine aquí.",
        start="Recordar para mi próxima velada",
        started="Desde ahora su historia le acompaña. Guarde el enlace de abajo para la próxima velada.",
        link_title="Su enlace para la próxima vez",
        link="Ábralo antes de apuntarse a la próxima velada. Es solo suyo: quien lo tenga pasaría por usted.",
        link_copy="Copiar el enlace",
        link_qr="Mostrarlo como código",
        mail_title="O por su correo",
        mail_on="Cuando confirme {mail} en una velada, le reconoceremos.",
        mail_off="También le podemos reconocer por {mail}: entonces no necesita enlace, una vez confirmada la dirección allí.",
        mail_start="Reconocerme por mi correo",
        mail_stop="Ya no por mi correo",
        mail_first="Si da una dirección de correo y confirma que es suya, no necesita enlace.",
        mail_to_page="A mis correos",
        mail_follows="También le reconoceremos por su correo.",
        mail_stopped="Ya no le reconoceremos por su correo. El enlace sigue valiendo.",
        stop_title="Terminar",
        stop="Todo lo recordado de una velada a otra se borra enseguida. Su página de esta velada se queda.",
        stop_button="Olvidar a quién conocí",
        stop_confirm="¿Borrar su historia en todas las veladas? El enlace ya no valdrá nada.",
        stopped="Está borrado. Ya nada le sigue.",
        again_title="Qué gusto verle de nuevo",
        again_lead="Apúntese desde aquí a una velada, y conocerá a personas que aún no conoce.",
        again_list="Próximas veladas",
        again_none="Aún no hay ninguna velada abierta aquí. Escriba su código cuando lo tenga; el enlace sigue valiendo.",
        again_code="Código de la velada",
        again_button="Apuntarme",
        again_joined="Ya se apuntó a «{event}».",
        again_here="Recordarme también allí",
        recognized="Le reconocemos: conocerá a personas que aún no conoce.",
        not_recognized="Ya está apuntado. No le reconocimos por su enlace; quizá se terminó, o hoy ya lo usó alguien.",
        over_title="Este enlace ya no lleva a ninguna parte",
        over="La historia se terminó, o tiene más de dos años. Puede apuntarse a cualquier velada sin ella.",
    ),
}
