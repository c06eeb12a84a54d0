from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from medviewer.gui.canvas.ai_layer import Legend, paint_badge, paint_legend
from medviewer.gui.canvas.corner_layer import paint_corners, paint_letters, paint_scale_bar
from medviewer.gui.canvas.corner_texts import Corners
from medviewer.gui.canvas.halo_text import WARNING, Line, sized
from medviewer.gui.canvas.marks_sheet import Marks, MarksSheet
from medviewer.gui.canvas.picture_view import PictureView
from medviewer.gui.canvas.view_geometry import ViewGeometry
from medviewer.gui.translation import Translator
from medviewer.imaging.colormaps import AI_COLOUR
from tests.gui.canvas.samples import Desk, ct_study, finding, keep, patch_on, result

pytestmark = [pytest.mark.gui, pytest.mark.usefixtures("qapp")]
SIZE = (600, 500)
FRAME = ct_study().series[0].display_sets[0].frames[0]


def painted(paint: Callable[[QPainter], None], ground: int = 0xFF000000) -> NDArray[np.uint8]:
    """What `paint` leaves on an opaque ground: [row, column, (red, green, blue)]."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    painter.setFont(sized(QFont(), 13))
    paint(painter)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(SIZE[1], SIZE[0], 4)
    return pixels[..., 2::-1].copy()


def bright(part: NDArray[np.uint8]) -> bool:
    return bool((part > 150).all(axis=-1).any())


def lit(part: NDArray[np.uint8]) -> bool:
    """In any colour."""
    return bool((part.max(axis=-1) > 150).any())


def test_that_letters_stand_in_the_middle_of_their_edges() -> None:
    pixels = painted(lambda painter: paint_letters(painter, SIZE, FRAME))

    assert bright(pixels[235:265, 5:40])  # left
    assert bright(pixels[235:265, 560:595])  # right
    assert bright(pixels[5:40, 285:315])  # top
    assert bright(pixels[460:495, 285:315])  # bottom
    assert not bright(pixels[60:200, 60:540])


def test_that_a_cell_too_small_for_texts_still_says_which_side_is_which(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    sheet = MarksSheet(Translator(), widget)
    geometry = ViewGeometry((100, 100), (1.0, 1.0), is_calibrated=True, size=(200, 200))

    sheet.show_marks(Marks(geometry, Corners((Line("Muster, Erika"),)), FRAME))
    pixels = painted(sheet.paint)

    assert bright(pixels[85:115, 5:40])  # left
    assert bright(pixels[5:40, 85:115])  # top
    assert not bright(pixels[5:40, 5:80])  # no name


def test_that_a_long_warning_is_not_cut_where_nothing_stands_across_from_it() -> None:
    long = "MIRRORED, then turned 270 degrees clockwise, " + "and more " * 4
    below = (Line("W 400"), Line("Image 1 / 1"))

    warned = painted(
        lambda p: paint_corners(p, SIZE, Corners(bottom_left=(Line(long, WARNING), *below)))
    )
    plain = painted(lambda p: paint_corners(p, SIZE, Corners(bottom_left=(Line(long), *below))))

    assert lit(warned[:, 300:540])
    assert not lit(plain[:, 300:540])


def test_that_a_warning_leaves_the_line_across_from_it_alone() -> None:
    texts = Corners(
        bottom_left=(Line("x" * 200, WARNING), Line("a"), Line("b")),
        bottom_right=(Line("c"), Line("d"), Line("e")),
    )

    pixels = painted(lambda painter: paint_corners(painter, SIZE, texts))

    assert not lit(pixels[:, 300:560])


def test_that_an_image_of_unknown_orientation_has_no_letters() -> None:
    unknown = type(FRAME)(FRAME.instance, 0, plane=None)

    assert not painted(lambda painter: paint_letters(painter, SIZE, unknown)).any()


def test_that_letters_read_on_white_too() -> None:
    pixels = painted(lambda painter: paint_letters(painter, SIZE, FRAME), ground=0xFFFFFFFF)

    assert (pixels[235:265, 5:40] < 10).all(axis=-1).any()  # their outline


@pytest.mark.parametrize(
    ("spacing_mm", "length_px"),
    [
        # 500 px high, 100 rows: 5 px a row. At most 125 px: 20 mm are 100 px, 50 mm would be 250.
        (1.0, 100),
        # 0.5 mm: 10 px a mm; 10 mm are 100 px.
        (0.5, 100),
        # 0.8 mm: 6.25 px a mm; 20 mm are 125 px.
        (0.8, 125),
    ],
)
def test_that_the_scale_bar_is_as_long_as_it_says(spacing_mm: float, length_px: int) -> None:
    geometry = ViewGeometry((100, 100), (spacing_mm, spacing_mm), is_calibrated=True, size=SIZE)

    pixels = painted(lambda painter: paint_scale_bar(painter, geometry, Translator()))

    upright = np.nonzero((pixels[:, 585] > 200).all(axis=-1))[0]
    assert upright.max() - upright.min() == pytest.approx(length_px, abs=1)


def test_that_an_uncalibrated_image_has_no_scale_bar() -> None:
    geometry = ViewGeometry((100, 100), (1.0, 1.0), is_calibrated=False, size=SIZE)

    assert not painted(lambda painter: paint_scale_bar(painter, geometry, Translator())).any()


@pytest.mark.parametrize("lines_above", [0, 4])
def test_that_the_badge_is_in_the_top_right_corner_below_the_texts(lines_above: int) -> None:
    pixels = painted(lambda painter: paint_badge(painter, SIZE, "AI", lines_above))

    rows, columns = np.nonzero((pixels == AI_COLOUR).all(axis=-1))
    assert columns.min() > 500
    assert rows.max() < 120
    assert (rows.min() > 60) == (lines_above == 4)


def test_that_the_legend_goes_from_against_to_for_on_black() -> None:
    pixels = painted(
        lambda painter: paint_legend(painter, SIZE, Legend("", "", 0.03), 0), ground=0xFFFFFFFF
    )

    # 180 px wide in the middle, on its own black: the only dark band of full width.
    dark = (pixels.min(axis=-1) < 60)[:, 212:388].mean(axis=1) > 0.5
    row = int(np.nonzero(dark)[0][3])
    red, _, blue = pixels[row, 215].astype(int)
    assert blue > red  # against: blue
    red, _, blue = pixels[row, 385].astype(int)
    assert red > blue  # for: orange
    assert pixels[row, 299].max() < 30  # nothing at zero


def test_that_no_mark_of_the_ai_is_painted_without_badge_and_legend(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "medviewer.gui.canvas.marks_sheet.paint_badge",
        lambda painter, size, text, lines: said.append(text),
    )
    monkeypatch.setattr(
        "medviewer.gui.canvas.marks_sheet.paint_legend",
        lambda painter, size, legend, lines: said.extend((legend.title, legend.caveat)),
    )
    desk.session.overlays.update(shows_attention=True)
    keep(desk, result(finding(), attention=(patch_on("f1", 10),)))

    desk.panel.build_canvas().grab()

    assert said == [
        "Class-activation map · evidence for “lung nodule”",
        "logit · shows influence, not lesion extent",
        "AI · not verified",
    ]


def test_that_an_empty_sheet_changes_no_pixel(desk: Desk) -> None:
    canvas = desk.panel.build_canvas()
    canvas.sheet.show_marks(Marks())
    geometry = canvas.geometry_now()
    assert geometry is not None
    alone = PictureView(canvas)
    alone.widget.setGeometry(canvas.rect())
    alone.show_image(canvas.picture.item.image, geometry)
    alone.look_at(geometry)

    with_sheet = canvas.picture.widget.grab().toImage()

    assert alone.widget.grab().toImage() == with_sheet
