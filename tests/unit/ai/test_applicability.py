"""Which series a model sees, and why not the others."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from medviewer.ai.applicability import Level, Verdict, check, plan
from medviewer.ai.header_rules.asked_images import AskedImages
from medviewer.domain.geometry import ImagePlane, VolumeGeometry
from medviewer.domain.model_card import Applicability, ModelCard
from medviewer.domain.study import (
    Between,
    DisplaySet,
    FrameSource,
    Instance,
    Patient,
    PixelEncoding,
    Rescale,
    Series,
    Study,
)
from medviewer.domain.technique import Technique
from medviewer.domain.volume import Unit
from medviewer.words import message

CARD = ModelCard(
    model_id="nodules",
    version="1",
    title="Nodules",
    analyzer="nodules",
    intended_use="",
    labels=("lung_nodule",),
    weights_file="weights.safetensors",
    weights_sha256="",
    score_threshold=0.5,
    is_calibrated=False,
    applicability=Applicability(("CT",), ("CHEST", "THORAX"), 10, 5.0, 1.0, Unit.HU, "axial"),
    sources=(),
    metrics=(),
    limits=(),
    licence="",
)

MakeSeries = Callable[..., Series]


def make_series(
    uid: str = "1",
    count: int = 40,
    spacing_mm: float = 2.5,
    pixel_mm: float = 0.7,
    image_type: tuple[str, ...] = ("ORIGINAL", "PRIMARY", "AXIAL"),
    unit: Unit = Unit.HU,
    shear_mm: float = 0.0,
) -> Series:
    plane = ImagePlane((0, 0, 0), (1, 0, 0), (0, 1, 0), pixel_mm, pixel_mm)
    geometry = VolumeGeometry(plane, (0, shear_mm, -spacing_mm), (count, 4, 4))
    encoding = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 16, 1)
    instance = Instance(
        Path("x"), "1", "1", 4, 4, 1, encoding, Rescale(unit=unit), image_type=image_type
    )
    frames = tuple(FrameSource(instance, 0, geometry.slice_plane(i)) for i in range(count))
    display_set = DisplaySet(f"{uid}:0", uid, frames, geometry)
    return Series(uid, "CT", body_part_examined="CHEST", display_sets=(display_set,))


def verdict_on(
    series: Series, patient: Patient | None = None, rules: Applicability = CARD.applicability
) -> Verdict:
    study = Study("1", patient or Patient(), study_date="20200601", series=(series,))
    card = dataclasses.replace(CARD, applicability=rules)
    return check(card, AskedImages(study, series, series.display_sets[0]))


def verdict_of(series: Series) -> tuple[Level, str]:
    verdict = verdict_on(series)
    return verdict.level, " ".join(str(reason) for reason in verdict.reasons)


def test_that_a_chest_ct_is_accepted_without_a_word() -> None:
    assert verdict_of(make_series()) == (Level.YES, "")


@pytest.mark.parametrize(
    ("series", "word"),
    [
        (dataclasses.replace(make_series(), modality="MR"), "this series is MR"),
        (dataclasses.replace(make_series(), modality=""), "no named modality"),
        (dataclasses.replace(make_series(), body_part_examined="HEAD"), "this series is of HEAD"),
        (make_series(image_type=("ORIGINAL", "PRIMARY", "LOCALIZER")), "localizer"),
        (make_series(image_type=("DERIVED", "PRIMARY", "AXIAL")), "derived"),
        (make_series(image_type=("DERIVED", "SECONDARY", "MIP")), "derived"),
        (make_series(count=9), "at least 10 slices; this series has 9"),
        (make_series(spacing_mm=6.0), "at most 5 mm apart; these are 6.0 mm"),
        (make_series(pixel_mm=1.5), "at most 1 mm; these are 1.50 mm"),
        (make_series(unit=Unit.NONE), "values in HU"),
    ],
)
def test_that_an_image_it_was_not_made_for_is_refused_with_the_reason(
    series: Series, word: str
) -> None:
    level, reason = verdict_of(series)

    assert level is Level.NO
    assert word in reason


def test_that_slices_of_another_orientation_are_refused() -> None:
    series = make_series()
    coronal = ImagePlane((0, 0, 0), (1, 0, 0), (0, 0, -1), 0.7, 0.7)
    geometry = VolumeGeometry(coronal, (0, 2.5, 0), (40, 4, 4))
    frames = tuple(
        dataclasses.replace(frame, plane=geometry.slice_plane(i))
        for i, frame in enumerate(series.display_sets[0].frames)
    )
    reformat = dataclasses.replace(series.display_sets[0], frames=frames, geometry=geometry)

    verdict = verdict_on(dataclasses.replace(series, display_sets=(reformat,)))

    assert verdict.level is Level.NO
    assert "needs axial slices; these are coronal" in str(verdict.reasons[0])


def test_that_slices_of_an_unknown_place_are_refused_in_a_whole_sentence() -> None:
    series = make_series()
    [found] = series.display_sets
    frames = tuple(dataclasses.replace(frame, plane=None) for frame in found.frames)
    placeless = dataclasses.replace(found, frames=frames)

    verdict = verdict_on(dataclasses.replace(series, display_sets=(placeless,)))

    assert verdict.level is Level.NO
    assert "axial slices, and nobody knows how these lie" in str(verdict.reasons[0])


def test_that_a_stack_is_refused_with_what_the_display_set_knows() -> None:
    series = make_series()
    stack = dataclasses.replace(
        series.display_sets[0], geometry=None, notes=(message("Test", "10 mm are missing."),)
    )

    verdict = verdict_on(dataclasses.replace(series, display_sets=(stack,)))

    assert verdict.level is Level.NO
    assert "10 mm are missing." in str(verdict.reasons[0])


@pytest.mark.parametrize(
    ("series", "word"),
    [
        (dataclasses.replace(make_series(), body_part_examined=""), "do not name the body part"),
        (make_series(shear_mm=0.5), "tilted"),
    ],
)
def test_that_doubt_is_told_and_does_not_refuse(series: Series, word: str) -> None:
    level, reason = verdict_of(series)

    assert level is Level.WARN
    assert word in reason


@pytest.mark.parametrize("body_part", ["CHEST", "chest", "THORAX", "CHESTABDOMEN"])
def test_that_any_spelling_of_the_body_part_passes(body_part: str) -> None:
    series = dataclasses.replace(make_series(), body_part_examined=body_part)

    assert verdict_of(series)[0] is Level.YES


def chosen(*series: Series) -> str | None:
    option = plan(CARD, Study("1", Patient(), series=series)).chosen
    return option.series.series_instance_uid if option else None


def test_that_the_series_covering_most_is_chosen() -> None:
    assert chosen(make_series("short", count=20), make_series("long", count=100)) == "long"


def test_that_of_equal_coverage_the_thinner_is_chosen() -> None:
    thick, thin = make_series("thick", 60, 5.0), make_series("thin", 300, 1.0)

    assert chosen(thick, thin) == "thin"


def test_that_a_localizer_or_derived_series_is_never_chosen() -> None:
    localizer = make_series("localizer", 500, image_type=("ORIGINAL", "PRIMARY", "LOCALIZER"))
    derived = make_series("mip", 500, image_type=("DERIVED", "SECONDARY", "MIP"))

    assert chosen(localizer, derived, make_series("scan", 30)) == "scan"


def test_that_nothing_is_chosen_where_nothing_fits_and_every_option_says_why() -> None:
    mr = dataclasses.replace(make_series(), modality="MR")

    refused = plan(CARD, Study("1", Patient(), series=(mr,)))

    assert refused.chosen is None
    assert "MR" in str(refused.options[0].verdict.reasons[0])


def test_that_missing_slices_are_a_doubt() -> None:
    series = make_series()
    [display_set] = series.display_sets
    frames = list(display_set.frames)
    frames[7] = dataclasses.replace(frames[7], between=Between(frames[6], frames[8], 0.5))
    gappy = dataclasses.replace(display_set, frames=tuple(frames))

    level, reason = verdict_of(dataclasses.replace(series, display_sets=(gappy,)))

    assert level is Level.WARN
    assert "1 of 40 slices are missing" in reason


def with_instance(series: Series, **changes: Any) -> Series:
    """The series with every instance changed."""
    [display_set] = series.display_sets
    frames = tuple(
        dataclasses.replace(frame, instance=dataclasses.replace(frame.instance, **changes))
        for frame in display_set.frames
    )
    return dataclasses.replace(
        series, display_sets=(dataclasses.replace(display_set, frames=frames),)
    )


def radiograph(view: str = "PA", **changes: Any) -> Series:
    """One chest film without a place in the patient."""
    series = dataclasses.replace(make_series(count=1, unit=Unit.NONE), modality="DX")
    [display_set] = series.display_sets
    frames = tuple(dataclasses.replace(frame, plane=None) for frame in display_set.frames)
    flat = dataclasses.replace(display_set, frames=frames, geometry=None)
    technique = Technique(view_position=view)
    return with_instance(
        dataclasses.replace(series, display_sets=(flat,)), technique=technique, **changes
    )


FILM_RULES = Applicability(
    ("CR", "DX"),
    ("CHEST",),
    1,
    5.0,
    1.0,
    Unit.NONE,
    needs_volume=False,
    oldest_years=5.0,
    views=("PA", "AP"),
)
CHILD = Patient(age="003Y")


@pytest.mark.parametrize("view", ["PA", "AP", "antero-posterior", "postero-anterior"])
def test_that_a_single_frontal_film_fits_a_model_of_radiographs(view: str) -> None:
    verdict = verdict_on(radiograph(view), CHILD, FILM_RULES)

    assert verdict.level is Level.YES


@pytest.mark.parametrize("view", ["LL", "RL", "LATERAL", "left lateral", "LLO"])
def test_that_a_film_from_the_side_is_refused(view: str) -> None:
    verdict = verdict_on(radiograph(view), CHILD, FILM_RULES)

    assert verdict.level is Level.NO
    assert "PA / AP views" in str(verdict.reasons[0])


@pytest.mark.parametrize(
    ("orientation", "level"),
    [(("P", "F"), Level.NO), (("A", "F"), Level.NO), (("L", "F"), Level.WARN), ((), Level.WARN)],
)
def test_that_without_a_view_rows_that_lead_forwards_tell_a_film_from_the_side(
    orientation: tuple[str, ...], level: Level
) -> None:
    verdict = verdict_on(radiograph("", patient_orientation=orientation), CHILD, FILM_RULES)

    assert verdict.level is level


@pytest.mark.parametrize("view", ["", "ERECT"])
def test_that_a_view_nobody_knows_is_a_doubt(view: str) -> None:
    verdict = verdict_on(radiograph(view), CHILD, FILM_RULES)

    assert verdict.level is Level.WARN
    assert "from where" in str(verdict.reasons[0])


@pytest.mark.parametrize(
    ("patient", "word"),
    [
        (Patient(age="006Y"), "this one is 6"),
        (Patient(birth_date="19700101"), "this one is 50"),
        (Patient(), "do not say how old"),
    ],
)
def test_that_a_patient_beyond_the_oldest_of_the_training_set_is_a_doubt(
    patient: Patient, word: str
) -> None:
    verdict = verdict_on(radiograph(), patient, FILM_RULES)

    assert verdict.level is Level.WARN
    assert word in str(verdict.reasons[0])


def test_that_a_patient_known_to_be_too_young_is_a_doubt_and_an_unknown_one_is_not() -> None:
    rules = dataclasses.replace(CARD.applicability, youngest_years=18.0)

    assert verdict_on(make_series(), Patient(age="010M"), rules).level is Level.WARN
    assert verdict_on(make_series(), Patient(), rules).level is Level.YES


def test_that_a_film_made_for_presentation_is_original_though_derived() -> None:
    film = radiograph(image_type=("DERIVED", "PRIMARY"))

    assert verdict_on(film, CHILD, FILM_RULES).level is Level.YES


def test_that_raw_detector_values_are_a_doubt() -> None:
    technique = Technique("PA", presentation_intent="FOR PROCESSING")
    raw = with_instance(radiograph(), technique=technique)

    verdict = verdict_on(raw, CHILD, FILM_RULES)

    assert verdict.level is Level.WARN
    assert "raw" in str(verdict.reasons[0])


def test_that_a_capture_of_a_film_and_a_film_in_colour_are_refused() -> None:
    colour = PixelEncoding("1.2.840.10008.1.2.1", 3, "RGB", 8, 8, 0)

    captured = verdict_on(radiograph(image_type=("DERIVED", "SECONDARY")), CHILD, FILM_RULES)
    coloured = verdict_on(radiograph(encoding=colour), CHILD, FILM_RULES)

    assert "derived" in str(captured.reasons[0])
    assert "in colour" in str(coloured.reasons[0])
    assert captured.is_overridable
    assert not coloured.is_overridable


def test_that_an_animal_is_refused() -> None:
    dog = with_instance(make_series(), technique=Technique(is_quadruped=True))

    assert "animal" in verdict_of(dog)[1]


def test_that_the_anatomic_region_stands_in_for_an_unnamed_body_part() -> None:
    unnamed = dataclasses.replace(make_series(), body_part_examined="")
    hand = with_instance(unnamed, technique=Technique(anatomic_region="Hand"))

    assert "this series is of HAND" in verdict_of(hand)[1]


def test_that_every_reason_against_is_told_the_gravest_first() -> None:
    series = dataclasses.replace(make_series(count=5), modality="MR")

    reasons = verdict_on(series).reasons

    assert ["MR" in str(reasons[0]), "has 5" in str(reasons[1])] == [True, True]


def test_that_a_typed_reason_sets_a_refusal_aside() -> None:
    verdict = verdict_on(dataclasses.replace(make_series(), body_part_examined="HEAD"))

    assert not verdict.allows("")
    assert not verdict.allows("   ")
    assert verdict.allows("the header is wrong")


def test_that_no_reason_helps_where_there_is_nothing_to_run_on() -> None:
    [display_set] = make_series().display_sets
    stack = dataclasses.replace(display_set, geometry=None)

    verdict = verdict_on(dataclasses.replace(make_series(), display_sets=(stack,)))

    assert not verdict.allows("it is a volume to me")


def test_that_a_reader_who_insists_gets_the_best_of_what_does_not_fit() -> None:
    head = dataclasses.replace(make_series("head"), body_part_examined="HEAD")
    study = Study("1", Patient(), series=(head,))

    refused = plan(CARD, study)

    assert refused.best("") is None
    best = refused.best("the header is wrong")
    assert best is not None
    assert best.series.series_instance_uid == "head"
