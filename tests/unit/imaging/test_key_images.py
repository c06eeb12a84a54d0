"""Key images: true proportions, marks in the AI's colour only, the lesion itself uncovered."""

import dataclasses
from dataclasses import replace

import numpy as np
import pytest

from medviewer.domain.calibration import AxisUnit, CalibrationKind, PixelCalibration
from medviewer.domain.finding import (
    Finding,
    PatientBox,
    Provenance,
    Review,
    ReviewState,
    VoxelBox,
)
from medviewer.domain.geometry import ImagePlane
from medviewer.domain.model_card import AttentionPatch
from medviewer.domain.report import ReportedFinding
from medviewer.domain.typeface import FontSet
from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.domain.volume import Frame, Unit
from medviewer.imaging.colormaps import AI_COLOUR, FOR_COLOUR, READER_COLOUR
from medviewer.imaging.key_images import SliceView, badge, box_label, caption, key_image
from medviewer.words import message

NO_FONTS = FontSet()
WINDOW = VoiWindow(127.5, 255, VoiFunction.LINEAR_EXACT)  # value v is grey v
GREY = 60


def finding(box: VoxelBox) -> Finding:
    return Finding(
        finding_id="finding-1",
        label="lung_nodule",
        name=message("Test", "Lung nodule"),
        site=message("Test", "right upper zone"),
        center_lps_mm=(0.0, 0.0, 0.0),
        center_voxel=(7, box.first[1], box.first[2]),
        box_lps_mm=PatientBox((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)),
        box_voxel=box,
        diameter_mm=8.2,
        confidence=0.874,
        is_calibrated=False,
        sop_instance_uids=("1.2",),
        provenance=Provenance("model", "1.0", "ab" * 32, "1.2.3", "cpu", "2026-01-01T00:00:00Z"),
    )


def item(state: ReviewState = ReviewState.PROPOSED, reader: str = "") -> ReportedFinding:
    box = VoxelBox((6, 90, 90), (8, 109, 119))
    return ReportedFinding(3, finding(box), Review("finding-1", state, reader))


def view(plane: ImagePlane | None = None, shape: tuple[int, int] = (240, 240)) -> SliceView:
    frame = Frame(np.full(shape, GREY, np.uint8), Unit.NONE)
    return SliceView(frame, WINDOW, plane, slice_count=20)


def plane(row_spacing_mm: float, column_spacing_mm: float) -> ImagePlane:
    return ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), row_spacing_mm, column_spacing_mm)


