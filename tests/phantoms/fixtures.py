"""Phantoms on disk for any test: ask for one by its name."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pydicom.uid import ComputedRadiographyImageStorage, DigitalXRayImageStorageForPresentation

from tests.phantoms.dicom_files import write_image
from tests.phantoms.series import CtSeries, write_ct, write_mr, write_tilted_ct

CHINESE_NAME = "Wang^XiaoMing=王^小明"


@pytest.fixture
def ct_series(tmp_path: Path) -> CtSeries:
    """20 slices of 64 × 64, names and numbers shuffled against their places."""
    return write_ct(tmp_path / "ct")


@pytest.fixture
def ct_missing_slice(tmp_path: Path) -> CtSeries:
    """Six slices 2 mm apart, the fourth of seven left out."""
    return write_ct(tmp_path / "missing", (6, 16, 16), (12, 10, 8, 4, 2, 0))


@pytest.fixture
def tilted_ct(tmp_path: Path) -> CtSeries:
    """Gantry tilted by 15 degrees."""
    return write_tilted_ct(tmp_path / "tilted", 15.0)


@pytest.fixture
def mr_series(tmp_path: Path) -> tuple[Path, ...]:
    """Six sagittal MR slices."""
    return write_mr(tmp_path / "mr")


@pytest.fixture
def chinese_patient(tmp_path: Path) -> Path:
    """One CT image of a patient whose name has an ideographic spelling, in GB18030."""
    path = tmp_path / "chinese" / "IM1.dcm"
    write_image(
        path,
        np.zeros((8, 8), np.uint16),
        SpecificCharacterSet="GB18030",
        PatientName=CHINESE_NAME,
    )
    return path


@pytest.fixture
def computed_radiograph(tmp_path: Path) -> Path:
    """A CR, MONOCHROME1, 10 bits in 16, no place in the patient; pixel (row, column) is 32 row + column."""
    path = tmp_path / "cr" / "CR1.dcm"
    write_image(
        path,
        np.arange(32 * 32, dtype=np.uint16).reshape(32, 32),
        SOPClassUID=ComputedRadiographyImageStorage,
        Modality="CR",
        PhotometricInterpretation="MONOCHROME1",
        BitsStored=10,
        HighBit=9,
        PixelSpacing=None,
        ImagePositionPatient=None,
        ImageOrientationPatient=None,
        RescaleSlope=None,
        RescaleIntercept=None,
    )
    return path


@pytest.fixture
def large_radiograph(tmp_path: Path) -> Callable[[], Path]:
    """Call it for a radiograph of 4000 × 3000 pixels, 24 MB."""

    def write() -> Path:
        path = tmp_path / "dx" / "DX1.dcm"
        pixels = np.broadcast_to(np.arange(3000, dtype=np.uint16), (4000, 3000))
        write_image(
            path,
            pixels,
            SOPClassUID=DigitalXRayImageStorageForPresentation,
            Modality="DX",
            ImagePositionPatient=None,
            ImageOrientationPatient=None,
        )
        return path

    return write


@pytest.fixture
def truncated_file(tmp_path: Path) -> Path:
    """A CT image whose last 100 bytes of pixels are missing."""
    path = tmp_path / "cut" / "CUT.dcm"
    write_image(path, np.zeros((32, 32), np.int16))
    path.write_bytes(path.read_bytes()[:-100])
    return path


@pytest.fixture
def text_folder(tmp_path: Path) -> Path:
    """A folder with three files that are no DICOM."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("readme.txt", "notes", "table.csv"):
        (folder / name).write_text("Nothing to see here, and long enough to hold a preamble.\n" * 5)
    return folder


@pytest.fixture
def empty_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


@pytest.fixture
def cine(tmp_path: Path) -> Path:
    """A multi-frame image of 5 frames, 8 bit; every pixel of frame n is 10 n."""
    path = tmp_path / "cine" / "US1.dcm"
    frames = np.repeat(np.arange(0, 50, 10, dtype=np.uint8), 16 * 16).reshape(5, 16, 16)
    write_image(
        path,
        frames,
        NumberOfFrames=5,
        SOPClassUID="1.2.840.10008.5.1.4.1.1.3.1",
        Modality="US",
        ImagePositionPatient=None,
        ImageOrientationPatient=None,
        RescaleSlope=None,
        RescaleIntercept=None,
    )
    return path
