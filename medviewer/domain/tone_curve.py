"""What makes a modality value a grey: VOI, Presentation LUT, inversion and padding, of one image."""

from dataclasses import dataclass

from medviewer.domain.appearance import ValueRange
from medviewer.domain.lookup_table import LookupTable
from medviewer.domain.voi import Voi


@dataclass(frozen=True, slots=True)
class ToneCurve:
    """All that makes a modality value a grey; equal curves give equal greys.

    Attributes:
        is_inverted: whether low values end white: the image's own inversion or the reader's, not both.
        padding: modality values that are no part of the image; black, inverted or not, as NaN is.
    """

    voi: Voi
    is_inverted: bool = False
    padding: ValueRange | None = None
    presentation_lut: LookupTable | None = None
