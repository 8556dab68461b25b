"""Languages that people talk in: as they write them ("English, Deutsch; español", "EN/DE", "fluent in French"), to the codes of a profile."""

import re
import unicodedata
from collections.abc import Mapping

OWN_NAMES: Mapping[str, str] = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "pt": "Português",
    "pl": "Polski",
    "tr": "Türkçe",
    "uk": "Українська",
    "ru": "Русский",
    "ar": "العربية",
    "zh": "中文",
}
"""What the most common ones call themselves, by ISO 639-1 code."""

_MORE_OWN_NAMES: Mapping[str, str] = {
    "nl": "Nederlands",
    "da": "Dansk",
    "sv": "Svenska",
    "no": "Norsk",
    "fi": "Suomi",
    "cs": "Čeština",
    "sk": "Slovenčina",
    "sl": "Slovenščina",
    "hr": "Hrvatski",
    "sr": "Srpski",
    "bg": "Български",
    "ro": "Română",
    "hu": "Magyar",
    "el": "Ελληνικά",
    "sq": "Shqip",
    "et": "Eesti",
    "ku": "Kurdî",
    "fa": "فارسی",
    "he": "עברית",
    "ps": "پښتو",
    "ur": "اردو",
    "hi": "हिन्दी",
    "ja": "日本語",
    "ko": "한국어",
    "am": "አማርኛ",
    "ti": "ትግርኛ",
    "so": "Soomaali",
    "tl": "Filipino",
    "ca": "Català",
    "eu": "Euskara",
    "gl": "Galego",
}

MOST_LANGUAGES = 20
LONGEST_NAME = 40
MOST_WORDS_OF_A_KIND = 3

_NAMES = """en eng english englisch ingles anglais inglese ingilizce | de ger deu german deutsch aleman allemand tedesco almanca | es spa spanish spanisch espanol castellano castilian espagnol spagnolo
fr fra french franzosisch frances francais francese | it ita italian italienisch italiano italien | pt por portuguese portugiesisch portugues portugais brazilian brasilianisch brasileno bresilien
nl dutch niederlandisch hollandisch neerlandes holandes neerlandais nederlands flemish flamisch flamenco flamand vlaams | da danish danisch danes danois dansk
sv swedish schwedisch sueco suedois svenska | no norwegian norwegisch noruego norvegien norsk bokmal nynorsk | fi finnish finnisch finlandes fines finnois suomi
is icelandic islandisch islandes islandais islenska | ga irish irisch gaelic irlandes irlandais gaeilge | cy welsh walisisch gales gallois cymraeg
pl polish polnisch polaco polonais polski | cs czech tschechisch checo tcheque cestina cesky | sk slovak slowakisch eslovaco slovaque slovencina
sl slovene slovenian slowenisch esloveno slovene slovenscina | hr croatian kroatisch croata croate hrvatski | sr serbian serbisch serbio serbe srpski српски
bs bosnian bosnisch bosnio bosniaque bosanski | mk macedonian mazedonisch macedonio macedonien македонски | bg bulgarian bulgarisch bulgaro bulgare български
ro romanian rumanisch rumano roumain romana moldovan | hu hungarian ungarisch hungaro hongrois magyar | el greek griechisch griego grec ελληνικα | sq albanian albanisch albanes albanais shqip
ru russian russisch ruso russe русский | uk ukrainian ukrainisch ucraniano ukrainien українська | be belarusian belarussisch bielorruso bielorusse беларуская
lt lithuanian litauisch lituano lituanien lietuviu | lv latvian lettisch leton letton latviesu | et estonian estnisch estonio estonien eesti
tr turkish turkisch turco turc turkce | ku kurdish kurdisch kurdo kurde kurmanji kurdi | az azerbaijani aserbaidschanisch azeri azerbaiyano | ka georgian georgisch georgiano georgien ქართული
hy armenian armenisch armenio armenien հայերեն | ar arabic arabisch arabe العربية عربي | he hebrew hebraisch hebreo hebreu עברית | fa persian persisch farsi dari persa persan فارسی
ps pashto paschtu pastun pachto پښتو | ur urdu اردو | hi hindi hindu हिन्दी हिंदी | bn bengali bangla bengalisch বাংলা | pa punjabi panjabi pandschabi ਪੰਜਾਬੀ | gu gujarati gudscharati ગુજરાતી
mr marathi मराठी | ta tamil tamoul தமிழ் | te telugu తెలుగు | kn kannada ಕನ್ನಡ | ml malayalam മലയാളം | ne nepali nepalesisch नेपाली | si sinhala singhalesisch cingales සිංහල
zh chinese mandarin chinesisch chino chinois 中文 普通话 汉语 | ja japanese japanisch japones japonais 日本語 | ko korean koreanisch coreano coreen 한국어
vi vietnamese vietnamesisch vietnamita vietnamien | th thai thailandisch tailandes ไทย | id indonesian indonesisch indonesio indonesien bahasa | ms malay malaiisch malayo malais melayu
tl tagalog filipino pilipino | km khmer kambodschanisch jemer | my burmese birmanisch birmano birman | mn mongolian mongolisch mongol | sw swahili suaheli kiswahili
am amharic amharisch amarico amharique አማርኛ | ti tigrinya tigrinisch tigrina ትግርኛ | so somali somalisch soomaali | om oromo | ha hausa haussa | yo yoruba | ig igbo ibo | zu zulu isizulu | xh xhosa isixhosa
af afrikaans | tw twi | wo wolof | ln lingala | rw kinyarwanda | mg malagasy malgache | ca catalan katalanisch catala | eu basque baskisch euskera vasco euskara
gl galician galicisch gallego galicien galego | lb luxembourgish luxemburgisch luxemburgues | mt maltese maltesisch maltes | eo esperanto | la latin latein | yi yiddish jiddisch"""


