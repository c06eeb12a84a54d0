"""A report as a document: what it says, in order, with finished pictures."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes
from medviewer.domain.coding import ReportCode
from medviewer.domain.finding import Finding, Review
from medviewer.domain.longitudinal import FollowUp
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.reading_mode import FirstRead
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study import Study
from medviewer.words import Message


@dataclass(frozen=True, slots=True)
class KeyImage:
    """A finished picture, annotations burned in; `finding_id` is "" where the reader marked the image.

    `pixels[row, column, 3]` uint8 RGB. It shows image `index` of the display set, 0 first.
    """

    finding_id: str
    pixels: NDArray[np.uint8]
    caption: Message
    display_set_id: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """One row of a findings table.

    Attributes:
        number: the finding's number on screen, 1 first.
        finding: as the reader has it.
        proposed: as its author stated it; None where the reader left it so.
    """

    number: int
    finding: Finding
    review: Review
    key_image: KeyImage | None = None
    proposed: Finding | None = None

    @property
    def is_by_reader(self) -> bool:
        """Whether no model said so."""
        return self.finding.provenance.is_by_reader


@dataclass(frozen=True, slots=True)
class ReportedMeasurement:
    """One row of the table of measurements.

    Attributes:
        name: what was drawn.
        value: all it tells; None for drawings that tell nothing.
        image: series and image as counted on screen; "" for a reformat.
    """

    name: Message
    label: str
    value: Message | None
    image: str


@dataclass(frozen=True, slots=True)
class PriorStudy:
    """An earlier examination of the patient that was at hand while the report was written."""

    study_date: str
    modalities: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head of a report besides the patient.

    Attributes:
        institution: "" for the one the images name.
        logo: finished, uint8[row, column, 4] with alpha; None for none.
    """

    institution: str = ""
    logo: NDArray[np.uint8] | None = None


NO_LETTERHEAD = Letterhead()


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What the reader wrote.

    Attributes:
        findings: the reader's own text under Findings; "" leaves the text made from what was accepted and
            measured.
        technique: "" leaves the text made from the headers.
        template_id: of `resources/report_templates`; "" for the one that fits the modality.
        language: the report's, "en" or "zh_CN"; "" for the program's.
    """

    reader: str = ""
    impression: str = ""
    indication: str = ""
    technique: str = ""
    comparison: str = ""
    findings: str = ""
    template_id: str = ""
    language: str = ""

    @property
    def is_written(self) -> bool:
        """Whether the reader put anything into words here; the name alone is everywhere the same."""
        texts = (self.impression, self.indication, self.technique, self.comparison, self.findings)
        return any(texts)

    def over(self, made: "ReportContent") -> "ReportContent":
        """What the reader wrote, and where that is nothing, what was made from a template."""
        names = (each.name for each in fields(self))
        return ReportContent(**{name: getattr(self, name) or getattr(made, name) for name in names})


@dataclass(frozen=True, slots=True)
class Report:
    """Everything an exporter prints.

    Attributes:
        accepted: findings the reader accepted; the only ones under "Findings".
        undecided: proposals nobody decided; a table of their own, in preliminary reports only.
        rejected: listed by number at the end, so that nothing a model said is lost.
        results: one for each model that ran, refused ones included.
        measurements: what the reader measured, in the order it was drawn.
        key_images: those the reader marked; each finding has its own besides.
        created_at: local time with offset, ISO 8601.
        sign_off: the signature that holds for all of this; None while it is preliminary.
        title: "" for the usual one.
        notices: what it had to do without, for whoever asked for it.
        first_read: what was locked before the AI was shown; None where nobody read first.
        changes_after_ai: how many changes of the reader's followed, once it was shown.
        follow_up: lesions over time as far as the reader matched them; None where nothing is compared.
        notes: printed only where the reader wants it (`is_in_report`).
        codes: accepted ones; a suggestion nobody accepted is in no document, preliminary ones included.
    """

    study: Study
    content: ReportContent
    accepted: tuple[ReportedFinding, ...]
    undecided: tuple[ReportedFinding, ...]
    rejected: tuple[ReportedFinding, ...]
    results: tuple[AnalysisResult, ...]
    software_version: str
    created_at: str
    measurements: tuple[ReportedMeasurement, ...] = ()
    key_images: tuple[KeyImage, ...] = ()
    sign_off: SignOff | None = None
    priors: tuple[PriorStudy, ...] = ()
    letterhead: Letterhead = NO_LETTERHEAD
    title: str = ""
    notices: tuple[Message, ...] = ()
    first_read: FirstRead | None = None
    changes_after_ai: int = 0
    follow_up: FollowUp | None = None
    notes: ClinicalNotes = NO_NOTES
    codes: tuple[ReportCode, ...] = ()

    @property
    def is_preliminary(self) -> bool:
        """Whether nobody has signed it, or something was proposed since; pictures of nobody stay so."""
        return self.sign_off is None or bool(self.undecided) or self.study.is_synthetic
