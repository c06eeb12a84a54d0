"""Presentation states: what they show and draw."""

from pathlib import Path

import pytest
from pydicom.sequence import Sequence

from medviewer.dicom.objects.graphic_annotations import lab_to_rgb
from medviewer.dicom.objects.presentation_state import read_presentation
from medviewer.domain.presentation_state import PresentedGraphic, Units
from medviewer.domain.turn import Turn
from tests.phantoms.presentations import annotation_sequence, presentation, shape, with_values
from tests.phantoms.reports import write_object


def test_that_shapes_and_texts_are_read_with_their_layer(tmp_path: Path) -> None:
    text = with_values(
        UnformattedTextValue="NOT VERIFIED",
        AnchorPoint=[10.5, 20.5],
        AnchorPointAnnotationUnits="PIXEL",
        AnchorPointVisibility="Y",
    )
    layer = with_values(
        GraphicLayer="AI",
        GraphicLayerOrder=1,
        GraphicLayerRecommendedDisplayCIELabValue=[65535, 32896, 32896],
    )
    state = presentation(
        ["1.2.3"],
        GraphicAnnotationSequence=annotation_sequence(
            [shape("CIRCLE", [10.5, 10.5, 15.5, 10.5]), shape("POINT", [0.25, 0.5], "DISPLAY")],
            [text],
        ),
        GraphicLayerSequence=Sequence([layer]),
    )

    found = read_presentation(write_object(tmp_path / "pr.dcm", state))

    [drawn] = found.annotations
    circle, point = drawn.shapes
    assert (circle.kind, circle.points) == (PresentedGraphic.CIRCLE, ((10.0, 10.0), (15.0, 10.0)))
    assert (point.units, point.points) == (Units.DISPLAY, ((0.25, 0.5),))
    assert (drawn.texts[0].text, drawn.texts[0].anchor) == ("NOT VERIFIED", (10.0, 20.0))
    assert found.colour_of("AI") == (255, 255, 255)
    assert [each.sop_instance_uid for each in found.images] == ["1.2.3"]


@pytest.mark.parametrize(
    ("degrees", "flip", "expected"),
    [
        (90, "N", Turn(1)),
        (0, "Y", Turn(0, is_mirrored=True)),
        # First turned clockwise, then left and right exchanged: mirrored first, turned the other way.
        (90, "Y", Turn(3, is_mirrored=True)),
    ],
)
def test_that_the_image_is_turned_first_and_flipped_then(
    tmp_path: Path, degrees: int, flip: str, expected: Turn
) -> None:
    state = presentation(["1.2.3"], ImageRotation=degrees, ImageHorizontalFlip=flip)

    assert read_presentation(write_object(tmp_path / "pr.dcm", state)).turn == expected


def test_that_what_is_not_shown_is_told(tmp_path: Path) -> None:
    state = presentation(["1.2.3"], MaskSubtractionSequence=Sequence([with_values()]))

    [note] = read_presentation(write_object(tmp_path / "pr.dcm", state)).notes

    assert "subtraction" in str(note)


def test_that_colours_are_those_of_the_standard_observer() -> None:
    # Pure sRGB red is L* 54.29, a* 80.81, b* 69.89 under D50 (ICC); stored as 16 bit.
    stored = (54.29 / 100 * 65535, (80.81 + 128) / 255 * 65535, (69.89 + 128) / 255 * 65535)

    red, green, blue = lab_to_rgb(stored)

    assert red >= 253
    assert max(green, blue) <= 4


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("AdvancedBlendingSequence", "The blending of several images is not shown."),
        (
            "VolumetricPresentationStateInputSequence",
            "The planes and renderings of a volume that this state asks for are not shown.",
        ),
    ],
)
def test_that_what_todays_states_ask_for_is_told(tmp_path: Path, asked: str, told: str) -> None:
    state = presentation(["1.2.3"], **{asked: Sequence([with_values(GraphicLayer="A")])})

    found = read_presentation(write_object(tmp_path / "pr.dcm", state))

    assert [str(note) for note in found.notes] == [told]
