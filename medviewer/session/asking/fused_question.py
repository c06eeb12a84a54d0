"""Brings a radiograph, notes and headers to a fusion model in the AI process. Off the GUI thread.

image asked about ─► do its headers fit? ─ yes ─► decoded, as its header shows it ─► reduced ┐
                              └ no: left out, with the reason      notes, age, sex ──────────┴► worker
"""

import uuid
from dataclasses import dataclass, replace

from medviewer.ai import applicability
from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.ai.picture_card import picture_card
from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.domain.fused_answer import FusedAnswer, FusionRequest
from medviewer.domain.patient_age import age_years
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.system_card import SystemCard
from medviewer.imaging.luts import GreyArray, greys
from medviewer.imaging.reduced_picture import reduced_picture
from medviewer.jobs.job import JobContext
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.words import Message

LONGEST_SIDE_PX = 512
SEXES = ("M", "F")


@dataclass(frozen=True, slots=True)
class FusedOrder:
    """What to ask about what; `display_set` is None where no image is on screen."""

    card: SystemCard
    study: Study
    display_set: DisplaySet | None
    index: int
    notes: ClinicalNotes
    subject: str = ""
    device: str = "auto"


def ask_fused(order: FusedOrder, worker: WorkerProcess, context: JobContext) -> FusedAnswer:
    """The model's answer, with what the headers have against the picture.

    Raises:
        InputError: the image cannot be decoded.
        AnalysisError: the model cannot be used, or knows nothing of what it reads.
        Cancelled: the job was cancelled.
    """
    picture, doubts = _picture(order, context)
    request = FusionRequest(
        uuid.uuid4().hex,
        order.card.system_id,
        picture,
        order.notes,
        age_years(order.study),
        order.study.patient.sex if order.study.patient.sex in SEXES else "",
        order.subject,
        order.device,
    )
    worker.start(context.token)
    answer = worker.run(request, context.progress, context.token)
    assert isinstance(answer, FusedAnswer)  # what the handler answers such a request with
    return replace(answer, notes=doubts + answer.notes)


def _picture(
    order: FusedOrder, context: JobContext
) -> tuple[GreyArray | None, tuple[Message, ...]]:
    """The image as its header shows it, whatever window the reader chose; None where it does not fit."""
    from medviewer.dicom.pixels import stacks  # not before the window stands

    display_set = order.display_set
    series = (
        order.study.find_series(display_set.series_instance_uid)
        if display_set is not None
        else None
    )
    if display_set is None or series is None:
        return None, ()
    asked = AskedImages(order.study, series, display_set)
    verdict = applicability.check(picture_card(order.card), asked)
    if not verdict.is_allowed:
        return None, verdict.reasons[:1]
    one = replace(display_set, frames=display_set.frames[order.index : order.index + 1])
    stack = stacks.load_stack(one, context.token, context.progress)
    seen = greys(stack.array[0], stack.curves[0])
    return reduced_picture(seen, LONGEST_SIDE_PX), verdict.reasons
