"""Decodes text as Specific Character Set (0008,0005) declares it (PS3.3 C.12.1.1.2, PS3.5 section 6.1).

Single-byte sets, the multi-byte sets that allow no other beside them (UTF-8, GB 18030, GBK), and the code
extensions of ISO 2022, where escape sequences change what the lower (G0) and the upper half (G1) of the bytes
mean. What was declared wrongly is a matter for `undeclared_text`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

ESCAPE = 0x1B
ESCAPE_SEQUENCE = re.compile(rb"\x1b[\x20-\x2f]*[\x30-\x7e]?")
FORMATTED = ("ST", "LT", "UT", "UR")  # a backslash in them separates nothing
LINE_ENDS = b"\t\n\f\r"  # code extensions end with the line, PS3.5 section 6.1.2.5.3
NAME_DELIMITERS = b"^="
BACKSLASH = b"\\"


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A set that can stand in G0 or G1.

    `codec` decodes its bytes with bit 8 set as `bit_8` says and `prefix` before each character.
    """

    codec: str
    width: int = 1
    bit_8: int = 0
    prefix: bytes = b""

    def decode(self, code: bytes) -> str:
        """One character. Raises UnicodeDecodeError."""
        return (self.prefix + bytes(byte | self.bit_8 for byte in code)).decode(self.codec)


@dataclass(frozen=True, slots=True)
class Repertoire:
    """What a declaration amounts to: `alone` for a codec without escapes, else what is in force at first.

    `codecs` are the Python codecs of everything declared, to guess from when the declaration is wrong.
    """

    alone: str
    lower: CodeSet
    upper: CodeSet | None
    codecs: tuple[str, ...]


ASCII = CodeSet("ascii")
ROMAJI = CodeSet("shift_jis")  # ISO-IR 14, JIS X 0201; its yen sign and overline read as ASCII
KATAKANA = CodeSet("shift_jis")  # ISO-IR 13
JIS_X_0208 = CodeSet("euc_jp", 2, 0x80)
JIS_X_0212 = CodeSet("euc_jp", 2, 0x80, b"\x8f")
KS_X_1001 = CodeSet("cp949", 2)
GB_2312 = CodeSet("gb18030", 2)

# By ISO registration number: the set of the upper half (PS3.3 tables C.12-2 and C.12-3).
UPPER_HALVES = {
    100: CodeSet("iso8859_1"),
    101: CodeSet("iso8859_2"),
    109: CodeSet("iso8859_3"),
    110: CodeSet("iso8859_4"),
    144: CodeSet("iso8859_5"),
    127: CodeSet("iso8859_6"),
    126: CodeSet("iso8859_7"),
    138: CodeSet("iso8859_8"),
    148: CodeSet("iso8859_9"),
    203: CodeSet("iso8859_15"),
    166: CodeSet("tis_620"),
    13: KATAKANA,
    149: KS_X_1001,
    58: GB_2312,
}
LOWER_HALVES = {6: ASCII, 14: ROMAJI, 87: JIS_X_0208, 159: JIS_X_0212}
# What follows the escape character (PS3.3 tables C.12-3 and C.12-4), the older forms some writers use, too.
TO_LOWER = {
    b"(B": ASCII,
    b"(J": ROMAJI,
    b"$B": JIS_X_0208,
    b"$(B": JIS_X_0208,
    b"$@": JIS_X_0208,
    b"$(D": JIS_X_0212,
}
TO_UPPER = {
    b"-A": UPPER_HALVES[100],
    b"-B": UPPER_HALVES[101],
    b"-C": UPPER_HALVES[109],
    b"-D": UPPER_HALVES[110],
    b"-L": UPPER_HALVES[144],
    b"-G": UPPER_HALVES[127],
    b"-F": UPPER_HALVES[126],
    b"-H": UPPER_HALVES[138],
    b"-M": UPPER_HALVES[148],
    b"-b": UPPER_HALVES[203],
    b"-T": UPPER_HALVES[166],
    b")I": KATAKANA,
    b"$)C": KS_X_1001,
    b"$)A": GB_2312,
}
ALONE = {
    "ISO IR 192": "utf-8",
    "UTF 8": "utf-8",
    "UTF8": "utf-8",
    "GB18030": "gb18030",  # holds all of GBK and GB 2312, so the three need not be told apart
    "GB 18030": "gb18030",
    "GBK": "gb18030",
    "GB2312": "gb18030",
    "GB 2312": "gb18030",
    "SHIFT JIS": "cp932",  # the last two are no defined terms, but they are met
    "EUC KR": "cp949",
}
REGISTRATION = re.compile(r"^ISO(?: 2022)? IR (\d+)$")


