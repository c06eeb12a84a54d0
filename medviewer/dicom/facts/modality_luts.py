"""The Modality LUT of a frame (PS3.3 C.11.1): slope and intercept or a table, and what its values count."""

from collections.abc import Sequence

from pydicom.dataset import Dataset

from medviewer.dicom.facts.lookup_tables import read_table
from medviewer.dicom.reading.attributes import first_item, items, number, stating, text, texts
from medviewer.domain.study import Rescale
from medviewer.domain.unit import Unit

Places = Sequence[Dataset]  # where to look, what a frame says of itself first

HOUNSFIELD_IMAGES = (
    "1.2.840.10008.5.1.4.1.1.2",  # CT Image
    "1.2.840.10008.5.1.4.1.1.2.1",  # Enhanced CT Image
    "1.2.840.10008.5.1.4.1.1.2.2",  # Legacy Converted Enhanced CT Image
    "1.2.840.10008.5.1.4.1.1.13.1.1",  # X-Ray 3D Angiographic Image
    "1.2.840.10008.5.1.4.1.1.13.1.2",  # X-Ray 3D Craniofacial Image
)
PET_IMAGES = (
    "1.2.840.10008.5.1.4.1.1.128",
    "1.2.840.10008.5.1.4.1.1.130",  # Enhanced PET
    "1.2.840.10008.5.1.4.1.1.128.1",  # Legacy Converted Enhanced PET
)
UNSPECIFIED = ("", "US", "NONE", "UNSPECIFIED", "UNKNOWN")
BECQUEREL_PER_ML = ("BQ/ML", "{BQ}/ML")  # UCUM, as real world value maps write BQML


def modality_lut(places: Places, sop_class_uid: str) -> Rescale:
    """What turns stored values into modality values; a table goes before slope and intercept."""
    return _table(places, sop_class_uid) or _line(places, sop_class_uid)


def _table(places: Places, sop_class_uid: str) -> Rescale | None:
    stated = stating(places, "", "ModalityLUTSequence")
    item = first_item(stated, "ModalityLUTSequence")
    if item is None:
        return None
    is_signed = text(stating(places, "", "PixelRepresentation"), "PixelRepresentation") == "1"
    lut = read_table(item, is_signed=is_signed)
    if lut is None:
        return None
    return Rescale(unit=_unit(text(item, "ModalityLUTType"), sop_class_uid), lut=lut)


def _line(places: Places, sop_class_uid: str) -> Rescale:
    """One of slope and intercept alone is taken, the other is then 1 or 0; a slope of 0 is nonsense."""
    slope = number(_transformation(places, "RescaleSlope"), "RescaleSlope")
    intercept = number(_transformation(places, "RescaleIntercept"), "RescaleIntercept")
    if slope == 0 or (slope is None and intercept is None):
        slope = intercept = None
        is_hounsfield = False
    else:
        is_hounsfield = sop_class_uid in HOUNSFIELD_IMAGES
    kind = next(iter(texts(_transformation(places, "RescaleType"), "RescaleType")), "")
    line = (1.0 if slope is None else slope, 0.0 if intercept is None else intercept)
    if sop_class_uid in PET_IMAGES:
        kind = text(stating(places, "", "Units"), "Units") or kind
    unit = _unit(kind, sop_class_uid) if kind.upper() not in UNSPECIFIED else Unit.NONE
    if unit == Unit.NONE:
        unit = _real_world_unit(places, line)
    if unit == Unit.NONE and kind == "" and is_hounsfield:
        unit = Unit.HU
    return Rescale(*line, unit)


def _transformation(places: Places, keyword: str) -> Dataset:
    return stating(places, "PixelValueTransformationSequence", keyword)


def _unit(kind: str, sop_class_uid: str) -> Unit:
    """The unit a type states. Hounsfield units are believed of CT only: elsewhere they were copied along."""
    if kind.upper() in UNSPECIFIED:
        return Unit.NONE
    if kind.upper() == Unit.HU:
        return Unit.HU if sop_class_uid in HOUNSFIELD_IMAGES else Unit.NONE
    return Unit(kind)


def _real_world_unit(places: Places, line: tuple[float, float]) -> Unit:
    """The unit of a real world value map that does to stored values what the rescale does."""
    stated = stating(places, "", "RealWorldValueMappingSequence")
    for item in items(stated, "RealWorldValueMappingSequence"):
        mapped = (number(item, "RealWorldValueSlope"), number(item, "RealWorldValueIntercept"))
        code = first_item(item, "MeasurementUnitsCodeSequence")
        if mapped != line or code is None:
            continue
        unit = text(code, "CodeValue")
        if unit.upper() in BECQUEREL_PER_ML:
            return Unit.BQML
        return Unit.HU if unit == "[hnsf'U]" else Unit(unit if unit != "1" else "")
    return Unit.NONE
