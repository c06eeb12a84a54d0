"""Many chest CTs that differ in nothing but their UIDs: what a batch is measured with."""

from collections.abc import Sequence
from pathlib import Path

from pydicom import Dataset, dcmread
from pydicom.uid import generate_uid

from medviewer.dicom.export import write_ct_series
from medviewer.imaging.phantom import ThoraxSpec, thorax_phantom

# A few centimetres of a chest in the coarsest pixels the model takes: a second's work, not ten.
SMALL = ThoraxSpec(
    shape=(24, 360, 360), pixel_mm=0.99, nodule_diameters_mm=(10.0,), pleural_index=0
)


def write_studies(folder: Path, count: int, spec: ThoraxSpec = SMALL) -> tuple[str, ...]:
    """Each in a folder of its number; returns their StudyInstanceUIDs in that order."""
    slices = [dcmread(f) for f in write_ct_series(folder / "0", thorax_phantom(spec).volume)]
    first = str(slices[0].StudyInstanceUID)
    return (first, *(_copy(slices, folder / str(number)) for number in range(1, count)))


def _copy(slices: Sequence[Dataset], folder: Path) -> str:
    folder.mkdir()
    study, series, frame = (str(generate_uid()) for _ in range(3))
    for index, dataset in enumerate(slices):
        dataset.StudyInstanceUID, dataset.SeriesInstanceUID = study, series
        dataset.FrameOfReferenceUID = frame
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = generate_uid()
        dataset.save_as(folder / f"{index:04}.dcm")
    return study
