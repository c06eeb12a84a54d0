"""Opens a window for each object that was read, or brings the one it has to the front."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from medviewer.domain.content_tree import StructuredReport
from medviewer.domain.key_objects import KeyObjects
from medviewer.domain.paged_document import PagedDocument
from medviewer.domain.waveform import WaveformRecord
from medviewer.gui.desk import Desk
from medviewer.gui.documents.document_window import DocumentWindow
from medviewer.gui.documents.key_objects_window import KeyObjectsWindow
from medviewer.gui.documents.paged_window import PagedWindow
from medviewer.gui.documents.report_window import ReportWindow
from medviewer.session.library.library import LibraryState
from medviewer.session.objects.objects import OpenedObject


def waveform_window(
    opened: OpenedObject, record: WaveformRecord, desk: Desk, window: QWidget
) -> DocumentWindow:
    """Curves need pyqtgraph, which is not loaded before the first paint."""
    from medviewer.gui.documents.waveform_window import WaveformWindow

    return WaveformWindow(opened, record, desk, window)


class DocumentWindows(QObject):
    """Follows `session.objects`; windows of a study that is closed close with it."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.windows: dict[str, DocumentWindow] = {}  # by SOP Instance UID
        desk.session.objects.opened.connect(self._on_opened)
        desk.session.library.changed.connect(self._on_library_changed)

    @Slot(object)
    def _on_opened(self, opened: OpenedObject) -> None:
        uid = opened.listed.sop_instance_uid
        if uid not in self.windows:
            self.windows[uid] = made = self._made(opened)
            made.closed.connect(self._on_closed)
        self.windows[uid].show()
        self.windows[uid].raise_()
        self.windows[uid].activateWindow()

    def _made(self, opened: OpenedObject) -> DocumentWindow:
        content, desk, window = opened.content, self._desk, self._window
        if isinstance(content, StructuredReport):
            return ReportWindow(opened, content, desk, window)
        if isinstance(content, KeyObjects):
            return KeyObjectsWindow(opened, content, desk, window)
        if isinstance(content, PagedDocument):
            return PagedWindow(opened, content, desk, window)
        return waveform_window(opened, content, desk, window)

    @Slot(str)
    def _on_closed(self, sop_instance_uid: str) -> None:
        self.windows.pop(sop_instance_uid, None)
        self._desk.registry.run("object.close", sop_instance_uid=sop_instance_uid)

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        if now.studies is before.studies:
            return
        for window in list(self.windows.values()):
            if now.find_study(window.opened.study_key) is None:
                window.close()
