"""What a header says of showing its pixels: inversion, padding, Presentation LUT, shutter, overlays."""

from pydicom.dataset import Dataset

from medviewer.dicom.attributes import text
from medviewer.domain.appearance import DisplayFacts


def display_facts(dataset: Dataset) -> DisplayFacts:
    """The facts of one instance; malformed ones are left out."""
    return DisplayFacts(is_inverse=_is_inverse(dataset))


def _is_inverse(dataset: Dataset) -> bool:
    """Whether low values are white.

    A stated Presentation LUT Shape decides (PS3.3 C.11.6), for MONOCHROME1 with INVERSE says one thing twice;
    where there is none, the Photometric Interpretation does.
    """
    shape = text(dataset, "PresentationLUTShape").upper()
    if shape in ("IDENTITY", "INVERSE"):
        return shape == "INVERSE"
    return text(dataset, "PhotometricInterpretation").upper() == "MONOCHROME1"
