"""What a worker is asked about one study, and what became of it. Frozen, small, picklable: both travel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from medviewer import __version__
from medviewer.domain.bundle import BundleKind
from medviewer.session.batch.sentences import as_sentence
from medviewer.session.batch.study_answers import ModelAnswer
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class AskedModel:
    """A model as it was when the batch began: a worker with other weights must not answer for it.

    Attributes:
        card_sha256: of its card's file: thresholds and calibration stand there, and change results.
        guard_sha256: of the card of the model that refuses images for it; "" where none does.
    """

    model_id: str
    weights_sha256: str
    card_sha256: str
    guard_sha256: str = ""


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """What is the same for every study of a batch.

    Attributes:
        models: by id, in order.
        point: name of the operating point findings are stated at; "" is each model's usual one.
        kinds: documents that are written of each study beside its `result.json`.
        device: "auto", "cpu", "cuda" or "mps"; does not change a result's key.
        software_version: program that answers; another may compute otherwise.
    """

    models: tuple[AskedModel, ...]
    point: str = ""
    kinds: frozenset[BundleKind] = frozenset()
    device: str = "auto"
    software_version: str = __version__


@dataclass(frozen=True, slots=True)
class StudyTask:
    """One study to be analysed.

    Attributes:
        number: tells tasks of one batch apart.
        key: the name of its result's folder, see `result_key`.
        places: its files, and ZIP archives in which some of them lie among others.
    """

    number: int
    key: str
    study_instance_uid: str
    places: tuple[Path, ...]
    order: BatchOrder
    byte_count: int = 0


class TaskStatus(StrEnum):
    """How a task ended."""

    DONE = "done"  # some model answered
    REFUSED = "refused"  # no model was made for it
    FAILED = "failed"  # tried again by the next run
    SKIPPED = "skipped"  # its result was there


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What became of a task. DONE and REFUSED lie whole in the results folder when this is told.

    Attributes:
        reason: why it was refused or failed; None otherwise.
        study_date, modalities: of the images, "" where unknown; CT, MR … joined by a backslash.
        timings_s: seconds for each stage: scan, analyse, write (models' own stages are in `answers`).
        peak_memory_bytes: the most its process has ever held; 0 where the system does not say.
        files: the documents, relative to the result's folder.
        attempts: how often it was begun.
        is_stopping: whether the batch must stop: the disk the results lie on is full.
    """

    number: int
    key: str
    study_instance_uid: str
    status: TaskStatus
    reason: Message | None = None
    study_date: str = ""
    modalities: str = ""
    image_count: int = 0
    byte_count: int = 0
    answers: tuple[ModelAnswer, ...] = ()
    timings_s: Mapping[str, float] = field(default_factory=dict)
    peak_memory_bytes: int = 0
    files: tuple[str, ...] = ()
    analysed_at: str = ""
    worker: str = ""
    attempts: int = 1
    is_stopping: bool = False


def failed(task: StudyTask, reason: object, attempts: int = 1) -> TaskResult:
    """A task that came to nothing; `reason` is a message, or an error that has one."""
    return TaskResult(
        task.number,
        task.key,
        task.study_instance_uid,
        TaskStatus.FAILED,
        reason=as_sentence(reason),
        attempts=attempts,
    )
