"""What a header says of showing its pixels: inversion, padding, Presentation LUT, shutter, overlays."""

from pydicom.dataset import Dataset

from medviewer.dicom.facts.lookup_tables import read_table
from medviewer.dicom.facts.overlays import overlay_facts
from medviewer.dicom.facts.shutters import shutter
from medviewer.dicom.reading.attributes import first_item, stated_vr, text, words
from medviewer.dicom.reading.recall import recalled
from medviewer.domain.appearance import DisplayFacts, ValueRange
from medviewer.domain.lookup_table import LookupTable

DISPLAY_TAGS = (
    "PixelPaddingValue",
    "PixelPaddingRangeLimit",
    "PresentationLUTShape",
    "PresentationLUTSequence",
)


@recalled
def display_facts(dataset: Dataset) -> DisplayFacts:
    """The facts of one instance; malformed ones are left out."""
    table = presentation_table(dataset)
    return DisplayFacts(
        is_inverse=table is None and _is_inverse(dataset),
        padding=_padding(dataset),
        presentation_lut=table,
        shutter=shutter(dataset),
        overlays=overlay_facts(dataset),
    )


def presentation_table(dataset: Dataset) -> LookupTable | None:
    """The table of a Presentation LUT Sequence; its inputs and outputs are P-values, never negative."""
    item = first_item(dataset, "PresentationLUTSequence")
    return None if item is None else read_table(item, is_signed=False)


def _is_inverse(dataset: Dataset) -> bool:
    """Whether low values are white.

    A stated Presentation LUT Shape decides (PS3.3 C.11.6), for MONOCHROME1 with INVERSE says one thing twice;
    where there is none, the Photometric Interpretation does.
    """
    shape = text(dataset, "PresentationLUTShape").upper()
    if shape in ("IDENTITY", "INVERSE"):
        return shape == "INVERSE"
    return text(dataset, "PhotometricInterpretation").upper() == "MONOCHROME1"


def _padding(dataset: Dataset) -> ValueRange | None:
    """Stored values from Pixel Padding Value to its Range Limit, in whichever order they stand."""
    value = _stored_value(dataset, "PixelPaddingValue")
    if value is None:
        return None
    limit = _stored_value(dataset, "PixelPaddingRangeLimit")
    ends = sorted((value, value if limit is None else limit))
    return ValueRange(*ends)


def _stored_value(dataset: Dataset, keyword: str) -> int | None:
    """US or SS by Pixel Representation, whatever VR the file states (PS3.5 section 6.2)."""
    found = words(dataset, keyword)
    if found is None or not len(found):
        return None
    value = int(found[0])
    is_signed = text(dataset, "PixelRepresentation") == "1" or stated_vr(dataset, keyword) == "SS"
    return value - (1 << 16) if is_signed and value >= 1 << 15 else value