@lru_cache(maxsize=64)
def repertoire(declared: tuple[str, ...]) -> Repertoire:
    """What the values of Specific Character Set declare; unknown ones count as not declared."""
    terms = [re.sub(r"[\s_-]+", " ", term.strip().upper()) for term in declared]
    alone = next((ALONE[term] for term in terms if term in ALONE), "")
    numbers = [int(match[1]) for term in terms if (match := REGISTRATION.match(term))]
    # Of several only the first is in force at first; multi-byte ones stand there against the standard.
    upper = next((UPPER_HALVES[one] for one in numbers if one in UPPER_HALVES), None)
    sets = [half[one] for one in numbers for half in (UPPER_HALVES, LOWER_HALVES) if one in half]
    codecs = tuple(dict.fromkeys(one.codec for one in sets if one is not ASCII))
    if not codecs:
        upper = UPPER_HALVES[100]  # high bytes where only ASCII is allowed: mostly Latin accents
    is_japanese = bool(numbers) and numbers[0] == 13
    return Repertoire(alone, ROMAJI if is_japanese else ASCII, upper, codecs)


def decode(value: bytes, declared: Repertoire, vr: str) -> str:
    """Decode a value as declared.

    Raises:
        UnicodeDecodeError: the bytes are not what was declared.
    """
    if declared.alone and ESCAPE not in value:
        return _without_cut_character(value, declared.alone)
    if declared.alone:
        return without_escapes(value).decode(declared.alone)
    return _decode_with_extensions(value, declared, _ends_extensions(vr))


def without_escapes(value: bytes) -> bytes:
    return ESCAPE_SEQUENCE.sub(b"", value)


def _without_cut_character(value: bytes, codec: str) -> str:
    """Writers cut at 64 bytes, not characters; the half character at the end is left out."""
    try:
        return value.decode(codec)
    except UnicodeDecodeError as error:
        if error.reason not in ("unexpected end of data", "incomplete multibyte sequence"):
            raise
        return value[: error.start].decode(codec)


def _ends_extensions(vr: str) -> bytes:
    if vr == "PN":
        return LINE_ENDS + BACKSLASH + NAME_DELIMITERS
    return LINE_ENDS if vr in FORMATTED else LINE_ENDS + BACKSLASH


def _decode_with_extensions(value: bytes, declared: Repertoire, ends: bytes) -> str:
    """Follow the escape sequences; what ends them returns to the first declared set."""
    lower, upper = declared.lower, declared.upper
    letters: list[str] = []
    at = 0
    while at < len(value):
        byte = value[at]
        if byte == ESCAPE:
            sequence = _escape_at(value, at + 1)
            lower = TO_LOWER.get(sequence, lower)
            upper = TO_UPPER.get(sequence, upper)
            at += 1 + len(sequence)
            continue
        code_set = upper if byte >= 0x80 else lower
        # A two-byte set in G0 has letters at the delimiters' codes: they are none there.
        if byte <= 0x20 or (code_set is not None and code_set.width == 1 and byte < 0x80):
            letters.append(chr(byte))
            if byte in ends:
                lower, upper = declared.lower, declared.upper
            at += 1
            continue
        if code_set is None:
            raise UnicodeDecodeError("ascii", value, at, at + 1, "no upper half was declared")
        letters.append(code_set.decode(value[at : at + code_set.width]))
        at += code_set.width
    return "".join(letters)


def _escape_at(value: bytes, at: int) -> bytes:
    """What follows an escape character, if it is one of DICOM's; else what ISO 2022 says belongs to it."""
    for length in (3, 2):
        sequence = value[at : at + length]
        if sequence in TO_LOWER or sequence in TO_UPPER:
            return sequence
    match = ESCAPE_SEQUENCE.match(value, at - 1)
    return match[0][1:] if match else b""
