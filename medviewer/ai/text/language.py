"""Which language a clinical text is written in: English, Spanish or Chinese.

Chinese is told by its script; English and Spanish by their small words, endings and accents. A text of both
has the language of most of its words. Meant to choose a coder, not to be a linguist.
"""

import re
import unicodedata

ENGLISH, SPANISH, CHINESE = "en", "es", "zh"
LANGUAGES = (ENGLISH, SPANISH, CHINESE)

MOST_CHARACTERS = 20_000  # what is looked at; a language shows long before
SMALL_WORD, ENDING = 2.0, 1.0  # how much each says


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_ENGLISH_WORDS = _words(
    """the of and in to with is was are were no not at on by for from this that there has have had as an be
    his her she he it which without left right year old patient pain chest history evidence normal
    rule out evaluate cough male female fever shortness breath ago"""
)
_SPANISH_WORDS = _words(
    """el la los las de del y en con un una unos unas no se que es al lo su sus por para como sin fue era son
    ha presenta paciente años varón mujer dolor izquierdo izquierda derecho derecha tras más hasta desde muy
    fiebre tos hallazgos antecedentes tórax"""
)
_ENGLISH_ENDING = re.compile(
    r"(?:tion|sion|ing|ity|ness|ally|ed|ous|phy|thy|ight|ck|w|wn|ly|y|sis|oma)$"
)
_SPANISH_ENDING = re.compile(
    r"(?:ción|sión|dad|mente|ando|iendo|ado|ada|oso|osa|ico|ica|ía|ías|eza|aje|illo|illa|os|as|(?<![im])a|o)$"
)
_SPANISH_LETTER = re.compile("[ñáéíóúü¿¡]")


def language_of(text: str) -> str:
    """Find "en", "es" or "zh"; "" of a text without words, "en" without any sign either way."""
    seen = unicodedata.normalize("NFKC", text[:MOST_CHARACTERS]).lower()
    han = len(_HAN.findall(seen))
    words = _WORD.findall(_HAN.sub(" ", seen))
    if not words and not han:
        return ""
    if han >= 2 * len(words):  # a Chinese word has about two characters
        return CHINESE
    spanish, english = (_votes(words, language) for language in (SPANISH, ENGLISH))
    return SPANISH if spanish > english else ENGLISH


def _votes(words: list[str], language: str) -> float:
    if language == SPANISH:
        small, ending = _SPANISH_WORDS, _SPANISH_ENDING
        accents = sum(_SPANISH_LETTER.search(word) is not None for word in words)
    else:
        small, ending = _ENGLISH_WORDS, _ENGLISH_ENDING
        accents = 0
    told = sum(SMALL_WORD for word in words if word in small)
    ends = sum(ENDING for word in words if word not in small and ending.search(word))
    return told + ends + SMALL_WORD * accents
