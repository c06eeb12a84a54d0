"""Starting Ray here: its own processes may be late once, not for ever."""

from collections.abc import Mapping

import pytest

from medviewer.errors import ClusterUnusable
from medviewer.session.batch.ray_start import LOCAL, connect, load_ray
from tests.peers.ray_nodes import skip_without_ray


class LateRay:
    """Ray whose first starts take longer than it allows itself."""

    def __init__(self, late: int) -> None:
        self._late = late
        self.started: list[Mapping[str, object]] = []

    def init(self, **options: object) -> None:
        self._late -= 1
        if self._late >= 0:
            raise Exception("The current node timed out during startup.")  # as Ray does
        self.started.append(options)

    def shutdown(self) -> None:
        """There is nothing to end."""


@pytest.fixture(autouse=True)
def ray_is_silent() -> None:
    skip_without_ray()
    load_ray(LOCAL)


def test_that_a_late_start_is_tried_once_more() -> None:
    ray = LateRay(1)

    connect(ray, LOCAL, 1, None)

    assert [each["address"] for each in ray.started] == [LOCAL]


def test_that_what_never_starts_is_a_sentence() -> None:
    ray = LateRay(2)

    with pytest.raises(ClusterUnusable, match="timed out during startup"):
        connect(ray, LOCAL, 1, None)
