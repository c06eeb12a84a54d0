"""How commands ask the reader: file dialogs, and the program's own dialogs opened over the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMainWindow, QWidget

from medviewer.domain.finding import RejectionReason
from medviewer.domain.study import Patient
from medviewer.gui.changes_after_ai import ChangesAfterAI
from medviewer.gui.clipboard_picture import copy_picture
from medviewer.gui.desk import Desk
from medviewer.gui.difference_window import DifferenceWindow
from medviewer.gui.erase_dialog import EraseDialog
from medviewer.gui.finding_menu import ReasonMenu
from medviewer.gui.guided_tour import GuidedTour
from medviewer.gui.help_browser import HelpBrowser
from medviewer.gui.help_context import topic_here
from medviewer.gui.model_card.dialog import ModelCardDialog
from medviewer.gui.monitor_pattern import MonitorPattern
from medviewer.gui.override_dialog import OverrideDialog
from medviewer.gui.palette import CommandPalette
from medviewer.gui.report.editor_window import ReportEditor
from medviewer.gui.report.sign_dialog import SignDialog
from medviewer.gui.report.versions_dialog import VersionsDialog
from medviewer.gui.self_test_dialog import SelfTestDialog
from medviewer.gui.series_choice_dialog import SeriesChoiceDialog
from medviewer.gui.settings.dialog import SettingsDialog
from medviewer.gui.shortcut_page import ShortcutPage
from medviewer.gui.support.about_dialog import AboutDialog
from medviewer.gui.support.fault_dialog import FaultDialog
from medviewer.gui.support.update_notes_dialog import UpdateNotesDialog
from medviewer.words import Message, message


class WindowPrompts:
    """`commands.command.Prompts` with widgets.

    Made before the window, since the commands need it and the window needs the commands; `serve` joins
    them. Dialogs are opened, never waited for: the image goes on loading behind them.
    """

    def __init__(self) -> None:
        self._served: tuple[Desk, QWidget] | None = None
        self._show_library: Callable[[], None] | None = None
        self._show_archives: Callable[[str], None] | None = None

    def serve(
        self,
        desk: Desk,
        window: QWidget,
        show_library: Callable[[], None] | None = None,
        show_archives: Callable[[str], None] | None = None,
    ) -> None:
        """`show_library` and `show_archives` bring these panels to the front."""
        self._served = (desk, window)
        self._show_library, self._show_archives = show_library, show_archives

    @property
    def _desk(self) -> Desk:
        assert self._served is not None  # app joins them before anything can be asked
        return self._served[0]

    @property
    def _window(self) -> QWidget:
        assert self._served is not None
        return self._served[1]

    def choose_folder(self) -> Path | None:
        words = self._desk.translator
        chosen = QFileDialog.getExistingDirectory(
            self._window, words(message("Prompts", "Open folder")), self._last_folder()
        )
        return self._remembered(Path(chosen)) if chosen else None

    def choose_files(self) -> tuple[Path, ...] | None:
        words = self._desk.translator
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            words(message("Prompts", "Open files")),
            self._last_folder(),
            words(message("Prompts", "DICOM files and ZIP archives (*)")),
        )
        if chosen:
            self._remembered(Path(chosen[0]).parent)
        return tuple(Path(file) for file in chosen) or None

    def choose_file_to_write(self, title: Message, name: str) -> Path | None:
        suggestion = str(Path(self._last_folder()) / name)
        words, suffix = self._desk.translator, Path(name).suffix
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, words(title), suggestion, f"*{suffix}"
        )
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)

    def choose_folder_to_write(self, title: Message) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(
            self._window, self._desk.translator(title), str(Path.home())
        )
        return Path(chosen) if chosen else None

    def choose_file_to_read(self, title: Message, *suffixes: str) -> Path | None:
        words, folder = self._desk.translator, self._last_folder()
        patterns = " ".join(f"*{suffix}" for suffix in suffixes)
        chosen, _ = QFileDialog.getOpenFileName(self._window, words(title), folder, patterns)
        return Path(chosen) if chosen else None

    def show_export(self) -> None:
        from medviewer.gui.export_dialog import ExportDialog

        study = self._desk.session.viewport.value.study
        if study is not None:
            self._open(ExportDialog(study, self._desk, self._window))

    def show_report_editor(self) -> None:
        """One at a time: asked for again, it comes to the front."""
        open_one = self._window.findChild(ReportEditor)
        editor = open_one or ReportEditor(self._desk, self._window)
        editor.show()
        editor.raise_()
        editor.activateWindow()

    def sign_report(self) -> None:
        self._open(SignDialog(self._desk, self._in_front))

    def show_report_versions(self) -> None:
        self._open(VersionsDialog(self._desk, self._in_front))

    def choose_series(self) -> None:
        study = self._desk.session.viewport.value.study
        if study is not None:
            self._open(SeriesChoiceDialog(study, self._desk, self._window))

    def show_command_palette(self) -> None:
        self._open(CommandPalette(self._desk, self._window))

    def ask_text(
        self, title: Message, question: Message, current: str, take: Callable[[str], None]
    ) -> None:
        """A small dialog with one line; Esc declines."""
        words = self._desk.translator
        dialog = QInputDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(words(title))
        dialog.setLabelText(words(question))
        dialog.setTextValue(current)
        dialog.setOkButtonText(words(message("Dialog", "OK")))
        dialog.setCancelButtonText(words(message("Dialog", "Cancel")))
        dialog.textValueSelected.connect(take)
        dialog.open()

    def choose_machine(self) -> None:
        from medviewer.gui.elsewhere_dialog import ElsewhereDialog  # seldom asked for

        remote, study = self._desk.session.remote, self._desk.session.viewport.value.study
        if study is None:
            return
        machines = remote.endpoints.value.machines
        if len(machines) == 1 and remote.is_allowed(study, machines[0]):
            remote.run(study, machines[0])  # agreed to, and nothing to choose
        else:
            self._open(ElsewhereDialog(study, self._desk, self._window))

    def show_shortcuts(self) -> None:
        self._open(ShortcutPage(self._desk, self._window))

    def show_settings(self, page: str) -> None:
        self._open(SettingsDialog(self._desk, self._window, page))

    def show_help(self, topic: str) -> None:
        """Beside the image, or over the dialog it was asked from; one that is open turns the page."""
        wanted = topic or topic_here(self._desk)
        over = QApplication.activeModalWidget() or self._window
        shown = over.findChild(HelpBrowser)
        if shown is not None and shown.isVisible():
            shown.open_at(wanted)
            shown.raise_()
        else:
            HelpBrowser(self._desk, over, wanted).show()

    def show_tour(self) -> None:
        if isinstance(self._window, QMainWindow):
            GuidedTour(self._desk, self._window)

    def copy_picture(self, *, in_full: bool) -> None:
        copy_picture(self._desk, in_full=in_full)

    def show_print(self) -> None:
        from medviewer.gui.printing.dialog import PrintDialog  # printing is loaded when asked for

        self._open(PrintDialog(self._desk, self._window))

    def toggle_full_screen(self) -> None:
        window = self._window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_test_pattern(self) -> None:
        MonitorPattern(self._desk, self._window).showFullScreen()

    def show_update_notes(self) -> None:
        releases = self._desk.session.support.updates.all
        self._open(UpdateNotesDialog(releases, self._desk, self._window))

    def show_fault_report(self) -> None:
        study = self._desk.session.viewport.value.study
        self._open(FaultDialog(study, self._desk, self._window))

    def show_about(self) -> None:
        self._open(AboutDialog(self._desk, self._window))

    def show_model_card(self, model_id: str) -> None:
        card = next(
            (card for card in self._desk.session.analysis.catalog if card.model_id == model_id),
            None,
        )
        if card is not None:
            self._open(ModelCardDialog(card, self._desk, self._window))

    def ask_override(self, model_id: str, display_set_id: str) -> None:
        session = self._desk.session
        study = session.viewport.value.study
        plans = session.analysis.plan(study) if study is not None else ()
        plan = next((plan for plan in plans if plan.card.model_id == model_id), None)
        option = plan.find(display_set_id) if plan is not None else None
        if study is None or plan is None or option is None:
            return

        def run(reason: str) -> None:
            session.analyze_anyway(model_id, display_set_id, reason)

        said = self._refusal(model_id, display_set_id)
        reasons = (*said, *(each for each in option.verdict.reasons if each not in said))
        dialog = OverrideDialog(plan.card, reasons, run, self._desk, self._window)
        elsewhere = session.remote.place_of_refusal(study, model_id, display_set_id)
        if elsewhere is not None:
            dialog.say_where(elsewhere)
        self._open(dialog)

    def _refusal(self, model_id: str, display_set_id: str) -> tuple[Message, ...]:
        """Why the guard refused the model that series, the reason that decided first."""
        for each in reversed(self._desk.session.proposals.sets()):
            result = each.result
            asked = (each.model_id, result.request.display_set_id)
            if asked == (model_id, display_set_id) and result.reason is not None:
                return (result.reason, *result.warnings)
        return ()

    def choose_reason(self, number: int, take: Callable[[RejectionReason | None], None]) -> None:
        ReasonMenu(number, take, self._desk, self._window).popup_beside()

    def show_changes_after_ai(self) -> None:
        self._open(ChangesAfterAI(self._desk, self._window))

    def compare_results(self) -> None:
        DifferenceWindow(self._desk, self._window).show()

    def show_self_test(self) -> None:
        self._open(SelfTestDialog(self._desk, self._window))

    def show_audit_trail(self) -> None:
        from medviewer.gui.audit_dialog import AuditDialog  # seldom asked for

        self._open(AuditDialog(self._desk, self._window))

    def show_deidentify(self) -> None:
        from medviewer.gui.deidentify_dialog import DeidentifyDialog  # seldom asked for

        study = self._desk.session.viewport.value.study
        if study is not None:
            self._open(DeidentifyDialog(study, self._desk, self._window))

    def show_library(self) -> None:
        if self._show_library is not None:
            self._show_library()

    def show_archives(self, page: str) -> None:
        if self._show_archives is not None:
            self._show_archives(page)

    def show_network_settings(self) -> None:
        from medviewer.gui.archives.settings.dialog import NetworkDialog  # seldom asked for

        self._open(NetworkDialog(self._desk, self._window))

    def show_send(self) -> None:
        from medviewer.gui.archives.send_dialog import SendDialog  # seldom asked for

        study = self._desk.session.viewport.value.study
        if study is not None:
            self._open(SendDialog(study, self._desk, self._window))

    def confirm_link(self) -> None:
        from medviewer.gui.archives.link_dialog import LinkDialog  # seldom asked for

        self._open(LinkDialog(self._desk, self._window))

    def confirm_erasing(self, patient: Patient, erase: Callable[[], None]) -> None:
        self._open(EraseDialog(patient, erase, self._desk, self._window))

    def open_path(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._desk.session.messages.warn(
                message(
                    "Prompts",
                    "No program opened {path}. Open it from your file manager.",
                    path=path,
                )
            )

    def quit(self) -> None:
        self._window.close()

    @property
    def _in_front(self) -> QWidget:
        """The report's editor while it is written in: closed over it, a dialog gives the keys back to it."""
        active = QApplication.activeWindow()
        return active if isinstance(active, ReportEditor) else self._window

    def _open(self, dialog: QDialog) -> None:
        dialog.open()

    def _last_folder(self) -> str:
        return self._desk.preferences.value.last_folder

    def _remembered(self, folder: Path) -> Path:
        self._desk.preferences.update(last_folder=str(folder))
        return folder
