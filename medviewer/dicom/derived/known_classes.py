"""SOP classes that highdicom knows; images of others (private ones, say) are written of all the same.

highdicom looks up what to copy by the class of the source. An image of a class it does not know goes in as a
Secondary Capture, and every reference gets the true class back before the object is saved.
"""

from collections.abc import Mapping

from highdicom._standard_utils import get_sop_class_iod_map, is_multiframe_image
from pydicom.dataset import Dataset
from pydicom.uid import SecondaryCaptureImageStorage


def known_class(sop_class_uid: str) -> str:
    """The class itself, or the one that stands for it."""
    is_known = sop_class_uid in get_sop_class_iod_map()
    return sop_class_uid if is_known else str(SecondaryCaptureImageStorage)


def allows_frames(sop_class_uid: str) -> bool:
    """Whether images of a class that highdicom knows may hold several frames, and be referred to by frame."""
    dataset = Dataset()
    dataset.SOPClassUID = sop_class_uid
    return bool(is_multiframe_image(dataset))


def with_true_classes(written: Dataset, classes: Mapping[str, str]) -> Dataset:
    """Put back the classes of `classes`, by SOP Instance UID, wherever `written` refers to one of them."""
    if classes:
        _put_back(written, classes)
    return written


def _put_back(dataset: Dataset, classes: Mapping[str, str]) -> None:
    true = classes.get(str(dataset.get("ReferencedSOPInstanceUID", "")))
    if true is not None:
        dataset.ReferencedSOPClassUID = true
    for element in dataset:
        if element.VR == "SQ":
            for item in element.value:
                _put_back(item, classes)
