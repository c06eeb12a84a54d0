"""The real window on the phantom, and what pictures are taken of it."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTranslator
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDockWidget, QMenu, QWidget

from medviewer import app
from medviewer.ai.installed_models import installed_cards
from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.model_card import ModelCard
from medviewer.domain.study import DisplaySet, Series, Study
from medviewer.gui.guided_tour import GuidedTour
from medviewer.gui.window_place import PANEL_WIDTH_PX
from medviewer.session.session import Session
from medviewer.settings import Settings
from tests.screenshots.answer import MODEL, answer
from tests.screenshots.patient import Examined

SIZE = (1600, 1000)
PATIENCE_S = 120  # a guard against hanging, no measurement
FRAME = "#7f868e"  # around a dialog that is drawn over the window
SHADE = QColor(0, 0, 0, 110)


class NothingCameError(Exception):
    """What a picture was to show did not come."""


class Stage:
    """One window in one language; open the study once, then go from state to state."""

    def __init__(self, language: str, examined: Examined, size: tuple[int, int] = SIZE) -> None:
        self.language = language
        self.examined = examined
        self.window = app.build_window(
            Settings(theme="dark", language=language, reader="A. Reader")
        )
        self.desk = self.window.desk
        self.session: Session = self.desk.session
        self.window.resize(*size)
        self.window.show()
        findings = self.window.findChild(QDockWidget, "findings")
        assert isinstance(findings, QDockWidget)
        self.window.resizeDocks([findings], [PANEL_WIDTH_PX], Qt.Orientation.Horizontal)
        self.settle()

    def wear(self, theme: str) -> None:
        self.desk.preferences.update(theme=theme)
        self.settle()

    def settle(self, rounds: int = 3) -> None:
        """Let what is queued and what waits some milliseconds happen."""
        for _ in range(rounds):
            QApplication.processEvents()
            time.sleep(0.08)  # lists are rebuilt 60 ms after the last change
            QApplication.processEvents()

    def until(self, has_come: Callable[[], bool], what: str) -> None:
        began = time.monotonic()
        while not has_come():
            QApplication.processEvents()
            time.sleep(0.005)
            if time.monotonic() - began > PATIENCE_S:
                raise NothingCameError(what)
        self.settle()

    def open_patient(self) -> None:
        """Every examination of the phantom, and the pixels of the CT on screen."""
        self.window.open_places([self.examined.folder])
        self.until(lambda: self._series_count() == 3, "three series")
        self.show(self.ct)
        self.whole(self.ct)

    def whole(self, shown: DisplaySet) -> None:
        volumes = self.session.volumes
        self.until(lambda: volumes.is_complete(shown.display_set_id), "all slices")

    def show(self, shown: DisplaySet, study: Study | None = None) -> None:
        self.session.show(study or self.study, shown)
        self.settle()

    def planes_drawn(self) -> None:
        pictures = self.session.planes.pictures
        self.until(lambda: all(pictures.of(plane) for plane in BodyPlane), "three planes")

    def analyse(self) -> None:
        """The answer on the CT, as if the worker had given it."""
        nodules = self.examined.phantom.nodules
        self.session.analysis._keep(answer(self.card, self.study, self.ct, nodules))
        self.settle()

    @property
    def study(self) -> Study:
        """The examination of today."""
        return max(self.session.library.value.studies, key=lambda study: study.study_date)

    @property
    def prior(self) -> Study:
        return min(self.session.library.value.studies, key=lambda study: study.study_date)

    @property
    def ct(self) -> DisplaySet:
        return _only(self.study, "CT")

    @property
    def pet(self) -> DisplaySet:
        return _only(self.study, "PT")

    @property
    def card(self) -> ModelCard:
        return next(card for card in installed_cards() if card.model_id == MODEL)

    def dialog(self, kind: type[QWidget]) -> QWidget:
        """The open one of that kind."""
        found = [each for each in self.window.findChildren(kind) if each.isVisible()]
        if not found:
            raise NothingCameError(kind.__name__)
        return found[-1]

    def picture(self, over: QWidget | None = None) -> QPixmap:
        """The window, and what is open over it, in the middle of it."""
        picture = self.window.grab()
        if over is None or not over.isWindow():
            return picture
        part = over.grab()
        ratio = picture.devicePixelRatio()
        place = QPoint(
            round((picture.width() - part.width()) / 2 / ratio),
            round((picture.height() - part.height()) / 2 / ratio),
        )
        painter = QPainter(picture)
        painter.fillRect(self.window.rect(), SHADE)
        painter.drawPixmap(place, part)
        painter.setPen(QColor(FRAME))
        painter.drawRect(place.x() - 1, place.y() - 1, over.width() + 1, over.height() + 1)
        painter.end()
        return picture

    def close_over(self, over: QWidget | None) -> None:
        """Take it away; hidden and not answered, since some answers close the window."""
        if isinstance(over, GuidedTour):
            over.end.click()  # it has a frame elsewhere in the window
        elif isinstance(over, QMenu):
            over.hide()
        elif over is not None:
            over.hide()
            over.deleteLater()
        self.settle(1)

    def end(self) -> None:
        """Close the window, and speak English again."""
        self.window.close()
        qt = app.application()
        for words in qt.findChildren(QTranslator):
            qt.removeTranslator(words)
            words.deleteLater()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _series_count(self) -> int:
        library = self.session.library.value
        return 0 if library.is_scanning else sum(len(each.series) for each in library.studies)


def write(picture: QPixmap, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(file)):
        raise OSError(f"{file} could not be written")


def _only(study: Study, modality: str) -> DisplaySet:
    series: Series = next(each for each in study.series if each.modality == modality)
    return series.display_sets[0]
