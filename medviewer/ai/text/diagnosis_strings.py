"""Chinese diagnosis strings as they are typed: levelled in width and spelling, parted into diagnoses."""

import re
import unicodedata

LONGEST = 300  # characters; a diagnosis string is a line, not a report
MOST_PARTS = 16

_ROMAN = {
    "viii": "8",
    "vii": "7",
    "iii": "3",
    "iv": "4",
    "vi": "6",
    "ix": "9",
    "ii": "2",
    "v": "5",
    "i": "1",
}
_ROMAN_STAGE = re.compile("(?<![a-z])(" + "|".join(_ROMAN) + ")(?=[期级型度类]|$|[^a-z])")
_HAN_NUMBER = str.maketrans("一二三四五", "12345")
_HAN_STAGE = re.compile("[一二三四五](?=[期级型度])")
_PARTS = re.compile(
    r"[,;、。.+/\n\t]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|\d+[).、]|伴有?|合并|并发?(?=[^发症])"
)
_NOISE = re.compile(r"""["'“”‘’?!()\[\]{}<>:*\-—_=\s]""")


def levelled(text: str) -> str:
    """Half-width, lower case, without quotes, brackets and spaces; stages and grades as digits."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    plain = _ROMAN_STAGE.sub(lambda found: _ROMAN[found[1]], plain)
    plain = _HAN_STAGE.sub(lambda found: found[0].translate(_HAN_NUMBER), plain)
    return _NOISE.sub("", plain)


def parts_of(text: str) -> list[str]:
    """The diagnoses a string lists, levelled; the whole string alone where it lists none."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    parts = [levelled(part) for part in _PARTS.split(plain)]
    found = [part for part in parts if len(part) > 1][:MOST_PARTS]
    return list(dict.fromkeys(found)) or [levelled(text)]
