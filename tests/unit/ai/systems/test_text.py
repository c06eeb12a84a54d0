"""A text coder from its recipe to its figures: trained, written, judged where only a held-back split lies."""

import json
from pathlib import Path

import pytest

from medviewer.ai.installed_systems import load_system_card
from medviewer.ai.runtime.text.coder_files import CODER, NETWORK, read_parts
from medviewer.ai.runtime.text.text_model import TextModel
from medviewer.ai.systems.evaluation_text import as_json
from medviewer.ai.systems.system import EvaluateOrder, TrainOrder
from medviewer.ai.systems.text import RECIPE, evaluate, train
from medviewer.errors import InputError, ModelUnusable
from tests.phantoms.coded_sets import write_recipe, write_set


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trained coder; its training data lie elsewhere than what it is judged on."""
    folder = tmp_path_factory.mktemp("coder")
    data = write_set(folder / "made_codes", {"train": 40, "val": 12})
    options = (("compare", "yes"),)
    train(TrainOrder(write_recipe(folder), data, folder / "run", options, "cpu"))
    return folder / "run"


def test_that_the_card_names_files_figures_and_who_answers(run: Path) -> None:
    card = load_system_card(run)

    subjects = {each.subject for each in card.metrics}
    assert {"network", "dictionary", "svm", "prior", "ensemble"} <= subjects
    assert {"LSTM, 2 epochs", "BiGRU, 2 epochs"} <= subjects
    assert card.default in subjects
    assert {CODER, NETWORK} <= {each.name for each in card.files}


def test_that_a_folder_with_the_held_back_split_alone_is_enough(run: Path, tmp_path: Path) -> None:
    data = write_set(tmp_path / "held_back", {"test": 12})

    found = as_json(evaluate(EvaluateOrder(run, load_system_card(run), data, "test", device="cpu")))

    assert found["n"] == 24
    assert found["groups"] == 12
    subjects = found["subjects"]
    assert isinstance(subjects, dict)
    assert subjects["network"]["metrics"]["map"]["value"] > 0.9
    assert subjects["prior"]["metrics"]["map"]["value"] < 0.9
    assert {"map_en", "map_es", "map_three", "micro_f1"} <= set(subjects["ensemble"]["metrics"])
    json.dumps(found, allow_nan=False)


def test_that_one_language_can_be_judged_alone(run: Path, tmp_path: Path) -> None:
    data = write_set(tmp_path / "held_back", {"test": 6})
    options = (("language", "es"),)

    found = evaluate(EvaluateOrder(run, load_system_card(run), data, "test", options, "cpu"))

    assert found.count == found.groups == 6


def test_that_a_coder_of_full_codes_can_be_asked_for_categories(run: Path, tmp_path: Path) -> None:
    data = write_set(tmp_path / "held_back", {"test": 12})
    options = (("codes", "three"), ("language", "en"))

    found = evaluate(EvaluateOrder(run, load_system_card(run), data, "test", options, "cpu"))

    network = found.of("network")
    assert network is not None
    assert network.figures["map"].value > 0.9
    assert found.details is not None
    assert found.details["labels"] == 4


def test_that_a_split_that_is_not_there_is_named(run: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"test\.jsonl\.gz is neither in"):
        evaluate(EvaluateOrder(run, load_system_card(run), tmp_path, "test", device="cpu"))


def test_that_altered_weights_are_refused(run: Path, tmp_path: Path) -> None:
    for file in run.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    weights = tmp_path / NETWORK
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")

    with pytest.raises(ModelUnusable, match="is missing or not the one its card describes"):
        read_parts(load_system_card(tmp_path), tmp_path)


def test_that_a_long_text_is_answered_as_its_best_part(run: Path) -> None:
    model = TextModel.load(load_system_card(run), run)
    label = model.stored.labels.index("J18.9")
    sign = "lobar pneumonia"
    long = " ".join(["the patient was seen"] * 1500) + f" {sign}"

    found = model.scores([model.read(long, "en"), model.read("", "en")], ("network",))["network"]

    assert found[0, label] > found[1, label]


def test_that_an_altered_recipe_is_refused(run: Path, tmp_path: Path) -> None:
    for file in run.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    recipe = tmp_path / RECIPE
    recipe.write_text(
        recipe.read_text().replace('headline = "map"', 'headline = "micro_f1"') + "\n"
    )

    with pytest.raises(ModelUnusable, match="is missing or not the one its card describes"):
        evaluate(EvaluateOrder(tmp_path, load_system_card(tmp_path), tmp_path, "test"))
