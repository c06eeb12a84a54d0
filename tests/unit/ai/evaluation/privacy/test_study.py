"""A study trains every row with every seed once, whatever interrupts it, and tells what it found."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from medviewer.ai.evaluation.privacy.plan import Row, RowKind, StudyPlan
from medviewer.ai.evaluation.privacy.study import StudyFigures, StudyPlace, run_study
from medviewer.ai.evaluation.privacy.table import as_json, as_lines, targets
from medviewer.ai.training.privacy.accounting import Spent, noise_for, spent
from medviewer.ai.training.privacy.descent import DescentPlan
from medviewer.ai.training.privacy.private_training import PrivatePlan
from medviewer.ai.training.task import Task
from medviewer.errors import InputError
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task

pytest.importorskip("opacus", reason="Opacus is not installed")

PLAN = StudyPlan(
    epsilons=(1.0, 50.0),
    sites=2,
    seeds=2,
    private=PrivatePlan(steps=3, batch_size=16),
    descent=DescentPlan(batch_size=8),
    steps=8,
    proximal=0.1,
)


@pytest.fixture(autouse=True, scope="module")
def _quick_noise() -> Iterator[None]:
    """The accountants take seconds for each promise; they have tests of their own, and one here."""
    trials = "medviewer.ai.evaluation.privacy.trials"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{trials}.noise_for", lambda epsilon, *_: 4 / epsilon)
        patch.setattr(f"{trials}.spent", lambda quiet, delta: Spent(delta, 4 / quiet.noise, 9.0))
        yield


@pytest.fixture(name="task", scope="module")
def _task() -> Task:
    return replace(small_task(), labels=("noise", "disc"))


@pytest.fixture(name="place")
def _place(tmp_path: Path) -> StudyPlace:
    return written(tmp_path)


def written(folder: Path) -> StudyPlace:
    train, val = discs(40, 1), discs(20, 2)
    np.savez(
        folder / "discs.npz",
        train_images=train.images,
        train_labels=train.labels,
        val_images=val.images,
        val_labels=val.labels,
    )
    return StudyPlace(folder, folder / "out")


@dataclass(frozen=True, slots=True)
class Done:
    """A whole study, trained once for all tests."""

    place: StudyPlace
    figures: StudyFigures

    def copied_to(self, place: StudyPlace) -> StudyPlace:
        shutil.copytree(self.place.out, place.out)
        return place


@pytest.fixture(name="done", scope="module")
def _done(task: Task, tmp_path_factory: pytest.TempPathFactory) -> Done:
    place = written(tmp_path_factory.mktemp("study"))
    return Done(place, run_study(task, PLAN, place, Watch()))


class Watch:
    """Which rows were trained, and which were kept from before."""

    def __init__(self, stop_after: int = 1000) -> None:
        self.trained: list[tuple[str, int]] = []
        self.kept: list[tuple[str, int]] = []
        self._stop_after = stop_after

    def __call__(self, row: Row, seed: int, was_kept: bool) -> None:
        (self.kept if was_kept else self.trained).append((row.name, seed))
        if len(self.trained) > self._stop_after:
            raise KeyboardInterrupt


def figures_of(found: StudyFigures) -> list[float]:
    return [each.figures["auc"].value for each in found.rows]


def test_that_a_study_has_a_row_for_every_promise_federation_and_site(done: Done) -> None:
    found = done.figures

    assert [each.row.name for each in found.rows] == [
        "not private",
        "private, epsilon 1",
        "private, epsilon 50",
        "central",
        "federated averaging",
        "federated, proximal",
        "site 1 alone",
        "site 2 alone",
    ]
    assert (found.trained_on, found.judged_on) == (40, 20)
    assert sum(site.cases for site in found.sites) == 40
    assert found.sites[0].cases >= found.sites[1].cases
    assert all(len(each.seeds) == 2 for each in found.rows)


@pytest.mark.slow  # the accountants
@pytest.mark.slow  # the accountants
def test_that_private_rows_keep_their_promise_at_one_in_n(
    task: Task, place: StudyPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    trials = "medviewer.ai.evaluation.privacy.trials"
    monkeypatch.setattr(f"{trials}.noise_for", noise_for)
    monkeypatch.setattr(f"{trials}.spent", spent)

    found = run_study(task, replace(PLAN, epsilons=(1.0, 2.0), seeds=1), place, Watch())

    private = [each for each in found.rows if each.row.kind is RowKind.PRIVATE]
    assert [each.facts["epsilon"] <= each.row.epsilon for each in private] == [True, True]
    assert private[0].facts["noise"] > private[1].facts["noise"]
    assert {each.facts["delta"] for each in private} == {0.01}  # the power of ten below 1/40


def test_that_an_interrupted_study_goes_on_with_the_row_it_was_at(
    task: Task, place: StudyPlace, done: Done
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_study(task, PLAN, place, Watch(stop_after=3))

    second = Watch()
    found = run_study(task, PLAN, place, second)

    assert len(second.kept) == 3
    assert len(second.trained) == 16 - 3
    assert figures_of(found) == figures_of(done.figures)


def test_that_a_new_promise_leaves_what_was_trained_standing(
    task: Task, place: StudyPlace, done: Done
) -> None:
    done.copied_to(place)

    second = Watch()
    run_study(task, replace(PLAN, epsilons=(1.0, 2.0, 50.0)), place, second)

    assert second.trained == [("private, epsilon 2", 0), ("private, epsilon 2", 1)]


def test_that_other_data_is_trained_anew(task: Task, place: StudyPlace, done: Done) -> None:
    done.copied_to(place)
    with np.load(place.data / "discs.npz") as kept:
        arrays = dict(kept)
    arrays["train_images"][0] += 1
    np.savez(place.data / "discs.npz", **arrays)

    second = Watch()
    run_study(task, replace(PLAN, seeds=1), place, second)

    assert not second.kept


def test_that_sites_have_scanners_of_their_own_where_asked(task: Task, place: StudyPlace) -> None:
    found = run_study(task, replace(PLAN, seeds=1, has_scanners=True), place, Watch())

    names = [each.row.name for each in found.rows]
    assert "federated averaging, own scanners" in names
    assert len(names) == 8 + 5  # central, two federations and two sites once more


def test_that_the_table_says_targets_figures_and_limits(done: Done) -> None:
    found = done.figures

    plain = json.loads(json.dumps(as_json(found, PLAN), allow_nan=False))
    lines = "\n".join(as_lines(found))

    assert [row["name"] for row in plain["rows"]] == [each.row.name for each in found.rows]
    assert (
        plain["rows"][1]["figures"]["auc_lost"]["low"]
        <= plain["rows"][1]["figures"]["auc_lost"]["high"]
    )
    assert plain["sites"][0]["shares"].keys() == {"noise", "disc"}
    assert "private, epsilon 50 costs 0.03 of AUC at most" in targets(found)
    assert "no secure aggregation" in lines
    assert "site 2 alone" in lines


def test_that_a_task_without_classes_is_refused(task: Task, place: StudyPlace) -> None:
    with pytest.raises(InputError, match="only classifications"):
        run_study(replace(task, kind="segmentation"), PLAN, place, Watch())


@pytest.mark.parametrize("change", [{"sites": 0}, {"seeds": 0}, {"alpha": -1.0}, {"epsilons": ()}])
def test_that_impossible_numbers_are_refused_before_training(
    task: Task, place: StudyPlace, change: dict[str, float]
) -> None:
    with pytest.raises(InputError, match="greater than zero"):
        run_study(task, replace(PLAN, **change), place, Watch(0))  # type: ignore[arg-type]  # that is the test
