"""From a table to a model and its figures: one's own table, held-back files, and files that do not fit."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medviewer import paths
from medviewer.ai.evaluation.risk import calibrating, judging
from medviewer.ai.installed_systems import load_system_card
from medviewer.ai.systems import risk
from medviewer.ai.systems.evaluation_text import as_json
from medviewer.ai.systems.system import EvaluateOrder, Options, SystemEvaluation, TrainOrder
from medviewer.ai.training.risk.recipe import read_recipe
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ChoiceNeeded, InputError, ModelUnusable
from tests.phantoms.followed_patients import made_table

OWN: Options = (("event", "status"), ("time", "days"))


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "ROUNDS", 40)
    monkeypatch.setattr(calibrating, "ROUNDS", 2)


@pytest.fixture(autouse=True)
def quick_recipe(tmp_path: Path) -> Path:
    """The shipped recipe with next to nothing to compute."""
    text = (paths.systems() / "survival.toml").read_text(encoding="utf-8")
    quick = "folds = 2\nfold_members = 1\nrefits = 5\n"
    quick += "[networks]\nmembers = 2\nepochs = 8\n\n[[sources]]"
    file = tmp_path / "survival.toml"
    file.write_text(text.replace("[[sources]]", quick, 1), encoding="utf-8")
    return file


def trained(folder: Path, table: Path, options: Options = OWN) -> SystemCard:
    wanted = (("table", str(table)), *options)
    order = TrainOrder(folder / "survival.toml", folder, folder / "run", wanted)
    return risk.train(order)


def judged(folder: Path, split: str, options: Options = ()) -> SystemEvaluation:
    card = load_system_card(folder / "run")
    return risk.evaluate(EvaluateOrder(folder / "run", card, folder, split, options))


def test_that_a_table_of_ones_own_gives_a_model_judged_out_of_fold(tmp_path: Path) -> None:
    card = trained(tmp_path, made_table(tmp_path))

    found = {(each.subject, each.name): each for each in card.metrics}
    assert found["cox", "c_index"].low > 0.5  # the hazard doubles with the marker
    assert found["kaplan_meier", "c_index"].value == 0.5
    assert found["cox", "ibs"].value < found["kaplan_meier", "ibs"].value
    assert card == load_system_card(tmp_path / "run")
    assert ("table", "made_trainval.csv") in card.options  # no folder of this computer
    assert any("Column id is not read" in each for each in card.limits)


def test_that_val_without_a_file_is_out_of_fold_and_says_so(tmp_path: Path) -> None:
    trained(tmp_path, made_table(tmp_path))

    evaluation = judged(tmp_path, "val", (("table", "made_trainval.csv"),))

    same = {
        m.name: m.value for m in load_system_card(tmp_path / "run").metrics if m.subject == "cox"
    }
    cox = evaluation.of("cox")
    assert cox is not None
    assert cox.figures["c_index"].value == pytest.approx(same["c_index"], abs=1e-4)
    assert json.dumps(as_json(evaluation))


def test_that_held_back_rows_are_judged_without_the_training_table(tmp_path: Path) -> None:
    card = trained(tmp_path, made_table(tmp_path))
    held = tmp_path / "held"
    held.mkdir()
    file = made_table(held, rows=80, seed=9, name="held_test")

    order = EvaluateOrder(tmp_path / "run", card, file, "test", (("table", str(file)),))
    evaluation = risk.evaluate(order)

    cox, everybody = evaluation.of("cox"), evaluation.of("kaplan_meier")
    assert cox is not None
    assert everybody is not None
    assert evaluation.count == 80
    assert cox.figures["c_index"].value > 0.6
    assert everybody.figures["c_index"].value == 0.5


def test_that_an_outcome_without_a_time_is_judged_by_its_auc(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    marker = random.normal(size=120)
    ill = random.random(120) < 1 / (1 + np.exp(-2 * marker))
    lines = [f"{m:.3f},{'yes' if i else 'no'}" for m, i in zip(marker, ill, strict=True)]
    (tmp_path / "ill.csv").write_text("marker,ill\n" + "\n".join(lines), encoding="utf-8")

    card = trained(tmp_path, tmp_path / "ill.csv", (("event", "ill"),))

    found = {(each.subject, each.name): each.value for each in card.metrics}
    assert found["logistic", "auc"] > 0.75
    assert found["prevalence", "auc"] == 0.5
    assert {"naive_bayes", "network", "ensemble"} <= {each.subject for each in card.metrics}


def test_that_a_set_with_rows_of_its_own_to_judge_on_tells_both_apart(tmp_path: Path) -> None:
    table = made_table(tmp_path).read_text(encoding="utf-8").splitlines()
    marked = [f"{line},{'val' if row % 3 == 0 else 'train'}" for row, line in enumerate(table)]
    marked[0] = table[0] + ",split"
    (tmp_path / "clinical.csv").write_text("\n".join(marked), encoding="utf-8")
    text = (tmp_path / "survival.toml").read_text(encoding="utf-8")
    own = 'name = "own"\nfile = "clinical"\ntitle = "t"\noutcome_name = "death"\nsplit_column = "split"\n'
    own += 'outcome = { event = "status", time = "days" }\n\n[[tables]]\n'
    text = text.replace("[[tables]]\n", "[[tables]]\n" + own, 1)
    (tmp_path / "survival.toml").write_text(text, encoding="utf-8")

    order = TrainOrder(tmp_path / "survival.toml", tmp_path, tmp_path / "run", (("table", "own"),))
    card = risk.train(order)

    found = {
        each.split: each for each in card.metrics if (each.subject, each.name) == ("cox", "c_index")
    }
    assert set(found) == {"", "val"}
    assert "out of fold" in found[""].data
    cox = judged(tmp_path, "val").of("cox")
    assert cox is not None
    assert found["val"].value == pytest.approx(cox.figures["c_index"].value, abs=1e-4)


def test_that_rows_of_one_patient_stay_together_and_begin_late(tmp_path: Path) -> None:
    lines = ["id,marker,start,stop,status"]
    random = np.random.default_rng(5)
    for patient in range(60):
        marker = random.normal()
        first, last = random.uniform(5, 20), 20 + random.exponential(30 * 2.0**-marker)
        lines.append(f"P{patient},{marker:.2f},0,{first:.1f},0")
        lines.append(f"P{patient},{marker:.2f},{first:.1f},{last:.1f},{int(last < 80)}")
    (tmp_path / "late.csv").write_text("\n".join(lines), encoding="utf-8")
    late = (("event", "status"), ("time", "stop"), ("start", "start"), ("group", "id"))

    card = trained(tmp_path, tmp_path / "late.csv", late)

    names = {each.name for each in card.metrics if each.subject == "cox"}
    assert names == {"c_index"}  # squared errors are not defined for rows that begin late


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ((("table", "nothing"),), ChoiceNeeded),
        ((("table", "made_trainval.csv"),), ChoiceNeeded),  # no outcome named
        ((("table", "made_trainval.csv"), ("event", "gone")), InputError),
        ((("table", "lung"),), InputError),  # not in this folder
    ],
)
def test_that_what_cannot_be_trained_says_why(
    tmp_path: Path, options: Options, error: type[Exception]
) -> None:
    made_table(tmp_path)

    with pytest.raises(error):
        risk.train(TrainOrder(tmp_path / "survival.toml", tmp_path, tmp_path / "run", options))

    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("name", ["table", "target"])
def test_that_a_model_is_not_judged_on_another_table(tmp_path: Path, name: str) -> None:
    trained(tmp_path, made_table(tmp_path))

    with pytest.raises(InputError, match="Train that"):
        judged(tmp_path, "test", ((name, "lung"),))


def test_that_a_held_back_file_without_a_column_names_it(tmp_path: Path) -> None:
    trained(tmp_path, made_table(tmp_path))
    (tmp_path / "short.csv").write_text("days,status\n3,dead\n4,alive\n", encoding="utf-8")

    with pytest.raises(InputError, match="no column “marker”"):
        judged(tmp_path, "test", (("table", str(tmp_path / "short.csv")),))


def test_that_altered_weights_are_refused(tmp_path: Path) -> None:
    trained(tmp_path, made_table(tmp_path))
    file = tmp_path / "run" / "classical.npz"
    file.write_bytes(file.read_bytes() + b"x")

    with pytest.raises(ModelUnusable, match="not the file"):
        judged(tmp_path, "val")


def test_that_a_missing_file_of_a_model_is_named(tmp_path: Path) -> None:
    card = trained(tmp_path, made_table(tmp_path))
    gone = replace(card, files=(replace(card.files[0], name="gone.bin"),))

    with pytest.raises(ModelUnusable, match=r"gone\.bin is missing"):
        risk.evaluate(EvaluateOrder(tmp_path / "run", gone, tmp_path))


@pytest.mark.parametrize("name", ["survival", "lgg_grade"])
def test_that_shipped_recipes_say_why_each_column_is_left_out(name: str) -> None:
    recipe = read_recipe(paths.systems() / f"{name}.toml")

    assert len({each.name for each in recipe.tables}) == len(recipe.tables)
    assert all(each.reason for table in recipe.tables for each in table.drop)
