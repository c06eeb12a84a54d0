"""Where a finding lies: its study, its images, and the finding as the reader has it."""

from dataclasses import dataclass

from medviewer.domain.finding import Finding
from medviewer.domain.study import DisplaySet, Study
from medviewer.session.ai.proposals import Proposals
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.planes.planes import Planes
from medviewer.session.review.reading import Reading


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """A finding and the images its voxels count in."""

    finding: Finding
    study: Study
    display_set: DisplaySet

    def is_shown(self, state: ViewportState) -> bool:
        """Whether that image cuts the finding."""
        box, shown = self.finding.box_voxel, state.display_set
        if shown is None or shown.display_set_id != self.display_set.display_set_id:
            return False
        return box is None or box.contains_slice(state.index)


def show_place(place: FindingPlace, viewport: Viewport, planes: Planes) -> None:
    """Bring the finding's key slice to the viewport, or its voxel to the planes, and centre on it."""
    if place.display_set != viewport.value.display_set:
        viewport.show(place.study, place.display_set)
    finding = place.finding
    if planes.show_voxel(finding.center_voxel):
        return
    viewport.scroll_to(finding.key_slice)
    if finding.center_voxel is not None:
        viewport.center_on(place.display_set, finding.center_voxel[1:])


def selected_place(
    reading: Reading, proposals: Proposals, viewport: Viewport
) -> FindingPlace | None:
    """Of the selected finding; None where there is none, or its images are not there."""
    stated, study = reading.value.selected, viewport.value.study
    if stated is None or study is None:
        return None
    display_set = study.find_display_set(proposals.display_set_of(stated.finding_id))
    if display_set is None:
        return None
    return FindingPlace(reading.value.as_read(stated), study, display_set)


def show_selected(
    reading: Reading, proposals: Proposals, viewport: Viewport, planes: Planes
) -> None:
    """Both of it, where a finding is selected that lies somewhere."""
    place = selected_place(reading, proposals, viewport)
    if place is not None:
        show_place(place, viewport, planes)
