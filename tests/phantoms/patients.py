"""Patients whose names are in every script, each in the set that declares it; and odd places to lie.

The bytes are written out by Python's codecs and by hand, not by pydicom, so that reading is tested against
the standard's tables (PS3.3 C.12.1.1.2, PS3.5 annexes H to K) and not against the writer's mirror image.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.phantoms.dicom_files import write_image


@dataclass(frozen=True, slots=True)
class ScriptCase:
    """A name as the file holds it, and the three groups a reader must find in it."""

    script: str
    character_sets: str  # SpecificCharacterSet as written, with backslashes
    encoded: bytes
    groups: tuple[str, ...]


JAPANESE = "Yamada^Tarou=山田^太郎=やまだ^たろう"
KOREAN = "Hong^Gildong=洪^吉洞=홍^길동"
SCRIPTS = (
    ScriptCase(
        "Chinese GB18030",
        "GB18030",
        "Wang^XiaoDong=王^小东".encode("gb18030"),
        ("Wang^XiaoDong", "王^小东"),
    ),
    ScriptCase("Chinese GBK", "GBK", "Li^Na=李^娜".encode("gbk"), ("Li^Na", "李^娜")),
    ScriptCase(
        "Chinese UTF-8",
        "ISO_IR 192",
        "Wang^XiaoDong=王^小東".encode(),
        ("Wang^XiaoDong", "王^小東"),
    ),
    ScriptCase(
        "Chinese ISO 2022",
        "\\ISO 2022 IR 58",
        b"Zhang^XiaoDong=\x1b$)A\xd5\xc5^\x1b$)A\xd0\xa1\xb6\xab",
        ("Zhang^XiaoDong", "张^小东"),
    ),
    ScriptCase(
        "Japanese ISO 2022",
        "\\ISO 2022 IR 87",
        b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B",
        tuple(JAPANESE.split("=")),
    ),
    ScriptCase(
        "Japanese half width",
        "ISO 2022 IR 13\\ISO 2022 IR 87",
        b"\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J",
        ("ﾔﾏﾀﾞ^ﾀﾛｳ", "山田^太郎"),
    ),
    ScriptCase(
        "Korean ISO 2022",
        "\\ISO 2022 IR 149",
        b"Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf",
        tuple(KOREAN.split("=")),
    ),
    ScriptCase(
        "Russian", "ISO_IR 144", "Люксембург^Анна".encode("iso8859_5"), ("Люксембург^Анна",)
    ),
    ScriptCase("Arabic", "ISO_IR 127", "قباني^لنزار".encode("iso8859_6"), ("قباني^لنزار",)),
    ScriptCase("Hebrew", "ISO_IR 138", "שרון^דבורה".encode("iso8859_8"), ("שרון^דבורה",)),
    ScriptCase("Greek", "ISO_IR 126", "Διονυσιος".encode("iso8859_7"), ("Διονυσιος",)),
    ScriptCase("Thai", "ISO_IR 166", "สมชาย^ใจดี".encode("tis_620"), ("สมชาย^ใจดี",)),
    ScriptCase(
        "Western European", "ISO_IR 100", "Äneas^Rüdiger".encode("latin_1"), ("Äneas^Rüdiger",)
    ),
    ScriptCase("Polish", "ISO_IR 101", "Wałęsa^Łucja".encode("iso8859_2"), ("Wałęsa^Łucja",)),
    ScriptCase("Turkish", "ISO_IR 148", "Çavuş^İğdır".encode("iso8859_9"), ("Çavuş^İğdır",)),
    ScriptCase("Emoji UTF-8", "ISO_IR 192", "Smiley^😀".encode(), ("Smiley^😀",)),
)


def write_patient(path: Path, case: ScriptCase) -> Path:
    """One CT image of that patient, in bytes exactly as the case says."""
    write_image(path, np.zeros((4, 4), np.uint16))
    written = path.read_bytes()
    written = with_value(written, b"\x08\0\x05\0CS", case.character_sets.encode())
    path.write_bytes(with_value(written, b"\x10\0\x10\0PN", case.encoded))
    return path


def with_value(written: bytes, element: bytes, value: bytes) -> bytes:
    """The file with another value in an element named by tag and VR, of two bytes of length (PS3.5 7.1.2)."""
    assert written.count(element) == 1
    start = written.index(element) + len(element)
    (length,) = struct.unpack("<H", written[start : start + 2])
    padded = value + b" " * (len(value) % 2)
    return written[:start] + struct.pack("<H", len(padded)) + padded + written[start + 2 + length :]


# Names that file systems allow and programs trip over.
ODD_NAMES = (
    "with space .dcm",
    "病人 影像.dcm",
    "صورة.dcm",
    "-rf",
    "%s%n{x}.dcm",
    "a" * 200,
    "IMG.dcm.bak",
    "no suffix",
    "é.dcm",
    "line\nbreak.dcm",
)


def write_odd_paths(folder: Path) -> tuple[Path, ...]:
    """One image under every odd name, one in a path of more than 260 characters, one with no UTF-8 in it."""
    deep = folder.joinpath(*("d" * 60 for _ in range(5)))
    paths = [folder / name for name in ODD_NAMES] + [deep / "IM1"]
    paths.append(folder / b"latin-\xe9.dcm".decode("utf-8", "surrogateescape"))
    for number, path in enumerate(paths, start=1):
        write_image(
            path,
            np.full((4, 4), number, np.uint16),
            InstanceNumber=number,
            ImagePositionPatient=[0, 0, number],
        )
    return tuple(paths)
