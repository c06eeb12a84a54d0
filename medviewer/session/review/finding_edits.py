"""The finding the reader is changing: a draft, until it is committed or left.

mouse, wheel, form → draft (measured anew) → commit → reading, one step to undo
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from medviewer.domain.calibration import Pixel, PixelCalibration
from medviewer.domain.finding import Finding
from medviewer.domain.study import DisplaySet
from medviewer.imaging.finding_handles import Shape, outlined, stretched
from medviewer.imaging.finding_shape import LEAST_CORNERS, reshaped
from medviewer.imaging.marks import Point
from medviewer.session.drawing.annotations import Annotations, calibration_of, reference_to
from medviewer.session.review.finding_places import FindingPlace
from medviewer.session.review.reading import Reading, ReadingState
from medviewer.session.state import State
from medviewer.words import Message

Calibrations = Callable[[int], PixelCalibration]


@dataclass(frozen=True, slots=True)
class EditingState:
    """What is edited; nothing while there is no `place`.

    Attributes:
        place: the finding as it was taken up, and its images.
        draft: the finding as it will be.
    """

    place: FindingPlace | None = None
    draft: Finding | None = None

    @property
    def is_on(self) -> bool:
        return self.draft is not None

    @property
    def study_key(self) -> str:
        return self.place.study.key if self.place is not None else ""

    def draft_of(self, finding_id: str) -> Finding | None:
        """The draft, where it is of that finding."""
        is_of_it = self.draft is not None and self.draft.finding_id == finding_id
        return self.draft if is_of_it else None

    def draft_on(self, shown: DisplaySet | None) -> Finding | None:
        """The draft, where it has a place on those images."""
        draft, place = self.draft, self.place
        if draft is None or place is None or shown is None or draft.box_voxel is None:
            return None
        return draft if place.display_set.display_set_id == shown.display_set_id else None


class FindingEdits(State[EditingState]):
    """Edits one finding. What a model stated is never touched."""

    def __init__(
        self, reading: Reading, annotations: Annotations, parent: QObject | None = None
    ) -> None:
        super().__init__(EditingState(), parent)
        self._reading = reading
        self._annotations = annotations
        reading.changed.connect(self._on_reading_changed)

    def begin(self, place: FindingPlace) -> None:
        """Take a finding up, as the reader has it."""
        self.replace(EditingState(place, place.finding))

    def take_shape(self, shape: Shape) -> None:
        """Give the draft that box and those outlines."""
        place, draft = self.value.place, self.value.draft
        if place is not None and draft is not None and draft.box_voxel is not None:
            measured = reshaped(draft, shape, place.display_set, self._calibrations(place))
            self.update(draft=measured)

    def take_outline(self, slice_index: int, points: tuple[Pixel, ...]) -> None:
        """Give the draft an outline, (column, row), in place of those it had on that slice."""
        draft = self.value.draft
        if draft is not None and draft.box_voxel is not None and len(points) >= LEAST_CORNERS:
            self.take_shape(outlined(draft, slice_index, [Point(*point) for point in points]))

    def stretch(self, before: int, now: int) -> None:
        """The slice shown has changed with the range in hand: its nearer end follows."""
        if self.value.draft is not None and self.value.draft.box_voxel is not None:
            self.take_shape(stretched(self.value.draft, before, now))

    def call(self, label: str, name: Message, site: Message) -> None:
        """What the finding is, and where, in words."""
        if self.value.draft is not None:
            named = dataclasses.replace(self.value.draft, label=label, name=name, site=site)
            self.update(draft=named)

    def commit(self) -> None:
        """Keep the draft as the reader's word, where it differs from what was."""
        place, draft = self.value.place, self.value.draft
        self.replace(EditingState())
        if place is not None and draft is not None and draft != place.finding:
            self._reading.revise(place.study.key, draft)

    def cancel(self) -> bool:
        """Leave the finding as it was; False where none was being changed."""
        was_on = self.value.is_on
        self.replace(EditingState())
        return was_on

    def measured(self, finding: Finding, place: FindingPlace, shape: Shape) -> Finding:
        """A finding of that shape, as it would be measured on those images."""
        return reshaped(finding, shape, place.display_set, self._calibrations(place))

    def _calibrations(self, place: FindingPlace) -> Calibrations:
        own = self._annotations.value.of(place.study.key)

        def of(index: int) -> PixelCalibration:
            image = reference_to(place.study, place.display_set, index)
            return calibration_of(own, image, place.display_set.frames[index].calibration)

        return of

    @Slot(object, object)
    def _on_reading_changed(self, before: ReadingState, now: ReadingState) -> None:
        """Who goes on to another finding has finished with this one."""
        del before
        draft = self.value.draft
        if draft is None:
            return
        is_here = now.study_instance_uid == self.value.study_key
        if is_here and now.find(draft.finding_id) is None:
            self.cancel()  # it is gone
        elif not is_here or now.selected_id != draft.finding_id:
            self.commit()
