"""Presentation states of our own making."""

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import generate_uid

GRAYSCALE = "1.2.840.10008.5.1.4.1.1.11.1"
SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"


def referenced(sop_instance_uid: str) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = SECONDARY_CAPTURE
    item.ReferencedSOPInstanceUID = sop_instance_uid
    return item


def with_values(**values: object) -> Dataset:
    """An item of a sequence, by keywords."""
    item = Dataset()
    for keyword, value in values.items():
        setattr(item, keyword, value)
    return item


def presentation(sop_instance_uids: list[str], **values: object) -> Dataset:
    """A state of images of series 1.2.7, study 1.2.6."""
    series = with_values(
        SeriesInstanceUID="1.2.7",
        ReferencedImageSequence=Sequence([referenced(uid) for uid in sop_instance_uids]),
    )
    dataset = with_values(
        SOPClassUID=GRAYSCALE,
        SOPInstanceUID=generate_uid(entropy_srcs=["presentation"]),
        StudyInstanceUID="1.2.6",
        SeriesInstanceUID="1.2.8",
        Modality="PR",
        ContentLabel="MARKED",
        ReferencedSeriesSequence=Sequence([series]),
    )
    for keyword, value in values.items():
        setattr(dataset, keyword, value)
    return dataset


def annotation_sequence(shapes: list[Dataset], texts: list[Dataset]) -> Sequence:
    item = with_values(
        GraphicLayer="AI",
        GraphicObjectSequence=Sequence(shapes),
        TextObjectSequence=Sequence(texts),
    )
    return Sequence([item])


def shape(kind: str, data: list[float], units: str = "PIXEL") -> Dataset:
    return with_values(
        GraphicAnnotationUnits=units,
        GraphicDimensions=2,
        NumberOfGraphicPoints=len(data) // 2,
        GraphicData=data,
        GraphicType=kind,
        GraphicFilled="N",
    )
