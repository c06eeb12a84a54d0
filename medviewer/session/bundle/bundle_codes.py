"""The one table of codes, as FHIR's writer asks it: what SR and SEG state, FHIR states in the same codes."""

from collections.abc import Sequence

from medviewer.dicom.derived import codes
from medviewer.domain.quantity import Quantity
from medviewer.report.fhir_elements import Coding


class ObjectCodes:
    """Answers from `dicom.derived.codes`."""

    def finding(self, label: str, name: str) -> Coding:
        return codes.finding_codes(label, name).finding

    def site(self, label: str, site: str) -> Coding | None:
        found = codes.site_codes(label, site)
        return found.site if found is not None else None

    def quantity(self, told: Quantity) -> Sequence[Coding]:
        """An extent's code; of pixel values the code of what was derived, and of what was measured."""
        extent = codes.EXTENTS.get(told.kind)
        if extent is not None:
            return (extent,)
        derived = codes.DERIVATIONS.get(told.kind)
        measured = codes.VALUE_NAMES.get(told.unit, codes.PIXEL_VALUE)
        return (measured,) if derived is None else (derived, measured)

    def unit(self, unit: str) -> Coding:
        return codes.unit_code(unit)
