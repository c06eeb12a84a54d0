"""How objects that are made of images name them: series, instances, the frames behind a frame."""

from collections.abc import Iterable
from copy import deepcopy

from pydicom.dataset import Dataset
from pydicom.sr.coding import Code
from pydicom.uid import SecondaryCaptureImageStorage

from medviewer.dicom.derived.object_series import coded
from medviewer.dicom.derived.sources import SourceFrame, Sources, decimal, place

IN_STACK_POSITION, FRAME_CONTENT = 0x00209057, 0x00209111
STACK = "1"  # the only one of an image
SOURCE_PURPOSE = Code("121322", "DCM", "Source Image for Image Processing Operation")  # CID 7202


def as_single_frame(sources: Sources, source: SourceFrame) -> Dataset:
    """As highdicom asks for every frame of a multi-frame image; here one stands for all."""
    single = deepcopy(source.header)  # elements are shared otherwise
    if "NumberOfFrames" in single:
        del single.NumberOfFrames
    single.SOPClassUID = SecondaryCaptureImageStorage  # of one frame, needs no place
    if sources.has_places:
        place(single, source.plane)
        single.SliceThickness = decimal(thickness_mm(sources))
        return single
    if "FrameOfReferenceUID" in single:
        del single.FrameOfReferenceUID
    return single


def thickness_mm(sources: Sources) -> float:
    """Of a slice; the distance to the next, or 1 mm, where no header says."""
    stated = sources.headers[0].get("SliceThickness")
    geometry = sources.display_set.geometry
    return float(stated or (geometry.slice_spacing_mm if geometry is not None else 0) or 1.0)


def reference_all(written: Dataset, headers: Iterable[Dataset]) -> None:
    """Name every instance of the series, not only those spoken of: viewers look for the images there."""
    references = [reference(header) for header in headers]
    written.ReferencedSeriesSequence[0].ReferencedInstanceSequence = references
    if "SourceImageSequence" in written:
        del written.SourceImageSequence  # the one that stood for all; every frame names its own


def reference(header: Dataset) -> Dataset:
    """An instance by class and UID (PS3.3 table 10-11)."""
    item = Dataset()
    item.ReferencedSOPClassUID = header.SOPClassUID
    item.ReferencedSOPInstanceUID = header.SOPInstanceUID
    return item


def derivation(sources: Sources, index: int, kind: Code) -> Dataset:
    """Which frames a frame was made from, and by what (CID 7203)."""
    images = []
    for source in sources.behind_slice(index):
        image = reference(source.header)
        if source.frame_number is not None:
            image.ReferencedFrameNumber = source.frame_number
        image.PurposeOfReferenceCodeSequence = [coded(SOURCE_PURPOSE)]
        image.SpatialLocationsPreserved = "YES"
        images.append(image)
    made = Dataset()
    made.DerivationCodeSequence = [coded(kind)]
    made.SourceImageSequence = images
    return made


def add_stack_dimension(written: Dataset) -> None:
    """Tell frames without a place apart by where they come in the stack."""
    first = written.DimensionIndexSequence[0]
    stack = Dataset()
    stack.DimensionOrganizationUID = first.DimensionOrganizationUID
    stack.DimensionIndexPointer = IN_STACK_POSITION
    stack.FunctionalGroupPointer = FRAME_CONTENT
    stack.DimensionDescriptionLabel = "In-Stack Position Number"
    written.DimensionIndexSequence = [first, stack]
