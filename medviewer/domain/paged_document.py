"""A document inside a DICOM object: pages to be shown, or a file of another kind to be saved."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.object_reference import ObjectReference

PagePixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """`pixels[row, column, 3]` RGB, and the words on it in their order."""

    index: int
    pixels: PagePixels
    words: str


@dataclass(frozen=True, slots=True)
class PagedDocument:
    """What is known of it before a page is drawn.

    Attributes:
        media_type: "application/pdf", "text/XML", "model/stl" …, as stated.
        page_sizes_pt: (width, height) of each page in 1/72 inch; () for what has no pages.
        sources: the images it was made from.
    """

    sop_instance_uid: str
    title: str
    media_type: str
    size_bytes: int
    page_sizes_pt: tuple[tuple[float, float], ...] = ()
    concept: str = ""
    created_at: str = ""
    sources: tuple[ObjectReference, ...] = ()

    @property
    def page_count(self) -> int:
        return len(self.page_sizes_pt)

    @property
    def suffix(self) -> str:
        """Of a file it would be saved as."""
        return SUFFIXES.get(self.media_type.lower(), ".bin")


SUFFIXES = {
    "application/pdf": ".pdf",
    "text/xml": ".xml",
    "model/stl": ".stl",
    "application/sla": ".stl",
    "model/obj": ".obj",
    "model/mtl": ".mtl",
}
