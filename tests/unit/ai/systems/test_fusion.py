"""The family "fusion" end to end on made radiographs, values and notes."""

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from medviewer import paths
from medviewer.ai.systems import fusion
from medviewer.ai.systems.evaluation_text import as_json
from medviewer.ai.systems.system import EvaluateOrder, TrainOrder
from medviewer.errors import InputError

COLUMNS = ("file", "split", "patient", "went_icu", "in_icu", "sex", "age", "view", "clinical_notes")
FAST = tuple({"epochs": "15", "members": "1", "folds": "2", "repeats": "1"}.items())


def made_set(folder: Path, splits: tuple[str, ...] = ("train", "val"), patients: int = 16) -> Path:
    """Of each split: grey squares, brighter of those who came to intensive care."""
    (folder / "images").mkdir(parents=True)
    random, rows = np.random.default_rng(3), []
    for number in range(patients * len(splits)):
        split, is_ill = splits[number // patients], number % 2 == 0
        name = f"images/{number}.png"
        grey = random.integers(0, 100, (64, 64)) + (100 if is_ill else 0)
        Image.fromarray(grey.astype(np.uint8)).save(folder / name)
        cells = (name, split, f"p{number}", "Y" if is_ill else "N", "N", "M", str(50 + number))
        rows.append((*cells, "PA", "intubated, fever" if is_ill else "cough"))
    with (folder / "metadata.csv").open("w", newline="") as table:
        csv.writer(table).writerows([COLUMNS, *rows])
    return folder


def order(tmp_path: Path, data: Path) -> TrainOrder:
    recipe = paths.systems() / "cxr_icu_fusion.toml"
    return TrainOrder(recipe, data, tmp_path / "run", FAST)


def test_that_every_way_of_joining_is_measured_beside_each_part_alone(tmp_path: Path) -> None:
    card = fusion.train(order(tmp_path, made_set(tmp_path / "set")))

    assert card.default in {metric.subject for metric in card.metrics}
    on_val = {metric.subject for metric in card.metrics if metric.split == "val"}
    assert {
        "image only",
        "values only",
        "text only",
        "gated fusion",
        "FiLM fusion",
        "cross-attention fusion",
        "logistic regression, all parts",
        "logistic regression, note as written",
        "gated fusion without image",
        "gated fusion, text shuffled",
    } <= on_val


def test_that_held_back_files_alone_are_enough_to_judge(tmp_path: Path) -> None:
    card = fusion.train(order(tmp_path, made_set(tmp_path / "set")))
    held_back = made_set(tmp_path / "other" / "cxr_covid_multimodal", splits=("test",), patients=6)

    found = fusion.evaluate(
        EvaluateOrder(tmp_path / "run", card, held_back.parent, "test", card.options)
    )

    told = as_json(found)
    assert (told["n"], told["groups"], told["split"]) == (6, 6, "test")
    assert found.of(card.default) is not None


def test_that_a_note_that_tells_the_outcome_is_read_only_by_the_subject_that_says_so(
    tmp_path: Path,
) -> None:
    data = made_set(tmp_path / "set")
    text = (data / "metadata.csv").read_text()
    (data / "metadata.csv").write_text(text.replace("intubated, fever", "intubated, cough"))

    card = fusion.train(order(tmp_path, data))

    aucs = {m.subject: m.value for m in card.metrics if m.name == "auc" and m.split == "val"}
    assert aucs["logistic regression, note as written"] == 1.0
    assert aucs["logistic regression, text"] == pytest.approx(0.5)


def test_that_a_folder_without_the_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"metadata\.csv"):
        fusion.train(order(tmp_path, tmp_path))


def test_that_an_unknown_target_and_setting_are_named(tmp_path: Path) -> None:
    recipe = paths.systems() / "lgg_fusion.toml"

    with pytest.raises(InputError, match="grade, death"):
        fusion.train(TrainOrder(recipe, tmp_path, tmp_path / "run", (("target", "mood"),)))
    with pytest.raises(InputError, match="no setting speed"):
        fusion.train(TrainOrder(recipe, tmp_path, tmp_path / "run", (("speed", "1"),)))


def test_that_a_run_is_not_judged_on_an_outcome_it_did_not_learn(tmp_path: Path) -> None:
    data = made_set(tmp_path / "set")
    card = fusion.train(order(tmp_path, data))
    asked = EvaluateOrder(tmp_path / "run", card, data, "val", (("target", "death"),))

    with pytest.raises(InputError, match="trained for the target icu"):
        fusion.evaluate(asked)


def test_that_the_card_keeps_the_settings_that_were_asked_for(tmp_path: Path) -> None:
    card = fusion.train(order(tmp_path, made_set(tmp_path / "set")))

    assert dict(card.options) == {**dict(FAST), "target": "icu"}
