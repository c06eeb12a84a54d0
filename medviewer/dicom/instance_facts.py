"""Which study a file belongs to, and whether it is an image: ten times as quick as reading its header."""

from dataclasses import dataclass
from pathlib import Path

import pydicom  # noqa: F401 - whole, before its parts: two threads that begin with parts get half of it
from pydicom.datadict import tag_for_keyword
from pydicom.uid import (
    ParametricMapStorage,
    SecondaryCaptureImageStorage,
)

from medviewer.dicom.headers import MEDIA_DIRECTORY, NOT_SHOWN_AS_IMAGES, NotAnImage, read_header
from medviewer.dicom.reading.attributes import integer, texts, uid
from medviewer.dicom.reading.parsing import parse
from medviewer.dicom.reading.recall import Recall
from medviewer.dicom.reading.silence import without_warnings
from medviewer.errors import UnreadableFile

KEYWORDS = ("StudyInstanceUID", "SOPInstanceUID", "SOPClassUID", "Rows", "ImageType")
WANTED = frozenset(tag for tag in map(tag_for_keyword, KEYWORDS) if tag is not None)
DRAWN_FROM_IMAGES = frozenset((*NOT_SHOWN_AS_IMAGES, str(ParametricMapStorage)))


@dataclass(frozen=True, slots=True)
class InstanceFacts:
    """One DICOM file.

    Attributes:
        size: of the file in bytes.
        is_source: whether it is an image somebody acquired; what programs made of such images (captures,
            segmentations, maps, reports) may come and go without the study being another one.
    """

    study_instance_uid: str
    sop_instance_uid: str
    size: int
    is_source: bool


def read_instance_facts(path: Path, memory: Recall) -> InstanceFacts | None:
    """What the file says; None for the directory of a file-set. `memory` is one thread's.

    Raises:
        NotDicom: the file is something else.
        UnreadableFile: damaged.
    """
    parsed = parse(path, WANTED, memory)
    with without_warnings():
        dataset = parsed.dataset
        sop_class = uid(dataset, "SOPClassUID") or parsed.media_class_uid
        if sop_class == MEDIA_DIRECTORY:
            return None
        kind = (texts(dataset, "ImageType") or ("",))[0].upper()
        is_capture = sop_class == SecondaryCaptureImageStorage and kind == "DERIVED"
        is_image = bool(integer(dataset, "Rows")) and sop_class not in DRAWN_FROM_IMAGES
        study, instance = uid(dataset, "StudyInstanceUID"), uid(dataset, "SOPInstanceUID")
    is_source = is_image and not is_capture
    return InstanceFacts(study or _stand_in(path), instance, parsed.size, is_source)


def _stand_in(path: Path) -> str:
    """The name a scan gives a study without a UID."""
    try:
        return read_header(path).study.study_instance_uid
    except NotAnImage as found:
        return found.header.study.study_instance_uid if found.header else ""
    except UnreadableFile:
        return ""
