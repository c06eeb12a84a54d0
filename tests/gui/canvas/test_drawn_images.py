"""What lies on images by the reader's hand, gathered for films and reports."""

from dataclasses import replace

import numpy as np
import pytest

from medviewer.domain.measurement import Measurement, MeasurementKind
from medviewer.domain.segmentation import Segment
from medviewer.gui.canvas.image_canvas import ImageCanvas
from medviewer.session.drawing.annotations import key_mark_of, reference_to
from tests.gui.canvas.samples import Desk

pytestmark = pytest.mark.gui


@pytest.fixture
def measured(desk: Desk, canvas: ImageCanvas) -> Desk:
    """A length on image 4, an ellipse on image 6, image 6 a key image."""
    session = desk.session
    session.library.update(studies=(desk.study,))
    [display_set] = desk.study.series[0].display_sets
    for index, kind in ((4, MeasurementKind.LENGTH), (6, MeasurementKind.ELLIPSE)):
        image = reference_to(desk.study, display_set, index)
        drawn = Measurement(f"m{index}", kind, image, ()).moved_to([(10, 20), (30, 40)])
        session.annotations.add(drawn)
    mark = key_mark_of(reference_to(desk.study, display_set, 6))
    session.annotations.toggle_key_image(desk.study.key, mark)
    return desk


def test_that_each_image_has_what_was_drawn_on_it_with_its_words(measured: Desk) -> None:
    [display_set] = measured.study.series[0].display_sets

    drawn = measured.session.pictures.drawn.of(measured.study, display_set)

    assert sorted(drawn) == [4, 6]
    [length] = drawn[4].items
    assert [str(line) for line in length.lines] == ["22.4 mm"]  # 20 columns of 1, 20 rows of 0.5
    [ellipse] = drawn[6].items
    assert any("Mean" in str(line) for line in ellipse.lines)


def test_that_what_is_hidden_on_the_screen_is_left_out(measured: Desk) -> None:
    [display_set] = measured.study.series[0].display_sets
    measured.session.overlays.update(shows_measurements=False)

    assert measured.session.pictures.drawn.of(measured.study, display_set) == {}


def test_that_segments_lie_on_the_images_they_were_painted_on(measured: Desk) -> None:
    [display_set] = measured.study.series[0].display_sets
    mask = np.zeros((64, 48), np.bool_)
    mask[3, 5] = True
    empty = Segment("s", "1", measured.study.key, display_set.display_set_id, (64, 48), 1.0)
    segments = measured.session.segments
    segments.replace(replace(segments.value, segments=(empty.with_masks({9: mask}),)))

    drawn = measured.session.pictures.drawn.of(measured.study, display_set)

    [part] = drawn[9].segments
    assert np.argwhere(part.mask.unpacked(part.shape)).tolist() == [[3, 5]]


def test_that_key_images_are_found_by_the_marks(measured: Desk) -> None:
    [display_set] = measured.study.series[0].display_sets

    assert measured.session.pictures.drawn.key_places(measured.study) == ((display_set, 6),)
