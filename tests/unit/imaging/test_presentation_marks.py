"""Graphic annotations over an image."""

from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.presentation_state import (
    DisplayedArea,
    GraphicAnnotation,
    GraphicLayer,
    PresentationState,
    PresentedGraphic,
    PresentedShape,
    PresentedText,
    Units,
)
from medviewer.imaging.presentation_marks import presentation_marks


def state(*annotations: GraphicAnnotation, **values: object) -> PresentationState:
    return PresentationState("1.2", "L", "", (), annotations=annotations, **values)  # type: ignore[arg-type]


def test_that_what_is_relative_to_the_screen_lies_in_the_displayed_area() -> None:
    shape = PresentedShape(PresentedGraphic.POINT, ((0.5, 1.0),), Units.DISPLAY)
    area = DisplayedArea((11, 21), (30, 40))  # pixels 10..29 and 20..39, counted from 0

    [mark] = presentation_marks(
        state(GraphicAnnotation("AI", shapes=(shape,)), areas=(area,)), "1", 1, (64, 64)
    )

    assert mark.dots == ((19.5, 39.5),)


def test_that_lower_layers_come_first_in_their_colours() -> None:
    point = PresentedShape(PresentedGraphic.POINT, ((1.0, 1.0),))
    layers = (
        GraphicLayer("TOP", 2, colour=(255, 0, 0)),
        GraphicLayer("LOW", 1, colour=(0, 255, 0)),
    )
    drawn = state(
        GraphicAnnotation("TOP", shapes=(point,)),
        GraphicAnnotation("LOW", shapes=(point,)),
        layers=layers,
    )

    marks = presentation_marks(drawn, "1", 1, (8, 8))

    assert [mark.colour for mark in marks] == [(0, 255, 0), (255, 0, 0)]


def test_that_annotations_of_other_images_and_frames_stay_away() -> None:
    text = (PresentedText("here", (1.0, 1.0)),)
    other = GraphicAnnotation("A", (ObjectReference("9"),), texts=text)
    frame = GraphicAnnotation("A", (ObjectReference("1", frames=(2,)),), texts=text)

    assert len(presentation_marks(state(other, frame), "1", 1, (8, 8))) == 0
    assert len(presentation_marks(state(other, frame), "1", 2, (8, 8))) == 1
