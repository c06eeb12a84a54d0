"""Segmentations, contours, doses and maps of the study, drawn over its images: shown, never measured.

object.open ─► a job reads it ─► a layer ─► another job: volumes, middles
                                   └─► `cuts`: what it is in each image shown
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot

from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.geometry import Vector
from medviewer.domain.kept_layer import KeptLayer
from medviewer.domain.object_kind import ObjectKind
from medviewer.domain.object_layer import ObjectLayer, Rgb
from medviewer.domain.study import DisplaySet, Study
from medviewer.errors import MedViewerError
from medviewer.jobs.job import Job, JobContext
from medviewer.jobs.runner import JobRunner, Lane
from medviewer.session.drawing.segments import Segments
from medviewer.session.images.viewports import Viewports
from medviewer.session.library.library import Library, LibraryState
from medviewer.session.messages import Messages
from medviewer.session.objects.isodoses import with_isodoses
from medviewer.session.objects.kept_layers import as_kept, kept_layer, object_of
from medviewer.session.objects.layer_content import Extent, LayerContent, LoadedLayer, Target
from medviewer.session.objects.layer_copies import LayerCopies
from medviewer.session.objects.layer_cuts import CutKey, LayerCuts, Wish
from medviewer.session.objects.layer_loading import LAYERS, load
from medviewer.session.objects.layer_places import belongs_on, best_images
from medviewer.session.objects.objects import Objects
from medviewer.session.state import State
from medviewer.words import message


@dataclass(frozen=True, slots=True)
class LayersState:
    """Of every open study, the one opened last on top.

    Attributes:
        is_shown: one switch for all of them.
        reading: SOP Instance UIDs of objects that are being read.
    """

    layers: tuple[ObjectLayer, ...] = ()
    is_shown: bool = True
    reading: frozenset[str] = frozenset()

    def find(self, layer_id: str) -> ObjectLayer | None:
        return next((layer for layer in self.layers if layer.layer_id == layer_id), None)

    def of(self, study_key: str) -> tuple[ObjectLayer, ...]:
        return tuple(layer for layer in self.layers if layer.study_key == study_key)

    def on(self, study_key: str, display_set: DisplaySet) -> tuple[ObjectLayer, ...]:
        """Those to draw on these images, in the order they were opened."""
        if not self.is_shown:
            return ()
        mine = self.of(study_key)
        return tuple(each for each in mine if each.is_shown and each.lies_on(display_set))


class ObjectLayers(State[LayersState]):
    """Reads layers and holds them; what they are drawn from stays out of the state."""

    def __init__(
        self,
        runner: JobRunner,
        library: Library,
        objects: Objects,
        viewports: Viewports,
        segments: Segments,
        messages: Messages,
    ) -> None:
        super().__init__(LayersState(), library)
        self._runner = runner
        self._library = library
        self._viewports = viewports
        self._messages = messages
        self.cuts = LayerCuts(runner, self)
        self.copies = LayerCopies(runner, segments, messages, self)
        self._contents: dict[str, LayerContent] = {}
        self._jobs: dict[Job, str] = {}
        self._awaited: dict[str, tuple[str, KeptLayer]] = {}  # study and how, by the layer's id
        for kind in LAYERS:
            objects.draw_with(kind, self.open)
        library.changed.connect(self._on_library_changed)

    def open(self, study: Study, listed: DicomObject) -> None:
        """Draw an object of the study; one that is drawn already is brought back on screen."""
        self._read(study.key, listed.sop_instance_uid, listed.path, listed.object_kind)

    def lay_over(self, study: Study, display_set: DisplaySet) -> None:
        """Draw a parametric map, which is a series of its own, over the images it was computed from."""
        instance = display_set.frames[0].instance
        self._read(study.key, instance.sop_instance_uid, instance.path, ObjectKind.PARAMETRIC_MAP)

    def kept(self, study_key: str) -> tuple[KeptLayer, ...]:
        """What the journal keeps: those that are drawn, and those it waits for."""
        drawn = tuple(kept_layer(layer) for layer in self.value.of(study_key))
        return (*drawn, *(kept for key, kept in self._awaited.values() if key == study_key))

    def bring_back(self, study: Study, kept: tuple[KeptLayer, ...]) -> None:
        """Draw again what was drawn; an object that is not there any more is passed over."""
        for each in kept:
            listed = object_of(study, each.layer_id)
            if listed is not None and self.value.find(each.layer_id) is None:
                self._awaited[each.layer_id] = (study.key, each)
                self.open(study, listed)

    def close(self, layer_id: str) -> None:
        self.update(layers=tuple(each for each in self.value.layers if each.layer_id != layer_id))
        self._contents.pop(layer_id, None)
        for job, uid in self._jobs.items():
            if uid == layer_id:
                job.cancel()
        self.cuts.forget(layer_id)

    def toggle_all(self) -> None:
        self.update(is_shown=not self.value.is_shown)

    def change(self, layer: ObjectLayer) -> None:
        """Put a layer in its predecessor's place."""
        layers = (layer if each.layer_id == layer.layer_id else each for each in self.value.layers)
        self.update(layers=tuple(layers))

    def show_layer(self, layer_id: str, *, is_shown: bool) -> None:
        layer = self.value.find(layer_id)
        if layer is not None:
            self.change(replace(layer, is_shown=is_shown))

    def show_item(self, layer_id: str, key: int, *, is_shown: bool) -> None:
        layer = self.value.find(layer_id)
        item = layer.find(key) if layer is not None else None
        if layer is not None and item is not None:
            self.change(layer.with_item(replace(item, is_shown=is_shown)))

    def colour_item(self, layer_id: str, key: int, colour: Rgb) -> None:
        layer = self.value.find(layer_id)
        item = layer.find(key) if layer is not None else None
        if layer is not None and item is not None:
            self.change(layer.with_item(replace(item, colour=colour)))

    def set_opacity(self, layer_id: str, opacity: float) -> None:
        layer = self.value.find(layer_id)
        if layer is not None:
            self.change(replace(layer, opacity=min(max(opacity, 0.0), 1.0)))

    def refer_to(self, layer_id: str, dose: float) -> None:
        """Let 100 % of a dose be this much; its lines and their volumes follow."""
        layer = self.value.find(layer_id)
        if layer is not None and layer.scale is not None and dose > 0:
            self.change(with_isodoses(layer, dose))
            self._survey(layer_id)

    def content(self, layer_id: str) -> LayerContent | None:
        return self._contents.get(layer_id)

    def wishes(self, layer: ObjectLayer, target: Target) -> tuple[Wish, ...]:
        """What has to be cut for the layer's visible items in one image."""
        content = self._contents.get(layer.layer_id)
        if content is None:
            return ()
        return tuple(
            Wish(CutKey(layer.layer_id, item.key, item.level, target), item, content)
            for item in layer.shown_items
        )

    def copy_item(self, layer_id: str, key: int, study: Study, display_set: DisplaySet) -> None:
        """Make a segment or region the reader's own, on the images shown."""
        layer, content = self.value.find(layer_id), self._contents.get(layer_id)
        item = layer.find(key) if layer is not None else None
        if item is not None and content is not None:
            self.copies.begin(item, content, study, display_set)

    def value_at(self, layer: ObjectLayer, point: Vector) -> float | None:
        """What a dose or a map says at a point of the patient, mm."""
        content = self._contents.get(layer.layer_id)
        return content.value_at(point) if content is not None else None

    def _read(self, study_key: str, uid: str, path: Path, kind: ObjectKind) -> None:
        known = self.value.find(uid)
        if known is not None:
            self.show_layer(uid, is_shown=True)
            self.update(is_shown=True)
            self._bring_on_screen(known)
        elif uid not in self.value.reading:
            job = self._runner.start(Lane.DOCUMENTS, partial(load, study_key, path, kind))
            self._jobs[job] = uid
            self.update(reading=self.value.reading | {uid})
            job.finished.connect(self._on_read)
            job.failed.connect(self._on_failed)
            job.ended.connect(self._on_ended)

    def _bring_on_screen(self, layer: ObjectLayer) -> None:
        """Show images it lies on, unless some are shown; where there are none, say so."""
        cell = self._viewports.active
        state = cell.value
        is_there = state.display_set is not None and belongs_on(layer, state.display_set)
        if is_there and state.study is not None and state.study.key == layer.study_key:
            return
        study = self._library.value.find_study(layer.study_key)
        found = best_images(layer, study) if study is not None else None
        if study is not None and found is not None:
            cell.show(study, found)
        else:
            self._messages.warn(
                message(
                    "Layers",
                    "“{title}” lies on images that are not open: none of its study share its Frame of "
                    "Reference, and none of the {count} images it names is here. Open them, too.",
                    title=layer.title,
                    count=len(layer.image_uids),
                )
            )

    def _survey(self, layer_id: str) -> None:
        layer, content = self.value.find(layer_id), self._contents.get(layer_id)
        if layer is None or content is None:
            return
        job = self._runner.start(Lane.SURVEYS, partial(_extents, layer, content))
        self._jobs[job] = layer_id
        job.finished.connect(self._on_surveyed)
        job.ended.connect(self._on_ended)

    @Slot(object)
    def _on_read(self, loaded: LoadedLayer) -> None:
        layer = loaded.layer
        awaited = self._awaited.pop(layer.layer_id, None)
        if self._library.value.find_study(layer.study_key) is None:
            return  # closed meanwhile
        self._contents[layer.layer_id] = loaded.content
        if awaited is not None:
            layer = as_kept(layer, awaited[1])
        others = tuple(each for each in self.value.layers if each.layer_id != layer.layer_id)
        self.update(layers=(*others, layer), is_shown=True)
        for note in layer.notes if awaited is None else ():
            self._messages.warn(note)
        if awaited is None:
            self._bring_on_screen(layer)
        self._survey(layer.layer_id)

    @Slot(object)
    def _on_surveyed(self, found: Mapping[int, Extent]) -> None:
        layer = self.value.find(self._jobs[self._job_of_sender()])
        for key, extent in found.items() if layer is not None else ():
            item = layer.find(key) if layer is not None else None
            if layer is not None and item is not None:
                known = replace(item, volume_ml=extent.volume_ml, middle=extent.middle)
                layer = layer.with_item(known)
        if layer is not None:
            self.change(layer)

    @Slot(object)
    def _on_failed(self, error: MedViewerError) -> None:
        self._messages.error(error.message)

    @Slot()
    def _on_ended(self) -> None:
        uid = self._jobs.pop(self._job_of_sender())
        self._awaited.pop(uid, None)
        self.update(reading=self.value.reading - {uid})

    def _job_of_sender(self) -> Job:
        job = self.sender()
        assert isinstance(job, Job)  # these slots are connected to jobs only
        return job

    @Slot(object, object)
    def _on_library_changed(self, before: LibraryState, now: LibraryState) -> None:
        """Layers go with their study."""
        del before
        keys = {study.key for study in now.studies}
        for layer in self.value.layers:
            if layer.study_key not in keys:
                self.close(layer.layer_id)


def _extents(
    layer: ObjectLayer, content: LayerContent, context: JobContext
) -> Mapping[int, Extent]:
    return content.extents(layer.items, context.token)
