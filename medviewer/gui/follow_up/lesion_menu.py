"""What can be done with the lesion in hand, as a menu."""

from functools import partial

from PySide6.QtWidgets import QMenu

from medviewer.commands.registry import CommandRegistry
from medviewer.domain.longitudinal import LesionTimeline
from medviewer.domain.longitudinal_words import date_words, point_words
from medviewer.domain.study_ledger import LesionRole, PointState
from medviewer.gui.desk import Desk
from medviewer.words import message

GROUPS = (
    ("follow_up.confirm", "follow_up.confirm_all", "follow_up.separate"),
    tuple(f"follow_up.role_{role.value}" for role in (*list(LesionRole)[1:], LesionRole.NONE)),
    ("follow_up.node", "follow_up.organ"),
    (
        "follow_up.state_measured",
        *(
            f"follow_up.state_{state.value}"
            for state in (
                PointState.ABSENT,
                PointState.TOO_SMALL,
                PointState.PROGRESSED,
                PointState.NOT_EVALUATED,
            )
        ),
    ),
)


def add_lesion_commands(menu: QMenu, desk: Desk) -> None:
    """Those that can be asked for of the selected lesion, then its possible counterparts and baselines."""
    registry, words = desk.registry, desk.translator
    for group in GROUPS:
        for command_id in group:
            if registry.is_enabled(command_id):
                action = menu.addAction(words(registry[command_id].title))
                action.setCheckable(registry[command_id].is_checked is not None)
                action.setChecked(registry.is_checked(command_id))
                action.triggered.connect(partial(_run, registry, command_id))
        menu.addSeparator()
    state = desk.session.longitudinal.value
    if state.selected is not None and state.selected.points[-1].lesion is not None:
        _add_counterparts(menu, state.selected, desk)
    _add_baselines(menu, desk)


def _add_counterparts(menu: QMenu, timeline: LesionTimeline, desk: Desk) -> None:
    """Earlier lesions that this one could be, whatever lies nearer."""
    words, found = desk.translator, desk.session.longitudinal.counterparts(timeline)
    if not found:
        return
    submenu = menu.addMenu(words(message("FollowUp", "The same as earl&ier lesion")))
    for each in found:
        sizes = [point_words(p) for p in each.points if p.lesion is not None]
        text = words(
            message(
                "FollowUp",
                "{number}: {name}, {size}",
                number=each.number,
                name=each.name,
                size=sizes[-1],
            )
        )
        action = submenu.addAction(text.replace("&", "&&"))
        action.triggered.connect(partial(_match_to, desk.registry, each.tracking_uid))


def _add_baselines(menu: QMenu, desk: Desk) -> None:
    known = desk.session.longitudinal.value.follow_up
    if len(known.examinations) < 2:
        return
    submenu = menu.addMenu(desk.translator(message("FollowUp", "Baseli&ne")))
    for at, each in enumerate(known.examinations):
        action = submenu.addAction(desk.translator(date_words(each)).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(at == known.baseline)
        action.triggered.connect(partial(_begin_with, desk.registry, each.study_instance_uid))


def _run(registry: CommandRegistry, command_id: str, _is_checked: bool = False) -> None:
    registry.run(command_id)


def _match_to(registry: CommandRegistry, uid: str, _is_checked: bool = False) -> None:
    registry.run("follow_up.match_to", earlier_uid=uid)


def _begin_with(registry: CommandRegistry, uid: str, _is_checked: bool = False) -> None:
    registry.run("follow_up.baseline", study_instance_uid=uid)
