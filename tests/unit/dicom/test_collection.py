"""Headers put together: patients kept apart, every image once, a series from two folders whole."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.uid import generate_uid

from medviewer.dicom.collection import Arrival, Collection
from medviewer.dicom.headers import Header, read_header
from medviewer.domain.study import Study
from tests.phantoms.dicom_files import write_image

PIXELS = np.zeros((4, 5), np.int16)


@pytest.fixture
def make_header(tmp_path: Path) -> "MakeHeader":
    return MakeHeader(tmp_path)


class MakeHeader:
    """Writes a slice of one series and reads its header."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, slice_mm: int = 0, cut_bytes: int = 0, **attributes: Any) -> Header:
        path = self._folder / generate_uid()
        place = [0, 0, slice_mm]
        write_image(path, PIXELS, ImagePositionPatient=place, **attributes)
        if cut_bytes:
            path.write_bytes(path.read_bytes()[:-cut_bytes])
        return read_header(path)


def collected(*headers: Header, known: tuple[Study, ...] = ()) -> tuple[Study, ...]:
    collection = Collection(known)
    for header in headers:
        collection.add_image(header)
    collection.end()
    return collection.build()


def test_that_two_patients_of_one_study_uid_are_kept_apart(make_header: MakeHeader) -> None:
    jane = make_header(0, PatientID="1", PatientName="Doe^Jane")
    richard = make_header(1, PatientID="2", PatientName="Roe^Richard")

    one, other = collected(jane, richard)

    assert one.study_instance_uid == other.study_instance_uid
    assert [one.patient.patient_id, other.patient.patient_id] == ["1", "2"]
    assert one.key != other.key
    sets = [study.series[0].display_sets[0] for study in (one, other)]
    assert [each.count for each in sets] == [1, 1]
    assert sets[0].display_set_id != sets[1].display_set_id


def test_that_both_say_so(make_header: MakeHeader) -> None:
    jane = make_header(0, PatientID="1", PatientName="Doe^Jane")
    richard = make_header(1, PatientID="2", PatientName="Roe^Richard")

    studies = collected(jane, richard)

    for study in studies:
        assert "Doe, Jane (ID 1) / Roe, Richard (ID 2)" in str(
            study.series[0].display_sets[0].notes[0]
        )


def test_that_another_given_name_under_one_id_is_not_passed_over(make_header: MakeHeader) -> None:
    jane = make_header(0, PatientID="1", PatientName="Doe^Jane")
    john = make_header(1, PatientID="1", PatientName="Doe^John")

    (study,) = collected(jane, john)

    (display_set,) = study.series[0].display_sets
    assert "Doe, Jane / Doe, John" in str(display_set.notes[0])


def test_that_a_second_patient_is_found_out_in_a_later_scan_too(make_header: MakeHeader) -> None:
    open_before = collected(make_header(0, PatientID="1", PatientName="Doe^Jane"))

    (found,) = collected(make_header(1, PatientID="2", PatientName="Roe"), known=open_before)

    assert found.patient.patient_id == "2"
    assert found.key != open_before[0].key


def test_that_a_series_in_two_folders_is_joined(make_header: MakeHeader) -> None:
    open_before = collected(make_header(0), make_header(1))

    (found,) = collected(make_header(2), make_header(3), known=open_before)

    (display_set,) = found.series[0].display_sets
    assert display_set.count == 4
    assert display_set.geometry is not None


def test_that_a_series_opened_again_is_not_doubled(make_header: MakeHeader) -> None:
    headers = make_header(0), make_header(1)

    (found,) = collected(*headers, known=collected(*headers))

    assert found.series[0].count == 2


@pytest.mark.parametrize("whole_first", [True, False])
def test_that_the_whole_copy_of_an_image_wins(make_header: MakeHeader, whole_first: bool) -> None:
    whole = make_header(0, SOPInstanceUID="1.2.3")
    cut = make_header(0, cut_bytes=10, SOPInstanceUID="1.2.3")
    collection = Collection()

    arrivals = [
        collection.add_image(each) for each in ([whole, cut] if whole_first else [cut, whole])
    ]

    (study,) = collection.build()
    (frame,) = study.series[0].display_sets[0].frames
    assert frame.instance.path == whole.instance.path
    assert arrivals == [Arrival.NEW, Arrival.COPY if whole_first else Arrival.BETTER_COPY]


def test_that_an_image_opened_before_is_not_replaced_by_one_cut_short(
    make_header: MakeHeader,
) -> None:
    whole = make_header(0, SOPInstanceUID="1.2.3")
    cut = make_header(0, cut_bytes=10, SOPInstanceUID="1.2.3")

    (study,) = collected(cut, known=collected(whole))

    (frame,) = study.series[0].display_sets[0].frames
    assert frame.instance.path == whole.instance.path


def test_that_different_images_of_one_sop_instance_uid_are_all_kept(
    make_header: MakeHeader,
) -> None:
    collection = Collection()
    headers = [make_header(mm, SOPInstanceUID="1.2.3", InstanceNumber=mm + 1) for mm in range(3)]

    arrivals = [collection.add_image(header) for header in [*headers, headers[1]]]
    collection.end()

    [study] = collection.build()
    assert arrivals == [Arrival.NEW, Arrival.NAMESAKE, Arrival.NAMESAKE, Arrival.COPY]
    assert [each.count for each in study.series[0].display_sets] == [3]


def test_that_a_series_spread_over_studies_is_one_and_says_so(make_header: MakeHeader) -> None:
    headers = [make_header(mm, StudyInstanceUID=f"1.2.{mm + 1}") for mm in range(3)]

    [study] = collected(*headers)

    [display_set] = study.series[0].display_sets
    assert display_set.count == 3
    assert "3 different studies" in str(display_set.notes[0])


def test_that_two_patients_with_one_series_uid_stay_apart(make_header: MakeHeader) -> None:
    jane = make_header(0, StudyInstanceUID="1.2.1", PatientID="1", PatientName="Doe^Jane")
    richard = make_header(1, StudyInstanceUID="1.2.2", PatientID="2", PatientName="Roe^Richard")

    studies = collected(jane, richard)

    sets = [study.series[0].display_sets[0] for study in studies]
    assert [each.count for each in sets] == [1, 1]
    assert len({each.display_set_id for each in sets}) == 2


def test_that_images_opened_again_are_no_namesakes_of_themselves(make_header: MakeHeader) -> None:
    headers = make_header(0), make_header(1)
    collection = Collection(collected(*headers))

    arrivals = [collection.add_image(header) for header in headers]

    assert arrivals == [Arrival.NEW, Arrival.NEW]


def test_that_a_namesake_of_what_was_opened_before_is_told(make_header: MakeHeader) -> None:
    collection = Collection(collected(make_header(0, SOPInstanceUID="1.2.3")))

    arrival = collection.add_image(make_header(1, SOPInstanceUID="1.2.3"))

    assert arrival is Arrival.NAMESAKE
