"""The words of the pages about mails: agreeing, proving an address, how often, stopping."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailWords:
    """One language. `how_often` are the words of `followup.mails.HowOften`, in its order."""

    title: str
    lead: str
    none_here_title: str
    none_here: str
    address: str
    address_hint: str
    often: str
    how_often: tuple[str, str, str, str]
    agree: str
    agree_button: str
    asked_title: str
    asked: str
    again: str
    go_to: str
    other_address: str
    stopped: str
    start_again: str
    trouble_title: str
    trouble: str
    take_out_title: str
    take_out: str
    take_out_button: str
    bad_address: str
    too_many: str
    too_fast: str
    said_asked: str
    said_agreed: str
    said_taken_out: str
    verify_title: str
    verify: str
    verify_button: str
    verified_title: str
    verified: str
    stop_title: str
    stop: str
    stop_button: str
    stopped_title: str
    stopped_text: str
    not_good_title: str
    not_good: str


MAILS: Mapping[str, MailWords] = {
    "en": MailWords(
        title="Mails",
        lead="When somebody asks you for a talk, or a talk is near, we can mail you. Everything stands on your pages too.",
        none_here_title="This server sends no mails",
        none_here="Nothing is lost by it: everything stands on your pages. Keep the link to them, and look in now and then.",
        address="Your mail address",
        address_hint="Nobody else sees it. First comes one mail that asks whether the address is yours, and nothing else before you say so.",
        often="How often?",
        how_often=("At once", "Once a day", "Once a week", "Never"),
        agree="A question of somebody, or a changed time, always comes at once. What can wait comes together, in the morning. Each mail has a link that stops them.",
        agree_button="Yes, mail me",
        asked_title="Look into your mail",
        asked="We have asked {address} whether it is yours. Open the link in that mail; it may lie among the spam.",
        again="Ask again",
        go_to="Mails go to {address}.",
        other_address="Another address",
        stopped="You have stopped mails to {address}. None will come.",
        start_again="Mail me again",
        trouble_title="Mails don't reach you",
        trouble="The mail server for {address} says: “{reason}”. Maybe a letter is wrong, or the mailbox is full. Until you look after it, no mail goes there.",
        take_out_title="No mails, and no address",
        take_out="Takes your address out. What still waits for you is not mailed.",
        take_out_button="Take my address out",
        bad_address="This is no mail address that mails can go to. Maybe a letter is missing.",
        too_many="We have asked three times within the hour. Please look among the spam, or try again later.",
        too_fast="That was a lot in one minute. Please wait a little.",
        said_asked="A mail is on its way. Please open the link in it.",
        said_agreed="Saved.",
        said_taken_out="Your address is taken out.",
        verify_title="Is this your address?",
        verify="Then what follows {event} comes here by mail. Each mail has a link that stops them.",
        verify_button="Yes, it is mine",
        verified_title="Thank you",
        verified="The address is yours, and mails come here from now on. You can close this page.",
        stop_title="No more mails?",
        stop="No more mails of {event} come to this address. Everything stays on your page.",
        stop_button="Stop the mails",
        stopped_title="No more mails",
        stopped_text="None will come to this address any more. On your page you can change your mind.",
        not_good_title="This link is not good any more",
        not_good="It is broken or too old, or the address was changed since. On your page you can choose anew.",
    ),
    "de": MailWords(
        title="Mails",
        lead="Wenn jemand Sie um ein Gespräch bittet oder ein Gespräch naht, können wir Ihnen eine Mail schicken. Alles steht auch auf Ihren Seiten.",
        none_here_title="Dieser Server verschickt keine Mails",
        none_here="Dadurch geht nichts verloren: Alles steht auf Ihren Seiten. Heben Sie den Link dorthin auf, und schauen Sie ab und zu hinein.",
        address="Ihre Mailadresse",
        address_hint="Niemand sonst sieht sie. Zuerst kommt eine einzige Mail, die fragt, ob die Adresse Ihnen gehört; sonst nichts, bevor Sie es bestätigen.",
        often="Wie oft?",
        how_often=("Sofort", "Einmal am Tag", "Einmal in der Woche", "Nie"),
        agree="Eine Anfrage oder eine geänderte Zeit kommt immer sofort. Was warten kann, kommt gesammelt am Morgen. In jeder Mail steht ein Link, der sie beendet.",
        agree_button="Ja, schicken Sie mir Mails",
        asked_title="Sehen Sie in Ihre Mails",
        asked="Wir haben {address} gefragt, ob die Adresse Ihnen gehört. Öffnen Sie den Link in dieser Mail; vielleicht liegt sie im Spam.",
        again="Noch einmal fragen",
        go_to="Mails gehen an {address}.",
        other_address="Eine andere Adresse",
        stopped="Sie haben Mails an {address} beendet. Es kommt keine mehr.",
        start_again="Wieder Mails schicken",
        trouble_title="Mails erreichen Sie nicht",
        trouble="Der Mailserver für {address} sagt: „{reason}“. Vielleicht stimmt ein Buchstabe nicht, oder das Postfach ist voll. Bis Sie sich darum kümmern, geht keine Mail dorthin.",
        take_out_title="Keine Mails und keine Adresse",
        take_out="Löscht Ihre Adresse. Was noch auf Sie wartet, wird nicht verschickt.",
        take_out_button="Meine Adresse löschen",
        bad_address="An diese Adresse kann keine Mail gehen. Vielleicht fehlt ein Buchstabe.",
        too_many="Wir haben in dieser Stunde dreimal gefragt. Bitte sehen Sie im Spam nach, oder versuchen Sie es später noch einmal.",
        too_fast="Das war viel in einer Minute. Bitte warten Sie ein wenig.",
        said_asked="Eine Mail ist unterwegs. Bitte öffnen Sie den Link darin.",
        said_agreed="Gespeichert.",
        said_taken_out="Ihre Adresse ist gelöscht.",
        verify_title="Ist das Ihre Adresse?",
        verify="Dann kommt hierher per Mail, was auf „{event}“ folgt. In jeder Mail steht ein Link, der sie beendet.",
        verify_button="Ja, das ist meine",
        verified_title="Vielen Dank",
        verified="Die Adresse gehört Ihnen, und ab jetzt kommen Mails hierher. Sie können diese Seite schließen.",
        stop_title="Keine Mails mehr?",
        stop="An diese Adresse kommen keine Mails von „{event}“ mehr. Alles bleibt auf Ihrer Seite.",
        stop_button="Mails beenden",
        stopped_title="Keine Mails mehr",
        stopped_text="An diese Adresse kommt keine mehr. Auf Ihrer Seite können Sie es sich anders überlegen.",
        not_good_title="Dieser Link gilt nicht mehr",
        not_good="Er ist beschädigt oder zu alt, oder die Adresse wurde seither geändert. Auf Ihrer Seite können Sie neu wählen.",
    ),
    "es": MailWords(
        title="Correos",
        lead="Cuando alguien le pida una charla, o una charla esté cerca, podemos enviarle un correo. Todo está también en sus páginas.",
        none_here_title="Este servidor no envía correos",
        none_here="No se pierde nada: todo está en sus páginas. Guarde el enlace y mírelas de vez en cuando.",
        address="Su dirección de correo",
        address_hint="Nadie más la ve. Primero llega un solo correo que pregunta si la dirección es suya, y nada más antes de que lo confirme.",
        often="¿Con qué frecuencia?",
        how_often=("Enseguida", "Una vez al día", "Una vez a la semana", "Nunca"),
        agree="Una petición o un cambio de hora llega siempre enseguida. Lo que puede esperar llega junto, por la mañana. Cada correo lleva un enlace para dejarlos.",
        agree_button="Sí, envíenme correos",
        asked_title="Mire su correo",
        asked="Hemos preguntado a {address} si la dirección es suya. Abra el enlace de ese correo; puede estar entre el correo no deseado.",
        again="Preguntar otra vez",
        go_to="Los correos van a {address}.",
        other_address="Otra dirección",
        stopped="Ha dejado los correos a {address}. No llegará ninguno.",
        start_again="Volver a recibir correos",
        trouble_title="Los correos no le llegan",
        trouble="El servidor de {address} dice: «{reason}». Tal vez haya una letra mal, o el buzón esté lleno. Hasta que lo mire, no irá ningún correo allí.",
        take_out_title="Sin correos y sin dirección",
        take_out="Borra su dirección. Lo que aún le espera no se envía.",
        take_out_button="Borrar mi dirección",
        bad_address="A esta dirección no puede ir ningún correo. Tal vez falte una letra.",
        too_many="Hemos preguntado tres veces en esta hora. Mire entre el correo no deseado, o inténtelo más tarde.",
        too_fast="Eso fue mucho en un minuto. Espere un poco, por favor.",
        said_asked="Un correo está en camino. Abra el enlace que lleva.",
        said_agreed="Guardado.",
        said_taken_out="Su dirección está borrada.",
        verify_title="¿Es esta su dirección?",
        verify="Entonces llegará aquí por correo lo que sigue a «{event}». Cada correo lleva un enlace para dejarlos.",
        verify_button="Sí, es la mía",
        verified_title="Muchas gracias",
        verified="La dirección es suya, y desde ahora los correos llegan aquí. Puede cerrar esta página.",
        stop_title="¿No más correos?",
        stop="No llegarán más correos de «{event}» a esta dirección. Todo sigue en su página.",
        stop_button="Dejar los correos",
        stopped_title="No más correos",
        stopped_text="A esta dirección ya no llegará ninguno. En su página puede cambiar de idea.",
        not_good_title="Este enlace ya no vale",
        not_good="Está roto o es demasiado antiguo, o la dirección ha cambiado desde entonces. En su página puede elegir de nuevo.",
    ),
}
