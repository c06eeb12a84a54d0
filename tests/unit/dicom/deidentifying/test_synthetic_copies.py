"""Taking an identity away does not make a patient of a picture that a model made."""

from pathlib import Path

import numpy as np

from medviewer.dicom.deidentifying.run import deidentify
from medviewer.dicom.export.synthetic_images import (
    SyntheticOrigin,
    SyntheticPicture,
    write_synthetic_images,
)
from medviewer.dicom.scanner import scan_everything
from medviewer.domain.deidentification import DeidentificationOptions
from medviewer.progress import CancelToken, ignore_progress

ORIGIN = SyntheticOrigin("gan", "1.0", "network", "halves", "0" * 64, 1, "OT", "CHEST")


def test_that_a_deidentified_synthetic_image_is_still_known(tmp_path: Path) -> None:
    picture = SyntheticPicture(np.full((320, 320), 90, np.uint8), "left")
    write_synthetic_images([picture], ORIGIN, tmp_path / "in")

    deidentify(
        [tmp_path / "in"],
        tmp_path / "out",
        DeidentificationOptions(),
        tmp_path,
        CancelToken(),
        ignore_progress,
    )
    [study] = scan_everything(
        [tmp_path / "out"], tmp_path, CancelToken(), ignore_progress, lambda _: None
    ).studies

    assert not study.patient.patient_id.startswith("SYN-")
    assert study.is_synthetic
