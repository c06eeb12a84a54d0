"""Reads Softcopy Presentation States (PS3.3 A.33): what they show, how, and what they draw on it."""

from pathlib import Path

from pydicom.dataset import Dataset

from medviewer.dicom.facts.modality_luts import modality_lut
from medviewer.dicom.facts.overlays import OVERLAY_TAGS, overlay_facts
from medviewer.dicom.facts.presentation_luts import KEYWORDS as LUT_KEYWORDS
from medviewer.dicom.facts.shutters import SHUTTER_TAGS
from medviewer.dicom.facts.voi_luts import voi_presets
from medviewer.dicom.objects.graphic_annotations import annotation, graphic_layer
from medviewer.dicom.objects.listing import sop_class_name
from medviewer.dicom.objects.object_file import (
    parse_object,
    references,
    series_references,
    stamp,
    whole_numbers,
)
from medviewer.dicom.reading.attributes import items, number, states, text, texts, uid
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.person_names import readable_name
from medviewer.domain.presentation_state import DisplayedArea, PresentationState, PresentedWindow
from medviewer.domain.study import Rescale
from medviewer.domain.turn import Turn
from medviewer.words import Message, message

KEYWORDS = (
    *LUT_KEYWORDS,
    *SHUTTER_TAGS,
    "ContentLabel",
    "ContentDescription",
    "ContentCreatorName",
    "PresentationCreationDate",
    "PresentationCreationTime",
    "ReferencedSeriesSequence",
    "DisplayedAreaSelectionSequence",
    "GraphicLayerSequence",
    "GraphicAnnotationSequence",
    "ImageRotation",
    "ImageHorizontalFlip",
    "BlendingSequence",
    "MaskSubtractionSequence",
    "AdvancedBlendingSequence",
    "RedPaletteColorLookupTableDescriptor",
    "VolumetricPresentationStateInputSequence",
)
MOST_ANNOTATIONS = 20_000
NOT_SHOWN = {
    "BlendingSequence": message("Presentation", "The blending of several images is not shown."),
    "AdvancedBlendingSequence": message(
        "Presentation", "The blending of several images is not shown."
    ),
    "RedPaletteColorLookupTableDescriptor": message(
        "Presentation", "The colours this state gives to grey images are not shown."
    ),
    "VolumetricPresentationStateInputSequence": message(
        "Presentation",
        "The planes and renderings of a volume that this state asks for are not shown.",
    ),
    "MaskSubtractionSequence": message("Presentation", "Mask subtraction is not shown."),
}


def read_presentation(path: Path) -> PresentationState:
    """Read one state. Runs in any thread.

    Raises:
        UnreadableFile: gone or damaged.
    """
    parsed = parse_object(path, KEYWORDS, OVERLAY_TAGS)
    with without_warnings():
        return _state(parsed.dataset, sop_class_name(parsed))


def _state(dataset: Dataset, kind: str) -> PresentationState:
    rescale = modality_lut([dataset], "")
    return PresentationState(
        uid(dataset, "SOPInstanceUID"),
        text(dataset, "ContentLabel"),
        kind,
        _images(dataset),
        text(dataset, "ContentDescription"),
        readable_name(text(dataset, "ContentCreatorName")),
        stamp(dataset, "PresentationCreationDate", "PresentationCreationTime"),
        turn_of(dataset),
        tuple(
            area
            for item in items(dataset, "DisplayedAreaSelectionSequence")
            if (area := _area(item)) is not None
        ),
        tuple(_window(item, rescale) for item in items(dataset, "SoftcopyVOILUTSequence")),
        tuple(map(graphic_layer, items(dataset, "GraphicLayerSequence"))),
        tuple(map(annotation, items(dataset, "GraphicAnnotationSequence")[:MOST_ANNOTATIONS])),
        _modality(rescale),
        _shape(dataset),
        texts(dataset, "ShutterShape"),
        len(overlay_facts(dataset)),
        _notes(dataset),
    )


def turn_of(dataset: Dataset) -> Turn:
    """Rotation clockwise by quarters, then the flip (C.10.6)."""
    degrees = number(dataset, "ImageRotation") or 0.0
    turned = Turn(round(degrees / 90) % 4)
    return turned.flipped_sideways() if text(dataset, "ImageHorizontalFlip") == "Y" else turned


def _images(dataset: Dataset) -> tuple[ObjectReference, ...]:
    study_uid = uid(dataset, "StudyInstanceUID")
    found = [
        each
        for series in items(dataset, "ReferencedSeriesSequence")
        for each in series_references(series, study_uid, "ReferencedImageSequence")
    ]
    for blended in items(dataset, "BlendingSequence"):
        for series in items(blended, "ReferencedSeriesSequence"):
            found += series_references(series, study_uid, "ReferencedImageSequence")
    return tuple(found)


def _area(item: Dataset) -> DisplayedArea | None:
    first = whole_numbers(item, "DisplayedAreaTopLeftHandCorner")
    last = whole_numbers(item, "DisplayedAreaBottomRightHandCorner")
    if len(first) < 2 or len(last) < 2:
        return None
    return DisplayedArea(
        (first[0], first[1]),
        (last[0], last[1]),
        references(item, "ReferencedImageSequence"),
        text(item, "PresentationSizeMode").upper() or "SCALE TO FIT",
        number(item, "PresentationPixelMagnificationRatio"),
    )


def _window(item: Dataset, rescale: Rescale) -> PresentedWindow:
    return PresentedWindow(
        voi_presets([item], rescale), references(item, "ReferencedImageSequence")
    )


def _modality(rescale: Rescale) -> str:
    if rescale.lut is not None:
        return "table"
    return "" if (rescale.slope, rescale.intercept) == (1.0, 0.0) else "line"


def _shape(dataset: Dataset) -> str:
    if items(dataset, "PresentationLUTSequence"):
        return "table"
    shape = text(dataset, "PresentationLUTShape").upper()
    return "" if shape == "IDENTITY" else shape


def _notes(dataset: Dataset) -> tuple[Message, ...]:
    notes = (note for keyword, note in NOT_SHOWN.items() if states(dataset, keyword))
    return tuple(notes)
