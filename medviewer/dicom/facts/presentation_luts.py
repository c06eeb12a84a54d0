"""The grey pipeline of a Grayscale Softcopy Presentation State (PS3.3 A.33.1, PS3.4 annex N.2).

    Modality LUT → VOI LUT → Presentation LUT; what the state leaves out is the identity, not the image's own

Only the LUTs are read here: annotations, shutters and displayed areas of a state are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset

from medviewer.dicom.facts.display_facts import presentation_table
from medviewer.dicom.facts.modality_luts import modality_lut
from medviewer.dicom.facts.voi_luts import value_ranges, voi_presets
from medviewer.dicom.reading.attributes import items, text, uid
from medviewer.dicom.reading.parsing import parse
from medviewer.dicom.reading.silence import without_warnings
from medviewer.domain.appearance import DisplayFacts
from medviewer.domain.study import FrameSource, Rescale
from medviewer.domain.voi import VoiFunction, VoiWindow, WindowPreset
from medviewer.words import message

KEYWORDS = (
    "ModalityLUTSequence",
    "RescaleSlope",
    "RescaleIntercept",
    "RescaleType",
    "SoftcopyVOILUTSequence",
    "PresentationLUTSequence",
    "PresentationLUTShape",
)
WANTED_TAGS = frozenset(tag for name in KEYWORDS if (tag := tag_for_keyword(name)) is not None)


@dataclass(frozen=True, slots=True)
class SoftcopyVoi:
    """VOIs for the images named, or for all images of the state where none is."""

    sop_instance_uids: frozenset[str]
    presets: tuple[WindowPreset, ...]


@dataclass(frozen=True, slots=True)
class PresentationLuts:
    """What a presentation state does to greys."""

    rescale: Rescale
    vois: tuple[SoftcopyVoi, ...]
    display: DisplayFacts

    def applied_to(self, source: FrameSource) -> FrameSource:
        """The frame as the state wants it shown; its stored values, place and padding are as before."""
        instance = source.instance
        display = replace(
            instance.display,
            is_inverse=self.display.is_inverse,
            presentation_lut=self.display.presentation_lut,
        )
        changed = replace(instance, rescale=self.rescale, display=display)
        windows = self._presets(source) or (_whole_range(source, self.rescale),)
        return replace(source, instance=changed, frame_rescale=None, windows=windows)

    def _presets(self, source: FrameSource) -> tuple[WindowPreset, ...]:
        wanted = source.instance.sop_instance_uid
        fitting = (
            voi.presets
            for voi in self.vois
            if not voi.sop_instance_uids or wanted in voi.sop_instance_uids
        )
        return next(fitting, ())


def read_presentation_luts(path: Path) -> PresentationLuts:
    """Read a presentation state's LUTs. Any thread may call it.

    Raises:
        UnreadableFile: it is no DICOM file, or damaged.
    """
    parsed = parse(path, WANTED_TAGS)
    with without_warnings():
        return _luts(parsed.dataset)


def _luts(dataset: Dataset) -> PresentationLuts:
    rescale = modality_lut([dataset], "")
    table = presentation_table(dataset)
    is_inverse = table is None and text(dataset, "PresentationLUTShape").upper() == "INVERSE"
    vois = tuple(_voi(item, rescale) for item in items(dataset, "SoftcopyVOILUTSequence"))
    return PresentationLuts(rescale, vois, DisplayFacts(is_inverse, presentation_lut=table))


def _voi(item: Dataset, rescale: Rescale) -> SoftcopyVoi:
    referenced: Sequence[Dataset] = items(item, "ReferencedImageSequence")
    uids = frozenset(uid(one, "ReferencedSOPInstanceUID") for one in referenced)
    return SoftcopyVoi(uids, voi_presets([item], rescale))


def _whole_range(source: FrameSource, rescale: Rescale) -> WindowPreset:
    """Every value the image can have, from black to white: the identity of the VOI stage."""
    encoding = source.instance.encoding
    header = Dataset()
    header.BitsStored = encoding.bits_stored
    header.PixelRepresentation = encoding.pixel_representation
    values = value_ranges(header, rescale).modality
    window = VoiWindow(
        (values.low + values.high) / 2, values.high - values.low, VoiFunction.LINEAR_EXACT
    )
    return WindowPreset(message("Window", "All values of the image"), window)
