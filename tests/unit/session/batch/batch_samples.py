"""Small studies, and a worker that finds one thing in each without a network."""

from pathlib import Path

from medviewer.ai.installed_models import find_model
from medviewer.domain.bundle import BundleKind
from medviewer.domain.finding import Finding, Provenance, VoxelBox
from medviewer.domain.model_card import AnalysisRequest, AnalysisResult, AnalysisStatus, SharedArray
from medviewer.domain.unit import Unit
from medviewer.progress import CancelToken, ProgressSink
from medviewer.session.batch.asked_models import choose_models
from medviewer.session.batch.result_key import KeyedInstance, result_key
from medviewer.session.batch.study_task import BatchOrder, StudyTask
from medviewer.words import message
from tests.phantoms.series import write_ct

UID_ROOT = "1.2.826.0.1.3680043.8.498.77"
NODULES = "chest_ct_nodules"


def study_uid(number: int) -> str:
    return f"{UID_ROOT}.{number}"


def write_study(
    folder: Path, number: int, body_part: str = "CHEST", slices: int = 12, top_mm: float = 100.0
) -> Path:
    """A small chest CT of its own study, slices of 2.5 mm from the top down."""
    uid = study_uid(number)
    write_ct(
        folder,
        (slices, 16, 16),
        [top_mm - 2.5 * index for index in range(slices)],
        StudyInstanceUID=uid,
        SeriesInstanceUID=f"{uid}.1",
        FrameOfReferenceUID=f"{uid}.2",
        BodyPartExamined=body_part,
        PatientID=f"P{number}",
        PatientName=f"Phantom^Number{number}",
        StudyDate="20260102",
    )
    return folder


def order_for(*kinds: BundleKind) -> BatchOrder:
    return BatchOrder(choose_models([NODULES]), kinds=frozenset(kinds), device="cpu")


def task_for(folder: Path, number: int, order: BatchOrder | None = None) -> StudyTask:
    order = order or order_for()
    key = result_key([KeyedInstance(study_uid(number), 1)], order)
    return StudyTask(number, key, study_uid(number), (folder,), order, byte_count=1)


class StubWorker:
    """Says that the middle of every volume is a nodule; counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def start(self, token: CancelToken | None = None) -> str:
        del token
        return "CPU"

    def run(self, payload: object, progress: ProgressSink, token: CancelToken) -> AnalysisResult:
        assert isinstance(payload, AnalysisRequest)
        del progress, token
        self.asked += 1
        return stub_answer(payload)


def request_for(uid: str) -> AnalysisRequest:
    """A request as it is kept: without pixels."""
    return AnalysisRequest(
        request_id="1",
        model_id=NODULES,
        study_instance_uid=uid,
        series_instance_uid=f"{uid}.1",
        display_set_id="1",
        volume=SharedArray("", (), ""),
        geometry=None,
        unit=Unit.HU,
        sop_instance_uids=tuple(f"{uid}.1.{number}" for number in range(12)),
    )


def stub_answer(request: AnalysisRequest) -> AnalysisResult:
    """One finding of 8 mm in slice 5, as sure as 0.9."""
    card = find_model(request.model_id).card
    told = Provenance(
        card.model_id,
        card.version,
        card.weights_sha256,
        request.series_instance_uid,
        "CPU",
        "2026-01-02T03:04:05Z",
    )
    finding = Finding(
        finding_id="00000000-0000-4000-8000-000000000001",
        label=card.labels[0],
        name=message("Finding", "Nodule"),
        site=message("Finding", "Lung"),
        center_lps_mm=(1.0, 2.0, 3.0),
        center_voxel=(5, 8, 8),
        box_lps_mm=None,
        box_voxel=VoxelBox((4, 6, 6), (6, 10, 10)),
        diameter_mm=8.0,
        confidence=0.9,
        is_calibrated=False,
        sop_instance_uids=request.sop_instance_uids[4:7],
        provenance=told,
    )
    return AnalysisResult(
        request,
        card,
        AnalysisStatus.DONE,
        "CPU",
        scores={card.labels[0]: 0.9},
        findings=(finding,),
        timings_s={"network": 0.5},
    )
