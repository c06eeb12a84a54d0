"""Copies of segments and regions that other programs drew, as segments of the reader's own."""

import uuid
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Slot

from medviewer.domain.object_layer import LayerItem
from medviewer.domain.segmentation import PackedMask, Segment
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.tracking import item_id_of
from medviewer.errors import MedViewerError
from medviewer.imaging.layer_cut import HALF
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.drawing.segments import COLOURS, Segments
from medviewer.session.messages import Messages
from medviewer.session.objects.layer_content import LayerContent, target_of
from medviewer.words import message


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What to copy, and onto which images."""

    item: LayerItem
    content: LayerContent
    study: Study
    display_set: DisplaySet


class LayerCopies(QObject):
    """Cuts an item on every image in a thread; the copy can be painted on, and undone."""

    def __init__(
        self, runner: JobRunner, segments: Segments, messages: Messages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._segments = segments
        self._messages = messages

    def begin(
        self, item: LayerItem, content: LayerContent, study: Study, display_set: DisplaySet
    ) -> Job:
        order = Order(item, content, study, display_set)
        job = self._runner.start(Lane.LAYERS, partial(_copied, order))
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        return job

    @Slot(object)
    def _on_finished(self, segment: Segment) -> None:
        if not segment.slices:
            self._messages.warn(
                message(
                    "Layers",
                    "“{name}” has no pixel on the images shown, so nothing was copied.",
                    name=segment.name,
                )
            )
            return
        here = self._segments.value.of(segment.study_key)
        if any(each.segment_id == segment.segment_id for each in here):  # copied a second time
            segment = replace(segment, segment_id=str(uuid.uuid4()))
        self._segments.add_copy(replace(segment, colour=len(here) % COLOURS))

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self._messages.error(error.message)


def _copied(order: Order, context: JobContext) -> Segment:
    """On the images' own pixels: of other pixels the nearest count, of fractions those from a half on."""
    display_set = order.display_set
    first, geometry = display_set.frames[0], display_set.geometry
    shape = (first.rows, first.columns)
    slices = {}
    for index, frame in enumerate(display_set.frames):
        context.token.check()
        if (frame.rows, frame.columns) != shape:
            continue
        cut = order.content.cut(order.item, target_of(frame))
        if cut.shares is not None and (cut.shares >= HALF).any():
            mask = np.zeros(shape, np.bool_)
            rows, columns = cut.shares.shape
            mask[cut.top : cut.top + rows, cut.left : cut.left + columns] = cut.shares >= HALF
            slices[index] = PackedMask.of(mask)
    size = None if geometry is None else float(np.prod(geometry.spacing_mm))
    return Segment(
        item_id_of(order.item.tracking_uid) or str(uuid.uuid4()),
        order.item.name or str(order.item.key),
        order.study.key,
        display_set.display_set_id,
        shape,
        size,
        slices,
    )
