"""Softcopy presentation states (PS3.3 A.33.1, A.33.2): what a reader saw, for any viewer of the images.

One for the images of a display set that share their stored values' meaning: a state carries one Modality LUT,
and it replaces the image's own (PS3.4 N.2.1.1). Findings and drawings lie in two layers, what AI said and
what the reader said; until the report is signed each annotated image says NOT VERIFIED.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from importlib import resources

import numpy as np
from highdicom import ModalityLUTTransformation, PresentationLUTTransformation
from highdicom.color import CIELabColor
from highdicom.pr import (
    ColorSoftcopyPresentationState,
    GraphicAnnotation,
    GraphicLayer,
    GraphicObject,
    GrayscaleSoftcopyPresentationState,
    SoftcopyVOILUTTransformation,
    TextObject,
)
from pydicom.dataset import Dataset

from medviewer.dicom.derived.graphics import Drawn, drawn_by_slice
from medviewer.dicom.derived.letters import free_text
from medviewer.dicom.derived.object_series import (
    NOT_VERIFIED,
    Arguments,
    SeriesKind,
    contributors,
    enhanced_equipment,
    finish_image,
    person,
)
from medviewer.dicom.derived.regions import Points
from medviewer.dicom.derived.sources import SourceFrame, Sources, decimal
from medviewer.dicom.derived.workbench import Workbench
from medviewer.domain.reading_record import ShownWindow
from medviewer.domain.study import Rescale
from medviewer.domain.voi import Voi, as_window
from medviewer.imaging.colormaps import AI_COLOUR, READER_COLOUR

WHOLE_IMAGE_BOX = (0.0, 0.9, 1.0, 1.0)  # of words on a whole image, as shares of what is displayed
SRGB_PROFILE = "_icc_profiles/sRGB_v4_ICC_preference.icc"
MOST_TEXT = 1024  # Short Text, PS3.5 table 6.2-1
AI_LAYER, READER_LAYER = "AI", "READER"
ASPECT_DIGITS = 1000
MARK_BOX = (0.0, 0.0, 0.5, 0.05)  # of NOT VERIFIED, as shares of what is displayed
TEXT_SIZE = 12.0  # pixels from an anchor to where its text starts


@dataclass(slots=True)
class _Group:
    """Images that one state fits, and what lies on each."""

    rescale: Rescale
    is_inverse: bool
    images: dict[tuple[str, int | None], SourceFrame] = field(default_factory=dict)
    drawn: list[tuple[SourceFrame, Sequence[Drawn]]] = field(default_factory=list)

    @property
    def headers(self) -> list[Dataset]:
        found = {s.header.SOPInstanceUID: s.header for s in self.images.values()}
        return list(found.values())


def presentation_states(bench: Workbench) -> Iterator[Dataset]:
    """Of each display set with something on it, or of which it is known how the reader saw it."""
    drawn = drawn_by_slice(bench)
    shown = {window.display_set_id: window for window in bench.record.windows}
    for display_set_id in dict.fromkeys([*drawn, *shown]):
        bench.token.check()
        sources = bench.sources(display_set_id)
        window = shown.get(display_set_id, ShownWindow(display_set_id))
        for group in _groups(sources, drawn.get(display_set_id, {}), window):
            yield _state(bench, sources, group, window)


def _groups(sources: Sources, drawn: dict[int, list[Drawn]], window: ShownWindow) -> list[_Group]:
    """All images where their values mean the same; else those with something drawn on them."""
    frames = sources.display_set.frames
    has_one_meaning = len({frame.rescale for frame in sources.display_set.source_frames}) == 1
    indices = range(len(frames)) if has_one_meaning else sorted(drawn)
    groups: dict[tuple[Rescale, bool, str], _Group] = {}
    for index in indices:
        if frames[index].is_interpolated:
            continue
        source = sources.of_slice(index)
        photometric = source.header.PhotometricInterpretation
        is_inverse = (photometric == "MONOCHROME1") != window.is_inverted
        key = (source.frame.rescale, is_inverse, _size(source.header))
        group = groups.setdefault(key, _Group(source.frame.rescale, is_inverse))
        group.images[(source.header.SOPInstanceUID, source.frame_number)] = source
        if index in drawn:
            group.drawn.append((source, drawn[index]))
    return list(groups.values())


def _size(header: Dataset) -> str:
    return f"{header.Rows}x{header.Columns}"


def _state(bench: Workbench, sources: Sources, group: _Group, window: ShownWindow) -> Dataset:
    headers = group.headers
    layers = {
        name: GraphicLayer(name, order, display_color=CIELabColor.from_rgb(*colour))
        for order, (name, colour) in enumerate(
            ((AI_LAYER, AI_COLOUR), (READER_LAYER, READER_COLOUR)), start=1
        )
    }
    annotations = _annotations(bench, group, layers)
    used = {annotation.GraphicLayer for annotation in annotations}
    told: Arguments = {
        "referenced_images": headers,
        "content_label": "READING",
        "content_description": "Findings and measurements of a reading",
        "content_creator_name": person(bench.record.content.reader) or None,
        "graphic_annotations": annotations or None,
        "graphic_layers": [layers[name] for name in layers if name in used] or None,
        "contributing_equipment": contributors(bench.record),
        **bench.series(SeriesKind.PRESENTATION).next_instance(),
        **enhanced_equipment(bench.record),
    }
    if sources.display_set.frames[0].is_colour:
        told = {**told, "referenced_images": [_as_rgb(header) for header in headers]}
        coloured = ColorSoftcopyPresentationState(**told, icc_profile=_srgb_profile())
        return finish_image(_fit_to_frames(coloured, group), headers[0], bench.record)
    voi = _voi(window, group)
    state = GrayscaleSoftcopyPresentationState(
        **told,
        modality_lut_transformation=_modality_lut(group.rescale),
        voi_lut_transformations=[voi or SoftcopyVOILUTTransformation(0.0, 1.0)],
        presentation_lut_transformation=PresentationLUTTransformation(
            "INVERSE" if group.is_inverse else "IDENTITY"
        ),
    )
    if voi is None:  # without one highdicom looks for it in frames' groups, which our headers lack
        del state.SoftcopyVOILUTSequence
    return finish_image(_fit_to_frames(state, group), headers[0], bench.record)


def _as_rgb(header: Dataset) -> Dataset:
    """Colours of a palette are three samples once they are looked up, which highdicom asks for."""
    coloured = deepcopy(header)
    coloured.SamplesPerPixel, coloured.PhotometricInterpretation = 3, "RGB"
    return coloured


def _srgb_profile() -> bytes:
    """Of highdicom: the standard wants one of a colour space or scanner, not of a monitor (C.11.15)."""
    return resources.files("highdicom").joinpath(SRGB_PROFILE).read_bytes()


def _fit_to_frames(state: Dataset, group: _Group) -> Dataset:
    """Name the frames it is for, where not for all of an image; and the shape of the pixels."""
    for series in state.ReferencedSeriesSequence:
        for image in series.ReferencedImageSequence:
            uid = image.ReferencedSOPInstanceUID
            mine = [s for (one, _), s in group.images.items() if one == uid]
            numbers = sorted(s.frame_number for s in mine if s.frame_number is not None)
            if numbers and len(numbers) < int(mine[0].header.NumberOfFrames):
                image.ReferencedFrameNumber = numbers
    frame = next(iter(group.images.values())).frame
    aspect = frame.calibration.aspect
    for area in state.DisplayedAreaSelectionSequence:
        if frame.plane is not None:
            del area.PresentationPixelAspectRatio
            spacing = (frame.plane.row_spacing_mm, frame.plane.column_spacing_mm)
            area.PresentationPixelSpacing = [decimal(value) for value in spacing]
        else:
            area.PresentationPixelAspectRatio = [round(aspect * ASPECT_DIGITS), ASPECT_DIGITS]
    return state


def _modality_lut(rescale: Rescale) -> ModalityLUTTransformation | None:
    if rescale.lut is not None:
        return None  # windows over its output would need the table itself
    return ModalityLUTTransformation(
        rescale_intercept=rescale.intercept,
        rescale_slope=rescale.slope,
        rescale_type=str(rescale.unit)[:16] or "US",
    )


def _voi(window: ShownWindow, group: _Group) -> SoftcopyVOILUTTransformation | None:
    first = next(iter(group.images.values())).frame
    stated: Voi | None = first.windows[0].window if first.windows else None
    shown = window.window if window.window is not None else stated
    if shown is None or group.rescale.lut is not None:
        return None
    straight = as_window(shown)
    return SoftcopyVOILUTTransformation(
        window_center=straight.center,
        window_width=straight.width,
        voi_lut_function=straight.function.value,
    )


def _annotations(
    bench: Workbench, group: _Group, layers: dict[str, GraphicLayer]
) -> list[GraphicAnnotation]:
    made = []
    is_signed = bench.record.sign_off is not None
    for source, drawn in group.drawn:
        for name, layer in layers.items():
            mine = [each for each in drawn if each.is_ai == (name == AI_LAYER)]
            if mine:
                made.append(_annotation(source, mine, layer, is_marked=not is_signed))
    return made


def _annotation(
    source: SourceFrame, drawn: Sequence[Drawn], layer: GraphicLayer, *, is_marked: bool
) -> GraphicAnnotation:
    objects = [_object(each, kind, points) for each in drawn for kind, points in each.shapes]
    texts = [_text(each, source) for each in drawn if each.text.strip()]
    if is_marked:
        texts.append(
            TextObject(f"{layer.GraphicLayer}: {NOT_VERIFIED}", "DISPLAY", _mark_box(layer))
        )
    return GraphicAnnotation(
        [source.header],
        layer,
        referenced_frame_number=source.frame_number,
        graphic_objects=objects or None,
        text_objects=texts or None,
    )


def _mark_box(layer: GraphicLayer) -> tuple[float, float, float, float]:
    """Each layer's mark below the one before."""
    left, top, right, bottom = MARK_BOX
    down = (int(layer.GraphicLayerOrder) - 1) * (bottom - top)
    return (left, top + down, right, bottom + down)


def _object(drawn: Drawn, kind: str, points: Points) -> GraphicObject:
    return GraphicObject(
        kind, points, "PIXEL", tracking_id=drawn.tracking_id, tracking_uid=drawn.tracking_uid
    )


def _short_text(drawn: Drawn) -> str:
    """Without backslashes: the standard allows them here, highdicom does not."""
    return free_text(drawn.text).replace("\\", "/")[:MOST_TEXT]


def _text(drawn: Drawn, source: SourceFrame) -> TextObject:
    """Beside the first point, within the image; of a whole image, in a corner of what is displayed."""
    if not drawn.shapes:
        return TextObject(_short_text(drawn), "DISPLAY", WHOLE_IMAGE_BOX, text_justification="LEFT")
    _, points = drawn.shapes[0]
    x, y = (float(value) for value in np.asarray(points).max(axis=0))
    edge = (float(source.frame.columns), float(source.frame.rows))
    anchor = (min(x, edge[0]), min(y, edge[1]))
    return TextObject(
        _short_text(drawn),
        "PIXEL",
        anchor_point=anchor,
        anchor_point_visible=False,
        tracking_id=drawn.tracking_id,
        tracking_uid=drawn.tracking_uid,
    )
