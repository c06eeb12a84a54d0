"""DICOM's information model: patient, study, series, instance; and the display set a viewport shows.

Attribute names are DICOM's own in snake_case. A missing attribute is an empty string or None, never a guess.
"""

from dataclasses import dataclass, field
from pathlib import Path

from medviewer.domain.acquisition import NOTHING_SAID, Acquisition, DisplaySetKind, Phase
from medviewer.domain.appearance import DisplayFacts
from medviewer.domain.calibration import UNCALIBRATED, PixelCalibration, in_patient
from medviewer.domain.clinical_context import NOTHING_ASKED, ClinicalContext
from medviewer.domain.dicom_object import DicomObject
from medviewer.domain.frame_timing import NO_TIMING, FrameTiming
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.lookup_table import LookupTable
from medviewer.domain.palette import Palette
from medviewer.domain.suv import PetFacts
from medviewer.domain.synthetic import is_made_person, with_mark
from medviewer.domain.technique import LossyCompression, Technique
from medviewer.domain.unit import Unit
from medviewer.domain.voi import WindowPreset
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class Patient:
    """Who lies in the pictures. `patient_name` is in the order the name is read, decoded from its charset.

    `person_name` is what the header states, decoded: family^given…=ideographic=phonetic (PS3.5 6.2.1).
    `issuer_of_patient_id` says within what the ID is unique (PS3.3 C.7.1.1); few headers do, and a patient
    with it equals the same without.
    """

    patient_id: str = ""
    patient_name: str = ""
    birth_date: str = ""
    sex: str = ""
    age: str = ""
    person_name: str = ""
    issuer_of_patient_id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class PixelEncoding:
    """How an instance's pixels are stored (Image Pixel Module, PS3.3 C.7.6.3).

    `data_offset` is the byte at which native pixel data starts in the file, None where it is encapsulated
    or unknown and a decoder has to find it. `is_float` tells (Double) Float Pixel Data from integers.
    `encapsulated_offset` is the byte at which the items of encapsulated pixel data start, None where there
    are none or their place is unknown. `high_bit` is None where the header does not say.
    """

    transfer_syntax_uid: str
    samples_per_pixel: int
    photometric_interpretation: str
    bits_allocated: int
    bits_stored: int
    pixel_representation: int
    planar_configuration: int = 0
    data_offset: int | None = None
    is_float: bool = False
    encapsulated_offset: int | None = None
    high_bit: int | None = None

    @property
    def shift(self) -> int:
        """How many bits the stored ones lie above the lowest: 0 in every image since DICOM 2007."""
        high_bit = self.bits_stored - 1 if self.high_bit is None else self.high_bit
        shift = high_bit + 1 - self.bits_stored
        return shift if 0 < shift <= self.bits_allocated - self.bits_stored else 0


@dataclass(frozen=True, slots=True)
class Rescale:
    """The Modality LUT (PS3.3 C.11.1): slope and intercept, or a table; the identity where there is none.

    Where `lut` is set, slope and intercept are the identity and say nothing.
    """

    slope: float = 1.0
    intercept: float = 0.0
    unit: Unit = Unit.NONE
    lut: LookupTable | None = None


@dataclass(frozen=True, slots=True)
class TileSheet:
    """How slices lie beside one another in one stored image (Siemens mosaic): row by row from the top left.

    `rows` and `columns` are of the stored sheet, `across` is how many tiles lie in one row of tiles.
    """

    rows: int
    columns: int
    across: int


@dataclass(frozen=True, slots=True)
class Instance:
    """One SOP Instance that carries pixels: where its file is and what its header says.

    `rows`, `columns` and `number_of_frames` are of what is shown: of the tiles, where `sheet` is set.
    `is_cine` tells a sequence in time from frames that merely share a file.
    """

    path: Path
    sop_instance_uid: str
    sop_class_uid: str
    rows: int
    columns: int
    number_of_frames: int
    encoding: PixelEncoding
    rescale: Rescale = Rescale()
    instance_number: int | None = None
    image_type: tuple[str, ...] = ()
    patient_orientation: tuple[str, ...] = ()
    acquisition_date_time: str = ""
    slice_thickness_mm: float | None = None
    lossy_compression: LossyCompression | None = None
    technique: Technique = field(default_factory=Technique)
    cine: FrameTiming = NO_TIMING
    exposure_mas: float | None = None
    spacing_between_slices_mm: float | None = None
    sheet: TileSheet | None = None
    is_cine: bool = False
    frame_of_reference_uid: str = ""
    calibration: PixelCalibration = UNCALIBRATED
    display: DisplayFacts = field(default_factory=DisplayFacts)
    palette: Palette | None = None
    pet: PetFacts | None = None


