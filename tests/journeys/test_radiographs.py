"""The shipped radiograph model on radiographs as they come: real ones, and training images made DICOM."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from pydicom.uid import ComputedRadiographyImageStorage

from medviewer.ai import applicability
from medviewer.ai.figures.discrimination import area_under_roc
from medviewer.ai.installed_models import find_model
from medviewer.ai.runtime.image_model import ImageModel
from medviewer.ai.worker import AnalysisHandler
from medviewer.dicom.scanner import scan
from medviewer.domain.model_card import AnalysisResult, AnalysisStatus
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import CancelToken, ProgressSink, ignore_progress
from medviewer.session.ai.analysis_run import AnalysisOrder, refused, run_order
from tests.phantoms.dicom_files import write_image
from tests.phantoms.radiographs import WITHOUT_PLACE

MODEL = find_model("chest_xray_pneumonia")
CARD = MODEL.card


class InThisProcess(WorkerProcess):
    """The worker's handler without its process."""

    def __init__(self) -> None:
        super().__init__(lambda: self._handler)
        threads = torch.get_num_threads()
        self._handler = AnalysisHandler("cpu")
        torch.set_num_threads(threads)

    def start(self, token: CancelToken | None = None) -> str:
        return self._handler.device

    def run(self, payload: object, progress: ProgressSink, token: CancelToken) -> object:
        return self._handler(payload, progress, token)


@pytest.fixture(scope="module")
def worker() -> WorkerProcess:
    return InThisProcess()


def analysed(file: Path, worker: WorkerProcess, unpack_to: Path) -> AnalysisResult:
    [study] = scan([file], unpack_to, CancelToken(), ignore_progress, lambda update: None).studies
    plan = applicability.plan(CARD, study)
    option = plan.chosen
    if option is None:
        return refused(plan, study, None)
    order = AnalysisOrder(
        "1",
        CARD,
        study,
        option.series,
        option.display_set,
        warnings=option.verdict.reasons,
    )
    return run_order(order, worker, ignore_progress, CancelToken())


def validation_part(shared_data: Path) -> tuple[np.ndarray, np.ndarray]:
    """Images uint8 (524, 28, 28) and labels."""
    archive = shared_data / "labelled" / "pneumoniamnist_28" / "trainval.npz"
    with np.load(archive) as found:
        return found["val_images"], found["val_labels"].ravel().astype(np.int64)


def test_that_the_validation_part_is_told_apart_as_the_issue_asks(shared_data: Path) -> None:
    images, labels = validation_part(shared_data)
    model = ImageModel.load(CARD, MODEL.folder, torch.device("cpu"))

    scores = model.probabilities((images / 255).astype(np.float32)).probabilities[:, 0]

    assert area_under_roc(labels, scores) >= 0.997


STORAGES: list[dict[str, Any]] = [
    {},
    {"WindowCenter": 128, "WindowWidth": 256, "PhotometricInterpretation": "MONOCHROME1"},
    {"BitsStored": 12, "HighBit": 11, "RescaleSlope": 0.5, "RescaleIntercept": -100},
    {"PhotometricInterpretation": "MONOCHROME1", "BitsStored": 16, "HighBit": 15},
]


@pytest.mark.parametrize("index", [0, 3, 40])
@pytest.mark.parametrize("storage", STORAGES, ids=lambda storage: "+".join(storage) or "plain")
def test_that_a_training_image_gets_the_same_answer_from_dicom(
    worker: WorkerProcess, shared_data: Path, tmp_path: Path, storage: dict[str, Any], index: int
) -> None:
    image = validation_part(shared_data)[0][index]
    model = ImageModel.load(CARD, MODEL.folder, torch.device("cpu"))
    [[expected]] = model.probabilities((image[None] / 255).astype(np.float32)).probabilities
    film = np.pad(np.kron(image, np.ones((8, 8), np.uint8)), ((0, 0), (40, 40)), "edge")
    file = write_radiograph(tmp_path / "film.dcm", film, storage)

    result = analysed(file, worker, tmp_path)

    assert result.status is not AnalysisStatus.REFUSED, result.reason
    assert result.scores["pneumonia"] == pytest.approx(expected, abs=0.1)
    assert result.attention == ()  # its class map failed the tests of explanations


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("CR-ModalitySequenceLUT.dcm", ""),  # teeth, and the header names no body part
        ("RG3_J2KR.dcm", "EXTREMITY"),
        ("GH133.dcm", "MG"),
    ],
)
def test_that_what_is_no_chest_is_refused_with_the_reason(
    worker: WorkerProcess, shared_data: Path, tmp_path: Path, name: str, word: str
) -> None:
    [file] = (shared_data / "dicom" / "mammo_cr_dx").rglob(name)

    result = analysed(file, worker, tmp_path)

    assert result.status is AnalysisStatus.REFUSED
    assert word in str(result.reason)
    assert result.findings == ()


def test_that_a_chest_film_without_an_age_is_judged_with_a_warning(
    worker: WorkerProcess, shared_data: Path, tmp_path: Path
) -> None:
    [file] = (shared_data / "dicom" / "mammo_cr_dx").rglob("cxr.dcm")

    result = analysed(file, worker, tmp_path)

    assert result.status is not AnalysisStatus.REFUSED, result.reason
    assert any("how old" in str(warning) for warning in result.warnings)
    assert 0 <= result.scores["pneumonia"] <= 1


def write_radiograph(path: Path, image: np.ndarray, storage: dict[str, Any]) -> Path:
    """Greys as stored values of so many bits, low ones white in MONOCHROME1."""
    bits = storage.get("BitsStored", 8)
    stored = image.astype(np.uint16) << (bits - 8)
    if storage.get("PhotometricInterpretation") == "MONOCHROME1":
        stored = (255 << (bits - 8)) - stored
    header = {
        **WITHOUT_PLACE,
        "SOPClassUID": ComputedRadiographyImageStorage,
        "Modality": "CR",
        "BodyPartExamined": "CHEST",
        "ViewPosition": "AP",
        "PatientAge": "003Y",
        "WindowCenter": None,
        "WindowWidth": None,
    }
    pixels = stored.astype(np.uint8 if bits == 8 else np.uint16)
    write_image(path, pixels, **{**header, **storage})
    return path