def coloured(pixels: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    same: np.ndarray = np.all(pixels == colour, axis=-1)
    return same


def test_that_the_whole_slice_is_shown_in_true_proportion() -> None:
    # 120 rows of 2 mm by 240 columns of 0.5 mm: 240 mm tall, 120 mm wide
    image = key_image(view(plane(2.0, 0.5), (120, 240)), item(), fonts=NO_FONTS)

    rows, columns = image.pixels.shape[:2]
    assert rows == 2 * columns
    assert image.pixels.dtype == np.uint8
    assert image.finding_id == "finding-1"


def test_that_the_box_lies_just_outside_its_pixels_and_covers_none_of_them() -> None:
    pixels = key_image(view(), item(), fonts=NO_FONTS).pixels

    # Three picture pixels an image pixel; the box is rows 90..109, columns 90..119.
    inside = pixels[270:330, 270:360]
    assert (inside == GREY).all()
    assert coloured(pixels[268:270, 270:360], AI_COLOUR).mean() > 0.5
    assert coloured(pixels[330:332, 270:360], AI_COLOUR).mean() > 0.5
    assert coloured(pixels[270:330, 268:270], AI_COLOUR).mean() > 0.5
    assert coloured(pixels[270:330, 360:362], AI_COLOUR).mean() > 0.5


def test_that_a_finding_of_a_whole_image_gets_a_picture_without_a_box() -> None:
    whole = replace(
        finding(VoxelBox((0, 0, 0), (0, 0, 0))),
        center_lps_mm=None,
        center_voxel=None,
        box_lps_mm=None,
        box_voxel=None,
        diameter_mm=None,
        image_index=4,
    )
    reported = ReportedFinding(3, whole, Review("finding-1"))

    image = key_image(view(), reported, fonts=NO_FONTS)

    middle = image.pixels[120:600]  # below the badge
    assert not coloured(middle, AI_COLOUR).any()
    assert str(image.caption) == "3: Lung nodule, right upper zone. Image 5, AI score 0.87"


def test_that_a_readers_own_finding_is_yellow_and_the_ai_does_not_vouch_for_it() -> None:
    told = Provenance("", "", "", "1.2.3", "", "2026-01-01T00:00:00Z", "Dr. Li")
    own = item(ReviewState.ACCEPTED, "Dr. Li")
    own = dataclasses.replace(own, finding=dataclasses.replace(own.finding, provenance=told))

    image = key_image(view(), own, fonts=NO_FONTS)

    middle = image.pixels[120:600]  # below the badge
    assert not coloured(middle, AI_COLOUR).any()
    assert coloured(middle, READER_COLOUR).any()
    assert str(badge(own)) == "Finding by Dr. Li"
    assert str(image.caption).endswith("added by the reader")


def test_that_the_box_is_dashed() -> None:
    edge = coloured(key_image(view(), item(), fonts=NO_FONTS).pixels[331, 270:360], AI_COLOUR)

    assert 5 <= np.count_nonzero(np.diff(edge.astype(int)) == 1) <= 9  # 90 px, a dash every 12


def test_that_pixels_away_from_marks_are_the_rendered_greys() -> None:
    gradient = np.tile(np.arange(240, dtype=np.uint8), (240, 1))
    frame = Frame(gradient, Unit.NONE)

    pixels = key_image(SliceView(frame, WINDOW, None, 20), item(), fonts=NO_FONTS).pixels

    # the middle of three picture pixels is the image pixel itself
    np.testing.assert_array_equal(pixels[450, 1::3, 0], gradient[150])


def test_that_an_uncalibrated_image_has_neither_scale_bar_nor_letters() -> None:
    without = key_image(view(), item(), fonts=NO_FONTS).pixels
    calibrated = key_image(view(plane(1.0, 1.0)), item(), fonts=NO_FONTS).pixels

    lower_left, left_middle = np.s_[660:, :200], np.s_[340:380, :40]
    assert (without[lower_left] == GREY).all()
    assert (without[left_middle] == GREY).all()
    assert (calibrated[lower_left] != GREY).any()
    assert (calibrated[left_middle] != GREY).any()


def test_that_a_radiograph_has_a_scale_bar_that_says_whose_millimetres_they_are() -> None:
    detector = PixelCalibration(1.0, 1.0, AxisUnit.MILLIMETRE, CalibrationKind.DETECTOR)
    patient = dataclasses.replace(detector, kind=CalibrationKind.PATIENT)

    at_detector, in_patient = (
        key_image(dataclasses.replace(view(), stated=stated), item(), fonts=NO_FONTS).pixels
        for stated in (detector, patient)
    )

    lower_left = np.s_[660:, :300]
    assert (in_patient[lower_left] != GREY).any()
    assert np.count_nonzero(at_detector[lower_left] != GREY) > np.count_nonzero(
        in_patient[lower_left] != GREY
    )


def test_that_the_scale_bar_is_as_long_as_it_says() -> None:
    pixels = key_image(view(plane(1.0, 1.0)), item(), fonts=NO_FONTS).pixels

    # 3 px a mm and a quarter of 720 px: 50 mm is 150 px
    bar = coloured(pixels[706], (235, 235, 235))[:300]
    assert np.count_nonzero(bar) == pytest.approx(150, abs=2)


def patch(finding_id: str = "finding-1", slice_index: int = 7) -> AttentionPatch:
    full = np.full((2, 2), 2.0, np.float32)  # the end of the scale of 2 x 2 cells
    return AttentionPatch(finding_id, slice_index, (149.5, 169.5), (149.5, 169.5), full)


def test_that_attention_covers_exactly_the_pixels_it_names() -> None:
    pixels = key_image(view(), item(), [patch()], fonts=NO_FONTS).pixels

    changed = (pixels != GREY).any(axis=-1)[400:560, 400:560]
    rows, columns = np.nonzero(changed)
    assert (rows.min() + 400, rows.max() + 400) == (450, 509)
    assert (columns.min() + 400, columns.max() + 400) == (450, 509)
    expected = [round(0.7 * end + 0.3 * GREY) for end in FOR_COLOUR]
    assert pixels[480, 480].tolist() == pytest.approx(expected, abs=1)


@pytest.mark.parametrize("other", [patch(finding_id="finding-2"), patch(slice_index=8)])
def test_that_attention_of_another_finding_or_slice_is_left_out(other: AttentionPatch) -> None:
    plain = key_image(view(), item(), fonts=NO_FONTS).pixels

    np.testing.assert_array_equal(plain, key_image(view(), item(), [other], fonts=NO_FONTS).pixels)


@pytest.mark.parametrize(
    ("state", "reader", "expected"),
    [
        (ReviewState.PROPOSED, "", "AI · not verified"),
        (ReviewState.ACCEPTED, "Dr. Ada", "AI-assisted, reviewed by Dr. Ada"),
        (ReviewState.ACCEPTED, "", "AI-assisted, reviewed"),
        (ReviewState.REJECTED, "Dr. Ada", "AI · rejected by the reader"),
    ],
)
def test_that_the_badge_says_who_vouches_for_the_marks(
    state: ReviewState, reader: str, expected: str
) -> None:
    assert str(badge(item(state, reader))) == expected


def test_that_label_and_caption_carry_number_score_slice_and_size() -> None:
    assert box_label(item()) == "3 · 0.87"
    assert str(caption(item())) == (
        "3: Lung nodule, right upper zone. Slice 8, 8.2 mm, AI score 0.87"
    )


def test_that_a_calibrated_confidence_is_captioned_as_a_probability() -> None:
    calibrated = replace(item().finding, is_calibrated=True)

    text = str(caption(replace(item(), finding=calibrated)))

    assert text.endswith("AI probability 85 %")


def test_that_a_slice_nobody_acquired_says_so_on_its_picture() -> None:
    said = replace(view(), alterations=(message("Canvas", "INTERPOLATED"),))

    assert not np.array_equal(key_image(said, item()).pixels, key_image(view(), item()).pixels)
