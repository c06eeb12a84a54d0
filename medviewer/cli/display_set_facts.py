"""A display set, or an object that is no image, as `medviewer inspect` describes it."""

from collections.abc import Callable, Sequence

import numpy as np

from medviewer.cli.inspection import DisplaySetFacts, ProbeValue
from medviewer.cli.object_facts import Facts, facts_of, facts_of_image
from medviewer.cli.pixel_survey import PixelSurvey, survey_pixels
from medviewer.dicom.headers import read_object_frames
from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.geometry import FloatArray, Vector
from medviewer.domain.source_grid import source_affine_lps, source_spacing_mm
from medviewer.domain.study import DisplaySet, FrameSource
from medviewer.domain.suv import SuvScale
from medviewer.errors import UnreadableFile
from medviewer.imaging.probes import ProbeMap, Voxel, slabs
from medviewer.imaging.suv import suv_scale
from medviewer.words import Message, message

OBJECT = "object"
DECIMALS = 12  # of a millimetre: beyond what any header says, short of float noise


def describe(
    display_set: DisplaySet, points: Sequence[Vector], on_frame: Callable[[], None]
) -> tuple[DisplaySetFacts, PixelSurvey]:
    """Decode the display set and say what is in it, and what could not be decoded."""
    sources = display_set.source_frames
    places = probe_map(display_set)
    voxels = _voxels(places, points)
    survey = survey_pixels(sources, voxels, on_frame)
    affine, summary = source_affine_lps(display_set), survey.summary
    encodings = [source.instance.encoding for source in sources]
    suv = suv_scale(display_set)
    facts = DisplaySetFacts(
        id=display_set.display_set_id,
        kind=str(display_set.kind),
        frames=len(sources),
        rows=sources[0].rows,
        columns=sources[0].columns,
        transfer_syntaxes=tuple(sorted({one.transfer_syntax_uid for one in encodings})),
        photometric=encodings[0].photometric_interpretation,
        unit=_unit(sources),
        spacing_mm=source_spacing_mm(display_set) or _calibrated_mm(sources),
        affine_lps=None if affine is None else _rows(affine),
        regular=affine is not None,
        warnings=tuple(map(str, _warnings(display_set, survey, suv))),
        min=summary.low if summary else None,
        max=summary.high if summary else None,
        mean=summary.mean if summary else None,
        suv_factor=suv.factor if isinstance(suv, SuvScale) else None,
        sop_instance_uids=_uids(sources),
        probes=_probes(points, survey) if points and places is not None else None,
        object=_image_contents(sources[0]),
    )
    return facts, survey


def describe_object(
    series_instance_uid: str, listed: DicomObject, on_frame: Callable[[], None]
) -> tuple[DisplaySetFacts, PixelSurvey]:
    """An object that is listed, not shown: what it is, its frames and the values they store, if any."""
    try:
        sources = read_object_frames(listed.path) if listed.number_of_frames else ()
    except UnreadableFile:
        sources = ()  # an image that lost its pixels: the scan has said so
    survey = survey_pixels(sources, {}, on_frame)
    summary = survey.summary
    contents, problem = _contents(listed)
    facts = DisplaySetFacts(
        id=f"{series_instance_uid}:{listed.sop_instance_uid}",
        kind=OBJECT,
        frames=listed.number_of_frames,
        rows=listed.rows or None,
        columns=listed.columns or None,
        transfer_syntaxes=(listed.transfer_syntax_uid,),
        photometric=listed.photometric_interpretation or None,
        unit=None,
        spacing_mm=None,
        affine_lps=None,
        regular=False,
        warnings=tuple(map(str, filter(None, (_not_shown(listed), problem)))),
        min=summary.low if summary else None,
        max=summary.high if summary else None,
        mean=summary.mean if summary else None,
        suv_factor=None,
        sop_instance_uids=(listed.sop_instance_uid,),
        object=contents,
    )
    return facts, survey


def _contents(listed: DicomObject) -> tuple[Facts | None, Message | None]:
    """What it says, or why that cannot be read."""
    try:
        return facts_of(listed), None
    except UnreadableFile as error:
        return None, error.message


def _image_contents(first: FrameSource) -> Facts | None:
    try:
        return facts_of_image(first.instance)
    except UnreadableFile:
        return None  # its frames say so


def probe_map(display_set: DisplaySet) -> ProbeMap | None:
    """Where the source frames lie; None where one of them has no place."""
    sources = display_set.source_frames
    planes = [source.plane for source in sources if source.plane is not None]
    spacing = source_spacing_mm(display_set)
    if not planes or len(planes) != len(sources):
        return None
    shapes = [(source.rows, source.columns) for source in sources]
    return ProbeMap(slabs(planes, shapes, depth_mm=spacing[2] if spacing else 1.0))


def _voxels(places: ProbeMap | None, points: Sequence[Vector]) -> dict[int, Voxel]:
    found = {} if places is None else dict(enumerate(map(places.voxel_at, points)))
    return {number: voxel for number, voxel in found.items() if voxel is not None}


def _probes(points: Sequence[Vector], survey: PixelSurvey) -> tuple[ProbeValue, ...]:
    return tuple(
        ProbeValue(point, survey.values.get(number)) for number, point in enumerate(points)
    )


def _rows(affine: FloatArray) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in (np.round(affine, DECIMALS) + 0.0).tolist())


def _unit(sources: Sequence[FrameSource]) -> str | None:
    """The unit all frames share."""
    units = {str(source.rescale.unit) for source in sources}
    return next(iter(units)) or None if len(units) == 1 else None


def _calibrated_mm(sources: Sequence[FrameSource]) -> tuple[float, float, None] | None:
    """The pixel size of images without a place in the patient, where they all have the same one in mm."""
    first = sources[0].calibration
    if not first.is_calibrated or any(source.calibration != first for source in sources):
        return None
    return (first.row_spacing, first.column_spacing, None)


def _origins(sources: Sequence[FrameSource]) -> list[Message]:
    """Where millimetres come from that are not simply the patient's."""
    calibration = sources[0].calibration
    found = [calibration.note] if calibration.note is not None else []
    if calibration.suffix is not None:
        found.append(message("Inspect", "Lengths are in “mm {origin}”.", origin=calibration.suffix))
    return found


def _uids(sources: Sequence[FrameSource]) -> tuple[str, ...]:
    """One for each instance, in the order of its first frame."""
    return tuple(dict.fromkeys(source.instance.sop_instance_uid for source in sources))


def _warnings(
    display_set: DisplaySet, survey: PixelSurvey, suv: SuvScale | Message | None
) -> list[Message]:
    no_suv = suv if isinstance(suv, Message) else None
    origins = _origins(display_set.source_frames)
    stated = (display_set.split_rule, *display_set.notes, no_suv, *origins)
    found: list[Message] = []
    for one in stated:
        if one is not None and one not in found:
            found.append(one)
    if survey.undecoded and survey.summary is None:
        found.append(message("Inspect", "No frame could be decoded."))
    elif survey.undecoded:
        found.append(
            message(
                "Inspect",
                "{count} of {total} frames could not be decoded; min, max and mean are of the others.",
                count=survey.undecoded,
                total=len(display_set.source_frames),
            )
        )
    return found


def _not_shown(listed: DicomObject) -> Message:
    if listed.description:
        return message(
            "Inspect",
            "This object is listed, not shown as an image: {kind}, “{description}”.",
            kind=listed.kind,
            description=listed.description,
        )
    return message(
        "Inspect", "This object is listed, not shown as an image: {kind}.", kind=listed.kind
    )
