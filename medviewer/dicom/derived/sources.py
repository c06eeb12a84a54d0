"""The images a reading speaks of, as highdicom wants them: headers without pixels, one an instance.

They are built from what is known of the frames, with patient and study read from a file anew. A slice that
exists in no file (interpolated, or shifted within its plane) leads to the frames it was made from.
"""

from dataclasses import dataclass
from functools import cached_property

from pydicom.dataset import Dataset

from medviewer.dicom.derived.known_classes import allows_frames, known_class
from medviewer.dicom.derived.mended_headers import mended_header
from medviewer.dicom.derived.uids import as_uid, is_uid
from medviewer.domain.geometry import ImagePlane
from medviewer.domain.study import DisplaySet, FrameSource, Instance, Series, Study
from medviewer.errors import ExportError
from medviewer.words import Message, message

DIGITS = 10  # of Decimal Strings: with sign and exponent they fit 16 letters (PS3.5 6.2)


@dataclass(frozen=True, slots=True)
class SourceFrame:
    """A frame of a file.

    Attributes:
        header: of its instance, without pixels.
        frame_number: within a multi-frame instance, 1 first; None where the instance is one image.
        frame: as acquired.
        row_shift, column_shift: of the slice of the display set, to be taken from its rows and columns.
    """

    header: Dataset
    frame_number: int | None
    frame: FrameSource
    row_shift: float = 0.0
    column_shift: float = 0.0

    @property
    def frame_numbers(self) -> list[int] | None:
        """As references state them."""
        return None if self.frame_number is None else [self.frame_number]

    @property
    def plane(self) -> ImagePlane | None:
        """Its place, where it lies in a frame of reference."""
        return self.frame.plane if "FrameOfReferenceUID" in self.header else None


