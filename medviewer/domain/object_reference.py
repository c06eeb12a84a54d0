"""What one DICOM object says of another it points at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ObjectReference:
    """A referenced instance (PS3.3 section 10.3), or part of it.

    Attributes:
        frames: frame numbers, 1 first; () for all of them.
        segments: segment numbers of a segmentation; () for all of them.
        purpose: why it is referenced, in the writer's words.
    """

    sop_instance_uid: str
    sop_class_uid: str = ""
    frames: tuple[int, ...] = ()
    segments: tuple[int, ...] = ()
    series_instance_uid: str = ""
    study_instance_uid: str = ""
    purpose: str = ""
