"""What is written can be read, what is to be operated can be seen, whatever eyes look at it."""

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QPalette

from medviewer.gui import notes_bar, patient_banner, thumbnail_icons, viewport_panel
from medviewer.gui.canvas import (
    ai_layer,
    crosshair,
    halo_text,
    measure_layer,
    phase_slider,
    place_layer,
    segment_layer,
    slice_slider,
)
from medviewer.gui.theme import BY_NAME, Colours, palette_of
from medviewer.imaging.colormaps import AGAINST_COLOUR, FOR_COLOUR
from tests.gui.contrasts import VISIONS, contrast, distance

TEXT, CONTROL = 4.5, 3.0  # WCAG 2.1 AA, 1.4.3 and 1.4.11
APART = 20.0  # CIE 1976; a tenth of it is just noticed side by side
GROUNDS = ("window", "base", "raised", "hover", "selected")
THEMES = pytest.mark.parametrize("colours", BY_NAME.values(), ids=BY_NAME.keys())
SIGHTS = pytest.mark.parametrize("vision", VISIONS)

Rgb = tuple[int, ...]


def of(rgb: Rgb) -> QColor:
    return QColor(*rgb[:3])


def test_that_black_on_white_is_21_to_1_and_a_colour_on_itself_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WCAG's own example
    assert contrast("#2b76c4", "#2b76c4") == 1


def test_that_red_and_green_of_one_lightness_are_near_for_deuteranopes_only() -> None:
    red, green = "#c85a5a", "#7d8a3c"

    assert distance(red, green, "usual") > 50
    assert distance(red, green, "deuteranopia") < 20


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["text", "muted", "link", "amber", "green", "violet"])
def test_that_words_can_be_read_on_every_ground(colours: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= TEXT


@THEMES
@pytest.mark.parametrize("ground", ["window", "base", "raised"])
def test_that_red_words_can_be_read_where_there_are_any(colours: Colours, ground: str) -> None:
    assert contrast(colours.red, getattr(colours, ground)) >= TEXT


@THEMES
def test_that_words_can_be_read_on_what_is_coloured(colours: Colours) -> None:
    assert contrast(colours.on_accent, colours.accent) >= TEXT
    assert contrast(colours.on_accent, colours.accent_hover) >= TEXT
    assert contrast(colours.amber, colours.amber_back) >= TEXT
    assert contrast(colours.text, colours.pressed) >= TEXT


@THEMES
@pytest.mark.parametrize("line", ["edge", "link", "muted", "accent"])
@pytest.mark.parametrize("ground", ["window", "base", "raised"])
def test_that_edges_of_controls_and_of_the_focus_can_be_seen(
    colours: Colours, line: str, ground: str
) -> None:
    assert contrast(getattr(colours, line), getattr(colours, ground)) >= CONTROL


def test_that_high_contrast_is_high_and_what_is_off_can_still_be_read() -> None:
    colours = BY_NAME["contrast"]

    for ground in ("window", "base", "raised"):
        for ink in ("text", "muted", "link", "amber", "red", "green", "violet"):
            assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 7
        assert contrast(colours.faint, getattr(colours, ground)) >= TEXT


@THEMES
def test_that_qts_own_widgets_are_given_readable_pairs(colours: Colours) -> None:
    palette, role = palette_of(colours), QPalette.ColorRole

    for ink, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.PlaceholderText, role.Base),
        (role.HighlightedText, role.Highlight),
        (role.Link, role.Base),
        (role.LinkVisited, role.Base),
    ):
        assert contrast(palette.color(ink), palette.color(ground)) >= TEXT


def test_that_what_is_written_on_the_black_of_the_image_can_be_read() -> None:
    inks = (
        halo_text.TEXT,
        halo_text.FAINT,
        halo_text.WARNING,
        ai_layer.AI,
        measure_layer.MEASURE,
        measure_layer.SELECTED,
        place_layer.CURSOR,
        *place_layer.COLOURS.values(),
        *crosshair.COLOURS.values(),
        *segment_layer.PALETTE,
    )

    assert all(contrast(of(ink), "#000000") >= TEXT for ink in inks)
    assert contrast(of(ai_layer.AI), of(ai_layer.BADGE_BACKGROUND)) >= TEXT
    for ink in (notes_bar.WARNING_COLOUR, notes_bar.PLAIN_COLOUR, notes_bar.ICON_COLOUR):
        assert contrast(ink, "#000000") >= TEXT


def test_that_letters_with_a_ground_of_their_own_can_be_read() -> None:
    for style in (patient_banner.STYLE, viewport_panel.GROUND_STYLE, phase_slider.LABEL_STYLE):
        values = dict(part.split(":") for part in style.replace(" ", "").split(";") if part)

        assert contrast(values["color"], values["background"]) >= TEXT
    assert contrast(thumbnail_icons.BADGE_INK, "#505050") >= TEXT  # on white behind the badge


def test_that_sliders_on_the_image_and_rings_of_cells_can_be_seen() -> None:
    for part in (slice_slider.ARRIVED, slice_slider.FAILED, slice_slider.THUMB):
        assert contrast(of(part), "#000000") >= CONTROL
    assert contrast(viewport_panel.OTHER_PATIENT, "#000000") >= CONTROL
    for colours in BY_NAME.values():
        assert contrast(colours.accent, "#000000") >= CONTROL


@SIGHTS
def test_that_the_ai_s_marks_are_never_taken_for_the_readers(vision: str) -> None:
    ai = of(ai_layer.AI)

    for mark in (measure_layer.MEASURE, measure_layer.SELECTED, slice_slider.INTERPOLATED):
        assert distance(ai, of(mark), vision) >= APART
    for mark in segment_layer.PALETTE:
        assert distance(ai, of(mark), vision) >= APART


@SIGHTS
def test_that_for_and_against_are_told_apart_on_the_map(vision: str) -> None:
    assert distance(of(FOR_COLOUR), of(AGAINST_COLOUR), vision) >= 2 * APART


@SIGHTS
def test_that_neighbouring_segments_are_told_apart(vision: str) -> None:
    for one, other in combinations(segment_layer.PALETTE, 2):
        assert distance(of(one), of(other), vision) >= APART


@SIGHTS
@THEMES
def test_that_decisions_are_told_apart(colours: Colours, vision: str) -> None:
    for one, other in combinations((colours.amber, colours.green, colours.violet), 2):
        assert distance(one, other, vision) >= APART / 2  # their words stand there, too


@SIGHTS
def test_that_the_lines_of_the_planes_are_told_apart_by_colour_or_by_their_dashes(
    vision: str,
) -> None:
    """Letters name them as well."""
    for colours, dashes in (
        (list(crosshair.COLOURS.values()), list(crosshair.DASHES.values())),
        (list(place_layer.COLOURS.values()), list(place_layer.DASHES.values())),
    ):
        for one, other in combinations(range(3), 2):
            assert dashes[one] != dashes[other]
            assert distance(of(colours[one]), of(colours[other]), vision) >= APART / 2
