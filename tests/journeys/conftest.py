"""A viewer without a window: the real session, commands, threads and worker; prompts answered by the test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.ai.catalog import load_catalog
from medviewer.ai.worker import build_handler
from medviewer.commands.command import Context
from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.dicom.export import write_ct_series
from medviewer.domain.finding import RejectionReason
from medviewer.domain.study import Patient
from medviewer.imaging.phantom import Phantom, ThoraxSpec, thorax_phantom
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.session import Session
from medviewer.words import Message
from tests.patience import HANG_MS


@dataclass
class Answers:
    """What the reader answers when a command asks."""

    folder: Path | None = None
    files: tuple[Path, ...] | None = None
    file: Path | None = None
    agrees: bool = True
    asked: list[str] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)

    def choose_folder(self) -> Path | None:
        return self.folder

    def choose_files(self) -> tuple[Path, ...] | None:
        return self.files

    def choose_file_to_write(self, title: Message, name: str) -> Path | None:
        return self.file

    def choose_file_to_read(self, title: Message, *suffixes: str) -> Path | None:
        return self.file

    def show_export(self) -> None:
        self.asked.append("export")

    def show_report_editor(self) -> None: ...

    def sign_report(self) -> None: ...

    def show_report_versions(self) -> None: ...

    def choose_series(self) -> None:
        self.asked.append("series")

    def choose_machine(self) -> None:
        self.asked.append("machine")

    def show_command_palette(self) -> None:
        self.asked.append("palette")

    def show_shortcuts(self) -> None:
        self.asked.append("shortcuts")

    def show_settings(self, page: str) -> None:
        self.asked.append(f"settings {page}".strip())

    def show_help(self, topic: str) -> None: ...

    def show_tour(self) -> None: ...

    def copy_picture(self, *, in_full: bool) -> None: ...

    def show_print(self) -> None: ...

    def toggle_full_screen(self) -> None: ...

    def show_test_pattern(self) -> None: ...

    def show_update_notes(self) -> None:
        self.asked.append("update notes")

    def show_fault_report(self) -> None:
        self.asked.append("fault report")

    def show_about(self) -> None:
        self.asked.append("about")

    def show_model_card(self, model_id: str) -> None:
        self.asked.append(model_id)

    def ask_override(self, model_id: str, display_set_id: str) -> None: ...

    def choose_reason(self, number: int, take: Callable[[RejectionReason | None], None]) -> None:
        take(None)

    def show_changes_after_ai(self) -> None: ...

    def compare_results(self) -> None: ...

    def ask_text(
        self, title: Message, question: Message, current: str, take: Callable[[str], None]
    ) -> None: ...

    def show_self_test(self) -> None: ...

    def show_audit_trail(self) -> None: ...

    def show_deidentify(self) -> None: ...

    def choose_folder_to_write(self, title: Message) -> Path | None: ...

    def show_library(self) -> None:
        self.asked.append("library")

    def show_archives(self, page: str) -> None: ...

    def show_network_settings(self) -> None: ...

    def show_send(self) -> None: ...

    def confirm_link(self) -> None: ...

    def confirm_erasing(self, patient: Patient, erase: Callable[[], None]) -> None:
        self.asked.append(f"erase {patient.patient_id}")
        if self.agrees:
            erase()

    def open_path(self, path: Path) -> None:
        self.opened.append(path)

    def quit(self) -> None:
        self.asked.append("quit")


@dataclass
class Viewer:
    """What a journey drives."""

    session: Session
    run: CommandRegistry
    answers: Answers
    qtbot: QtBot

    def __call__(self, command_id: str, **arguments: object) -> None:
        """Run a command; it must be on offer."""
        assert self.run.is_enabled(command_id), f"{command_id} is not on offer"
        self.run.run(command_id, **arguments)

    def open(self, folder: Path) -> None:
        """Open a folder and wait until its volume is there; a long series is shown before all of it is."""
        self.answers.folder = folder
        self("file.open_folder")
        self.qtbot.waitUntil(self._is_read, timeout=HANG_MS)

    def _is_read(self) -> bool:
        session, shown = self.session, self.session.viewport.value.display_set
        is_scanned = not session.library.value.is_scanning
        return (
            is_scanned and shown is not None and session.volumes.is_complete(shown.display_set_id)
        )

    def try_to_open(self, folder: Path) -> None:
        """Open a folder and wait until the scan has ended, whatever it found."""
        self.answers.folder = folder
        self("file.open_folder")
        self.qtbot.waitUntil(lambda: not self.session.library.value.is_scanning, timeout=HANG_MS)

    def analyze(self) -> None:
        """Analyse and wait until every model has ended."""
        self("ai.analyze")
        self.qtbot.waitUntil(lambda: not self.session.analysis.value.is_running, timeout=HANG_MS)

    def export(self, folder: Path) -> None:
        """Write the report and wait until it is on disk."""
        self("report.export", folder=folder)
        self.qtbot.waitUntil(lambda: not self.session.reporting.is_writing, timeout=HANG_MS)

    def messages(self) -> str:
        """Everything the reader was told."""
        return "\n".join(str(notice.text) for notice in self.session.messages.history)


@pytest.fixture(scope="session")
def warm_worker() -> Iterator[WorkerProcess]:
    """One worker process for all journeys: starting torch takes longer than an analysis."""
    worker = WorkerProcess(build_handler)
    yield worker
    worker.stop()


@pytest.fixture
def viewer(qtbot: QtBot, warm_worker: WorkerProcess) -> Iterator[Viewer]:
    session = Session(JobRunner(), warm_worker, load_catalog())
    answers = Answers()
    yield Viewer(session, CommandRegistry(Context(session, answers), COMMANDS), answers, qtbot)
    session.close_all()
    session.runner.shut_down()  # not session.shut_down(): the worker stays warm for the next journey
    session.library.shut_down()


@pytest.fixture(scope="session")
def phantom() -> Phantom:
    """A thorax at half the pixels and half the height of the demo's."""
    return thorax_phantom(
        ThoraxSpec(
            seed=3, shape=(60, 360, 360), pixel_mm=1.0, nodule_diameters_mm=(8.0, 12.0, 16.0)
        )
    )


@pytest.fixture(scope="session")
def phantom_folder(phantom: Phantom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    write_ct_series(folder / "ct", phantom.volume)
    return folder
