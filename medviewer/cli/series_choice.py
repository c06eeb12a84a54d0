"""Which display set of a series a command line means."""

from collections.abc import Sequence

from medviewer.domain.study import DisplaySet, Series, Study
from medviewer.errors import ChoiceNeeded
from medviewer.words import Message, message


def find_series(studies: Sequence[Study], series_uid: str, display_set_id: str = "") -> Series:
    """The series of that UID, or the only one there is where none is named.

    Studies of mixed-up patients may share a series UID: the one with the display set is meant then.

    Raises:
        ChoiceNeeded: none has that UID, or several are there and none was named; lists them.
    """
    shown = [series for study in studies for series in study.series if series.display_sets]
    fitting = [s for s in shown if series_uid in ("", s.series_instance_uid)]
    if len(fitting) == 1 or (fitting and series_uid):
        return next((s for s in fitting if _holds(s, display_set_id)), fitting[0])
    listed = "".join(
        f"\n  {s.series_instance_uid}  {s.modality} {s.series_description} ({s.count})"
        for s in shown
    )
    raise ChoiceNeeded(_no_such_series(series_uid, listed) if series_uid else _several(listed))


def _holds(series: Series, display_set_id: str) -> bool:
    return any(one.display_set_id == display_set_id for one in series.display_sets)


def find_display_set(series: Series, display_set_id: str) -> DisplaySet:
    """The display set of that id; where none is named the only one, or the only volume.

    Raises:
        ChoiceNeeded: none has that id, or several fit and none was named; lists them.
    """
    sets = series.display_sets
    named = [one for one in sets if one.display_set_id == display_set_id]
    volumes = [one for one in sets if one.geometry is not None and not one.is_localizer]
    for fitting in (named,) if display_set_id else (sets, volumes):
        if len(fitting) == 1:
            return fitting[0]
    raise ChoiceNeeded(_which_of(sets))


def shown_first(series: Series, display_set_id: str) -> DisplaySet:
    """The display set of that id; where none is named the one the viewer would show first.

    Raises:
        ChoiceNeeded: none has that id; lists those there are.
    """
    if display_set_id:
        return find_display_set(series, display_set_id)
    proper = [one for one in series.display_sets if not one.is_localizer] or series.display_sets
    return max(proper, key=lambda one: one.count)


def _which_of(sets: Sequence[DisplaySet]) -> Message:
    listed = "".join(
        f"\n  {one.display_set_id}  {one.kind}, {one.count} frames {one.label}" for one in sets
    )
    return message(
        "Command line",
        "This series has {count} display sets. Name one of these with --display-set:{listed}",
        count=len(sets),
        listed=listed,
    )


def left_out(series: Series, chosen: Sequence[DisplaySet]) -> Message | None:
    """What to say of a series' other display sets; None where there is no other."""
    if len(series.display_sets) == len(chosen):
        return None
    return message(
        "Command line",
        "This series has {count} display sets; this one was taken: {id}. Name another with --display-set.",
        count=len(series.display_sets),
        id=chosen[0].display_set_id,
    )


def phases_of(series: Series) -> tuple[DisplaySet, ...]:
    """The display sets of the series' one 4D group in its order; () where it is something else."""
    groups = {one.phase.group_id if one.phase else "" for one in series.display_sets}
    if len(groups) != 1 or "" in groups:
        return ()
    return tuple(sorted(series.display_sets, key=lambda one: one.phase.index if one.phase else 0))


def _no_such_series(series_uid: str, listed: str) -> Message:
    return message(
        "Command line",
        "There is no series {uid} with images here. Name one of these with --series:{listed}",
        uid=series_uid,
        listed=listed or "\n  (none)",
    )


def _several(listed: str) -> Message:
    return message(
        "Command line",
        "There are several series here. Name one with --series:{listed}",
        listed=listed,
    )
