"""One of the three planes as a viewport: tools and commands that scroll, zoom, pan and window work on it."""

import numpy as np
from PySide6.QtCore import QObject, Slot

from medviewer.domain.body_plane import BodyPlane
from medviewer.session.images.guest_viewport import GuestViewport
from medviewer.session.images.viewport import ViewportState
from medviewer.session.planes.mpr import Mpr, MprState


class PaneViewport(GuestViewport):
    """Follows the planes. Its display set is the volume's own, its index the slice nearest to the cross."""

    def __init__(self, mpr: Mpr, plane: BodyPlane, parent: QObject | None = None) -> None:
        super().__init__(parent, viewport_id=-1 - plane.value)  # the layout's ids are not negative
        self.plane = plane
        self._mpr = mpr
        mpr.changed.connect(self._on_mpr_changed)

    def scroll_by(self, steps: int) -> None:
        self._mpr.scroll(self.plane, steps)

    def scroll_to(self, index: int) -> None:
        """Move as far through the volume as image `index` is through the series."""
        shown = self.value.display_set
        if shown is not None and shown.count > 1:
            share = min(max(index / (shown.count - 1), 0.0), 1.0)
            self._mpr.scroll_to_share(self.plane, share)

    @Slot(object, object)
    def _on_mpr_changed(self, before: MprState, now: MprState) -> None:
        if now.display_set is None:
            self.replace(ViewportState())
        elif before.display_set != now.display_set:
            self.replace(ViewportState(now.study, now.display_set, _nearest_slice(now)))
        else:
            self.update(index=_nearest_slice(now))


def _nearest_slice(state: MprState) -> int:
    slice_place = state.geometry.patient_to_voxel(state.cross)[0]
    return int(np.clip(np.rint(slice_place), 0, state.geometry.shape[0] - 1))
