"""One small CT as scanners, archives and converters write it: bent rules that hospitals send every day.

Every variant holds the same four slices, so a reader that understands it finds the same values in the same
places. Values that the standard forbids are patched into the written bytes; pydicom would not write them.
"""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset
from pydicom.uid import (
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from tests.phantoms.dicom_files import write_image
from tests.phantoms.patients import with_value

COUNT, STEP_MM, ROWS, COLUMNS = 4, 2.5, 6, 8
INTERCEPT = -1024
Write = Callable[[Path], None]


def stored(index: int) -> np.ndarray[Any, np.dtype[np.int16]]:
    """Stored values of one slice: no two pixels of the series are alike."""
    pixels = 1000 * index + np.arange(ROWS * COLUMNS, dtype=np.int16).reshape(ROWS, COLUMNS)
    return pixels.astype(np.int16)


def expected_values() -> tuple[float, float, float]:
    """The smallest, the largest and the mean HU of the series."""
    values = np.stack([stored(index) for index in range(COUNT)]).astype(float) + INTERCEPT
    return float(values.min()), float(values.max()), float(values.mean())


def write_plain(
    folder: Path, syntax: Any = ExplicitVRLittleEndian, **attributes: Any
) -> list[Path]:
    """The series without any quirk but the attributes given; None leaves one out."""
    paths = [folder / f"{index}.dcm" for index in range(COUNT)]
    for index, path in enumerate(paths):
        values: dict[str, Any] = {
            "ImagePositionPatient": [-10, -20, f"{STEP_MM * index:g}"],
            "InstanceNumber": index + 1,
            "RescaleIntercept": INTERCEPT,
            "WindowCenter": 40,
            "WindowWidth": 400,
            "StudyDate": "20240102",
            "SliceThickness": STEP_MM,
        }
        write_image(path, stored(index), syntax, **{**values, **attributes})
    return paths


def _with(**attributes: Any) -> Write:
    def write(folder: Path) -> None:
        write_plain(folder, **attributes)

    return write


def _patched(*patches: tuple[bytes, bytes], **attributes: Any) -> Write:
    """Values written over those of elements, each named by the bytes of its tag and VR."""

    def write(folder: Path) -> None:
        for path in write_plain(folder, **attributes):
            content = path.read_bytes()
            for element, value in patches:
                content = with_value(content, element, value)
            path.write_bytes(content)

    return write


def _changed(change: Callable[[bytes], bytes], **attributes: Any) -> Write:
    """Every file's bytes after a change."""

    def write(folder: Path) -> None:
        for path in write_plain(folder, **attributes):
            path.write_bytes(change(path.read_bytes()))

    return write


def _before_pixels(extra: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        at = content.rindex(b"\xe0\x7f\x10\x00")
        return content[:at] + extra + content[at:]

    return change


def _without_meta(content: bytes) -> bytes:
    """The data set alone: no preamble, no prefix, no file meta information."""
    length = struct.unpack_from("<I", content, 140)[0]
    return content[144 + length :]


def _with_meta_length(length: int) -> Callable[[bytes], bytes]:
    return lambda content: content[:140] + struct.pack("<I", length) + content[144:]


def _without_meta_length(content: bytes) -> bytes:
    return content[:132] + content[144:]


def _with_group_lengths(content: bytes) -> bytes:
    """Retired group length elements (gggg,0000) in front of every group, as ACR-NEMA had them."""
    for group in (0x0008, 0x0010, 0x0020, 0x0028, 0x7FE0):
        first = _first_of_group(content, group)
        element = struct.pack("<HH2sHI", group, 0, b"UL", 4, 0)
        content = content[:first] + element + content[first:]
    return content


def _first_of_group(content: bytes, group: int) -> int:
    """Where the first element of a group of an explicit little endian file starts."""
    place = 144 + int(struct.unpack_from("<I", content, 140)[0])
    while struct.unpack_from("<H", content, place)[0] < group:
        is_long = content[place + 4 : place + 6] in (b"OB", b"OW", b"SQ", b"UN", b"UT")
        at, head = (place + 8, 12) if is_long else (place + 6, 8)
        place += head + int(struct.unpack_from("<I" if is_long else "<H", content, at)[0])
    return place


def _syntax_named(name: bytes) -> Callable[[bytes], bytes]:
    """Another transfer syntax in the file meta information than the data set is written in."""

    def change(content: bytes) -> bytes:
        renamed = with_value(content, b"\x02\0\x10\0UI", name)
        (length,) = struct.unpack_from("<I", content, 140)
        return _with_meta_length(length + len(renamed) - len(content))(renamed)

    return change


def _pixel_vr(vr: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        at = content.rindex(b"\xe0\x7f\x10\x00")
        return content[: at + 4] + vr + content[at + 6 :]

    return change


def _private_sequence(depth: int, creator: bytes) -> bytes:
    """Explicit UN of undefined length, whose items are implicit (PS3.5 section 6.2.2)."""
    inner = b"\x09\0\x01\x10" + struct.pack("<I", 4) + b"none"
    for _ in range(depth):
        item = b"\xfe\xff\0\xe0\xff\xff\xff\xff" + inner + b"\xfe\xff\x0d\xe0\0\0\0\0"
        end = b"\xfe\xff\xdd\xe0\0\0\0\0"
        inner = b"\x09\0\x02\x10\xff\xff\xff\xff" + item + end
    outer = b"\x29\0\x10\0LO" + struct.pack("<H", len(creator)) + creator
    return outer + b"\x29\0\x02\x10UN\0\0" + inner[4:]


def _private_bulk(size: int) -> bytes:
    """A header larger than any first read: Siemens' CSA, GE's protocol block."""
    return b"\x29\0\x10\x10OB\0\0" + struct.pack("<I", size) + bytes(size)


def _frame_count(text: bytes) -> Callable[[bytes], bytes]:
    """NumberOfFrames in an image of one frame."""

    def change(content: bytes) -> bytes:
        at = content.index(b"\x28\0\x10\0US")
        padded = text + b" " * (len(text) % 2)
        element = b"\x28\0\x08\0IS" + struct.pack("<H", len(padded)) + padded
        return content[:at] + element + content[at:]

    return change


def _no_place(folder: Path) -> None:
    write_plain(folder, ImagePositionPatient=None, ImageOrientationPatient=None, SliceLocation=1)


def _sequences_in_big_endian(folder: Path) -> None:
    code, reference = Dataset(), Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = "T-1", "SRT", "Thorax"
    reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = "1.2", "1.2.3"
    reference.PurposeOfReferenceCodeSequence = [code]
    write_plain(
        folder,
        ExplicitVRBigEndian,
        ReferencedImageSequence=[reference],
        AnatomicRegionSequence=[code],
    )


def _in_one_folder_with_rubbish(folder: Path) -> None:
    write_plain(folder)
    (folder / "DICOMDIR.bak").write_bytes(b"nothing")
    (folder / "Thumbs.db").write_bytes(bytes(512))
    (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (folder / "report.txt").write_text("Findings: none.\n")


def _ge_big_endian(folder: Path) -> None:
    """1.2.840.113619.5.2: an implicit little endian header over big endian pixels."""
    for index, path in enumerate(write_plain(folder, ImplicitVRLittleEndian)):
        content = path.read_bytes()
        pixels = stored(index).astype(">i2").tobytes()
        content = _syntax_named(b"1.2.840.113619.5.2")(content[: -len(pixels)] + pixels)
        path.write_bytes(content)


def _beside_a_scout(folder: Path) -> None:
    write_plain(folder)
    write_image(
        folder / "scout.dcm",
        np.zeros((30, 50), np.int16),
        ImageType=["ORIGINAL", "PRIMARY", "LOCALIZER"],
        ImageOrientationPatient=[1, 0, 0, 0, 0, -1],
        ImagePositionPatient=[0, 0, 0],
    )


PIXEL_SPACING, SLOPE, POSITION = b"\x28\0\x30\0DS", b"\x28\0\x53\x10DS", b"\x20\0\x32\0DS"
ORIENTATION, NAME, DATE = b"\x20\0\x37\0DS", b"\x10\0\x10\0PN", b"\x08\0\x20\0DA"
STUDY_UID, SERIES_UID = b"\x20\0\x0d\0UI", b"\x20\0\x0e\0UI"
CENTER, WIDTH, NUMBER = b"\x28\0\x50\x10DS", b"\x28\0\x51\x10DS", b"\x20\0\x13\0IS"
CHARSET, PHOTOMETRIC, MODALITY = b"\x08\0\x05\0CS", b"\x28\0\x04\0CS", b"\x08\0\x60\0CS"

# Every one of these is the whole volume, in Hounsfield units, where it belongs.
AS_PLAIN: dict[str, Write] = {
    "explicit little endian": _with(),
    "implicit little endian": _with(syntax=ImplicitVRLittleEndian),
    "sequences in big endian": _sequences_in_big_endian,
    "no meta information, implicit": _changed(_without_meta, syntax=ImplicitVRLittleEndian),
    "no meta information, explicit": _changed(_without_meta),
    "meta length wrong": _changed(_with_meta_length(10)),
    "meta length missing": _changed(_without_meta_length),
    "a TIFF in the preamble": _changed(lambda content: b"II*\0" + content[4:]),
    "transfer syntax with a blank": _changed(_syntax_named(b"1.2.840.10008.1.2.1 ")),
    "explicit data said to be implicit": _changed(_syntax_named(b"1.2.840.10008.1.2\0")),
    "native pixels named JPEG-LS": _changed(_syntax_named(b"1.2.840.10008.1.2.4.80")),
    "native pixels named RLE": _changed(_syntax_named(b"1.2.840.10008.1.2.5\0")),
    "GE's big endian pixels": _ge_big_endian,
    "trailing padding": _changed(
        lambda content: content + b"\xfc\xff\xfc\xffOB\0\0\x80\0\0\0" + bytes(128)
    ),
    "bytes after the pixels": _changed(lambda content: content + bytes(37)),
    "group lengths": _changed(_with_group_lengths),
    "private sequences of undefined length": _changed(
        _before_pixels(_private_sequence(3, b"SIEMENS CSA HEADER"))
    ),
    "a header of 300 kB": _changed(_before_pixels(_private_bulk(300_000))),
    "a header of 6 MB": _changed(_before_pixels(_private_bulk(6_000_000))),
    "pixels as OB": _changed(_pixel_vr(b"OB")),
    "pixels as UN": _changed(_pixel_vr(b"UN")),
    "decimal commas": _patched((PIXEL_SPACING, b"0,5\\0,5"), (SLOPE, b"1,0")),
    "numbers with blanks": _patched((PIXEL_SPACING, b" 0.5 \\ 0.5 "), (SLOPE, b"  1 ")),
    "numbers of 30 digits": _patched((PIXEL_SPACING, b"0.5000000000000000000000000001\\0.5")),
    "numbers ending in zero bytes": _patched((SLOPE, b"1\0"), (PIXEL_SPACING, b"0.5\\0.5\0")),
    "orientation with rounding errors": _patched(
        (ORIENTATION, b"0.9999999\\1.2e-7\\-3E-08\\-1.2e-7\\1.0000001\\0")
    ),
    "orientation of negative zeros": _patched((ORIENTATION, b"1\\-0\\-0\\-0\\1\\-0")),
    "slope empty": _patched((SLOPE, b"")),
    "slope missing": _with(RescaleSlope=None),
    "name of separators only": _patched((NAME, b"^^^^")),
    "windows with blanks": _patched((CENTER, b"40\\ "), (WIDTH, b"400\\ ")),
    "windows of different count": _patched((CENTER, b"40\\-600\\50"), (WIDTH, b"400")),
    "instance number with decimals": _patched((NUMBER, b"1.0")),
    "instance number that is text": _patched((NUMBER, b"A1")),
    "date with dots": _patched((DATE, b"2024.01.02")),
    "UIDs ending in blanks": _patched(
        (STUDY_UID, b"1.2.826.0.1.3680043.8.498.1 "),
        (SERIES_UID, b"1.2.826.0.1.3680043.8.498.1.1  "),
    ),
    "UIDs with leading zeros": _patched((SERIES_UID, b"1.2.826.00.01.3680043")),
    "no UIDs but one": _with(StudyInstanceUID=None, SeriesInstanceUID=None),
    "no series UID": _patched((SERIES_UID, b"")),
    "character set misspelt": _patched((CHARSET, b"ISO-IR 100")),
    "photometric with zero bytes": _patched((PHOTOMETRIC, b"MONOCHROME2\0")),
    "photometric in lower case": _patched((PHOTOMETRIC, b"monochrome2")),
    "modality in lower case": _patched((MODALITY, b"ct")),
    "no samples per pixel": _with(SamplesPerPixel=None),
    "no photometric interpretation": _with(PhotometricInterpretation=None),
    "no bits stored": _with(BitsStored=None, HighBit=None),
    "one frame, said so": _changed(_frame_count(b"1 ")),
    "frame count with decimals": _changed(_frame_count(b"1.0")),
    "frame count empty": _changed(_frame_count(b"")),
    "rubbish beside it": _in_one_folder_with_rubbish,
}

# What these are instead: kinds of display set, with their numbers of frames.
AS_OTHER: dict[str, tuple[Write, tuple[tuple[str, int], ...]]] = {
    "a scout in the series": (_beside_a_scout, (("single", 1), ("volume", COUNT))),
    "no places": (_no_place, (("stack", COUNT),)),
    "spacing of one value": (_patched((PIXEL_SPACING, b"0.5")), (("stack", COUNT),)),
    "spacing of zero": (_patched((PIXEL_SPACING, b"0\\0")), (("stack", COUNT),)),
    "spacing empty": (_patched((PIXEL_SPACING, b"")), (("stack", COUNT),)),
    "orientation of zeros": (_patched((ORIENTATION, b"0\\0\\0\\0\\0\\0")), (("stack", COUNT),)),
    "position of two values": (_patched((POSITION, b"0\\0")), (("stack", COUNT),)),
}
