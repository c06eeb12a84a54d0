"""Thousands of slices in about a second: one file written by pydicom, its copies patched in place."""

from pathlib import Path

import numpy as np

from tests.phantoms.dicom_files import write_image

STEP_MM = 0.5
UID_HEAD = "1.2.826.0.1.3680043.8.498.77."  # five digits follow
NUMBER, POSITION = "7777777", "-1\\-1\\-8888888.88"


def write_long_series(folder: Path, count: int = 3000, side: int = 64) -> Path:
    """A CT of `count` slices half a millimetre apart; slice n is n in every pixel.

    File names and instance numbers run against the places: the first file is the slice nearest the head.
    """
    template = _template(folder / "template", side)
    pixels_at = len(template) - 2 * side * side
    for index in range(count):
        place = count - 1 - index
        head = template[:pixels_at]
        head = _replaced(head, f"{UID_HEAD}99999", f"{UID_HEAD}{place:05}")
        head = _replaced(head, NUMBER, f"{index + 1:07}")
        head = _replaced(head, POSITION, f"-1\\-1\\{place * STEP_MM:011.2f}")
        pixels = np.full(side * side, place, "<u2").tobytes()
        (folder / f"IM{index:05}").write_bytes(head + pixels)
    return folder


def _template(path: Path, side: int) -> bytes:
    write_image(
        path,
        np.zeros((side, side), np.uint16),
        SOPInstanceUID=f"{UID_HEAD}99999",
        SeriesInstanceUID=f"{UID_HEAD}1",
        InstanceNumber=NUMBER,
        ImagePositionPatient=POSITION.split("\\"),
    )
    template = path.read_bytes()
    path.unlink()
    return template


def _replaced(head: bytes, text: str, other: str) -> bytes:
    assert len(text) == len(other)
    assert text.encode() in head
    return head.replace(text.encode(), other.encode())
