"""SUV factors against values computed by hand from QIBA's pseudo-code."""

from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest

from medviewer.domain.study import DisplaySet, FrameSource, Instance, PixelEncoding
from medviewer.domain.suv import DecayReference, PetFacts, SuvKind, SuvScale
from medviewer.domain.voi import VoiFunction, VoiWindow
from medviewer.imaging.suv import suv_scale, suv_window
from medviewer.words import Message

# A dose of 400 MBq, injected two half lives of 6000 s before the scan: 100 MBq are left. 70 kg are 70,000 g.
SCAN = datetime(2020, 3, 1, 12, 0, 0)
FACTS = PetFacts(
    units="BQML",
    decay=DecayReference.START,
    corrections=("DECY", "ATTN"),
    series_at=SCAN,
    acquired_at=SCAN,
    injected_at=datetime(2020, 3, 1, 8, 40, 0),
    injected_at_time=time(8, 40, 0),
    half_life_s=6000.0,
    total_dose_bq=4e8,
    weight_kg=70.0,
    size_m=1.75,
    sex="M",
)
FACTOR = 70_000 / 1e8


def display_set(*facts: PetFacts | None) -> DisplaySet:
    encoding = PixelEncoding("1.2.840.10008.1.2.1", 1, "MONOCHROME2", 16, 16, 1)
    frames = tuple(
        FrameSource(Instance(Path(), str(i), "1", 2, 2, 1, encoding, pet=one), 0, None)
        for i, one in enumerate(facts)
    )
    return DisplaySet("d", "s", frames, None)


def factor(facts: PetFacts, kind: SuvKind = SuvKind.BODY_WEIGHT) -> float:
    found = suv_scale(display_set(facts), kind)
    assert isinstance(found, SuvScale), found
    return found.factor


def reason(facts: PetFacts, kind: SuvKind = SuvKind.BODY_WEIGHT) -> str:
    found = suv_scale(display_set(facts), kind)
    assert isinstance(found, Message), found
    return str(found)


def test_that_body_weight_suv_divides_by_the_dose_left_at_the_start_of_the_scan() -> None:
    assert factor(FACTS) == pytest.approx(FACTOR, rel=1e-12)


def test_that_a_dose_corrected_to_administration_does_not_decay() -> None:
    facts = replace(FACTS, decay=DecayReference.ADMINISTRATION)

    assert factor(facts) == pytest.approx(70_000 / 4e8, rel=1e-12)


def test_that_lean_body_mass_is_janmahasatians() -> None:
    # BMI 22.857143: 9270 · 70 / (6680 + 216 · 22.857143) = 55.8571 kg; women 9270 · 70 / 14357.143
    women = replace(FACTS, sex="F")

    assert factor(FACTS, SuvKind.LEAN_BODY_MASS) == pytest.approx(55_857.1e-8, rel=1e-5)
    assert factor(women, SuvKind.LEAN_BODY_MASS) == pytest.approx(45_197.0e-8, rel=1e-5)


def test_that_body_surface_is_du_bois() -> None:
    # 0.007184 · 70^0.425 · 175^0.725 = 1.8481 m²
    assert factor(FACTS, SuvKind.BODY_SURFACE) == pytest.approx(18_481e-8, rel=1e-4)


def test_that_an_injection_before_midnight_is_of_the_day_before() -> None:
    scan = datetime(2020, 3, 1, 1, 0, 0)
    facts = replace(
        FACTS, series_at=scan, acquired_at=scan, injected_at=None, injected_at_time=time(23, 20)
    )

    assert factor(facts) == pytest.approx(70_000 / 2e8, rel=1e-12)  # 6000 s: one half life


def test_that_an_injection_dated_another_year_counts_by_its_time_of_day() -> None:
    facts = replace(FACTS, injected_at=datetime(1999, 1, 1, 8, 40), injected_at_time=None)

    assert factor(facts) == pytest.approx(FACTOR, rel=1e-12)


def test_that_a_series_made_after_the_scan_is_decayed_to_the_vendors_scan_time() -> None:
    facts = replace(FACTS, series_at=datetime(2020, 3, 1, 18, 0), scanned_at=SCAN)

    assert factor(facts) == pytest.approx(FACTOR, rel=1e-12)


