"""A model made for T1 after contrast medium asks the headers for both."""

from dataclasses import replace

import pytest

from medviewer.ai.applicability import Level
from medviewer.domain.model_card import Applicability
from medviewer.domain.study import Series
from medviewer.domain.technique import Technique
from medviewer.domain.volume import Unit
from tests.unit.ai.test_applicability import make_series, verdict_on

T1_AFTER_CONTRAST = Applicability(
    ("MR",), ("BRAIN",), 1, 8.0, 1.5, Unit.NONE, weighting="T1", needs_contrast=True
)


def brain(echo_ms: float | None, agent: str = "GADOVIST") -> Series:
    series = make_series(unit=Unit.NONE)
    (display_set,) = series.display_sets
    frames = tuple(
        replace(frame, instance=replace(frame.instance, technique=Technique(echo_time_ms=echo_ms)))
        for frame in display_set.frames
    )
    return replace(
        series,
        modality="MR",
        body_part_examined="BRAIN",
        contrast_bolus_agent=agent,
        display_sets=(replace(display_set, frames=frames),),
    )


@pytest.mark.parametrize("echo_ms", [2.5, 15.0, None])
def test_that_a_short_or_unknown_echo_is_no_reason(echo_ms: float | None) -> None:
    assert verdict_on(brain(echo_ms), rules=T1_AFTER_CONTRAST).level is Level.YES


def test_that_a_long_echo_is_refused_with_its_length() -> None:
    verdict = verdict_on(brain(98.0), rules=T1_AFTER_CONTRAST)

    assert verdict.level is Level.NO
    assert "98 ms" in str(verdict.reasons[0])
    assert verdict.is_overridable


def test_that_headers_without_contrast_medium_are_warned_about() -> None:
    verdict = verdict_on(brain(10.0, agent=""), rules=T1_AFTER_CONTRAST)

    assert verdict.level is Level.WARN
    assert "contrast medium" in str(verdict.reasons[0])


def test_that_models_of_any_weighting_do_not_ask() -> None:
    rules = replace(T1_AFTER_CONTRAST, weighting="", needs_contrast=False)

    assert verdict_on(brain(98.0, agent=""), rules=rules).level is Level.YES