def _bare(text: str) -> str:
    """Give a text as it is compared: small letters without accents, one blank between words."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.sub(r"[\W_]+", " ", "".join(letter for letter in spread if not unicodedata.combining(letter))).split())


_CODE_OF = {_bare(name): code for line in re.split(r"[|\n]", _NAMES) for code, *names in (line.split(),) for name in names}
_ENGLISH_NAMES = {
    code: next((name for name in names if len(name) > 3), names[-1]).capitalize() for line in re.split(r"[|\n]", _NAMES) for code, *names in (line.split(),)
}
_CODES = frozenset(_CODE_OF.values())
_WITHOUT = frozenset(
    re.findall(r"\w+", "no not kein keine keinen nicht ohne sin without pas sans ningun ninguno ninguna none n a keines aucun aucune nada nothing")
)
_SIGNED = frozenset({"sign", "signs", "signed", "signes", "senas", "gebarden"})  # German Sign Language is not German
_AROUND = frozenset(
    re.findall(
        r"\w+",
        """i we speak speaks speaking spoken ich spreche sprache sprachen hablo idioma idiomas je parle langue langues language languages in of a an the bit little some also only my
    fluent fluently native mother tongue basic basics advanced intermediate conversational good very well excellent perfect beginner business learning level first second
    fliessend muttersprache muttersprachlich gut gute sehr etwas wenig grundkenntnisse verhandlungssicher lerne auch nur ein bisschen schulenglisch konversation
    nativo nativa fluido fluida basico avanzado intermedio bien poco un lengua materna tambien solo muy bueno algo courant courante natif langue maternelle bon bien peu notions
    a1 a2 b1 b2 c1 c2""",
    )
)
_BETWEEN = re.compile(r"[,;/|&+\n\r•·()\[\]、，;:]|\s[-–—]\s|\b(?:and|und|y|et|or|oder|sowie|plus|but|aber|pero|mais)\b", re.IGNORECASE)


def languages_in(text: str) -> frozenset[str]:
    """Give the languages that a text names: codes ("en"), and what has no code here as it was written, in small letters. A language after "no" is left out."""
    pieces = [(words, " ".join(part.casefold().split())) for part in _BETWEEN.split(text) if (words := _bare(part).split())]
    found: dict[str, None] = {}
    for words, written in pieces:
        if words[0] in _WITHOUT:
            if len(words) == 1 and words[0] == "no" and len(pieces) > 1:
                found["no"] = None
            continue
        found |= dict.fromkeys(_named(words, written))
    return frozenset(list(found)[:MOST_LANGUAGES])


def name_of_language(code: str) -> str:
    """Give what a language calls itself, else its English name; one that is not known here stands as it is written."""
    return OWN_NAMES.get(code) or _MORE_OWN_NAMES.get(code) or _ENGLISH_NAMES.get(code, code)


def _named(words: list[str], written: str) -> list[str]:
    """Give the languages of one piece: by their names, with the whole where it names a kind of one ("Swiss German"); else by a code that stands for itself ("de", "en GB"); else the piece as it was written."""
    if (whole := " ".join(words)) in _CODE_OF:  # some scripts write one word in signs that part it here
        return [_CODE_OF[whole]]
    named = [_CODE_OF[word] for word in words if word in _CODE_OF]
    if named and not _SIGNED.intersection(words):
        is_kind = len(words) <= MOST_WORDS_OF_A_KIND and any(word not in _CODE_OF and word not in _AROUND and word not in _CODES for word in words)
        return [*named, written] if is_kind else named
    if words[0] in _CODES and len(words) <= 2 and (len(words) == 1 or len(words[1]) == 2):
        return [words[0]]
    if all(word in _AROUND or word.isdigit() for word in words):
        return []
    return [written[:LONGEST_NAME]]
