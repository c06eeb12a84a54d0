"""The suggestion follows what is shown."""

import dataclasses

import pytest

from medviewer.domain.study import Study
from medviewer.session.ai.suggestions import Suggestions
from medviewer.session.images.viewport import Viewport
from tests.unit.ai.guard.guard_samples import mr_card
from tests.unit.session.session_samples import MakeStudy

pytestmark = pytest.mark.gui


def head_study(make_study: MakeStudy, modality: str = "MR") -> Study:
    study = make_study(9)
    series = dataclasses.replace(study.series[0], modality=modality, body_part_examined="BRAIN")
    return dataclasses.replace(study, series=(series,))


@pytest.fixture
def viewport(qapp: object) -> Viewport:
    return Viewport()


def test_that_the_fitting_model_is_suggested_for_the_series_shown(
    viewport: Viewport, make_study: MakeStudy
) -> None:
    suggestions = Suggestions(viewport, (mr_card(),), viewport)
    study = head_study(make_study)

    viewport.show(study, study.series[0].display_sets[0])

    best = suggestions.value.best
    assert best is not None
    assert best.card == mr_card()
    assert suggestions.value.display_set_id == study.series[0].display_sets[0].display_set_id


def test_that_nothing_is_suggested_for_another_modality_or_an_empty_viewport(
    viewport: Viewport, make_study: MakeStudy
) -> None:
    suggestions = Suggestions(viewport, (mr_card(),), viewport)
    study = head_study(make_study, "CT")

    viewport.show(study, study.series[0].display_sets[0])
    shown = suggestions.value
    viewport.close()

    assert shown.best is None
    assert suggestions.value.display_set_id == ""


def test_that_scrolling_suggests_nothing_new(viewport: Viewport, make_study: MakeStudy) -> None:
    suggestions = Suggestions(viewport, (mr_card(),), viewport)
    study = head_study(make_study)
    viewport.show(study, study.series[0].display_sets[0])
    before = suggestions.value

    viewport.scroll_to(5)

    assert suggestions.value is before
