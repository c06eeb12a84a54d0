"""How lengths on the image are known, said beside it wherever they are not simply the patient's."""

from collections.abc import Iterator

from medviewer.domain.calibration import CalibrationKind, PixelCalibration
from medviewer.words import Message, message


def scale_warning(calibration: PixelCalibration) -> Iterator[Message | str]:
    """In red: the header cannot be trusted."""
    if calibration.kind is CalibrationKind.CONFLICTING:
        yield message("Canvas", "Pixel size contradictory: lengths in pixels")


def scale_line(calibration: PixelCalibration) -> Iterator[Message | str]:
    """Nothing for a cross-section, whose millimetres need no explanation."""
    if calibration.is_calibrated and calibration.suffix is not None:
        yield message("Canvas", "Lengths in mm: {origin}", origin=calibration.suffix)
    elif calibration.kind is CalibrationKind.REGION and not calibration.is_calibrated:
        yield message("Canvas", "Lengths: by region")
    elif calibration.kind is CalibrationKind.NONE:
        yield message("Canvas", "Lengths: pixels, not calibrated")
