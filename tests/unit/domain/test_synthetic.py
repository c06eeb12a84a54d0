"""What tells a made person from a patient whose name or number only looks alike."""

import pytest

from medviewer.domain.synthetic import MARK, is_made_person, with_mark


@pytest.mark.parametrize(
    ("patient_id", "name", "expected"),
    [
        ("SYN-0A1B2C3D", "", True),
        ("", "SYNTHETIC^NODULES", True),
        ("", "NODULES SYNTHETIC", True),  # as it is read aloud
        ("SYN-0A1B2C3D", "Doe^Jane", True),
        ("SYN4711", "Doe^Jane", False),  # a hospital may begin its numbers so
        ("4711", "Synthetos^Maria", False),
    ],
)
def test_that_a_made_person_is_known_by_either_sign(
    patient_id: str, name: str, expected: bool
) -> None:
    assert is_made_person(patient_id, name) == expected


def test_that_a_long_description_keeps_its_mark() -> None:
    marked = with_mark("Chest CT patches with and without a nodule, 48 pixels")

    assert marked.startswith(MARK)
    assert len(marked) == 64
    assert with_mark(marked) == marked
