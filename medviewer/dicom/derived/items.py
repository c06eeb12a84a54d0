"""Content items as measurement groups hold them."""

from collections.abc import Sequence

from highdicom import sr
from pydicom.dataset import Dataset
from pydicom.sr.coding import Code

from medviewer.dicom.derived.letters import free_text

LONGEST_DECIMAL = 16  # Decimal String, PS3.5 table 6.2-1
Group = (
    sr.PlanarROIMeasurementsAndQualitativeEvaluations
    | sr.VolumetricROIMeasurementsAndQualitativeEvaluations
    | sr.MeasurementsAndQualitativeEvaluations
)


def number(
    name: Code,
    value: float,
    unit: Code,
    derivation: Code | None = None,
    places: Sequence[sr.CoordinatesForMeasurement | sr.CoordinatesForMeasurement3D] = (),
) -> sr.Measurement:
    """A NUM item (TID 300), in as many digits as a Decimal String holds."""
    return sr.Measurement(
        name,
        _shortened(value),
        unit,
        derivation=derivation,
        referenced_coordinates=list(places) or None,
    )


def text_item(name: Code, value: str) -> sr.TextContentItem:
    """A TEXT item of a group; it may not be empty."""
    return sr.TextContentItem(name, free_text(value) or "-", sr.RelationshipTypeValues.CONTAINS)


def code_item(name: Code, value: Code) -> sr.CodeContentItem:
    """A CODE item of a group."""
    return sr.CodeContentItem(name, value, sr.RelationshipTypeValues.CONTAINS)


def add(group: Group, *items: Dataset) -> None:
    """Add items that highdicom's templates have no argument for; the standard's are extensible."""
    for item in items:
        group[0].ContentSequence.append(item)


def _shortened(value: float) -> float:
    """The nearest number whose shortest decimal fits DS."""
    return value if len(repr(value)) <= LONGEST_DECIMAL else float(f"{value:.9g}")
