"""What a column can mean, and the words by which its header shows it (English, German, Spanish, French, and a few more)."""

import re
import unicodedata
from enum import StrEnum


class Field(StrEnum):
    """What a column becomes."""

    NAME = "name"
    GIVEN = "given name"
    FAMILY = "family name"
    EMAIL = "email"
    SEEKS = "seeks"
    OFFERS = "offers"
    ROLE = "role"
    COMPANY = "company"
    INDUSTRY = "industry"
    PLACE = "place"
    LANGUAGES = "languages"
    SENIORITY = "seniority"
    MONTHS = "months searching"
    SEEKS_HELP = "seeks help"
    GIVES_HELP = "gives help"
    STATUS = "status"
    SEAT = "seat"
    GUESTS = "guests"
    TICKETS = "tickets"
    ID = "id"
    ORDER = "order"
    POSITION = "position in the order"
    ADD_ON = "add-on"
    BUYER = "buyer"
    HIDES_FROM = "hides from"
    TRAIT = "trait"
    HOST = "host"
    TABLE = "table"
    ABSENT = "absent rounds"
    GROUPS = "prefers groups"
    MUST_MEET = "must meet"
    MUST_NOT_MEET = "must not meet"
    KNOWS = "knows"
    REQUESTS = "requests"
    FIXED_SEAT = "fixed seat"
    IGNORED = "ignored"


ALSO_TRAITS = frozenset({Field.INDUSTRY, Field.PLACE, Field.LANGUAGES, Field.SENIORITY})
"""Columns of the profile by which tables can be mixed too, where they sort people into a few groups."""
PERSON_FIELDS = frozenset({Field.NAME, Field.GIVEN, Field.FAMILY})


def words_of(header: str) -> str:
    """Give a header as it is compared: small letters without accents, one blank between words, # as "no"."""
    spread = unicodedata.normalize("NFKD", header.replace("#", " no ").casefold())
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())


