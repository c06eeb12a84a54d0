"""A place is named as a reader would name it."""

import pytest

from medviewer.ai.analyzers.lung_sites import LungPlaces

WHOLE = LungPlaces(middle_x_mm=10.0, lowest_z_mm=-400.0, highest_z_mm=-100.0)


@pytest.mark.parametrize(
    ("center", "site"),
    [
        ((-50.0, 0.0, -120.0), "Right upper zone"),
        ((60.0, 0.0, -120.0), "Left upper zone"),
        ((5.0, 0.0, -250.0), "Right middle zone"),
        ((60.0, 0.0, -390.0), "Left lower zone"),
        ((60.0, 0.0, -500.0), "Left lower zone"),
    ],
)
def test_that_side_and_third_of_the_height_name_the_zone(
    center: tuple[float, float, float], site: str
) -> None:
    assert str(WHOLE.site(center)) == site


def test_that_few_slices_have_no_zones() -> None:
    part = LungPlaces(middle_x_mm=0.0, lowest_z_mm=-140.0, highest_z_mm=-100.0)

    assert str(part.site((-50.0, 0.0, -120.0))) == "Right lung"
    assert str(part.site((50.0, 0.0, -120.0))) == "Left lung"
