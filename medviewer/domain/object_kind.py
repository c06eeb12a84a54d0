"""Kinds of DICOM objects that are no images: each is read and shown its own way."""

from enum import StrEnum

ROOT = "1.2.840.10008.5.1.4.1.1."  # of storage SOP classes, PS3.4 B.5
IMAGE_NAME = "Image Storage"  # ends the names of image classes, PS3.6 table A-1


class ObjectKind(StrEnum):
    """The value is the word for it in `medviewer inspect --json`."""

    REPORT = "report"  # any class of structured report
    KEY_OBJECTS = "key objects"
    PRESENTATION = "presentation state"
    DOCUMENT = "document"  # PDF
    ENCAPSULATED = "encapsulated file"  # CDA, STL, OBJ, MTL: saved, not shown
    WAVEFORM = "waveform"
    SEGMENTATION = "segmentation"
    STRUCTURE_SET = "structure set"
    DOSE = "dose"
    PARAMETRIC_MAP = "parametric map"
    PLAN = "plan"  # of radiotherapy: listed, with its attributes
    VALUE_MAPPING = "real world value mapping"  # what another object's values mean: listed
    LOST_IMAGE = "image without pixels"
    OTHER = "other"


OF_CLASS = {
    ROOT + "88.59": ObjectKind.KEY_OBJECTS,
    ROOT + "66.4": ObjectKind.SEGMENTATION,
    ROOT + "66.7": ObjectKind.SEGMENTATION,  # label map
    ROOT + "481.3": ObjectKind.STRUCTURE_SET,
    ROOT + "481.2": ObjectKind.DOSE,
    ROOT + "30": ObjectKind.PARAMETRIC_MAP,
    ROOT + "67": ObjectKind.VALUE_MAPPING,
    ROOT + "481.5": ObjectKind.PLAN,
    ROOT + "481.8": ObjectKind.PLAN,  # of ions
    ROOT + "104.1": ObjectKind.DOCUMENT,
}
OF_FAMILY = {
    ROOT + "88.": ObjectKind.REPORT,
    ROOT + "11.": ObjectKind.PRESENTATION,
    ROOT + "9.": ObjectKind.WAVEFORM,
    ROOT + "104.": ObjectKind.ENCAPSULATED,
}
OF_MODALITY = {
    "SR": ObjectKind.REPORT,
    "KO": ObjectKind.KEY_OBJECTS,
    "PR": ObjectKind.PRESENTATION,
    "ECG": ObjectKind.WAVEFORM,
    "SEG": ObjectKind.SEGMENTATION,
    "RTSTRUCT": ObjectKind.STRUCTURE_SET,
    "RTDOSE": ObjectKind.DOSE,
}  # for classes of a manufacturer's own


def kind_of(sop_class_uid: str, modality: str = "", class_name: str = "") -> ObjectKind:
    """The kind of a SOP class; of a private one, what its modality says."""
    known = OF_CLASS.get(sop_class_uid)
    if known is not None:
        return known
    family = next((k for start, k in OF_FAMILY.items() if sop_class_uid.startswith(start)), None)
    if family is not None:
        return family
    if class_name.endswith(IMAGE_NAME):
        return ObjectKind.LOST_IMAGE
    if sop_class_uid.startswith(ROOT):
        return ObjectKind.OTHER
    return OF_MODALITY.get(modality, ObjectKind.OTHER)
