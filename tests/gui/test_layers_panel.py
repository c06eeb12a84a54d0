"""Layers over the images: opened, listed, hidden, copied, in the whole window."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.kept_layer import KeptLayer
from medviewer.gui.canvas.object_marks import STILL, object_marks
from medviewer.gui.layers_panel import NAME, VOLUME, LayerRows
from medviewer.gui.main_window import MainWindow
from tests.phantoms.radiotherapy import STRUCTURE_SET, contour, write_structure_set

pytestmark = pytest.mark.gui
LAYER_ID = "1.2.3.4"


def square(z: float) -> object:
    """10 × 10 mm within the sample CT, which begins at (-24, -16)."""
    return contour((-10, -10, z, 0, -10, z, 0, 0, z, -10, 0, z))


@pytest.fixture
def drawn(read_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The sample CT with a region on its slices 8, 9 and 10."""
    contours = [square(-100 + 2.5 * index) for index in (8, 9, 10)]
    path = write_structure_set(tmp_path / "rs", contours)  # type: ignore[arg-type]
    session = read_window.desk.session
    (study,) = session.library.value.studies
    (series,) = study.series
    (shown,) = series.display_sets
    frames = tuple(
        replace(f, instance=replace(f.instance, frame_of_reference_uid="1.2.7"))
        for f in shown.frames
    )
    listed = DicomObject(path, LAYER_ID, STRUCTURE_SET, "RT Structure Set Storage", "RTSTRUCT")
    series = replace(series, display_sets=(replace(shown, frames=frames),), objects=(listed,))
    study = replace(study, series=(series,))
    session.library.update(studies=(study,))
    session.show(study, series.display_sets[0])
    run = read_window.desk.registry.run
    run("object.open", study_key=study.key, sop_instance_uid=LAYER_ID)
    qtbot.waitUntil(lambda: has_volume(read_window))
    return read_window


def has_volume(window: MainWindow) -> bool:
    layer = window.desk.session.layers.value.find(LAYER_ID)
    return layer is not None and layer.items[0].volume_ml is not None


def is_drawn(window: MainWindow) -> bool:
    session = window.desk.session
    return bool(object_marks(session, session.viewport.value, asker=1).items)


def rows_of(window: MainWindow, qtbot: QtBot) -> LayerRows:
    rows = window.layers.panel.rows

    def is_full() -> bool:
        layer = rows.topLevelItem(0)
        child = layer.child(0) if layer is not None else None
        return child is not None and bool(child.text(VOLUME))

    qtbot.waitUntil(is_full)
    return rows


def test_that_a_region_is_listed_with_its_volume(drawn: MainWindow, qtbot: QtBot) -> None:
    rows = rows_of(drawn, qtbot)

    layer = rows.topLevelItem(0)
    assert layer is not None
    item = layer.child(0)
    assert item is not None
    assert (item.text(NAME), item.text(VOLUME)) == ("GTV", "0.75 mL")  # 3 × 100 mm² × 2.5 mm
    assert drawn.layers.isVisible()


def test_that_it_is_drawn_on_its_slices_only(drawn: MainWindow, qtbot: QtBot) -> None:
    session = drawn.desk.session

    session.viewport.scroll_to(9)
    qtbot.waitUntil(lambda: is_drawn(drawn))
    session.viewport.scroll_to(2)
    with qtbot.waitSignal(session.layers.cuts.changed):
        is_drawn(drawn)

    assert not is_drawn(drawn)


def test_that_a_row_unchecked_hides_its_region(drawn: MainWindow, qtbot: QtBot) -> None:
    drawn.desk.session.viewport.scroll_to(9)
    qtbot.waitUntil(lambda: is_drawn(drawn))
    layer = rows_of(drawn, qtbot).topLevelItem(0)
    assert layer is not None
    item = layer.child(0)
    assert item is not None

    item.setCheckState(NAME, Qt.CheckState.Unchecked)

    assert not is_drawn(drawn)


def test_that_one_command_hides_all_layers_and_shows_them_again(
    drawn: MainWindow, qtbot: QtBot
) -> None:
    drawn.desk.session.viewport.scroll_to(9)
    qtbot.waitUntil(lambda: is_drawn(drawn))
    run = drawn.desk.registry.run

    run("layer.show_all")
    hidden = is_drawn(drawn)
    run("layer.show_all")

    assert (hidden, is_drawn(drawn)) == (False, True)


def test_that_a_click_goes_to_the_middle_of_a_region(drawn: MainWindow, qtbot: QtBot) -> None:
    rows = rows_of(drawn, qtbot)
    layer = rows.topLevelItem(0)
    assert layer is not None
    drawn.desk.session.viewport.scroll_to(0)

    rows.itemClicked.emit(layer.child(0), 0)

    assert drawn.desk.session.viewport.value.index == 9


def test_that_a_copy_becomes_a_segment_of_the_readers_own_and_can_be_undone(
    drawn: MainWindow, qtbot: QtBot
) -> None:
    session, run = drawn.desk.session, drawn.desk.registry.run

    run("layer.copy", layer_id=LAYER_ID, key=1)
    qtbot.waitUntil(lambda: bool(session.segments.value.segments))

    (segment,) = session.segments.value.segments
    assert segment.name == "GTV"
    assert sorted(segment.slices) == [8, 9, 10]
    # Columns 1 mm apart, rows half a millimetre: 10 × 20 pixels, whose centres on one of two edges count.
    assert segment.voxel_count == 3 * 10 * 20
    run("edit.undo")
    assert session.segments.value.segments == ()


def test_that_layers_go_with_their_study(drawn: MainWindow) -> None:
    session = drawn.desk.session

    session.close_all()

    assert session.layers.value.layers == ()


def test_that_an_object_of_other_images_says_what_is_missing(
    drawn: MainWindow, qtbot: QtBot
) -> None:
    session = drawn.desk.session
    layer = session.layers.value.find(LAYER_ID)
    assert layer is not None
    session.layers.change(replace(layer, spaces=frozenset({"9.9"})))
    said = len(session.messages.history)

    (study,) = session.library.value.studies
    drawn.desk.registry.run("object.open", study_key=study.key, sop_instance_uid=LAYER_ID)

    assert "images that are not open" in str(session.messages.history[said].text)


def test_that_the_journal_brings_a_layer_back_as_it_was_shown(
    drawn: MainWindow, qtbot: QtBot
) -> None:
    session = drawn.desk.session
    (study,) = session.library.value.studies
    session.layers.set_opacity(LAYER_ID, 0.8)
    session.layers.show_item(LAYER_ID, 1, is_shown=False)
    kept = session.layers.kept(study.key)
    session.layers.close(LAYER_ID)

    session.layers.bring_back(study, kept)
    qtbot.waitUntil(lambda: session.layers.value.find(LAYER_ID) is not None)

    layer = session.layers.value.find(LAYER_ID)
    assert layer is not None
    assert (layer.opacity, layer.items[0].is_shown) == (0.8, False)


def test_that_a_kept_layer_whose_object_is_gone_is_passed_over(drawn: MainWindow) -> None:
    session = drawn.desk.session
    (study,) = session.library.value.studies

    session.layers.bring_back(study, (KeptLayer("9.9"),))

    assert session.layers.value.find("9.9") is None


def test_that_a_copied_picture_has_the_layers_whether_they_were_on_screen_or_not(
    drawn: MainWindow,
) -> None:
    session = drawn.desk.session
    session.viewport.scroll_to(9)

    marks = object_marks(session, session.viewport.value, STILL)

    assert len(marks.items) == 1
