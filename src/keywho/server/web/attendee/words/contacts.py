"""The words of contacts, of the own card and of the page about oneself. {names} in braces are filled in."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContactWords:
    """One language."""

    title: str
    lead: str
    none_title: str
    none_text: str
    not_yet: str
    fill_title: str
    fill_text: str
    fill_button: str
    reach_all_title: str
    reach_all_text: str  # {count}
    reach_all_button: str
    met: str  # {where}
    round: str  # {no}
    next_ask: str
    next_open: str
    next_agreed: str
    next_held: str
    take_title: str
    take_text: str
    for_phone: str
    for_old_phone: str
    as_table: str
    as_json: str
    until: str  # {day}
    day: str  # {day} {month} {year}
    people_title: str
    people_text: str
    said_yes: str
    said_no: str
    not_said: str
    gives: str  # {fields}
    gives_nothing: str
    choose_for: str  # {name}
    choose_save: str
    choose_usual: str
    said_fields: str
    too_late: str
    none_of_yours: str
    note_title: str
    note_hint: str
    outcome: str
    save_card: str
    save_card_old: str
    you_gave: str
    you_gave_text: str
    give_more: str
    said_more: str
    gave_nothing: str  # {name}
    name: str
    role: str
    company: str
    mail: str
    phone: str
    link: str
    place: str
    seeks: str
    offers: str
    their_seeks: str
    their_offers: str
    card_title: str
    card_lead: str
    mail_hint: str
    phone_hint: str
    link_hint: str
    give_title: str
    give_hint: str
    bad_mail: str
    bad_phone: str
    bad_link: str
    said_card: str
    preview: str
    preview_none: str
    qr_title: str
    qr_text: str
    file_title: str
    file_text: str
    file_button: str
    file_missing: str
    file_bad: str
    file_large: str
    understood_title: str
    understood_text: str
    passed_over: str  # {count}
    several_cards: str  # {count}
    or_else: str  # {others}
    me_title: str
    me_lead: str
    my_profile: str
    my_mails: str
    my_history: str
    my_progress: str
    my_rights: str
    zone_title: str
    zone_hint: str
    zone_evening: str  # {zone}
    zone_unknown: str
    seeks_line: str  # {text}
    offers_line: str  # {text}
    note_line: str  # {text}
    met_line: str  # {day} {event}


CONTACTS: Mapping[str, ContactWords] = {
    "en": ContactWords(
        title="Contacts",
        lead="Those who said yes to keeping in touch, as you did.",
        none_title="No contacts yet",
        none_text="Contacts appear here when both said yes. Answer below about those you met; it is never shown who said what.",
        not_yet="Contacts are exchanged when the evening is over. Until then you can change your answers and what you give.",
        fill_title="How can they reach you?",
        fill_text="You have not said yet how you can be reached. Nobody gets more than you choose.",
        fill_button="Fill in my card",
        reach_all_title="Some contacts cannot reach you",
        reach_all_text="{count} of your contacts got nothing from you to reach you by.",
        reach_all_button="Give them what is on my card",
        met="Met in {where}",
        round="round {no}",
        next_ask="Ask for a talk",
        next_open="Talk is being arranged",
        next_agreed="Talk agreed",
        next_held="Talked: what came of it?",
        take_title="Take them along",
        take_text="For your address book, or as a table. Your notes come along.",
        for_phone="For address books (vCard)",
        for_old_phone="For older phones (vCard 3)",
        as_table="Table (CSV)",
        as_json="For programs (JSON)",
        until="These pages are here until {day}. Then everything is erased, so take your contacts along before.",
        day="{day} {month} {year}",
        people_title="People you met",
        people_text="Only a yes from both is ever shown. A no looks like no answer.",
        said_yes="You said “Yes”",
        said_no="You said “Not now”",
        not_said="You have not answered",
        gives="You give: {fields}",
        gives_nothing="only what you are called",
        choose_for="What {name} would get",
        choose_save="Save for this person",
        choose_usual="As for everybody",
        said_fields="Saved: what this person would get.",
        too_late="Your contacts are exchanged already. You can give more on the page of the contact.",
        none_of_yours="This is none of your contacts.",
        note_title="My note",
        note_hint="Only for you. What did you talk about, what did you promise?",
        outcome="Note what came of it",
        save_card="Keep in my address book",
        save_card_old="For older phones",
        you_gave="What you gave",
        you_gave_text="It can't be taken back, but you can give more. What you erase from your card is gone here, too.",
        give_more="Give this, too",
        said_more="Given.",
        gave_nothing="{name} gave nothing to be reached by. Maybe ask when you meet again.",
        name="Name",
        role="Work",
        company="Company",
        mail="Mail",
        phone="Phone",
        link="Link",
        place="Place",
        seeks="What I seek",
        offers="What I offer",
        their_seeks="Seeks",
        their_offers="Offers",
        card_title="My card",
        card_lead="What you give to those who said yes, as you did. Name, work and place are in your profile.",
        mail_hint="One that you read.",
        phone_hint="With the country, as in +44 20 7946 0018.",
        link_hint="Your page, portfolio or profile.",
        give_title="What contacts get",
        give_hint="For everybody; you can choose otherwise for one person.",
        bad_mail="This is not a mail address that works. Maybe a letter is missing, as in ada@example.org.",
        bad_phone="This number can't be dialled. Maybe write it with digits alone.",
        bad_link="This is not the address of a page. Maybe as in www.example.org/ada.",
        said_card="Your card is saved.",
        preview="What contacts see",
        preview_none="Only what you are called: they could not reach you.",
        qr_title="Show my card as a code",
        qr_text="Whoever scans it has what stands above, at once.",
        file_title="Fill in from my phone",
        file_text="Share your own contact as a file (.vcf) and choose it here. You see what was understood before anything is saved.",
        file_button="Look at the file",
        file_missing="No file was chosen.",
        file_bad="This file is no contact card that could be understood. Maybe share your contact again as .vcf.",
        file_large="This file is larger than 5 MB. Maybe share your contact without its picture.",
        understood_title="This was understood",
        understood_text="Change what is not right. Nothing is saved yet.",
        passed_over="Not taken over: {count} more entries of the file, such as pictures or birthdays.",
        several_cards="The file has {count} cards; this is the first.",
        or_else="or {others}",
        me_title="Me",
        me_lead="What is yours, and what you decide.",
        my_profile="What others see of me",
        my_mails="Mails",
        my_history="My history from evening to evening",
        my_progress="My progress",
        my_rights="Everything about me: take along or erase",
        zone_title="My time zone",
        zone_hint="Times of talks are shown in it.",
        zone_evening="As the evening: {zone}",
        zone_unknown="This time zone is not known. Maybe choose one from the list.",
        seeks_line="Seeks: {text}",
        offers_line="Offers: {text}",
        note_line="My note: {text}",
        met_line="Met at {event}, {day}",
    ),
    "de": ContactWords(
        title="Kontakte",
        lead="Alle, die wie du Ja zum Kontakt gesagt haben.",
        none_title="Noch keine Kontakte",
        none_text="Kontakte erscheinen hier, wenn beide Ja gesagt haben. Antworte unten zu denen, die du getroffen hast; wer was gesagt hat, wird nie gezeigt.",
        not_yet="Kontakte werden ausgetauscht, wenn der Abend vorbei ist. Bis dahin kannst du deine Antworten ändern, und was du weitergibst.",
        fill_title="Wie können sie dich erreichen?",
        fill_text="Du hast noch nicht gesagt, wie man dich erreicht. Niemand bekommt mehr, als du auswählst.",
        fill_button="Meine Karte ausfüllen",
        reach_all_title="Manche Kontakte erreichen dich nicht",
        reach_all_text="Kontakte, die nichts von dir haben, womit sie dich erreichen: {count}.",
        reach_all_button="Ihnen geben, was auf meiner Karte steht",
        met="Getroffen in {where}",
        round="Runde {no}",
        next_ask="Um ein Gespräch bitten",
        next_open="Gespräch wird vereinbart",
        next_agreed="Gespräch vereinbart",
        next_held="Gesprochen: was kam dabei heraus?",
        take_title="Mitnehmen",
        take_text="Für dein Adressbuch oder als Tabelle. Deine Notizen sind dabei.",
        for_phone="Für Adressbücher (vCard)",
        for_old_phone="Für ältere Telefone (vCard 3)",
        as_table="Tabelle (CSV)",
        as_json="Für Programme (JSON)",
        until="Diese Seiten gibt es bis {day}. Danach wird alles gelöscht; nimm deine Kontakte vorher mit.",
        day="{day}. {month} {year}",
        people_title="Wen du getroffen hast",
        people_text="Nur ein Ja von beiden wird je gezeigt. Ein Nein sieht aus wie keine Antwort.",
        said_yes="Du hast „Ja“ gesagt",
        said_no="Du hast „Jetzt nicht“ gesagt",
        not_said="Du hast nicht geantwortet",
        gives="Du gibst: {fields}",
        gives_nothing="nur, wie du heißt",
        choose_for="Was {name} bekäme",
        choose_save="Für diese Person speichern",
        choose_usual="Wie für alle",
        said_fields="Gespeichert: was diese Person bekäme.",
        too_late="Eure Kontakte sind schon ausgetauscht. Auf der Seite des Kontakts kannst du mehr weitergeben.",
        none_of_yours="Das ist keiner deiner Kontakte.",
        note_title="Meine Notiz",
        note_hint="Nur für dich. Worüber habt ihr gesprochen, was hast du versprochen?",
        outcome="Festhalten, was daraus wurde",
        save_card="In mein Adressbuch",
        save_card_old="Für ältere Telefone",
        you_gave="Was du weitergegeben hast",
        you_gave_text="Das lässt sich nicht zurücknehmen, aber du kannst mehr geben. Was du aus deiner Karte löschst, ist auch hier weg.",
        give_more="Auch das geben",
        said_more="Weitergegeben.",
        gave_nothing="{name} hat nichts weitergegeben, womit man sie oder ihn erreicht. Frag beim nächsten Treffen.",
        name="Name",
        role="Arbeit",
        company="Firma",
        mail="E-Mail",
        phone="Telefon",
        link="Link",
        place="Ort",
        seeks="Was ich suche",
        offers="Was ich biete",
        their_seeks="Sucht",
        their_offers="Bietet",
        card_title="Meine Karte",
        card_lead="Was du denen gibst, die wie du Ja gesagt haben. Name, Arbeit und Ort stehen in deinem Profil.",
        mail_hint="Eine, die du liest.",
        phone_hint="Mit Ländervorwahl, wie +49 30 901820.",
        link_hint="Deine Seite, Mappe oder dein Profil.",
        give_title="Was Kontakte bekommen",
        give_hint="Für alle; für einzelne Personen kannst du anders wählen.",
        bad_mail="Diese Mailadresse geht so nicht. Vielleicht fehlt ein Zeichen, wie in ada@example.org.",
        bad_phone="Diese Nummer lässt sich nicht wählen. Schreib sie am besten nur mit Ziffern.",
        bad_link="Das ist keine Adresse einer Seite. Vielleicht wie in www.example.org/ada.",
        said_card="Deine Karte ist gespeichert.",
        preview="Was Kontakte sehen",
        preview_none="Nur, wie du heißt: Sie könnten dich nicht erreichen.",
        qr_title="Meine Karte als Code zeigen",
        qr_text="Wer ihn scannt, hat sofort, was oben steht.",
        file_title="Vom Telefon übernehmen",
        file_text="Teile deinen eigenen Kontakt als Datei (.vcf) und wähle sie hier. Du siehst, was verstanden wurde, bevor etwas gespeichert wird.",
        file_button="Datei ansehen",
        file_missing="Es wurde keine Datei gewählt.",
        file_bad="Diese Datei ist keine verständliche Kontaktkarte. Teile deinen Kontakt am besten noch einmal als .vcf.",
        file_large="Diese Datei ist größer als 5 MB. Teile deinen Kontakt am besten ohne Bild.",
        understood_title="Das wurde verstanden",
        understood_text="Ändere, was nicht stimmt. Noch ist nichts gespeichert.",
        passed_over="Nicht übernommen: {count} weitere Einträge der Datei, etwa Bilder oder Geburtstage.",
        several_cards="Die Datei hat {count} Karten; das ist die erste.",
        or_else="oder {others}",
        me_title="Ich",
        me_lead="Was dir gehört, und was du entscheidest.",
        my_profile="Was andere von mir sehen",
        my_mails="Mails",
        my_history="Mein Verlauf von Abend zu Abend",
        my_progress="Mein Fortschritt",
        my_rights="Alles über mich: mitnehmen oder löschen",
        zone_title="Meine Zeitzone",
        zone_hint="Zeiten von Gesprächen werden darin gezeigt.",
        zone_evening="Wie der Abend: {zone}",
        zone_unknown="Diese Zeitzone ist nicht bekannt. Wähle am besten eine aus der Liste.",
        seeks_line="Sucht: {text}",
        offers_line="Bietet: {text}",
        note_line="Meine Notiz: {text}",
        met_line="Kennengelernt bei {event}, {day}",
    ),
    "es": ContactWords(
        title="Contactos",
        lead="Quienes dijeron que sí al contacto, igual que tú.",
        none_title="Aún no hay contactos",
        none_text="Los contactos aparecen aquí cuando ambos dijeron que sí. Responde abajo sobre quienes conociste; nunca se muestra quién dijo qué.",
        not_yet="Los contactos se intercambian cuando termina la velada. Hasta entonces puedes cambiar tus respuestas y lo que das.",
        fill_title="¿Cómo pueden contactarte?",
        fill_text="Aún no has dicho cómo contactarte. Nadie recibe más de lo que tú elijas.",
        fill_button="Completar mi tarjeta",
        reach_all_title="Algunos contactos no pueden contactarte",
        reach_all_text="Contactos que no tienen cómo contactarte: {count}.",
        reach_all_button="Darles lo de mi tarjeta",
        met="Os conocisteis en {where}",
        round="la ronda {no}",
        next_ask="Pedir una charla",
        next_open="Charla por acordar",
        next_agreed="Charla acordada",
        next_held="Ya hablasteis: ¿qué resultó?",
        take_title="Llévatelos",
        take_text="Para tu agenda o como tabla. Tus notas van incluidas.",
        for_phone="Para agendas (vCard)",
        for_old_phone="Para teléfonos antiguos (vCard 3)",
        as_table="Tabla (CSV)",
        as_json="Para programas (JSON)",
        until="Estas páginas están aquí hasta el {day}. Después se borra todo; llévate antes tus contactos.",
        day="{day} de {month} de {year}",
        people_title="A quién conociste",
        people_text="Solo se muestra un sí de ambos. Un no se ve igual que no responder.",
        said_yes="Dijiste «Sí»",
        said_no="Dijiste «Ahora no»",
        not_said="No has respondido",
        gives="Das: {fields}",
        gives_nothing="solo cómo te llamas",
        choose_for="Lo que recibiría {name}",
        choose_save="Guardar para esta persona",
        choose_usual="Como para todos",
        said_fields="Guardado: lo que recibiría esta persona.",
        too_late="Vuestros contactos ya se intercambiaron. Puedes dar más en la página del contacto.",
        none_of_yours="No es uno de tus contactos.",
        note_title="Mi nota",
        note_hint="Solo para ti. ¿De qué hablasteis, qué prometiste?",
        outcome="Anotar qué resultó",
        save_card="Guardar en mi agenda",
        save_card_old="Para teléfonos antiguos",
        you_gave="Lo que diste",
        you_gave_text="No se puede retirar, pero puedes dar más. Lo que borres de tu tarjeta desaparece también aquí.",
        give_more="Dar también esto",
        said_more="Entregado.",
        gave_nothing="{name} no dio forma de contacto. Quizá pregunta la próxima vez.",
        name="Nombre",
        role="Trabajo",
        company="Empresa",
        mail="Correo",
        phone="Teléfono",
        link="Enlace",
        place="Lugar",
        seeks="Lo que busco",
        offers="Lo que ofrezco",
        their_seeks="Busca",
        their_offers="Ofrece",
        card_title="Mi tarjeta",
        card_lead="Lo que das a quienes dijeron que sí, igual que tú. Nombre, trabajo y lugar están en tu perfil.",
        mail_hint="Uno que leas.",
        phone_hint="Con prefijo, como +34 91 123 45 67.",
        link_hint="Tu página, portafolio o perfil.",
        give_title="Lo que reciben los contactos",
        give_hint="Para todos; puedes elegir distinto para una persona.",
        bad_mail="Ese correo no funciona. Quizá falta una letra, como en ada@example.org.",
        bad_phone="Ese número no se puede marcar. Quizá escríbelo solo con cifras.",
        bad_link="No es la dirección de una página. Quizá como www.example.org/ada.",
        said_card="Tu tarjeta está guardada.",
        preview="Lo que ven tus contactos",
        preview_none="Solo cómo te llamas: no podrían contactarte.",
        qr_title="Mostrar mi tarjeta como código",
        qr_text="Quien lo escanee tiene al instante lo de arriba.",
        file_title="Completar desde mi teléfono",
        file_text="Comparte tu propio contacto como archivo (.vcf) y elígelo aquí. Verás lo entendido antes de guardar nada.",
        file_button="Ver el archivo",
        file_missing="No se eligió ningún archivo.",
        file_bad="Este archivo no es una tarjeta de contacto que se entienda. Quizá comparte tu contacto otra vez como .vcf.",
        file_large="Este archivo supera los 5 MB. Quizá comparte tu contacto sin foto.",
        understood_title="Esto se entendió",
        understood_text="Cambia lo que no esté bien. Aún no se guarda nada.",
        passed_over="No se toman: {count} entradas más del archivo, como fotos o cumpleaños.",
        several_cards="El archivo tiene {count} tarjetas; esta es la primera.",
        or_else="o {others}",
        me_title="Yo",
        me_lead="Lo tuyo, y lo que tú decides.",
        my_profile="Lo que otros ven de mí",
        my_mails="Correos",
        my_history="Mi historial de velada en velada",
        my_progress="Mi progreso",
        my_rights="Todo sobre mí: llevarlo o borrarlo",
        zone_title="Mi zona horaria",
        zone_hint="Las horas de las charlas se muestran en ella.",
        zone_evening="Como la velada: {zone}",
        zone_unknown="Esa zona horaria no se conoce. Quizá elige una de la lista.",
        seeks_line="Busca: {text}",
        offers_line="Ofrece: {text}",
        note_line="Mi nota: {text}",
        met_line="Conocido en {event}, {day}",
    ),
}
"""All languages."""
