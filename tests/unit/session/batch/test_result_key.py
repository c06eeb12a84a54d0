"""The same images, weights and wishes give the same key; anything else another."""

from dataclasses import replace

from medviewer.domain.bundle import BundleKind
from medviewer.session.batch.result_key import KeyedInstance, result_key
from medviewer.session.batch.study_task import AskedModel, BatchOrder

ORDER = BatchOrder((AskedModel("a", "1", "2"), AskedModel("b", "3", "4")))
IMAGES = (KeyedInstance("1.2", 10), KeyedInstance("1.3", 20))


def test_that_order_copies_and_the_device_make_no_difference() -> None:
    other = replace(ORDER, models=ORDER.models[::-1], device="cuda")

    key = result_key((*IMAGES[::-1], IMAGES[0]), other)

    assert key == result_key(IMAGES, ORDER)


def test_that_whatever_changes_a_result_changes_its_key() -> None:
    others = [
        result_key((*IMAGES, KeyedInstance("1.4", 5)), ORDER),
        result_key((IMAGES[0], KeyedInstance("1.3", 19)), ORDER),
        result_key(IMAGES, replace(ORDER, models=ORDER.models[:1])),
        result_key(IMAGES, replace(ORDER, models=(AskedModel("a", "9", "2"), ORDER.models[1]))),
        result_key(IMAGES, replace(ORDER, models=(AskedModel("a", "1", "9"), ORDER.models[1]))),
        result_key(
            IMAGES, replace(ORDER, models=(AskedModel("a", "1", "2", "9"), ORDER.models[1]))
        ),
        result_key(IMAGES, replace(ORDER, software_version="0.0.1")),
        result_key(IMAGES, replace(ORDER, point="sensitive")),
        result_key(IMAGES, replace(ORDER, kinds=frozenset({BundleKind.SR}))),
    ]

    assert len({result_key(IMAGES, ORDER), *others}) == 10
