"""Where the pixels of a computed section lie in its pane."""

import numpy as np
from PySide6.QtCore import QRectF

from medviewer.domain.section import Section


def place_on_stage(section: Section, stage: Section) -> QRectF:
    """The section's outer edges in picture coordinates: mm from the centre of the stage's first pixel."""
    plane = section.plane
    off = np.array(plane.position) - np.array(stage.plane.position)
    width, height = plane.column_spacing_mm, plane.row_spacing_mm
    return QRectF(
        float(off @ stage.plane.row_direction) - width / 2,
        float(off @ stage.plane.column_direction) - height / 2,
        section.shape[1] * width,
        section.shape[0] * height,
    )
