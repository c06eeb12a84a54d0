"""Grey images through every stage of the grey scale pipeline, with the grey each stored value must become.

Stored value → modality LUT → VOI → presentation LUT → grey (PS3.4 annex N). The greys are worked out here in
floating point from the formulas of PS3.3 C.11.2, one at a time; nothing of MedViewer takes part.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items

from tests.phantoms.dicom_files import write_image

FloatArray = NDArray[np.float64]

STORED = np.arange(256, dtype=np.uint16).reshape(16, 16) * 16  # 0 … 4080
MODALITY_LUT_FIRST, VOI_LUT_SIZE = 16, 64
CENTER, WIDTH = 700.0, 900.0


@dataclass(frozen=True, slots=True)
class GreyCase:
    """One way through the pipeline: attributes to write, modality values and greys (0 to 1) to find."""

    name: str
    attributes: dict[str, Any] = field(hash=False)
    values: FloatArray = field(hash=False)
    greys: FloatArray = field(hash=False)

    def write(self, path: Path) -> Path:
        write_image(path, STORED, **self.attributes)
        return path


def grey_cases() -> Iterator[GreyCase]:
    """MONOCHROME1 and 2 × presentation LUT shape × VOI × modality LUT."""
    photometrics = ("MONOCHROME1", "MONOCHROME2")
    shapes = (None, "IDENTITY", "INVERSE")
    vois = ("LINEAR", "LINEAR_EXACT", "SIGMOID", "LUT")
    rescales = ("identity", "negative intercept", "float slope", "LUT")
    for photometric, shape, voi, rescale in product(photometrics, shapes, vois, rescales):
        values, modality = _modality(rescale)
        greys, voi_attributes = _voi(voi, values)
        # The shape, where there is one, is about P-values and stands for the photometric interpretation's
        # own inversion (PS3.3 C.7.6.3.1.2, C.11.6); MONOCHROME1 with IDENTITY is contradictory but met.
        inverted = shape == "INVERSE" if shape else photometric == "MONOCHROME1"
        attributes = {
            "PhotometricInterpretation": photometric,
            "PresentationLUTShape": shape,
            "BitsStored": 12,
            "HighBit": 11,
            **modality,
            **voi_attributes,
        }
        name = f"{photometric}-{shape}-{voi}-{rescale}"
        yield GreyCase(name, attributes, values, 1 - greys if inverted else greys)


def rescale_cases() -> Iterator[GreyCase]:
    """Slopes and intercepts at their edges; the VOI is the values' own range."""
    for slope, intercept in (
        ("1e-6", "0"),
        ("0.000001", "-0.001"),
        ("1", "-32768"),
        ("-1", "4096"),
        ("65536", "0"),
        ("1.00000000001", "0"),
        ("0.1", "0.05"),
        ("+2.5E+0", "-1.25E+2"),
    ):
        values = STORED.astype(np.float64) * float(slope) + float(intercept)
        span = values.max() - values.min()
        yield GreyCase(
            f"slope {slope} intercept {intercept}",
            {"RescaleSlope": slope, "RescaleIntercept": intercept},
            values,
            (values - values.min()) / span,
        )


def _modality(kind: str) -> tuple[FloatArray, dict[str, Any]]:
    stored = STORED.astype(np.float64)
    if kind == "identity":
        return stored, {"RescaleSlope": 1, "RescaleIntercept": 0}
    if kind == "negative intercept":
        return stored - 1024, {"RescaleSlope": 1, "RescaleIntercept": -1024}
    if kind == "float slope":
        return stored * 0.5 + 3.25, {"RescaleSlope": 0.5, "RescaleIntercept": 3.25}
    table = (np.arange(2048) ** 2 // 2048).astype(np.uint16)
    entries = np.clip(STORED.astype(np.int64) - MODALITY_LUT_FIRST, 0, len(table) - 1)
    lut = _table(table, MODALITY_LUT_FIRST)
    lut.ModalityLUTType = "US"
    sequence = {"ModalityLUTSequence": Items([lut]), "RescaleSlope": None, "RescaleIntercept": None}
    return table[entries].astype(np.float64), sequence


def _voi(kind: str, values: FloatArray) -> tuple[FloatArray, dict[str, Any]]:
    if kind == "LUT":
        table = (np.sqrt(np.arange(VOI_LUT_SIZE) / (VOI_LUT_SIZE - 1)) * 65535).astype(np.uint16)
        first = 200
        entries = np.clip(np.floor(values) - first, 0, VOI_LUT_SIZE - 1).astype(np.int64)
        return table[entries] / 65535.0, {"VOILUTSequence": Items([_table(table, first)])}
    window = {"WindowCenter": CENTER, "WindowWidth": WIDTH, "VOILUTFunction": kind}
    if kind == "LINEAR":
        greys = (values - (CENTER - 0.5)) / (WIDTH - 1) + 0.5
    elif kind == "LINEAR_EXACT":
        greys = (values - CENTER) / WIDTH + 0.5
    else:
        greys = 1 / (1 + np.exp(-4 * (values - CENTER) / WIDTH))
    return np.clip(greys, 0, 1), window


def _table(values: NDArray[np.uint16], first: int) -> Dataset:
    lut = Dataset()
    lut.add_new("LUTDescriptor", "US", [len(values), first, 16])
    lut.add_new("LUTData", "OW", values.astype("<u2").tobytes())
    return lut
