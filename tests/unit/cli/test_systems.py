"""`train`, `evaluate` and `models` of systems: dispatch and options, with a family that stands in."""

import argparse
import json
from pathlib import Path

import pytest

from medviewer import paths
from medviewer.__main__ import main
from medviewer.ai.systems.system import (
    EvaluateOrder,
    SubjectFigures,
    SubjectKind,
    SystemEvaluation,
    TrainOrder,
)
from medviewer.cli.systems import options_of
from medviewer.domain.model_trust import Interval
from medviewer.domain.system_card import SystemCard
from medviewer.errors import ChoiceNeeded
from tests.unit.ai.test_installed_systems import made_system


class StandIn:
    """A family that learns nothing and remembers what it was asked."""

    OPTIONS = ("table", "network")

    def __init__(self) -> None:
        self.trained: list[TrainOrder] = []
        self.judged: list[EvaluateOrder] = []

    def train(self, order: TrainOrder) -> SystemCard:
        self.trained.append(order)
        return made_system(order.out, options=order.options)

    def evaluate(self, order: EvaluateOrder) -> SystemEvaluation:
        self.judged.append(order)
        figures = {"map": Interval(0.5, 0.4, 0.6)}
        subject = SubjectFigures("network", SubjectKind.NETWORK, figures)
        return SystemEvaluation(
            "words", "1.0", "made", order.split, 7, (subject,), "network", "map"
        )


@pytest.fixture
def family(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    stand_in = StandIn()
    monkeypatch.setattr("medviewer.cli.systems.family_module", lambda _: stand_in)
    return stand_in


@pytest.fixture
def recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "systems"
    folder.mkdir()
    file = folder / "words.toml"
    file.write_text('system_id = "words"\nfamily = "text"\n')
    monkeypatch.setattr(paths, "systems", lambda: folder)
    return file


def test_that_train_goes_to_the_family_with_its_options(
    family: StandIn, recipe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, data = tmp_path / "run", tmp_path / "data"

    asked = ["train", "words", "--data", str(data), "--out", str(run)]

    code = main([*asked, "--table", "lung", "--option", "network=gru"])

    assert code == 0
    (order,) = family.trained
    assert (order.recipe, order.data, order.out) == (recipe, data, run)
    assert order.options == (("table", "lung"), ("network", "gru"))
    assert "0.5000 (0.4000–0.6000)" in capsys.readouterr().out


@pytest.mark.usefixtures("recipe")
def test_that_a_system_without_weights_is_trained_before_it_is_judged(
    family: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["evaluate", "words", "--data", str(tmp_path), "--split", "test", "--json"]

    assert main([*asked, "--table", "lung"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert main([*asked, "--table", "lung"]) == 0

    assert (found["split"], found["n"]) == ("test", 7)
    assert len(family.trained) == 1  # the second time it is there
    assert [each.split for each in family.judged] == ["test", "test"]
    assert family.judged[1].options == (("table", "lung"),)


def test_that_a_run_is_judged_with_the_options_it_was_trained_with(
    family: StandIn, tmp_path: Path
) -> None:
    made_system(tmp_path / "run", options=(("table", "whas500"),))

    assert main(["evaluate", str(tmp_path / "run"), "--data", str(tmp_path)]) == 0

    assert family.judged[0].options == (("table", "whas500"),)


def test_that_a_file_in_the_way_is_said_before_anything_is_trained(
    family: StandIn, recipe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["train", "words", "--data", str(tmp_path), "--out", str(recipe)])

    said = capsys.readouterr().err.strip().splitlines()
    assert code == 1
    assert len(said) == 1
    assert str(recipe) in said[0]
    assert not family.trained


@pytest.mark.parametrize("verb", ["train", "evaluate"])
@pytest.mark.usefixtures("recipe")
def test_that_a_misspelt_setting_is_refused_before_anything_is_done(
    family: StandIn, tmp_path: Path, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path / "run")]
    words = [verb, "words", "--data", str(tmp_path), *out, "--option", "netwrok=gru"]

    assert main(words) == 2

    assert "netwrok" in capsys.readouterr().err
    assert (family.trained, family.judged) == ([], [])


def test_that_an_option_without_a_value_is_refused() -> None:
    with pytest.raises(ChoiceNeeded, match="network"):
        options_of(argparse.Namespace(table=None, option=["network"]))


def test_that_models_lists_shows_and_verifies_systems(
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = paths.imported_models() / "mine"
    made_system(folder)

    assert main(["models", "list", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert main(["models", "show", "mine"]) == 0
    shown = capsys.readouterr().out
    assert main(["models", "verify", "mine"]) == 0
    (folder / "weights.bin").write_bytes(b"other")

    assert main(["models", "verify", "mine"]) == 1
    assert rows["mine"]["origin"] == "own"
    assert 'title = "Words to codes"' in shown
