"""What the models propose about the study on screen: result sets on one side, the reading on the other.

sets.changed, operating point → findings of the sets shown, and their thresholds → reading
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Slot

from medviewer.domain.finding import Finding, ReviewState
from medviewer.domain.model_card import AnalysisResult, AttentionPatch, ModelCard
from medviewer.domain.study import Study
from medviewer.session.ai.analysis import Analysis
from medviewer.session.ai.operating_points import Floor, common_point, floors, usual_floors
from medviewer.session.ai.result_sets import (
    ResultSet,
    findings_shown,
    results_reported,
    weak_ids,
)
from medviewer.session.images.viewport import Viewport
from medviewer.session.library.library import Library
from medviewer.session.messages import Messages
from medviewer.session.review.reading import Reading
from medviewer.words import message


class Proposals(QObject):
    """Hands the findings of the sets shown to the reading; answers what belongs to the image shown."""

    def __init__(
        self,
        analysis: Analysis,
        reading: Reading,
        viewport: Viewport,
        library: Library,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._analysis = analysis
        self._reading = reading
        self._viewport = viewport
        self._library = library
        self._messages = messages
        analysis.sets.changed.connect(self._on_sets_changed)
        analysis.result_added.connect(self._on_result_added)

    # (of the active viewport, unless another is named)

    def sets(self, of: Viewport | None = None) -> tuple[ResultSet, ...]:
        """Every result set of the study shown, oldest first; none while the AI is hidden from the reader."""
        study = (of or self._viewport).value.study
        if study is None or self._reading.of_study(study.key).hides_ai:
            return ()
        return self._analysis.sets.of(study.key)

    def results(self, of: Viewport | None = None) -> tuple[AnalysisResult, ...]:
        """The answers about the study shown that are on screen."""
        return tuple(each.result for each in self.sets(of) if each.is_shown)

    def result_of(self, finding_id: str, of: Viewport | None = None) -> AnalysisResult | None:
        """The newest answer that holds the finding, one that is shown before one that is hidden."""
        holding = [s for s in reversed(self.sets(of)) if _holds(s.result, finding_id)]
        return max(holding, key=lambda s: s.is_shown).result if holding else None

    def display_set_of(self, finding_id: str, of: Viewport | None = None) -> str:
        """The display set a finding was made on, by a model or by the reader; "" where it is unknown."""
        study = (of or self._viewport).value.study
        own = self._reading.of_study(study.key).find_added(finding_id) if study else None
        if own is not None:
            return own.display_set_id
        result = self.result_of(finding_id, of)
        return result.request.display_set_id if result is not None else ""

    def reported(self) -> tuple[AnalysisResult, ...]:
        """The answers a report speaks of: those shown, and hidden ones the reader decided on."""
        return results_reported(self.sets(), self._reading.value.findings)

    @property
    def catalog(self) -> tuple[ModelCard, ...]:
        return self._analysis.catalog

    def all_sets(self, study_key: str) -> tuple[ResultSet, ...]:
        """Every result set of an open study."""
        return self._analysis.sets.of(study_key)

    def bring_back(self, study: Study, sets: Iterable[ResultSet]) -> None:
        """Show the answers of an earlier run again; not those about series that have changed since."""
        if self._analysis.sets.put_back(study.key, sets):
            self.drop_outdated(study)
            self._reading.reset_floors(study.key, *self._usual_floors(study.key))

    def choose_point(self, name: str) -> None:
        """Show findings from each model's threshold at the operating point of that name."""
        chosen = floors([each.result for each in self.sets()], name)
        self._reading.show_at(name, chosen, _lowest(chosen, self._reading.value.findings))

    def show_from(self, study_key: str, point: str, floor: float | None) -> None:
        """Show a study's findings as the reader had them: from a confidence set by hand, or at a point."""
        if floor is not None:
            self._reading.reset_floors(study_key, "", (), min(max(floor, 0.0), 1.0))
            return
        chosen = floors([each.result for each in self.all_sets(study_key)], point)
        found = self._reading.of_study(study_key).findings
        if chosen:
            self._reading.reset_floors(study_key, point, chosen, _lowest(chosen, found))

    def attention_on_slice(self, of: Viewport | None = None) -> tuple[AttentionPatch, ...]:
        """Maps that lie on the slice shown; a rejected finding's while it is selected."""
        state = (of or self._viewport).value
        wanted = self._findings_with_maps(state.study.key if state.study is not None else "")
        return tuple(
            patch
            for result in self.results(of)
            if state.display_set is not None
            and result.request.display_set_id == state.display_set.display_set_id
            for patch in result.attention
            if patch.slice_index == state.index and patch.finding_id in {"", *wanted}
        )

    def slice_contributions(self, of: Viewport | None = None) -> AnalysisResult | None:
        """The newest answer on screen that says how much each slice of the series shown speaks for it."""
        shown = (of or self._viewport).value.display_set
        if shown is None:
            return None
        fitting = (
            result
            for result in reversed(self.results(of))
            if result.request.display_set_id == shown.display_set_id
            and len(result.slice_contributions) == shown.count
        )
        return next(fitting, None)

    def drop_outdated(self, study: Study) -> bool:
        """Take findings away that a grown series would show in the wrong place; whether there were any."""
        is_outdated = self._analysis.drop_outdated(study)
        if is_outdated:
            self._messages.warn(
                message(
                    "Session",
                    "The series that was analyzed has changed since, so its findings were dropped: they "
                    "would stand on the wrong images. Analyze the study again.",
                )
            )
        return is_outdated

    def _findings_with_maps(self, study_key: str) -> frozenset[str]:
        reading = self._reading.of_study(study_key)
        return frozenset(
            finding.finding_id
            for finding in reading.visible
            if reading.review_of(finding.finding_id).state is not ReviewState.REJECTED
            or finding.finding_id == reading.selected_id
        )

    @Slot(str)
    def _on_sets_changed(self, study_key: str) -> None:
        """Undecided findings come and go with their set; decided ones stay whatever is hidden."""
        sets = self._analysis.sets.of(study_key)
        reading = self._reading.of_study(study_key)
        self._reading.take_findings(
            study_key,
            findings_shown(sets, lambda key: reading.review_of(key).is_decided),
            is_analysed=any(each.is_done for each in sets),
            known=frozenset(f.finding_id for each in sets for f in each.result.findings),
            weak=weak_ids(each.result for each in sets),
        )

    @Slot(object)
    def _on_result_added(self, result: AnalysisResult) -> None:
        """A new answer is shown from its usual threshold, whatever the slider was left at."""
        key = result.request.study_instance_uid
        study = self._library.value.find_study(key)
        if study is None or not self.drop_outdated(study):
            self._reading.reset_floors(key, *self._usual_floors(key))

    def _usual_floors(self, study_key: str) -> tuple[str, tuple[Floor, ...], float]:
        sets = self._analysis.sets.of(study_key)
        done = [each.result for each in sets if each.is_done]
        usual = usual_floors(done)
        findings = tuple(f for each in sets if each.is_shown for f in each.result.findings)
        return common_point(done), usual, _lowest(usual, findings)


def _holds(result: AnalysisResult, finding_id: str) -> bool:
    return any(finding.finding_id == finding_id for finding in result.findings)


def _lowest(chosen: tuple[Floor, ...], findings: tuple[Finding, ...]) -> float:
    """The lowest threshold of a label that was found; of any label where none was."""
    in_use = [floor for floor in chosen if any(floor.is_for(finding) for finding in findings)]
    return min((floor.threshold for floor in in_use or chosen), default=0.0)
