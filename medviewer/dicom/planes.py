"""Where each frame lies and which windows its header offers, in single-frame and enhanced images."""

from pydicom import Dataset

from medviewer.dicom.attributes import number, numbers, texts
from medviewer.domain.geometry import ImagePlane, as_vector
from medviewer.domain.study import Rescale
from medviewer.domain.voi import VoiFunction, VoiWindow, WindowPreset
from medviewer.domain.volume import Unit
from medviewer.words import message


def functional_groups(dataset: Dataset, frame_index: int) -> list[Dataset]:
    """Where to look for a frame's attributes: its own group, the shared one, the dataset (PS3.3 C.7.6.16)."""
    groups = []
    per_frame = dataset.get("PerFrameFunctionalGroupsSequence") or []
    if frame_index < len(per_frame):
        groups.append(per_frame[frame_index])
    groups += list(dataset.get("SharedFunctionalGroupsSequence") or [])
    return groups


def macro(dataset: Dataset, frame_index: int, keyword: str) -> Dataset:
    """The functional group macro of that name for a frame, else the dataset itself."""
    for group in functional_groups(dataset, frame_index):
        items = group.get(keyword)
        if items:
            found: Dataset = items[0]
            return found
    return dataset


def frame_plane(dataset: Dataset, frame_index: int) -> ImagePlane | None:
    """The frame's plane; None unless position, orientation and spacing are all usable."""
    position = numbers(macro(dataset, frame_index, "PlanePositionSequence"), "ImagePositionPatient")
    orientation = numbers(
        macro(dataset, frame_index, "PlaneOrientationSequence"), "ImageOrientationPatient"
    )
    spacing = numbers(macro(dataset, frame_index, "PixelMeasuresSequence"), "PixelSpacing")
    if (len(position), len(orientation), len(spacing)) != (3, 6, 2) or min(spacing) <= 0:
        return None
    row, column = as_vector(orientation[:3]), as_vector(orientation[3:])
    if not (_is_unit(row) and _is_unit(column)) or abs(_dot(row, column)) > ORTHOGONAL:
        return None
    return ImagePlane(as_vector(position), row, column, spacing[0], spacing[1])


def frame_windows(dataset: Dataset, frame_index: int) -> tuple[WindowPreset, ...]:
    """Every window of the header with its explanation (PS3.3 C.11.2.1.2)."""
    source = macro(dataset, frame_index, "FrameVOILUTSequence")
    centers, widths = numbers(source, "WindowCenter"), numbers(source, "WindowWidth")
    names = texts(source, "WindowCenterWidthExplanation")
    function = _voi_function(source)
    return tuple(
        WindowPreset(
            message("Presets", "{name}", name=names[i])
            if i < len(names) and names[i]
            else message("Presets", "Image's own {number}", number=i + 1),
            VoiWindow(center, width, function),
        )
        for i, (center, width) in enumerate(zip(centers, widths, strict=False))
        if width > 0
    )


def frame_rescale(dataset: Dataset, frame_index: int, modality: str) -> Rescale:
    """Slope, intercept and what they give (PS3.3 C.11.1); HU for CT unless the header says otherwise."""
    source = macro(dataset, frame_index, "PixelValueTransformationSequence")
    slope, intercept = number(source, "RescaleSlope"), number(source, "RescaleIntercept")
    kind = next(iter(texts(source, "RescaleType")), "")
    is_hounsfield = modality == "CT" and kind in ("", "HU") and slope is not None
    return Rescale(
        slope if slope else 1.0, intercept or 0.0, Unit.HU if is_hounsfield else Unit.NONE
    )


def _voi_function(source: Dataset) -> VoiFunction:
    name = next(iter(texts(source, "VOILUTFunction")), "LINEAR")
    return VoiFunction(name) if name in set(VoiFunction) else VoiFunction.LINEAR


ORTHOGONAL = 0.01  # cosine between rows and columns; more is no orientation
UNIT_TOLERANCE = 0.01


def _is_unit(vector: tuple[float, float, float]) -> bool:
    return abs(_dot(vector, vector) - 1) < UNIT_TOLERANCE


def _dot(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))
