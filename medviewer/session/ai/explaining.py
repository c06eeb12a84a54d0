"""Maps by another method than the one an answer came with, asked of the worker one finding at a time.

method chosen, finding selected, maps shown → worker → maps, kept by finding and method → the image
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from medviewer.domain.model_card import (
    AttentionPatch,
    Explanation,
    ExplanationRequest,
    ModelCard,
)
from medviewer.domain.model_trust import CLASS_MAP, offered_methods
from medviewer.session.ai.analysis import Analysis
from medviewer.session.ai.proposals import Proposals
from medviewer.session.images.viewport import Overlays, Viewport
from medviewer.session.review.reading import Reading
from medviewer.session.state import State


@dataclass(frozen=True, slots=True)
class Asked:
    """One finding by one method; what answers are kept by."""

    finding_id: str
    method: str


@dataclass(frozen=True, slots=True)
class ExplainingState:
    """What the reader wants explained how.

    Attributes:
        method: as in the card's explanation tests.
        asked: what has been asked for, answered or not yet; what failed may be asked for again.
        answers: how many maps have arrived.
    """

    method: str = CLASS_MAP  # which comes with every answer
    asked: frozenset[Asked] = frozenset()
    answers: int = 0


class Explaining(State[ExplainingState]):
    """Follows the selected finding while maps are shown."""

    def __init__(
        self,
        analysis: Analysis,
        proposals: Proposals,
        reading: Reading,
        viewport: Viewport,
        overlays: Overlays,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(ExplainingState(), parent)
        self._analysis = analysis
        self._proposals = proposals
        self._reading = reading
        self._viewport = viewport
        self._overlays = overlays
        self._maps: dict[Asked, tuple[AttentionPatch, ...]] = {}
        analysis.explained.connect(self._on_explained)
        analysis.not_explained.connect(self._on_not_explained)
        reading.changed.connect(self._ask)
        overlays.changed.connect(self._ask)

    def choose(self, method: str) -> None:
        """Explain by this method from now on."""
        self.update(method=method)
        self._ask()

    def attention_on_slice(self, of: Viewport | None = None) -> tuple[AttentionPatch, ...]:
        """The maps on the slice shown: all class maps, or the selected finding's by another method."""
        state = (of or self._viewport).value
        study_key = state.study.key if state.study is not None else ""
        selected, shown = self._reading.of_study(study_key).selected, state.display_set
        if self.value.method == CLASS_MAP or selected is None:  # each map is titled by its method
            return self._proposals.attention_on_slice(of)
        result = self._proposals.result_of(selected.finding_id, of)
        if shown is None or result is None:
            return ()
        if result.request.display_set_id != shown.display_set_id:
            return ()
        maps = self._maps.get(Asked(selected.finding_id, self.value.method), ())
        return tuple(patch for patch in maps if patch.slice_index == state.index)

    @Slot()
    def _ask(self) -> None:
        """Ask the worker for what the reader looks at, once."""
        selected, method = self._reading.value.selected, self.value.method
        study = self._viewport.value.study
        if selected is None or study is None or method == CLASS_MAP:
            return
        wanted = Asked(selected.finding_id, method)
        result = self._proposals.result_of(selected.finding_id)
        is_on = self._overlays.value.shows_attention
        if not is_on or result is None or wanted in self.value.asked:
            return
        if method in offered_methods(result.card.explanation_tests):
            self.update(asked=self.value.asked | {wanted})
            maps = tuple(p for p in result.attention if p.finding_id == selected.finding_id)
            asked = ExplanationRequest(result.request, selected, method, maps)
            self._analysis.explain(study, asked)

    @Slot(object)
    def _on_explained(self, answer: Explanation) -> None:
        self._maps[Asked(answer.finding_id, answer.method)] = answer.attention
        self.update(answers=self.value.answers + 1)

    @Slot(object)
    def _on_not_explained(self, wanted: ExplanationRequest) -> None:
        missed = Asked(wanted.finding.finding_id, wanted.method)
        self.update(asked=self.value.asked - {missed})


def methods_of(card: ModelCard) -> tuple[tuple[str, str], ...]:
    """Each tested method and why it is not offered: the name of the test it failed, "" where it is."""
    offered = offered_methods(card.explanation_tests)
    failed = {
        test.method: test.name
        for test in card.explanation_tests
        if test.gate and not test.is_passed
    }
    methods = dict.fromkeys(test.method for test in card.explanation_tests)
    return tuple(
        (method, "" if method in offered else failed.get(method, "untested")) for method in methods
    )
