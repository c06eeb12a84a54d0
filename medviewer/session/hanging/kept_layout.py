"""The cells as a study's journal keeps them, and laid out again: those beside it that show priors, too."""

from collections.abc import Iterable
from dataclasses import asdict

from medviewer.domain.hanging_protocol import Links
from medviewer.domain.patient_identity import may_be_same
from medviewer.domain.source_slices import as_acquired
from medviewer.domain.study import PRESENTED, DisplaySet, Study
from medviewer.domain.study_journal import KeptCell, KeptLayout
from medviewer.domain.turn import Turn
from medviewer.session.hanging.hanging import Room
from medviewer.session.hanging.linking import LinkState
from medviewer.session.images.viewport import MAX_ZOOM, MIN_ZOOM, Viewport, ViewportState
from medviewer.session.images.viewports import MOST_A_SIDE


def kept_layout(study: Study, room: Room) -> KeptLayout | None:
    """The layout as it is now; None where none of the study is in it."""
    viewports, layout = room.viewports, room.viewports.value
    cells = tuple(_cell(study, viewports.cell(each).value) for each in layout.cells)
    if not any(cell.display_set_id and not cell.study_uid for cell in cells):
        return None
    is_within = layout.active in layout.cells  # it may be in a window of its own
    active = layout.cells.index(layout.active) if is_within else 0
    links = Links(**asdict(room.linking.value))
    return KeptLayout(layout.rows, layout.columns, cells, active, layout.is_maximised, links)


def _cell(study: Study, shown: ViewportState) -> KeptCell:
    """What a cell shows of the study, or of another of the same patient; nothing is kept of anybody else."""
    if shown.study is None or shown.display_set is None:
        return KeptCell()
    is_other = shown.study.key != study.key
    if is_other and not may_be_same(shown.study.patient, study.patient):
        return KeptCell()
    return KeptCell(
        shown.display_set.display_set_id,
        shown.index,
        shown.zoom,
        shown.pan_mm,
        shown.anchor,
        shown.turn,
        shown.study.study_instance_uid if is_other else "",
    )


def lay_out(study: Study, kept: KeptLayout, room: Room) -> None:
    """Only where nothing is on screen that was not there: the reader may have put it there since."""
    is_sound = 1 <= kept.rows <= MOST_A_SIDE and 1 <= kept.columns <= MOST_A_SIDE
    is_sound = is_sound and 0 <= kept.active < len(kept.cells) == kept.rows * kept.columns
    if not is_sound or not _has_the_room(study, kept, room):
        return
    viewports = room.viewports
    viewports.lay_out(kept.rows, kept.columns)
    ids = viewports.value.cells
    for viewport_id, cell in zip(ids, kept.cells, strict=True):
        _show(_owner(study, cell, room.library.value.studies), cell, viewports.cell(viewport_id))
    filled = [each for each in ids if viewports.cell(each).value.display_set is not None]
    active = ids[kept.active]
    if active not in filled and filled:
        active = filled[0]  # who comes back wants the study, not the empty cell clicked last
    viewports.update(
        active=active, maximised=active if kept.is_maximised and len(ids) > 1 else None
    )
    if kept.links is not None:
        room.linking.replace(LinkState(**asdict(kept.links)))


def _has_the_room(study: Study, kept: KeptLayout, room: Room) -> bool:
    """Whether only the study, and what was kept beside it, is on screen."""
    shown = [cell.value.study for cell in room.viewports.visible() if cell.value.study is not None]
    beside = {cell.study_uid for cell in kept.cells}
    return bool(shown) and all(
        each.key == study.key
        or (each.study_instance_uid in beside and may_be_same(each.patient, study.patient))
        for each in shown
    )


def _owner(study: Study, cell: KeptCell, studies: Iterable[Study]) -> Study | None:
    """The open study a cell showed; None where that is not open."""
    if not cell.study_uid:
        return study
    return next(
        (
            each
            for each in studies
            if each.study_instance_uid == cell.study_uid
            and may_be_same(each.patient, study.patient)
        ),
        None,
    )


def _show(study: Study | None, kept: KeptCell, viewport: Viewport) -> None:
    display_set = find_shown(study, kept.display_set_id) if study is not None else None
    if study is None or display_set is None:
        if study is None or not kept.display_set_id:
            viewport.close()
        return
    viewport.replace(
        ViewportState(
            study,
            display_set,
            min(max(kept.index, 0), display_set.count - 1),
            min(max(kept.zoom, MIN_ZOOM), MAX_ZOOM),
            kept.pan_mm,
            min(max(kept.anchor, -1), 1),
            Turn(kept.turn.quarters % 4, kept.turn.is_mirrored),
        )
    )


def find_shown(study: Study, display_set_id: str) -> DisplaySet | None:
    """The display set of that id, also one that was shown as acquired."""
    display_set_id = display_set_id.partition(PRESENTED)[0]  # a state has to be put on again
    listed = study.find_display_set(display_set_id)
    if listed is not None:
        return listed
    sets = (d for series in study.series for d in series.display_sets if d.is_resampled)
    return next((a for a in map(as_acquired, sets) if a.display_set_id == display_set_id), None)