@dataclass(frozen=True, slots=True)
class FrameSource:
    """One displayable frame: frame `frame_index` (from 0) of an instance, its place, its own windows.

    Attributes:
        plane: where this frame lies; of the resampled image, where `shifted` or `between` is set.
        frame_rescale: set where an enhanced multi-frame image gives this frame a rescale of its own.
        frame_calibration: likewise.
        between: set where no image exists and this one stands for it, interpolated between its neighbours;
            `instance` is the nearer neighbour's then.
        shifted: set where a slice of a tilted stack was moved within its plane onto a regular grid.
    """

    instance: Instance
    frame_index: int
    plane: ImagePlane | None
    windows: tuple[WindowPreset, ...] = ()
    frame_rescale: Rescale | None = None
    acquisition: Acquisition = NOTHING_SAID
    between: "Between | None" = None
    shifted: "Shifted | None" = None
    frame_calibration: PixelCalibration | None = None

    @property
    def rows(self) -> int:
        return self.shifted.rows if self.shifted else self.instance.rows

    @property
    def columns(self) -> int:
        return self.shifted.columns if self.shifted else self.instance.columns

    @property
    def is_colour(self) -> bool:
        """Whether it is shown in RGB; a volume is one number a voxel."""
        encoding = self.instance.encoding
        is_palette = encoding.photometric_interpretation == "PALETTE COLOR"
        return is_palette or encoding.samples_per_pixel > 1

    @property
    def is_interpolated(self) -> bool:
        """Whether nobody acquired this image: it fills the gap of a missing slice."""
        return self.between is not None

    @property
    def is_resampled(self) -> bool:
        """Whether its pixels are computed from those of the file rather than read from it."""
        return self.between is not None or self.shifted is not None

    def is_measured_at(self, row: int, column: int) -> bool:
        """Whether the scanner measured there: not in a missing slice, nor beside a tilted one."""
        if self.between is not None or self.shifted is None:
            return self.between is None
        source_row, source_column = row - self.shifted.row_shift, column - self.shifted.column_shift
        return (
            0 <= source_row <= self.instance.rows - 1
            and 0 <= source_column <= self.instance.columns - 1
        )

    @property
    def as_acquired(self) -> "FrameSource":
        """The frame as the file has it; itself unless it was shifted."""
        return self.shifted.source if self.shifted else self

    @property
    def rescale(self) -> Rescale:
        """What turns this frame's stored values into modality values."""
        return self.frame_rescale or self.instance.rescale

    @property
    def calibration(self) -> PixelCalibration:
        """What this frame's pixels measure: as stated, else its plane's spacing."""
        stated = self.frame_calibration or self.instance.calibration
        if stated == UNCALIBRATED and self.plane is not None:
            return in_patient(self.plane.row_spacing_mm, self.plane.column_spacing_mm)
        return stated


@dataclass(frozen=True, slots=True)
class Between:
    """Two neighbours of a missing slice; `weight` is the share of `after`, 0 to 1."""

    before: FrameSource
    after: FrameSource
    weight: float


@dataclass(frozen=True, slots=True)
class Shifted:
    """A slice moved within a larger image: pixel (r, c) there is (r - row_shift, c - column_shift) here."""

    source: FrameSource
    row_shift: float
    column_shift: float
    rows: int
    columns: int


AS_ACQUIRED = ":as-acquired"  # ends the id of a tilted stack shown without resampling
PRESENTED = (
    ":presented-"  # and which state: ends the id of images shown as a presentation state says
)


