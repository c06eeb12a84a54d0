"""A reader at work in a process of its own, which a test kills: `python -m … FOLDER FILE [planes]`.

Opens the folder, draws, marks, paints, windows, scrolls, writes, has an answer of a model, divides and links
the room, and says "done" once nothing is on its way to the disk any more. Then it waits for its end.
"""

import dataclasses
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from medviewer.ai.catalog import load_catalog
from medviewer.ai.worker import build_handler
from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.finding import Review, ReviewState
from medviewer.domain.measurement import Measurement, MeasurementKind
from medviewer.domain.report import ReportContent
from medviewer.domain.rigid_transform import RigidTransform
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.voi import VoiWindow
from medviewer.imaging.image_places import space_of
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.drawing.annotations import key_mark_of, reference_to
from medviewer.session.drawing.segments import Stroke
from medviewer.session.hanging.alignments import Alignment
from medviewer.session.session import Session
from tests.gui.canvas.samples import finding, patch_on, result

LENGTH_ID = "length-of-the-journey"
REVIEW = Review("finding-not-there-yet", ReviewState.ACCEPTED, "Dr Li", "2026-01-01T00:00:00+00:00")

FOUND = finding("found", 0.9, (2, 20, 10), (4, 30, 20))
CROSS = (3.0, 4.0, 60.0)
PRIOR = "1.2.3.frame-of-the-prior"


def answer_about(study: Study, shown: DisplaySet, session: Session) -> None:
    """As if the first model of all had been asked."""
    [card] = [c for c in session.analysis.catalog if c.model_id == "chest_ct_nodules"]
    said = result(FOUND, attention=(patch_on("found", 3),))
    request = dataclasses.replace(
        said.request,
        model_id=card.model_id,
        study_instance_uid=study.key,
        series_instance_uid=shown.series_instance_uid,
        display_set_id=shown.display_set_id,
        sop_instance_uids=tuple(frame.instance.sop_instance_uid for frame in shown.frames),
    )
    session.analysis._keep(dataclasses.replace(said, card=card, request=request))
    session.reading.decide("found", ReviewState.ACCEPTED)
    session.reading.show_above(0.3)


def work(session: Session) -> None:
    """What a reader does."""
    study, shown = session.viewport.value.study, session.viewport.value.display_set
    assert study is not None
    assert shown is not None
    session.viewport.scroll_to(3)
    session.viewport.zoom_to(2.0)
    session.viewports.divide(1, 2)
    session.presentations.set_window(shown.display_set_id, VoiWindow(50.0, 350.0))
    image = reference_to(study, shown, 3)
    drawn = Measurement(LENGTH_ID, MeasurementKind.LENGTH, image, ((0.0,) * 3, (0.0,) * 3))
    session.annotations.add(drawn.moved_to(((2.0, 2.0), (10.0, 8.0))))
    session.annotations.toggle_key_image(study.key, key_mark_of(image))
    session.segments.active_on(study, shown)
    for index in (3, 4):
        session.segments.paint(shown, index, Stroke((20.0, 20.0), (30.0, 20.0), False, "a"))
    answer_about(study, shown, session)
    session.linking.update(zoom=True)
    there = Alignment(space_of(shown), PRIOR, RigidTransform((1.0, 2.0, 3.0)), is_spatial=True)
    session.linking.alignments.put(there)
    session.reading.write(impression="No change.")
    session.reading.bring_back(study.key, (REVIEW,), ReportContent())


def look_from_the_side(session: Session) -> None:
    """Planes that are moved, turned, thick."""
    session.planes.toggle()
    session.planes.mpr.move_to(CROSS)
    session.planes.mpr.turn(BodyPlane.AXIAL, 0.25)
    session.planes.mpr.set_thickness(8.0)


def main() -> None:
    application = QCoreApplication([])
    session = Session(JobRunner(), WorkerProcess(build_handler), load_catalog())
    session.study_list.use(Path(sys.argv[2]))
    session.journal.use(Path(sys.argv[2]))

    def settle() -> None:
        for _ in range(3):  # what has ended may have asked for more
            application.processEvents()
            while session.runner.active_count or session.journal.is_behind:
                application.processEvents()
                time.sleep(0.005)

    session.open([Path(sys.argv[1])])
    settle()
    look_from_the_side(session) if "planes" in sys.argv else work(session)
    settle()
    print("done", flush=True)
    while True:
        time.sleep(1)


if __name__ == "__main__":
    main()
