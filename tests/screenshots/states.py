"""The states pictures are taken of, in the order a reader would come by them.

`arrange` changes the session, once; `show` opens what lies over the window, once for each theme.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QWidget

from medviewer.domain.geometry import as_vector
from medviewer.domain.measurement import Measurement, MeasurementKind, to_points
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.voi import VoiWindow
from medviewer.gui.archives.link_dialog import LinkDialog
from medviewer.gui.archives.send_dialog import SendDialog
from medviewer.gui.archives.settings.dialog import NetworkDialog
from medviewer.gui.crash_dialog import CrashDialog
from medviewer.gui.erase_dialog import EraseDialog
from medviewer.gui.guided_tour import GuidedTour
from medviewer.gui.help_browser import HelpBrowser
from medviewer.gui.model_card.dialog import ModelCardDialog
from medviewer.gui.monitor_pattern import MonitorPattern
from medviewer.gui.override_dialog import OverrideDialog
from medviewer.gui.palette import CommandPalette
from medviewer.gui.printing.dialog import PrintDialog
from medviewer.gui.series_choice_dialog import SeriesChoiceDialog
from medviewer.gui.settings.dialog import SettingsDialog
from medviewer.gui.shortcut_page import ShortcutPage
from medviewer.gui.support.about_dialog import AboutDialog
from medviewer.gui.welcome_dialog import WelcomeDialog
from medviewer.session.drawing.annotations import new_id, reference_to
from medviewer.words import message
from tests.screenshots import hospital
from tests.screenshots.stage import Stage

LUNG = VoiWindow(-600, 1500)
TRACE = "medviewer/imaging/render.py, line 88, in render_grey\nValueError: (words of the error are left out)"
REFUSED = message(
    "Guard", "The series is {modality}, and the model was made for CT.", modality="MR"
)


@dataclass(frozen=True, slots=True)
class State:
    """One picture's name and how it comes about."""

    name: str
    arrange: Callable[[Stage], None] | None = None
    show: Callable[[Stage], QWidget] | None = None


def read(stage: Stage) -> None:
    stage.open_patient()
    stage.session.viewports.divide(1, 1)
    stage.show(stage.ct)
    stage.session.viewport.scroll_to(key_slice(stage))
    stage.session.presentations.set_window(stage.ct.display_set_id, LUNG)
    stage.settle()


def key_slice(stage: Stage) -> int:
    """The slice of the largest nodule."""
    geometry = stage.ct.geometry
    assert geometry is not None
    largest = max(stage.examined.phantom.nodules, key=lambda nodule: nodule.diameter_mm)
    return round(float(geometry.patient_to_voxel(largest.center_lps_mm)[0]))


def compare(stage: Stage) -> None:
    """Current beside prior, the current one twice, and the uptake; all scroll together."""
    prior = stage.prior.series[0].display_sets[0]
    wanted: tuple[tuple[Study, DisplaySet], ...] = (
        (stage.study, stage.ct),
        (stage.prior, prior),
        (stage.study, stage.pet),
        (stage.study, stage.ct),
    )
    stage.session.viewports.divide(2, 2)
    for cell, (study, shown) in zip(stage.session.viewports.visible(), wanted, strict=True):
        cell.show(study, shown)
    for shown in (prior, stage.pet):
        stage.whole(shown)
    stage.session.viewport.scroll_to(key_slice(stage))
    stage.desk.registry.run("link.align_here")
    stage.desk.registry.run("view.reference_lines")
    stage.settle()


def measure(stage: Stage) -> None:
    stage.desk.registry.run("view.reference_lines")
    stage.session.viewports.divide(1, 1)
    stage.show(stage.ct)
    stage.session.viewport.scroll_to(key_slice(stage))
    image = reference_to(stage.study, stage.ct, stage.session.viewport.value.index)
    kind = MeasurementKind
    drawings = (
        (kind.LENGTH, ((120, 60), (260, 60)), ""),
        (kind.ELLIPSE, ((170, 150), (215, 190)), "aorta"),
        (kind.ANGLE, ((150, 300), (190, 260), (240, 300)), ""),
        (kind.BIDIRECTIONAL, ((80, 180), (110, 205), (88, 200), (101, 184)), "target 1"),
        (kind.ARROW, ((300, 90), (285, 140)), "here"),
    )
    for what, pixels, label in drawings:
        points = to_points(pixels, image.plane)
        stage.session.annotations.add(Measurement(new_id(), what, image, points, label))
    stage.window.findChild(QWidget, "measurements").raise_()  # type: ignore[union-attr]
    stage.settle()


def cross(stage: Stage) -> None:
    stage.desk.registry.run("mpr.toggle")
    stage.session.planes.mpr.move_to(hottest(stage))
    stage.planes_drawn()


def hottest(stage: Stage) -> tuple[float, float, float]:
    nodules = stage.examined.phantom.nodules
    return as_vector(max(nodules, key=lambda nodule: nodule.diameter_mm).center_lps_mm)


def fuse(stage: Stage) -> None:
    stage.session.presentations.set_window(stage.ct.display_set_id, VoiWindow(40, 400))
    stage.desk.registry.run("mpr.fuse", display_set_id=stage.pet.display_set_id)
    stage.whole(stage.pet)
    stage.planes_drawn()


def stand(stage: Stage) -> None:
    """The same volume as a solid, in full detail."""
    stage.desk.registry.run("mpr.toggle")
    stage.desk.registry.run("solid.toggle")
    room = stage.session.planes.room
    stage.until(lambda: room.pictures.is_fine, "the solid")


