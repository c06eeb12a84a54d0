"""Where a report's contents come from: gathered from the parts of the session, and frozen."""

from dataclasses import dataclass, replace

from medviewer.domain.clinical_notes import ClinicalNotes
from medviewer.domain.coding import ReportCode
from medviewer.domain.longitudinal import FollowUp
from medviewer.domain.report import ReportContent
from medviewer.domain.sign_off import SignOff
from medviewer.domain.study import DisplaySet, Study
from medviewer.imaging.drawings import Drawings
from medviewer.session.ai.proposals import Proposals
from medviewer.session.context.clinical import Clinical
from medviewer.session.drawing.annotations import Annotations
from medviewer.session.drawing.drawn_images import DrawnImages
from medviewer.session.drawing.quantities import Quantities
from medviewer.session.hanging.hanging import Room
from medviewer.session.hanging.layout_memory import main_modality
from medviewer.session.lesions.longitudinal import Longitudinal
from medviewer.session.library.library import Library
from medviewer.session.preferences import Preferences
from medviewer.session.reports.report_order import ReportOrder, ReportSite
from medviewer.session.reports.report_texts import priors_of
from medviewer.session.reports.signing import Signing
from medviewer.session.reports.template_memory import remembered_template
from medviewer.session.review.reading import Reading


@dataclass(frozen=True, slots=True)
class ReportSources:
    """The parts that are asked, on the GUI thread."""

    room: Room
    proposals: Proposals
    reading: Reading
    drawn: DrawnImages
    signing: Signing
    longitudinal: Longitudinal
    clinical: Clinical

    @property
    def annotations(self) -> Annotations:
        return self.drawn.annotations

    @property
    def quantities(self) -> Quantities:
        return self.drawn.quantities

    @property
    def library(self) -> Library:
        return self.room.library

    @property
    def preferences(self) -> Preferences:
        return self.room.preferences

    def order(self, study: Study) -> ReportOrder:
        """Everything the report of a study is made of, as it is now."""
        return replace(
            self.words(study),
            windows=self.room.presentations.windows_of(study),
            inverted=self.room.presentations.inverted_of(study),
            drawings=self._drawings(study),
            key_places=self.drawn.key_places(study),
        )

    def words(self, study: Study) -> ReportOrder:
        """The same without what only its pictures need: quick enough to ask at every change."""
        state = self.reading.of_study(study.key)
        sign_off = self.sign_off(study)
        return ReportOrder(
            study,
            self.proposals.reported(),
            state.findings,
            state.reviews,
            self._content(study, sign_off),
            measurements=self.quantities.reported(study),
            left_out=frozenset(f.finding_id for f in state.findings)
            - frozenset(f.finding_id for f in state.reported),
            added=state.added,
            sign_off=sign_off,
            priors=priors_of(study, self.library.value.studies),
            site=self._site,
            first_read=state.first_read,
            changes_after_ai=len(state.changes_after_ai),
            follow_up=self._follow_up(study, sign_off),
            codes=self._codes(study, sign_off),
            notes=self._notes(study, sign_off),
        )

    def sign_off(self, study: Study) -> SignOff | None:
        """The signature that holds for the study as it is now."""
        drawn, codes = self.annotations.value.of(study.key), self.clinical.codes.value.of(study.key)
        return self.signing.sign_off(self.reading.of_study(study.key), drawn, codes)

    def _codes(self, study: Study, sign_off: SignOff | None) -> tuple[ReportCode, ...]:
        """As they were signed; else as they are now, undecided ones included."""
        latest = self.signing.value.of(study.key).latest
        if sign_off is not None and latest is not None:
            return latest.body.codes
        return self.clinical.codes.value.of(study.key)

    def _follow_up(self, study: Study, sign_off: SignOff | None) -> FollowUp | None:
        """As it was signed; else as far as the reader has matched lesions now."""
        latest = self.signing.value.of(study.key).latest
        if sign_off is not None and latest is not None:
            return latest.body.follow_up
        return self.longitudinal.stated_of(study.key)

    def _notes(self, study: Study, sign_off: SignOff | None) -> ClinicalNotes:
        """As they were signed; else as they stand now."""
        latest = self.signing.value.of(study.key).latest
        if sign_off is not None and latest is not None:
            return latest.body.notes
        return self.clinical.notes.value.of(study.key).printed

    @property
    def _site(self) -> ReportSite:
        chosen = self.preferences.value
        return ReportSite(chosen.institution, chosen.logo, self.preferences.folder)

    def _content(self, study: Study, sign_off: SignOff | None) -> ReportContent:
        """As it was signed; else as it is being written, by the template used last for the modality."""
        latest = self.signing.value.of(study.key).latest
        if sign_off is not None and latest is not None:
            return latest.body.content
        content = self.reading.of_study(study.key).content
        used = self.preferences.value.report_templates
        template = content.template_id or remembered_template(used, main_modality(study))
        return replace(content, template_id=template)

    def _drawings(self, study: Study) -> dict[str, dict[int, Drawings]]:
        sets: list[DisplaySet] = [d for series in study.series for d in series.display_sets]
        return {each.display_set_id: self.drawn.of(study, each) for each in sets}
