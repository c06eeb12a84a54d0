"""What of the way images are shown a reader can take back: windows, layout, links, planes.

Each aspect takes stock of itself, tells what differs between two stocks, and puts a part of one back. Only
what a step has changed is put back: who scrolls after it and undoes it stays where they scrolled to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from medviewer.domain.study import Study
from medviewer.session.hanging.linking import Linking
from medviewer.session.images.viewport import Presentations, ViewportState
from medviewer.session.images.viewports import LayoutState, Viewports
from medviewer.session.library.library import Library
from medviewer.session.planes.mpr import MprState
from medviewer.session.planes.planes import Planes
from medviewer.words import Message, message


class Aspect(Protocol):
    """One kind of thing a step can change; values are immutable, and its own business."""

    title: Message

    def take(self) -> Any:
        """What there is now."""
        ...

    def parts(self, before: Any, now: Any) -> tuple[Any, Any] | None:
        """What differs, as it was and as it is; None where nothing that counts does."""
        ...

    def put(self, part: Any) -> None:
        """Make it so again."""
        ...


class Windows:
    """Window, inversion and unit of display sets, by their ids."""

    title = message("Undo", "Window")

    def __init__(self, presentations: Presentations) -> None:
        self._presentations = presentations

    def take(self) -> Mapping[str, Any]:
        return self._presentations.everything()

    def parts(self, before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Any, Any] | None:
        ids = [each for each in now if now[each] != before.get(each)]
        if not ids:
            return None
        return {each: before.get(each) for each in ids}, {each: now[each] for each in ids}

    def put(self, part: Mapping[str, Any]) -> None:
        for display_set_id, shown in part.items():
            self._presentations.put_back(display_set_id, shown)


class Layout:
    """The cells; and what those show that a change of layout has emptied or filled."""

    title = message("Layout", "Layout")

    def __init__(self, viewports: Viewports, linking: Linking, library: Library) -> None:
        self._viewports = viewports
        self._linking = linking
        self._library = library

    def take(self) -> tuple[LayoutState, dict[int, ViewportState]]:
        shown = {each.viewport_id: each.value for each in self._viewports.everyone()}
        return self._viewports.value, shown

    def parts(self, before: Any, now: Any) -> tuple[Any, Any] | None:
        if _division(before[0]) == _division(now[0]):
            return None
        ids = [each for each in now[1] if _other_image(before[1].get(each), now[1][each])]
        was = {each: before[1].get(each, ViewportState()) for each in ids}
        return (before[0], was), (now[0], {each: now[1][each] for each in ids})

    def put(self, part: tuple[LayoutState, dict[int, ViewportState]]) -> None:
        layout, shown = part
        with self._linking.at_rest():
            self._viewports.replace(layout)
            for viewport_id, state in shown.items():
                if is_open(state.study, self._library.value.studies):
                    self._viewports.cell(viewport_id).replace(state)


class Turns:
    """How the image of each cell is turned; with it its pan, which turned along."""

    title = message("Undo", "Image turned")

    def __init__(self, viewports: Viewports) -> None:
        self._viewports = viewports

    def take(self) -> Mapping[int, ViewportState]:
        return {each.viewport_id: each.value for each in self._viewports.everyone()}

    def parts(
        self, before: Mapping[int, ViewportState], now: Mapping[int, ViewportState]
    ) -> tuple[Any, Any] | None:
        ids = [each for each in now if each in before and _is_turned(before[each], now[each])]
        if not ids:
            return None
        return {each: before[each] for each in ids}, {each: now[each] for each in ids}

    def put(self, part: Mapping[int, ViewportState]) -> None:
        for viewport_id, state in part.items():
            cell = self._viewports.cell(viewport_id)
            if not _other_image(cell.value, state):
                cell.update(turn=state.turn, pan_mm=state.pan_mm)


class Links:
    """What goes together, and which places belong to which."""

    title = message("Undo", "Links between cells")

    def __init__(self, linking: Linking) -> None:
        self._linking = linking

    def take(self) -> tuple[Any, Any]:
        return self._linking.value, self._linking.alignments.value

    def parts(self, before: Any, now: Any) -> tuple[Any, Any] | None:
        return None if before == now else (before, now)

    def put(self, part: tuple[Any, Any]) -> None:
        self._linking.replace(part[0])
        self._linking.alignments.replace(part[1])


class PlaneViews:
    """Whether planes through a volume are shown, and how they are turned and how thick."""

    title = message("Undo", "Planes (MPR)")

    def __init__(self, planes: Planes) -> None:
        self._planes = planes

    def take(self) -> MprState:
        return self._planes.mpr.value

    def parts(self, before: MprState, now: MprState) -> tuple[Any, Any] | None:
        def counted(state: MprState) -> MprState:
            return replace(state, study=None, cross=(0.0, 0.0, 0.0), is_moving=False)

        is_lasting = self._planes.can_put_back(before) and self._planes.can_put_back(now)
        return (before, now) if is_lasting and counted(before) != counted(now) else None

    def put(self, part: MprState) -> None:
        self._planes.put_back(part)


def is_open(study: Study | None, studies: Iterable[Study]) -> bool:
    """Whether a study may still be shown; nothing at all always may."""
    return study is None or any(each.key == study.key for each in studies)


def _division(layout: LayoutState) -> tuple[object, ...]:
    """A layout but for where in it the reader is."""
    return layout.rows, layout.columns, layout.cells, layout.is_maximised, layout.detached


def _other_image(before: ViewportState | None, now: ViewportState) -> bool:
    was = before.display_set if before is not None else None
    return was != now.display_set


def _is_turned(before: ViewportState, now: ViewportState) -> bool:
    return not _other_image(before, now) and before.turn != now.turn
