"""A desk: a real session and a shown panel, frames from memory instead of files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from medviewer.commands.command import Context
from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.domain.finding import RejectionReason
from medviewer.domain.study import Patient, Study
from medviewer.domain.volume import Frame, Unit
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.gui.translation import Translator
from medviewer.gui.viewport_grid import ViewportGrid
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import WorkerProcess
from medviewer.session.images.decoding import Target
from medviewer.session.session import Session
from medviewer.words import Message
from tests.gui.canvas.samples import Desk, ct_array, ct_study

BESIDE_THE_CANVAS = 60  # pixels; the slider's
MakeDesk = Callable[..., Desk]


class NoPrompts:
    """Nobody is asked anything."""

    def choose_folder(self) -> Path | None:
        return None

    def choose_files(self) -> tuple[Path, ...] | None:
        return None

    def choose_file_to_write(self, title: Message, name: str) -> Path | None:
        return None

    def choose_file_to_read(self, title: Message, *suffixes: str) -> Path | None:
        return None

    def show_export(self) -> None: ...

    def show_report_editor(self) -> None: ...

    def sign_report(self) -> None: ...

    def show_report_versions(self) -> None: ...

    def choose_series(self) -> None: ...

    def choose_machine(self) -> None: ...

    def show_command_palette(self) -> None: ...

    def show_shortcuts(self) -> None: ...

    def show_settings(self, page: str) -> None: ...

    def show_help(self, topic: str) -> None: ...

    def show_tour(self) -> None: ...

    def copy_picture(self, *, in_full: bool) -> None: ...

    def show_print(self) -> None: ...

    def toggle_full_screen(self) -> None: ...

    def show_test_pattern(self) -> None: ...

    def show_update_notes(self) -> None: ...

    def show_fault_report(self) -> None: ...

    def show_about(self) -> None: ...

    def show_model_card(self, model_id: str) -> None: ...

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

    def show_library(self) -> None: ...

    def show_archives(self, page: str) -> None: ...

    def show_network_settings(self) -> None: ...

    def show_send(self) -> None: ...

    def confirm_link(self) -> None: ...

    def confirm_erasing(self, patient: Patient, erase: Callable[[], None]) -> None: ...

    def open_path(self, path: Path) -> None: ...

    def quit(self) -> None: ...


def no_worker() -> None:
    raise AssertionError("no analysis is run here")


@pytest.fixture
def session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    def read(target: Target, index: int) -> Frame:
        source = target.display_set.frames[index].instance
        shape = (target.display_set.count, source.rows, source.columns)
        return Frame(ct_array(index, shape), Unit.HU)

    monkeypatch.setattr(Target, "read", read)
    session = Session(JobRunner(), WorkerProcess(no_worker), ())  # type: ignore[arg-type]
    yield session
    session.shut_down()


@pytest.fixture
def desk(session: Session, qtbot: QtBot) -> Desk:
    """A shown panel with the sample CT in it, fully loaded."""
    return show(session, qtbot, ct_study())


def show(session: Session, qtbot: QtBot, study: Study, size: tuple[int, int] = (624, 602)) -> Desk:
    registry = CommandRegistry(Context(session, NoPrompts()), COMMANDS)
    panel = ViewportGrid(session, registry, Translator())
    qtbot.addWidget(panel)
    panel.resize(*size)
    with qtbot.waitExposed(panel):
        panel.show()
    canvas = panel.build_canvas()
    qtbot.waitUntil(lambda: canvas.width() > size[0] - BESIDE_THE_CANVAS)  # laid out
    display_set = study.series[0].display_sets[0]
    session.show(study, display_set)
    qtbot.waitUntil(lambda: session.volumes.is_complete(display_set.display_set_id))
    return Desk(session, registry, panel, study)


@pytest.fixture
def canvas(desk: Desk) -> ImageCanvas:
    """600 x 600 with 64 rows of 0.5 mm and 48 columns of 1 mm: 12.5 screen pixels a mm."""
    canvas = desk.panel.canvas
    assert canvas is not None
    assert (canvas.width(), canvas.height()) == (600, 600)
    return canvas
