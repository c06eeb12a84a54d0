"""Puts a DICOM person name into the order in which it is read (PS3.5 section 6.2.1)."""

from itertools import zip_longest

from medviewer.domain.typeface import FIRST_CJK_LETTER

GROUP_SEPARATOR = "="  # alphabetic = ideographic = phonetic
COMPONENT_SEPARATOR = "^"  # family ^ given ^ middle ^ prefix ^ suffix


def readable_name(person_name: str) -> str:
    """`Wang^XiaoMing=王^小明` -> `王小明 (Wang, XiaoMing)`; `Doe^Jane^Q^Dr` -> `Doe, Dr Jane Q`.

    The ideographic spelling leads because it is the one the patient writes; the phonetic one is left out
    where there is another.
    """
    groups = person_name.split(GROUP_SEPARATOR)
    alphabetic, ideographic, phonetic = (
        _in_order(group) for group, _ in zip_longest(groups[:3], "123", fillvalue="")
    )
    if ideographic and alphabetic and ideographic != alphabetic:
        return f"{ideographic} ({alphabetic})"
    return ideographic or alphabetic or phonetic


def _in_order(group: str) -> str:
    family, given, middle, prefix, suffix = (
        (part or "").strip() for part in [*group.split(COMPONENT_SEPARATOR), *[""] * 5][:5]
    )
    if any(map(_is_kana, family + given)):
        return (
            f"{family} {given} {middle}".strip()
        )  # without a space nobody sees where the name begins
    if any(ord(letter) >= FIRST_CJK_LETTER for letter in family + given):
        return f"{family}{given}{middle}"
    rest = " ".join(part for part in (prefix, given, middle, suffix) if part)
    return ", ".join(part for part in (family, rest) if part)


def _is_kana(letter: str) -> bool:
    return "\u3040" <= letter <= "\u30ff" or "\uff66" <= letter <= "\uff9f"
