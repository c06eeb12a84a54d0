"""Planes through a volume as the journal keeps them, and shown again as they were turned."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from medviewer.domain.body_plane import BodyPlane
from medviewer.domain.geometry import Vector
from medviewer.domain.study import Study
from medviewer.domain.study_journal import KeptPlanes
from medviewer.imaging.body_planes import View, within
from medviewer.session.planes.mpr import THICKEST_MM, MprState
from medviewer.session.planes.planes import Planes

NAMES: Mapping[str, BodyPlane] = {plane.name.lower(): plane for plane in BodyPlane}
SQUARE = 1e-6  # what rounding may take from a right angle, or from a length of 1


def kept_planes(study: Study, state: MprState) -> KeptPlanes | None:
    """What is to be kept of a study; None while no planes of it are shown."""
    if state.study is None or state.display_set is None or state.study.key != study.key:
        return None
    views = tuple((view.right, view.down) for view in state.views)
    maximised = "" if state.maximised is None else state.maximised.name.lower()
    shown = state.display_set.display_set_id
    return KeptPlanes(shown, views, state.cross, state.slab, state.shows_cross, maximised)


def show_planes(kept: KeptPlanes, planes: Planes) -> None:
    """Show them again, where the active cell has their volume and what was kept makes sense."""
    if planes.shown_id != kept.display_set_id or planes.why_not() is not None:
        return
    if len(kept.views) != len(BodyPlane) or not all(map(_is_view, kept.views)):
        return
    if not planes.mpr.value.is_open:
        planes.toggle()
    state = planes.mpr.value
    planes.mpr.replace(
        replace(
            state,
            views=tuple(View(right, down) for right, down in kept.views),
            cross=within(state.geometry, kept.cross),
            slab=replace(kept.slab, thickness_mm=min(max(kept.slab.thickness_mm, 0), THICKEST_MM)),
            shows_cross=kept.shows_cross,
            maximised=NAMES.get(kept.maximised),
        )
    )


def _is_view(view: tuple[Vector, Vector]) -> bool:
    """Whether both are unit vectors at right angles: a file may say anything."""
    square = np.array(view) @ np.array(view).T
    return bool(np.allclose(square, np.eye(2), atol=SQUARE))
