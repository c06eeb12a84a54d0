"""Opens a window for each object that was read, or brings the one it has to the front."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from medviewer.gui.desk import Desk
from medviewer.gui.documents.document_window import DocumentWindow
from medviewer.gui.documents.report_window import ReportWindow
from medviewer.session.library import LibraryState
from medviewer.session.objects import OpenedObject


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
            made.destroyed.connect(self._on_closed)
            made.setProperty("object", uid)
        self.windows[uid].show()
        self.windows[uid].raise_()
        self.windows[uid].activateWindow()

    def _made(self, opened: OpenedObject) -> DocumentWindow:
        return ReportWindow(opened, opened.content, self._desk, self._window)

    @Slot(QObject)
    def _on_closed(self, gone: QObject) -> None:
        self.windows.pop(str(gone.property("object")), None)

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        if now.studies is before.studies:
            return
        for window in list(self.windows.values()):
            if now.find_study(window.opened.study_key) is None:
                window.close()
