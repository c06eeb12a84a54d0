"""What is DICOM, and where its pixels start."""

import os
from pathlib import Path

import numpy as np
import pytest
from pydicom.uid import UID, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from medviewer.dicom.reading.parsing import HEAD_BYTES, NotDicom, parse
from medviewer.errors import UnreadableFile
from tests.phantoms.dicom_files import write_image

ROWS, SOP_INSTANCE_UID, PRIVATE = 0x00280010, 0x00080018, 0x00091001
PIXELS = np.arange(1, 65, dtype=np.uint16).reshape(8, 8)


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
def test_that_native_pixels_are_found_in_the_file(tmp_path: Path, syntax: UID) -> None:
    path = tmp_path / "a"
    write_image(path, PIXELS, syntax)

    parsed = parse(path, frozenset([ROWS]))

    assert parsed.pixel_keyword == "PixelData"
    assert parsed.data_offset is not None
    assert path.read_bytes()[parsed.data_offset :] == PIXELS.tobytes()


def test_that_pixels_behind_a_long_header_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_image(path, PIXELS, EncapsulatedDocument=b"x" * (HEAD_BYTES + 10))

    parsed = parse(path, frozenset([ROWS]))

    assert parsed.data_offset is not None
    assert path.read_bytes()[parsed.data_offset :] == PIXELS.tobytes()
    assert parsed.dataset.Rows == 8


@pytest.mark.parametrize("padding", [0, HEAD_BYTES + 10], ids=["short head", "long head"])
def test_that_headers_are_read_where_the_system_cannot_read_at_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, padding: int
) -> None:
    path = tmp_path / "a"
    write_image(path, PIXELS, EncapsulatedDocument=b"x" * padding)
    monkeypatch.delattr(os, "pread", raising=False)  # Windows has none

    parsed = parse(path, frozenset([ROWS]))

    assert parsed.dataset.Rows == 8


def test_that_a_file_without_preamble_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_image(path, PIXELS)
    whole = path.read_bytes()
    meta_length = 12 + int.from_bytes(whole[140:144], "little")
    path.write_bytes(whole[132 + meta_length :])

    parsed = parse(path, frozenset([ROWS]))

    assert parsed.transfer_syntax_uid == ExplicitVRLittleEndian
    assert parsed.data_offset is not None
    assert path.read_bytes()[parsed.data_offset :] == PIXELS.tobytes()


@pytest.mark.parametrize(
    "content",
    [b"", b"short", b"A letter to the ward, long enough for a preamble.\n" * 9, bytes(400)],
    ids=["empty", "short", "text", "zeros"],
)
def test_that_what_is_not_dicom_is_told_apart(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.dcm"
    path.write_bytes(content)

    with pytest.raises(NotDicom, match=r"Copy or export|not a DICOM file"):
        parse(path, frozenset([ROWS]))


def test_that_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no longer there"):
        parse(tmp_path / "gone.dcm", frozenset([ROWS]))


def test_that_pixels_are_found_where_the_meta_information_names_the_wrong_encoding(
    tmp_path: Path,
) -> None:
    path = tmp_path / "IM1"
    write_image(path, np.arange(16, dtype=np.uint16).reshape(4, 4))
    content = path.read_bytes()
    path.write_bytes(content.replace(b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.2\0\0\0", 1))

    parsed = parse(path, frozenset([0x00280010]))

    assert parsed.data_offset == len(content) - 32