def analyse(stage: Stage) -> None:
    if stage.session.planes.room.is_open:
        stage.desk.registry.run("solid.toggle")
    if stage.session.planes.mpr.value.is_open:
        stage.desk.registry.run("mpr.toggle")
    stage.show(stage.ct)
    stage.session.presentations.set_window(stage.ct.display_set_id, LUNG)
    stage.window.findChild(QWidget, "findings").raise_()  # type: ignore[union-attr]
    stage.desk.registry.run("view.measurements")  # they would cover the marks
    stage.analyse()
    stage.desk.registry.run("findings.next")
    stage.session.overlays.update(shows_attention=True)
    stage.settle()


def decide(stage: Stage) -> None:
    """One accepted, one rejected, an impression written."""
    stage.session.overlays.update(shows_attention=False)
    stage.desk.registry.run("findings.accept")
    stage.desk.registry.run("findings.next")
    stage.desk.registry.run("findings.reject", reason="vessel")
    stage.desk.registry.run("findings.next")
    stage.session.reading.write(impression="Solid nodule in the left lung, 18 mm. PET positive.")
    stage.settle()


def tags(stage: Stage) -> None:
    stage.desk.registry.run("view.attributes")
    stage.settle(8)


def away_with_tags(stage: Stage) -> None:
    stage.desk.registry.run("view.attributes")
    stage.settle()


def archives(stage: Stage) -> None:
    stage.desk.registry.run("view.attributes")
    hospital.enter(stage.session.network)
    hospital.answer(stage.session.network)
    stage.desk.registry.run("archive.open")
    stage.settle(8)


def transfers(stage: Stage) -> None:
    panel = stage.window.archives.panel
    panel.tabs.setCurrentWidget(panel.transfers)
    stage.settle()


def away_with_archives(stage: Stage) -> None:
    stage.window.archives.close()
    stage.desk.registry.run("view.attributes")
    stage.settle()


def link(stage: Stage) -> QWidget:
    named = "study=1.2.840.113619.2.1.7&accession=A-77&patient=P-1042"
    stage.desk.registry.run("archive.open_link", link=f"medviewer://open?{named}")
    stage.settle()
    return stage.dialog(LinkDialog)


def library(stage: Stage) -> None:
    stage.desk.registry.run("file.close_all")
    stage.settle()
    stage.desk.registry.run("file.library")
    stage.settle(8)


def asked(command_id: str, kind: type[QWidget], stage: Stage) -> QWidget:
    """What a command opens."""
    stage.desk.registry.run(command_id)
    stage.settle()
    return stage.dialog(kind)


def opened(make: Callable[[Stage], QDialog], stage: Stage) -> QWidget:
    dialog = make(stage)
    dialog.open()
    stage.settle()
    return dialog


def settings(page: str) -> Callable[[Stage], QWidget]:
    return partial(opened, lambda stage: SettingsDialog(stage.desk, stage.window, page))


def tour(stage: Stage) -> QWidget:
    card = asked("help.tour", GuidedTour, stage)
    assert isinstance(card, GuidedTour)
    card.next.click()
    stage.settle()
    return card


def menu(title: str) -> Callable[[Stage], QWidget]:
    """A menu of the bar, by its English title."""

    def show(stage: Stage) -> QWidget:
        shown = stage.window.menus[title]
        shown.popup(stage.window.mapToGlobal(QPoint(200, 40)))
        stage.settle()
        return shown

    return show


def override(stage: Stage) -> QDialog:
    return OverrideDialog(stage.card, (REFUSED,), lambda _: None, stage.desk, stage.window)


def erase(stage: Stage) -> QDialog:
    return EraseDialog(stage.study.patient, lambda: None, stage.desk, stage.window)


STATES = (
    State("start"),
    State("welcome", show=partial(opened, lambda s: WelcomeDialog(s.desk, s.window))),
    State("tour", show=tour),
    State("reading", read),
    State("compared", compare),
    State("measuring", measure),
    State("planes", cross),
    State("fusion", fuse),
    State("solid", stand),
    State("analysed", analyse),
    State("decided", decide),
    State("attributes", tags),
    State("archives", archives),
    State("transfers", transfers),
    State("send", away_with_archives, partial(asked, "archive.send", SendDialog)),
    State("network", show=partial(asked, "archive.settings", NetworkDialog)),
    State("link", show=link),
    State("model-card", away_with_tags, show=partial(asked, "ai.model_card", ModelCardDialog)),
    State("series", show=partial(asked, "ai.choose_series", SeriesChoiceDialog)),
    State("override", show=partial(opened, override)),
    State("erase", show=partial(opened, erase)),
    State("print", show=partial(asked, "file.print", PrintDialog)),
    State("palette", show=partial(asked, "help.palette", CommandPalette)),
    State("shortcuts", show=partial(asked, "help.shortcuts", ShortcutPage)),
    State("help", show=partial(asked, "help.topics", HelpBrowser)),
    State("settings", show=settings("general")),
    State("settings-mouse", show=settings("mouse")),
    State("settings-keys", show=settings("keys")),
    State("settings-presets", show=settings("presets")),
    State("about", show=partial(asked, "help.about", AboutDialog)),
    State("crash", show=partial(opened, lambda s: CrashDialog(TRACE, s.desk, s.window))),
    State("menu-view", show=menu("&View")),
    State("menu-measure", show=menu("&Measure")),
    State("test-pattern", show=partial(asked, "help.test_pattern", MonitorPattern)),
    State("library", library),
)
