"""Whether findings that were kept, or that somebody sent, lie within the images they speak of."""

import math

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.finding import Finding, Review
from medviewer.domain.study import DisplaySet, Study
from medviewer.session.hanging.kept_layout import find_shown


def fits(own: AddedFinding, study: Study) -> bool:
    """Whether the images the reader found it on are there, and have such pixels."""
    shown = find_shown(study, own.display_set_id)
    is_own = own.finding.provenance.is_by_reader
    return is_own and shown is not None and is_within(own.finding, shown)


def is_sound(review: Review, study: Study) -> bool:
    """Whether an edited finding is the one it says, and lies in its series where that is open."""
    revised = review.revised
    if revised is None:
        return True
    series = study.find_series(revised.provenance.series_instance_uid)
    is_there = series is None or any(is_within(revised, d) for d in series.display_sets)
    return revised.finding_id == review.finding_id and is_there


def is_within(finding: Finding, shown: DisplaySet) -> bool:
    """Whether its slices, box and outlines lie in the display set's voxels."""
    if not 0 <= finding.key_slice < shown.count:
        return False
    frame, box = shown.frames[finding.key_slice], finding.box_voxel
    size = (shown.count, frame.rows, frame.columns)
    corners = [] if box is None else [box.first, box.last]
    if finding.center_voxel is not None:
        corners.append(finding.center_voxel)
    is_inside = all(
        0 <= at < most for corner in corners for at, most in zip(corner, size, strict=True)
    )
    points = [p for outline in finding.outlines for p in outline.points]
    return is_inside and all(_is_near(p, size[1:]) for p in points)


def _is_near(point: tuple[float, float], size: tuple[int, ...]) -> bool:
    """An outline may go around the outermost pixels."""
    return all(math.isfinite(at) and -1 <= at <= most for at, most in zip(point, size, strict=True))
