"""Reads an object that is drawn over images, by its kind; what knows DICOM is loaded when this runs."""

from collections.abc import Callable
from pathlib import Path

from medviewer.domain.object_kind import ObjectKind
from medviewer.jobs.job import JobContext
from medviewer.progress import CancelToken
from medviewer.session.objects.layer_content import LoadedLayer

Loader = Callable[[str, Path, CancelToken], LoadedLayer]
LAYERS = (
    ObjectKind.SEGMENTATION,
    ObjectKind.STRUCTURE_SET,
    ObjectKind.DOSE,
    ObjectKind.PARAMETRIC_MAP,
)


def load(study_key: str, path: Path, kind: ObjectKind, context: JobContext) -> LoadedLayer:
    """For a thread.

    Raises:
        UnreadableFile, UndecodablePixels: it cannot be read, or holds too much.
        NotDrawable: nothing in it can be laid over images.
    """
    return loader(kind)(study_key, path, context.token)


def loader(kind: ObjectKind) -> Loader:
    """Who reads that kind."""
    from medviewer.session.objects import region_layer, segmentation_layer, value_layer

    readers: dict[ObjectKind, Loader] = {
        ObjectKind.SEGMENTATION: segmentation_layer.segmentation_layer,
        ObjectKind.STRUCTURE_SET: region_layer.region_layer,
        ObjectKind.DOSE: value_layer.dose_layer,
        ObjectKind.PARAMETRIC_MAP: value_layer.map_layer,
    }
    return readers[kind]
