"""Everything a report is made of, frozen at the moment the reader asked for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from medviewer.domain.added_finding import AddedFinding
from medviewer.domain.clinical_notes import NO_NOTES, ClinicalNotes
from medviewer.domain.coding import ReportCode
from medviewer.domain.finding import Finding, Review
from medviewer.domain.longitudinal import FollowUp
from medviewer.domain.model_card import AnalysisResult
from medviewer.domain.reading_mode import FirstRead
from medviewer.domain.report import (
    PriorStudy,
    ReportContent,
    ReportedFinding,
    ReportedMeasurement,
)
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study import DisplaySet, Study
from medviewer.domain.voi import Voi
from medviewer.session.ai.operating_points import with_findings

if TYPE_CHECKING:
    from medviewer.imaging.drawings import Drawings


@dataclass(frozen=True, slots=True)
class ReportSite:
    """What a site gives each of its reports.

    Attributes:
        institution: "" for the one the images name.
        logo: path of a PNG or JPEG file; "" for none.
        own_templates: the settings folder, in which a reader's own templates lie; None for none.
    """

    institution: str = ""
    logo: str = ""
    own_templates: Path | None = None


NO_SITE = ReportSite()


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """Everything a report is made of, frozen at the moment the reader asked for it.

    Attributes:
        findings: in the order of their numbers on screen.
        left_out: ids of those that stand in no report: too weak for the model to state, and not shown.
        windows: by display set id, the windows the reader chose; others are shown through the window the
            model's card names, or the image's own.
        inverted: ids of the display sets the reader has inverted.
        timings_s: stages outside the models, for the JSON document.
        drawings: the reader's, by display set id and index.
        key_places: the images the reader marked.
        added: the reader's own findings, which are among `findings`.
        content: its language is the report's; "" leaves that to whoever runs the order.
        sign_off: the signature that holds for all of this; then `content` has every text in full.
        priors: earlier examinations at hand, the latest first.
        follow_up: lesions over time as far as the reader matched them; None where nothing is compared.
        codes: with every decision; only accepted ones are printed.
        notes: what is printed as clinical information; nothing unless the reader wants it there.
        numbers: by finding id, where they are others than their order says: of a version signed before.
    """

    study: Study
    results: tuple[AnalysisResult, ...]
    findings: tuple[Finding, ...]
    reviews: tuple[Review, ...]
    content: ReportContent
    windows: Mapping[str, Voi] = field(default_factory=dict)
    inverted: frozenset[str] = frozenset()
    timings_s: Mapping[str, float] = field(default_factory=dict)
    measurements: tuple[ReportedMeasurement, ...] = ()
    left_out: frozenset[str] = frozenset()
    drawings: "Mapping[str, Mapping[int, Drawings]]" = field(default_factory=dict)
    key_places: tuple[tuple[DisplaySet, int], ...] = ()
    added: tuple[AddedFinding, ...] = ()
    sign_off: SignOff | None = None
    priors: tuple[PriorStudy, ...] = ()
    site: ReportSite = NO_SITE
    first_read: FirstRead | None = None
    changes_after_ai: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict)
    follow_up: FollowUp | None = None
    codes: tuple[ReportCode, ...] = ()
    notes: ClinicalNotes = NO_NOTES

    def answers(self) -> tuple[AnalysisResult, ...]:
        """The results without what is left out."""
        return tuple(
            with_findings(r, [f for f in r.findings if f.finding_id not in self.left_out])
            for r in self.results
        )

    def numbered(self) -> tuple[ReportedFinding, ...]:
        """Every finding that stands in the report, with the number it has on screen."""
        from medviewer.report.draft import number_findings

        return tuple(
            replace(item, number=self.numbers.get(item.finding.finding_id, item.number))
            for item in number_findings(self.findings, self.reviews)
            if item.finding.finding_id not in self.left_out
        )

    def display_sets_of_findings(self) -> dict[str, str]:
        """By finding id, the display set it was found on."""
        stated = {f.finding_id: r.request.display_set_id for r in self.results for f in r.findings}
        return stated | {a.finding.finding_id: a.display_set_id for a in self.added}
