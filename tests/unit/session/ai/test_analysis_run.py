"""How a volume reaches the worker, and what happens where it does not fit."""

import os
from dataclasses import replace
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.catalog import load_catalog
from medviewer.dicom.headers import read_header
from medviewer.domain.model_card import AnalysisRequest, AnalysisResult, AnalysisStatus, ModelCard
from medviewer.domain.study import DisplaySet, Patient, Series, Study
from medviewer.domain.volume import PixelArray
from medviewer.errors import NotAVolume, OutOfMemory
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import CancelToken, ProgressSink, ignore_progress
from medviewer.session.ai import analysis_run
from medviewer.session.ai.analysis_run import AnalysisOrder, _shared, run_order
from tests.gui.canvas.samples import finding, result
from tests.phantoms.dicom_files import write_image
from tests.phantoms.radiographs import WITHOUT_PLACE
from tests.unit.jobs.worker_handlers import build_counter

VALUES = np.arange(24, dtype=np.int16).reshape(2, 3, 4)


def shared_files() -> set[str]:
    folder = analysis_run.SHARED_MEMORY_FOLDER
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_that_the_volume_lies_in_shared_memory_and_is_gone_afterwards() -> None:
    before = shared_files()

    with _shared(VALUES) as shared:
        memory = SharedMemory(shared.name)
        copy = np.ndarray(shared.shape, shared.dtype, buffer=memory.buf).copy()
        memory.close()

    assert np.array_equal(copy, VALUES)
    assert shared_files() == before


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="shared memory is no folder here")
def test_that_too_little_shared_memory_is_told_instead_of_killing_the_viewer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(descriptor: int, start: int, size: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    before = shared_files()

    with pytest.raises(OutOfMemory, match="1 MB of shared memory"), _shared(VALUES):
        pass

    assert shared_files() == before


class NotingWorker(WorkerProcess):
    """Answers every request with an empty result and keeps what was asked and seen."""

    def __init__(self, card: ModelCard) -> None:
        super().__init__(build_counter)
        self.card = card
        self.asked: AnalysisRequest | None = None
        self.seen: PixelArray | None = None

    def start(self, token: CancelToken | None = None) -> str:
        return ""

    def run(self, payload: object, progress: ProgressSink, token: CancelToken) -> object:
        assert isinstance(payload, AnalysisRequest)
        self.asked = payload
        memory = SharedMemory(payload.volume.name)
        view = np.ndarray(payload.volume.shape, payload.volume.dtype, buffer=memory.buf)
        self.seen = view.copy()
        del view
        memory.close()
        return AnalysisResult(payload, self.card, AnalysisStatus.DONE, "CPU")


def radiograph_order(folder: Path, needs_volume: bool) -> AnalysisOrder:
    shipped = load_catalog()[0]
    rules = replace(shipped.applicability, needs_volume=needs_volume)
    file = folder / "film"
    write_image(
        file,
        np.arange(12, dtype=np.uint16).reshape(3, 4),
        **{**WITHOUT_PLACE, "Modality": "CR", "PhotometricInterpretation": "MONOCHROME1"},
    )
    frames = tuple(read_header(file).frames)
    display_set = DisplaySet("d", "1.2.3", frames, None)
    series = Series("1.2.3", "CR", display_sets=(display_set,))
    study = Study("1.2", Patient(age="003Y"), series=(series,))
    card = replace(shipped, applicability=rules)
    return AnalysisOrder("r", card, study, series, display_set)


def test_that_a_radiograph_crosses_with_its_look_and_the_patients_age(tmp_path: Path) -> None:
    order = radiograph_order(tmp_path, needs_volume=False)
    worker = NotingWorker(order.card)

    run_order(order, worker, ignore_progress, CancelToken())

    assert worker.asked is not None
    assert worker.seen is not None
    assert worker.asked.geometry is None
    assert worker.asked.planes == (None,)
    assert [curve.is_inverted for curve in worker.asked.curves] == [True]
    assert worker.asked.patient_age_years == 3.0
    np.testing.assert_array_equal(worker.seen, np.arange(12).reshape(1, 3, 4))


def test_that_a_model_of_volumes_is_not_given_a_radiograph(tmp_path: Path) -> None:
    order = radiograph_order(tmp_path, needs_volume=True)

    with pytest.raises(NotAVolume):
        run_order(order, NotingWorker(order.card), ignore_progress, CancelToken())


def test_that_nothing_said_against_the_guards_advice_is_a_probability() -> None:
    calibrated = replace(finding(), is_calibrated=True)
    proper = result(calibrated)
    overridden = replace(proper, request=replace(proper.request, override="teaching file"))

    assert analysis_run._as_measured(proper).findings == (calibrated,)
    assert not analysis_run._as_measured(overridden).findings[0].is_calibrated
