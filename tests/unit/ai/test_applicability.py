"""Which series a model sees, and why not the others."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from medviewer.ai.applicability import Level, check, plan
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


def verdict_of(series: Series) -> tuple[Level, str]:
    verdict = check(CARD, series, series.display_sets[0])
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

    verdict = check(CARD, series, reformat)

    assert verdict.level is Level.NO
    assert "needs axial slices; these are coronal" in str(verdict.reasons[0])


def test_that_a_stack_is_refused_with_what_the_display_set_knows() -> None:
    series = make_series()
    stack = dataclasses.replace(
        series.display_sets[0], geometry=None, notes=(message("Test", "10 mm are missing."),)
    )

    verdict = check(CARD, series, stack)

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


RADIOGRAPH_CARD = dataclasses.replace(
    CARD,
    applicability=Applicability(
        ("CR", "DX"), ("CHEST",), 1, 0.0, 0.0, Unit.NONE, needs_volume=False
    ),
)


def radiograph(
    photometric: str = "MONOCHROME1", image_type: tuple[str, ...] = ("DERIVED", "PRIMARY")
) -> Series:
    samples = 3 if photometric == "RGB" else 1
    encoding = PixelEncoding("1.2.840.10008.1.2.1", samples, photometric, 16, 10, 0)
    instance = Instance(
        Path("x"), "1", "1", 9, 7, 1, encoding, Rescale(unit=Unit("US")), image_type=image_type
    )
    display_set = DisplaySet("1:0", "1", (FrameSource(instance, 0, None),), None)
    return Series("1", "DX", body_part_examined="CHEST", display_sets=(display_set,))


def test_that_a_radiograph_needs_neither_volume_nor_unit_and_may_be_processed() -> None:
    series = radiograph()

    assert check(RADIOGRAPH_CARD, series, series.display_sets[0]).level is Level.YES


@pytest.mark.parametrize(
    ("series", "word"),
    [
        (radiograph("RGB"), "in colour"),
        (radiograph(image_type=("DERIVED", "SECONDARY")), "derived"),
    ],
)
def test_that_colour_and_secondary_radiographs_are_refused(series: Series, word: str) -> None:
    verdict = check(RADIOGRAPH_CARD, series, series.display_sets[0])

    assert verdict.level is Level.NO
    assert word in str(verdict.reasons[0])


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
