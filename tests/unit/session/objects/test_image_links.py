"""From references to the images that are open."""

from collections.abc import Iterator

import pytest

from medviewer.domain.object_reference import ObjectReference
from medviewer.domain.spatial_coordinates import GraphicType, SpatialCoordinates
from medviewer.jobs.runner import JobRunner
from medviewer.session.images.viewport import Viewport
from medviewer.session.library.library import Library
from medviewer.session.messages import Messages
from medviewer.session.objects.image_links import ImageLinks
from tests.gui.canvas.samples import ct_study

pytestmark = pytest.mark.gui
STUDY = ct_study()
FRAMES = STUDY.series[0].display_sets[0].frames


@pytest.fixture
def links(qapp: object) -> Iterator[ImageLinks]:
    runner = JobRunner()
    library = Library(runner, Messages())
    library.update(studies=(STUDY,))
    yield ImageLinks(library, Viewport(), Messages())
    runner.shut_down()


def test_that_a_reference_leads_to_its_image(links: ImageLinks) -> None:
    assert links.show(ObjectReference(FRAMES[4].instance.sop_instance_uid))

    assert links._viewport.value.index == 4


def test_that_a_frame_that_does_not_exist_is_not_found(links: ImageLinks) -> None:
    uid = FRAMES[4].instance.sop_instance_uid

    found = links.find_all((ObjectReference(uid, frames=(1,)), ObjectReference(uid, frames=(2,))))

    assert [place.index if place else None for place in found] == [4, None]


def test_that_what_is_not_open_is_said(links: ImageLinks) -> None:
    assert not links.show(ObjectReference("1.2.3.999"))

    assert "not open" in str(links._messages.history[-1].text)


def test_that_a_point_in_the_patient_leads_to_the_nearest_slice(links: ImageLinks) -> None:
    plane = FRAMES[6].plane
    assert plane is not None
    x, y, z = plane.pixel_to_patient(3, 3)
    space = FRAMES[6].instance.frame_of_reference_uid
    point = SpatialCoordinates(GraphicType.POINT, ((x, y, z + 0.1),), True, space)

    found = links.find_place(point)

    assert found is not None
    assert found.index == 6
