"""What a reader has done in one study, as it is kept between runs and taken to other computers."""

from dataclasses import dataclass, field

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes
from medviewer.domain.coding import ReportCode
from medviewer.domain.finding import Review
from medviewer.domain.geometry import Vector
from medviewer.domain.hanging_protocol import Links
from medviewer.domain.kept_answer import KeptAnswer
from medviewer.domain.kept_layer import KeptLayer
from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.reading_mode import ChangeAfterAI, FirstRead
from medviewer.domain.report import ReportContent
from medviewer.domain.report_version import ReportVersion
from medviewer.domain.rigid_transform import RigidTransform
from medviewer.domain.section import THIN, Slab
from medviewer.domain.segmentation import Segment
from medviewer.domain.study import Patient
from medviewer.domain.study_annotations import StudyAnnotations
from medviewer.domain.study_ledger import StudyLedger
from medviewer.domain.turn import AS_STORED, Turn
from medviewer.domain.voi import VoiLut, VoiWindow


@dataclass(frozen=True, slots=True)
class KeptPresentation:
    """How a display set's values were shown; at most one of `window` and `lut`, neither for its own."""

    display_set_id: str
    window: VoiWindow | None = None
    lut: VoiLut | None = None
    is_inverted: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class KeptCell:
    """What a cell of the layout showed; `display_set_id` is "" where it was nothing of the patient.

    `study_uid` names another examination of the same patient; "" is the study itself.
    """

    display_set_id: str = ""
    index: int = 0
    zoom: float = 1.0
    pan_mm: tuple[float, float] = (0.0, 0.0)
    anchor: int = 0
    turn: Turn = AS_STORED
    study_uid: str = ""


@dataclass(frozen=True, slots=True)
class KeptAlignment:
    """How places of one space belong to those of another, of which the study has one."""

    source: str
    target: str
    transform: RigidTransform
    is_spatial: bool


@dataclass(frozen=True, slots=True)
class KeptPlanes:
    """Planes through a volume, while they were shown.

    Attributes:
        views: of each plane, which way is right and which is down, in patient space.
        cross: patient mm.
        maximised: name of the plane that had all the room; "" for none.
    """

    display_set_id: str
    views: tuple[tuple[Vector, Vector], ...]
    cross: Vector
    slab: Slab = THIN
    shows_cross: bool = True
    maximised: str = ""


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """The cells in reading order; `active` is the place of the one the reader was at."""

    rows: int = 1
    columns: int = 1
    cells: tuple[KeptCell, ...] = (KeptCell(),)
    active: int = 0
    is_maximised: bool = False
    links: Links | None = None


@dataclass(frozen=True, slots=True)
class KeptImages:
    """What each image of a painted display set is known by, in order: segments count images by number."""

    display_set_id: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyJournal:
    """One study's. `layout` is None where none of it was on screen.

    `steps` are images without a place that the reader aligned by number, by display set ids; `point` is the
    operating point findings were shown at, `floor` the confidence from which, where that was set by hand;
    `versions` are the reports that were signed, `amendment` why the last one is being changed; `sent` is the
    structured report that was exported last.
    `images` are those that `segments` lie on.
    `added` to `ai_seen_at` are those of `ReadingState`.
    """

    annotations: StudyAnnotations
    reviews: tuple[Review, ...] = ()
    content: ReportContent = field(default_factory=ReportContent)
    presentations: tuple[KeptPresentation, ...] = ()
    layout: KeptLayout | None = None
    segments: tuple[Segment, ...] = ()
    answers: tuple[KeptAnswer, ...] = ()
    alignments: tuple[KeptAlignment, ...] = ()
    steps: tuple[tuple[str, str, int], ...] = ()
    planes: KeptPlanes | None = None
    point: str = ""
    floor: float | None = None
    versions: tuple[ReportVersion, ...] = ()
    amendment: str = ""
    ledger: StudyLedger = field(default_factory=StudyLedger)
    added: tuple[AddedFinding, ...] = ()
    first_read: FirstRead | None = None
    changes_after_ai: tuple[ChangeAfterAI, ...] = ()
    ai_seen_at: str = ""
    layers: tuple[KeptLayer, ...] = ()
    sent: ObjectReference | None = None
    notes: ClinicalNotes = NO_NOTES
    codes: tuple[ReportCode, ...] = ()
    images: tuple[KeptImages, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it tells nothing that opening the study does not show anyway."""
        said = self.annotations.measurements or self.annotations.key_marks or self.reviews
        shown = self.presentations or self.layout or self.annotations.calibrations or self.layers
        made = self.segments or self.answers or self.alignments or self.steps or self.versions
        written = self.content.is_written or not self.ledger.is_empty
        told = self.codes or not self.notes.is_empty
        found = self.added or self.first_read or self.sent
        return not (said or shown or made or written or told or found)

    @property
    def is_in_work(self) -> bool:
        """Whether a reader has begun to say something in it and has not signed it."""
        said = self.annotations.measurements or self.annotations.key_marks or self.reviews
        made = self.segments or self.added or self.codes or not self.notes.is_empty
        return not self.versions and bool(said or made or self.content.is_written)


@dataclass(frozen=True, slots=True)
class KeptStudy:
    """A journal and whose it is. The study's UID alone does not say: mixed-up studies share it.

    `lost` counts what was in it once and could not be read.
    """

    patient: Patient
    study_instance_uid: str
    journal: StudyJournal
    lost: int = 0
