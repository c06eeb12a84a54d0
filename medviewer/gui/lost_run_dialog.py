"""At the start after a crash: that there was one, what of the work is kept, and where it happened."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QListWidget, QPlainTextEdit, QWidget

from medviewer import paths
from medviewer.domain.study_index import IndexedStudy
from medviewer.gui.desk import Desk
from medviewer.gui.sheet import Sheet
from medviewer.gui.study_texts import date_text, dotted, who
from medviewer.session.keeping.run_mark import LostRun
from medviewer.words import Message, message

LOG = "medviewer.log"
BOX_HEIGHT_PX = 160


class LostRunDialog(Sheet):
    """Open what was in work, look at the log, or go on."""

    def __init__(
        self, run: LostRun, studies: tuple[IndexedStudy, ...], desk: Desk, parent: QWidget | None
    ) -> None:
        super().__init__(message("Lost run", "The last run ended unexpectedly"), desk, parent)
        self._desk = desk
        self._run = run
        self._studies = studies
        words = desk.translator
        for text in (how_it_ended(run), self._what_is_kept()):
            self.body.addWidget(QLabel(words(text), wordWrap=True))
        self.kept = QListWidget()
        self.kept.setAccessibleName(words(message("Lost run", "Studies with work of that run")))
        is_named = desk.session.overlays.value.shows_identity
        for study in studies:
            facts = (date_text(study.study_date), study.study_description)
            self.kept.addItem(dotted((who(study.patient, is_named=is_named), *facts)))
        self.kept.setVisible(bool(studies))
        self.kept.setMaximumHeight(BOX_HEIGHT_PX)
        self.body.addWidget(self.kept)
        if run.trace:
            trace = QPlainTextEdit(run.trace, readOnly=True)
            trace.setAccessibleName(words(message("Crash", "Where it happened")))
            trace.setMaximumHeight(BOX_HEIGHT_PX)
            self.body.addWidget(trace)
        self._add_buttons()
        self.setMinimumWidth(560)

    def _what_is_kept(self) -> Message:
        if self._desk.preferences.value.journal != "on":
            return message(
                "Lost run",
                "What you did in that run is lost: keeping it is switched off in the settings.",
            )
        if not self._studies:
            return message("Lost run", "Nothing was in work that could have been lost.")
        return message(
            "Lost run",
            "What you did until then was kept as you did it: measurements, decisions, impression, windows "
            "and layout come back when these studies are opened.",
        )

    def _add_buttons(self) -> None:
        words, role = self._desk.translator, QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox()
        self.log_button = buttons.addButton(words(message("Lost run", "Show log")), role.ActionRole)
        self.log_button.clicked.connect(self._show_log)
        if self._studies:
            self.open_button = buttons.addButton(
                words(message("Lost run", "Open them again")), role.AcceptRole
            )
            self.open_button.setDefault(True)
        buttons.addButton(words(message("Lost run", "Continue")), role.RejectRole)
        buttons.accepted.connect(self._open_again)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)

    @Slot()
    def _show_log(self) -> None:
        self._desk.registry.context.prompts.open_path(log_of(self._run))

    @Slot()
    def _open_again(self) -> None:
        for study in self._studies:
            self._desk.registry.run("file.open_listed", study_key=study.study_key)
        self.accept()


class LostRunTeller(QObject):
    """Asks the journal what was in work, and tells of the latest lost run; nothing where there was none."""

    def __init__(self, lost: tuple[LostRun, ...], desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.dialog: LostRunDialog | None = None
        self._run = max(lost, key=lambda run: run.began_at, default=None)
        if self._run is not None:
            desk.session.journal.looked_back.connect(self._on_looked_back)
            desk.session.journal.look_back(self._run.began_at)

    @Slot(object)
    def _on_looked_back(self, studies: tuple[IndexedStudy, ...]) -> None:
        assert self._run is not None  # else nobody was asked
        self.dialog = LostRunDialog(self._run, studies, self._desk, self._window)
        self.dialog.open()


def how_it_ended(run: LostRun) -> Message:
    began = datetime.fromtimestamp(run.began_at).strftime("%Y-%m-%d %H:%M")
    if run.trace:
        return message(
            "Lost run",
            "MedViewer, started {began}, crashed in native code. Where it was is below and in the log; it "
            "names no patient.",
            began=began,
        )
    return message(
        "Lost run",
        "MedViewer, started {began}, was ended from outside: by the system, for want of memory, or because "
        "the computer went off.",
        began=began,
    )


def log_of(run: LostRun) -> Path:
    """The trace where there is one, else the log."""
    return run.file or paths.log_folder() / LOG
