"""Secondary Capture images (PS3.3 A.8.1): key images, annotations and banner burned in, for any viewer."""

from collections.abc import Iterator, Sequence

import numpy as np
from highdicom.sc import SCImage
from pydicom.dataset import Dataset

from medviewer.dicom.derived.attachments import CapturedImage
from medviewer.dicom.derived.letters import plain_text
from medviewer.dicom.derived.object_series import (
    NOT_VERIFIED,
    SeriesKind,
    contributors,
    equipment,
    finish_image,
)
from medviewer.dicom.derived.source_references import reference
from medviewer.dicom.derived.sources import SourceFrame
from medviewer.dicom.derived.workbench import Workbench

MOST_TEXT = 1024  # Short Text, PS3.5 table 6.2-1
DERIVATION = "Key image with annotations burned in"


def captures(bench: Workbench, pictures: Sequence[CapturedImage]) -> Iterator[Dataset]:
    """One instance a picture."""
    for picture in pictures:
        bench.token.check()
        source = bench.sources(picture.display_set_id).of_slice(picture.index)
        yield _capture(bench, picture, source)


def _capture(bench: Workbench, picture: CapturedImage, source: SourceFrame) -> Dataset:
    written = SCImage.from_ref_dataset(
        ref_dataset=source.header,
        pixel_array=np.ascontiguousarray(picture.pixels, np.uint8),
        photometric_interpretation="RGB",
        bits_allocated=8,
        coordinate_system="PATIENT",
        patient_orientation=("L", "P"),
        contributing_equipment=contributors(bench.record),
        **bench.series(SeriesKind.CAPTURES).next_instance(),
        **equipment(bench.record),
    )
    written.PatientOrientation = []  # the picture may be turned; letters on it say how it lies
    written.ImageType = ["DERIVED", "SECONDARY"]
    written.BurnedInAnnotation = "YES"
    written.DerivationDescription = _told(bench, DERIVATION)
    written.ImageComments = plain_text(picture.caption, MOST_TEXT)
    image = reference(source.header)
    if source.frame_number is not None:
        image.ReferencedFrameNumber = source.frame_number
    written.SourceImageSequence = [image]
    return finish_image(written, source.header, bench.record)


def _told(bench: Workbench, text: str) -> str:
    return text if bench.record.sign_off is not None else f"{text} - {NOT_VERIFIED}"
