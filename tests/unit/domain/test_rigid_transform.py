"""Turn, then shift, and back."""

import numpy as np

from medviewer.domain.rigid_transform import RigidTransform

QUARTER_ABOUT_Z = ((0.0, -1.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0))


def test_that_points_are_turned_before_they_are_shifted() -> None:
    transform = RigidTransform((10.0, 0.0, 5.0), QUARTER_ABOUT_Z)

    assert transform.apply((1.0, 2.0, 3.0)).tolist() == [8.0, 1.0, 8.0]


def test_that_the_inverse_leads_back() -> None:
    transform = RigidTransform((10.0, -4.0, 5.0), QUARTER_ABOUT_Z)
    points = np.array([[1.0, 2.0, 3.0], [-7.0, 0.5, 0.0]])

    back = transform.inverse.apply(transform.apply(points))

    assert np.allclose(back, points)
