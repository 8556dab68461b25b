"""The words of the pages of talks (informational interviews) and of office hours. {names} in braces are filled in."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TalkWords:
    """One language."""

    title: str
    lead: str
    for_me: str
    agreed: str
    waiting: str
    past: str
    none_title: str
    none_text: str
    none_button: str
    asks_you: str  # {minutes}
    proposes: str
    would_move: str
    waits_for: str  # {name}
    you_move: str
    how_was_it: str
    states: Mapping[str, str]
    limit_title: str
    limit_text: str
    limit_label: str
    limit_none: str
    limit_saved: str
    hours_link: str
    hours_to_book: str
    your_clock: str  # {zone}
    # asking
    ask_title: str  # {name}
    ask_lead: str  # {name}
    purpose: str
    purpose_hint: str
    purpose_examples: tuple[str, str]
    minutes: str
    n_minutes: str  # {minutes}
    way: str
    ways: Mapping[str, str]
    place: str
    place_hint: str
    times: str
    times_hint: str
    suggested: str
    own_times: str
    only_fitting: str
    day: str  # {no}
    time: str
    questions: str
    questions_hint: str
    ready_questions: tuple[str, ...]
    own_questions: str
    own_questions_hint: str
    share: str
    share_hint: str
    ask_button: str
    asked: str  # {name}
    too_fast: str
    # one talk
    what_for: str
    where: str
    how: str
    they_ask: str
    i_ask: str
    you_talk: str
    stands_until: str
    choose_time: str
    choose_new_time: str
    where_may_say: str
    all_over: str
    propose: str
    propose_new: str
    move: str
    say_something: str
    send: str
    decline: str
    decline_lead: str
    kind_words: tuple[str, ...]
    own_words: str
    cancel: str
    cancel_lead: str
    cancel_words: tuple[str, ...]
    take_back: str
    take_back_lead: str
    keep_old: str
    withdraw_move: str
    change: str
    held: str
    reopen: str
    reopen_lead: str
    to_calendar: str
    ask_again: str
    thank: str
    they_said: str  # {name}
    you_said: str
    keeps_questions: str
    shares_questions: str
    did_accept: str  # {time}
    did_propose: str  # {name}
    did_decline: str  # {name}
    did_cancel: str  # {name}
    did_withdraw: str
    did_reopen: str
    did_stay: str
    did_change: str  # {name}
    did_hold: str
    meanwhile: str  # {what}
    # office hours
    hours_title: str
    hours_lead: str
    hours_mine: str
    hours_none: str
    hours_offer: str
    hours_day: str
    hours_from: str
    hours_until: str
    hours_each: str
    hours_says: str
    hours_says_hint: str
    hours_button: str
    hours_offered: str
    hours_close: str
    hours_closed: str
    is_closed: str
    n_free: str  # {count}
    booked_by: str
    book_title: str
    book_lead: str
    book_none_title: str
    book_none_text: str
    all_booked: str
    book_part: str
    book_button: str
    booked: str  # {time}
    part_missing: str


EN = TalkWords(
    title="Talks",
    lead="Fifteen minutes with somebody who knows what you seek are worth more than a hundred applications.",
    for_me="Your answer is awaited",
    agreed="Agreed",
    waiting="Waiting for an answer",
    past="Past",
    none_title="The first one is the hardest",
    none_text="Choose one of your contacts and ask for 15 minutes by phone. People like to be asked about what they know, and most say yes.",
    none_button="To my contacts",
    asks_you="asks you for {minutes} minutes",
    proposes="proposes other times",
    would_move="would like to move it",
    waits_for="It is {name}'s turn",
    you_move="You proposed other times",
    how_was_it="How was it?",
    states={"declined": "Not at present", "cancelled": "Cancelled", "held": "You have talked", "accepted": "Agreed"},
    limit_title="How many may ask you",
    limit_text="Being asked is an honour, and it takes time. Whoever comes after that is told kindly to try again later.",
    limit_label="Requests in seven days, at most",
    limit_none="none at present",
    limit_saved="Saved. Nobody who has asked already is affected.",
    hours_link="Offer office hours",
    hours_to_book="Book office hours",
    your_clock="All times are on your clock: {zone}.",
    ask_title="Ask {name} for a talk",
    ask_lead="Short, clear and easy to say yes to. {name} can accept with one tap, propose other times, or decline kindly.",
    purpose="What for, in one sentence",
    purpose_hint="Not for a job: for what they know.",
    purpose_examples=(
        "How did you get from the ward into hospital management, and what would you do again?",
        "What does a day in your team look like, and what do you look for in a colleague?",
    ),
    minutes="How long",
    n_minutes="{minutes} min",
    way="How",
    ways={"phone": "Phone", "coffee": "Coffee", "video": "Video"},
    place="Where, or which number",
    place_hint="Your number, a café, or a link. You can leave it to them.",
    times="When: up to three times",
    times_hint="Three are better than one: it saves writing to and fro.",
    suggested="Tap what suits you",
    own_times="Other days and times",
    only_fitting="Propose only times that fit my calendar",
    day="Day {no}",
    time="Time",
    questions="My three key questions",
    questions_hint="Whoever has three questions ready asks better, and is remembered.",
    ready_questions=(
        "How did you come to what you do now?",
        "What would you do today if you began anew?",
        "What do people who come into this field get wrong?",
        "What should I read, learn or try first?",
        "Who else should I talk to?",
    ),
    own_questions="My own",
    own_questions_hint="One a line. Three in all.",
    share="Show them my questions",
    share_hint="So that they can think about them. Else they stay with you.",
    ask_button="Ask",
    asked="{name} is asked. You see the answer here.",
    too_fast="That was very often. Please wait a minute.",
    what_for="What for",
    where="Where",
    how="How",
    they_ask="asks you for a talk",
    i_ask="You ask for a talk",
    you_talk="You talk",
    stands_until="This time stands until you both take another.",
    choose_time="Which time suits you?",
    choose_new_time="Does another time suit you?",
    where_may_say="Where, or which number (if you like)",
    all_over="All proposed times are over. Propose new ones.",
    propose="Propose other times",
    propose_new="Propose new times",
    move="Move it",
    say_something="A word with it, if you like",
    send="Send",
    decline="Decline kindly",
    decline_lead="A kind no is better than none. Choose a sentence or write your own.",
    kind_words=(
        "Thank you for asking me. I can't make time for it at present, and wish you every success.",
        "Thank you for your trust. I don't think I am the right one for this question.",
        "Gladly later: please ask me again in a month or two.",
    ),
    own_words="In my own words",
    cancel="Cancel the talk",
    cancel_lead="It happens. A word makes it easier.",
    cancel_words=("I'm sorry, something has come up. I hope that we find another time.", "I'm sorry, I have to cancel. Thank you for your time."),
    take_back="Take the request back",
    take_back_lead="They are told that there is nothing to do any more.",
    keep_old="Leave it as it is",
    withdraw_move="Leave the old time after all",
    change="Change place or length",
    held="We have talked",
    reopen="I'd like to talk after all",
    reopen_lead="For an hour you can take your no back.",
    to_calendar="Into my calendar",
    ask_again="Ask anew",
    thank="What comes next",
    they_said="{name} says",
    you_said="You said",
    keeps_questions="Your questions, for you alone",
    shares_questions="The questions for this talk",
    did_accept="Agreed: {time}.",
    did_propose="{name} sees the times that you propose.",
    did_decline="{name} is told kindly. You can take it back within an hour.",
    did_cancel="It is cancelled, and {name} knows.",
    did_withdraw="Taken back.",
    did_reopen="The request is open again. Choose a time.",
    did_stay="The time stays as it was.",
    did_change="Changed, and {name} knows.",
    did_hold="Well done. How was it?",
    meanwhile="Meanwhile: {what}. Please look again.",
    hours_title="My office hours",
    hours_lead="Offer a stretch of your time to everybody of this evening. Others book a part of it with one tap, without writing to and fro.",
    hours_mine="What I offer",
    hours_none="Nothing yet. An hour is enough for three people.",
    hours_offer="Offer a stretch",
    hours_day="Day",
    hours_from="From",
    hours_until="Until",
    hours_each="Each talk takes",
    hours_says="A word about it",
    hours_says_hint="What people may ask you, for example.",
    hours_button="Offer it",
    hours_offered="Offered. Everybody of this evening sees it.",
    hours_close="Offer no more of it",
    hours_closed="Nothing more of it is offered. What is booked stays.",
    is_closed="closed",
    n_free="{count} free",
    booked_by="Booked",
    book_title="Book office hours",
    book_lead="These people offer their time to everybody of this evening. Whoever books is expected with pleasure.",
    book_none_title="Nobody offers office hours yet",
    book_none_text="Look again in a day or two, or ask one of your contacts for a talk.",
    all_booked="All booked",
    book_part="Which time?",
    book_button="Book",
    booked="Booked: {time}.",
    part_missing="Please choose a time.",
)
DE = TalkWords(
    title="Gespräche",
    lead="Fünfzehn Minuten mit jemandem, der sich auskennt, sind mehr wert als hundert Bewerbungen.",
    for_me="Ihre Antwort wird erwartet",
    agreed="Abgemacht",
    waiting="Antwort steht aus",
    past="Vorbei",
    none_title="Das erste ist das schwerste",
    none_text="Wählen Sie einen Ihrer Kontakte und bitten Sie um 15 Minuten am Telefon. Menschen werden gern nach dem gefragt, was sie wissen, und die meisten sagen ja.",
    none_button="Zu meinen Kontakten",
    asks_you="bittet Sie um {minutes} Minuten",
    proposes="schlägt andere Zeiten vor",
    would_move="möchte es verlegen",
    waits_for="{name} ist dran",
    you_move="Sie haben andere Zeiten vorgeschlagen",
    how_was_it="Wie war es?",
    states={"declined": "Zurzeit nicht", "cancelled": "Abgesagt", "held": "Sie haben gesprochen", "accepted": "Abgemacht"},
    limit_title="Wie viele Sie fragen dürfen",
    limit_text="Gefragt zu werden ist eine Ehre, und es kostet Zeit. Wer danach kommt, wird freundlich auf später verwiesen.",
    limit_label="Anfragen in sieben Tagen, höchstens",
    limit_none="zurzeit keine",
    limit_saved="Gespeichert. Wer schon gefragt hat, ist davon nicht betroffen.",
    hours_link="Sprechstunde anbieten",
    hours_to_book="Sprechstunde buchen",
    your_clock="Alle Zeiten nach Ihrer Uhr: {zone}.",
    ask_title="{name} um ein Gespräch bitten",
    ask_lead="Kurz, klar und leicht zu bejahen. {name} kann mit einem Tippen annehmen, andere Zeiten vorschlagen oder freundlich absagen.",
    purpose="Wozu, in einem Satz",
    purpose_hint="Nicht um eine Stelle: um das, was Ihr Gegenüber weiß.",
    purpose_examples=(
        "Wie sind Sie von der Station in die Krankenhausleitung gekommen, und was würden Sie wieder tun?",
        "Wie sieht ein Tag in Ihrem Team aus, und worauf achten Sie bei neuen Leuten?",
    ),
    minutes="Wie lange",
    n_minutes="{minutes} Min.",
    way="Wie",
    ways={"phone": "Telefon", "coffee": "Kaffee", "video": "Video"},
    place="Wo, oder unter welcher Nummer",
    place_hint="Ihre Nummer, ein Café oder ein Link. Sie können es auch offen lassen.",
    times="Wann: bis zu drei Zeiten",
    times_hint="Drei sind besser als eine: Das spart Hin und Her.",
    suggested="Tippen Sie an, was Ihnen passt",
    own_times="Andere Tage und Zeiten",
    only_fitting="Nur Zeiten vorschlagen, die zu meinem Kalender passen",
    day="Tag {no}",
    time="Uhrzeit",
    questions="Meine drei Schlüsselfragen",
    questions_hint="Wer drei Fragen bereit hat, fragt besser und bleibt in Erinnerung.",
    ready_questions=(
        "Wie sind Sie zu dem gekommen, was Sie jetzt machen?",
        "Was würden Sie heute tun, wenn Sie neu anfingen?",
        "Was machen Leute falsch, die neu in dieses Feld kommen?",
        "Was sollte ich zuerst lesen, lernen oder ausprobieren?",
        "Mit wem sollte ich noch sprechen?",
    ),
    own_questions="Eigene",
    own_questions_hint="Eine je Zeile. Drei insgesamt.",
    share="Meine Fragen mitschicken",
    share_hint="Zum Vorausdenken. Sonst bleiben sie bei Ihnen.",
    ask_button="Fragen",
    asked="{name} ist gefragt. Die Antwort sehen Sie hier.",
    too_fast="Das war sehr oft. Bitte warten Sie eine Minute.",
    what_for="Wozu",
    where="Wo",
    how="Wie",
    they_ask="bittet Sie um ein Gespräch",
    i_ask="Sie bitten um ein Gespräch",
    you_talk="Sie sprechen",
    stands_until="Diese Zeit gilt, bis Sie beide eine andere nehmen.",
    choose_time="Welche Zeit passt Ihnen?",
    choose_new_time="Passt Ihnen eine andere Zeit?",
    where_may_say="Wo, oder unter welcher Nummer (wenn Sie mögen)",
    all_over="Alle vorgeschlagenen Zeiten sind vorbei. Bitte schlagen Sie neue vor.",
    propose="Andere Zeiten vorschlagen",
    propose_new="Neue Zeiten vorschlagen",
    move="Verlegen",
    say_something="Ein Wort dazu, wenn Sie mögen",
    send="Senden",
    decline="Freundlich absagen",
    decline_lead="Ein freundliches Nein ist besser als keines. Wählen Sie einen Satz, oder schreiben Sie selbst.",
    kind_words=(
        "Danke, dass Sie mich fragen. Ich finde zurzeit keine Zeit dafür und wünsche Ihnen viel Erfolg.",
        "Danke für Ihr Vertrauen. Für diese Frage bin ich wohl nicht die richtige Adresse.",
        "Gern später: Fragen Sie mich bitte in ein, zwei Monaten noch einmal.",
    ),
    own_words="Mit eigenen Worten",
    cancel="Gespräch absagen",
    cancel_lead="Das kommt vor. Ein Wort macht es leichter.",
    cancel_words=(
        "Es tut mir leid, mir ist etwas dazwischengekommen. Ich hoffe, wir finden eine andere Zeit.",
        "Es tut mir leid, ich muss absagen. Danke für Ihre Zeit.",
    ),
    take_back="Anfrage zurücknehmen",
    take_back_lead="Die andere Seite erfährt, dass nichts mehr zu tun ist.",
    keep_old="So lassen, wie es ist",
    withdraw_move="Doch bei der alten Zeit bleiben",
    change="Ort oder Länge ändern",
    held="Wir haben gesprochen",
    reopen="Ich möchte doch sprechen",
    reopen_lead="Eine Stunde lang können Sie Ihre Absage zurücknehmen.",
    to_calendar="In meinen Kalender",
    ask_again="Neu fragen",
    thank="Wie es weitergeht",
    they_said="{name} schreibt",
    you_said="Sie haben geschrieben",
    keeps_questions="Ihre Fragen, nur für Sie",
    shares_questions="Die Fragen zu diesem Gespräch",
    did_accept="Abgemacht: {time}.",
    did_propose="{name} sieht die Zeiten, die Sie vorschlagen.",
    did_decline="{name} erfährt es freundlich. Eine Stunde lang können Sie es zurücknehmen.",
    did_cancel="Abgesagt, und {name} weiß es.",
    did_withdraw="Zurückgenommen.",
    did_reopen="Die Anfrage ist wieder offen. Bitte wählen Sie eine Zeit.",
    did_stay="Die Zeit bleibt, wie sie war.",
    did_change="Geändert, und {name} weiß es.",
    did_hold="Gut gemacht. Wie war es?",
    meanwhile="Inzwischen: {what}. Bitte noch einmal ansehen.",
    hours_title="Meine Sprechstunde",
    hours_lead="Bieten Sie allen von diesem Abend etwas von Ihrer Zeit an. Andere buchen mit einem Tippen einen Teil, ohne Hin und Her.",
    hours_mine="Was ich anbiete",
    hours_none="Noch nichts. Eine Stunde reicht für drei Menschen.",
    hours_offer="Zeit anbieten",
    hours_day="Tag",
    hours_from="Von",
    hours_until="Bis",
    hours_each="Jedes Gespräch dauert",
    hours_says="Ein Wort dazu",
    hours_says_hint="Zum Beispiel, wonach man Sie fragen kann.",
    hours_button="Anbieten",
    hours_offered="Angeboten. Alle von diesem Abend sehen es.",
    hours_close="Nichts mehr davon anbieten",
    hours_closed="Davon wird nichts mehr angeboten. Gebuchtes bleibt.",
    is_closed="geschlossen",
    n_free="{count} frei",
    booked_by="Gebucht",
    book_title="Sprechstunde buchen",
    book_lead="Diese Menschen bieten allen von diesem Abend ihre Zeit an. Wer bucht, ist willkommen.",
    book_none_title="Noch bietet niemand eine Sprechstunde an",
    book_none_text="Schauen Sie in ein, zwei Tagen wieder, oder bitten Sie einen Ihrer Kontakte um ein Gespräch.",
    all_booked="Alles gebucht",
    book_part="Welche Zeit?",
    book_button="Buchen",
    booked="Gebucht: {time}.",
    part_missing="Bitte wählen Sie eine Zeit.",
)
ES = TalkWords(
    title="Charlas",
    lead="Quince minutos con alguien que conoce lo que usted busca valen más que cien candidaturas.",
    for_me="Esperan su respuesta",
    agreed="Acordadas",
    waiting="A la espera de respuesta",
    past="Pasadas",
    none_title="La primera es la más difícil",
    none_text="Elija uno de sus contactos y pida 15 minutos por teléfono. A la gente le gusta que le pregunten por lo que sabe, y la mayoría dice que sí.",
    none_button="A mis contactos",
    asks_you="le pide {minutes} minutos",
    proposes="propone otras horas",
    would_move="quisiera cambiar la hora",
    waits_for="Le toca a {name}",
    you_move="Ha propuesto otras horas",
    how_was_it="¿Qué tal fue?",
    states={"declined": "Por ahora no", "cancelled": "Cancelada", "held": "Han hablado", "accepted": "Acordada"},
    limit_title="Cuántas personas pueden pedírselo",
    limit_text="Que le pregunten es un honor, y lleva tiempo. A quien venga después se le dice con amabilidad que pruebe más tarde.",
    limit_label="Peticiones en siete días, como máximo",
    limit_none="ninguna por ahora",
    limit_saved="Guardado. A quien ya preguntó no le afecta.",
    hours_link="Ofrecer horas de consulta",
    hours_to_book="Reservar horas de consulta",
    your_clock="Todas las horas son de su reloj: {zone}.",
    ask_title="Pedir una charla a {name}",
    ask_lead="Breve, claro y fácil de aceptar. {name} puede aceptar con un toque, proponer otras horas o declinar con amabilidad.",
    purpose="Para qué, en una frase",
    purpose_hint="No por un empleo: por lo que sabe.",
    purpose_examples=(
        "¿Cómo pasó de la planta a la dirección del hospital, y qué volvería a hacer?",
        "¿Cómo es un día en su equipo, y qué busca en una persona nueva?",
    ),
    minutes="Cuánto tiempo",
    n_minutes="{minutes} min",
    way="Cómo",
    ways={"phone": "Teléfono", "coffee": "Café", "video": "Vídeo"},
    place="Dónde, o a qué número",
    place_hint="Su número, un café o un enlace. También puede dejarlo abierto.",
    times="Cuándo: hasta tres horas",
    times_hint="Tres son mejor que una: ahorra idas y venidas.",
    suggested="Toque lo que le venga bien",
    own_times="Otros días y horas",
    only_fitting="Proponer solo horas que encajen en mi calendario",
    day="Día {no}",
    time="Hora",
    questions="Mis tres preguntas clave",
    questions_hint="Quien trae tres preguntas pregunta mejor, y se le recuerda.",
    ready_questions=(
        "¿Cómo llegó a lo que hace ahora?",
        "¿Qué haría hoy si empezara de nuevo?",
        "¿En qué se equivoca quien llega nuevo a este campo?",
        "¿Qué debería leer, aprender o probar primero?",
        "¿Con quién más debería hablar?",
    ),
    own_questions="Propias",
    own_questions_hint="Una por línea. Tres en total.",
    share="Enviar también mis preguntas",
    share_hint="Para que pueda pensarlas. Si no, se quedan con usted.",
    ask_button="Pedir",
    asked="{name} tiene su petición. Aquí verá la respuesta.",
    too_fast="Han sido muchas veces. Espere un minuto.",
    what_for="Para qué",
    where="Dónde",
    how="Cómo",
    they_ask="le pide una charla",
    i_ask="Usted pide una charla",
    you_talk="Hablan",
    stands_until="Esta hora vale hasta que ambas partes tomen otra.",
    choose_time="¿Qué hora le viene bien?",
    choose_new_time="¿Le viene bien otra hora?",
    where_may_say="Dónde, o a qué número (si quiere)",
    all_over="Todas las horas propuestas han pasado. Proponga otras.",
    propose="Proponer otras horas",
    propose_new="Proponer nuevas horas",
    move="Cambiar la hora",
    say_something="Unas palabras, si quiere",
    send="Enviar",
    decline="Declinar con amabilidad",
    decline_lead="Un no amable es mejor que ninguno. Elija una frase o escriba la suya.",
    kind_words=(
        "Gracias por pedírmelo. Por ahora no encuentro tiempo, y le deseo mucho éxito.",
        "Gracias por su confianza. No creo que sea yo quien mejor pueda responder a esto.",
        "Con gusto más adelante: pídamelo de nuevo dentro de uno o dos meses.",
    ),
    own_words="Con mis palabras",
    cancel="Cancelar la charla",
    cancel_lead="A veces pasa. Unas palabras lo hacen más fácil.",
    cancel_words=("Lo siento, me ha surgido algo. Espero que encontremos otra hora.", "Lo siento, tengo que cancelar. Gracias por su tiempo."),
    take_back="Retirar la petición",
    take_back_lead="La otra persona sabrá que ya no hay nada que hacer.",
    keep_old="Dejarla como está",
    withdraw_move="Mantener la hora anterior",
    change="Cambiar lugar o duración",
    held="Hemos hablado",
    reopen="Quiero hablar después de todo",
    reopen_lead="Durante una hora puede retirar su no.",
    to_calendar="A mi calendario",
    ask_again="Pedir de nuevo",
    thank="Qué viene ahora",
    they_said="{name} escribe",
    you_said="Usted escribió",
    keeps_questions="Sus preguntas, solo para usted",
    shares_questions="Las preguntas de esta charla",
    did_accept="Acordado: {time}.",
    did_propose="{name} ve las horas que usted propone.",
    did_decline="{name} lo sabrá con amabilidad. Puede retirarlo durante una hora.",
    did_cancel="Cancelada, y {name} lo sabe.",
    did_withdraw="Retirada.",
    did_reopen="La petición vuelve a estar abierta. Elija una hora.",
    did_stay="La hora sigue como estaba.",
    did_change="Cambiado, y {name} lo sabe.",
    did_hold="Bien hecho. ¿Qué tal fue?",
    meanwhile="Mientras tanto: {what}. Mire de nuevo.",
    hours_title="Mis horas de consulta",
    hours_lead="Ofrezca parte de su tiempo a todas las personas de esta velada. Otras reservan una parte con un toque, sin idas y venidas.",
    hours_mine="Lo que ofrezco",
    hours_none="Nada todavía. Una hora basta para tres personas.",
    hours_offer="Ofrecer tiempo",
    hours_day="Día",
    hours_from="Desde",
    hours_until="Hasta",
    hours_each="Cada charla dura",
    hours_says="Unas palabras",
    hours_says_hint="Por ejemplo, sobre qué le pueden preguntar.",
    hours_button="Ofrecer",
    hours_offered="Ofrecido. Lo ven todas las personas de esta velada.",
    hours_close="No ofrecer más",
    hours_closed="Ya no se ofrece más. Lo reservado sigue en pie.",
    is_closed="cerradas",
    n_free="{count} libres",
    booked_by="Reservadas",
    book_title="Reservar horas de consulta",
    book_lead="Estas personas ofrecen su tiempo a todas las de esta velada. Quien reserva es bienvenido.",
    book_none_title="Nadie ofrece aún horas de consulta",
    book_none_text="Mire de nuevo en uno o dos días, o pida una charla a uno de sus contactos.",
    all_booked="Todo reservado",
    book_part="¿Qué hora?",
    book_button="Reservar",
    booked="Reservado: {time}.",
    part_missing="Elija una hora.",
)
TALKS: Mapping[str, TalkWords] = {"en": EN, "de": DE, "es": ES}
