"""Puts a presentation state's greys, shutter and overlays on the images it speaks of (PS3.3 A.33.1).

The display sets made here are new ones of the same frames: the images themselves are as they were.
"""

from dataclasses import replace
from pathlib import Path

from medviewer.dicom.facts.overlays import OVERLAY_TAGS, overlay_facts
from medviewer.dicom.facts.presentation_luts import PresentationLuts, read_presentation_luts
from medviewer.dicom.facts.shutters import SHUTTER_TAGS, shutter
from medviewer.dicom.objects.object_file import parse_object
from medviewer.dicom.objects.presentation_state import read_presentation
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.appearance import OverlayFacts
from medviewer.domain.presentation_state import PresentationState, speaks_of
from medviewer.domain.presented import Presented
from medviewer.domain.shutter import Shutter
from medviewer.domain.study import PRESENTED, DisplaySet, FrameSource, Study
from medviewer.logs import short_hash
from medviewer.words import message


def present(path: Path, study: Study) -> Presented:
    """Read a state and lay it on what is open of its study. Runs in any thread.

    Raises:
        UnreadableFile: gone or damaged.
    """
    state, luts = read_presentation(path), read_presentation_luts(path)
    parsed = parse_object(path, SHUTTER_TAGS, OVERLAY_TAGS)
    with without_warnings():
        overlays = tuple(replace(one, path=path) for one in overlay_facts(parsed.dataset))
        laid = _Laid(state, luts, shutter(parsed.dataset), overlays)
    sets = (display_set for series in study.series for display_set in series.display_sets)
    shown = tuple(made for each in sets if (made := laid.on(each)) is not None)
    frames = tuple(enumerate(shown[0].frames)) if shown else ()
    named = [index for index, frame in frames if laid.speaks_of(frame)]
    drawn = [index for index in named if draws_on(state, shown[0].frames[index])]
    return Presented(state, shown, next(iter((*drawn, *named)), 0))


def draws_on(state: PresentationState, frame: FrameSource) -> bool:
    """Whether a shape is meant for this image in particular: there the reader wants to look first."""
    uid = frame.instance.sop_instance_uid
    annotations = state.annotations_on(uid, frame.frame_index + 1)
    return any(each.images and each.shapes for each in annotations)


class _Laid:
    """A state ready to be put on frames."""

    def __init__(
        self,
        state: PresentationState,
        luts: PresentationLuts,
        covered: Shutter | None,
        overlays: tuple[OverlayFacts, ...],
    ) -> None:
        self._state, self._luts = state, luts
        self._shutter, self._overlays = covered, overlays

    def speaks_of(self, frame: FrameSource) -> bool:
        uid = frame.instance.sop_instance_uid
        is_named = bool(self._state.images)
        return is_named and speaks_of(self._state.images, uid, frame.frame_index + 1)

    def on(self, display_set: DisplaySet) -> DisplaySet | None:
        """The display set as it is to be shown; None where the state says nothing of it."""
        if not any(map(self.speaks_of, display_set.frames)):
            return None
        frames = tuple(
            self._frame(frame) if self.speaks_of(frame) else frame for frame in display_set.frames
        )
        told = message(
            "Presentation",
            "Shown as in the presentation state “{label}”; “Presentation off” shows the image’s own greys.",
            label=self._state.label or self._state.description,
        )
        return replace(
            display_set,
            display_set_id=f"{display_set.display_set_id}{PRESENTED}"
            f"{short_hash(self._state.sop_instance_uid)}",
            frames=frames,
            notes=(told, *self._state.notes, *display_set.notes),
        )

    def _frame(self, frame: FrameSource) -> FrameSource:
        """With the state's greys; the unit stays where the values do."""
        if frame.shifted is not None:
            inner = self._frame(frame.shifted.source)
            return replace(
                frame,
                instance=inner.instance,
                windows=inner.windows,
                frame_rescale=None,
                shifted=replace(frame.shifted, source=inner),
            )
        made = self._luts.applied_to(frame)
        before, now = frame.rescale, made.instance.rescale
        is_same = (before.slope, before.intercept, before.lut) == (
            now.slope,
            now.intercept,
            now.lut,
        )
        display = replace(made.instance.display, shutter=self._shutter, overlays=self._overlays)
        instance = replace(made.instance, rescale=before if is_same else now, display=display)
        return replace(made, instance=instance)