@dataclass(frozen=True, slots=True)
class DisplaySet:
    """What one viewport can show: frames in the order a reader scrolls them.

    Attributes:
        frames: index and slice of `geometry` are one; interpolated frames stand where slices are missing.
        geometry: set where the frames form a volume.
        notes: what a reader should know about how the frames were ordered or why they are only a stack.
        label: tells apart the display sets of one series.
        split_rule: what the series was split by, where it was.
        phase: the place within a 4D group, None where every place was imaged once.
        tilt_degrees: by how much the gantry was tilted; slices are shifted onto a regular grid then.
    """

    display_set_id: str
    series_instance_uid: str
    frames: tuple[FrameSource, ...]
    geometry: VolumeGeometry | None
    notes: tuple[Message, ...] = ()
    label: str = ""
    is_localizer: bool = False
    split_rule: Message | None = None
    phase: Phase | None = None
    tilt_degrees: float | None = None

    @property
    def count(self) -> int:
        return len(self.frames)

    @property
    def listed_id(self) -> str:
        """The id under which its study lists it, whichever way it is shown."""
        return self.display_set_id.partition(PRESENTED)[0].removesuffix(AS_ACQUIRED)

    @property
    def is_shown_as_acquired(self) -> bool:
        """Whether a tilted stack is shown without resampling."""
        return self.display_set_id.endswith(AS_ACQUIRED)

    @property
    def kind(self) -> DisplaySetKind:
        if self.geometry is not None:
            return DisplaySetKind.VOLUME
        if self.count == 1:
            return DisplaySetKind.SINGLE
        is_cine = self.frames[0].instance.is_cine
        return DisplaySetKind.CINE if is_cine else DisplaySetKind.STACK

    @property
    def source_frames(self) -> tuple[FrameSource, ...]:
        """The frames that exist in files, as acquired: neither interpolated nor shifted."""
        return tuple(frame.as_acquired for frame in self.frames if not frame.is_interpolated)

    @property
    def is_resampled(self) -> bool:
        """Whether the slices were shifted onto a regular grid."""
        return any(frame.shifted is not None for frame in self.frames)


@dataclass(frozen=True, slots=True)
class Series:
    """A series, the display sets it splits into, and its objects that are not shown as images.

    `is_synthetic`: some file of it says that a model made it (`domain.synthetic`).
    """

    series_instance_uid: str
    modality: str
    series_number: int | None = None
    series_description: str = ""
    body_part_examined: str = ""
    protocol_name: str = ""
    laterality: str = ""
    contrast_bolus_agent: str = ""
    convolution_kernel: str = ""
    frame_of_reference_uid: str = ""
    manufacturer: str = ""
    display_sets: tuple[DisplaySet, ...] = ()
    objects: tuple[DicomObject, ...] = ()
    is_synthetic: bool = False

    @property
    def count(self) -> int:
        """Number of displayable frames that exist; interpolated ones do not."""
        return sum(len(display_set.source_frames) for display_set in self.display_sets)


@dataclass(frozen=True, slots=True)
class Study:
    """A study of one patient and the series found of it so far.

    `identity` is empty, except where files of several patients carry one StudyInstanceUID: then it tells
    the others apart from the first.
    """

    study_instance_uid: str
    patient: Patient
    study_date: str = ""
    study_time: str = ""
    study_description: str = ""
    study_id: str = ""
    accession_number: str = ""
    institution_name: str = ""
    referring_physician_name: str = ""
    series: tuple[Series, ...] = ()
    identity: str = ""
    context: ClinicalContext = NOTHING_ASKED

    @property
    def key(self) -> str:
        """What names this study among all that are open: its UID, and whose it is where that is in doubt."""
        return (
            f"{self.study_instance_uid}~{self.identity}"
            if self.identity
            else self.study_instance_uid
        )

    @property
    def is_synthetic(self) -> bool:
        """Whether any of it was made by a model: nothing here may be signed as a patient's."""
        person = is_made_person(self.patient.patient_id, self.patient.patient_name)
        return person or any(series.is_synthetic for series in self.series)

    @property
    def marked_description(self) -> str:
        """The description; begun with the mark of what shows no patient, where that is so."""
        return with_mark(self.study_description) if self.is_synthetic else self.study_description

    def find_series(self, series_instance_uid: str) -> Series | None:
        """The series of that UID, or None."""
        return next((s for s in self.series if s.series_instance_uid == series_instance_uid), None)

    def find_display_set(self, display_set_id: str) -> DisplaySet | None:
        """The display set of that id, or None."""
        return next(
            (d for s in self.series for d in s.display_sets if d.display_set_id == display_set_id),
            None,
        )


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file that was left out of what was opened, and why."""

    path: Path
    reason: Message
