"""Small pictures of the series in the study browser: the middle frame, through its own window."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from medviewer.domain.study import DisplaySet
from medviewer.domain.study_index import Thumbnail
from medviewer.errors import InputError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane

EDGE_PX = 96  # the longer edge of a thumbnail


class Thumbnails(QObject):
    """Renders each display set's thumbnail once, in a lane of its own."""

    ready = Signal(str)  # display_set_id

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._jobs: dict[str, Job] = {}
        self._pictures: dict[str, Thumbnail] = {}

    def request(self, display_set: DisplaySet) -> None:
        """Render it unless that was asked for before."""
        if display_set.display_set_id in self._jobs:
            return
        job = self._runner.start(Lane.THUMBNAILS, partial(_render, display_set))
        job.finished.connect(self._on_finished)
        self._jobs[display_set.display_set_id] = job

    def picture(self, display_set_id: str) -> Thumbnail | None:
        """uint8[rows, columns] or [rows, columns, 3]; None until it is ready, or where it cannot be read."""
        return self._pictures.get(display_set_id)

    def drop(self, display_set_id: str) -> None:
        """Forget one picture."""
        job = self._jobs.pop(display_set_id, None)
        if job is not None:
            job.cancel()
        self._pictures.pop(display_set_id, None)

    def clear(self) -> None:
        for job in self._jobs.values():
            job.cancel()
        self._jobs.clear()
        self._pictures.clear()

    @Slot(object)
    def _on_finished(self, made: tuple[str, Thumbnail] | None) -> None:
        if made is not None and made[0] in self._jobs:
            self._pictures[made[0]] = made[1]
            self.ready.emit(made[0])


def _render(display_set: DisplaySet, context: JobContext) -> tuple[str, Thumbnail] | None:
    """The middle frame at thumbnail size; None where it cannot be read (the viewport will say why)."""
    from medviewer.dicom.pixels import frames  # not before the window stands
    from medviewer.imaging.image_graphics import GraphicsShown, with_graphics
    from medviewer.imaging.luts import default_window
    from medviewer.imaging.render import render_grey

    context.token.check()
    source = display_set.frames[display_set.count // 2]
    try:
        frame = frames.read_frame(source)
    except InputError:
        return None
    stride = max(1, -(-max(frame.shape) // EDGE_PX))
    image = render_grey(frame, default_window(frame, source.windows), stride=stride)
    return display_set.display_set_id, with_graphics(
        image, frame, GraphicsShown(overlays=False), stride
    )
