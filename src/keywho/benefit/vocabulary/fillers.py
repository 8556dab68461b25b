"""Words that say nothing about the work: small words, and the words with which people ask and offer (English, German, Spanish, some French)."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


STOP_WORDS = _words(
    """
    a about all am an and any anybody anyone anything are as at be been being but by can could did do does for from get gets getting give gives had
    has have having he her here hers him his how i if in into is it its itself just let like look looking lot many may maybe me might more most much
    must my need needs no not of off on one only or other others our out over own people person please really seek seeking seeks she should so some
    somebody someone something soon still such than that the their them then there these they thing this those through to too under until up us very
    want wants was way we well were what when where which while who whom whose why will wish with within without would yes yet you your yours im ive
    id ll re ve s t aber alle als auch auf aus bei beim bin bis bitte da das dass dem den der des die dies diese dieser doch du durch ein eine einem
    einen einer eines er es etwas euch fur gern gerne habe haben hat hier ich ihr ihre ins ist ja jemand jemanden jemandem kann kein keine man mehr
    mein meine meinem meinen mich mir mit mochte nach nicht noch nur oder ob schon sehr sein seine sich sie sind sollte suche sucht uber um und uns
    unser unsere unter viel viele vom von vor war weil wenn wer wie wir wird wo wurde zu zum zur zwischen al algo alguien algun alguna algunos ante
    aqui asi aun bien busco busca cada como con cual cuando de del desde donde el ella ellos en entre era eres esa ese eso esta estan estar este esto
    estoy fue ha hace hacia han hasta hay la las le les lo los mas mi mis mucho muy ni nos nosotros nuestra nuestro o otra otro para pero poco por
    porque puede puedo pues que quien quiero se sea ser si sin sobre solo son soy su sus tal tambien tan te tengo tiene todo todos tu un una uno unos
    y ya yo au aux avec ce ces cherche dans elle et eux il je leur leurs lui ma mes mon ne notre nous ou par pas pour qui quelqu sa ses sont sur une
    vos votre vous
    """
)

FILLERS = _words(
    """
    job role position career work working worked workplace employment employer employee opportunity opening vacancy offer offering candidate applicant
    application apply hire hiring hired hirer recruit recruiting recruitment staffing introduction intro introduce introducing contact connection
    connect network networking meet meeting talk chat call coffee referral refer company firm business organisation organization industry sector area
    world local first step start starting started next path move moved moving switch switched switching change changed changing become becoming year
    month week day hour friend newcomer beginner help helping helped helpful advice advise tip support guide feedback review practice practise
    experience experienced skill skilled knowledge knowing know background idea question answer insight story learn learning find finding use using
    make making try trying share sharing show new good great best better nice real right small big large young old different few kind general open
    interested interest happy love enjoy possible available currently current recent recently every now former formerly previously used ten five three
    two seven eight twelve twenty thing stuff somewhere anything full part time lead team group anybody everybody stelle arbeit beruf einstieg kontakt
    firma unternehmen erfahrung erfahrungen hilfe rat jahr jahre monat neu neue neuen neuer gut gute kollege kollegen bereich branche einstellen
    einstellt stellt gesucht helfen kenne kennt lerne lernen arbeite arbeitet gearbeitet fruher ehemalige ehemaliger jetzt trabajo empleo puesto
    contacto empresa experiencia ayuda consejo ano anos mes nuevo nueva bueno buena gente persona contratar contrata primer paso ayudar conozco
    conocer trabajar trabaje antes ahora ofrezco emploi poste travail entreprise aide conseil annee nouveau nouvelle bon bonne equipe personne secteur
    recrute embauche premier
    """
)
