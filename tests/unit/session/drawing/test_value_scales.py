from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest

from medviewer.domain.study import DisplaySet, FrameSource, Instance, PixelEncoding, Rescale
from medviewer.domain.suv import DecayReference, PetFacts, SuvKind, ValueScale
from medviewer.domain.unit import Unit
from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.session.drawing.value_scales import ValueScales
from medviewer.session.images.viewport import Presentations

# 70 kg over 100 MBq: corrected to administration, so nothing decays.
FACTS = PetFacts(
    units="BQML",
    decay=DecayReference.ADMINISTRATION,
    series_at=datetime(2020, 3, 1, 12),
    injected_at_time=time(11),
    total_dose_bq=1e8,
    weight_kg=70.0,
)
FACTOR = 70_000 / 1e8


def display_set(facts: PetFacts | None, unit: Unit) -> DisplaySet:
    encoding = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 16, 1)
    instance = Instance(Path(), "1", "2", 2, 2, 1, encoding, Rescale(unit=unit), pet=facts)
    return DisplaySet("d", "s", (FrameSource(instance, 0, None),), None)


PET = display_set(FACTS, Unit.BQML)
CT = display_set(None, Unit.HU)


def test_that_uptake_is_told_as_suv_by_weight_at_first() -> None:
    scale = ValueScales(Presentations()).of(PET)

    assert scale.unit == SuvKind.BODY_WEIGHT.unit
    assert scale.factor == pytest.approx(FACTOR)


def test_that_other_values_are_told_as_they_are() -> None:
    assert ValueScales(Presentations()).of(CT) == ValueScale(1.0, Unit.HU)


def test_that_the_next_unit_comes_round_to_the_first_and_skips_what_cannot_be_computed() -> None:
    scales = ValueScales(Presentations())  # no size: neither lean mass nor surface

    scales.take_next(PET)
    assert scales.of(PET) == ValueScale(1.0, Unit.BQML)

    scales.take_next(PET)
    assert scales.of(PET).unit == SuvKind.BODY_WEIGHT.unit


def test_that_suv_presets_start_at_zero_and_are_windows_of_the_values_stored() -> None:
    (five, *_) = ValueScales(Presentations()).presets(PET)

    assert isinstance(five.window, VoiWindow)
    assert five.window.function is VoiFunction.LINEAR_EXACT
    assert five.window.center - five.window.width / 2 == pytest.approx(0)
    assert (five.window.center + five.window.width / 2) * FACTOR == pytest.approx(5)


def test_that_no_suv_presets_are_offered_without_suv() -> None:
    scales = ValueScales(Presentations())

    assert scales.presets(CT) == ()
    assert scales.presets(display_set(replace(FACTS, weight_kg=None), Unit.BQML)) == ()
