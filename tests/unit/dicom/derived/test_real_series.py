"""Objects of readings of real series, of every kind of image: no validator finds an error."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from medviewer.dicom.derived.attachments import Attachments, CapturedImage
from medviewer.dicom.derived.objects import write_objects
from medviewer.dicom.scanner import scan
from medviewer.domain.bundle import BundleKind
from medviewer.domain.study import Study
from medviewer.progress import CancelToken, ignore_progress
from tests.phantoms.recorded_readings import a_reading, largest
from tests.unit.dicom.derived.validators import errors_of, tool

SERIES = (
    "ct_thorax/rtutils_ct_pair",
    "geometry/missing_slice_ct",
    "geometry/gantry_tilt_ct",
    "geometry/oriented_ct",
    "mr_wrist",
    "mr_brain/multiseries_mosaic_ax_cor_sag",
    "multimodality_rt/STS_008/dicom/STS_008/PET/image",
    "multiframe",
    "reference_nifti_small/rgb_slices",
    "pet/single",
    "charset",
)


def largest_study(folder: Path) -> Study:
    studies = scan([folder], folder, CancelToken(), ignore_progress, lambda update: None).studies
    return max(studies, key=lambda study: sum(series.count for series in study.series))


@pytest.mark.slow
@pytest.mark.parametrize("series", SERIES)
def test_that_no_validator_finds_an_error(shared_data: Path, tmp_path: Path, series: str) -> None:
    reading = a_reading(largest_study(shared_data / "dicom" / series))
    shown = largest(reading.study)
    picture = CapturedImage(shown.display_set_id, 0, np.zeros((8, 8, 3), np.uint8), "key image")

    written = write_objects(
        reading,
        list(BundleKind),
        tmp_path,
        Attachments((picture,), b"%PDF-1.4"),
        CancelToken(),
        ignore_progress,
    )

    assert written.failures == ()
    for one in written.objects:
        assert errors_of(one.path) == []


@pytest.mark.slow
def test_that_objects_and_images_are_of_one_patient_and_study(
    shared_data: Path, tmp_path: Path
) -> None:
    folder = shared_data / "dicom" / "ct_thorax" / "rtutils_ct_pair"
    reading = a_reading(largest_study(folder))
    kinds = list(BundleKind)

    written = write_objects(
        reading, kinds, tmp_path, Attachments((), b"%PDF"), CancelToken(), ignore_progress
    )

    images = [frame.instance.path for frame in largest(reading.study).source_frames]
    files = [*images, *(one.path for one in written.objects)]
    ran = subprocess.run([tool("dcentvfy"), *files], capture_output=True, text=True)
    assert [line for line in ran.stderr.splitlines() if line.startswith("Error")] == []
