"""A copied segment stays the lesion it is: it bears the tracking UID of the file's."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from medviewer.domain.geometry import Vector
from medviewer.domain.object_layer import LayerItem
from medviewer.domain.segmentation import Segment
from medviewer.domain.tracking import tracking_uid
from medviewer.imaging.layer_cut import LayerCut, cut_of_shares
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.progress import CancelToken
from medviewer.session.objects.layer_content import Extent, Target
from medviewer.session.objects.layer_copies import LayerCopies
from medviewer.session.session import Session
from tests.gui.canvas.samples import ct_study

pytestmark = pytest.mark.gui
UID = tracking_uid("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")


class Everywhere:
    """Marks all of every image."""

    def cut(self, item: LayerItem, target: Target) -> LayerCut:
        return cut_of_shares(np.full(target.shape, 255, np.uint8))

    def extents(self, items: Sequence[LayerItem], token: CancelToken) -> Mapping[int, Extent]:
        return {}

    def value_at(self, point: Vector) -> float | None:
        return None


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    session = Session(JobRunner(), WorkerProcess(lambda: None), ())  # type: ignore[arg-type, return-value]
    yield session
    session.shut_down()


def copied(session: Session, qtbot: QtBot, uid: str) -> tuple[Segment, ...]:
    study = ct_study()
    shown = study.series[0].display_sets[0]
    copies = LayerCopies(session.runner, session.segments, session.messages, session)
    item = LayerItem(1, "Nodule", tracking_uid=uid)
    with qtbot.waitSignal(session.segments.changed):
        copies.begin(item, Everywhere(), study, shown)
    return session.segments.value.of(study.key)


def test_that_a_copy_bears_the_tracking_uid_of_the_file(session: Session, qtbot: QtBot) -> None:
    [segment] = copied(session, qtbot, UID)

    assert tracking_uid(segment.segment_id) == UID


def test_that_a_second_copy_is_a_lesion_of_its_own(session: Session, qtbot: QtBot) -> None:
    copied(session, qtbot, UID)

    first, second = copied(session, qtbot, UID)

    assert tracking_uid(first.segment_id) == UID
    assert tracking_uid(second.segment_id) != UID
