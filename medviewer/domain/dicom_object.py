"""What a study holds beside images: reports, segmentations, plans, presentation states, documents, curves."""

from dataclasses import dataclass
from pathlib import Path

from medviewer.domain.object_kind import ObjectKind, kind_of


@dataclass(frozen=True, slots=True)
class DicomObject:
    """One SOP Instance that is listed but not shown as an image.

    Attributes:
        kind: the standard's name of its SOP class, the UID itself where the standard has none.
        description: the label or title the object gives itself, "" where it gives none.
        rows, columns, number_of_frames: of its pixels; 0 where it has none (a report, a plan).
    """

    path: Path
    sop_instance_uid: str
    sop_class_uid: str
    kind: str
    modality: str = ""
    description: str = ""
    transfer_syntax_uid: str = ""
    photometric_interpretation: str = ""
    instance_number: int | None = None
    rows: int = 0
    columns: int = 0
    number_of_frames: int = 0

    @property
    def object_kind(self) -> ObjectKind:
        """How it is read and shown."""
        return kind_of(self.sop_class_uid, self.modality, self.kind)
