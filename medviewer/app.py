"""The composition root: builds session, commands and window, and joins them."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from medviewer import logs, paths, settings
from medviewer.ai.installed_models import installed_cards
from medviewer.ai.worker import build_handler
from medviewer.commands.command import Context
from medviewer.commands.everything import COMMANDS
from medviewer.commands.registry import CommandRegistry
from medviewer.domain.model_card import ModelCard
from medviewer.errors import ModelUnusable
from medviewer.gui.crash_dialog import CrashReporter
from medviewer.gui.desk import Desk
from medviewer.gui.first_paint import FirstPaint
from medviewer.gui.lost_run_dialog import LostRunTeller
from medviewer.gui.main_window import MainWindow
from medviewer.gui.prompts import WindowPrompts
from medviewer.gui.qt_messages import log_qt_messages
from medviewer.gui.support.update_notes_dialog import show_news
from medviewer.gui.theme import Appearance
from medviewer.gui.tour import Tour
from medviewer.gui.translation import Translator, install_language
from medviewer.gui.viewport_grid import ViewportGrid
from medviewer.gui.welcome_dialog import greet
from medviewer.jobs.garbage import GarbageCollection
from medviewer.jobs.runner import JobRunner
from medviewer.jobs.worker_process import Handler, WorkerProcess
from medviewer.session.images.memory_budget import MemoryBudget
from medviewer.session.keeping.run_mark import RunMark, lost_runs
from medviewer.session.one_window.meeting_place import MeetingPlace
from medviewer.session.one_window.order import OpeningOrder
from medviewer.session.preferences import Preferences
from medviewer.session.session import Session
from medviewer.session.sharing.audit_watch import AuditWatch
from medviewer.settings import Settings
from medviewer.words import Message, message

logger = logging.getLogger(__name__)

NOTHING = OpeningOrder()
OTHER_HANGS = message(
    "Window",
    "A MedViewer window that runs does not answer, so this is another one. What was not saved there may be "
    "lost if you end it.",
)


def application() -> QApplication:
    """The one there is, or a new one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    made = QApplication(sys.argv[:1])
    made.setApplicationName("MedViewer")
    return made


def models_on_offer() -> tuple[tuple[ModelCard, ...], Message | None]:
    """The cards there are; none, and why, where a shipped one is broken: reading goes on without the AI."""
    try:
        return installed_cards(), None
    except ModelUnusable as error:
        return (), error.message


def build_window(
    chosen: Settings | None = None,
    worker_side: Callable[[], Handler] = build_handler,
    catalog: tuple[ModelCard, ...] | None = None,
    *,
    keeps_list: bool = True,
) -> MainWindow:
    """A window on a session of its own, not yet shown.

    Args:
        chosen: settings to use for this run only; None reads the reader's, and keeps changes.
        worker_side: what the AI process runs; importable by name.
        catalog: the models on offer; None: those that are shipped.
        keeps_list: whether what is opened goes on the reader's list of studies.
    """
    qt = application()
    file = paths.settings_file() if chosen is None else None
    preferences = Preferences(settings.load(file) if file else chosen or Settings(), file)
    language = install_language(qt, preferences.value.language)
    translator = Translator()
    cards, problem = models_on_offer() if catalog is None else (catalog, None)
    session = Session(
        JobRunner(), WorkerProcess(worker_side), cards, preferences, translator, language
    )
    MemoryBudget(preferences, session.volumes, session)
    AuditWatch(session)
    session.images.presets.use_file(preferences.folder)
    if file is not None:
        session.run_times.use(paths.run_times_file())
        session.remote.endpoints.use(paths.remote_machines_file())
    if keeps_list:
        session.study_list.use(paths.index_file())
        session.network.use(paths.nodes_file())
        session.journal.use(paths.index_file())
        session.audit.use(paths.audit_file(), paths.audit_anchor_file())
    prompts = WindowPrompts()
    registry = CommandRegistry(Context(session, prompts), COMMANDS)
    look = Appearance(qt, preferences)
    desk = Desk(session, registry, translator, preferences, look)
    viewport = ViewportGrid(session, registry, translator)
    window = MainWindow(desk, viewport, file.with_name("window.ini") if file else None)
    viewport.canvas_built.connect(window.let_drops_through)
    prompts.serve(desk, window, window.show_library, window.archives.begin)
    if problem is not None:
        session.messages.error(problem)
    return window


def run(
    order: OpeningOrder = NOTHING,
    place: MeetingPlace | None = None,
    *,
    does_other_hang: bool = False,
) -> int:
    """Show the window, open what was asked for, and stay until it is closed.

    Args:
        place: where later starts are listened for; None: they open windows of their own.
        does_other_hang: whether a window runs that should have opened it.
    """
    logs.set_up()
    log_qt_messages()
    qt, mark = application(), RunMark(paths.log_folder())
    lost = lost_runs(paths.log_folder())
    mark.begin()
    window = build_window()
    GarbageCollection(window.desk.session.runner, window)
    sys.excepthook = CrashReporter(window.desk, window)
    session = window.desk.session
    session.volumes.completed.connect(
        session.analysis.warm_up
    )  # the reader has something to look at

    def begin() -> None:
        window.take(order)
        session.library.remove_left_behind()
        session.network.begin(paths.arrivals_folder())
        greet(window.desk, window)
        show_news(window.desk, window)
        LostRunTeller(lost, window.desk, window)
        if does_other_hang:
            session.messages.warn(OTHER_HANGS)
        listen(place, window)

    if order.places:
        session.put_first_image_first()
    FirstPaint(window, begin)
    window.show()
    code = qt.exec()
    mark.end()
    return code


def listen(place: MeetingPlace | None, window: MainWindow) -> None:
    """Have later starts open what they were asked for in `window`, if no other window does."""
    try:
        from medviewer.session.one_window.listening import Listening  # loads the network part of Qt
    except ImportError:  # a library of the system that it needs is not there
        logger.warning("Later starts will open their own window: Qt's network part does not load")
        return
    if place is not None:
        listening = Listening(place, window)
        listening.asked.connect(window.take_from_another_start)
        listening.begin()
        qt = QCoreApplication.instance()
        if qt is not None:
            qt.aboutToQuit.connect(
                listening.end
            )  # threads may take a while to end: nobody waits for us


def run_tour(study: Path, report: Path, *, stays_open: bool) -> int:
    """Open, analyse, overlay and report `study` in the real window; the exit code.

    With `stays_open` the window stays for the reader afterwards; otherwise it closes by itself.
    """
    logs.set_up()
    log_qt_messages()
    qt = application()
    window = build_window(keeps_list=False)  # the demo's study is no patient
    GarbageCollection(window.desk.session.runner, window)
    tour = Tour(window, study, report, stays_open=stays_open)
    window.show()
    QTimer.singleShot(0, tour.begin)
    qt.exec()
    return tour.exit_code
