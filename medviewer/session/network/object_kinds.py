"""What a reader calls an object that is to be sent, by its SOP class (PS3.4 B.5)."""

from pathlib import Path

from medviewer.errors import MedViewerError
from medviewer.words import Message, message

SOP_CLASS_UID = 0x00080016
STORAGE = "1.2.840.10008.5.1.4.1.1."
# The longest beginning counts: key objects are numbered among the structured reports.
KINDS: tuple[tuple[str, Message], ...] = (
    (STORAGE + "88.59", message("Bundle", "Key object selection")),
    (STORAGE + "88.", message("Bundle", "Structured report")),
    (STORAGE + "66.", message("Bundle", "Segmentation")),
    (STORAGE + "11.", message("Bundle", "Presentation state")),
    (STORAGE + "30", message("Bundle", "Parametric map")),
    (STORAGE + "7", message("Bundle", "Secondary capture")),
    (STORAGE + "104.1", message("Bundle", "Report as PDF")),
)


def object_kind(file: Path) -> str | Message:
    """Job thread. The standard's name of a class we do not make; the file's, where it says none."""
    from medviewer.dicom.objects.listing import sop_class_name  # not before the window stands
    from medviewer.dicom.reading.attributes import uid
    from medviewer.dicom.reading.parsing import parse

    try:
        parsed = parse(file, frozenset({SOP_CLASS_UID}))
    except (MedViewerError, OSError):
        return file.name  # the transfer will say what is wrong with it
    declared = uid(parsed.dataset, "SOPClassUID") or parsed.media_class_uid
    known = (kind for beginning, kind in KINDS if declared.startswith(beginning))
    return next(known, sop_class_name(parsed) or file.name)
