"""A uniform PET whose SUVbw is known by arithmetic, in each of the units and decay corrections vendors write.

After the idea of the QIBA digital reference object: dose, weight and times are chosen so that one factor
turns every stored unit into SUV. Half life 6586.2 s (F-18), injected an hour before the scan.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import PositronEmissionTomographyImageStorage

from tests.phantoms.dicom_files import write_image

HALF_LIFE_S, UPTAKE_S = 6586.2, 3600.0
DOSE_BQ, WEIGHT_KG = 350e6, 70.0
DECAYED_BQ = DOSE_BQ * 2 ** (-UPTAKE_S / HALF_LIFE_S)
TO_START = WEIGHT_KG * 1000 / DECAYED_BQ  # SUVbw per Bq/ml, activity corrected to the scan's start
TO_ADMINISTRATION = WEIGHT_KG * 1000 / DOSE_BQ


@dataclass(frozen=True, slots=True)
class SuvCase:
    """One header: its attributes, and SUVbw per unit of the file; None where it cannot be known."""

    name: str
    attributes: dict[str, Any] = field(hash=False)
    factor: float | None

    def write(self, folder: Path, count: int = 3) -> Path:
        for index in range(count):
            write_image(
                folder / f"{index}.dcm",
                np.full((8, 8), 1000 + index, np.int16),
                ImagePositionPatient=[0, 0, 3 * index],
                **{**pet_attributes(), **self.attributes},
            )
        return folder


def suv_cases() -> Iterator[SuvCase]:
    """Units and decay corrections, and each thing that may be missing."""
    yield SuvCase("BQML START", {}, TO_START)
    yield SuvCase("BQML ADMIN", {"DecayCorrection": "ADMIN"}, TO_ADMINISTRATION)
    yield SuvCase("GML", {"Units": "GML", "SUVType": "BW"}, 1.0)
    yield SuvCase("GML without a type", {"Units": "GML"}, 1.0)
    yield SuvCase("over midnight", _times("20240101", "233000", "20240102", "003000"), TO_START)
    yield SuvCase(
        "start as date and time",
        {
            "RadiopharmaceuticalInformationSequence": Items(
                [_drug(RadiopharmaceuticalStartDateTime="20240101090000")]
            )
        },
        TO_START,
    )
    yield SuvCase("no weight", {"PatientWeight": None}, None)
    yield SuvCase("weight zero", {"PatientWeight": 0}, None)
    yield SuvCase("no decay correction", {"DecayCorrection": "NONE"}, None)
    yield SuvCase("counts", {"Units": "CNTS"}, None)
    yield SuvCase("counts a second", {"Units": "PROPCPS"}, None)
    yield SuvCase("not corrected for attenuation", {"CorrectedImage": ["DECY"]}, None)
    yield SuvCase(
        "no dose",
        {"RadiopharmaceuticalInformationSequence": Items([_drug(RadionuclideTotalDose=None)])},
        None,
    )
    yield SuvCase("no drug at all", {"RadiopharmaceuticalInformationSequence": None}, None)


def pet_attributes() -> dict[str, Any]:
    """Everything SUVbw needs, as the first case has it; stored values times 2.5 are Bq/ml."""
    return {
        "SOPClassUID": PositronEmissionTomographyImageStorage,
        "Modality": "PT",
        "Units": "BQML",
        "DecayCorrection": "START",
        "CorrectedImage": ["ATTN", "DECY", "SCAT"],
        "PatientWeight": WEIGHT_KG,
        "PatientSize": 1.75,
        "PatientSex": "M",
        **_times("20240101", "090000", "20240101", "100000"),
        "RescaleSlope": 2.5,
    }


def _times(injected_on: str, injected_at: str, scanned_on: str, scanned_at: str) -> dict[str, Any]:
    drug = _drug(RadiopharmaceuticalStartTime=injected_at)
    if injected_on != scanned_on:
        drug.RadiopharmaceuticalStartDateTime = injected_on + injected_at
    return {
        "SeriesDate": scanned_on,
        "SeriesTime": scanned_at,
        "AcquisitionDate": scanned_on,
        "AcquisitionTime": scanned_at,
        "RadiopharmaceuticalInformationSequence": Items([drug]),
    }


def _drug(**attributes: Any) -> Dataset:
    values = {
        "RadiopharmaceuticalStartTime": "090000",
        "RadionuclideTotalDose": DOSE_BQ,
        "RadionuclideHalfLife": HALF_LIFE_S,
        **attributes,
    }
    item = Dataset()
    for keyword, value in values.items():
        if value is not None:
            setattr(item, keyword, value)
    return item