class Sources:
    """One display set's images; built once for all objects of an export."""

    def __init__(self, study: Study, series: Series, display_set: DisplaySet) -> None:
        self.series, self.display_set = series, display_set
        frames = display_set.source_frames
        self._common = mended_header(study, series, frames[0].instance.path if frames else None)
        self._frame_of_reference = _frame_of_reference(series, display_set)
        self._headers: dict[str, Dataset] = {}

    @property
    def has_places(self) -> bool:
        """Whether all frames lie in one frame of reference of the patient."""
        frames = self.display_set.source_frames
        return bool(self._frame_of_reference) and all(f.plane is not None for f in frames)

    @cached_property
    def headers(self) -> tuple[Dataset, ...]:
        """Of every instance, in display order."""
        by_uid = {
            self.header(f.instance).SOPInstanceUID: self.header(f.instance)
            for f in self.display_set.source_frames
        }
        return tuple(by_uid.values())

    @property
    def unknown_classes(self) -> dict[str, str]:
        """By SOP Instance UID, the true classes of images that went in as something else."""
        return {
            f.instance.sop_instance_uid: f.instance.sop_class_uid
            for f in self.display_set.source_frames
            if known_class(f.instance.sop_class_uid) != f.instance.sop_class_uid
        }

    def header(self, instance: Instance) -> Dataset:
        """One instance's.

        Raises:
            ExportError: the image has no UID, so that nothing can refer to it.
        """
        found = self._headers.get(instance.sop_instance_uid)
        if found is None:
            found = self._made(instance)
            self._headers[instance.sop_instance_uid] = found
        return found

    def of_slice(self, index: int) -> SourceFrame:
        """The frame a slice shows, or was mainly made from.

        Raises:
            ExportError: there is no such slice.
        """
        if not 0 <= index < self.display_set.count:
            raise ExportError(_no_slice(index, self.display_set.count))
        frame = self.display_set.frames[index]
        if frame.between is not None:
            nearer = frame.between.after if frame.between.weight > 0.5 else frame.between.before
            return self._source(nearer)
        return self._source(frame)

    def behind_slice(self, index: int) -> tuple[SourceFrame, ...]:
        """Every frame a slice was made from: two where it lies between them."""
        frame = self.display_set.frames[index]
        if frame.between is None:
            return (self._source(frame),)
        return (self._source(frame.between.before), self._source(frame.between.after))

    def index_of(self, sop_instance_uid: str, frame_index: int) -> int | None:
        """The slice that shows that frame; None where none does."""
        for index, frame in enumerate(self.display_set.frames):
            is_same = frame.instance.sop_instance_uid == sop_instance_uid
            if is_same and frame.frame_index == frame_index and not frame.is_interpolated:
                return index
        return None

    def _source(self, frame: FrameSource) -> SourceFrame:
        acquired = frame.as_acquired
        header = self.header(acquired.instance)
        is_multi_frame = "NumberOfFrames" in header
        number = acquired.frame_index + 1 if is_multi_frame else None
        shifted = frame.shifted
        if shifted is None:
            return SourceFrame(header, number, acquired)
        return SourceFrame(header, number, acquired, shifted.row_shift, shifted.column_shift)

    def _made(self, instance: Instance) -> Dataset:
        if not (is_uid(instance.sop_instance_uid) and is_uid(instance.sop_class_uid)):
            raise ExportError(
                message(
                    "Export",
                    "An image of this series has no SOP Instance UID of its own, so no DICOM object can "
                    "refer to it. Ask for the images to be sent again.",
                )
            )
        header = Dataset()
        header.update(self._common)
        header.SOPClassUID = known_class(instance.sop_class_uid)
        header.SOPInstanceUID = instance.sop_instance_uid
        header.InstanceNumber = instance.instance_number
        if self._frame_of_reference:
            header.FrameOfReferenceUID = self._frame_of_reference
        self._describe_pixels(header, instance)
        frames = [
            f
            for f in self.display_set.source_frames
            if f.instance.sop_instance_uid == instance.sop_instance_uid
        ]
        if _is_multi_frame(instance):
            header.NumberOfFrames = max(instance.number_of_frames, len(frames))
        elif frames and self._frame_of_reference:
            place(header, frames[0].plane)
        if instance.slice_thickness_mm:
            header.SliceThickness = decimal(instance.slice_thickness_mm)
        return header

    def _describe_pixels(self, header: Dataset, instance: Instance) -> None:
        header.Rows, header.Columns = instance.rows, instance.columns
        header.SamplesPerPixel = instance.encoding.samples_per_pixel
        header.PhotometricInterpretation = instance.encoding.photometric_interpretation
        header.BitsAllocated = instance.encoding.bits_allocated
        header.BitsStored = instance.encoding.bits_stored
        header.HighBit = instance.encoding.bits_stored - 1
        header.PixelRepresentation = instance.encoding.pixel_representation


def _no_slice(index: int, count: int) -> Message:
    return message(
        "Export",
        "Image {number} is spoken of, but the series has only {count}. Open the study again and export then.",
        number=index + 1,
        count=count,
    )


def place(header: Dataset, plane: ImagePlane | None) -> None:
    """Write the Image Plane Module (PS3.3 C.7.6.2)."""
    if plane is None:
        return
    header.ImagePositionPatient = [decimal(value) for value in plane.position]
    header.ImageOrientationPatient = [
        decimal(value) for value in (*plane.row_direction, *plane.column_direction)
    ]
    header.PixelSpacing = [decimal(plane.row_spacing_mm), decimal(plane.column_spacing_mm)]


def decimal(value: float) -> str:
    """A Decimal String."""
    return f"{float(value) + 0.0:.{DIGITS}g}"


def _is_multi_frame(instance: Instance) -> bool:
    """By its count, where its class allows several (PS3.3 C.7.6.6); the tiles of a sheet are one image."""
    is_counted = instance.sheet is None and instance.number_of_frames > 1
    return is_counted and allows_frames(known_class(instance.sop_class_uid))


def _frame_of_reference(series: Series, display_set: DisplaySet) -> str:
    """As stated; always the same new one for slices whose header names none, but places; else ""."""
    stated = {f.instance.frame_of_reference_uid for f in display_set.source_frames}
    uid = stated.pop() if len(stated) == 1 else ""
    uid = uid or series.frame_of_reference_uid
    if is_uid(uid):
        return uid
    has_planes = all(f.plane is not None for f in display_set.source_frames)
    return as_uid(f"frame of reference of {series.series_instance_uid}") if has_planes else ""
