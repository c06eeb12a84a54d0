"""The ways to see a volume that are on offer: computed tomography by Hounsfield units, the rest by its range.

Thresholds after the usual ranges: lung -950 to -500 HU, soft tissue about 40, vessels with contrast 150 to
450, cancellous bone from 200, compact bone to 1500 and beyond.
"""

from medviewer.domain.transfer_function import TransferFunction, TransferPoint
from medviewer.domain.unit import Unit
from medviewer.words import message

WHITE = (1.0, 0.98, 0.92)
IVORY = (0.93, 0.85, 0.68)
SKIN = (0.86, 0.62, 0.48)
MUSCLE = (0.70, 0.28, 0.22)
BLOOD = (0.80, 0.16, 0.12)
AIR = (0.35, 0.55, 0.85)
ROSE = (0.90, 0.70, 0.65)
DARK = (0.10, 0.05, 0.05)

BONE = TransferFunction(
    "ct_bone",
    message("3-D", "Bone"),
    (
        TransferPoint(120, 0.0, MUSCLE),
        TransferPoint(220, 0.10, IVORY),
        TransferPoint(500, 0.55, WHITE),
        TransferPoint(1500, 0.95, WHITE),
    ),
    edge_per_mm=40,
)
VESSELS = TransferFunction(
    "ct_vessels",
    message("3-D", "Vessels"),
    (
        TransferPoint(90, 0.0, MUSCLE),
        TransferPoint(160, 0.12, BLOOD),
        TransferPoint(350, 0.60, BLOOD),
        TransferPoint(600, 0.75, IVORY),
        TransferPoint(1200, 0.95, WHITE),
    ),
    edge_per_mm=30,
)
SOFT_TISSUE = TransferFunction(
    "ct_soft_tissue",
    message("3-D", "Soft tissue"),
    (
        TransferPoint(-350, 0.0, SKIN),
        TransferPoint(-150, 0.30, SKIN),
        TransferPoint(-20, 0.30, SKIN),
        TransferPoint(60, 0.45, MUSCLE),
        TransferPoint(250, 0.70, IVORY),
        TransferPoint(1000, 0.95, WHITE),
    ),
    edge_per_mm=60,
)
LUNG = TransferFunction(
    "ct_lung",
    message("3-D", "Lung"),
    (
        TransferPoint(-1000, 0.0, AIR),
        TransferPoint(-940, 0.0, AIR),
        TransferPoint(-850, 0.012, AIR),
        TransferPoint(-700, 0.012, AIR),
        TransferPoint(-600, 0.0, ROSE),
        TransferPoint(-400, 0.03, ROSE),
        TransferPoint(-200, 0.0, ROSE),
    ),
    ambient=0.5,
)
SURFACE = TransferFunction(
    "surface",
    message("3-D", "Surface"),
    (
        TransferPoint(0.08, 0.0, DARK),
        TransferPoint(0.20, 0.10, MUSCLE),
        TransferPoint(0.50, 0.45, ROSE),
        TransferPoint(1.00, 0.80, WHITE),
    ),
    is_relative=True,
    edge_per_mm=0.05,
)
GLASS = TransferFunction(
    "glass",
    message("3-D", "Bright parts"),
    (
        TransferPoint(0.45, 0.0, MUSCLE),
        TransferPoint(0.65, 0.06, ROSE),
        TransferPoint(1.00, 0.60, WHITE),
    ),
    is_relative=True,
    edge_per_mm=0.02,
)


def presets_for(unit: Unit) -> tuple[TransferFunction, ...]:
    """Those that mean something for values of a unit, the usual one first."""
    if unit is Unit.HU:
        return (BONE, SOFT_TISSUE, VESSELS, LUNG)
    return (SURFACE, GLASS)
