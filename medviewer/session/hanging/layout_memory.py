"""The layout a reader used last for each modality, kept as one line of the settings: `CT=1x2 MR=2x2`."""

import re

from medviewer.domain.study import Study
from medviewer.session.images.series_order import listed_sets
from medviewer.session.images.viewports import MOST_A_SIDE

ENTRY = re.compile(rf"([A-Z]{{2,16}})=([1-{MOST_A_SIDE}])x([1-{MOST_A_SIDE}])")


def remembered_layout(layouts: str, study: Study) -> tuple[int, int] | None:
    """Rows and columns; None where nothing is remembered, or half of the cells would stay empty."""
    grid = _parsed(layouts).get(main_modality(study))
    if grid is None or grid[0] * grid[1] >= 2 * len(listed_sets(study)):
        return None
    return grid


def with_layout(layouts: str, study: Study, rows: int, columns: int) -> str:
    """The line with this study's modality remembered anew."""
    known = {**_parsed(layouts), main_modality(study): (rows, columns)}
    return " ".join(f"{m}={r}x{c}" for m, (r, c) in sorted(known.items()) if m)


def main_modality(study: Study) -> str:
    """That of most of its images; "" where it has none."""
    counts: dict[str, int] = {}
    for series in study.series:
        counts[series.modality] = counts.get(series.modality, 0) + series.count
    return max(counts, key=lambda modality: counts[modality], default="")


def _parsed(layouts: str) -> dict[str, tuple[int, int]]:
    """Whatever is no entry is passed over: readers edit settings by hand."""
    found = (ENTRY.fullmatch(part) for part in layouts.split())
    return {match[1]: (int(match[2]), int(match[3])) for match in found if match}
