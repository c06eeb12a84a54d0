"""A picture that a model made is known by any one of its signs, and a patient's by none."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset

from medviewer.dicom.facts.synthetic_marks import PRIVATE_GROUP, is_synthetic
from medviewer.dicom.headers import read_header
from medviewer.dicom.scanner import scan_everything
from medviewer.domain.synthetic import CODE_VALUE, MARK, PRIVATE_CREATOR
from medviewer.progress import CancelToken, ignore_progress
from tests.phantoms.dicom_files import write_image

PIXELS = np.zeros((8, 8), np.int16)


def code(value: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, "99MEDVIEWER", "made"
    return item


@pytest.mark.parametrize(
    "sign",
    [
        {"PatientID": "SYN-0A1B2C3D"},
        {"PatientName": "SYNTHETIC^CT"},
        {"ImageType": ["DERIVED", "SECONDARY", "SYNTHETIC"]},
        {"SeriesDescription": f"{MARK}; chest"},
        {"DerivationDescription": f"{MARK}: gan 1.0"},
        {"DerivationCodeSequence": [code(CODE_VALUE)]},
    ],
    ids=lambda sign: next(iter(sign)),
)
def test_that_one_sign_is_enough(tmp_path: Path, sign: dict[str, Any]) -> None:
    write_image(tmp_path / "image.dcm", PIXELS, **sign)

    assert read_header(tmp_path / "image.dcm").series.is_synthetic


def test_that_the_private_creator_alone_is_enough() -> None:
    dataset = Dataset()
    dataset.private_block(PRIVATE_GROUP, PRIVATE_CREATOR, create=True).add_new(1, "LO", "gan")

    assert is_synthetic(dataset)


def test_that_a_patient_is_no_synthetic_one(tmp_path: Path) -> None:
    write_image(
        tmp_path / "image.dcm",
        PIXELS,
        ImageType=["DERIVED", "SECONDARY", "AXIAL"],
        DerivationCodeSequence=[code("113040")],
        DerivationDescription="Lossy compression",
    )

    assert not read_header(tmp_path / "image.dcm").series.is_synthetic


@pytest.mark.parametrize("marked", [1, 3])
def test_that_one_marked_file_marks_its_study(tmp_path: Path, marked: int) -> None:
    for number in (1, 2, 3):
        write_image(
            tmp_path / "in" / f"{number}.dcm",
            PIXELS,
            InstanceNumber=number,
            SeriesDescription=MARK if number == marked else "Chest",
        )

    [study] = scan_everything(
        [tmp_path / "in"], tmp_path, CancelToken(), ignore_progress, lambda _: None
    ).studies

    assert study.is_synthetic