_WORDS = {
    Field.NAME: """name | names | full name | attendee name | attendee full name | guest name | participant name | participant | your name | your full name
        | what is your name | what s your name | display name | member name | contact name | attendee | guest | person | first and last name | name and surname
        | vollstandiger name | vor und nachname | vorname und nachname | vorname nachname | ganzer name | teilnehmer | teilnehmername | teilnehmerin | gast
        | name des teilnehmers | dein name | ihr name | wie heisst du | nombre completo | nombre y apellido | nombre y apellidos | nombre del asistente
        | nombre del participante | asistente | como te llamas | nom complet | nom et prenom | prenom et nom | nom du participant | votre nom | ton nom
        | naam | volledige naam | nome completo | nome e cognome | 姓名 | 名前 | 氏名 | имя | الاسم""",
    Field.GIVEN: """first name | firstname | first | given name | forename | christian name | attendee name given name | attendee first name | guest first name
        | vorname | rufname | teilnehmername vorname | prenom | nombre | nombres | primer nombre | nom du participant prenom | voornaam | nome""",
    Field.FAMILY: """last name | lastname | last | surname | family name | attendee name family name | attendee last name | attendee surname | guest last name
        | nachname | familienname | zuname | teilnehmername nachname | nom de famille | nom | apellido | apellidos | primer apellido | nom du participant nom de famille
        | achternaam | cognome | sobrenome""",
    Field.EMAIL: """email | e mail | mail | email address | e mail address | mail address | your email | attendee email | attendee e mail | guest email | contact email
        | e mail adresse | email adresse | mailadresse | correo | correo electronico | direccion de correo electronico | email del asistente | courriel
        | adresse e mail | adresse email | adresse mail | adresse electronique | nom d utilisateur | nombre de usuario | username""",
    Field.SEEKS: """seeks | seek | seeking | i seek | needs | i need | key who | my key who | ask | my ask | goal | goals | suche | ich suche | sucht | gesucht | ziel
        | busco | busca | je cherche | cherche | recherche | zoekt""",
    Field.OFFERS: """offers | offer | offering | i offer | can offer | gives | give | skills | expertise | strengths | biete | ich biete | bietet | angebot | kenntnisse
        | ofrezco | ofrece | oferta | habilidades | j offre | offre | je propose | propose | competences | biedt""",
    Field.ROLE: """role | your role | job title | title | position | job | job role | job position | occupation | profession | current role | what s your role
        | what is your role | what do you do | beruf | funktion | stelle | rolle | position im unternehmen | stellenbezeichnung | berufsbezeichnung | tatigkeit
        | puesto | cargo | ocupacion | profesion | rol | poste | fonction | metier | profession actuelle | titre""",
    Field.COMPANY: """company | company name | your company | attendee company | organization | organisation | organization name | employer | current employer | firm
        | affiliation | institution | what s your company | what is your company | company organization | firma | unternehmen | firmenname | arbeitgeber
        | organisation unternehmen | empresa | compania | organizacion | entreprise | societe | employeur | bedrijf | azienda""",
    Field.INDUSTRY: """industry | your industry | industries | sector | field | field of work | your field | line of work | branche | deine branche | berufsfeld | arbeitsfeld | fachgebiet
        | industria | sector profesional | rubro | secteur | secteur d activite | domaine | settore | sectie | setor""",
    Field.PLACE: """place | location | your location | where do you live | where are you based | where do you want to work | region | neighbourhood | home town | hometown
        | wohnort | standort | arbeitsort | wo wohnst du | lugar | lugar de residencia | localidad | donde vives | lieu | lieu de residence | ou habites tu | woonplaats""",
    Field.LANGUAGES: """languages | language | spoken languages | languages spoken | your languages | i speak | language skills | sprachen | sprache | sprachkenntnisse | gesprochene sprachen
        | idiomas | idioma | lenguas | langues | langue | langues parlees | lingue | linguas | talen | sprak | jezyki | diller | 语言 | языки""",
    Field.SENIORITY: """seniority | experience | years of experience | years experience | experience level | level of experience | career level | work experience | professional experience
        | erfahrung | berufserfahrung | jahre berufserfahrung | jahre erfahrung | karrierestufe | experiencia | anos de experiencia | nivel de experiencia | experiencia laboral
        | experience professionnelle | annees d experience | niveau d experience | anciennete""",
    Field.MONTHS: """months searching | months of searching | months of search | months looking | search months | time searching | length of search | months out of work | months unemployed
        | suchdauer | monate auf suche | monate der suche | meses buscando | meses de busqueda | mois de recherche""",
    Field.SEEKS_HELP: "seeks help | help sought | help needed | help wanted | kind of help sought | gesuchte hilfe | ayuda buscada | aide cherchee",
    Field.GIVES_HELP: "gives help | help offered | help given | kind of help given | gebotene hilfe | angebotene hilfe | ayuda ofrecida | aide proposee",
    Field.STATUS: """status | attendee status | approval status | registration status | ticket status | order status | rsvp | rsvp status | are you coming | will you come
        | will you attend | attending | blocked | anmeldestatus | zusage | kommst du | nimmst du teil | estado | estado de la inscripcion | asistiras | vendras
        | statut | viendrez vous | participation""",
    Field.SEAT: "seat id | seat | seat no | seat number | chair | home seat | sitz | sitzplatz | platz | stuhl | asiento | siege",
    Field.GUESTS: """guests | guest count | number of guests | no of guests | plus one | plus ones | plus | extra guests | additional guests | 1 | bringing guests
        | begleitung | begleitpersonen | gaste | anzahl gaste | invitados | acompanantes | invites | accompagnants | nombre d invites""",
    Field.TICKETS: "quantity | tickets | number of tickets | ticket quantity | positions | anzahl | anzahl tickets | cantidad | entradas | quantite | billets",
    Field.ID: "id | attendee id | guest id | api id | member id | user id | participant id | registration id | badge id | attendee no | teilnehmer id",
    Field.ORDER: "order code | order no | order | order id | order number | booking | booking reference | bestellnummer | bestellung | numero de pedido | commande",
    Field.POSITION: "position id | ticket position",
    Field.ADD_ON: "add on to position id",
    Field.BUYER: """invoice address name | buyer name | buyer first name | buyer last name | purchaser name | purchaser first name | purchaser last name
        | name on the order | rechnungsadresse name""",
    Field.HIDES_FROM: """hides from | hide from | hidden from | hide from companies | not with company | not with companies | not with | avoid company | avoid companies
        | nicht mit firma | nicht mit firmen | verborgen vor | no con la empresa | pas avec l entreprise""",
    Field.HOST: "host | hosts | is host | table host | gastgeber | anfitrion | hote",
    Field.TABLE: "table | host table | tisch | mesa",
    Field.ABSENT: "absent rounds | absent | absent in rounds | not in rounds | fehlt in runden | rondas ausente | absent aux tours",
    Field.GROUPS: "prefers groups | prefer groups | prefers group | rather in a group | lieber in gruppen | prefiere grupos | prefere les groupes",
    Field.MUST_MEET: "must meet | has to meet | muss treffen | debe conocer | doit rencontrer",
    Field.MUST_NOT_MEET: "must not meet | never with | do not pair with | darf nicht treffen | no debe conocer | ne doit pas rencontrer",
    Field.KNOWS: "knows | acquainted | already knows | already met | kennt | conoce a | connait",
    Field.REQUESTS: "requests | request | asked to meet | wants to meet these people | wunschpartner",
    Field.FIXED_SEAT: "fixed seat | cannot move | can t move | fester platz | fester sitzplatz",
    Field.IGNORED: """timestamp | start time | completion time | last modified time | zeitstempel | marca temporal | horodateur | phone | phone number | telefon | telefonnummer | telefono | telephone | mobile | secret
        | ticket secret | pseudonymization id | event slug | event name | event id | event host | order date | order time | order type | order total | order comment
        | order locale | order link | position order link | price | price tier | amount | amount tax | amount discount | currency | total paid | fees | fees paid
        | eventbrite fees | eventbrite payment processing | coupon code | voucher | voucher code | voucher budget usage | voucher tag | tax rate | tax rule | tax value
        | tax id | vat id | payment type | payment mode | payment providers | date of last payment | sales channel | invoice numbers | custom address field
        | product id | variation id | ticket id | ticket type id | ticket price | price paid | public id | short id | qr code url | checked in | checked out | check in
        | checked in at | checked out at | is checked in | automatically checked in | check in text | check in lists | attendance | virtual event checkin times
        | requires special attention | comment | comments | notes | note | notizen | notas | remarques | follow up date | valid from | valid until
        | created at | created date | last updated date | updated at | registered at | registration date | rsvped on | joined group on | last visited group on
        | connected on | url | url of member profile | profile url | linkedin | linkedin url | website | address | street | zip code | zip | postcode | city | state
        | country | home address 1 | home address 2 | home city | home state | home zip | home postcode | home country | county of residence | plz | ort | strasse
        | seat name | seat zone | seat row | email address verified | external customer id | invoice address company | invoice address name given name
        | invoice address name family name | invoice address street | invoice address zip code | invoice address city | invoice address country
        | invoice address state | custom source | referrer | referred by | eth address | solana address | survey response rating | survey response feedback
        | photo | age | date of birth | gender | buyer email | purchaser email""",
}
_FIELD_BY_WORDS = {phrase.strip(): field for field, phrases in _WORDS.items() for phrase in phrases.split("|")}
_FIELD_BY_SENTENCE = (
    (Field.IGNORED, re.compile(r"^utm |click id$|^gross at|^net at|^tax value at|^consent|^i agree|newsletter|diet|allerg")),
    (
        Field.MONTHS,
        re.compile(
            r"\bhow (long|many months)\b.*\b(look|search|seek|out of work|unemployed|between jobs)|\bmonths\b.*\b(search|looking|unemployed|out of work)|\b(wie lange|seit wann|monate)\b.*\bsuch"
            r"|\b(cuanto tiempo|meses)\b.*\bbusc|\b(depuis (quand|combien)|mois)\b.*\bcherch"
        ),
    ),
    (
        Field.GIVES_HELP,
        re.compile(
            r"\b(kind|sort|type)s? of (help|support)\b.*\b(can|give|offer|provide)\b|\b(welche|art) (art )?(von |der )?(hilfe|unterstutzung)\b.*\b(biet|geb|gib|kannst)"
            r"|\b(tipo|clase)s? de ayuda\b.*\b(ofrec|pued|dar|das)|\btypes? d aide\b.*\b(propos|offr|pouvez|peux)"
        ),
    ),
    (
        Field.SEEKS_HELP,
        re.compile(
            r"\b(kind|sort|type)s? of (help|support)\b.*\b(look|need|seek|want|search)|\b(welche|art) (art )?(von |der )?(hilfe|unterstutzung)\b.*\b(such|brauch|wunsch)"
            r"|\b(tipo|clase)s? de ayuda\b.*\b(busca|necesita|quiere)|\btypes? d aide\b.*\b(cherch|besoin|souhait)"
        ),
    ),
    (
        Field.LANGUAGES,
        re.compile(r"\blanguages?\b.*\b(speak|talk|converse)|\bsprachen?\b.*\b(sprich|sprech)|\bidiomas?\b.*\bhabla|\blangues?\b.*\bparle"),
    ),
    (
        Field.SENIORITY,
        re.compile(r"\b(years|level|much) (of )?(work |professional )?experience\b|\bberufserfahrung\b|\banos de experiencia\b|\bannees d experience\b"),
    ),
    (Field.INDUSTRY, re.compile(r"\b(which|what|your) (industry|sector|field of work)\b|\bwelche[rn]? branche\b")),
    (Field.HIDES_FROM, re.compile(r"\b(hide|hidden) (me )?from\b|\bnot with (people|anyone) from\b")),
    (
        Field.SEEKS,
        re.compile(
            r"\blooking (for|to meet)\b|\bseek(ing)?\b|\b(want|like|hope|hoping) to meet\b|\bsuch(st|en|t)\b|\bbusca[ns]?\b|\bbuscando\b|\bcherche[zs]?\b|\brecherche[zs]\b"
        ),
    ),
    (Field.SEEKS, re.compile(r"\bwho (could|can) help you\b|\b(hope|want) to (get|gain|find)\b|\bkennenlernen\b|\bconocer\b|\brencontrer\b|\bkey who\b")),
    (
        Field.OFFERS,
        re.compile(
            r"\boffer(ing)?s?\b|\b(can|could) (you|i) (help|bring|share|give)\b|\bbiete[snt]*\b|\bofrec\w+|\boffr\w+|\bproposez\b|\bhelp others\b|\bhelfen\b|\ban(zu)?bieten\b|\baportar\b|\bapporter\b"
        ),
    ),
    (Field.COMPANY, re.compile(r"\bwhere do you work\b|\b(your|current) (company|employer|organi[sz]ation)\b")),
    (Field.ROLE, re.compile(r"\b(your|current) (role|job|job title|position|profession)\b")),
    (Field.GUESTS, re.compile(r"\bhow many guests\b|\bbring(ing)? (a |any )?guests?\b|\bbringst du\b|\btraes a\b|\bviens avec\b")),
)


def field_of(header: str) -> Field | None:
    """Give what a header means, or None if it is not known."""
    words = words_of(header)
    if words in _FIELD_BY_WORDS:
        return _FIELD_BY_WORDS[words]
    return next((field for field, sentence in _FIELD_BY_SENTENCE if sentence.search(words)), None)


def field_named(word: str) -> Field | None:
    """Give the field that a mapping names ("seeks", "given-name"), or None."""
    return next((field for field in Field if words_of(field.value) == words_of(word)), None)
