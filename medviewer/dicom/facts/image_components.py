"""What kind of number a pixel is: magnitude, phase, water, ADC …, as ImageType and its relatives say it.

Series that mix them must not scroll from one into the other: the same place is shown by another physics.
"""

from collections.abc import Sequence

# ImageType values 3 and on as Siemens, GE, Philips and the standard (PS3.3 C.8.13.3.1.1) write them.
NAMES = {
    "M": "MAG",
    "MAGNITUDE": "MAG",
    "P": "PHASE",
    "PHASE": "PHASE",
    "PHASE MAP": "PHASE",
    "R": "REAL",
    "REAL": "REAL",
    "I": "IMAG",
    "IMAGINARY": "IMAG",
    "W": "WATER",
    "WATER": "WATER",
    "F": "FAT",
    "FAT": "FAT",
    "IP": "IN-PHASE",
    "IN_PHASE": "IN-PHASE",
    "IN-PHASE": "IN-PHASE",
    "OP": "OPP-PHASE",
    "OUT_PHASE": "OPP-PHASE",
    "OPP_PHASE": "OPP-PHASE",
    "OPPOSED_PHASE": "OPP-PHASE",
    "FF": "FAT FRACTION",
    "FAT_FRACTION": "FAT FRACTION",
    "ADC": "ADC",
    "EADC": "eADC",
    "FA": "FA",
    "TRACE": "TRACE",
    "TRACEW": "TRACE",
    "T1 MAP": "T1 MAP",
    "T2 MAP": "T2 MAP",
    "T2_STAR MAP": "T2* MAP",
    "CBF": "CBF",
    "CBV": "CBV",
    "MTT": "MTT",
    "TTP": "TTP",
    "TMAX": "TMAX",
}
SEQUENCE_FORMS = ("M", "P", "R", "I")  # Philips: M_FFE, P_SE, R_IR …


def component_of(values: Sequence[str]) -> str:
    """The component in letters every reader knows; "" where none of the values says so."""
    found = [name for value in values if (name := _name(value.upper()))]
    return " ".join(dict.fromkeys(found))


def _name(value: str) -> str:
    head, _, form = value.partition("_")
    if value not in NAMES and form and head in SEQUENCE_FORMS:
        return NAMES[head]
    return NAMES.get(value, "")
