"""Asks for the pixels of what can be seen: in every cell the image shown first, then those around it."""

from PySide6.QtCore import QObject, Slot

from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.images.viewports import LayoutState, Viewports
from medviewer.session.images.volume_cache import VolumeCache
from medviewer.session.messages import Messages
from medviewer.session.planes.planes import Planes
from medviewer.words import message


class ImageSupply(QObject):
    """Between viewports and cache: what is on screen stays there, what comes on screen is decoded."""

    def __init__(
        self,
        viewports: Viewports,
        planes: Planes,
        volumes: VolumeCache,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._viewports = viewports
        self._fusion = planes.fusion
        self._volumes = volumes
        self._messages = messages
        volumes.too_large.connect(self._on_too_large)
        viewports.changed.connect(self._on_layout_changed)
        viewports.added.connect(self._on_viewport_added)
        planes.fusion.changed.connect(self._keep_what_is_seen)
        for viewport in viewports.everyone():
            self._on_viewport_added(viewport)

    @Slot()
    def _keep_what_is_seen(self) -> None:
        """In cells, or in colour over the planes of one."""
        cells = (viewport.value.display_set for viewport in self._viewports.visible())
        seen = (*cells, self._fusion.value.display_set)
        self._volumes.keep(frozenset(each.display_set_id for each in seen if each is not None))

    @Slot(object)
    def _on_viewport_added(self, viewport: Viewport) -> None:
        viewport.changed.connect(self._on_viewport_changed)

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        is_other = now.display_set != before.display_set
        if is_other:
            self._keep_what_is_seen()
        if now.display_set is not None and (is_other or now.index != before.index):
            self._volumes.request(now.display_set, now.index)

    @Slot(object, object)
    def _on_layout_changed(self, before: LayoutState, now: LayoutState) -> None:
        """What comes back on screen may have left the cache meanwhile."""
        if before.visible == now.visible:
            return
        self._keep_what_is_seen()
        for state in (viewport.value for viewport in self._viewports.visible()):
            if state.display_set is not None:
                self._volumes.request(state.display_set, state.index)

    @Slot(str, int)
    def _on_too_large(self, _: str, needed: int) -> None:
        self._messages.warn(
            message(
                "Session",
                "This series takes {needed} MB and this computer has room for {most} MB of images, so only "
                "those near the one shown are kept. It cannot be used as a volume.",
                needed=needed >> 20,
                most=self._volumes.largest_bytes >> 20,
            )
        )
