"""`medviewer privacy` prints one table, writes it as JSON, and says what is wrong with what it is given."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from medviewer.__main__ import main
from medviewer.ai.training.task import write_task
from tests.unit.ai.training.sample_sets import discs
from tests.unit.ai.training.task_texts import small_task

pytest.importorskip("opacus", reason="Opacus is not installed")


@pytest.fixture(name="words")
def _words(tmp_path: Path) -> list[str]:
    train, val = discs(32, 1), discs(16, 2)
    np.savez(tmp_path / "train.npz", images=train.images, labels=train.labels)
    np.savez(tmp_path / "test.npz", images=val.images, labels=val.labels)
    write_task(replace(small_task(), labels=("noise", "disc")), tmp_path / "discs.toml")
    small = ["--steps", "2", "--seeds", "1", "--sites", "2", "--epsilon", "2"]
    places = ["--data", str(tmp_path), "--out", str(tmp_path / "out"), "--split", "test"]
    return ["privacy", "--task", str(tmp_path / "discs.toml"), *places, *small]


def test_that_the_table_is_printed_and_written(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([*words, "--json"])

    printed = json.loads(capsys.readouterr().out)
    assert code == 0
    assert printed == json.loads((tmp_path / "out" / "privacy.json").read_text(encoding="utf-8"))
    assert printed["split"] == "test"
    assert len(printed["rows"]) == 7


def test_that_people_get_lines(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(words)

    assert "private, epsilon 2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (["--epsilon", "one"], "values of ε"),
        (["--epsilon", "nan"], "greater than zero"),
        (["--epsilon", "0"], "greater than zero"),
        (["--alpha", "nan"], "greater than zero"),
        (["--sites", "1000"], "fewer sites"),
        (["--split", "val"], "val_images"),
        (["--task", "nothing"], "There is no task"),
        (["--data", "/nowhere"], "nowhere"),
    ],
)
def test_that_what_cannot_be_done_is_one_sentence(
    words: list[str], capsys: pytest.CaptureFixture[str], change: list[str], said: str
) -> None:
    code = main([*words, *change])

    said_so = capsys.readouterr().err.strip().splitlines()
    assert code == 2
    assert len(said_so) == 1
    assert said in said_so[0]
