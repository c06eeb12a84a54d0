"""`medviewer models`: what is listed, shown and found to be whole."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from medviewer import paths
from medviewer.__main__ import main
from medviewer.ai.card_writer import write_card
from medviewer.ai.catalog import load_card, parse_card
from medviewer.ai.installed_models import find_model, installed_cards

SHIPPED = paths.models() / "chest_ct_nodules"


@pytest.fixture
def imported() -> Path:
    """The nodule model once more, as if a reader had brought it along under another name."""
    folder = paths.imported_models() / "mine"
    shutil.copytree(SHIPPED, folder)
    card = replace(load_card(SHIPPED / "card.toml"), model_id="mine", title="Mine")
    write_card(card, folder / "card.toml")
    return folder


def test_that_imported_models_are_listed_apart(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["models", "list", "--json"])

    assert code == 0
    origins = {row["id"]: row["origin"] for row in json.loads(capsys.readouterr().out)}
    assert origins["chest_ct_nodules"] == "shipped"
    assert origins["mine"] == "imported"


def test_that_a_card_is_shown_as_it_can_be_read_again(capsys: pytest.CaptureFixture[str]) -> None:
    main(["models", "show", "chest_ct_nodules"])

    assert parse_card(capsys.readouterr().out) == load_card(SHIPPED / "card.toml")


def test_that_an_imported_card_cannot_say_that_it_is_ours(imported: Path) -> None:
    assert find_model("mine").card.is_imported
    assert not find_model("chest_ct_nodules").card.is_imported


def test_that_a_shipped_model_cannot_be_replaced_by_an_imported_one() -> None:
    shutil.copytree(SHIPPED, paths.imported_models() / "chest_ct_nodules")

    assert find_model("chest_ct_nodules").folder == SHIPPED
    assert [card.model_id for card in installed_cards()].count("chest_ct_nodules") == 1


def test_that_a_broken_imported_model_does_not_hide_the_others(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (imported / "card.toml").write_text("title = 1")

    assert "chest_ct_nodules" in [card.model_id for card in installed_cards()]
    assert main(["models", "list"]) == 0
    assert "mine" in capsys.readouterr().out


def test_that_the_shipped_models_are_whole() -> None:
    assert main(["models", "verify"]) == 0


def test_that_altered_weights_are_told(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    weights = bytearray((imported / "weights.safetensors").read_bytes())
    weights[-1] ^= 1
    (imported / "weights.safetensors").write_bytes(weights)

    code = main(["models", "verify", "mine"])

    assert code == 1
    assert "not those its card describes" in capsys.readouterr().err


def test_that_weights_of_another_network_are_told(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = load_card(imported / "card.toml")
    assert card.network is not None
    other = replace(card.network, options=(("width", 8),))
    write_card(replace(card, network=other), imported / "card.toml")

    code = main(["models", "verify", "mine"])

    assert code == 1
    assert "do not fit" in capsys.readouterr().err


def test_that_an_unknown_model_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "show", "nothing"]) == 1
    assert "“nothing”" in capsys.readouterr().err
