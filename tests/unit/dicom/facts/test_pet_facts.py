"""PET headers as vendors write them, from file to SUV."""

from datetime import datetime, time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import PositronEmissionTomographyImageStorage

from medviewer.dicom.headers import read_header
from medviewer.dicom.splitting.display_sets import build_display_sets
from medviewer.domain.suv import DecayReference, PetFacts, SuvScale
from medviewer.domain.unit import Unit
from medviewer.imaging.suv import suv_scale
from tests.phantoms.dicom_files import write_image


def tracer(**attributes: Any) -> Dataset:
    item = Dataset()
    values = {
        "RadionuclideTotalDose": 400e6,
        "RadionuclideHalfLife": 6000,
        "RadiopharmaceuticalStartTime": "084000.00",
        **attributes,
    }
    for keyword, value in values.items():
        setattr(item, keyword, value)
    return item


def write_pet(path: Path, **attributes: Any) -> Path:
    values: dict[str, Any] = {
        "SOPClassUID": PositronEmissionTomographyImageStorage,
        "Modality": "PT",
        "Units": "BQML",
        "DecayCorrection": "START",
        "CorrectedImage": ["DECY", "ATTN"],
        "PatientWeight": 70,
        "SeriesDate": "20200301",
        "SeriesTime": "120000",
        "AcquisitionDate": "20200301",
        "AcquisitionTime": "120000.000",
        "RadiopharmaceuticalInformationSequence": [tracer()],
        **attributes,
    }
    write_image(path, np.zeros((2, 2), np.int16), **values)
    return path


def facts_of(path: Path) -> PetFacts:
    facts = read_header(path).instance.pet
    assert facts is not None
    return facts


def test_that_activity_units_are_the_units_of_the_values(tmp_path: Path) -> None:
    header = read_header(write_pet(tmp_path / "pet.dcm"))

    assert header.instance.rescale.unit == Unit.BQML


def test_that_a_plain_header_gives_all_that_suv_needs(tmp_path: Path) -> None:
    facts = facts_of(write_pet(tmp_path / "pet.dcm"))

    assert facts.decay is DecayReference.START
    assert facts.corrections == ("DECY", "ATTN")
    assert (facts.total_dose_bq, facts.half_life_s, facts.weight_kg) == (400e6, 6000, 70)
    assert facts.series_at == facts.acquired_at == datetime(2020, 3, 1, 12, 0, 0)
    assert facts.injected_at_time == time(8, 40)


@pytest.mark.parametrize(
    ("zone", "stated", "expected"),
    [
        (None, "20200301084000", datetime(2020, 3, 1, 8, 40)),
        ("-0500", "20200301084000.000000-0500", datetime(2020, 3, 1, 8, 40)),
        ("-0500", "20200301134000+0000", datetime(2020, 3, 1, 8, 40)),
        ("+0530", "20200301031000+0000", datetime(2020, 3, 1, 8, 40)),
        ("+9999", "20200301084000", datetime(2020, 3, 1, 8, 40)),
        (None, "20200301084000+0100", datetime(2020, 3, 1, 8, 40)),  # of an unknown clock: as it is
    ],
)
def test_that_injection_is_told_in_the_clock_of_the_scan(
    tmp_path: Path, zone: str | None, stated: str, expected: datetime
) -> None:
    item = tracer(RadiopharmaceuticalStartDateTime=stated)
    path = write_pet(
        tmp_path / "pet.dcm",
        TimezoneOffsetFromUTC=zone,
        RadiopharmaceuticalInformationSequence=[item],
    )

    assert facts_of(path).injected_at == expected


def test_that_philips_factors_are_read_under_their_creator(tmp_path: Path) -> None:
    path = write_pet(tmp_path / "pet.dcm", Units="CNTS")
    add_private(path, 0x7053, "Philips PET Private Group", {0x00: "0.00042", 0x09: "1.5"})

    facts = facts_of(path)

    assert (facts.philips_suv, facts.philips_activity) == (0.00042, 1.5)


def test_that_a_philips_factor_of_zero_is_none(tmp_path: Path) -> None:
    path = write_pet(tmp_path / "pet.dcm", Units="CNTS")
    add_private(path, 0x7053, "Philips PET Private Group", {0x00: "0", 0x09: "1.5"})

    assert facts_of(path).philips_suv is None


def test_that_another_creators_numbers_are_no_philips_factors(tmp_path: Path) -> None:
    path = write_pet(tmp_path / "pet.dcm", Units="CNTS")
    add_private(path, 0x7053, "SOMEBODY ELSE", {0x00: "0.00042"})

    assert facts_of(path).philips_suv is None


def test_that_what_is_no_pet_has_no_pet_facts(tmp_path: Path) -> None:
    write_image(tmp_path / "ct.dcm", np.zeros((2, 2), np.int16))

    assert read_header(tmp_path / "ct.dcm").instance.pet is None


def test_that_the_shared_whole_body_pet_has_its_suv(shared_data: Path) -> None:
    # GE, 71 kg, 388.777472 MBq at 10:35:00, scan at 11:20:11, half life 6588 s: 2711 s of decay
    expected = 71_000 / (388_777_472 * 2 ** (-2711 / 6588))
    file = shared_data / "dicom/pet/sts_001_fdg_wholebody/image/1-001.dcm"
    header = read_header(file)

    found = suv_scale(build_display_sets("s", header.frames)[0])

    assert isinstance(found, SuvScale)
    assert found.factor == pytest.approx(expected, rel=1e-9)


def add_private(path: Path, group: int, creator: str, values: dict[int, str]) -> None:
    from pydicom import dcmread

    dataset = dcmread(path)
    block = dataset.private_block(group, creator, create=True)
    for element, value in values.items():
        block.add_new(element, "DS", value)
    dataset.save_as(path)