def test_that_without_a_scan_time_it_is_found_back_from_the_frame_reference_time() -> None:
    # A frame of 0.001 s has its average count rate in its middle; referenced 600 s into the scan.
    facts = replace(
        FACTS,
        series_at=None,
        acquired_at=datetime(2020, 3, 1, 12, 10, 0),
        frame_reference_time_ms=600_000.0,
        frame_duration_ms=1.0,
    )

    assert factor(facts) == pytest.approx(FACTOR, rel=1e-6)


def test_that_philips_counts_are_scaled_by_their_private_factor() -> None:
    facts = replace(FACTS, units="CNTS", philips_suv=0.00042, philips_activity=1.5)

    assert factor(facts) == 0.00042


def test_that_philips_counts_without_suv_factor_become_activity_first() -> None:
    facts = replace(FACTS, units="CNTS", philips_activity=1.5)

    assert factor(facts) == pytest.approx(1.5 * FACTOR, rel=1e-12)


def test_that_values_in_g_per_ml_are_suv_already() -> None:
    facts = replace(FACTS, units="GML", weight_kg=None)

    assert factor(facts) == 1.0


def test_that_lean_suv_is_brought_to_body_weight() -> None:
    facts = replace(FACTS, units="GML", suv_type="LBMJANMA")

    assert factor(facts) == pytest.approx(70_000 / 55_857.1, rel=1e-5)


def test_that_a_moment_the_header_states_is_believed_before_the_series_time() -> None:
    facts = replace(FACTS, series_at=datetime(2020, 3, 1, 9, 0), corrected_to=SCAN)

    assert factor(facts) == pytest.approx(FACTOR, rel=1e-12)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"weight_kg": None}, "PatientWeight is missing"),
        ({"weight_kg": 0.0}, "PatientWeight is missing"),
        ({"total_dose_bq": None}, "RadionuclideTotalDose is missing"),
        ({"total_dose_bq": 400.0}, "400 Bq is not credible"),
        ({"half_life_s": None}, "RadionuclideHalfLife is missing"),
        ({"injected_at": None, "injected_at_time": None}, "RadiopharmaceuticalStartDateTime"),
        ({"series_at": None, "acquired_at": None}, "AcquisitionTime is missing"),
        ({"units": "CNTS"}, "in CNTS, not in Bq/ml"),
        ({"units": "PROPCPS"}, "in PROPCPS, not in Bq/ml"),
        ({"corrections": ("DECY",)}, "not corrected for attenuation"),
        ({"decay": DecayReference.NONE}, "not corrected for decay"),
        ({"decay": DecayReference.UNKNOWN}, "DecayCorrection is missing"),
        ({"units": "GML", "suv_type": "IBW"}, "SUVType is IBW"),
    ],
)
def test_that_what_suv_lacks_is_told(changes: dict[str, object], words: str) -> None:
    assert words in reason(replace(FACTS, **changes))  # type: ignore[arg-type]  # any field


def test_that_lean_body_mass_needs_size_and_sex() -> None:
    assert "PatientSize" in reason(replace(FACTS, size_m=None), SuvKind.LEAN_BODY_MASS)
    assert "PatientSex" in reason(replace(FACTS, sex="O"), SuvKind.LEAN_BODY_MASS)


def test_that_images_of_one_scan_share_the_factor_of_the_first_acquired() -> None:
    later = replace(FACTS, acquired_at=datetime(2020, 3, 1, 12, 30))

    found = suv_scale(display_set(later, FACTS))

    assert isinstance(found, SuvScale)
    assert found.factor == pytest.approx(FACTOR, rel=1e-12)


def test_that_images_of_two_doses_have_no_common_factor() -> None:
    found = suv_scale(display_set(FACTS, replace(FACTS, total_dose_bq=3e8)))

    assert isinstance(found, Message)
    assert "differ" in str(found)


def test_that_what_is_no_pet_has_neither_factor_nor_reason() -> None:
    assert suv_scale(display_set(None)) is None


def test_that_uptake_is_first_seen_from_0_to_5() -> None:
    window = suv_window(display_set(FACTS))

    # 5 / 0.0007 Bq/ml are white; half of them are in the middle.
    assert isinstance(window, VoiWindow)
    assert window.function is VoiFunction.LINEAR_EXACT
    assert window.width == pytest.approx(5 / 0.0007)
    assert window.center == pytest.approx(2.5 / 0.0007)


def test_that_values_without_suv_have_no_such_window() -> None:
    assert suv_window(display_set(replace(FACTS, weight_kg=None))) is None
    assert suv_window(display_set(None)) is None
