"""Finds out what text is whose character set is missing or declared wrongly.

Hospitals send UTF-8 and GBK under ISO_IR 100, or under nothing. In this order, for bytes above 127:

1. all of it is valid UTF-8 with letters the declared set has, or with ideographs → UTF-8;
2. it decodes as declared and has no control characters → as declared, but
3. under ISO_IR 100 or nothing, bytes that pair up to common Chinese characters → GBK: in Latin words accents
   stand alone among ASCII letters;
4. the declared set's sister on Windows, Shift_JIS, GB 18030, Windows-1252, whichever gives letters.

Korean and Cyrillic without a declaration cannot be told from Chinese and Latin in a few letters.
"""

import re
import unicodedata
from functools import lru_cache

from medviewer.dicom.text.character_sets import (
    ESCAPE,
    FORMATTED,
    Repertoire,
    decode,
    repertoire,
    without_escapes,
)

HIGH_RUN = re.compile(rb"[\x80-\xff]+")
CHINESE_RUN = re.compile(rb"(?:[\xa1-\xa9\xb0-\xf7][\xa1-\xfe])+")  # GB 2312: symbols, two levels
COMMON_LEADS = range(0xB0, 0xD8)  # level 1, the 3,755 characters in daily use
IDEOGRAPHS = range(0x4E00, 0xA000)
KANA = range(0x3040, 0x3100)
FIRST_CJK = 0x2E80
WESTERN = ("", "iso8859_1")
WINDOWS_SISTERS = {
    "iso8859_2": "cp1250",
    "iso8859_5": "cp1251",
    "iso8859_6": "cp1256",
    "iso8859_7": "cp1253",
    "iso8859_8": "cp1255",
    "iso8859_9": "cp1254",
    "tis_620": "cp874",
    "euc_jp": "cp932",
}
WINDOWS_PUNCTUATION = b"\x82\x84\x85\x91\x92\x93\x94\x96\x97"  # quotes, dashes, ellipsis of cp1252


@lru_cache(maxsize=1024)  # one series repeats its few texts in every file
def decoded(value: bytes, declared: tuple[str, ...], vr: str) -> str:
    """The text of a value, whatever its declaration; no escape or other control character survives."""
    stated = repertoire(declared)
    if ESCAPE in value:
        text = _as_declared(value, stated, vr)
        if text is None:
            text = _guessed(without_escapes(value), stated, vr)
    else:
        text = _guessed(value, stated, vr)
    return _printable(text, keeps_lines=vr in FORMATTED)


def _guessed(value: bytes, stated: Repertoire, vr: str) -> str:
    utf_8 = _decoded_by(value, "utf-8")
    if utf_8 is not None and _may_be_utf_8(utf_8, stated):
        return utf_8
    text = _as_declared(value, stated, vr)
    is_western = not stated.alone and (stated.codecs or ("",))[0] in WESTERN
    if text is not None and not _has_controls(text) and not (is_western and _is_chinese(value)):
        return text
    return _by_candidates(value, stated) or text or value.decode("cp1252", "replace")


def _may_be_utf_8(text: str, stated: Repertoire) -> bool:
    """Whether UTF-8 is likelier than the declared set, in which the same bytes are letters, too."""
    if stated.alone == "utf-8" or (not stated.alone and (stated.codecs or ("",))[0] in WESTERN):
        return True
    codec = stated.alone or stated.codecs[0]
    if codec in ("gb18030", "cp949", "cp932", "euc_jp", "shift_jis"):
        return all(ord(letter) < 0x80 or ord(letter) >= FIRST_CJK for letter in text)
    return all(ord(letter) >= FIRST_CJK or _has(codec, letter) for letter in text)


def _has(codec: str, letter: str) -> bool:
    try:
        letter.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _by_candidates(value: bytes, stated: Repertoire) -> str | None:
    if _is_chinese(value):
        return _decoded_by(value, "gb18030")
    for codec in stated.codecs:
        text = _decoded_by(value, WINDOWS_SISTERS.get(codec, codec))
        if text is not None and not _has_controls(text):
            return text
    if not _is_windows_punctuation(value):
        for codec in ("cp932", "gb18030"):
            text = _decoded_by(value, codec)
            if text is not None and _is_ideographic(text):
                return text
    return _decoded_by(value, "cp1252")


def _is_chinese(value: bytes) -> bool:
    """Whether every high byte is half of a common Chinese character, and none an accent in a Latin word."""
    runs = list(HIGH_RUN.finditer(value))
    if not all(CHINESE_RUN.fullmatch(run[0]) for run in runs):
        return False
    leads = [byte for run in runs for byte in run[0][::2]]
    hanzi = [lead for lead in leads if lead >= COMMON_LEADS.start]
    is_common = sum(lead in COMMON_LEADS for lead in hanzi) * 2 > len(hanzi)
    has_word = any(len(run[0]) >= 4 for run in runs)  # no Latin word has four accents in a row
    return is_common and (has_word or (len(hanzi) > 1 and not _touches_letters(value, runs)))


def _touches_letters(value: bytes, runs: list[re.Match[bytes]]) -> bool:
    beside = [
        value[run.start() - 1 : run.start()] + value[run.end() : run.end() + 1] for run in runs
    ]
    return any(byte.isalpha() for pair in beside for byte in (pair[:1], pair[1:]))


def _is_windows_punctuation(value: bytes) -> bool:
    return all(
        run[0] in [bytes([one]) for one in WINDOWS_PUNCTUATION] for run in HIGH_RUN.finditer(value)
    )


def _is_ideographic(text: str) -> bool:
    """Whether all but ASCII is kana, ideographs and their punctuation; and there are some."""
    letters = [ord(letter) for letter in text if ord(letter) >= 0x80]
    known = [one in IDEOGRAPHS or one in KANA or 0x3000 <= one < 0x3040 for one in letters]
    return bool(letters) and all(known)


def _as_declared(value: bytes, stated: Repertoire, vr: str) -> str | None:
    try:
        return decode(value, stated, vr)
    except UnicodeDecodeError:
        return None


def _decoded_by(value: bytes, codec: str) -> str | None:
    """The text in a codec, a half character at the end left out; None where it is something else."""
    try:
        return value.decode(codec)
    except UnicodeDecodeError as error:
        is_cut = error.start > 0 and error.start >= len(value) - 3 and error.end == len(value)
        if is_cut and "end of data" in error.reason:
            return value[: error.start].decode(codec)
        return None


def _has_controls(text: str) -> bool:
    return any(unicodedata.category(letter) == "Cc" and ord(letter) >= 0x80 for letter in text)


def _printable(text: str, *, keeps_lines: bool) -> str:
    """Without control characters; the line ends of longer texts stay, in short ones they are spaces."""
    lines = text if keeps_lines else re.sub(r"[\t\n\r\f]", " ", text)
    return "".join(
        letter for letter in lines if letter in "\t\n\r\f" or unicodedata.category(letter) != "Cc"
    )
