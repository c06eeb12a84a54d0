"""Names in every character set, beside what the standard's annexes and the files' makers say they are."""

from collections.abc import Iterator
from pathlib import Path

from medviewer.dicom.headers import NotAnImage, read_header
from medviewer.dicom.tag_tree.attribute_rows import read_below, read_file
from medviewer.domain.attribute_tree import Attribute, AttributeFile
from medviewer.errors import MedViewerError
from medviewer.progress import CancelToken
from tests.conformance.outcomes import Outcome, Row, Verdict, judged

# PS3.5 annexes H (Japanese), I (Korean), J and K (Chinese); the rest from D. Clunie's character set examples.
NAMES: dict[str, tuple[str, tuple[str, ...]]] = {
    "chrArab": ("Arabic (ISO_IR 127)", ("قباني^لنزار",)),
    "chrFren": ("French (ISO_IR 100)", ("Buc^Jérôme",)),
    "chrFrenMulti": ("French (ISO_IR 100)", ("Buc^Jérôme",)),
    "chrGB2312": ("Chinese (ISO 2022 IR 58)", ("Zhang^XiaoDong", "张^小东")),
    "chrGerm": ("German (ISO_IR 100)", ("Äneas^Rüdiger",)),
    "chrGreek": ("Greek (ISO_IR 126)", ("Διονυσιος",)),
    "chrH31": ("Japanese (ISO 2022 IR 87)", ("Yamada^Tarou", "山田^太郎", "やまだ^たろう")),
    "chrH32": ("Japanese (ISO 2022 IR 13, 87)", ("ﾔﾏﾀﾞ^ﾀﾛｳ", "山田^太郎", "やまだ^たろう")),
    "chrHbrw": ("Hebrew (ISO_IR 138)", ("שרון^דבורה",)),
    "chrI2": ("Korean (ISO 2022 IR 149)", ("Hong^Gildong", "洪^吉洞", "홍^길동")),
    "chrJapMulti": ("Japanese (ISO 2022 IR 87)", ("やまだ^たろう",)),
    "chrJapMultiExplicitIR6": ("Japanese (ISO 2022 IR 87)", ("やまだ^たろう",)),
    "chrKoreanMulti": ("Korean (ISO 2022 IR 149)", ("김희중",)),
    "chrRuss": ("Russian (ISO_IR 144)", ("Люкceмбypг",)),
    "chrX1": ("Chinese (UTF-8)", ("Wang^XiaoDong", "王^小東")),
    "chrX2": ("Chinese (GB18030)", ("Wang^XiaoDong", "王^小东")),
}
# These keep their name in a sequence, whose items may declare a character set of their own.
NESTED = {
    "chrSQEncoding": ("ﾔﾏﾀﾞ^ﾀﾛｳ", "山田^太郎", "やまだ^たろう"),
    "chrSQEncoding1": ("ﾔﾏﾀﾞ^ﾀﾛｳ", "山田^太郎", "やまだ^たろう"),
}
PATIENT_NAME = 0x00100010


def text_rows(folder: Path) -> Iterator[Row]:
    """One row for each character set, one for names in sequences."""
    outcomes: dict[str, list[Outcome]] = {}
    for stem, (script, groups) in NAMES.items():
        path = folder / "charset" / f"{stem}.dcm"
        outcomes.setdefault(script, []).append(_patient(path, groups))
    for stem, groups in NESTED.items():
        path = folder / "charset" / f"{stem}.dcm"
        outcomes.setdefault("within a sequence", []).append(_in_sequence(path, groups))
    for script in sorted(outcomes):
        yield Row("text", script, tuple(outcomes[script]))


def complaints(shown: str, groups: tuple[str, ...]) -> Iterator[str]:
    """Every part of every group must be there, and nothing that escaped its escape sequence."""
    parts = [part for group in groups for part in group.split("^") if part]
    for part in parts:
        if part not in shown:
            yield f"{part} is not in {shown!r}"
    rest = shown
    for part in sorted(parts, key=len, reverse=True):
        rest = rest.replace(part, "")
    if rest.strip(" ^=(),"):
        yield f"{rest!r} is left over in {shown!r}"


def _patient(path: Path, groups: tuple[str, ...]) -> Outcome:
    name = f"charset/{path.name}"
    try:
        study = read_header(path).study
    except NotAnImage as listed:
        if listed.header is None:
            return Outcome(name, Verdict.FAILED, str(listed))
        study = listed.header.study
    except MedViewerError:  # no image and no object: its attributes can be browsed all the same
        file = read_file(path, CancelToken())
        shown = next(str(row.value) for row in file.data_set if row.tag == PATIENT_NAME)
        return judged(name, complaints(shown, groups))
    return judged(name, complaints(study.patient.patient_name, groups[:2]))


def _in_sequence(path: Path, groups: tuple[str, ...]) -> Outcome:
    file = read_file(path, CancelToken())
    names = [
        row.value
        for top in file.data_set
        if top.has_rows and top.vr == "SQ"
        for row in _below(file, top)
        if row.tag == PATIENT_NAME
    ]
    if not names:
        return Outcome(f"charset/{path.name}", Verdict.FAILED, "no name in any sequence")
    return judged(f"charset/{path.name}", complaints(str(names[0]), groups))


def _below(file: AttributeFile, row: Attribute) -> Iterator[Attribute]:
    for lower in read_below(file, row, CancelToken()):
        yield lower
        if lower.has_rows:
            yield from _below(file, lower)
