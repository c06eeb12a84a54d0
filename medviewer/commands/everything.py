"""Every command there is, in menu order."""

from medviewer.commands import (
    ai,
    attributes,
    calibrating,
    cine,
    edit,
    file,
    guide,
    hanging,
    layout,
    linking,
    measure,
    mpr,
    presentation,
    report,
    results,
    settings,
    tools,
    view,
)
from medviewer.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    *file.COMMANDS,
    *edit.COMMANDS,
    *view.COMMANDS,
    *presentation.COMMANDS,
    *layout.COMMANDS,
    *linking.COMMANDS,
    *hanging.COMMANDS,
    *mpr.COMMANDS,
    *tools.COMMANDS,
    *calibrating.COMMANDS,
    *measure.COMMANDS,
    *attributes.COMMANDS,
    *cine.COMMANDS,
    *ai.COMMANDS,
    *results.COMMANDS,
    *report.COMMANDS,
    *settings.COMMANDS,
    *guide.COMMANDS,
)
