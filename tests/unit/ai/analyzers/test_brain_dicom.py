"""A real training image wrapped in DICOM looks to the network as it did in training, however it is stored."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pydicom.uid import MRImageStorage

from medviewer.ai.analyzers.brain_mr_tumour import BrainMrTumour
from medviewer.ai.analyzers.head_slices import head_slices
from medviewer.dicom.headers import read_header
from medviewer.dicom.pixels.stacks import load_stack
from medviewer.domain.model_card import AnalysisRequest, SharedArray
from medviewer.domain.study import DisplaySet
from medviewer.domain.volume import ImageStack
from medviewer.imaging.head_frame import head_image
from medviewer.progress import CancelToken, ignore_progress
from tests.phantoms.dicom_files import AXIAL, CORONAL, SAGITTAL, write_image
from tests.unit.ai.analyzers.drawing_model import LABELS, SIZE, drawing_card, drawing_model

COUNT = 6
ORIENTATIONS = {"axial": AXIAL, "coronal": CORONAL, "sagittal": SAGITTAL}
STORAGES = ["8 bits", "12 bits", "float-like slope", "mirrored", "upside down", "512 pixels"]


@pytest.fixture
def rows(shared_data: Path) -> list[dict[str, str]]:
    folder = shared_data / "labelled" / "brain_mri_t1ce_boxes"
    if not folder.is_dir():
        pytest.skip("the brain MR set is not here")
    with (folder / "annotations.csv").open(encoding="utf-8") as table:
        found = [row for row in csv.DictReader(table) if row["split"] == "val"]
    step = len(found) // COUNT
    return [{**row, "file": str(folder / row["file"])} for row in found[::step][:COUNT]]


def read_back(row: dict[str, str], storage: str, path: Path) -> ImageStack:
    """The image as an MR file of that storage, and what a viewer reads from it."""
    pixels = np.asarray(Image.open(row["file"]).convert("L"))
    orientation = list(ORIENTATIONS[row["plane"]])
    stored, header = _stored(pixels, storage, orientation)
    attributes: dict[str, Any] = {
        "SOPClassUID": MRImageStorage,
        "Modality": "MR",
        "PixelSpacing": [0.96, 0.96],
        **header,
    }
    write_image(path, stored, **attributes)
    frames = tuple(read_header(path).frames)
    return load_stack(DisplaySet("d", "1", frames, None), CancelToken(), ignore_progress)


def _stored(
    pixels: NDArray[np.uint8], storage: str, orientation: list[int]
) -> tuple[NDArray[Any], dict[str, Any]]:
    """Pixels and headers; an image stored mirrored says so in its orientation."""
    header: dict[str, Any] = {"ImageOrientationPatient": orientation}
    wide = pixels.astype(np.uint16)
    if storage == "12 bits":
        return wide << 4, {**header, "BitsStored": 12, "HighBit": 11}
    if storage == "float-like slope":
        return wide, {**header, "RescaleSlope": 3.7, "RescaleIntercept": 0}
    if storage == "mirrored":
        turned = [-value for value in orientation[:3]] + orientation[3:]
        return wide[:, ::-1], {"ImageOrientationPatient": turned}
    if storage == "upside down":
        turned = orientation[:3] + [-value for value in orientation[3:]]
        return wide[::-1], {"ImageOrientationPatient": turned}
    if storage == "512 pixels":
        return wide.repeat(2, 0).repeat(2, 1), {**header, "PixelSpacing": [0.48, 0.48]}
    return pixels, header


@pytest.mark.parametrize("storage", STORAGES)
def test_that_the_network_sees_the_training_image(
    rows: list[dict[str, str]], shared_data: Path, tmp_path: Path, storage: str
) -> None:
    for index, row in enumerate(rows):
        images = read_back(row, storage, tmp_path / f"{index}.dcm")

        (seen,) = head_slices(images, SIZE, ignore_progress, CancelToken())

        trained = as_in_training(row)
        difference = np.abs(seen.pixels.astype(int) - trained.astype(int))
        assert difference.mean() < 2  # of 255


@pytest.mark.parametrize("storage", STORAGES)
def test_that_the_answer_is_the_same(
    rows: list[dict[str, str]], tmp_path: Path, storage: str
) -> None:
    card = drawing_card()
    model = drawing_model(card)
    analyzer = BrainMrTumour(card, model)
    answered = 0
    for index, row in enumerate(rows):
        images = read_back(row, storage, tmp_path / f"{index}.dcm")
        inputs = np.divide(as_in_training(row)[None], 255, dtype=np.float32)
        expected = model.explained_lesions(inputs)

        result = analyzer.analyze(request(images), images, ignore_progress, CancelToken())

        if result.scores:
            answered += 1
            probabilities = model.judged(expected.members).probabilities[0]
            found = [result.scores[label] for label in LABELS]
            assert found == pytest.approx(probabilities, abs=0.03)
    assert answered >= COUNT // 2


def as_in_training(row: dict[str, str]) -> NDArray[np.uint8]:
    """What the reader `outlined_heads` gives of one picture."""
    pixels = np.asarray(Image.open(row["file"]).convert("L"))
    return head_image(pixels, SIZE)[0]


def request(images: ImageStack) -> AnalysisRequest:
    return AnalysisRequest(
        request_id="1",
        model_id="brain_mr_tumour",
        study_instance_uid="1",
        series_instance_uid="1",
        display_set_id="1",
        volume=SharedArray("", images.array.shape, images.array.dtype.str),
        geometry=None,
        unit=images.unit,
        sop_instance_uids=("1",),
    )
