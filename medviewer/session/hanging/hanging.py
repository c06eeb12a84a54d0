"""Puts a study on screen the way its kind is read: the protocol that fits best, or the layout used last.

A scan has ended ─► the best protocol ─► cells filled, windows set, links on. Any other can be asked for.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from PySide6.QtCore import QObject, Slot

from medviewer.domain.hanging_protocol import (
    CellRule,
    Facts,
    HangingProtocol,
    Links,
    best_of,
    score_of,
)
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.turn import AS_STORED, Turn
from medviewer.imaging.mammogram_turns import hanging_turn
from medviewer.session.hanging.hanging_facts import (
    Comparison,
    comparison_of,
    facts_of_all,
    study_facts,
)
from medviewer.session.hanging.hanging_shelf import HangingShelf, suggested_name
from medviewer.session.hanging.layout_memory import remembered_layout
from medviewer.session.hanging.linking import Linking, LinkState
from medviewer.session.images.first_look import FirstLook
from medviewer.session.images.shown_images import ShownImages
from medviewer.session.images.viewport import Presentations, Viewport, ViewportState
from medviewer.session.images.viewports import LayoutState, Viewports
from medviewer.session.library.library import Library
from medviewer.session.planes.planes import Planes
from medviewer.session.preferences import Preferences

AUTOMATIC = "auto"


@dataclass(frozen=True, slots=True)
class Hung:
    """An image for a cell, and how it is to be shown there."""

    study: Study
    display_set: DisplaySet
    rule: CellRule


@dataclass(frozen=True, slots=True)
class RoomState:
    """Everything a protocol changes, to be put back."""

    layout: LayoutState
    cells: tuple[ViewportState, ...]
    links: LinkState


@dataclass(frozen=True, slots=True)
class Room:
    """The parts of the session that a protocol works on."""

    viewports: Viewports
    linking: Linking
    presentations: Presentations
    images: ShownImages
    library: Library
    preferences: Preferences
    planes: Planes


class Hanging(QObject):
    """Chooses and applies protocols."""

    def __init__(self, room: Room, first_look: FirstLook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.shelf = HangingShelf(room.preferences.folder)
        first_look.settled.connect(self._on_settled)

    def choose(self, study: Study) -> HangingProtocol | None:
        """The protocol that fits best and finds enough images; None where none does."""
        facts = study_facts(study, self._comparison(study).prior)
        scored = [(score_of(each.match, facts), each) for each in self.shelf.protocols()]
        fitting = [(score, each) for score, each in scored if score is not None and score > 0]
        fitting.sort(key=lambda pair: -pair[0])
        enough = (each for _, each in fitting if len(self._found(each, study)) >= each.least)
        return next(enough, None)

    def hang(self, study: Study, protocol: HangingProtocol) -> None:
        """Fill the cells of a protocol; rows and columns that find nothing are left out."""
        found = self._found(protocol, study)
        if not found:
            return
        places = sorted(found)
        rows = sorted({place // protocol.columns for place in places})
        columns = sorted({place % protocol.columns for place in places})
        room = self._room
        with room.linking.at_rest():
            room.viewports.lay_out(len(rows), len(columns))
            cells = iter(room.viewports.clear())
            for place in (r * protocol.columns + c for r in rows for c in columns):
                cell = next(cells)
                if place in found:
                    self._put(cell, found[place])
            room.viewports.activate(room.viewports.value.cells[0])
        self._scale(protocol)
        room.linking.replace(LinkState(**asdict(protocol.links)))
        room.linking.gather()

    def take_stock(self) -> RoomState:
        """What is on screen, for `put_back`."""
        viewports = self._room.viewports
        states = (viewports.cell(each).value for each in viewports.value.cells)
        return RoomState(viewports.value, tuple(states), self._room.linking.value)

    def put_back(self, state: RoomState) -> None:
        """Show what was on screen before; a study that was closed since stays away."""
        room = self._room
        open_keys = {study.key for study in room.library.value.studies}
        with room.linking.at_rest():
            room.viewports.replace(state.layout)
            for viewport_id, shown in zip(state.layout.cells, state.cells, strict=True):
                if shown.study is None or shown.study.key in open_keys:
                    room.viewports.cell(viewport_id).replace(shown)
        room.linking.replace(state.links)

    def suggested_name(self) -> str:
        """What a protocol of the layout on screen could be called; "" where nothing is shown."""
        viewports, study = self._room.viewports, self._room.viewports.active.value.study
        return suggested_name(study, viewports.value) if study is not None else ""

    def made(self, name: str) -> HangingProtocol | None:
        """The layout on screen as a protocol for studies like this one; `shelf.put` keeps it."""
        viewports, study = self._room.viewports, self._room.viewports.active.value.study
        if study is None:
            return None
        layout, links = viewports.value, Links(**asdict(self._room.linking.value))
        states = [viewports.cell(each).value for each in layout.cells]
        presets = [self._preset_of(state) for state in states]
        cells = list(zip(states, presets, strict=True))
        return self.shelf.made(name, study, layout, links, cells)

    def _comparison(self, study: Study) -> Comparison:
        return comparison_of(study, self._room.library.value.studies)

    def _found(self, protocol: HangingProtocol, study: Study) -> dict[int, Hung]:
        """An image for each cell that has one, by the cell's place; no image twice."""
        compares = any(rule.is_prior for rule in protocol.cells)
        pair = self._comparison(study) if compares else Comparison(study, None)
        found, taken = dict[int, Hung](), set[str]()
        first: Facts = {}
        for place, rule in enumerate(protocol.cells):
            source = pair.prior if rule.is_prior else pair.current
            if source is None:
                continue
            candidates = _with_likeness(facts_of_all(source), first, taken)
            best = best_of(rule.prefer, candidates)
            display_set = source.find_display_set(best) if best else None
            if display_set is not None:
                found[place] = Hung(source, display_set, rule)
                taken.add(best)
                first = first or candidates[best]
        return found

    def _put(self, cell: Viewport, hung: Hung) -> None:
        cell.show(hung.study, hung.display_set)
        cell.update(anchor=hung.rule.anchor, turn=_turn(hung))
        display_set_id, presentations = hung.display_set.display_set_id, self._room.presentations
        if hung.rule.preset and presentations.of(display_set_id).window is None:
            offered = self._room.images.presets_on_offer(cell.value)
            chosen = (each.window for each in offered if each.name.text == hung.rule.preset)
            presentations.set_window(display_set_id, next(chosen, None))

    def _scale(self, protocol: HangingProtocol) -> None:
        """One size in mm for all: the largest image fits, the others are as much smaller as they are."""
        if not protocol.has_one_scale:
            return
        cells = [cell for cell in self._room.viewports.visible() if cell.value.display_set]
        sizes = [_size_mm(cell.value) for cell in cells]
        for cell, size in zip(cells, sizes, strict=True):
            cell.zoom_to(size / max(sizes))

    def _preset_of(self, state: ViewportState) -> str:
        """The name of the preset a cell is shown through; "" for any other window."""
        if state.display_set is None:
            return ""
        window = self._room.presentations.of(state.display_set.display_set_id).window
        offered = self._room.images.presets_on_offer(state)
        return next((p.name.text for p in offered if p.key != "1" and p.window == window), "")

    @Slot(object)
    def _on_settled(self, study: Study) -> None:
        """A study has come on screen by itself, and all of it is there."""
        preferences = self._room.preferences.value
        if preferences.hanging != AUTOMATIC:
            return
        protocol = self.choose(study)
        if protocol is not None:
            self.hang(study, protocol)
            return
        grid = remembered_layout(preferences.layouts, study)
        if grid is not None:
            self._room.viewports.divide(*grid)


def _with_likeness(
    candidates: dict[str, Facts], first: Facts, taken: Iterable[str]
) -> dict[str, Facts]:
    """Candidates that are not taken; `same` names what each has in common with the first cell's image."""
    return {
        key: {**facts, "same": frozenset(a for a in facts if facts[a] and facts[a] == first.get(a))}
        for key, facts in candidates.items()
        if key not in taken
    }


def _turn(hung: Hung) -> Turn:
    """Mammograms hang chest wall to chest wall, whichever way they were stored."""
    series = hung.study.find_series(hung.display_set.series_instance_uid)
    if series is None or series.modality != "MG":
        return AS_STORED
    instance = hung.display_set.frames[0].instance
    side = (instance.technique.laterality or series.laterality).upper()
    return hanging_turn(instance.patient_orientation, side, instance.technique.view_position)


def _size_mm(state: ViewportState) -> float:
    assert state.display_set is not None  # for the type checker: asked before
    frame = state.display_set.frames[state.index]
    calibration = frame.calibration
    return max(frame.rows * calibration.row_spacing, frame.columns * calibration.column_spacing)
