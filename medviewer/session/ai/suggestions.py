"""The models that fit the series shown: what the Analyze button may offer before it is asked."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.ai.suggestion import Suggestion, suggest
from medviewer.domain.model_card import ModelCard
from medviewer.session.images.viewport import Viewport, ViewportState
from medviewer.session.state import State


@dataclass(frozen=True, slots=True)
class SuggestionState:
    """For the display set shown, best first; empty where no model fits, or nothing is shown."""

    display_set_id: str = ""
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def best(self) -> Suggestion | None:
        return next(iter(self.suggestions), None)


class Suggestions(State[SuggestionState]):
    """Follows the viewport; headers only, so it costs nothing and needs no worker."""

    def __init__(
        self, viewport: Viewport, catalog: tuple[ModelCard, ...], parent: QObject | None = None
    ) -> None:
        super().__init__(SuggestionState(), parent)
        self._catalog = catalog
        viewport.changed.connect(self._on_viewport_changed)

    @Slot(object, object)
    def _on_viewport_changed(self, before: ViewportState, now: ViewportState) -> None:
        if before.display_set is not now.display_set or before.study is not now.study:
            self.replace(self._of(now))

    def _of(self, shown: ViewportState) -> SuggestionState:
        study, display_set = shown.study, shown.display_set
        series = (
            study.find_series(display_set.series_instance_uid) if study and display_set else None
        )
        if study is None or display_set is None or series is None:
            return SuggestionState()
        images = AskedImages(study, series, display_set)
        return SuggestionState(display_set.display_set_id, suggest(self._catalog, images))
