"""A machine whose results would be others, or would lie elsewhere, is named before anything is done."""

from dataclasses import replace
from pathlib import Path

import pytest

from medviewer.errors import ClusterUnusable
from medviewer.session.batch.asked_models import choose_models
from medviewer.session.batch.ray_alike import check_alike
from medviewer.session.batch.ray_worker import RayWorker, facts_here


@pytest.fixture
def facts(tmp_path: Path) -> dict[str, object]:
    sign = tmp_path / "sign"
    sign.touch()
    return RayWorker().facts(str(sign))


def test_that_this_machine_is_like_itself(facts: dict[str, object], tmp_path: Path) -> None:
    check_alike(facts, facts_here(), choose_models(()), tmp_path)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": "0.0.1"}, "version 0.0.1, here"),
        ({"python": "3.9"}, "python 3.9, here"),
        ({"result_schema": 0}, "result_schema 0, here"),
        ({"sees_folder": False}, "does not see the folder"),
        ({"models": []}, "other weights of the model “chest_ct_nodules”"),
    ],
)
def test_that_what_differs_is_named_with_the_machine(
    changes: dict[str, object], said: str, facts: dict[str, object], tmp_path: Path
) -> None:
    asked = choose_models(["chest_ct_nodules"])

    with pytest.raises(ClusterUnusable, match=said) as refused:
        check_alike(facts | {"machine": "reading-room-3"} | changes, facts_here(), asked, tmp_path)

    assert "reading-room-3" in str(refused.value)


def test_that_other_weights_or_another_guard_under_the_same_name_are_refused(
    facts: dict[str, object], tmp_path: Path
) -> None:
    here = choose_models(["chest_ct_nodules"])[0]
    others = (replace(here, weights_sha256="0" * 64), replace(here, guard_sha256="0" * 64))

    for other in others:
        with pytest.raises(ClusterUnusable, match="other weights"):
            check_alike(facts, facts_here(), (other,), tmp_path)


def test_that_something_that_is_no_medviewer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClusterUnusable, match="version None"):
        check_alike("hello", facts_here(), (), tmp_path)
