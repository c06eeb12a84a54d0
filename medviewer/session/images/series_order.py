"""The display sets of a study in the order a reader meets them, as its list shows them."""

from medviewer.domain.study import DisplaySet, Study


def is_listed(display_set: DisplaySet) -> bool:
    """Whether a display set stands in lists by itself: of many phases in time only the first does."""
    return display_set.phase is None or display_set.phase.is_listed


def listed_sets(study: Study) -> tuple[DisplaySet, ...]:
    """What a study's list shows, from its top."""
    return tuple(each for series in study.series for each in series.display_sets if is_listed(each))
