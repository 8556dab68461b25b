"""The sentence that comes back when an attendee taps something, in the language of the evening."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answers:
    """One language. {names} in braces are filled in."""

    thanks: str
    left: str
    card_changed: str
    round_over: str
    none_to_sit_out: str
    sits_out_already: str
    sits_out: str
    in_anyway: str
    in_again: str
    groups: str
    pairs: str
    thats_you: str
    parted: str
    help_comes: str
    seat_is_planned: str
    seat_is_taken: str
    seat_is_yours: str
    not_met_yet: str
    choose_who_is_with_you: str
    ask_an_organizer: str
    planned_together: str  # {name}
    stay_at_tables: str
    you_meet: str  # {name}
    no_such_chair: str  # {code}
    sign_up_closed: str
    list_full: str
    sign_up_taken_back: str
    not_on_the_list: str
    name_missing: str
    too_many_join: str
    form_torn: str


ENGLISH = Answers(
    thanks="Thank you.",
    left="Thank you for coming. Nobody will wait for you.",
    card_changed="Your card has changed meanwhile: please look at it again.",
    round_over="This round is over.",
    none_to_sit_out="There is no round left to sit out.",
    sits_out_already="You sit this round out already.",
    sits_out="Take your time. You are back in the round after it.",
    in_anyway="You are in the rounds to come anyway.",
    in_again="You are in again.",
    groups="Noted: we bring you together with two at a time where we can.",
    pairs="Noted: you meet one person at a time.",
    thats_you="That is you. Maybe choose somebody else.",
    parted="You will not be brought together again. Only you know this.",
    help_comes="An organizer is on the way to you.",
    seat_is_planned="The programme is made: your card says where to sit.",
    seat_is_taken="Somebody has taken this chair already. Maybe the one beside it.",
    seat_is_yours="This chair is yours.",
    not_met_yet="You have not met yet. Maybe after the round.",
    choose_who_is_with_you="Maybe choose the person who is with you.",
    ask_an_organizer="This can't be changed here. Maybe ask an organizer.",
    planned_together="You two are planned together: {name}.",
    stay_at_tables="At tables, please stay where you are for this round.",
    you_meet="Good: you meet {name}.",
    no_such_chair="There is no chair “{code}” in this room. Maybe look at the sticker again.",
    sign_up_closed="Sign-up is closed. Maybe ask at the desk.",
    list_full="The list is full. Maybe ask at the desk.",
    sign_up_taken_back="This sign-up was taken back. Maybe load the page again and fill it in anew.",
    not_on_the_list="We did not find exactly this on the list, or somebody uses it already. Maybe ask at the desk: it takes ten seconds.",
    name_missing="Your name is missing. Maybe only your first name.",
    too_many_join="Very many people sign up in this minute. What you wrote is still here: please try again in a minute.",
    form_torn="The form did not arrive whole. Maybe load the page again.",
)

GERMAN = Answers(
    thanks="Danke.",
    left="Danke, dass Sie da waren. Niemand wird auf Sie warten.",
    card_changed="Ihre Karte hat sich inzwischen geändert: Bitte sehen Sie noch einmal darauf.",
    round_over="Diese Runde ist vorbei.",
    none_to_sit_out="Es gibt keine Runde mehr, die Sie aussetzen könnten.",
    sits_out_already="Sie setzen diese Runde schon aus.",
    sits_out="Lassen Sie sich Zeit. In der Runde danach sind Sie wieder dabei.",
    in_anyway="In den nächsten Runden sind Sie ohnehin dabei.",
    in_again="Sie sind wieder dabei.",
    groups="Notiert: Wir bringen Sie, wo es geht, mit zwei anderen zusammen.",
    pairs="Notiert: Sie treffen immer nur eine Person.",
    thats_you="Das sind Sie selbst. Vielleicht war jemand anderes gemeint.",
    parted="Sie werden nicht mehr zusammengebracht. Das wissen nur Sie.",
    help_comes="Jemand aus dem Team ist auf dem Weg zu Ihnen.",
    seat_is_planned="Das Programm steht schon: Ihre Karte sagt, wo Sie sitzen.",
    seat_is_taken="Diesen Stuhl hat schon jemand genommen. Vielleicht den daneben.",
    seat_is_yours="Dieser Stuhl gehört Ihnen.",
    not_met_yet="Sie haben sich noch nicht getroffen. Vielleicht nach der Runde.",
    choose_who_is_with_you="Wählen Sie bitte die Person, die bei Ihnen ist.",
    ask_an_organizer="Das lässt sich hier nicht ändern. Bitte fragen Sie jemanden aus dem Team.",
    planned_together="Sie beide sind füreinander eingeplant: {name}.",
    stay_at_tables="Bleiben Sie an den Tischen für diese Runde bitte, wo Sie sind.",
    you_meet="Gut: Sie treffen {name}.",
    no_such_chair="In diesem Raum gibt es keinen Stuhl „{code}“. Sehen Sie vielleicht noch einmal auf den Aufkleber.",
    sign_up_closed="Die Anmeldung ist geschlossen. Fragen Sie bitte am Empfang.",
    list_full="Die Liste ist voll. Fragen Sie bitte am Empfang.",
    sign_up_taken_back="Diese Anmeldung wurde zurückgenommen. Laden Sie die Seite bitte neu und füllen Sie sie noch einmal aus.",
    not_on_the_list="Genau so steht es nicht auf der Liste, oder jemand nutzt es schon. Fragen Sie bitte am Empfang: Es dauert zehn Sekunden.",
    name_missing="Ihr Name fehlt. Der Vorname reicht.",
    too_many_join="Gerade melden sich sehr viele an. Was Sie geschrieben haben, ist noch da: Versuchen Sie es bitte in einer Minute noch einmal.",
    form_torn="Das Formular kam nicht ganz an. Laden Sie die Seite bitte neu.",
)

SPANISH = Answers(
    thanks="Gracias.",
    left="Gracias por venir. Nadie le estará esperando.",
    card_changed="Su tarjeta ha cambiado entretanto: mírela otra vez, por favor.",
    round_over="Esta ronda ha terminado.",
    none_to_sit_out="No queda ninguna ronda que descansar.",
    sits_out_already="Ya descansa esta ronda.",
    sits_out="Tómese su tiempo. Vuelve en la ronda siguiente.",
    in_anyway="De todos modos está en las próximas rondas.",
    in_again="Ya está dentro otra vez.",
    groups="Anotado: le reuniremos con dos personas a la vez cuando se pueda.",
    pairs="Anotado: conocerá a una persona cada vez.",
    thats_you="Es usted. Quizá quería elegir a otra persona.",
    parted="No volverán a coincidir. Solo usted lo sabe.",
    help_comes="Alguien de la organización va hacia usted.",
    seat_is_planned="El programa ya está hecho: su tarjeta dice dónde sentarse.",
    seat_is_taken="Alguien ya ha tomado esta silla. Quizá la de al lado.",
    seat_is_yours="Esta silla es suya.",
    not_met_yet="Aún no se han conocido. Quizá después de la ronda.",
    choose_who_is_with_you="Elija, por favor, a la persona que está con usted.",
    ask_an_organizer="Esto no se puede cambiar aquí. Pregunte a la organización.",
    planned_together="Ustedes dos ya están juntos: {name}.",
    stay_at_tables="En las mesas, quédese por favor donde está en esta ronda.",
    you_meet="Bien: conoce a {name}.",
    no_such_chair="En esta sala no hay ninguna silla «{code}». Mire otra vez la pegatina.",
    sign_up_closed="La inscripción está cerrada. Pregunte en la entrada.",
    list_full="La lista está llena. Pregunte en la entrada.",
    sign_up_taken_back="Esta inscripción se retiró. Cargue la página de nuevo y rellénela otra vez.",
    not_on_the_list="No lo encontramos así en la lista, o ya lo usa alguien. Pregunte en la entrada: son diez segundos.",
    name_missing="Falta su nombre. Basta con el de pila.",
    too_many_join="En este minuto se inscribe mucha gente. Lo que escribió sigue aquí: pruebe de nuevo en un minuto.",
    form_torn="El formulario no llegó entero. Cargue la página de nuevo.",
)

_ANSWERS = {"en": ENGLISH, "de": GERMAN, "es": SPANISH}


def answers_of(language: str) -> Answers:
    """Give the answers of a language; English where there are none."""
    return _ANSWERS.get(language, ENGLISH)
