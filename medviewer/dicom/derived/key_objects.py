"""Key object selections (PS3.3 A.35.4, TID 2010): images the reader marked, the best of each finding."""

from collections.abc import Iterator

from highdicom import sr
from highdicom.ko import KeyObjectSelection, KeyObjectSelectionDocument
from pydicom.dataset import Dataset

from medviewer.dicom.derived import codes
from medviewer.dicom.derived.object_series import (
    NOT_VERIFIED,
    SeriesKind,
    contributors,
    equipment,
    finish,
)
from medviewer.dicom.derived.observers import observers
from medviewer.dicom.derived.sources import SourceFrame
from medviewer.dicom.derived.workbench import Workbench

READERS_CHOICE = "Images marked by the reader, and the key image of each confirmed finding"
PROPOSED = "Key images of AI proposals"


def key_objects(bench: Workbench) -> Iterator[Dataset]:
    """The reader's selection, and one of what nobody has decided on; neither where it would be empty."""
    is_signed = bench.record.sign_off is not None
    told = READERS_CHOICE if is_signed else f"{READERS_CHOICE} - {NOT_VERIFIED}"
    chosen = list(_readers_frames(bench))
    if chosen:
        yield _selection(bench, chosen, SeriesKind.KEY_OBJECTS, told)
    proposed = [bench.key_frame(recorded) for recorded in bench.record.unverified]
    if proposed:
        told = f"{PROPOSED} - {NOT_VERIFIED}"
        yield _selection(bench, proposed, SeriesKind.PROPOSED_KEY_OBJECTS, told)


def _selection(
    bench: Workbench, chosen: list[SourceFrame], series: SeriesKind, description: str
) -> Dataset:
    frames = {(f.header.SOPInstanceUID, f.frame_number): f for f in chosen}
    headers = list({f.header.SOPInstanceUID: f.header for f in frames.values()}.values())
    reader, device = observers(bench, with_reader=series is SeriesKind.KEY_OBJECTS)
    content = KeyObjectSelection(
        codes.KEY_OBJECTS_TITLE,
        headers,
        observer_person_context=reader,
        observer_device_context=device,
        description=description,
    )
    _name_frames(content, list(frames.values()))
    written = KeyObjectSelectionDocument(
        evidence=headers,
        content=content,
        contributing_equipment=contributors(bench.record),
        **bench.series(series).next_instance(),
        **equipment(bench.record),
    )
    return finish(written, headers[0], bench.record)


def _readers_frames(bench: Workbench) -> Iterator[SourceFrame]:
    for marked in bench.record.key_images:
        sources = bench.sources(marked.display_set_id)
        if 0 <= marked.index < sources.display_set.count:
            yield sources.of_slice(marked.index)
    for recorded in bench.record.confirmed:
        yield bench.key_frame(recorded)


def _name_frames(content: KeyObjectSelection, frames: list[SourceFrame]) -> None:
    """Of a multi-frame image, which frames were meant."""
    for item in content[0].ContentSequence:
        if item.ValueType != sr.ValueTypeValues.IMAGE.value:
            continue
        referenced = item.ReferencedSOPSequence[0]
        uid = referenced.ReferencedSOPInstanceUID
        numbers = [
            f.frame_number
            for f in frames
            if f.header.SOPInstanceUID == uid and f.frame_number is not None
        ]
        if numbers:
            referenced.ReferencedFrameNumber = sorted(numbers)
