"""What a modality value counts."""

from typing import ClassVar


class Unit(str):
    """A unit as DICOM states it: Rescale Type, Modality LUT Type, Units of PET, or a measurement unit's code.

    The names below are those MedViewer itself asks for; any other text a header states is a unit, too.
    """

    __slots__ = ()

    NONE: ClassVar["Unit"]
    HU: ClassVar["Unit"]
    BQML: ClassVar["Unit"]  # Bq/ml
    CNTS: ClassVar["Unit"]  # counts
    GML: ClassVar["Unit"]  # g/ml: SUV already
    OPTICAL_DENSITY: ClassVar["Unit"]  # thousandths, as a film digitizer measures
    SUV_BW: ClassVar["Unit"]
    SUV_LBM: ClassVar["Unit"]
    SUV_BSA: ClassVar["Unit"]


Unit.NONE = Unit("")
Unit.HU = Unit("HU")
Unit.BQML = Unit("BQML")
Unit.CNTS = Unit("CNTS")
Unit.GML = Unit("GML")
Unit.OPTICAL_DENSITY = Unit("OD")
Unit.SUV_BW = Unit("SUVbw")
Unit.SUV_LBM = Unit("SUVlbm")
Unit.SUV_BSA = Unit("SUVbsa")
