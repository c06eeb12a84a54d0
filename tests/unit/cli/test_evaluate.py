"""`medviewer evaluate` from the words of the command line to its exit code."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from medviewer.__main__ import main
from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import load_card
from medviewer.ai.evaluation import explanation_release
from medviewer.domain.model_trust import ExplanationTest
from tests.unit.ai.evaluation.run_folders import changed_metric, labelled_set, run_folder


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return run_folder(tmp_path / "run")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return labelled_set(tmp_path / "data", ("train", "val", "test"))


def test_that_a_run_is_measured_on_a_split_held_back(
    run: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["evaluate", str(run), "--data", str(data), "--split", "test", "--json"])

    found = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (found["split"], found["n"]) == ("test", 60)
    assert found["baselines"]["measured_here"]
    assert found["baselines"]["models"]["RBF support vector machine"]["auc"]["value"] > 0.9


def test_that_only_the_held_back_part_is_enough(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = labelled_set(tmp_path / "alone", ("test",))

    code = main(["evaluate", str(run), "--data", str(alone), "--split", "test", "--json"])

    assert code == 0
    assert not json.loads(capsys.readouterr().out)["baselines"]["measured_here"]


def test_that_a_card_is_found_right_and_a_boast_is_named(
    run: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["evaluate", str(run), "--data", str(data), "--write-card"])
    words = ["evaluate", str(run), "--data", str(data), "--against-card", "--no-baselines"]

    capsys.readouterr()
    honest = main(words)
    said = capsys.readouterr().err
    write_card(changed_metric(load_card(run / "card.toml"), by=0.05), run / "card.toml")
    boasting = main(words)

    assert honest == 0
    assert "were found again" in said
    assert boasting == 1
    assert "AUC: the card says" in capsys.readouterr().err


def test_that_a_table_is_printed_and_json_written(
    run: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "deep" / "figures.json"

    main(["evaluate", str(run), "--data", str(data), "--no-baselines", "--out", str(out)])

    assert "Confusion matrix" in capsys.readouterr().out
    assert json.loads(out.read_text(encoding="utf-8"))["n"] == 60


def test_that_missing_data_is_an_input_error(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["evaluate", str(run), "--data", str(tmp_path)])

    assert code == 2
    assert "val_images" in capsys.readouterr().err


def test_that_phantoms_are_for_the_chest_ct_analyzer_only(
    run: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = load_card(run / "card.toml")
    write_card(replace(card, analyzer="shades"), run / "card.toml")

    code = main(["evaluate", str(run), "--data", str(data), "--no-baselines", "--phantoms", "1"])

    assert code == 3
    assert "no other phantoms" in capsys.readouterr().err


def test_that_explanations_are_tested_and_written(
    run: Path, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ExplanationTest("class map", "completeness", 1e-6, "at most 1e-4", True, "60 shades")
    monkeypatch.setattr(explanation_release, "examine", lambda *given: (row,))
    words = ["--data", str(data), "--no-baselines", "--explanations", "--write-card"]

    main(["evaluate", str(run), *words])

    assert load_card(run / "card.toml").explanation_tests == (row,)
    assert "completeness" in capsys.readouterr().out


def test_that_a_row_of_explanations_not_found_again_is_named(
    run: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["evaluate", str(run), "--data", str(data), "--no-baselines"]
    asked = [*words, "--explanations", "class map"]
    main([*asked, "--write-card"])
    card = load_card(run / "card.toml")
    first, *others = card.explanation_tests
    better = (replace(first, value=first.value + 0.5), *others)

    honest = main([*asked, "--against-card"])
    write_card(replace(card, explanation_tests=better), run / "card.toml")
    capsys.readouterr()
    boasting = main([*asked, "--against-card"])

    assert {row.method for row in card.explanation_tests} == {"class map"}
    assert (honest, boasting) == (0, 1)
    assert f"class map, {first.name}: the card says" in capsys.readouterr().err
