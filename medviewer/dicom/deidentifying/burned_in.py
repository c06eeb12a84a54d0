"""Whether text may be burned into an image's pixels: by what its header says, its kind, and a look at it."""

from pathlib import Path

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import FileDataset
from pydicom.pixels.utils import pixel_array as decoded_array

from medviewer.dicom.deidentifying.readable_elements import READING_ERRORS
from medviewer.dicom.pixels import pydicom_plugin
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.deidentification import BurnedIn, PixelBox
from medviewer.imaging.burned_in_text import text_lines

SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
MODALITIES = ("US", "IVUS", "XA", "RF", "XC", "ES", "GM", "OP", "OT", "SC", "DG")
SCREENS = ("SCREEN SAVE", "SCREENSHOT", "DOSE_INFO", "REPORT")  # of Image Type
LARGEST_LOOKED_AT = 1 << 26  # pixels of one frame

Suspicions = tuple[frozenset[BurnedIn], tuple[PixelBox, ...]]
NOTHING_SUSPECTED: Suspicions = (frozenset(), ())


def suspicions(dataset: FileDataset) -> Suspicions:
    """Why text may stand in the pixels, and where lettering was seen."""
    if "PixelData" not in dataset:
        return NOTHING_SUSPECTED
    stated = str(dataset.get("BurnedInAnnotation", "")).strip().upper()
    places = seen_lettering(dataset)
    reasons = {
        BurnedIn.STATED: stated == "YES",
        BurnedIn.KIND: stated != "NO" and is_of_a_kind_with_text(dataset),
        BurnedIn.SEEN: bool(places),
    }
    return frozenset(reason for reason, holds in reasons.items() if holds), places


def suspicions_in(path: Path) -> frozenset[BurnedIn]:
    """Why text may stand in the pixels of a file; what cannot be read is not suspected."""
    try:
        with without_warnings():
            return suspicions(pydicom.dcmread(path))[0]
    except (*READING_ERRORS, OSError):  # a file may have gone meanwhile
        return frozenset()


def is_of_a_kind_with_text(dataset: FileDataset) -> bool:
    """Whether machines write text into images of that kind."""
    image_type = " ".join(map(str, dataset.get("ImageType", None) or ())).upper()
    return (
        str(dataset.get("SOPClassUID", "")).startswith(SECONDARY_CAPTURE)
        or str(dataset.get("Modality", "")) in MODALITIES
        or any(word in image_type for word in SCREENS)
    )


def seen_lettering(dataset: FileDataset) -> tuple[PixelBox, ...]:
    """Lines of lettering in the first and the middle frame; none where they cannot be decoded."""
    count = max(int(dataset.get("NumberOfFrames", 1) or 1), 1)
    size = int(dataset.get("Rows", 0) or 0) * int(dataset.get("Columns", 0) or 0)
    if not 0 < size <= LARGEST_LOOKED_AT:
        return ()
    series = str(dataset.get("SeriesInstanceUID", ""))
    found: dict[PixelBox, None] = {}
    for index in sorted({0, count // 2} if count > 1 else {0}):
        frame = _frame(dataset, index)
        for line in text_lines(frame) if frame is not None else ():
            found[PixelBox(line.top, line.left, line.bottom, line.right, series)] = None
    return tuple(found)


def _frame(dataset: FileDataset, index: int) -> NDArray[np.generic] | None:
    pydicom_plugin.register()
    try:
        return decoded_array(dataset, index=index)
    except Exception:  # noqa: BLE001 - whatever a decoder raises: nothing was seen then
        return None
