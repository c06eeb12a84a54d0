"""pydicom's own test files, which every installation has: what we read is what pydicom reads."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.data.data_manager import DATA_ROOT

from medviewer.dicom.headers import NotAnImage, read_header
from medviewer.dicom.pixels.frames import read_frame, read_stored
from medviewer.dicom.reading.silence import without_warnings
from medviewer.dicom.scanner import scan
from medviewer.errors import UnreadableFile
from medviewer.progress import CancelToken, ignore_progress

FOLDER = Path(DATA_ROOT) / "test_files"
GREY = (
    "CT_small.dcm",
    "MR_small.dcm",
    "MR_small_bigendian.dcm",
    "MR_small_expb.dcm",
    "MR_small_implicit.dcm",
    "MR_small_padded.dcm",
    "MR_small_RLE.dcm",
    "MR_small_jp2klossless.dcm",
    "MR_small_jpeg_ls_lossless.dcm",
    "image_dfl.dcm",
    "examples_overlay.dcm",
    "J2K_pixelrep_mismatch.dcm",
    "JPEGLSNearLossless_16.dcm",
)
COLOUR = (
    "SC_rgb_small_odd.dcm",
    "SC_rgb_small_odd_big_endian.dcm",
    "SC_rgb_rle.dcm",
    "SC_ybr_full_422_uncompressed.dcm",
    "SC_rgb_dcmtk_+eb+cr.dcm",
    "SC_rgb_jpeg_dcmtk.dcm",
    "examples_rgb_color.dcm",
    "examples_ybr_color.dcm",
)


def read_by_pydicom(path: Path) -> NDArray[Any]:
    with without_warnings():
        dataset = dcmread(path)
        pixels: NDArray[Any] = dataset.pixel_array
        frames = int(dataset.get("NumberOfFrames", 1) or 1)
    return pixels[0] if frames > 1 else pixels


@pytest.mark.parametrize("name", GREY)
def test_that_stored_values_are_those_pydicom_reads(name: str) -> None:
    source = read_header(FOLDER / name).frames[0]

    np.testing.assert_array_equal(read_stored(source), read_by_pydicom(FOLDER / name))


@pytest.mark.parametrize("name", COLOUR)
def test_that_colour_is_the_rgb_pydicom_reads(name: str) -> None:
    frame = read_frame(read_header(FOLDER / name).frames[0])

    assert frame.is_colour
    np.testing.assert_array_equal(frame.array, read_by_pydicom(FOLDER / name))


def test_that_a_palette_image_is_shown_in_colour() -> None:
    frame = read_frame(read_header(FOLDER / "examples_palette.dcm").frames[0])

    assert frame.is_colour
    assert frame.array.dtype == np.uint8
    assert len(np.unique(frame.array.reshape(-1, 3), axis=0)) > 2


@pytest.mark.parametrize(
    "name",
    ["rtplan.dcm", "rtstruct.dcm", "rtdose.dcm", "test-SR.dcm", "waveform_ecg.dcm", "reportsi.dcm"],
)
def test_that_objects_without_an_image_are_told_apart(name: str) -> None:
    with pytest.raises(NotAnImage):
        read_header(FOLDER / name)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.dcm")), ids=lambda path: path.stem)
def test_that_every_file_is_read_or_refused_in_a_sentence(path: Path) -> None:
    try:
        said = read_header(path).instance.path.name
    except UnreadableFile as refusal:
        said = str(refusal)

    assert said == path.name or said.endswith(".")


def test_that_a_cut_image_is_told() -> None:
    header = read_header(FOLDER / "MR_truncated.dcm")

    assert "cut short" in str(header.problem)


def test_that_the_media_folder_opens_as_its_two_patients(tmp_path: Path) -> None:
    """dicomdirtests: MR and CT of 98890234 and 77654033, beside 50 headers without pixels."""
    summary = scan(
        [FOLDER / "dicomdirtests" / name for name in ("77654033", "98892001", "98892003")],
        tmp_path,
        CancelToken(),
        ignore_progress,
        lambda update: None,
    )

    assert {study.patient.patient_id for study in summary.studies} == {"77654033", "98890234"}
    assert summary.image_count == 31
    assert summary.problems == ()
